"""Turn calendar fields whose year (or week, or month) is known into a date."""

from __future__ import annotations

from typing import Final

from dateline.annotate.timex.arithmetic import Period, add_days, day_of, days_between, floor, nth_weekday, parse
from dateline.annotate.timex.expression import Fields, Unit
from dateline.annotate.timex.holidays import holiday
from dateline.annotate.timex.lunar import gregorian, lunar_month
from dateline.model.dates import Day, PartialDate, last_day

_PARTS: Final = {(1, 3): 33, (4, 6): 34, (7, 9): 35, (10, 12): 36, (1, 6): 40, (7, 12): 41}
"""Months that make a quarter or a half are written with its EDTF code."""


LAST_YEAR: Final = 9999
"""Years up to here have months and days; before the year 1 only the year itself is written."""


def in_year(year: int, fields: Fields) -> PartialDate | None:
    """Complete the fields with a year; None where the calendar has no such date (30 February)."""
    if not 1 <= year <= LAST_YEAR:
        return PartialDate.year(year) if year <= 0 and fields == Fields(year=fields.year) else None
    if fields.holiday:
        return holiday(fields.holiday, year)
    if fields.lunar:
        return _lunar(year, fields)
    if fields.code is not None:
        return parse(f"{year:04d}-{fields.code:02d}")
    if fields.month is None:
        return _whole_year(year, fields)
    return in_month(year, fields.month, fields)


def in_month(year: int, month: int, fields: Fields) -> PartialDate | None:
    """Complete the fields with a year and month."""
    if not 1 <= month <= 12 or not 1 <= year <= LAST_YEAR:
        return None
    if fields.day is not None:
        return day_of(year, month, fields.day)
    if fields.first is not None and fields.second is not None:
        return _days(year, month, fields.first, fields.second)
    if fields.weekday is not None or fields.weekend:
        return _nth_weekday(year, month, fields)
    if fields.week is not None:
        return _week_of(nth_weekday(year, month, 1, 1), fields.week, nth_weekday(year, month, 1, -1))
    return PartialDate.month(year, month)


def in_week(week: Period, fields: Fields) -> PartialDate | None:
    """Complete a weekday or weekend with its week."""
    if fields.weekday is None and not fields.weekend:
        return week.date
    day = add_days(week.first, (fields.weekday or 6) - 1)
    if day is None:
        return None
    return Period(Unit.WEEKEND if fields.weekend else Unit.DAY, day).date


def _whole_year(year: int, fields: Fields) -> PartialDate | None:
    if fields.first is not None and fields.second is not None:
        return months(year, fields.first, fields.second)
    if fields.week is not None:
        monday = floor((year, 1, 4), Unit.WEEK) if 1 <= year <= 9999 else None
        return _week_of(monday, fields.week, (year, 12, 28))
    if fields.day is not None or fields.weekday is not None:
        return None
    return PartialDate.year(year)


def months(year: int, first: int, last: int) -> PartialDate | None:
    """Make the stretch of months of one year, by its code if it is a quarter, half or year."""
    if (first, last) == (1, 12):
        return PartialDate.year(year)
    if first == last:
        return parse(f"{year:04d}-{first:02d}")
    code = _PARTS.get((first, last))
    return parse(f"{year:04d}-{code:02d}" if code else f"{year:04d}-{first:02d}/{year:04d}-{last:02d}")


def _days(year: int, month: int, first: int, last: int) -> PartialDate | None:
    end = min(last, last_day(year, month))
    return days_between((year, month, first), (year, month, end)) if first <= end else None


def _week_of(monday: Day | None, number: int, last: Day | None) -> PartialDate | None:
    """The n-th week from a first Monday, or the last one: a month's weeks are those that start in it."""
    if monday is None or last is None:
        return None
    start = floor(last, Unit.WEEK) if number < 0 else add_days(monday, 7 * (number - 1))
    return None if start is None else Period(Unit.WEEK, start).date


def _nth_weekday(year: int, month: int, fields: Fields) -> PartialDate | None:
    if not 1 <= year <= 9999 or fields.week is None:
        return None
    day = nth_weekday(year, month, fields.weekday or 6, fields.week)
    return None if day is None else Period(Unit.WEEKEND if fields.weekend else Unit.DAY, day).date


def _lunar(year: int, fields: Fields) -> PartialDate | None:
    if fields.month is None:
        return None
    if fields.day is None:
        ends = lunar_month(year, fields.month, leap=fields.leap)
        return None if ends is None else days_between(*ends)
    day = gregorian(year, fields.month, fields.day, leap=fields.leap)
    return None if day is None else PartialDate.day(*day)
