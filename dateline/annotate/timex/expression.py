"""What a language module finds: expressions that are read but not yet resolved.

A language module knows words; it knows neither the publish date nor the other expressions of the
document. It says *what the text says* ("the November of the year spoken of", "Wednesday of last
week", "a range whose left end lacks its year") and the resolver, which is the same for all languages,
works out the dates. Meanings are frozen and hashable, so a module can cache them by surface.

==========================  ==========================  ==================================================
zh                          en                          meaning
==========================  ==========================  ==================================================
2024年11月28日              28 November 2024            Fields(year=2024, month=11, day=28)
11月28日                    Nov. 28                     Fields(month=11, day=28)
28日                        the 28th                    Fields(day=28)
去年夏天                    last year's summer          Fields(unit=YEAR, offset=-1, code=22)
当年11月                    that November               Fields(unit=YEAR, offset=0, base=PREVIOUS, month=11)
上周三                      Wednesday of last week      Fields(unit=WEEK, offset=-1, weekday=3)
周三                        Wednesday                   Fields(weekday=3)
                            last March / next Friday    Fields(month=3, nth=-1) / Fields(weekday=5, nth=1)
昨天 / 次日                 yesterday / the next day    Relative(DAY, -1) / Relative(DAY, 1, PREVIOUS)
三年前 / 两周后             three years ago / two       Relative(YEAR, -3) / Relative(WEEK, 2, PREVIOUS,
                            weeks later                 exact=True)
过去一年 / 未来三年         the past year / the next    Window(YEAR, -1) / Window(YEAR, 3)
                            three years
11月28日至30日              28-30 November              Between(Fields(month=11, day=28), Fields(day=30))
自2022年以来 / 周五之前     since 2022 / by Friday      Open(Fields(year=2022), AFTER) / Open(…, BEFORE)
上世纪90年代                the 1990s                   Decade(90, century=19) / Decade(1990)
19世纪                      the 19th century            Century(18)
国庆 / 去年春节             Thanksgiving / …            Fields(holiday="national-day-cn") / …
2024财年                    fiscal 2024                 Fiscal(2024)
去年同期                    the same period last year   Same(YEAR, -1)
近日                        recently                    Vague(PAST)
==========================  ==========================  ==================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import NamedTuple

from dateline.model.value import value


class Unit(IntEnum):
    """Units of time from small to large; ``WEEKEND`` counts whole weekends, ``HOUR`` anything below a day."""

    HOUR = 0
    DAY = 1
    WEEKEND = 2
    WEEK = 3
    MONTH = 4
    QUARTER = 5
    SEASON = 6
    HALF = 7
    YEAR = 8
    DECADE = 9
    CENTURY = 10


class Base(Enum):
    """What an expression is counted from.

    ``DCT``: the publish date, or the speaker's day inside a quotation (today, 去年). ``PREVIOUS``: the
    date spoken of before (当年, the following week); the publish date when there is none.
    ``AUTO``: the resolver chooses by context (a bare month, a bare day, 三天后).
    """

    DCT = "DCT"
    PREVIOUS = "previous"
    AUTO = "auto"


class Direction(Enum):
    """Which way from the base an expression looks, as its clause tells (tense, 将, 计划, will)."""

    PAST = -1
    NONE = 0
    FUTURE = 1
    NEAREST = 2
    """A date that stands alone (a heading, a table cell): the occurrence closest to the base."""


class Side(Enum):
    """The side on which an interval is open."""

    BEFORE = "before"
    """Open on the left: until, by, before, 截至, 之前: ``../x``."""
    AFTER = "after"
    """Open on the right: since, from, after, 以来, 起: ``x/..``."""


@value
class Fields:
    """Calendar fields; whatever larger unit is missing comes from the context.

    ``unit``/``offset``/``base`` give the larger unit by reference instead of by number: with
    ``unit=YEAR, offset=-1`` the year before the base's, with ``unit=MONTH, offset=0`` the base's month
    (then only ``day`` or ``week`` is given), with ``unit=WEEK`` the base's week (then ``weekday``). ``unit`` None
    and no ``year`` leaves the larger unit to the context, where ``base`` still chooses between
    publish date and earlier mention.

    ``short``: the year was written with two digits (98年, '98) and ``year`` is 0-99. ``code`` is an EDTF
    season, quarter or half (21-24, 33-36, 40-41). ``weekday`` counts from Monday = 1; ``weekend`` is the Saturday and
    Sunday. ``week`` is the n-th week (-1 the last) of ``month``, or of the year when there is no
    month; with ``weekday`` and ``month`` it is the n-th such weekday of that month (first Monday of
    September). ``holiday`` is a key of :mod:`dateline.annotate.timex.holidays`. ``lunar``: month and
    day are of the Chinese lunar calendar (``leap``: of the leap month). ``nth`` -1 takes the last
    occurrence strictly before the base, 1 the next one after it ("last March", "next Friday"); of a
    weekday also -2, 2 and so on.
    ``first``/``second`` bound part of a period: the days first..second of the month, or the months
    first..second of the year.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    code: int | None = None
    weekday: int | None = None
    weekend: bool = False
    week: int | None = None
    holiday: str = ""
    unit: Unit | None = None
    offset: int = 0
    base: Base = Base.AUTO
    short: bool = False
    lunar: bool = False
    leap: bool = False
    nth: int = 0
    first: int | None = None
    second: int | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """The base moved by ``count`` units, known to the unit: yesterday is a day, three years ago a year.

    ``count`` None is a vague number (几天前, some weeks later): it gives no calendar value of its own,
    only, against an earlier mention, an open bound. ``exact`` False names a calendar unit (last
    month, 次年); True counts a distance (two weeks later): below a year it is known to the unit as well.
    """

    unit: Unit
    count: int | None
    base: Base = Base.DCT
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of ``count`` units that ends (negative) or starts (positive) at the base.

    ``within``: only a bound for something inside it (within three days, 三年内); ``unit`` and ``count``
    as written. ``calendar``: whole calendar units beside the base's own (the last two weeks as weeks), not
    counted from the day.
    """

    unit: Unit
    count: int
    base: Base = Base.DCT
    within: bool = False
    calendar: bool = False
    rounded: bool = False
    """Both ends known to the next smaller unit only: the past year from month to month, the past decade by years."""


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years: ``start`` is 1990, or 90 with the century missing (``century`` 19 gives it: 上世纪 → offset -1).

    ``century_offset`` counts centuries from the base's own when the text says "last century".
    """

    start: int
    century: int | None = None
    century_offset: int | None = None


@dataclass(frozen=True, slots=True)
class Century:
    """A hundred years by their first two digits: the 19th century is 18; or by reference (``offset``)."""

    digits: int | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Fiscal:
    """A fiscal year, quarter or half (1-4; halves 1-2): kept as fiscal, never turned into calendar dates.

    ``year`` None with ``offset`` is relative to the base (上一财年, last fiscal year).
    """

    year: int | None = None
    quarter: int | None = None
    half: int | None = None
    offset: int | None = None
    end_year: int | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """The period last spoken of, in another year: 去年同期 is (YEAR, -1), "the same period of 2022" has ``year``.

    ``base`` DCT counts the year from the publish date (去年同期), PREVIOUS from the period itself (上年同期).

    ``of`` asks for a period of that unit (or longer than a day, for MONTH) that the text speaks of, not one it
    only compares with, and moves that: "a year earlier" after "third-quarter profit" is the third quarter
    before. Where there is none it is the unit itself, counted from ``base``.
    """

    unit: Unit = Unit.YEAR
    offset: int = 0
    base: Base = Base.DCT
    year: int | None = None
    of: Unit | None = None
    known: Unit = Unit.CENTURY
    """How finely the period must be known: 去年同日 needs a day, 去年同月 a month."""


@dataclass(frozen=True, slots=True)
class Vague:
    """A time without a calendar value: 近日, recently, now."""

    direction: Direction = Direction.NONE


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time that hangs on nothing: ISO 8601 (``P3M``, ``PXD`` when the number is vague)."""

    iso: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A set of times: every Monday, 每年: ISO 8601 with X for what varies."""

    iso: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day on its own (下午3点): its date, if any, is the day last spoken of.

    ``value`` is ISO (``T15:00``, ``T15``, ``TAF``). A time that comes with its date is no Clock: the
    expression's meaning is the date alone and its span covers both. ``dated``: the text makes it
    plain that the day just spoken of is meant, so the resolver gives that day.
    """

    value: str
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """A range; either end takes what it lacks from the other (11月28日至30日, between May and July 2024)."""

    first: Meaning
    last: Meaning


@dataclass(frozen=True, slots=True)
class Open:
    """An interval open on one side of ``of``."""

    of: Meaning
    side: Side


@dataclass(frozen=True, slots=True)
class Shift:
    """``of`` moved by ``count`` units: three days after Easter, the week before the election day of 3 May.

    With ``weekday`` (Monday = 1) it is the count-th such weekday after ``of`` (before it when negative).
    """

    of: Meaning
    unit: Unit
    count: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Units cut out of ``of``: the last day of May (DAY, -1), the week of 6 October (WEEK, 0: the one that holds it).

    ``count`` of them from the ``index``-th on: the first ten days of last year is (DAY, 1, 10).
    """

    of: Meaning
    unit: Unit
    index: int
    count: int = 1


Meaning = (
    Fields | Relative | Window | Decade | Century | Fiscal | Same | Vague | Duration | Repeat | Clock | Between | Open
    | Shift | Part
)


class Expression(NamedTuple):
    """One expression in the text: its span, what it says, and the rule that read it.

    ``mod`` is a TIMEX3 modifier (START, MID, END, APPROX; BEFORE and AFTER come with Open and need
    not be repeated). ``linked`` marks a member of a list that continues the one before it (11月28日、30日): what
    it lacks comes from that one. Where a later member completes an earlier one (May and June 2024)
    the language module copies the fields itself. ``direction`` may be left NONE: the resolver then asks
    the language module only when it matters.
    """

    start: int
    end: int
    meaning: Meaning
    rule: str
    mod: str = ""
    direction: Direction = Direction.NONE
    linked: bool = False
