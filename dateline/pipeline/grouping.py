"""Which statements of a year tell of one happening, kept so that a change merges only what it can touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from dateline.annotate.event.merge import article_day, in_order
from dateline.annotate.event.regroup import Grouped, Groups, group, regroup
from dateline.annotate.event.statement import Row, row_of
from dateline.engine.sealed import pack, pack_plain, seal, unpack, unpack_plain, unseal
from dateline.index.library import ArticleCard
from dateline.model.annotation import Event
from dateline.pipeline.parts import Part
from dateline.pipeline.stored_events import events_of
from dateline.pipeline.years import MERGED, STATES, TOLD, Years

MANY: Final = 3
"""Where more than one of so many articles changed, all is done anew: telling what is as before would not pay."""
States = Mapping[str, bytes]
"""What was made of each article, by its id, as fingerprints."""


class Record(NamedTuple):
    """How a year was merged: its articles, their statements in the order of merging, who is alike, and the groups."""

    states: States
    statements: Sequence[Row]
    grouped: Grouped


def states_of(years: Years, name: str) -> States:
    """Return the fingerprints of the articles that a part is made of."""
    known = years.states_of.get(name)
    if known is not None:
        return known
    return {card.id: tale for card, tale in zip(years.told_by(name).cards, years.tales(name), strict=True)}


def changed_between(old: Mapping[str, object], new: Mapping[str, object]) -> set[str]:
    """Return the keys, those of articles or days, that came, went or changed."""
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def is_much(changed: int, states: States) -> bool:
    """Tell whether so much changed that all is done anew."""
    return changed * MANY > len(states)


def merge_year(years: Years, year: int, old: Record | None) -> tuple[Record, Mapping[str, Event]]:
    """Return how a year is merged, and the statements that were read for it by id; ``old`` tells how it was."""
    name = f"{TOLD}{year}"
    states = states_of(years, name)
    changed = changed_between(old.states, states) if old is not None else set()
    if old is None or is_much(len(changed), states):
        events = in_order(statements_of(years.told_by(name).cards, year), years.published)
        return Record(states, list(map(row_of, events)), group(events)), {event.id: event for event in events}
    return _merged_again(years, year, old, states, changed)


def _merged_again(
    years: Years, year: int, old: Record, states: States, changed: set[str]
) -> tuple[Record, Mapping[str, Event]]:
    cards = years.by_id
    fresh = statements_of((cards[article] for article in sorted(changed & states.keys())), year)
    days = {article: article_day(years.published.get(article)) for article in states}
    stay = [row for row in old.statements if row[1] not in changed]
    rows = sorted([*stay, *map(row_of, fresh)], key=lambda row: (days[row[1]], row[0]))
    other = {row[0] for row in old.statements if row[1] in changed} | {event.id for event in fresh}
    home = {row[0]: row[1] for row in rows}
    grouped = regroup(
        old.statements,
        old.grouped,
        rows,
        other,
        lambda names: find_events(cards, year, ((home[name], name) for name in names)),
    )
    return Record(states, rows, grouped), {event.id: event for event in fresh}


def statements_of(cards: Iterable[ArticleCard], year: int) -> list[Event]:
    """Return the statements of some articles whose merging is that of a year, each once."""
    return list({event.id: event for card in cards for event in events_of(card, year)}.values())


def find_events(cards: Mapping[str, ArticleCard], year: int, named: Iterable[tuple[str, str]]) -> dict[str, Event]:
    """Return statements of a year, given their articles and ids."""
    wanted: dict[str, set[str]] = {}
    for article, name in named:
        wanted.setdefault(article, set()).add(name)
    return {
        event.id: event
        for article, names in sorted(wanted.items())
        for event in events_of(cards[article], year)
        if event.id in names
    }


def pack_record(record: Record, year: int, state: bytes) -> dict[str, Part]:
    """Pack how a year was merged: its articles apart, which are looked at first, and the groups, for people's files."""
    alike = [(*pair, score) for pair, score in record.grouped.alike.items()]
    kept = [pack_plain(list(record.statements)), pack_plain(alike)]
    return {
        f"{MERGED}{year}": Part(state, pack(pack_plain(record.grouped.groups)), pack(kept)),
        f"{STATES}{year}": Part(state, b"", seal(pack_plain(dict(record.states)))),
    }


def read_record(years: Years, year: int, part: Part) -> Record:
    """Return what was packed."""
    kept: list[bytes] = unpack(years.source.part(f"{MERGED}{year}", part.state))
    statements, alike = map(unpack_plain, kept)
    pairs = {(one, two): score for one, two, score in alike}
    return Record(states_in(years, year, part), statements, Grouped(pairs, groups_in(part)))


def states_in(years: Years, year: int, part: Part) -> States:
    """Return the articles that a packed record was made of; no more of it is looked at."""
    states: States = unpack_plain(unseal(years.source.part(f"{STATES}{year}", part.state)))
    return states


def groups_in(part: Part) -> Groups:
    """Return the groups of a packed record."""
    groups: Groups = unpack_plain(unpack(part.head))
    return groups
