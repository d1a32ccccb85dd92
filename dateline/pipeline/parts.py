"""What the cache keeps of merged events, a part for each year: taken over while what it was made from stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from dateline.engine.sealed import pack, pack_plain, seal, unpack, unpack_plain, unseal
from dateline.engine.store import Store
from dateline.index.library import ArticleCard
from dateline.model.annotation import Event
from dateline.model.dates import Day, PartialDate
from dateline.model.event import Entry
from dateline.pipeline.blocks import Blocks, read_directory
from dateline.pipeline.rows import ID, Sketch, articles_in, dated_in, read_entry, sketch_in, statements_in
from dateline.pipeline.stored_events import EventSource, event_of

Cards = Mapping[str, ArticleCard]


class Part(NamedTuple):
    """A part as stored: a fingerprint of what it was made from, and its bytes.

    ``head`` is read in every build, ``data`` seldom: None where it was not. ``blocks`` are to be stored with it, and
    ``gone`` are the ids of those that are not its own any more.
    """

    state: bytes
    head: bytes
    data: bytes | None = None
    blocks: Sequence[tuple[int, bytes]] = ()
    gone: Collection[int] = ()

    @property
    def known(self) -> Part:
        """Return it without what is seldom read."""
        return Part(self.state, self.head)


class Linked(NamedTuple):
    """What has to be known of an entry to link it: year and place, the timelines it stands on, digest and last day."""

    where: tuple[int, int]
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


class Weighed(NamedTuple):
    """What links were found from.

    ``said`` are the states of their own year and of those within reach, ``marks`` for each plan the fingerprint of
    itself and its candidates.
    """

    said: Mapping[int, bytes]
    marks: Mapping[str, bytes]


class Linkage(NamedTuple):
    """How entries are linked over all years.

    Plan to outcome, outcome to plan, the plans that are open, and the year and the place there of whatever is linked.
    """

    outcomes: Mapping[str, str]
    plans: Mapping[str, str]
    open: frozenset[str]
    where: Mapping[str, tuple[int, int]]


class Ties:
    """How entries are linked over all years, read when somebody looks at an entry."""

    __slots__ = ("_known", "_packed")

    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self._known: Linkage | None = None

    def __reduce__(self) -> tuple[type[Ties], tuple[bytes]]:
        return Ties, (self._packed if self._known is None else pack_ties(self._known),)

    @property
    def known(self) -> Linkage:
        """The links."""
        if self._known is None:
            self._known, self._packed = Linkage._make(unpack(self._packed)), b""
        return self._known

    def where(self) -> Mapping[str, tuple[int, int]]:
        """Return the year of each linked entry and its place there."""
        return self.known.where

    def waiting(self) -> frozenset[str]:
        """Return the plans that are open."""
        return self.known.open


def pack_ties(links: Linkage) -> bytes:
    """Pack links for ``Ties``."""
    return pack(tuple(links))


UNTIED: Final = Ties(pack_ties(Linkage({}, {}, frozenset(), {})))


class StoredEntries:
    """The entries of a year's part, each made when somebody looks at it; in any process.

    What their statements say is read from the cards, later still.
    """

    def __init__(self, source: EventSource, name: str, state: bytes, cards: Cards, ties: Ties = UNTIED) -> None:
        self.source, self.name, self.state, self.cards, self.ties = source, name, state, cards, ties
        self._rows: Blocks | None = None
        self._made: list[Entry | None] = []

    def __reduce__(self) -> tuple[type[StoredEntries], tuple[Any, ...]]:
        """Leave out what can be read again."""
        return StoredEntries, (self.source, self.name, self.state, self.cards, self.ties)

    def ids(self) -> Sequence[str]:
        """Return the ids of all."""
        return [unpack_plain(row)[ID] for row in self._read()]

    def take(self, places: Iterable[int]) -> list[Entry]:
        """Return the entries at some places."""
        rows, made = self._read(), self._made
        found: list[Entry] = []
        for at in places:
            entry = made[at]
            if entry is None:
                entry = made[at] = read_entry(rows[at], self.cards, self.ties)
            found.append(entry)
        return found

    def dated(self, places: Iterable[int]) -> Iterable[tuple[PartialDate, tuple[str, ...]]]:
        """Return the dates and the entities of the entries at some places."""
        rows = self._read()
        return map(dated_in, map(unpack_plain, map(rows.__getitem__, places)))

    def first(self, place: int) -> Event:
        """Return the first statement of the entry at a place; the entry itself is not made."""
        row = unpack_plain(self._read()[place])
        return event_of(self.cards[articles_in(row)[0]], statements_in(row)[0])

    def sketch(self, place: int) -> Sketch:
        """Return what is told of the entry at a place where it is linked to another."""
        return sketch_in(unpack_plain(self._read()[place]))

    def release(self) -> None:
        """Let go of what was read."""
        self._rows, self._made = None, []

    def _read(self) -> Blocks:
        if self._rows is None:
            directory = read_directory(self.source.part(self.name, self.state))
            self._rows = Blocks(directory, self.source.block)
            self._made = [None] * len(self._rows)
        return self._rows


def read_parts(store: Store, kind: str = "") -> dict[str, Part]:
    """Return what is stored, of one kind if that is given, by name, without what is seldom read."""
    rows = store.rows("SELECT name, state, head FROM part WHERE name >= ? AND name < ?", (kind, f"{kind}\U0010ffff"))
    return {name: Part(*values) for name, *values in rows}


def drop_parts(store: Store, gone: Iterable[str]) -> None:
    """Drop parts that nothing stands for any more."""
    names = [(name,) for name in gone]
    store.write("DELETE FROM part WHERE name = ?", names)
    store.write("DELETE FROM block WHERE part = ?", names)


def drop_all(store: Store) -> None:
    """Drop the parts of all years, and how their entries are linked."""
    store.write("DELETE FROM part", [()])
    store.write("DELETE FROM block", [()])
    store.set_meta("ties", b"")


def write_parts(store: Store, made: Mapping[str, Part]) -> None:
    """Store parts that were made anew."""
    rows = ((name, part.state, part.head, part.data) for name, part in made.items())
    store.write("INSERT OR REPLACE INTO part (name, state, head, data) VALUES (?, ?, ?, ?)", rows)
    store.write("DELETE FROM block WHERE id = ?", ((block,) for part in made.values() for block in part.gone))
    blocks = ((block, name, data) for name, part in made.items() for block, data in part.blocks)
    store.write("INSERT OR REPLACE INTO block (id, part, data) VALUES (?, ?, ?)", blocks)


def pack_links(state: bytes, links: Links, weighed: Weighed) -> Part:
    """Pack the links of a year's plans; what they were found from apart, since it is asked only when that changes."""
    known = {key: tuple(entry) for key, entry in links.known.items()}
    head = pack((dict(links.outcomes), sorted(links.awaited), links.reach, known))
    return Part(state, head, seal(pack_plain((dict(weighed.said), dict(weighed.marks)))))


def unpack_links(data: bytes) -> Links:
    """Return packed links."""
    outcomes, awaited, reach, known = unpack(data)
    return Links(outcomes, frozenset(awaited), reach, {key: Linked(*values) for key, values in known.items()})


def unpack_weighed(data: bytes) -> Weighed:
    """Return what packed links were found from."""
    return Weighed(*unpack_plain(unseal(data)))
