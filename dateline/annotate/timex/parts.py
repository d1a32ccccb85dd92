"""Dates counted from, or cut out of, another: three days after Easter, the last day of May."""

from __future__ import annotations

from dateline.annotate.timex.arithmetic import (
    Period,
    add_days,
    floor,
    is_day,
    move,
    period_of,
    weekday_of,
)
from dateline.annotate.timex.expression import Part, Shift, Unit
from dateline.annotate.timex.spans import join
from dateline.model.dates import Day, PartialDate, last_day


def shifted(date: PartialDate, spec: Shift) -> PartialDate | None:
    """Move a date by units; a day moved by weeks, months or years stays a day ("two weeks after 3 May")."""
    base = period_of(date)
    if base is None or not 1 <= base.first[0] <= 9999:
        return None
    if spec.weekday is not None:
        return _nth_weekday(date, spec.weekday, spec.count)
    if base.unit is not Unit.DAY or spec.unit <= Unit.DAY:
        moved = move(base, max(spec.unit, Unit.DAY), spec.count if spec.unit > Unit.HOUR else 0)
        return None if moved is None else moved.date
    day = _moved_day(base.first, spec)
    return day and PartialDate.day(*day)


def _moved_day(day: Day, spec: Shift) -> Day | None:
    if spec.unit in (Unit.WEEK, Unit.WEEKEND):
        return add_days(day, 7 * spec.count)
    moved = move(Period(Unit.DAY, day), spec.unit, spec.count)
    if moved is None:
        return None
    span = {Unit.YEAR: 12, Unit.QUARTER: 3, Unit.DECADE: 120}.get(spec.unit, 1)
    year, month = divmod(day[0] * 12 + day[1] - 1 + span * spec.count, 12)
    return (year, month + 1, min(day[2], last_day(year, month + 1))) if is_day(year, month + 1, 1) else None


def _nth_weekday(date: PartialDate, weekday: int, count: int) -> PartialDate | None:
    """The count-th such weekday after a date, or before it when negative; the date's own day does not count."""
    edge = date.latest if count > 0 else date.earliest
    step = (weekday - weekday_of(edge) - 1) % 7 + 1 if count > 0 else -((weekday_of(edge) - weekday - 1) % 7 + 1)
    day = add_days(edge, step + 7 * (count - 1 if count > 0 else count + 1))
    return day and PartialDate.day(*day)


def part(date: PartialDate, spec: Part) -> PartialDate | None:
    """Cut units out of a date: index 0 is the unit that holds its first day, 1 the first in it, -1 the last."""
    if not (date.earliest[0] >= 1 and date.latest[0] <= 9999):
        return None
    start = _start(date, spec)
    if start is None:
        return None
    first = Period(spec.unit, start)
    last = move(first, spec.unit, spec.count - 1)
    return None if last is None else first.date if last == first else join(first.date, last.date)


def _start(date: PartialDate, spec: Part) -> Day | None:
    if spec.index == 0:
        return _holding(date.earliest, spec.unit)
    if spec.index > 0:
        opening = floor(_inward(date.earliest, spec.unit, 3), spec.unit)
        moved = opening and move(Period(spec.unit, opening), spec.unit, spec.index - 1)
        return moved.first if moved else None
    closing = floor(_inward(date.latest, spec.unit, -3), spec.unit)
    moved = closing and move(Period(spec.unit, closing), spec.unit, spec.index + 1)
    return moved.first if moved else None


def _inward(day: Day, unit: Unit, step: int) -> Day:
    """Weeks belong to the period that holds their Thursday (ISO 8601), so that none is counted twice."""
    return (add_days(day, step) or day) if unit is Unit.WEEK else day


def _holding(day: Day, unit: Unit) -> Day | None:
    """The unit around a day; a weekend is the nearest one, so that Halloween on a Sunday or Friday has its own."""
    if unit is not Unit.WEEKEND:
        return floor(day, unit)
    weekday = weekday_of(day)
    return add_days(day, 6 - weekday if weekday > 2 else -1 - weekday)
