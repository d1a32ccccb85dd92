"""English builders, later passes: points joined with words and each other (the end of May, May to July)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dateline.annotate.timex.en_fields import inside, nth_unit, number, unit_of
from dateline.annotate.timex.en_grammar import Item, Parts, Point, Reading, reading
from dateline.annotate.timex.en_relative import counted, text_of
from dateline.annotate.timex.en_tokens import Token
from dateline.annotate.timex.expression import (
    Base,
    Between,
    Clock,
    Decade,
    Duration,
    Fields,
    Meaning,
    Part,
    Relative,
    Repeat,
    Same,
    Shift,
    Unit,
    Vague,
    Window,
)

UNIT_ISO: Final = {
    Unit.HOUR: "PT{}H", Unit.DAY: "P{}D", Unit.WEEKEND: "P{}W", Unit.WEEK: "P{}W", Unit.MONTH: "P{}M",
    Unit.QUARTER: "P{}Q", Unit.YEAR: "P{}Y", Unit.DECADE: "P{}E", Unit.CENTURY: "P{}C",
}  # fmt: skip
_NOT_DATES: Final = (Vague, Duration, Repeat)
_KEPT: Final = frozenset(
    "bare_month bare_year nth_day numeric short_date slash_date short_year day_in_month".split()
)
"""Tests that a larger reading still has to pass."""


def point_of(item: Item) -> Point | None:
    """Return a point that is a date (no duration, no set, nothing vague)."""
    return item if isinstance(item, Point) and not isinstance(item.meaning, _NOT_DATES) else None


def modified(parts: Parts) -> Reading:
    """Early 2025, the end of next month, mid-1990s, late Tuesday."""
    point = point_of(parts["p"])
    mod = parts["m"]
    if point is None or point.mod == "END" or isinstance(point.meaning, Between | Window):
        return None
    if mod.kind in ("earlier", "later"):
        return _earlier_or_later(point, mod)
    value = str(mod.value) if isinstance(mod, Token) else ""
    check = "" if point.check in ("season", "quarter", "short_decade") else point.check
    return Point(-1, -1, point.meaning, point.rule, value, check)


def _earlier_or_later(point: Point, mod: Item) -> Reading:
    """Earlier this month; but earlier Friday is just Friday."""
    if isinstance(point.meaning, Relative) and point.meaning.unit > Unit.DAY:
        return Point(-1, -1, point.meaning, point.rule, "START" if mod.kind == "earlier" else "END", point.check)
    if isinstance(point.meaning, Relative | Fields):
        return Point(-1, -1, point.meaning, point.rule, point.mod, point.check)
    return None


def approximate(parts: Parts) -> Reading:
    """Around Nov. 1; about 1850."""
    point = point_of(parts["p"])
    if point is None or isinstance(point.meaning, Between | Window | Clock):
        return None
    check = "" if point.check == "bare_year" and text_of(parts["a"]) == "circa" else point.check
    return Point(-1, -1, point.meaning, point.rule, "APPROX" if not point.mod else point.mod, check)


def within_point(parts: Parts) -> Reading:
    """The first quarter + of 2009, August + last year, Friday + of next week, the 20th + of the month."""
    small, large = point_of(parts["p"]), point_of(parts["q"])
    if small is None or large is None or (small.mod and large.mod):
        return None
    meaning = _merged(small.meaning, large.meaning)
    check = "season_year" if small.check == "season" else kept(large)
    return meaning and Point(-1, -1, meaning, small.rule, small.mod or large.mod, check)


def _merged(small: Meaning, large: Meaning) -> Meaning | None:
    if not isinstance(small, Fields) or small.year is not None or small.unit is not None or small.nth:
        return None
    given = {
        name: value
        for name in ("month", "day", "code", "weekday", "week", "first", "second")
        if (value := getattr(small, name)) is not None
    }
    if isinstance(large, Fields) and large.month is not None and given.keys() & {"month", "code"}:
        return None
    if isinstance(large, Fields) and small.weekday is not None and small.week is None:
        return None
    if isinstance(large, Relative) and large.unit is not Unit.WEEK and small.weekday is not None and not small.week:
        return None
    if small.holiday:
        return inside(large, holiday=small.holiday) if _is_year(large) else None  # type: ignore[arg-type]
    return inside(large, **given)


def _is_year(meaning: Meaning) -> bool:
    return (isinstance(meaning, Relative) and meaning.unit is Unit.YEAR) or (
        isinstance(meaning, Fields) and meaning.year is not None and meaning.month is None and meaning.code is None
        and not meaning.holiday
    )


def year_before_part(parts: Parts) -> Reading:
    """Next year's + first quarter; last week's + Sunday; this year's + summer."""
    large, small = point_of(parts["q"]), point_of(parts["p"])
    if large is None or small is None or large.mod:
        return None
    meaning = _merged(small.meaning, large.meaning)
    return meaning and Point(-1, -1, meaning, small.rule, small.mod)


def year_before_quarter(parts: Parts) -> Reading:
    """The 1988 + third quarter."""
    return year_before_part(parts)


def nth_of(parts: Parts) -> Reading:
    """The third week of + April, the first Monday of + the month, the first half of + 2024."""
    head, outer = parts["h"], point_of(parts["p"]) if "p" in parts else None
    if not isinstance(head, Point):
        return None
    meaning, check = (outer.meaning, outer.check if outer.check in _KEPT else "") if outer else (None, "")
    if meaning is None and "v" in parts:
        unit, size = unit_of(parts["v"])
        meaning = Relative(unit, 0, Base.AUTO) if size == 1 and unit is not Unit.HOUR else None
    inner = None if meaning is None else _placed(head.meaning, meaning)
    mod = outer.mod if outer else ""
    if isinstance(meaning, Decade | Fields) and inner == meaning:
        mod = "START" if isinstance(head.meaning, Fields) and head.meaning.code == 40 else "END"
    return inner and reading(inner, mod=mod, check=check)


def _placed(head: Meaning, outer: Meaning) -> Meaning | None:
    if isinstance(head, Fields):
        if head.code is not None:
            if isinstance(outer, Decade) or (isinstance(outer, Fields) and outer.month and not outer.day):
                return outer
            return inside(outer, code=head.code)
        return inside(outer, weekday=head.weekday, week=head.week)
    if isinstance(head, Shift):
        return replace(head, of=outer)
    if not isinstance(head, Part) or head.unit > Unit.YEAR:
        return None
    if head.unit is Unit.DAY and head.count == 1 and isinstance(outer, Relative) and outer.unit is Unit.WEEK:
        return inside(outer, weekday=head.index) if 1 <= head.index <= 7 else None
    return nth_unit(outer, head.unit, head.index, head.count)


def half_of(parts: Parts) -> Reading:
    """The latter half of the 1980s."""
    outer = point_of(parts["p"])
    if outer is None:
        return None
    early = text_of(parts["m"]) == "opening"
    if isinstance(outer.meaning, Decade):
        return Point(-1, -1, outer.meaning, outer.rule, "START" if early else "END")
    inner = inside(outer.meaning, code=40 if early else 41)
    return inner and reading(inner)


def for_from(parts: Parts) -> Reading:
    """For ten days from 18 December; three days starting Monday: from that day to so much later."""
    outer, count = point_of(parts["p"]), 1 if parts["n"].kind == "a" else number(parts["n"])
    (unit, size) = unit_of(parts["u"])
    if outer is None or count is None or unit is Unit.HOUR or coarse(outer.meaning):
        return None
    return reading(Between(outer.meaning, Shift(outer.meaning, unit, count * size)), check=kept(outer))


def week_of(parts: Parts) -> Reading:
    """The week of October 6; the weekend of Halloween; Thanksgiving weekend; the week commencing Monday."""
    outer = point_of(parts["p"])
    unit, _ = unit_of(parts["u"])
    if outer is None or unit not in (Unit.WEEK, Unit.WEEKEND) or coarse(outer.meaning):
        return None
    return reading(Part(outer.meaning, unit, 0), check=outer.check if outer.check in _KEPT else "")


def holiday_week(parts: Parts) -> Reading:
    """Thanksgiving weekend, Easter week."""
    point = point_of(parts["p"])
    named = point is not None and isinstance(point.meaning, Fields) and point.meaning.holiday
    return week_of(parts) if named else None


def coarse(meaning: Meaning) -> bool:
    """Tell whether a meaning names no day."""
    if isinstance(meaning, Fields):
        return meaning.day is None and meaning.weekday is None and not meaning.holiday
    return not (isinstance(meaning, Relative | Shift) and meaning.unit is Unit.DAY)


def shifted(parts: Parts) -> Reading:
    """Three days after Easter, two weeks from next Tuesday, the day before Christmas, the Monday after."""
    outer, way = point_of(parts["p"]), parts["w"].kind
    if outer is None or isinstance(outer.meaning, Between | Window | Clock | Same):
        return None
    count = 1 if "n" not in parts or parts["n"].kind == "a" else number(parts["n"])
    if count is None:
        return None
    sign = -1 if way == "before" else 1
    word = parts["u"]
    if word.kind == "units" and "n" not in parts:
        return None
    if word.kind == "weekday":
        return reading(Shift(outer.meaning, Unit.DAY, sign * count, weekday=number(word)), check=kept(outer))
    unit, size = unit_of(word)
    if unit is Unit.HOUR or ((unit < Unit.YEAR or way == "from") and _is_year(outer.meaning)):
        return None
    return reading(Shift(outer.meaning, unit, sign * count * size), check=kept(outer))


def kept(point: Point) -> str:
    """Return the test that a reading built on a point must still pass."""
    return point.check if point.check in _KEPT else ""


def with_clock(parts: Parts) -> Reading:
    """Friday night, 9 a.m. Tuesday, Friday at 9 a.m.: the date, over the span of both."""
    point = point_of(parts["p"])
    if point is None or coarse(point.meaning) or isinstance(point.meaning, Clock | Between):
        return None
    check = "" if point.check == "bare_year" else point.check
    return Point(-1, -1, point.meaning, point.rule, point.mod, check)


def with_clock_beside(parts: Parts) -> Reading:
    """Friday at + 9 a.m.; 9 a.m. + Friday."""
    return with_clock(parts) if _is_clock(parts["q"]) else None


def clocks(parts: Parts) -> Reading:
    """2:00 to 4:00: one time of day."""
    first = parts["p"]
    if not isinstance(first, Point) or not isinstance(first.meaning, Clock):
        return None
    last = parts.get("q")
    if isinstance(last, Point) and not isinstance(last.meaning, Clock):
        return None
    return Point(-1, -1, first.meaning, first.rule, first.mod, first.check)


def same_day(parts: Parts) -> Reading:
    """Tomorrow, 13/04/21; Friday, next week on …: the date that says more."""
    first, last = point_of(parts["p"]), point_of(parts["q"])
    if first is None or last is None or first.mod or last.mod:
        return None
    if not (isinstance(last.meaning, Fields) and last.meaning.day and last.meaning.month):
        return None
    day = isinstance(first.meaning, Relative) and first.meaning.unit is Unit.DAY
    if not day and not _weekday_only(first.meaning):
        return None
    return Point(-1, -1, last.meaning, last.rule, last.mod)


def _weekday_only(meaning: Meaning) -> bool:
    return isinstance(meaning, Fields) and meaning.weekday is not None and not meaning.month and not meaning.week


def between(parts: Parts) -> Reading:
    """From 2010 to 2012; between May and July; Jan 2019 to today; June-August 1992."""
    first, last = _end(parts["p"]), _end(parts["q"])
    if first is None or last is None or _mixed(first.meaning, last.meaning):
        return None
    if _is_year(first.meaning) and _is_year(last.meaning) and not _forward(first.meaning, last.meaning):
        return None
    check = "slash_date" if "slash_date" in (first.check, last.check) else "range"
    return reading(Between(first.meaning, last.meaning), check=check)


def _forward(first: Meaning, last: Meaning) -> bool:
    if isinstance(first, Fields) and isinstance(last, Fields) and not first.short and not last.short:
        return (first.year or 0) < (last.year or 0)
    return True


def _end(item: Item) -> Point | None:
    if isinstance(item, Token) and item.kind == "now":
        return Point(item.start, item.end, Relative(Unit.DAY, 0), "en.day-word")
    point = point_of(item)
    if point is None or isinstance(point.meaning, Between | Window | Clock | Same | Part):
        return None
    return point


def _mixed(first: Meaning, last: Meaning) -> bool:
    """Refuse pairs that say different things ("1990 to Friday", "Monday to 2005")."""
    years = [isinstance(end, Fields) and end.year is not None and end.month is None for end in (first, last)]
    days = [not coarse(end) for end in (first, last)]
    return (years[0] and days[1] and not _dated(last)) or (years[1] and days[0])


def _dated(meaning: Meaning) -> bool:
    return isinstance(meaning, Relative) or (isinstance(meaning, Fields) and meaning.year is not None)


def listed(parts: Parts) -> Reading:
    """May and June 2024; the first and third quarters of 2023: the earlier member takes the year of the later."""
    first, last = point_of(parts["p"]), point_of(parts["q"])
    if first is None or last is None or not (isinstance(first.meaning, Fields) and isinstance(last.meaning, Fields)):
        return None
    if first.meaning.year is not None or last.meaning.year is None or first.meaning.unit is not None:
        return None
    if (first.meaning.month is None) != (last.meaning.month is None) or first.meaning.weekday is not None:
        return None
    if first.meaning.month is None and first.meaning.code is None:
        return None
    borrowed = replace(first.meaning, year=last.meaning.year, short=last.meaning.short)
    return [replace(first, meaning=borrowed, check=""), last]


def _is_clock(item: Item) -> bool:
    return isinstance(item, Point) and isinstance(item.meaning, Clock)


def leftover_beside(parts: Parts) -> Reading:
    """Two days before: from the date last spoken of."""
    return counted(parts)


def the_unit(parts: Parts) -> Reading:
    """For the quarter; during the year; later in the day: the one spoken of, or the publish date's."""
    unit, _ = unit_of(parts["u"])
    if unit is Unit.HOUR or unit in (Unit.DECADE, Unit.CENTURY):
        return None
    if unit is Unit.WEEKEND:
        return reading(Fields(weekend=True), check="the_weekend")
    if unit is Unit.QUARTER:
        return reading(Same(Unit.QUARTER, -1, of=Unit.QUARTER), check="the_unit")
    return reading(Relative(unit, 0, Base.PREVIOUS if unit <= Unit.WEEK else Base.DCT), check="the_unit")


def the_whole_unit(parts: Parts) -> Reading:
    """The entire year: the one spoken of."""
    unit, _ = unit_of(parts["u"])
    if unit in (Unit.HOUR, Unit.DAY, Unit.WEEKEND) or unit >= Unit.DECADE:
        return None
    return reading(Relative(unit, 0, Base.PREVIOUS), check="the_unit")


def first_months(parts: Parts) -> Reading:
    """For the first nine months, in a report: of the publish date's year."""
    unit, size = unit_of(parts["u"])
    count = number(parts["n"])
    if number(parts["o"]) != 1 or unit is not Unit.MONTH or size != 1 or count is None or not 2 <= count <= 11:
        return None
    return Fields(unit=Unit.YEAR, offset=0, base=Base.DCT, first=1, second=count)


def duration(parts: Parts) -> Reading:
    """Three months; ten years; a few days."""
    (unit, size), count = unit_of(parts["u"]), 1 if parts["n"].kind == "a" else number(parts["n"])
    return Duration(UNIT_ISO[unit].format("X" if count is None else count * size))


def part_named(parts: Parts) -> Reading:
    """The rest of the year; throughout + all week: the period."""
    point = point_of(parts["p"])
    return point and Point(-1, -1, point.meaning, point.rule, point.mod, point.check)
