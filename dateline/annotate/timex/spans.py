"""Ranges, open intervals, windows and moved periods, once their parts are known."""

from __future__ import annotations

import re
from typing import Final

from dateline.annotate.timex.arithmetic import Period, add_days, add_months, move, parse, weekday_of
from dateline.annotate.timex.complete import in_month, in_year
from dateline.annotate.timex.expression import Fields, Side, Unit, Window
from dateline.model.dates import PartialDate

_YEAR: Final = re.compile(r"(?<![\d-])-?\d{4}(?=$|[-/~?%])")
_FEB_29: Final = re.compile(r"-02-29")


def window(base: Period, spec: Window) -> PartialDate | None:
    """Lay out a stretch of time that ends or starts at the base, as finely as the base is known."""
    if spec.calendar or spec.unit < base.unit:
        return _whole_units(base, spec)
    smaller = Unit.MONTH if spec.unit is Unit.MONTH and abs(spec.count) > 12 else _SMALLER.get(spec.unit)
    if spec.rounded and smaller is not None and smaller > base.unit:
        base = move(base, smaller, 0) or base
    end = _far_end(base, spec)
    if end is None:
        return None
    first, last = (end, base) if spec.count < 0 else (base, end)
    return join(first.date, last.date)


def _far_end(base: Period, spec: Window) -> Period | None:
    if base.unit > Unit.DAY:
        return move(base, base.unit, _in_units(base, spec))
    if spec.unit <= Unit.DAY:
        day = add_days(base.first, spec.count if spec.unit is Unit.DAY else 0)
    elif spec.unit in (Unit.WEEK, Unit.WEEKEND):
        day = add_days(base.first, 7 * spec.count)
    else:
        day = add_months(base.first, spec.count * _MONTHS_IN[spec.unit])
    return None if day is None else Period(Unit.DAY, day)


_SMALLER: Final = {Unit.MONTH: Unit.DAY, Unit.YEAR: Unit.MONTH, Unit.DECADE: Unit.YEAR, Unit.CENTURY: Unit.YEAR}
_MONTHS_IN: Final = {
    Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200,
}


def _in_units(base: Period, spec: Window) -> int:
    """Count the window in the base's own unit: three years are 36 months of a base known to the month."""
    return spec.count * _MONTHS_IN.get(spec.unit, 1) // _MONTHS_IN.get(base.unit, 1)


def _whole_units(base: Period, spec: Window) -> PartialDate | None:
    """Whole calendar units beside the base's own: "the last two weeks" as weeks."""
    steps = (spec.count, -1) if spec.count < 0 else (1, spec.count)
    ends = [move(base, spec.unit, step) for step in steps]
    if ends[0] is None or ends[1] is None:
        return None
    return ends[0].date if ends[0] == ends[1] else join(ends[0].date, ends[1].date)


def join(first: PartialDate, last: PartialDate) -> PartialDate | None:
    """Make the range from the start of one date to the end of another; None if it would run backwards.

    Ranges within ranges keep their outer ends; equal ends are no range. Seasons, quarters and halves may not stand
    in an EDTF interval, so they are written by their months.
    """
    if first.earliest > last.latest:
        return None
    left, right = _edge(first, 0), _edge(last, -1)
    if left == right:
        return parse(left)
    return parse(f"{left}/{right}")


def _edge(date: PartialDate, side: int) -> str:
    part = date.edtf.split("/")[side]
    if part in ("", "..") or (len(part) != 7 and "X" not in part) or (part[-2:] <= "12" and "X" not in part):
        return part or ".."
    year, month, _ = date.earliest if side == 0 else date.latest
    return f"{year:04d}" if "X" in part else f"{year:04d}-{month:02d}"


def opened(date: PartialDate, side: Side) -> PartialDate | None:
    """Open a date on one side; of a range the far end is dropped."""
    return parse(f"../{_edge(date, -1)}" if side is Side.BEFORE else f"{_edge(date, 0)}/..")


def shift_years(date: PartialDate, count: int) -> PartialDate | None:
    """Move every year in a date: the same period of another year; 29 February becomes the 28th."""
    text = _YEAR.sub(lambda match: f"{int(match.group()) + count:04d}", date.edtf)
    return parse(text) or parse(_FEB_29.sub("-02-28", text))


def incomplete(fields: Fields) -> bool:
    """Tell whether the fields leave something to be taken from the other end of their range."""
    return fields.year is None and fields.unit is None


def says_less(first: Fields, last: Fields) -> bool:
    """Tell whether the left end of a range is the one that lacks more (28日至12月3日, May to July 2024)."""
    if incomplete(first) != incomplete(last):
        return incomplete(first)
    return incomplete(first) and _only_day(first) and not _only_day(last) and last.weekday is None


def _only_day(fields: Fields) -> bool:
    return fields.month is None and fields.code is None and not fields.holiday and fields.day is not None


def complete_from(fields: Fields, other: PartialDate, *, later: bool) -> PartialDate | None:
    """Complete one end of a range from the other so that the range runs forward."""
    year, month, day = other.latest if later else other.earliest
    if fields.weekday is not None or fields.weekend:
        week = Period(Unit.DAY, (year, month, day))
        ahead = ((fields.weekday or 6) - weekday_of(week.first)) % 7
        moved = add_days(week.first, ahead if later else ahead - 7 if ahead else 0)
        return moved and Period(Unit.WEEKEND if fields.weekend else Unit.DAY, moved).date
    step = 1 if later else -1
    if _only_day(fields):
        months = [divmod(year * 12 + month - 1 + offset, 12) for offset in (0, step)]
        choices = [in_month(y, m + 1, fields) for y, m in months]
    else:
        choices = [in_year(year + offset, fields) for offset in (0, step)]
    for date in choices:
        if date is not None and (date.latest >= other.earliest if later else date.earliest <= other.latest):
            return date
    return None


def iso_duration(spec: Window) -> str:
    """Write a window's length as an ISO 8601 duration."""
    letter = _LETTERS.get(spec.unit)
    count = abs(spec.count)
    if letter is None:
        return f"P{count * _MONTHS_IN[spec.unit]}M"
    return f"PT{count}H" if spec.unit is Unit.HOUR else f"P{count}{letter}"


_LETTERS: Final = {
    Unit.HOUR: "H", Unit.DAY: "D", Unit.WEEKEND: "W", Unit.WEEK: "W", Unit.MONTH: "M", Unit.YEAR: "Y",
}
