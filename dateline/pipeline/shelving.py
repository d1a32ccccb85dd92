"""The parts of the years: entries made, weighed and described; what nothing changed for stays as and where it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby
from operator import itemgetter
from typing import NamedTuple

from dateline.annotate.event.entry import make_entry
from dateline.annotate.event.rank import day_of, score_entry
from dateline.engine.sealed import pack, pack_plain, unpack, unpack_plain, unseal
from dateline.index.heads import Head, Ledger, describe
from dateline.index.moves import Moves
from dateline.index.revising import revise
from dateline.model.annotation import Event
from dateline.model.dates import PartialDate, places
from dateline.model.event import Entry
from dateline.pipeline.blocks import Blocks, Directory, Packed, cut, pack_directory, read_directory, recut
from dateline.pipeline.grouping import Record, changed_between, find_events, states_of
from dateline.pipeline.happenings import NO_INDEX, Index, index_rows, news_in, pack_index, revise_index
from dateline.pipeline.parts import UNTIED, Part
from dateline.pipeline.rows import EDTF, ID, Row, entry_in, line_in, rescored, row_of
from dateline.pipeline.stored_events import events_of
from dateline.pipeline.weighing import Before, Days, Sources, added_by, find_sources
from dateline.pipeline.years import Years, number_of

_Wanted = Mapping[str, tuple[str, ...]]
"""The ids of entries, and for each those of its statements."""


class Basis(NamedTuple):
    """What the entries of a part were made from, and what is known of each in order.

    ``dates`` tells of how many entries each date is.
    """

    sources: Sources
    ids: Sequence[str]
    dates: Sequence[tuple[str, int]]
    ledger: Ledger


class Kept(NamedTuple):
    """A part that is to be brought up to date."""

    part: Part
    directory: Directory
    rows: Blocks
    basis: Basis
    head: Head


class Change(NamedTuple):
    """What changes of a part: the rows that go, by place, and those that come, in order, and how that moves all others.

    An entry that weighs something else goes and comes.
    """

    gone: Mapping[int, Row]
    made: Sequence[Packed]
    moves: Moves


def read_kept(years: Years, name: str, part: Part) -> Kept:
    """Return a stored part to bring up to date."""
    directory = read_directory(years.source.part(name, part.state))
    basis = Basis(*unpack_plain(unseal(years.source.block(directory.basis))))
    basis = basis._replace(sources=Sources(*basis.sources), ledger=Ledger(*basis.ledger))
    return Kept(part, directory, Blocks(directory, years.source.block), basis, unpack(part.head))


def shelve_told(
    years: Years, name: str, record: Record, at_hand: Mapping[str, Event], old: tuple[Kept, Index] | None
) -> tuple[Part, Part]:
    """Make the part of a year's statements as they were merged, and that of what happened; ``old`` is what they were.

    Statements that are not ``at_hand`` are read.
    """
    amendment = years.amendment(name)
    wanted = _wanted(record, amendment.taken)
    kept, index = old if old is not None else (None, NO_INDEX)
    gone: dict[int, Row] = {}
    missing, before = wanted, None
    if kept is not None:
        changed = changed_between(kept.basis.sources.states, record.states)
        gone = {at: unpack_plain(kept.rows[at]) for at in _gone(kept, changed, wanted)}
        missing, before = _missing(kept, wanted, gone), Before(kept.basis.sources, changed, gone.values())
    events = _found(years, number_of(name), record, chain.from_iterable(missing.values()), at_hand)
    entries = (
        make_entry([events[each] for each in names], years.published, years.topics) for names in missing.values()
    )
    sources = find_sources(years, name, record, before)
    made = list(_made(years, chain(entries, amendment.added), sources.days))
    if kept is None:
        part, rows = _new_part(years, name, made, sources)
        return part, pack_index(part.state, index_rows(rows), None)
    change = _change(kept, gone, made, _weighed_again(years, kept, gone.keys(), sources.days))
    part = _revised_part(years, name, kept, change, sources)
    news = news_in(kept.part.state, gone.values(), map(itemgetter(0), made))
    came = zip(change.moves.made, map(itemgetter(0), change.made), strict=True)
    return part, pack_index(part.state, revise_index(index, change.gone.values(), came, change.moves.places), news)


def _found(
    years: Years, year: int, record: Record, wanted: Iterable[str], at_hand: Mapping[str, Event]
) -> Mapping[str, Event]:
    """Return the statements that are wanted by id, and maybe others; those not at hand are read."""
    missing = [each for each in wanted if each not in at_hand]
    if not missing:
        return at_hand
    home = {row[0]: row[1] for row in record.statements}
    return {**at_hand, **find_events(years.by_id, year, ((home[each], each) for each in missing))}


def shelve_reports(years: Years, name: str, old: Kept | None) -> Part:
    """Make the part of the publications of a year's articles; ``old`` is what it was."""
    amendment = years.amendment(name)
    sources = Sources(states_of(years, name), added=added_by(amendment))
    gone: dict[int, Row] = {}
    told: set[str] = set()
    if old is not None:
        other = _from(old, changed_between(old.basis.sources.states, sources.states))
        went = (at for at, entry in enumerate(old.basis.ids) if at in other or entry in amendment.taken)
        gone = {at: unpack_plain(old.rows[at]) for at in went}
        told = {article for at, article in _tellers(old) if at not in gone}
    reports = (
        event
        for card in years.told_by(name).cards
        if card.id not in told
        for event in events_of(card, None)
        if event.id not in amendment.taken
    )
    entries = (make_entry([event], years.published, years.topics) for event in reports)
    made = list(_made(years, chain(entries, amendment.added), {}))
    if old is None:
        return _new_part(years, name, made, sources)[0]
    return _revised_part(years, name, old, _change(old, gone, made, {}), sources)


def _wanted(record: Record, taken: Collection[str]) -> _Wanted:
    """Return the statements of each entry by its id, but for those that people took."""
    groups = record.grouped.groups
    several = {statement for names in groups for statement in names}
    wanted: dict[str, tuple[str, ...]] = {row[0]: (row[0],) for row in record.statements if row[0] not in several}
    wanted |= {names[0]: names for names in groups}
    return {entry: names for entry, names in wanted.items() if entry not in taken}


def _tellers(old: Kept) -> Iterator[tuple[int, str]]:
    """Yield the places of entries with each article that tells of them."""
    head = old.head
    first = memoryview(head.first).cast("I")
    for at, number in enumerate(first):
        for each in head.together.get(at, (number,)):
            yield at, head.tellers[each]


def _from(old: Kept, changed: Collection[str]) -> set[int]:
    """Return the places of a person's entries, and of those that came from articles which changed."""
    added = frozenset(old.basis.sources.added)
    found = {at for at, entry in enumerate(old.basis.ids) if entry in added} if added else set()
    numbers = {number for number, article in enumerate(old.head.tellers) if article in changed}
    found.update(at for at, number in enumerate(memoryview(old.head.first).cast("I")) if number in numbers)
    found.update(at for at, told in old.head.together.items() if not numbers.isdisjoint(told))
    return found


def _gone(old: Kept, changed: Collection[str], wanted: _Wanted) -> list[int]:
    """Return the places of entries that are not wanted as they are."""
    other = _from(old, changed)
    told: list[tuple[str, ...]] = [(name,) for name in old.basis.ids]
    retold = memoryview(old.basis.ledger.retold).cast("I")
    for at, entry in zip(retold, old.head.retold, strict=True):
        told[at] = entry.statements
    return [
        at
        for at, (name, names) in enumerate(zip(old.basis.ids, told, strict=True))
        if at in other or wanted.get(name) != names
    ]


def _missing(old: Kept, wanted: _Wanted, gone: Container[int]) -> _Wanted:
    """Return of the entries that are wanted those that are not there."""
    there = {name for at, name in enumerate(old.basis.ids) if at not in gone}
    return {name: names for name, names in wanted.items() if name not in there}


def _weighed_again(years: Years, kept: Kept, gone: Container[int], days: Days) -> dict[int, tuple[Row, Packed]]:
    """Return the entries that weigh something else as the days weigh now, by place: as they were and as they are."""
    other = changed_between(kept.basis.sources.days, days)
    found: dict[int, tuple[Row, Packed]] = {}
    stand = chain.from_iterable(held for edtf, held in _by_date(kept) if day_of(edtf) in other)
    for at in (place for place in stand if place not in gone):
        row = unpack_plain(kept.rows[at])
        again = rescored(
            row, score_entry(entry_in(row, years.by_id, UNTIED), years.published, years.sources, days)
        )
        if again != row:
            found[at] = row, (again, pack_plain(again))
    return found


def _by_date(kept: Kept) -> Iterator[tuple[str, range]]:
    """Yield each date of a part with the places of its entries."""
    ends = accumulate(count for _, count in kept.basis.dates)
    return ((edtf, range(end - count, end)) for (edtf, count), end in zip(kept.basis.dates, ends, strict=True))


def _made(years: Years, entries: Iterable[Entry], days: Days) -> Iterator[Packed]:
    for entry in entries:
        row = row_of(entry, score_entry(entry, years.published, years.sources, days))
        yield row, pack_plain(row)


def _change(
    kept: Kept, gone: Mapping[int, Row], made: Sequence[Packed], weighed: Mapping[int, tuple[Row, Packed]]
) -> Change:
    """Return what changes where some entries go, others are made, and some weigh something else."""
    stand = dict(_by_date(kept))
    order = places(map(PartialDate.parse, {*stand, *(row[EDTF] for row, _ in made)}))
    dates = sorted(stand, key=order.__getitem__)
    ranks = [order[edtf] for edtf in dates]

    def before(row: Row) -> int:
        if row[EDTF] in stand:
            held = stand[row[EDTF]]
            return bisect_left(kept.basis.ids, row[ID], held.start, held.stop)
        number = bisect_left(ranks, order[row[EDTF]])
        return stand[dates[number]].start if number < len(dates) else len(kept.basis.ids)

    came = [(before(packed[0]), packed) for packed in made] + [(at, again) for at, (_, again) in weighed.items()]
    came.sort(key=lambda each: (order[each[1][0][EDTF]], each[1][0][ID]))
    went = dict(sorted([*gone.items(), *((at, row) for at, (row, _) in weighed.items())]))
    moves = Moves(len(kept.basis.ids), list(went), [at for at, _ in came])
    return Change(went, [packed for _, packed in came], moves)


def _revised_part(years: Years, name: str, kept: Kept, change: Change, sources: Sources) -> Part:
    """Return a part brought up to date; blocks that are as they were are not stored again."""
    moves, rows = change.moves, [row for row, _ in change.made]
    gone, made = map(line_in, change.gone.values()), map(line_in, rows)
    head, ledger = revise(kept.head, kept.basis.ledger, moves, gone, made)
    ids = moves.splice(kept.basis.ids, (row[ID] for row in rows))
    edtfs = [edtf for edtf, count in kept.basis.dates for _ in range(count)]
    dates = moves.splice(edtfs, (row[EDTF] for row in rows))
    leads = kept.basis.ledger.digests[:: _width(kept)]
    packed = _pack_basis(sources, ids, dates, ledger)
    directory, blocks = recut(name, kept.rows, leads, moves, change.made, packed)
    return _part(years, name, head, directory, blocks, kept.directory.ids)


def _width(kept: Kept) -> int:
    return max(1, len(kept.basis.ledger.digests) // max(1, len(kept.basis.ids)))


def _pack_basis(sources: Sources, ids: list[str], dates: Iterable[str], ledger: Ledger) -> bytes:
    counted = [(edtf, len(list(held))) for edtf, held in groupby(dates)]
    plain = (dict(sources.states), dict(sources.days), *sources[2:])
    return pack_plain((plain, ids, counted, tuple(ledger)))


def _new_part(
    years: Years, name: str, packed: list[Packed], sources: Sources
) -> tuple[Part, Iterator[Row]]:
    """Return a part, and the rows of its entries in order."""
    place = places(map(PartialDate.parse, {row[EDTF] for row, _ in packed}))
    packed.sort(key=lambda each: (place[each[0][EDTF]], each[0][ID]))
    head, ledger = describe([line_in(row) for row, _ in packed])
    ids, dates = [row[ID] for row, _ in packed], (row[EDTF] for row, _ in packed)
    directory, blocks = cut(name, packed, _pack_basis(sources, ids, dates, ledger))
    return _part(years, name, head, directory, blocks, frozenset()), (row for row, _ in packed)


def _part(
    years: Years, name: str, head: Head, directory: Directory, blocks: Mapping[int, bytes], before: Collection[int]
) -> Part:
    fresh = [(block, data) for block, data in blocks.items() if block not in before]
    gone = frozenset(before) - directory.ids
    return Part(years.states[name], pack(head), pack_directory(directory), fresh, gone)
