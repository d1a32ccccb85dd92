"""Read a date that lacks its year, its month or its week as a careful reader would.

Two sources: the date last spoken of in the same block, if the text itself told its year (2018年…9月: 2018-09);
otherwise the publish date. Against the publish date a bare date is the latest one that is not
after it, allowing a little ahead; where the clause looks forward (将, will) it is the next one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from dateline.annotate.timex.arithmetic import Period, add_days, weekday_of
from dateline.annotate.timex.complete import in_month, in_week, in_year
from dateline.annotate.timex.context import Antecedent, Context
from dateline.annotate.timex.expression import Base, Direction, Fields, Unit
from dateline.annotate.timex.outcome import DCT, PREVIOUS, UNKNOWN, Outcome
from dateline.model.dates import Day, PartialDate

AHEAD_DAYS: Final = 7
"""How far ahead of the publish date an unmarked day may lie before it is taken for last year's."""
AHEAD_MONTHS: Final = 45
"""The same, in days, for the start of an unmarked month, season or quarter."""
NEWS_DAYS: Final = 45
"""A date no longer ago than this is news of the article itself, whatever story was told before."""
REPORTED_DAYS: Final = 75
"""How long after its end a quarter is still reported on: "expects third-quarter profit" in October is of this year."""
_YEARS_BACK: Final = 8
"""29 February recurs within eight years, also over 1900 and 2100."""


def missing_year(
    fields: Fields, context: Context, direction: Direction, ahead: int | None = None, turn: int = 7, *,
    near: bool = False,
) -> Outcome:
    """Complete fields that have a month, season, quarter, half or holiday but no year.

    ``ahead`` is how many days ahead of the publish date an unmarked date may lie in this language, ``turn`` how many
    months a date must lie before the one last told to be taken for the year after; with ``near`` a sign of the tense is
    overruled where the other reading is so much closer that a writer who meant it would have named the year.
    """
    story = context.last() if fields.base is Base.PREVIOUS else context.in_block()
    if story is None and ahead is not None and fields.base is Base.AUTO and fields.month is not None:
        story = _carried_on(fields, context, direction)
    if story is None and fields.base is Base.AUTO:
        story = context.section
    if story is not None and fields.nth == 0 and _continues(story, fields, context, direction):
        date = _story_date(story, fields, context, turn)
        if date is not None:
            return Outcome(date, PREVIOUS, story, story.told)
    if story is not None and fields.nth and fields.base is Base.PREVIOUS:
        return Outcome(_by_now(fields, story.period, direction, ahead), PREVIOUS, story, story.told)
    if context.now is None:
        return UNKNOWN
    if direction is Direction.FUTURE and (planned := _planned_then(fields, context)) is not None:
        return planned
    date = _by_now(fields, context.now, direction, ahead)
    if near and fields.nth == 0 and context.now.unit <= Unit.DAY:
        date = _much_closer(fields, context.now, date, direction)
    return Outcome(date, DCT, told=False)


def _much_closer(fields: Fields, now: Period, date: PartialDate | None, direction: Direction) -> PartialDate | None:
    """Prefer a day just past to one almost a year ahead, and one soon to come to one almost a year ago.

    A past verb decides: "took effect Jan. 1" in November.
    """
    if date is None or (fields.day is None and not fields.holiday):
        return date
    away = (dt.date(*date.earliest) - dt.date(*now.first)).days
    if abs(away) <= _FAR or (away < 0 and direction is Direction.PAST):
        return date
    return in_year(date.earliest[0] - (1 if away > 0 else -1), fields) or date


_FAR: Final = 325
"""Days: a writer who means such a day names its year."""


def _planned_then(fields: Fields, context: Context) -> Outcome | None:
    """A plan told in the past looks ahead from there: 今年1月宣布，4月将投产 is this year's April, also in November."""
    story, now = context.in_block(), context.now
    if story is None or now is None or fields.base is Base.DCT or fields.month is None or fields.nth:
        return None
    date = in_year(now.first[0], fields)
    if story.period.first[0] != now.first[0] or date is None or not story.period.first < date.earliest < now.first:
        return None
    following = in_year(now.first[0] + 1, fields)
    far = following is not None and _distance(following.earliest, now.first) > _NAMED_YEAR
    return Outcome(date, PREVIOUS, story, told=False) if far and date.latest < now.first else None


_NAMED_YEAR: Final = 120
"""Days ahead from which on a writer says "next year"."""


def _carried_on(fields: Fields, context: Context, direction: Direction) -> Antecedent | None:
    """Return the story of the block before, if a new block may go on with it.

    It told its dates to the month, this month does not come before them, and read against the
    publish date it would not be news: an article on 1937 goes on in 1937, but "on 26 November" in
    one published on the 28th is that week's.
    """
    story = context.last()
    if story is None or story.block < context.block - 1 or story.period.unit > Unit.MONTH or story.aside:
        return None
    if (fields.month or 0) < story.period.first[1]:
        return None
    fresh = None if context.now is None else _by_now(fields, context.now, direction, None)
    if fresh is None or context.now is None:
        return story
    return story if abs(_distance(fresh.earliest, last_of(context.now))) > NEWS_DAYS else None


def _continues(story: Antecedent, fields: Fields, context: Context, direction: Direction) -> bool:
    if fields.base is Base.PREVIOUS or context.now is None:
        return True
    if fields.base is Base.DCT or not story.told:
        return False
    if story.period.first > context.now.first and not context.same_sentence(story, context.position):
        return False
    ahead = story.period.first[0] - context.now.first[0]
    if ahead > 0 and direction is Direction.NONE and (date := in_year(story.period.first[0], fields)) is not None:
        return date.earliest >= story.period.first  # 说要到2025年秋天；到6月3日，他改口: back in the present
    return ahead != 0 and direction is not Direction.FUTURE and not (ahead > 0 and direction is Direction.PAST)


def _story_date(story: Antecedent, fields: Fields, context: Context, turn: int) -> PartialDate | None:
    """Take the story's year; a month far before the one last told belongs to the year after, if that has come."""
    year, month, _ = story.period.first
    date = in_year(year, fields)
    early = fields.month if not fields.holiday else date and date.earliest[1]
    if story.late and story.period.unit is Unit.YEAR and early and early <= _EARLY_MONTHS:
        after = in_year(year + 1, fields)
        return after if after and (context.now is None or after.earliest <= last_of(context.now)) else date
    if date is None or story.period.unit > Unit.MONTH or fields.base is Base.PREVIOUS:
        return date
    if month - date.earliest[1] >= turn:
        following = in_year(year + 1, fields)
        if following is not None and (context.now is None or following.earliest <= last_of(context.now)):
            return following
    return date


_EARLY_MONTHS: Final = 6
"""At the end of 2023 …, in March …: a month or holiday of the first half is of the year after."""


def _by_now(fields: Fields, now: Period, direction: Direction, ahead: int | None) -> PartialDate | None:
    if now.unit >= Unit.YEAR:
        return in_year(now.first[0], fields) if now.unit is Unit.YEAR else None
    year, today = now.first[0], last_of(now)
    if fields.nth < 0:
        return _latest(fields, year, add_days(now.first, -1), ended=True)
    if fields.nth > 0:
        return _next(fields, year, add_days(today, 1), begun=False)
    if fields.weekday is not None and (dated := _by_weekday(fields, year)) is not None:
        return dated
    if direction is Direction.FUTURE:
        late = REPORTED_DAYS if fields.code is not None and 33 <= fields.code <= 36 else 0
        return _next(fields, year, add_days(now.first, -late), begun=True)
    if direction is Direction.NEAREST:
        return _nearest(fields, year, today)
    days = fields.day or fields.holiday or ahead is not None
    past = direction is Direction.PAST and not fields.holiday  # "prayed as Easter week began", days before Easter
    near = 0 if past else AHEAD_DAYS if days else AHEAD_MONTHS
    if ahead is not None and direction is not Direction.PAST:
        this_year, limit = in_year(year, fields), add_days(today, ahead)
        if this_year is not None and limit is not None and today < this_year.earliest <= limit:
            return this_year
    return _latest(fields, year, add_days(today, near), ended=False)


def _by_weekday(fields: Fields, year: int) -> PartialDate | None:
    """The one year of last, this and next in which the day falls on the weekday that stands with it."""
    dates = [in_year(candidate, fields) for candidate in (year - 1, year, year + 1)]
    fitting = [date for date in dates if date is not None and weekday_of(date.earliest) == fields.weekday]
    return fitting[0] if len(fitting) == 1 else None


def _nearest(fields: Fields, year: int, today: Day) -> PartialDate | None:
    """This year's, unless another is closer and this year's more than half a year away."""
    dates = [date for candidate in (year, year + 1, year - 1) if (date := in_year(candidate, fields)) is not None]
    if not dates:
        return _latest(fields, year, today, ended=False)
    closest = min(dates, key=lambda date: _distance(date.earliest, today))
    return dates[0] if _distance(dates[0].earliest, today) <= _HALF_A_YEAR else closest


def _distance(day: Day, today: Day) -> int:
    return abs((dt.date(*day) - dt.date(*today)).days)


_HALF_A_YEAR: Final = 183


def _latest(fields: Fields, year: int, limit: Day | None, *, ended: bool) -> PartialDate | None:
    """The latest such date that has begun (or ended) by the limit."""
    for candidate in range(year + 1, max(year - _YEARS_BACK, 0) - 1, -1):
        date = in_year(candidate, fields)
        if date is not None and limit is not None and (date.latest if ended else date.earliest) <= limit:
            return date
    return None


def _next(fields: Fields, year: int, limit: Day | None, *, begun: bool) -> PartialDate | None:
    """The first such date that ends (or, if it may not have begun, starts) on or after the limit."""
    for candidate in range(max(year - 1, 1), min(year + _YEARS_BACK, 9999) + 1):
        date = in_year(candidate, fields)
        if date is not None and limit is not None and (date.latest if begun else date.earliest) >= limit:
            return date
    return None


def missing_month(fields: Fields, context: Context, direction: Direction, start: int) -> Outcome:
    """Complete fields that have only a day (28日, the 28th) or only a part of a month (上旬)."""
    story = context.last(Unit.MONTH)
    if story is not None and fields.base is Base.AUTO and not context.same_sentence(story, start):
        story = None if context.left_behind(story) or context.only_named(story) else story
    if story is not None and fields.base is not Base.DCT:
        if context.same_sentence(story, start):
            fields = replace(fields, base=Base.PREVIOUS)
        date = _story_day(story, fields, context, direction)
        if date is not None:
            return Outcome(date, PREVIOUS, story, story.told)
    if context.now is None or context.now.unit > Unit.MONTH:
        return UNKNOWN
    return Outcome(_day_by_now(fields, context.now, direction), DCT, told=False)


def _story_day(story: Antecedent, fields: Fields, context: Context, direction: Direction) -> PartialDate | None:
    year, month, day = story.period.first
    date = in_month(year, month, fields)
    if fields.base is Base.PREVIOUS or context.now is None:
        return date
    today = last_of(context.now)
    if direction is Direction.FUTURE and date is not None and date.latest < today:
        return None
    if (year, month) == today[:2] or (date and date.earliest > today and direction is not Direction.FUTURE):
        return None
    if date is None or day - date.earliest[2] < _MONTH_TURNS or story.period.unit > Unit.DAY:
        return date
    following = in_month(*_month_after((year, month, 1), 1), fields)
    return following if following is not None and following.earliest <= today else date


_MONTH_TURNS: Final = 20
"""A day so much smaller than the one told before belongs to the next month (9月29日…2日)."""


def _day_by_now(fields: Fields, now: Period, direction: Direction) -> PartialDate | None:
    today = last_of(now)
    if direction is Direction.NEAREST:
        near = [date for step in (0, 1, -1) if (date := in_month(*_month_after(today, step), fields)) is not None]
        return min(near, key=lambda date: _distance(date.earliest, today), default=None)
    steps: Iterable[int] = range(4) if direction is Direction.FUTURE else range(0, -4, -1)
    ahead = add_days(today, 0 if direction is Direction.PAST else 1) or today
    for step in steps:
        date = in_month(*_month_after(today, step), fields)
        if date is None:
            continue
        if direction is Direction.FUTURE and date.latest >= now.first:
            return date
        if direction is not Direction.FUTURE and date.earliest <= ahead:
            return date
    return None


def _month_after(day: Day, step: int) -> tuple[int, int]:
    year, month = divmod(day[0] * 12 + day[1] - 1 + step, 12)
    return year, month + 1


_STEPS: Final = {Direction.FUTURE: (0, 1, 2, -1), Direction.PAST: (0, -1, -2, 1)}
"""The months tried first for a day with its weekday, by the clause's direction."""


def weekday_and_day(fields: Fields, context: Context, direction: Direction) -> Outcome:
    """Find the month in which the day falls on the weekday (Friday the 26th): the closest that fits."""
    if context.now is None or context.now.unit > Unit.DAY:
        return UNKNOWN
    today = context.now.first
    steps = _STEPS.get(direction, (0, 1, -1, 2, -2))
    far = range(3, 13) if direction is not Direction.PAST else range(-3, -13, -1)
    for step in (*steps, *far, *(-each for each in far)):
        found = in_month(*_month_after(today, step), replace(fields, weekday=None))
        if found is not None and weekday_of(found.earliest) == fields.weekday:
            return Outcome(found, DCT, told=False)
    return UNKNOWN


def missing_week(fields: Fields, context: Context, direction: Direction, start: int) -> Outcome:
    """Complete a weekday or weekend on its own: the latest, or in a clause that looks forward the next.

    Beside a day of its own sentence that falls on it, it is that day (19日…在周末).
    """
    story = context.last(Unit.WEEK) if fields.base is Base.PREVIOUS else _named(fields, context, start)
    base = story.period if story is not None else context.now
    if base is None or base.unit > Unit.WEEK:
        return UNKNOWN
    if story is not None and base.unit is Unit.WEEK:
        return Outcome(in_week(base, fields), PREVIOUS, story, story.told)
    step = _weekday_step(fields, weekday_of(base.first), Direction.FUTURE if story else direction)
    day = add_days(base.first, step)
    if day is None:
        return UNKNOWN
    date = Period(Unit.WEEKEND if fields.weekend else Unit.DAY, day).date
    return Outcome(date, PREVIOUS if story else DCT, story, told=story.told if story else False)


def _named(fields: Fields, context: Context, start: int) -> Antecedent | None:
    """Return the day just told in this sentence, if it falls on the weekday or weekend named."""
    story = context.trail[-1] if context.trail else None
    if story is None or story.period.unit is not Unit.DAY or fields.nth or fields.base is Base.DCT:
        return None
    found = weekday_of(story.period.first)
    fits = found >= 6 if fields.weekend else found == fields.weekday
    return story if fits and context.same_sentence(story, start) else None


def _weekday_step(fields: Fields, today: int, direction: Direction) -> int:
    """Days from the base to the weekday meant; a weekend that is running counts as the one meant."""
    wanted = fields.weekday or 6
    if fields.nth < 0:
        return -((today - wanted - 1) % 7 + 1) + 7 * (fields.nth + 1)
    if fields.nth > 0:
        return (wanted - today - 1) % 7 + 1 + 7 * (fields.nth - 1)
    if fields.weekend and today == 7:
        return -1
    return (wanted - today) % 7 if direction is Direction.FUTURE else -((today - wanted) % 7)


def last_of(period: Period) -> Day:
    """Return the last day of a period."""
    return period.date.latest


def full_year(short: int, now: Period | None) -> int | None:
    """Give a two-digit year its century: the latest that is not more than ten years after the publish date."""
    if now is None:
        return 1900 + short if short >= _PIVOT else 2000 + short
    limit = now.first[0] + 10
    return limit - (limit - short) % 100


_PIVOT: Final = 50


def era_year(start: int, century: int | None, now: Period | None) -> int | None:
    """Give a two-digit decade its century: the latest that has begun by the publish date."""
    if start >= 100:
        return start
    if century is not None:
        return century * 100 + start if century >= 0 else None
    if now is None:
        return 1900 + start
    year = now.first[0] - (now.first[0] - start) % 100
    return year if year >= 0 else None
