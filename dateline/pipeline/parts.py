"""What the cache keeps of merged events, a part for each year: taken over as it is while what it was made from stays.

Each of its entries is packed by itself, for most builds look at few; what the statements of one say stays in the rows
of the articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import Any, Final, NamedTuple

from dateline.annotate.event.plans import FEW, Acts
from dateline.engine.sealed import pack, pack_plain, unpack, unpack_plain
from dateline.engine.store import Store
from dateline.index.library import ArticleCard
from dateline.model.annotation import Event, Status
from dateline.model.dates import Day, PartialDate
from dateline.model.event import Conflict, Entry, Said
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
    """What has to be known of an entry to link it: year and place, the timelines it stands on, digest and last day."""

    where: tuple[int, int]
    timelines: tuple[str, ...]
    digest: bytes
    last: Day


class Links(NamedTuple):
    """What came of the plans of a year.

    ``outcomes`` gives for each that was fulfilled the id of the happening, in the order of the year; ``awaited`` are
    those somebody is bound by, ``reach`` the years that outcomes may lie in, ``known`` all entries that are named here;
    ``weighed`` is for each plan the fingerprint of itself and its candidates.
    """

    outcomes: Mapping[str, str]
    awaited: frozenset[str]
    reach: tuple[int, int]
    known: Mapping[str, Linked]
    weighed: Mapping[str, bytes]


class Sketch(NamedTuple):
    """What linking looks at first of an entry; ``acts`` are those of its first statement, in ``article``."""

    id: str
    date: PartialDate
    status: Status
    kind: str
    entities: tuple[str, ...]
    topics: tuple[str, ...]
    article: str
    digest: bytes
    acts: Acts


class Ties(NamedTuple):
    """How entries are linked over all years: plan to outcome, outcome to plan, and the plans that are open."""

    outcomes: Mapping[str, str]
    plans: Mapping[str, str]
    open: frozenset[str]


_ENTITIES: Final = 6
_ARTICLES: Final = 8
"""Where these stand in the row of an entry."""
UNTIED: Final = Ties({}, {}, frozenset())


class StoredEntries:
    """The entries of a year's part, each made when somebody looks at it; in any process.

    What their statements say is read from the cards, later still.
    """

    def __init__(self, source: EventSource, name: str, state: bytes, cards: Cards, ties: Ties = UNTIED) -> None:
        self.source, self.name, self.state, self.cards, self.ties = source, name, state, cards, ties
        self._rows: list[bytes] | None = None
        self._made: list[Entry | None] = []

    def __reduce__(self) -> tuple[type[StoredEntries], tuple[Any, ...]]:
        """Leave out what can be read again."""
        return StoredEntries, (self.source, self.name, self.state, self.cards, self.ties)

    def ids(self) -> Sequence[str]:
        """Return the ids of all."""
        return [unpack_plain(row)[0] for row in self._read()]

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

    def named(self, places: Iterable[int]) -> Iterable[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Return the entities and the articles of the entries at some places."""
        rows = self._read()
        return ((row[_ENTITIES], row[_ARTICLES]) for row in map(unpack_plain, map(rows.__getitem__, places)))

    def sketches(self) -> Iterator[Sketch]:
        """Yield what linking looks at first of every entry."""
        return map(_sketch, self._read())

    def sketch(self, places: Iterable[int]) -> list[Sketch]:
        """Return what linking looks at first of the entries at some places."""
        rows = self._read()
        return [_sketch(rows[at]) for at in places]

    def release(self) -> None:
        """Let go of what was read."""
        self._rows, self._made = None, []

    def _read(self) -> list[bytes]:
        if self._rows is None:
            self._rows = unpack(self.source.part(self.name, self.state))
            self._made = [None] * len(self._rows)
        return self._rows


def read_parts(store: Store) -> dict[str, Part]:
    """Return what is stored, by name, without what is seldom read."""
    return {name: Part(*values) for name, *values in store.rows("SELECT name, state, merging, head FROM part")}


def drop_parts(store: Store, gone: Iterable[str]) -> None:
    """Drop parts that nothing stands for any more."""
    store.write("DELETE FROM part WHERE name = ?", ((name,) for name in gone))


def write_parts(store: Store, made: Mapping[str, Part]) -> None:
    """Store parts that were made anew."""
    rows = ((name, *part) for name, part in made.items())
    store.write("INSERT OR REPLACE INTO part (name, state, merging, head, data) VALUES (?, ?, ?, ?, ?)", rows)


def pack_entries(entries: Sequence[Entry], digests: Sequence[bytes]) -> bytes:
    """Pack entries that are not linked to plans yet, each by itself; ``digests`` stand for what each says."""
    return pack([pack_plain(_row(entry, digest)) for entry, digest in zip(entries, digests, strict=True)])


def _row(entry: Entry, digest: bytes) -> tuple[Any, ...]:
    conflicts = tuple((each.kind, each.values, each.events) for each in entry.conflicts)
    alone = entry.statement_ids == (entry.id,)
    return (
        entry.id, entry.date.edtf, entry.mod, entry.headline, entry.status.value, entry.kind, entry.entities,
        entry.topics, entry.articles, () if alone else entry.statement_ids, conflicts, entry.score, entry.pinned,
        digest, tuple([_said(event, entry.entities) for event in entry.statements]),
    )  # fmt: skip


def _said(event: Event, entities: tuple[str, ...]) -> tuple[Any, ...]:
    """Return what ranking looks at of a statement; the entities only where they are not the entry's."""
    own = None if event.entities == entities else event.entities
    return event.kind, event.date.edtf, event.depth, event.triggers, own


def _sketch(row: bytes) -> Sketch:
    identifier, edtf, _, _, status, kind, entities, topics, articles, *_, digest, said = unpack_plain(row)
    _, _, _, triggers, own = said[0]
    acts = ((entities if own is None else own)[:FEW], triggers[:FEW])
    date = PartialDate.parse(edtf)
    return Sketch(identifier, date, _STATUSES[status], kind, entities, topics, articles[0], digest, acts)


def read_entry(row: bytes, cards: Cards, ties: Ties) -> Entry:
    """Return a packed entry, linked; its statements are read from the cards when somebody looks at them."""
    (
        identifier, edtf, mod, headline, status, kind, entities, topics, articles, statements, conflicts, score, pinned,
        digest, said,
    ) = unpack_plain(row)  # fmt: skip
    known = tuple([
        Said(kind, article, PartialDate.parse(date), depth, triggers, entities if own is None else own)
        for article, (kind, date, depth, triggers, own) in zip(articles, said, strict=True)
    ])  # fmt: skip
    told = EntryStatements(cards, tuple(map(intern, articles)), statements or (identifier,), known)
    disputed = tuple([Conflict(*each) for each in conflicts]) if conflicts else ()
    named, about = tuple(map(intern, entities)), tuple(map(intern, topics))
    key, plan, outcome = False, ties.plans.get(identifier, ""), ties.outcomes.get(identifier, "")
    return Entry(
        identifier, PartialDate.parse(edtf), mod, headline, _STATUSES[status], kind, named, about, told, disputed,
        score, key, pinned, plan, outcome, identifier in ties.open, digest,
    )  # fmt: skip


_STATUSES: Final = {status.value: status for status in Status}


def pack_links(links: Links) -> bytes:
    """Pack the links of a year's plans."""
    known = {key: tuple(entry) for key, entry in links.known.items()}
    return pack((dict(links.outcomes), sorted(links.awaited), links.reach, known, dict(links.weighed)))


def unpack_links(data: bytes) -> Links:
    """Return packed links."""
    outcomes, awaited, reach, known, weighed = unpack(data)
    linked = {key: Linked(*values) for key, values in known.items()}
    return Links(outcomes, frozenset(awaited), reach, linked, weighed)
