"""Calendar arithmetic on periods: a period is a unit and its first day.

Weeks start on Monday (ISO 8601), seasons are the meteorological ones of EDTF (21 spring = March to May;
winter is named by the year it starts in). Years outside 1-9999 have no arithmetic: functions
return None for them rather than guess.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from dateline.annotate.timex.expression import Unit
from dateline.model.dates import DateError, Day, PartialDate, Precision, day_text, last_day

_MONTHS: Final = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
_UNIT_OF: Final = {
    Precision.DAY: Unit.DAY, Precision.MONTH: Unit.MONTH, Precision.SEASON: Unit.SEASON,
    Precision.QUARTER: Unit.QUARTER, Precision.HALF: Unit.HALF, Precision.YEAR: Unit.YEAR,
    Precision.DECADE: Unit.DECADE, Precision.CENTURY: Unit.CENTURY,
}


class Period(NamedTuple):
    """A calendar unit by its first day: the month of 2024-11-01, the week of 2024-11-25."""

    unit: Unit
    first: Day

    @property
    def date(self) -> PartialDate:
        """The period in EDTF; a week or weekend is a range of days."""
        return _date_of(self)


def _date_of(period: Period) -> PartialDate:
    year, month, day = period.first
    unit = period.unit
    if unit is Unit.YEAR:
        return PartialDate.year(year)
    if unit is Unit.MONTH:
        return PartialDate.month(year, month)
    if unit <= Unit.DAY:
        return PartialDate.day(year, month, day)
    if unit is Unit.WEEK or unit is Unit.WEEKEND:
        return days_between(period.first, add_days(period.first, 6 if unit is Unit.WEEK else 1) or period.first)
    if unit is Unit.QUARTER:
        return PartialDate.month(year, 33 + (month - 1) // 3)
    if unit is Unit.HALF:
        return PartialDate.month(year, 40 + (month - 1) // 6)
    if unit is Unit.SEASON:
        return PartialDate.month(year, 20 + month // 3)
    return PartialDate.parse(f"{year // 10:03d}X" if unit is Unit.DECADE else f"{year // 100:02d}XX")


def days_between(first: Day, last: Day) -> PartialDate:
    """Make the range of days from first to last, both included."""
    return PartialDate.parse(f"{day_text(first)}/{day_text(last)}")


def add_days(day: Day, count: int) -> Day | None:
    """Move a day; None where the calendar of the computer ends."""
    try:
        moved = date(*day) + timedelta(count)
    except (ValueError, OverflowError):
        return None
    return moved.year, moved.month, moved.day


def weekday_of(day: Day) -> int:
    """Return 1 for Monday to 7 for Sunday."""
    return date(*day).isoweekday()


def is_day(year: int, month: int, day: int) -> bool:
    """Tell whether the calendar has that day."""
    return 1 <= month <= 12 and 1 <= day <= last_day(year, month)


@lru_cache(maxsize=16384)
def day_of(year: int, month: int, day: int) -> PartialDate | None:
    """Make a day, or None where the calendar has none such."""
    return PartialDate.day(year, month, day) if is_day(year, month, day) else None


def nth_weekday(year: int, month: int, weekday: int, number: int) -> Day | None:
    """Return the n-th weekday (1 Monday) of a month, counted from the end when negative."""
    if number < 0:
        last = last_day(year, month)
        day = last - (weekday_of((year, month, last)) - weekday) % 7 + 7 * (number + 1)
    else:
        day = 1 + (weekday - weekday_of((year, month, 1))) % 7 + 7 * (number - 1)
    return (year, month, day) if is_day(year, month, day) else None


def floor(day: Day, unit: Unit) -> Day | None:
    """Return the first day of the unit that holds ``day``."""
    year, month, _ = day
    if unit <= Unit.DAY:
        return day
    if unit is Unit.WEEK:
        return add_days(day, 1 - weekday_of(day))
    if unit is Unit.WEEKEND:
        return add_days(day, 6 - weekday_of(day))
    if unit is Unit.MONTH:
        return year, month, 1
    if unit is Unit.QUARTER:
        return year, (month - 1) // 3 * 3 + 1, 1
    if unit is Unit.SEASON:
        return (year, month // 3 * 3, 1) if month >= 3 else (year - 1, 12, 1)
    if unit is Unit.HALF:
        return year, 1 if month < 7 else 7, 1
    span = {Unit.DECADE: 10, Unit.CENTURY: 100}.get(unit, 1)
    return year // span * span, 1, 1


def move(period: Period, unit: Unit, count: int) -> Period | None:
    """Go ``count`` units on from the unit that holds the period; None when the period is not known that finely.

    Yesterday of a publish date known only to its month has no answer; "today" of it is the month itself.
    """
    if unit < period.unit and not (unit is Unit.WEEKEND and period.unit is Unit.WEEK):
        return period if count == 0 else None
    if not 1 <= period.first[0] <= 9999:
        return None
    first = floor(period.first, unit)
    if first is None:
        return None
    moved = _step(first, unit, count)
    return None if moved is None else Period(unit, moved)


def _step(first: Day, unit: Unit, count: int) -> Day | None:
    if unit <= Unit.DAY:
        return add_days(first, count if unit is Unit.DAY else 0)
    if unit in (Unit.WEEK, Unit.WEEKEND):
        return add_days(first, 7 * count)
    months = first[0] * 12 + first[1] - 1 + count * (3 if unit is Unit.SEASON else _MONTHS[unit])
    year, month = divmod(months, 12)
    return (year, month + 1, 1) if 1 <= year <= 9999 else None


def add_months(day: Day, count: int) -> Day | None:
    """Move a day by months, shortening to the month's last day where it must."""
    year, month = divmod(day[0] * 12 + day[1] - 1 + count, 12)
    if not 1 <= year <= 9999:
        return None
    return year, month + 1, min(day[2], last_day(year, month + 1))


def period_of(value: PartialDate) -> Period | None:
    """Return what later expressions count from: of a range its last end, of an open interval the known end."""
    if "/" not in value.edtf:
        unit = _UNIT_OF.get(value.precision)
        return None if unit is None else Period(unit, value.earliest)
    left, _, right = value.edtf.partition("/")
    if week := _week(value):
        return week
    return period_of(PartialDate.parse(right if right not in ("", "..") else left))


def _week(value: PartialDate) -> Period | None:
    first, last = value.earliest, value.latest
    if not (first[0] >= 1 and last[0] <= 9999):
        return None
    start, days = date(*first), (date(*last) - date(*first)).days
    if days == 6 and start.isoweekday() == 1:
        return Period(Unit.WEEK, first)
    return Period(Unit.WEEKEND, first) if days == 1 and start.isoweekday() == 6 else None


def parse(text: str) -> PartialDate | None:
    """Read EDTF, giving None where the calendar does not have such a date."""
    try:
        return PartialDate.parse(text)
    except DateError:
        return None
