"""Entries as plain values, each packed by itself; what their statements say stays in the rows of the articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from sys import intern
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dateline.annotate.event.essence import digest_entry
from dateline.annotate.event.plans import FEW, Acts
from dateline.annotate.event.signature import status_class
from dateline.engine.sealed import unpack_plain
from dateline.index.heads import Line, depth_code
from dateline.index.library import ArticleCard
from dateline.model.annotation import STATUSES, Event, Status
from dateline.model.dates import PartialDate
from dateline.model.event import Conflict, Entry, Said
from dateline.pipeline.stored_events import EntryStatements

if TYPE_CHECKING:
    from dateline.pipeline.parts import Ties

Row = tuple[Any, ...]
ID: Final = 0
EDTF: Final = 1
_ENTITIES: Final = 6
_ARTICLES: Final = 8
_STATEMENTS: Final = 9
_SCORE: Final = 11
DIGEST: Final = 13
"""Where these stand in a row."""


class Sketch(NamedTuple):
    """What is told of an entry where it is linked to another."""

    date: PartialDate
    entities: tuple[str, ...]
    topics: tuple[str, ...]
    digest: bytes


def row_of(entry: Entry, score: float) -> Row:
    """Return the row of an entry that is not linked to plans yet."""
    conflicts = tuple((each.kind, each.values, each.events) for each in entry.conflicts)
    alone = entry.statement_ids == (entry.id,)
    return (
        entry.id, entry.date.edtf, entry.mod, entry.headline, entry.status._value_, entry.kind, entry.entities,
        entry.topics, entry.articles, () if alone else entry.statement_ids, conflicts, score, entry.pinned,
        digest_entry(entry), tuple([_said(event, entry.entities) for event in entry.statements]),
    )  # fmt: skip


def _said(event: Event, entities: tuple[str, ...]) -> tuple[Any, ...]:
    """Return what ranking looks at of a statement; the entities only where they are not the entry's."""
    own = None if event.entities == entities else event.entities
    return event.kind, event.date.edtf, event.depth, event.triggers, own


def rescored(row: Row, score: float) -> Row:
    """Return a row with another score."""
    return (*row[:_SCORE], score, *row[_SCORE + 1 :])


def articles_in(row: Row) -> tuple[str, ...]:
    """Return the articles that tell of an entry."""
    articles: tuple[str, ...] = row[_ARTICLES]
    return articles


def statements_in(row: Row) -> tuple[str, ...]:
    """Return the ids of an entry's statements."""
    return row[_STATEMENTS] or (row[ID],)


def dated_in(row: Row) -> tuple[PartialDate, tuple[str, ...]]:
    """Return the date and the entities of an entry."""
    return PartialDate.parse(row[EDTF]), row[_ENTITIES]


def dates_told(row: Row) -> Iterator[str]:
    """Yield the date (EDTF) of each statement of an entry."""
    return (edtf for _, edtf, *_ in row[-1])


def line_in(row: Row) -> Line:
    """Return what a head is made from of an entry."""
    (
        identifier, edtf, _, _, _, kind, entities, topics, articles, statements, conflicts, score, pinned,
        digest, said,
    ) = row  # fmt: skip
    key = False
    return Line(
        identifier, PartialDate.parse(edtf), kind, entities, topics, articles, statements or (identifier,),
        bool(conflicts), score, pinned, key, digest, depth_code([depth for _, _, depth, _, _ in said]),
    )  # fmt: skip


def sketch_in(row: Row) -> Sketch:
    """Return what is told of an entry where it is linked to another."""
    _, edtf, _, _, _, _, entities, topics, *_, digest, _ = row
    return Sketch(PartialDate.parse(edtf), entities, topics, digest)


def acted_in(row: Row) -> tuple[str, str, str, str, str, bytes, Acts]:
    """Return what of an entry its place among plans and happenings comes of.

    That is its id, date, status, kind, first article, digest, and who did or means to do what.
    """
    identifier, edtf, _, _, status, kind, entities, _, articles, *_, digest, said = row
    _, _, _, triggers, own = said[0]
    acts = ((entities if own is None else own)[:FEW], triggers[:FEW])
    return identifier, edtf, status, kind, articles[0], digest, acts


def read_entry(row: bytes, cards: Mapping[str, ArticleCard], ties: Ties) -> Entry:
    """Return a packed entry, linked; its statements are read from the cards when somebody looks at them."""
    return entry_in(unpack_plain(row), cards, ties)


def entry_in(row: Row, cards: Mapping[str, ArticleCard], ties: Ties) -> Entry:
    """Return the entry of a row, linked; what many say alike they share."""
    (
        identifier, edtf, mod, headline, status, kind, entities, topics, articles, statements, conflicts, score, pinned,
        digest, said,
    ) = row  # fmt: skip
    named, about, tellers = _shared[entities], _shared[topics], _shared[articles]
    known = tuple([
        Said(
            intern(kind), article, PartialDate.parse(date), depth, _shared[triggers],
            named if own is None else _shared[own],
        )
        for article, (kind, date, depth, triggers, own) in zip(tellers, said, strict=True)
    ])  # fmt: skip
    told = EntryStatements(cards, tellers, statements or (identifier,), known)
    disputed = tuple([Conflict(*each) for each in conflicts]) if conflicts else ()
    links = ties.known
    key, plan, outcome = False, links.plans.get(identifier, ""), links.outcomes.get(identifier, "")
    return Entry(
        identifier, PartialDate.parse(edtf), mod, headline, STATUSES[status], intern(kind), named, about, told,
        disputed, score, key, pinned, plan, outcome, identifier in links.open, digest,
    )  # fmt: skip


class _Shared(dict[tuple[str, ...], tuple[str, ...]]):
    """Equal names of several are one value."""

    def __missing__(self, names: tuple[str, ...]) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        own = tuple(map(intern, names))
        self[own] = own
        return own


_REMEMBERED: Final = 200_000
_shared: Final = _Shared()


COMING: Final = frozenset(status.value for status in Status if status_class(status) == 1)
"""The statuses of what was still to come, as rows hold them."""
