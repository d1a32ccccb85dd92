"""Events: dated statements of an article, merged over articles into entries, ranked for a timeline.

The doors load their modules when called, so that importing this package costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.model.annotation import Document, Event, Mention, Timex

__all__ = ["extract_events"]


def extract_events(document: Document, timexes: Sequence[Timex], mentions: Sequence[Mention]) -> list[Event]:
    """Return the dated statements of a document in text order, the report of the article itself first."""
    from dateline.annotate.event import extract

    return extract.extract_events(document, timexes, mentions)
