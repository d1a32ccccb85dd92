"""English rules, first pass: dates told by reference (yesterday, last week, two years ago, the following month)."""

from __future__ import annotations

from typing import Final

from dateline.annotate.timex.en_absolute import is_unit, turn
from dateline.annotate.timex.en_fields import day_number, number, unit_of
from dateline.annotate.timex.en_grammar import Item, Parts, Point, Reading, reading
from dateline.annotate.timex.en_tokens import Token
from dateline.annotate.timex.expression import (
    Base,
    Direction,
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

_BACK: Final = frozenset({"ago", "earlier", "before", "previous"})


def text_of(item: Item | None) -> str:
    """Return a token's text, or nothing."""
    return item.text if isinstance(item, Token) else ""


def day_word(parts: Parts) -> Reading:
    """Today, yesterday, tomorrow."""
    return Relative(Unit.DAY, number(parts["j"]) or 0)


def day_beside(parts: Parts) -> Reading:
    """The day after tomorrow, the day before yesterday; two days after tomorrow."""
    unit, size = unit_of(parts["u"])
    offset, count = number(parts["j"]), number(parts["n"]) if "n" in parts else 1
    if offset is None or count is None or unit not in (Unit.DAY, Unit.WEEK):
        return None
    step = count * size * (7 if unit is Unit.WEEK else 1)
    return Relative(Unit.DAY, offset - step if parts["w"].kind == "before" else offset + step)


def deictic_part(parts: Parts) -> Reading:
    """Last night, this morning, next evening, that afternoon."""
    if parts["k"].kind in ("that", "same"):
        return Relative(Unit.DAY, 0, Base.PREVIOUS)
    return Relative(Unit.DAY, turn(parts["k"]), Base.DCT if turn(parts["k"]) < 1 else Base.PREVIOUS)


def deictic_unit(parts: Parts) -> Reading:
    """Last week, this year, the following month, that quarter, the past year."""
    kind, (unit, size) = parts["k"].kind, unit_of(parts["u"])
    if unit is Unit.HOUR:
        return None
    the = "t" in parts
    if "z" in parts and kind == "this":
        kind = "past"
    if kind in ("that", "same") and unit is Unit.QUARTER:
        return Same(Unit.QUARTER, 0, of=Unit.QUARTER)
    if kind in ("that", "same"):
        return None if unit is Unit.DECADE and kind == "that" else Relative(unit, 0, Base.PREVIOUS)
    if size > 1:
        return Window(unit, size * turn(parts["k"]) or size, calendar=True)
    if kind == "past" and unit in (Unit.YEAR, Unit.MONTH, Unit.DECADE, Unit.CENTURY):
        return Window(unit, -1, rounded=True)
    if kind == "latest":
        return Relative(unit, -1)
    return _turned(unit, parts["z"] if kind == "past" and "z" in parts else parts["k"], the=the)


def over_unit(parts: Parts) -> Reading:
    """Over the next year: the stretch that begins now, not the year after the one spoken of."""
    unit, size = unit_of(parts["u"])
    if unit <= Unit.DAY:
        return None
    start, end = parts["t"].start, parts["u"].end
    return Point(start, end, Window(unit, size, rounded=True), "en.unit.over", check="this_unit")


def _turned(unit: Unit, word: Item, *, the: bool) -> Meaning:
    back = the and word.kind in ("previous", "following", "next")
    base = Base.PREVIOUS if back or (word.kind == "next" and unit is Unit.DAY) else Base.DCT
    if unit is Unit.WEEKEND and base is Base.DCT:
        return Fields(weekend=True, unit=Unit.WEEK, offset=turn(word), base=base)
    return Relative(unit, turn(word), base)


def unit_beside(parts: Parts) -> Reading:
    """The day before, the week after, the year previous: from the date last spoken of."""
    unit, size = unit_of(parts["u"])
    step = -1 if parts["w"].kind in _BACK else 1
    if unit in (Unit.HOUR, Unit.WEEKEND):
        return None
    return Relative(unit, step * size, Base.PREVIOUS, exact=unit is not Unit.DAY)


def unit_beyond(parts: Parts) -> Reading:
    """The week after next; the year before last."""
    unit, size = unit_of(parts["u"])
    step = turn(parts["k"])
    if (step > 0) != (parts["w"].kind == "after"):
        return None
    return Relative(unit, 2 * step * size)


def counted(parts: Parts) -> Reading:
    """Three years ago, a week earlier, two months later, a few days ago, 2 weeks and 2 days ago."""
    (unit, size), way = unit_of(parts["u"]), parts["w"].kind
    way = "ago" if way == "back" else way
    count = 1 if parts["n"].kind in ("a", "every") else number(parts["n"])
    if count is not None and "x" in parts:
        unit, count = _sum((unit, count * size), unit_of(parts["v"]), number(parts["x"]))
        size = 1
    if unit is Unit.HOUR:
        return Relative(unit, 0, Base.DCT if way in ("ago", "hence", "now") else Base.PREVIOUS)
    if count is None:
        return reading(Vague(Direction.PAST if way in _BACK else Direction.FUTURE))
    if count == 1 and unit is Unit.YEAR and way in ("earlier", "ago") and "x" not in parts:
        return Same(Unit.YEAR, -1, Base.PREVIOUS if way == "earlier" else Base.DCT, of=Unit.QUARTER)
    base = Base.DCT if way in ("ago", "hence", "now") else Base.PREVIOUS
    step = -count * size if way in _BACK else count * size
    return reading(Relative(unit, step, base, exact=True), mod="APPROX" if "h" in parts else "")


def half_counted(parts: Parts) -> Reading:
    """Half a year ago; half a century later: in the next smaller unit."""
    (unit, size), way = unit_of(parts["u"]), parts["w"].kind
    if unit not in HALVES or size != 1:
        return None
    smaller, count = HALVES[unit]
    step = -count if way in _BACK else count
    return Relative(smaller, step, Base.DCT if way == "ago" else Base.PREVIOUS, exact=True)


HALVES: Final = {Unit.YEAR: (Unit.MONTH, 6), Unit.DECADE: (Unit.YEAR, 5), Unit.CENTURY: (Unit.YEAR, 50)}


def _sum(first: tuple[Unit, int], second: tuple[Unit, int], count: int | None) -> tuple[Unit, int | None]:
    """Two weeks and two days: in days, or months of a year, whichever is the smaller."""
    small, size = second
    factor = {(Unit.WEEK, Unit.DAY): 7, (Unit.YEAR, Unit.MONTH): 12}.get((first[0], small))
    return (small, None) if factor is None or count is None else (small, first[1] * factor + count * size)


def ahead(parts: Parts) -> Reading:
    """In two weeks; in 5 minutes; only where the clause looks ahead (see the check)."""
    word = parts.get("n") or parts["m"]
    (unit, size), count = unit_of(parts["u"]), 1 if word.kind == "a" else number(word)
    if count is None:
        count = 2 if text_of(word) == "couple" else None
    if count is None:
        return Vague(Direction.FUTURE)
    return Relative(unit, 0 if unit is Unit.HOUR else count * size, Base.DCT, exact=True)


def within(parts: Parts) -> Reading:
    """Within three days: a bound, counted from the publish date."""
    (unit, size), count = unit_of(parts["u"]), number(parts["n"])
    if count is None:
        return None
    return Relative(Unit.HOUR, 0) if unit is Unit.HOUR else Window(unit, count * size, within=True)


_LONGEST_WINDOW: Final = 25
"""Years: "the last three hundred years" are a length of time, not a window that begins in a certain year."""


def window(parts: Parts) -> Reading:
    """The last two weeks, the next three years, the past decade; recent months give no value."""
    (unit, size), step = unit_of(parts["u"]), turn(parts["k"])
    count = number(parts["n"]) if "n" in parts else None
    if step == 0 or count is None:
        return Duration(f"P{'T' if unit is Unit.HOUR else ''}X{unit.name[0]}")
    if unit is Unit.HOUR:
        return Relative(unit, 0) if count < 24 and step else None
    past = parts["k"].kind == "past" and unit in (Unit.YEAR, Unit.DECADE, Unit.CENTURY)
    if {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100}.get(unit, 0) * count > _LONGEST_WINDOW:
        return Duration(f"P{count}{unit.name[0]}")
    return Window(unit, step * count * size, calendar=not past, rounded=past)


def deictic_month(parts: Parts) -> Reading:
    """Last May, next March, this September, that November, the following June; last Oct. 23."""
    month, kind, day = number(parts["m"]), parts["k"].kind, None
    if "d" in parts:
        day = day_number(parts["d"]) if text_of(parts["d"])[0].isdigit() else None
        if day is None:
            return None
    if kind in ("that", "same"):
        return Fields(month=month, day=day, unit=Unit.YEAR, offset=0, base=Base.PREVIOUS)
    if kind == "this" and "z" not in parts:
        return Fields(month=month, day=day, unit=Unit.YEAR, offset=0, base=Base.DCT)
    back = "t" in parts and kind in ("following", "previous", "next")
    step = -1 if kind == "this" else turn(parts["k"])
    return Fields(month=month, day=day, nth=step, base=Base.PREVIOUS if back else Base.DCT)


def deictic_season(parts: Parts) -> Reading:
    """Last summer, this spring, that autumn."""
    kind, code = parts["k"].kind, number(parts["s"])
    if kind in ("that", "same"):
        return Fields(code=code, unit=Unit.YEAR, offset=0, base=Base.PREVIOUS)
    if kind == "this" and "z" not in parts:
        return Fields(code=code, unit=Unit.YEAR, offset=0, base=Base.DCT)
    back = "t" in parts and kind in ("following", "previous", "next")
    return Fields(code=code, nth=-1 if kind == "this" else turn(parts["k"]), base=Base.PREVIOUS if back else Base.DCT)


def weekday(parts: Parts) -> Reading:
    """Friday; on a Monday the 21st the day of the month decides."""
    day = parts["w"]
    if text_of(day) in _PLURAL:
        return Repeat(f"XXXX-WXX-{number(day)}")
    if "d" not in parts:
        return Fields(weekday=number(day))
    number_of = day_number(parts["d"])
    if number_of is None or (not text_of(parts["d"])[0].isdigit() and (parts["d"].kind == "num" or number_of < 13)):
        return None
    if parts["d"].kind == "num" and number_of < 13:
        return None
    return Fields(weekday=number(day), day=number_of)


_PLURAL: Final = frozenset("mondays wednesdays fridays saturdays sundays tuesdays thursdays".split())


def deictic_weekday(parts: Parts) -> Reading:
    """Last and next Friday count calendar weeks, coming Friday is the next one, the following Friday goes on."""
    kind, day = parts["k"].kind, number(parts["w"])
    if kind in ("that", "same"):
        return Fields(weekday=day, base=Base.PREVIOUS)
    if kind in ("following", "next", "previous") and "t" in parts:
        return Fields(weekday=day, nth=turn(parts["k"]), base=Base.PREVIOUS)
    if kind == "following" and "t" not in parts:
        word = parts["w"]  # "following Tuesday's vote": a preposition
        return Point(word.start, word.end, Fields(weekday=day), "en.weekday", check="weekday")
    if kind in ("coming", "past") or "z" in parts:
        step = turn(parts["z"]) if "z" in parts else turn(parts["k"])
        return Fields(weekday=day, nth=step or 1, base=Base.DCT)
    return Fields(weekday=day, unit=Unit.WEEK, offset=turn(parts["k"]), base=Base.DCT)


def weekdays_from_now(parts: Parts) -> Reading:
    """Two Sundays from now; three Thursdays ago."""
    count, step = 1 if parts["n"].kind == "a" else number(parts["n"]), -1 if parts["z"].kind in ("ago", "back") else 1
    return None if count is None else Fields(weekday=number(parts["w"]), nth=step * count, base=Base.DCT)


def week_ago_weekday(parts: Parts) -> Reading:
    """A week ago Tuesday: the Tuesday of last week."""
    (unit, size), count = unit_of(parts["u"]), 1 if parts["n"].kind == "a" else number(parts["n"])
    if unit is not Unit.WEEK or count is None:
        return None
    return Fields(weekday=number(parts["w"]), unit=Unit.WEEK, offset=-count * size, base=Base.DCT)


def same_period(parts: Parts) -> Reading:
    """The same period last year; the comparable period a year ago."""
    return Same(Unit.YEAR, -1, Base.PREVIOUS, of=Unit.MONTH) if is_unit(parts["u"], Unit.YEAR) else None


def same_in_year(parts: Parts) -> Reading:
    """In the same month of 2022."""
    return Same(Unit.YEAR, year=number(parts["y"]))


def year_earlier(parts: Parts) -> Reading:
    """The year-earlier quarter; year-ago results."""
    return Same(Unit.YEAR, -1, Base.PREVIOUS, of=Unit.QUARTER) if is_unit(parts["u"], Unit.YEAR) else None


def that_time(_: Parts) -> Reading:
    """By that time: the date last spoken of."""
    return Same(Unit.YEAR, 0, Base.PREVIOUS)


def last_period(_: Parts) -> Reading:
    """The latest period, in a report: the quarter that ended last."""
    return Relative(Unit.QUARTER, -1)


def year_end(_: Parts) -> Reading:
    """By year-end."""
    return Relative(Unit.YEAR, 0)


def year_end_spaced(parts: Parts) -> Reading:
    """Year's end; around year end."""
    ends = is_unit(parts["u"], Unit.YEAR) and text_of(parts["m"]) == "end"
    return Relative(Unit.YEAR, 0) if ends else None


def repeated(parts: Parts) -> Reading:
    """Every Monday, each year."""
    item = parts["x"]
    if item.kind in ("weekday", "month"):
        return Repeat(f"XXXX-WXX-{number(item)}" if item.kind == "weekday" else f"XXXX-{number(item):02d}")
    return Repeat("XXXX")


def week_number(parts: Parts) -> Reading:
    """Week 31: of the year spoken of or of the publish date."""
    count = number(parts["n"])
    if not is_unit(parts["u"], Unit.WEEK) or count is None or not 1 <= count <= 53:
        return None
    return Fields(week=count, unit=Unit.YEAR, offset=0, base=Base.DCT)


def day_of_month(parts: Parts) -> Reading:
    """The 20th of next month; the 15th day of the month."""
    day, (unit, size) = day_number(parts["d"]), unit_of(parts["u"])
    if day is None or unit is not Unit.MONTH or size > 1 or ("v" in parts and not is_unit(parts["v"], Unit.DAY)):
        return None
    step = turn(parts.get("k"))
    return Fields(day=day, unit=Unit.MONTH, offset=step, base=Base.DCT if "k" in parts else Base.AUTO)


def nth_head(parts: Parts) -> Reading:
    """The third week of …, the first Monday of …: waits for the period it is part of."""
    index = -1 if parts["o"].kind in ("last", "final", "past") else number(parts["o"])
    if index is None:
        return None
    if "x" in parts:
        index = -index
    word, count = parts["u"], number(parts.get("n")) or 1
    if word.kind == "units" and "n" not in parts:
        return None  # the first days of May are no first day
    inner: Meaning | None
    if word.kind == "weekday":
        inner = Fields(weekday=number(word), week=index)
    elif word.kind == "half":
        inner = Fields(code=40 if index == 1 else 41) if index in (1, 2, -1) else None
    else:
        unit, size = unit_of(word)
        if unit is Unit.HOUR:
            return None
        inner = Part(Vague(), unit, -count if index < 0 and count > 1 else index, count * size)
    return inner and Point(-1, -1, inner, "en.nth-of", kind="head")


def nth_weekday_head(parts: Parts) -> Reading:
    """The Monday after …, the third Tuesday after …: waits for the date it follows."""
    count = number(parts["n"]) if "n" in parts and parts["n"].kind == "ord" else 1
    sign = -1 if parts["z"].kind == "before" else 1
    if not count:
        return None
    return Point(-1, -1, Shift(Vague(), Unit.DAY, sign * count, number(parts["w"])), "en.nth-of", kind="head")


def week_of_year(parts: Parts) -> Reading:
    """Week 3 of 2027."""
    count = number(parts["n"])
    if not is_unit(parts["u"], Unit.WEEK) or count is None or not 1 <= count <= 53:
        return None
    return Fields(year=number(parts["y"]), week=count)


def nth_head_day(parts: Parts) -> Reading:
    """The last day in May; the first week in October."""
    week = is_unit(parts["u"], Unit.WEEK) and parts["o"].kind == "ord"
    return nth_head(parts) if week or is_unit(parts["u"], Unit.DAY) else None


def modified_unit(parts: Parts) -> Reading:
    """The end of the month; later in the day; earlier in the year; end of week."""
    unit, _ = unit_of(parts["u"])
    if unit is Unit.HOUR:
        return None
    word = text_of(parts["m"])
    day = unit is Unit.DAY
    base = Base.PREVIOUS if day or unit is Unit.QUARTER else Base.AUTO
    mod = "" if day and word in ("earlier", "later", "end", "start", "beginning") else str(parts["m"].value)  # type: ignore[union-attr]
    if parts["m"].kind in ("earlier", "later"):
        mod = "" if day else "START" if parts["m"].kind == "earlier" else "END"
    return reading(Relative(unit, 0, base), mod=mod, check="end_of_unit")


def nth_day(parts: Parts) -> Reading:
    """On the 12th: of the month spoken of."""
    if not text_of(parts["d"])[:1].isdigit():
        return None
    day = day_number(parts["d"])
    return None if day is None else Fields(day=day)



