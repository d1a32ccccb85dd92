"""What of a timeline each of its pages shows: chosen once, for the keys of pages and for the pages themselves.

A choice is the same in every language. Entries come by date, as a timeline holds them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import chain, combinations
from typing import Any, Final, NamedTuple, TypeVar

from dateline.model.event import Entry
from dateline.site.context import Face, publisher
from dateline.site.timeline_store import is_large, whole_timeline
from dateline.site.timelines import (
    EXPORTED,
    EXPORTED_LEAN,
    LEAF_LIMIT,
    LEAN_LIMIT,
    Period,
    Timeline,
    by_date,
    key_ids,
    most_important,
    weight,
)

EMBEDDED: Final = 40
"""Most entries of a timeline on another site."""
EMBEDDED_LEAN: Final = 12
"""The same on a large site."""
COMPARED: Final = 160
"""Most entries of one comparison."""
COMPARED_LEAN: Final = 60
LEADERS: Final = 60
"""Entries that are ranked for every timeline at once; more are ranked for each by itself."""
LISTED: Final = 20
"""Most entries that a page describes for machines."""
NEIGHBOURS: Final = 10
SOURCES: Final = 12
ARTICLES: Final = 12
"""Most neighbours, sources and articles that the page of an entity or topic lists."""
QUOTES: Final = 6
"""Most statements an entry quotes on a timeline; its article shows the others."""

Value = TypeVar("Value")


class Choice(NamedTuple):
    """Entries of a page: the key events set apart, those below, and the ids of those that are marked among them."""

    key: tuple[Entry, ...] = ()
    entries: tuple[Entry, ...] = ()
    marked: frozenset[str] = frozenset()


def once(face: Face, key: tuple[Any, ...], make: Callable[[], Value]) -> Value:
    """Return what was made under a key; it is made once for all languages."""
    memory = face.site.language(face.config.lang).memory
    if key not in memory:
        memory[key] = make()
    found: Value = memory[key]
    return found


class Leaders:
    """The first entries of every timeline in one order: one pass over all entries serves them all."""

    def __init__(self, ordered: Sequence[Entry], count: int) -> None:
        self.count = count
        self.whole = list(ordered[:count])
        self.entities: dict[str, list[Entry]] = {}
        self.topics: dict[str, list[Entry]] = {}
        for entry in ordered:
            for place, identifiers in ((self.entities, entry.entities), (self.topics, entry.topics)):
                for identifier in identifiers:
                    found = place.setdefault(identifier, [])
                    if len(found) < count:
                        found.append(entry)

    def of(self, timeline: Timeline, count: int) -> list[Entry] | None:
        """Return the first entries of a timeline; None where they are not known."""
        if count > self.count or timeline.kind == "set":
            return None
        if timeline.kind == "all":
            return self.whole[:count]
        return (self.entities if timeline.kind == "entity" else self.topics).get(timeline.id, [])[:count]


def top(face: Face, timeline: Timeline, count: int) -> tuple[Entry, ...]:
    """Return the entries of a timeline that matter most, by date; see ``most_important``."""
    if len(timeline.entries) <= count:
        return timeline.entries
    found = once(face, ("leaders",), lambda: _leaders(face)).of(timeline, count)
    return most_important(timeline.entries, count) if found is None else tuple(sorted(found, key=by_date))


def _leaders(face: Face) -> Leaders:
    return Leaders(sorted(whole_timeline(face).entries, key=weight, reverse=True), LEADERS)


def newest(face: Face, timeline: Timeline, entered: Mapping[str, tuple[str, str]], count: int) -> list[Entry]:
    """Return the entries of a timeline that were learned of last, as ``entered`` says, the newest first."""

    def order(entry: Entry) -> tuple[str, str]:
        return entered[entry.id]

    def make() -> Leaders:
        return Leaders(sorted(whole_timeline(face).entries, key=order, reverse=True), count)

    found = once(face, ("newest", count), make).of(timeline, count)
    return nlargest(count, timeline.entries, key=order) if found is None else found


def first_choice(face: Face, timeline: Timeline) -> Choice:
    """Choose the entries of a timeline's first page: all, or the key events and the latest of the others."""
    return once(face, ("first", timeline.kind, timeline.id), lambda: _first(face, timeline))


def _first(face: Face, timeline: Timeline) -> Choice:
    entries = timeline.entries
    size = max(10, face.config.page_size)
    if len(entries) <= size:
        return Choice((), entries, timeline.keys)
    keys = top(face, timeline, min(size // 2, max(1, face.config.key_events)))
    shown = {entry.id for entry in keys}
    latest: list[Entry] = []
    for entry in reversed(entries):
        if entry.id not in shown:
            latest.append(entry)
            if len(latest) == size // (4 if is_large(face) else 2):
                break
    return Choice(keys, tuple(reversed(latest)))


def period_choice(face: Face, timeline: Timeline, period: Period) -> Choice:
    """Choose the entries of the page of a year, a quarter or a month."""
    return once(face, ("period", timeline.kind, timeline.id, period.code), lambda: _period(face, period))


def _period(face: Face, period: Period) -> Choice:
    limit = LEAN_LIMIT if is_large(face) else LEAF_LIMIT
    if period.children:
        coarse = {entry.id for entry in period.own}
        finer = [entry for entry in period.entries if entry.id not in coarse]
        return Choice(most_important(finer, face.config.key_events), most_important(period.own, limit))
    shown = most_important(period.entries, limit)
    return Choice((), shown, key_ids(shown, face.config.key_events))


def embedded(face: Face, timeline: Timeline) -> tuple[Entry, ...]:
    """Choose the entries of a timeline that stands on another site."""
    count = EMBEDDED_LEAN if is_large(face) else EMBEDDED
    return once(face, ("embedded", timeline.kind, timeline.id), lambda: top(face, timeline, count))


def exported(face: Face, timeline: Timeline) -> tuple[Entry, ...]:
    """Choose the entries of a timeline's files."""
    count = EXPORTED_LEAN if is_large(face) else EXPORTED
    return once(face, ("exported", timeline.kind, timeline.id), lambda: top(face, timeline, count))


def listed(entries: Sequence[Entry]) -> list[Entry]:
    """Choose the entries that a page describes for machines: the latest key events, else the latest."""
    found: list[Entry] = []
    for entry in reversed(entries):
        if entry.key:
            found.append(entry)
            if len(found) == LISTED:
                break
    return found[::-1] or list(entries[-LISTED:])


def compared(face: Face, group: Sequence[str], timelines: Sequence[Timeline]) -> list[tuple[Entry, ...]]:
    """Choose the entries of a comparison, for each of its members."""
    limit = (COMPARED_LEAN if is_large(face) else COMPARED) // len(group)
    return once(face, ("compared", *group), lambda: [top(face, item, limit) for item in timelines])


def neighbours(face: Face, entity: str) -> list[tuple[str, int, int]]:
    """List who shares most articles with an entity: id, articles, events told of both."""
    return once(face, ("neighbours", entity), lambda: _neighbours(face, entity))


def _neighbours(face: Face, entity: str) -> list[tuple[str, int, int]]:
    library = face.library
    near = [pair for pair in library.co_mentions.get(entity, ())[:NEIGHBOURS] if pair[0] in library.entities]
    together = once(face, ("together",), lambda: _together(library.entries.values()))
    return [(other, count, together[min(entity, other), max(entity, other)]) for other, count in near]


def _together(entries: Iterable[Entry]) -> Counter[tuple[str, str]]:
    """Count the entries that two entities share, for every two that share any."""
    pairs: list[tuple[str, str]] = []
    for entry in entries:
        if len(entry.entities) > 1:
            pairs += combinations(sorted(set(entry.entities)), 2)
    return Counter(pairs)


def busiest(face: Face, timeline: Timeline) -> list[tuple[str, int, int]]:
    """List the entities that a timeline names most: id, articles that tell of them here, events."""
    return once(face, ("busiest", timeline.kind, timeline.id), lambda: _busiest(face, timeline))


def _busiest(face: Face, timeline: Timeline) -> list[tuple[str, int, int]]:
    events = Counter(chain.from_iterable([entry.entities for entry in timeline.entries]))
    known = face.library.entities
    ranked = sorted((e for e in events if e in known), key=lambda e: (-events[e], e))[:NEIGHBOURS]
    articles: dict[str, set[str]] = {entity: set() for entity in ranked}
    chosen = frozenset(ranked)
    for entry in timeline.entries:
        for entity in chosen.intersection(entry.entities):
            articles[entity].update([statement.article for statement in entry.statements])
    return [(entity, len(articles[entity]), events[entity]) for entity in ranked]


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
