"""The parts of the years: entries made, weighed and described; what nothing changed for is taken over as it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from dateline.annotate.event.entry import make_entry
from dateline.annotate.event.rank import day_of, score_entry
from dateline.annotate.event.salience import weigh_days
from dateline.engine.sealed import pack, pack_plain, unpack_plain, unseal
from dateline.index.heads import make_head
from dateline.model.annotation import Event
from dateline.model.dates import PartialDate, places
from dateline.model.event import Entry
from dateline.pipeline.blocks import Blocks, Directory, Packed, cut, pack_directory, read_directory
from dateline.pipeline.grouping import Record, States, changed_between, find_events, states_of
from dateline.pipeline.happenings import index_rows, news_in, pack_index
from dateline.pipeline.parts import UNTIED, Part
from dateline.pipeline.rows import (
    EDTF,
    ID,
    Row,
    articles_in,
    entry_in,
    line_in,
    rescored,
    row_of,
    statements_in,
)
from dateline.pipeline.stored_events import events_of
from dateline.pipeline.years import TOLD, Amendment, Years, number_of

Days = Mapping[str, float]


class Basis(NamedTuple):
    """What the entries of a part were made from, and which of them are a person's."""

    states: States
    days: Days
    added: tuple[str, ...]


class Kept(NamedTuple):
    """A part that is to be brought up to date."""

    state: bytes
    directory: Directory
    rows: Sequence[bytes]
    basis: Basis


def read_kept(years: Years, name: str, part: Part) -> Kept:
    """Return a stored part to bring up to date."""
    directory = read_directory(years.source.part(name, part.state))
    basis = unpack_plain(unseal(years.source.block(directory.basis)))
    return Kept(part.state, directory, Blocks(directory, years.source.block), Basis(*basis))


def shelve_told(
    years: Years, name: str, record: Record, at_hand: Mapping[str, Event], old: Kept | None
) -> tuple[Part, Part]:
    """Make the part of a year's statements as they were merged, and that of what happened; ``old`` is what it was.

    Statements that are not ``at_hand`` are read.
    """
    amendment = years.amendment(name)
    wanted = _wanted(record, amendment.taken)
    days = _weigh(years, number_of(name), record)
    kept, gone = ([], []) if old is None else _parted(old, record.states, wanted)
    for row, _ in kept:
        del wanted[row[ID]]
    events = _found(years, number_of(name), record, chain.from_iterable(wanted.values()), at_hand)
    entries = (
        make_entry([events[each] for each in names], years.published, years.topics) for names in wanted.values()
    )
    made = list(_made(years, chain(entries, amendment.added), days))
    packed = kept if old is None else _weighed_again(years, kept, old.basis.days, days)
    part, ordered = _part(years, name, [*packed, *made], Basis(record.states, days, _added(amendment)), old)
    news = None if old is None else news_in(old.state, gone, (row for row, _ in made))
    return part, pack_index(part.state, index_rows(ordered), news)


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
    states = states_of(years, name)
    kept: list[Packed] = []
    if old is not None:
        stays, rows = _staying(old, states), ((unpack_plain(data), data) for data in old.rows)
        kept = [(row, data) for row, data in rows if row[ID] not in amendment.taken and stays(row)]
    told = {articles_in(row)[0] for row, _ in kept}
    reports = (
        event
        for card in years.told_by(name).cards
        if card.id not in told
        for event in events_of(card, None)
        if event.id not in amendment.taken
    )
    entries = (make_entry([event], years.published, years.topics) for event in reports)
    packed = [*kept, *_made(years, chain(entries, amendment.added), {})]
    return _part(years, name, packed, Basis(states, {}, _added(amendment)), old)[0]


def _added(amendment: Amendment) -> tuple[str, ...]:
    return tuple(entry.id for entry in amendment.added)


def _wanted(record: Record, taken: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the statements of each entry by its id, but for those that people took."""
    groups = record.grouped.groups
    several = {statement for names in groups for statement in names}
    wanted: dict[str, tuple[str, ...]] = {row[0]: (row[0],) for row in record.statements if row[0] not in several}
    wanted |= {names[0]: names for names in groups}
    return {entry: names for entry, names in wanted.items() if entry not in taken}


def _weigh(years: Years, year: int, record: Record) -> Days:
    """Return the weights of the days of a year, told from all that is said of them and not hidden."""
    amendment = years.amendment(f"{TOLD}{year}")
    days = {edtf: day_of(edtf) for edtf in {row[3] for row in record.statements}}
    said = (
        (days[edtf], article, depth)
        for identifier, article, kind, edtf, depth, *_ in record.statements
        if kind == "statement" and identifier not in amendment.silent
    )
    reports = list(years.dates.get(year, ()))
    for date in amendment.unreported:
        reports.remove(date)
    return weigh_days(said, map(day_of, reports))


def _staying(old: Kept, states: States) -> Callable[[Row], bool]:
    """Return what tells whether an entry was made from articles that are as they were and is nobody's own."""
    changed, added = changed_between(old.basis.states, states), old.basis.added
    return lambda row: changed.isdisjoint(articles_in(row)) and row[ID] not in added


def _parted(
    old: Kept, states: States, wanted: Mapping[str, tuple[str, ...]]
) -> tuple[list[Packed], list[Row]]:
    """Part the rows that are still wanted as they are from those that are gone."""
    stays = _staying(old, states)
    kept: list[Packed] = []
    gone: list[Row] = []
    for data in old.rows:
        row = unpack_plain(data)
        if wanted.get(row[ID]) == statements_in(row) and stays(row):
            kept.append((row, data))
        else:
            gone.append(row)
    return kept, gone


def _weighed_again(years: Years, kept: Collection[Packed], before: Days, days: Days) -> Iterator[Packed]:
    """Yield entries with what they weigh where the weights of some days changed."""
    other = changed_between(before, days)
    anew = {edtf for edtf in {row[EDTF] for row, _ in kept} if day_of(edtf) in other}
    for row, data in kept:
        if row[EDTF] in anew:
            score = score_entry(entry_in(row, years.by_id, UNTIED), years.published, years.sources, days)
            again = rescored(row, score)
            yield again, pack_plain(again)
        else:
            yield row, data


def _made(years: Years, entries: Iterable[Entry], days: Days) -> Iterator[Packed]:
    for entry in entries:
        row = row_of(entry, score_entry(entry, years.published, years.sources, days))
        yield row, pack_plain(row)


def _part(
    years: Years, name: str, packed: Iterable[Packed], basis: Basis, old: Kept | None
) -> tuple[Part, Iterator[Row]]:
    """Return a part, and the rows of its entries in order; blocks that are as they were are not stored again."""
    known = list(packed)
    place = places(map(PartialDate.parse, {row[EDTF] for row, _ in known}))
    known.sort(key=lambda each: (place[each[0][EDTF]], each[0][ID]))
    head = make_head([line_in(row) for row, _ in known])
    directory, blocks = cut(name, known, pack_plain((dict(basis.states), dict(basis.days), basis.added)))
    before = old.directory.ids if old is not None else frozenset()
    fresh = [(block, data) for block, data in blocks.items() if block not in before]
    part = Part(years.states[name], pack(head), pack_directory(directory), fresh, before - blocks.keys())
    return part, (row for row, _ in known)
