"""Events: dated statements of an article, merged over articles into entries, ranked for a timeline.

The doors load their modules when called, so that importing this package costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.model.annotation import Document, Event, Mention, Timex
    from dateline.model.article import EventOverride
    from dateline.model.dates import PartialDate
    from dateline.model.event import Conflict, Entry, EventFile
    from dateline.model.problem import Problem

__all__ = [
    "apply_event_files", "apply_overrides", "doubtful_pairs", "extract_events", "find_conflicts", "link_plans",
    "merge_events", "rank_entries",
]


def extract_events(document: Document, timexes: Sequence[Timex], mentions: Sequence[Mention]) -> list[Event]:
    """Return the dated statements of a document in text order, the report of the article itself first."""
    from dateline.annotate.event import extract

    return extract.extract_events(document, timexes, mentions)


def merge_events(
    events: Iterable[Event],
    published: Mapping[str, PartialDate] | None = None,
    topics: Mapping[str, tuple[str, ...]] | None = None,
) -> list[Entry]:
    """Return the entries of a timeline, by date; the order of ``events`` makes no difference.

    ``published`` gives the articles' dates (otherwise those of their report events), ``topics`` their topics, both
    by article id. Each year is merged by itself: see ``dateline.annotate.event.merge.bucket_of``.
    """
    from dateline.annotate.event import merge

    return merge.merge_events(events, published, topics)


def apply_overrides(
    events: Sequence[Event], overrides: Sequence[EventOverride], document: Document
) -> tuple[list[Event], list[Problem]]:
    """Return a document's events as a person corrected them in front matter, and what fits no event."""
    from dateline.annotate.event import override

    return override.apply_overrides(events, overrides, document)


def rank_entries(
    entries: Iterable[Entry],
    published: Mapping[str, PartialDate] | None = None,
    sources: Mapping[str, str] | None = None,
    *,
    entity: str = "",
    top: int = 0,
    reports: Iterable[str] = (),
) -> list[Entry]:
    """Return entries with their scores, best first, the first ``top`` that are no neighbours marked ``key``.

    ``published`` and ``sources`` tell the articles' dates and publishers by id; ``entity`` is whose timeline it is;
    ``reports`` are the dates of publications that are not among the entries.
    """
    from dateline.annotate.event import rank

    return rank.rank_entries(entries, published, sources, entity=entity, top=top, reports=reports)


def link_plans(
    entries: Iterable[Entry], published: Mapping[str, PartialDate] | None = None, today: PartialDate | None = None
) -> list[Entry]:
    """Return the entries with plans linked to their outcomes; ``today`` marks those whose day has passed as open."""
    from dateline.annotate.event import plans

    return plans.link_plans(entries, published, today)


def find_conflicts(events: Iterable[Event]) -> list[Conflict]:
    """Return what statements (of an article, or of an entity) contradict in dates, sums or order."""
    from dateline.annotate.event import conflict

    return conflict.find_conflicts(events)


def apply_event_files(
    entries: Iterable[Entry],
    files: Iterable[EventFile],
    published: Mapping[str, PartialDate] | None = None,
    topics: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[list[Entry], list[Problem]]:
    """Return the entries as people merged, split, hid and corrected them in ``content/events``."""
    from dateline.annotate.event import files as event_files

    return event_files.apply_event_files(entries, files, published, topics)


def doubtful_pairs(entries: Iterable[Entry]) -> list[tuple[float, str, str]]:
    """Return pairs of entries that may be one happening and were left apart, likeliest first, for ``suggest``."""
    from dateline.annotate.event import merge

    return merge.doubtful_pairs(entries)
