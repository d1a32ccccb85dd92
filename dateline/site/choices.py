"""What of a timeline each of its pages shows: chosen once, for the keys of pages and for the pages themselves.

A choice is the same in every language. Entries come by date, as a timeline holds them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from dateline.index.heads import entity_timeline
from dateline.model.event import Entry
from dateline.site.context import Face, once, publisher
from dateline.site.ranking import key_entries, top, weigh
from dateline.site.timeline_store import is_large
from dateline.site.timelines import (
    DRAWN,
    EXPORTED,
    EXPORTED_LEAN,
    LEAF_LIMIT,
    LEAN_LIMIT,
    Period,
    Timeline,
    most_important,
)

EMBEDDED: Final = 40
"""Most entries of a timeline on another site."""
EMBEDDED_LEAN: Final = 12
"""The same on a large site."""
COMPARED: Final = 160
"""Most entries of one comparison."""
COMPARED_LEAN: Final = 60
LISTED: Final = 20
"""Most entries that a page describes for machines."""
NEIGHBOURS: Final = 10
SOURCES: Final = 12
ARTICLES: Final = 12
"""Most neighbours, sources and articles that the page of an entity or topic lists."""
QUOTES: Final = 6
"""Most statements an entry quotes on a timeline; its article shows the others."""


class Choice(NamedTuple):
    """Entries of a page: the key events set apart, those below, and the ids of those that are marked among them."""

    key: tuple[Entry, ...] = ()
    entries: tuple[Entry, ...] = ()
    marked: frozenset[str] = frozenset()


def first_choice(face: Face, timeline: Timeline) -> Choice:
    """Choose the entries of a timeline's first page: all, or the key events and the latest of the others."""
    return once(face, ("first", timeline.kind, timeline.id), lambda: _first(face, timeline))


def _first(face: Face, timeline: Timeline) -> Choice:
    entries = timeline.entries
    size = max(10, face.config.page_size)
    if len(entries) <= size:
        return Choice((), tuple(entries), _ids(key_entries(face, timeline, min(timeline.key_count, len(entries) // 3))))
    keys = key_entries(face, timeline, min(size // 2, max(1, face.config.key_events)))
    shown = {entry.id for entry in keys}
    latest: list[Entry] = []
    for entry in reversed(entries):
        if entry.id not in shown:
            latest.append(entry)
            if len(latest) == size // (4 if is_large(face) else 2):
                break
    return Choice(keys, tuple(reversed(latest)))


def _ids(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset([entry.id for entry in entries])


def period_choice(face: Face, timeline: Timeline, period: Period) -> Choice:
    """Choose the entries of the page of a year, a quarter or a month."""
    return once(face, ("period", timeline.kind, timeline.id, period.code), lambda: _period(face, timeline, period))


def _period(face: Face, timeline: Timeline, period: Period) -> Choice:
    weight, count = weigh(face, timeline), face.config.key_events
    limit = LEAN_LIMIT if is_large(face) else LEAF_LIMIT
    if period.children:
        finer = period.entries.without(period.own)
        return Choice(most_important(finer, count, weight), most_important(period.own, limit, weight))
    shown = most_important(period.entries, limit, weight)
    marked = [entry for entry in shown if entry.key] or most_important(shown, min(count, len(shown) // 3), weight)
    return Choice((), shown, _ids(marked))


def embedded(face: Face, timeline: Timeline) -> tuple[Entry, ...]:
    """Choose the entries of a timeline that stands on another site."""
    count = EMBEDDED_LEAN if is_large(face) else EMBEDDED
    return once(face, ("embedded", timeline.kind, timeline.id), lambda: top(face, timeline, count))


def exported(face: Face, timeline: Timeline) -> tuple[Entry, ...]:
    """Choose the entries of a timeline's files, its key events marked."""
    return once(face, ("exported", timeline.kind, timeline.id), lambda: _exported(face, timeline))


def drawn(face: Face, timeline: Timeline) -> tuple[Entry, ...]:
    """Choose the entries of a timeline's files that are drawn as a whole, of those that are exported."""
    return once(face, ("drawn", timeline.kind, timeline.id), lambda: _drawn(face, timeline))


def _drawn(face: Face, timeline: Timeline) -> tuple[Entry, ...]:
    chosen = _ids(top(face, timeline, DRAWN))
    return tuple(entry for entry in exported(face, timeline) if entry.id in chosen)


def _exported(face: Face, timeline: Timeline) -> tuple[Entry, ...]:
    chosen = top(face, timeline, EXPORTED_LEAN if is_large(face) else EXPORTED)
    keys = _ids(key_entries(face, timeline, min(timeline.key_count, len(timeline.entries) // 3)))
    return tuple(replace(entry, key=True) if entry.id in keys and not entry.key else entry for entry in chosen)


def listed(face: Face, timeline: Timeline) -> tuple[Entry, ...]:
    """Choose the entries that a timeline's page describes for machines: its key events."""
    count = min(LISTED, face.config.key_events) or LISTED
    return once(face, ("listed", timeline.kind, timeline.id), lambda: key_entries(face, timeline, count))


def compared(face: Face, group: Sequence[str], timelines: Sequence[Timeline]) -> list[tuple[Entry, ...]]:
    """Choose the entries of a comparison, for each of its members."""
    limit = (COMPARED_LEAN if is_large(face) else COMPARED) // len(group)
    return once(face, ("compared", *group), lambda: [top(face, item, limit) for item in timelines])


def neighbours(face: Face, entity: str) -> list[tuple[str, int, int]]:
    """List who shares most articles with an entity: id, articles, events told of both."""
    return once(face, ("neighbours", entity), lambda: _neighbours(face, entity))


def _neighbours(face: Face, entity: str) -> list[tuple[str, int, int]]:
    library, own = face.library, entity_timeline(entity)
    near = [pair for pair in library.co_mentions.get(entity, ())[:NEIGHBOURS] if pair[0] in library.entities]
    told = library.entries.together(own, [entity_timeline(other) for other, _ in near])
    return [(other, count, told[entity_timeline(other)]) for other, count in near]


def busiest(face: Face, timeline: Timeline) -> list[tuple[str, int, int]]:
    """List the entities that a timeline names most: id, articles that tell of them here, events."""
    return once(face, ("busiest", timeline.kind, timeline.id), lambda: _busiest(face, timeline))


def _busiest(face: Face, timeline: Timeline) -> list[tuple[str, int, int]]:
    entries, start = timeline.entries, entity_timeline("")
    events = {name.removeprefix(start): count for name, count in entries.meeting(start).items()}
    known = face.library.entities
    ranked = sorted((e for e in events if e in known), key=lambda e: (-events[e], e))[:NEIGHBOURS]
    told = {entity: entries.also_on(entity_timeline(entity)).tellers()[0] for entity in ranked}
    return [(entity, len(told[entity]), events[entity]) for entity in ranked]


def sources(face: Face, kind: str, identifier: str, articles: Sequence[str]) -> list[tuple[str, int, str]]:
    """List who published most of some articles: name, how many, and the source whose page it has."""
    return once(face, ("sources", kind, identifier), lambda: _sources(face, articles))


def _sources(face: Face, articles: Sequence[str]) -> list[tuple[str, int, str]]:
    counts: Counter[str] = Counter()
    linked: dict[str, str] = {}
    cards = face.library.articles
    for article in articles:
        card = cards[article]
        if name := card.source or publisher(card):
            counts[name] += 1
            if card.source:
                linked[name] = card.source
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(name, count, linked[name]) for name, count in ranked[:SOURCES] if name in linked]
