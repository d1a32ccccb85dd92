"""What the cache keeps of merged events, a part for each year: taken over as it is while what it was made from stays.

A part is a list of columns, not of entries: the events that its entries consist of are in the articles' own rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any, Final, NamedTuple

from dateline.annotate.event.merge import Merged
from dateline.engine.sealed import pack, unpack
from dateline.engine.store import Store
from dateline.index.library import ArticleCard
from dateline.model.annotation import Status
from dateline.model.dates import Day, PartialDate
from dateline.model.event import Conflict, Entry
from dateline.pipeline.stored_events import EntryStatements, EventSource

Cards = Mapping[str, ArticleCard]


class Part(NamedTuple):
    """A part as stored: fingerprints of what it was made from and of its merging alone, and its bytes.

    ``head`` is read in every build, ``data`` seldom: None where it was not.
    """

    state: bytes
    merging: bytes
    head: bytes
    data: bytes | None = None


class Linked(NamedTuple):
    """What has to be known of an entry to link it: the timelines it stands on, its digest and its last day."""

    timelines: tuple[str, ...]
    digest: bytes
    last: Day


class Links(NamedTuple):
    """What came of the plans of a year.

    ``outcomes`` gives for each that was fulfilled the id of the happening, in the order of the year; ``awaited`` are
    those somebody is bound by, ``reach`` the years that outcomes may lie in, ``known`` all entries that are named here.
    """

    outcomes: Mapping[str, str]
    awaited: frozenset[str]
    reach: tuple[int, int]
    known: Mapping[str, Linked]


class Ties(NamedTuple):
    """How entries are linked over all years: plan to outcome, outcome to plan, and the plans that are open."""

    outcomes: Mapping[str, str]
    plans: Mapping[str, str]
    open: frozenset[str]


UNTIED: Final = Ties({}, {}, frozenset())


class StoredEntries:
    """The entries of a year's part, each made when somebody looks at it; in any process.

    What their statements say is read from the cards, later still.
    """

    def __init__(self, source: EventSource, name: str, state: bytes, cards: Cards, ties: Ties = UNTIED) -> None:
        self.source, self.name, self.state, self.cards, self.ties = source, name, state, cards, ties
        self._columns: _Columns | None = None
        self._made: list[Entry | None] = []

    def __reduce__(self) -> tuple[type[StoredEntries], tuple[Any, ...]]:
        """Leave out what can be read again."""
        return StoredEntries, (self.source, self.name, self.state, self.cards, self.ties)

    def ids(self) -> Sequence[str]:
        """Return the ids of all."""
        return self._read().ids

    def take(self, places: Iterable[int]) -> list[Entry]:
        """Return the entries at some places."""
        wanted, columns, made = list(places), self._read(), self._made
        missing = [at for at in wanted if made[at] is None]
        for at, entry in zip(missing, columns.entries(missing, self.cards, self.ties), strict=True):
            made[at] = entry
        return [made[at] for at in wanted]  # type: ignore[misc]

    def release(self) -> None:
        """Let go of what was read."""
        self._columns, self._made = None, []

    def _read(self) -> _Columns:
        if self._columns is None:
            self._columns = _Columns(*unpack(self.source.part(self.name, self.state)))
            self._made = [None] * len(self._columns.ids)
        return self._columns


class _Columns(NamedTuple):
    """Entries that are not linked to plans, as columns.

    ``merged`` gives for those of several statements the articles and the ids of these, ``disputed`` the conflicts.
    """

    ids: list[str]
    dates: list[str]
    mods: list[str]
    headlines: list[str]
    statuses: list[str]
    kinds: list[str]
    entities: list[tuple[str, ...]]
    topics: list[tuple[str, ...]]
    articles: list[str]
    scores: list[float]
    pinned: list[bool]
    digests: list[bytes]
    merged: dict[int, tuple[list[str], list[str]]]
    disputed: dict[int, list[tuple[str, tuple[str, ...], tuple[str, ...]]]]

    def entries(self, places: Sequence[int], cards: Cards, ties: Ties) -> Iterable[Entry]:
        """Make the entries at some places."""
        ids = [self.ids[at] for at in places]
        dates = map(PartialDate.parse, map(self.dates.__getitem__, places))
        statuses = map(_STATUSES.__getitem__, map(self.statuses.__getitem__, places))
        mods, headlines, kinds, entities, topics, scores, pinned, digests = (
            map(column.__getitem__, places)
            for column in (
                self.mods, self.headlines, self.kinds, self.entities, self.topics, self.scores, self.pinned,
                self.digests,
            )
        )  # fmt: skip
        told = [self._statements(at, cards) for at in places]
        conflicts = [tuple([Conflict(*each) for each in self.disputed.get(at, ())]) for at in places]
        plans, outcomes = ([known.get(key, "") for key in ids] for known in (ties.plans, ties.outcomes))
        waiting, unmarked = [key in ties.open for key in ids], repeat(False)  # noqa: FBT003 - the key events come later
        return map(
            Entry, ids, dates, mods, headlines, statuses, kinds, entities, topics, told, conflicts, scores, unmarked,
            pinned, plans, outcomes, waiting, digests,
        )  # fmt: skip

    def _statements(self, at: int, cards: Cards) -> EntryStatements:
        if at in self.merged:
            articles, statements = self.merged[at]
            return EntryStatements(cards, tuple(articles), tuple(statements))
        return EntryStatements(cards, (self.articles[at],), (self.ids[at],))


def read_parts(store: Store) -> dict[str, Part]:
    """Return what is stored, by name, without what is seldom read."""
    return {name: Part(*values) for name, *values in store.rows("SELECT name, state, merging, head FROM part")}


def write_parts(store: Store, made: Mapping[str, Part], gone: Iterable[str]) -> None:
    """Store the parts that were made anew, and drop those that nothing stands for any more."""
    store.write("DELETE FROM part WHERE name = ?", ((name,) for name in gone))
    rows = ((name, *part) for name, part in made.items())
    store.write("INSERT OR REPLACE INTO part (name, state, merging, head, data) VALUES (?, ?, ?, ?, ?)", rows)


def pack_entries(entries: Sequence[Entry], digests: Sequence[bytes]) -> bytes:
    """Pack entries that are not linked to plans yet; ``digests`` stand for what each says."""
    merged = {
        at: ([event.article for event in entry.statements], [event.id for event in entry.statements])
        for at, entry in enumerate(entries)
        if len(entry.statements) > 1
    }
    disputed = {
        at: [(each.kind, each.values, each.events) for each in entry.conflicts]
        for at, entry in enumerate(entries)
        if entry.conflicts
    }
    columns = _Columns(
        [entry.id for entry in entries],
        [entry.date.edtf for entry in entries],
        [entry.mod for entry in entries],
        [entry.headline for entry in entries],
        [entry.status.value for entry in entries],
        [entry.kind for entry in entries],
        [entry.entities for entry in entries],
        [entry.topics for entry in entries],
        [entry.statements[0].article for entry in entries],
        [entry.score for entry in entries],
        [entry.pinned for entry in entries],
        list(digests),
        merged,
        disputed,
    )
    return pack(tuple(columns))


_STATUSES: Final = {status.value: status for status in Status}


def merged_in(data: bytes) -> Merged:
    """Return which statements were put together in packed entries."""
    return tuple(tuple(ids) for _, ids in _Columns(*unpack(data)).merged.values())


def pack_links(links: Links) -> bytes:
    """Pack the links of a year's plans."""
    known = {key: tuple(entry) for key, entry in links.known.items()}
    return pack((dict(links.outcomes), sorted(links.awaited), links.reach, known))


def unpack_links(data: bytes) -> Links:
    """Return packed links."""
    outcomes, awaited, reach, known = unpack(data)
    return Links(outcomes, frozenset(awaited), reach, {key: Linked(*values) for key, values in known.items()})
