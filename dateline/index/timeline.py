"""The timeline of an entity, a topic, a set of them, or everything: what matters most, and where sources disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from dateline.annotate.event import find_conflicts, rank_entries
from dateline.index.heads import entity_timeline, topic_timeline
from dateline.index.library import Library, published_dates, publishers
from dateline.model.dates import PartialDate
from dateline.model.event import Conflict, Entry

EVERYTHING: Final = "all"
"""The id that stands for every entry of the library."""


class UnknownTimelineError(KeyError):
    """Nothing in the library has this id."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries about something, by date.

    ``entries`` are the dated happenings, ``reports`` the publications of articles and ``undated`` what was said to
    have happened "recently". ``key`` are the most important entries, by date; ``conflicts`` what statements
    contradict, inside an entry or between two.
    """

    id: str
    kind: str
    entries: tuple[Entry, ...]
    key: tuple[Entry, ...] = ()
    reports: tuple[Entry, ...] = ()
    undated: tuple[Entry, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """A page of a timeline: the entries ``[start, end)``, from ``first`` to ``last``."""

    start: int
    end: int
    first: PartialDate
    last: PartialDate


def build_timeline(
    library: Library, identifier: str, *, since: PartialDate | None = None, until: PartialDate | None = None,
    top: int = 20,
) -> Timeline:
    """Return the timeline of ``identifier``: an entity's or topic's id, several joined by ``+``, or ``all``.

    ``since`` and ``until`` keep what may have happened in between: a year that overlaps them stays. Raise
    UnknownTimelineError for an id that the library does not have.
    """
    kind, found = _collect(library, identifier)
    kept = [entry for entry in found if _within(entry, since, until)]
    statements = [entry for entry in kept if entry.kind == "statement"]
    return Timeline(
        id=identifier, kind=kind, entries=tuple(statements), key=key_entries(library, statements, identifier, top),
        reports=tuple(entry for entry in kept if entry.kind == "report"),
        undated=tuple(entry for entry in kept if entry.kind == "undated"), conflicts=timeline_conflicts(statements),
    )


def key_entries(library: Library, entries: Iterable[Entry], identifier: str = "", top: int = 20) -> tuple[Entry, ...]:
    """Return the ``top`` most important entries, by date, ranked for the entity when ``identifier`` is one."""
    cards = library.articles.values()
    published, sources = published_dates(cards), publishers(cards)
    entity = identifier if identifier in library.entities else ""
    ranked = rank_entries(entries, published, sources, entity=entity, top=top)
    return tuple(sorted((entry for entry in ranked if entry.key), key=attrgetter("order")))


def timeline_conflicts(entries: Sequence[Entry]) -> tuple[Conflict, ...]:
    """Return the disagreements inside entries, then those between their statements; each pair of statements once."""
    inside = [conflict for entry in entries for conflict in entry.conflicts]
    seen = {frozenset(conflict.events) for conflict in inside}
    between = find_conflicts(event for entry in entries for event in entry.statements)
    return (*inside, *(conflict for conflict in between if frozenset(conflict.events) not in seen))


def windows(entries: Sequence[Entry], size: int) -> tuple[Window, ...]:
    """Cut entries, by date, into pages of at most ``size``; a date is not parted unless it alone fills a page."""
    found: list[Window] = []
    start = 0
    while start < len(entries):
        end = min(start + size, len(entries))
        while start < end < len(entries) and entries[end].date == entries[end - 1].date:
            end -= 1
        if end == start:
            end = min(start + size, len(entries))
        found.append(Window(start, end, entries[start].date, entries[end - 1].date))
        start = end
    return tuple(found)


def _collect(library: Library, identifier: str) -> tuple[str, list[Entry]]:
    if identifier == EVERYTHING:
        return "all", library.entries.all()
    parts = [part for part in identifier.split("+") if part]
    names: list[str] = []
    for part in parts:
        if part in library.entities:
            names.append(entity_timeline(part))
        elif part in library.topics:
            names.append(topic_timeline(part))
        else:
            raise UnknownTimelineError(part)
    if not parts:
        raise UnknownTimelineError(identifier)
    kind = "set" if len(parts) > 1 else "entity" if parts[0] in library.entities else "topic"
    return kind, sorted(library.entries.on(*names), key=attrgetter("order"))


def _within(entry: Entry, since: PartialDate | None, until: PartialDate | None) -> bool:
    date = entry.date
    return (since is None or date.latest >= since.earliest) and (until is None or date.earliest <= until.latest)
