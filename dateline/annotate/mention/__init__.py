"""Names in text: the registry's gazetteer, mentions and their entities, what an article is about, suggestions.

The doors load their modules when called, so that importing this package costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.annotate.mention.gazetteer import Gazetteer, Options
    from dateline.model.annotation import Document, Mention
    from dateline.model.entity import Entity

__all__ = ["build_gazetteer", "find_about", "find_mentions"]


def build_gazetteer(entities: Iterable[Entity], options: Options | None = None) -> Gazetteer:
    """Make the gazetteer of a registry; the order of the entities makes no difference."""
    from dateline.annotate.mention import gazetteer

    return gazetteer.build_gazetteer(entities, options)


def find_mentions(document: Document, gazetteer: Gazetteer) -> list[Mention]:
    """Return the names of registered entities in a document, in order, none overlapping another.

    A name that several entities claim without evidence for one is a mention whose ``entity`` is None.
    """
    from dateline.annotate.mention.link import find_mentions as find

    return find(document, gazetteer)


def find_about(document: Document, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the ids of the entities the document is about, the most central first."""
    from dateline.annotate.mention import about

    return about.find_about(document, mentions)
