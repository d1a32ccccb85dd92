"""What the entries of a part are made from: its articles, and what the days of the year weigh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from dateline.annotate.event.rank import day_of
from dateline.annotate.event.salience import weigh_days
from dateline.pipeline.grouping import Record, States, changed_between
from dateline.pipeline.rows import Row, dates_told
from dateline.pipeline.years import Amendment, Years, number_of

Days = Mapping[str, float]


class Sources(NamedTuple):
    """What the entries of a part are made from.

    ``reports`` are the dates that days weigh more by, ``silent`` the statements that no day weighs more by. ``added``
    are the ids of a person's entries.
    """

    states: States
    days: Days = MappingProxyType({})
    reports: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


class Before(NamedTuple):
    """What a part was made from, which articles changed since, and the entries that go."""

    sources: Sources
    changed: Collection[str]
    gone: Iterable[Row]


def added_by(amendment: Amendment) -> tuple[str, ...]:
    """Return the ids of the entries that a person added."""
    return tuple(entry.id for entry in amendment.added)


def find_sources(years: Years, name: str, record: Record, before: Before | None) -> Sources:
    """Return what a part is made from, the days weighed by all that is said of them and not hidden.

    Where it is known how that was ``before`` only those days are weighed again of which something else is said.
    """
    amendment = years.amendment(name)
    reports = list(years.dates.get(number_of(name), ()))
    for date in amendment.unreported:
        reports.remove(date)
    silent = tuple(sorted(amendment.silent))
    sources = Sources(record.states, {}, tuple(reports), silent, added_by(amendment))
    if before is None or silent or before.sources.silent:
        return sources._replace(days=_weigh(record, sources, None))
    touched = _touched(record, before)
    touched.update(map(day_of, changed_between(Counter(before.sources.reports), Counter(reports))))
    days = {day: weight for day, weight in before.sources.days.items() if day not in touched}
    return sources._replace(days=days | _weigh(record, sources, touched))


def _touched(record: Record, before: Before) -> set[str]:
    """Return the days of which something else is said."""
    said = {row[3] for row in record.statements if row[1] in before.changed}
    said.update(edtf for row in before.gone for edtf in dates_told(row))
    return set(map(day_of, said))


def _weigh(record: Record, sources: Sources, only: Collection[str] | None) -> dict[str, float]:
    """Return the weights of the days of a year, or ``only`` of some."""
    days = {edtf: day_of(edtf) for edtf in {row[3] for row in record.statements}}
    if only is not None:
        days = {edtf: day for edtf, day in days.items() if day in only}
    said = (
        (days[edtf], article, depth)
        for identifier, article, kind, edtf, depth, *_ in record.statements
        if edtf in days and kind == "statement" and identifier not in sources.silent
    )
    reports = map(day_of, sources.reports)
    return weigh_days(said, reports if only is None else (day for day in reports if day in only))
