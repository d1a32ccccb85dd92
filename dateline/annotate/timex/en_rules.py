"""The English rule table: patterns over token classes, what they build, and an example of each.

A pattern is read by :mod:`dateline.annotate.timex.en_grammar`; the classes are those of :mod:`.en_tokens`, a word in
capitals is a macro. The last string of a row is an example that the rule reads: a test reads them all. To add a rule
add a row, and cases beside it in ``tests/cases/timex/en-*.md``: some that it must read and some that it must leave.
"""

from __future__ import annotations

from typing import Final

from dateline.annotate.timex.en_absolute import (
    bare_month,
    bare_season,
    century,
    clock,
    cycode,
    decade,
    fiscal_quarter,
    fiscal_relative,
    fiscal_year,
    half_code,
    holiday,
    holiday_weekend,
    month_day,
    month_day_list,
    month_days,
    month_year,
    named_year,
    numeric,
    quarter,
    quarter_code,
    quarters_listed,
    season_year,
    short_year,
    year,
    years_to,
)
from dateline.annotate.timex.en_compose import (
    approximate,
    between,
    clocks,
    duration,
    first_months,
    for_from,
    half_of,
    holiday_week,
    leftover_beside,
    listed,
    modified,
    nth_of,
    part_named,
    same_day,
    shifted,
    the_unit,
    the_whole_unit,
    week_of,
    with_clock,
    with_clock_beside,
    within_point,
    year_before_part,
)
from dateline.annotate.timex.en_edges import ago_today, edge_units, eve_of, half_duration
from dateline.annotate.timex.en_grammar import Rule
from dateline.annotate.timex.en_relative import (
    ahead,
    counted,
    day_beside,
    day_of_month,
    day_word,
    deictic_month,
    deictic_part,
    deictic_season,
    deictic_unit,
    deictic_weekday,
    half_counted,
    last_period,
    modified_unit,
    nth_day,
    nth_head,
    nth_head_day,
    nth_weekday_head,
    over_unit,
    repeated,
    same_in_year,
    same_period,
    that_time,
    unit_beside,
    unit_beyond,
    week_ago_weekday,
    week_number,
    week_of_year,
    weekday,
    weekdays_from_now,
    window,
    within,
    year_earlier,
    year_end,
    year_end_spaced,
)

ABSOLUTE: Final[tuple[Rule, ...]] = (
    Rule(
        "en.month-day",
        "WEEKDAY {m=month} (dash|slash)? {t=the}? {d=ord|num} (comma? (of|in|dash|slash|paren)? "
        "{y=year|short|num} {e=ad|bc}?)?",
        month_day, "Thursday, Nov. 28, 2024",
    ),
    Rule(
        "en.month-day.year-first", "{y=year} (dash|slash)? {m=month} (dash|slash)? {d=ord|num}",
        month_day, "2024 November 28",
    ),
    Rule("en.month-day.year-inside", "{m=month} dash {y=year} dash {d=num}", month_day, "Nov-2024-28"),
    Rule(
        "en.day-month",
        "WEEKDAY {d=ord|num} {u=unit}? (of|dash|slash)? {m=month} ((comma|of|dash|slash)* {y=year|short|num} "
        "{e=ad|bc}?)?",
        month_day, "the 28th of November 2024",
    ),
    Rule(
        "en.month-days",
        "(from)? the? {m=month} the? {d=ord|num} (dash|to) the? {f=ord|num} (comma? (of|in)? {y=year|short})?",
        month_days, "Nov. 28-30, 2024",
    ),
    Rule(
        "en.month-days.between",
        "between {m=month} the? {d=ord|num} and the? {f=ord|num} (comma? (of|in)? {y=year|short})?",
        month_days, "between May 9 and 17",
    ),
    Rule(
        "en.days-month",
        "from? the? {d=ord|num} (dash|to) the? {f=ord|num} of? {m=month} ((comma|of)? {y=year|short})?",
        month_days, "from 28 to 30 November",
    ),
    Rule(
        "en.days-month.between",
        "between the? {d=ord|num} and the? {f=ord|num} of? {m=month} ((comma|of)? {y=year|short})?",
        month_days, "between the 9th and 17th of May",
    ),
    Rule(
        "en.month-day-list", "{m=month} {d=ord|num} (comma {f=ord|num})? comma? and {g=ord|num} (comma {y=year})?",
        month_day_list, "May 5, 6 and 7, 2024",
    ),
    Rule(
        "en.day-month-list", "the? {d=ord|num} (comma {f=ord|num})? and the? {g=ord|num} of? {m=month} ({y=year})?",
        month_day_list, "5 and 6 May 2024",
    ),
    Rule("en.month-year", "the? {m=month} (comma|of|in|dash|slash)? {y=year|short}", month_year, "November 2024"),
    Rule("en.month-of-year", "the? {m=month} of {y=num}", month_year, "April of 87"),
    Rule("en.month", "the? {m=month}", bare_month, "November", check="bare_month"),
    Rule("en.year-named", "the? calendar? unit {y=year}", named_year, "the year 2024"),
    Rule("en.year", "the? {y=year}", year, "2024", check="bare_year"),
    Rule("en.year-era", "{y=year|num} {e=bc|ad}", year, "567 BC"),
    Rule("en.year-short", "{y=short}", short_year, "'98", check="short_year"),
    Rule("en.years", "the? {y=year} dash {n=num}", years_to, "2023-24", check="double_year"),
    Rule("en.years.named", "the? calendar? unit {y=year} dash {n=num}", years_to, "school year 2023-24"),
    Rule(
        "en.quarters", "the? {o=ord} and the? {n=ord} {u=unit|units} (of the? {y=year})?",
        quarters_listed, "the second and fourth quarters of 2023",
    ),
    Rule("en.numeric", "(weekday comma? (the)?)? {x=date} (comma {y=year})?", numeric, "2024-11-28", check="numeric"),
    Rule("en.decade", "(the|a)? {x=decade}", decade, "the 1990s"),
    Rule("en.century", "(the|a)? {o=ord} dash? {u=unit} {e=bc}?", century, "the 19th century"),
    Rule("en.quarter", "the? {o=ord} dash? {u=unit}", quarter, "the third quarter", check="quarter"),
    Rule("en.quarter-final", "the? final dash? {u=unit}", quarter, "the final quarter", check="quarter"),
    Rule("en.quarter-code", "{q=qcode} (of|comma|dash)? {y=year|short}", quarter_code, "Q3 2024"),
    Rule("en.quarter-code.year-first", "{y=year} (comma|dash|slash)? {q=qcode}", quarter_code, "2024 Q3"),
    Rule("en.quarter-code.bare", "{q=qcode}", quarter_code, "Q3"),
    Rule("en.half-code", "{h=hcode} (of|comma|dash)? {y=year|short}", half_code, "H1 2024"),
    Rule("en.half-code.year-first", "{y=year} (dash|slash)? {h=hcode}", half_code, "2024-H1"),
    Rule(
        "en.season-year", "the? {s=season} (of|comma|dash)? {y=year|short} (dash num)?",
        season_year, "the summer of 2023",
    ),
    Rule("en.season-year.first", "the? {y=year} {s=season}", season_year, "2023 summer"),
    Rule("en.season", "the? {s=season}", bare_season, "the summer", check="season"),
    Rule(
        "en.holiday", "{t=the}? {k=last|past|this|previous|next|coming|following}? past? {h=holiday|fixed} "
        "((comma|of|in)? {y=year|short})?",
        holiday, "last Thanksgiving",
    ),
    Rule("en.holiday-weekend", "the? {h=holiday|fixed} {u=unit} {y=year}", holiday_weekend, "Halloween weekend 2021"),
    Rule("en.fiscal-year", "the? fiscal unit? {y=year|short|num} (dash {n=num})?", fiscal_year, "fiscal year 2024"),
    Rule("en.fiscal-code", "{q=qcode}? {f=fycode}", fiscal_year, "FY24"),
    Rule("en.fiscal-years", "the? {y=year} (dash {n=num})? fiscal unit", fiscal_year, "the 2024 fiscal year"),
    Rule("en.fiscal-quarter", "the? fiscal dash? {o=ord} dash? {u=unit}", fiscal_quarter, "the fiscal third quarter"),
    Rule(
        "en.fiscal-relative", "the? {k=last|past|previous|this|next|coming|following|same} fiscal {u=unit}",
        fiscal_relative, "the current fiscal year",
    ),
    Rule("en.calendar-year", "{y=cycode}", cycode, "CY2023"),
    Rule("en.clock", "{c=clock}", clock, "5 p.m."),
)
"""Dates that name their parts: the forms of the AP Stylebook, of British papers and of ISO 8601."""

RELATIVE: Final[tuple[Rule, ...]] = (
    Rule("en.day-word", "{j=day}", day_word, "yesterday"),
    Rule(
        "en.day-beside", "the? ({n=num|a} more?)? {u=unit|units} {w=after|before|from} {j=day}",
        day_beside, "the day after tomorrow",
    ),
    Rule("en.part", "the? {k=last|this|next|that|same|previous|following} {p=part}", deictic_part, "last night"),
    Rule(
        "en.unit", "{t=the}? {k=DEICTIC} {z=past}? (calendar|whole)? {u=unit}",
        deictic_unit, "the following month", check="this_unit",
    ),
    Rule("en.unit.over", "(in|within|over) {t=the} {k=next|coming} {u=unit}", over_unit, "over the next year"),
    Rule(
        "en.unit-beside",
        "the {u=unit} {w=before|after|earlier|later|previous} (?!(the|a)? "
        "(holiday|fixed|month|weekday|year|date|day|num|ord|last|this|next|season))",
        unit_beside, "the day before", check="unit_beside",
    ),
    Rule("en.unit-beyond", "the? {u=unit} {w=after|before} {k=next|last}", unit_beyond, "the week after next"),
    Rule(
        "en.counted", "approx? COUNT of? {u=unit|units} (and {h=so})? {w=ago|earlier|later|hence}",
        counted, "three years ago", check="not_compared",
    ),
    Rule("en.counted.half-a", "half a {u=unit} {w=ago|earlier|later}", half_counted, "half a year ago"),
    Rule("en.counted.back", "COUNT of? {u=unit|units} {w=back}", counted, "a few years back", check="beside_end"),
    Rule(
        "en.counted.half", "{n=num|a} and a {h=half} {u=unit|units} {w=ago|earlier|later}",
        counted, "two and a half years ago",
    ),
    Rule(
        "en.counted.half-after", "{n=a} {u=unit} and a {h=half} {w=ago|earlier|later}",
        counted, "a year and a half ago",
    ),
    Rule(
        "en.counted.vague", "a {n=vague} of? more? {u=unit|units} {w=ago|earlier|later|hence}",
        counted, "a few days ago",
    ),
    Rule("en.counted.now", "COUNT of? {u=unit|units} from {w=now}", counted, "two weeks from now"),
    Rule(
        "en.counted.sum", "{n=num|a} {u=unit|units} (and|comma)? {x=num} {v=unit|units} {w=ago|earlier|later|hence}",
        counted, "2 weeks and 3 days ago",
    ),
    Rule(
        "en.ahead", "in approx? (a? {n=num|a}|a {m=vague}) of? {u=unit|units} (poss? time)?",
        ahead, "in two weeks", check="ahead",
    ),
    Rule("en.within", "within (the? next)? {n=num|a} {u=unit|units}", within, "within three days", check="within"),
    Rule(
        "en.window",
        "the? {k=last|past|previous|next|coming|following|recent} approx? a? {n=num|vague} of? {u=unit|units}",
        window, "the past three years", check="lasting",
    ),
    Rule(
        "en.window.count-first", "the? {n=num|vague} {k=last|past|previous|next|coming|following} {u=unit|units}",
        window, "the two previous weeks",
    ),
    Rule("en.window.vague", "{k=recent|past|coming|previous} {u=units}", window, "recent years"),
    Rule(
        "en.month-relative", "{t=the}? {k=DEICTIC} {z=past|coming}? {m=month} ({d=ord|num})?",
        deictic_month, "last May", check="deictic_month",
    ),
    Rule(
        "en.season-relative", "{t=the}? {k=DEICTIC} {z=past|coming}? {s=season}",
        deictic_season, "this past summer", check="that_fall",
    ),
    Rule("en.weekday", "{w=weekday}", weekday, "Friday", check="weekday"),
    Rule("en.weekday-day", "{w=weekday} comma? the? {d=ord}", weekday, "Friday the 26th", check="weekday_day"),
    Rule("en.weekday-number", "{w=weekday} the? {d=num}", weekday, "Friday 26", check="weekday_day"),
    Rule("en.weekday-relative", "{t=the}? {k=DEICTIC} {z=past|coming}? {w=weekday}", deictic_weekday, "next Friday"),
    Rule("en.weekdays-from-now", "{n=num|a} {w=weekday} from {z=now}", weekdays_from_now, "two Sundays from now"),
    Rule("en.weekdays-ago", "{n=num|a} {w=weekday} {z=ago|back}", weekdays_from_now, "two Sundays ago"),
    Rule(
        "en.week-ago-weekday", "{n=num|a} {u=unit|units} ago (on|comma)? {w=weekday}",
        week_ago_weekday, "a week ago Tuesday",
    ),
    Rule(
        "en.year-earlier", "(the|a)? comparable? {u=unit} dash {w=earlier|ago} (period|unit)?",
        year_earlier, "the year-earlier quarter",
    ),
    Rule("en.year-earlier.spaced", "the {u=unit} {w=earlier|ago} period", year_earlier, "the year ago period"),
    Rule(
        "en.same-period", "the? (same|comparable) (period|unit) (of|in)? the? last {u=unit}",
        same_period, "the same period last year",
    ),
    Rule(
        "en.same-period.year", "the? (same|comparable) (period|unit) (of|in) {y=year}",
        same_in_year, "the same month of 2022",
    ),
    Rule(
        "en.same-period.ago", "the? (same|comparable) (period|unit) a {u=unit} (ago|earlier|before)",
        same_period, "the same period a year ago",
    ),
    Rule("en.same-period.quarter", "the? unit a {u=unit} (ago|earlier)", same_period, "the quarter a year ago"),
    Rule("en.year-end", "the? yearend", year_end, "year-end", mod="END"),
    Rule("en.year-end.spaced", "the? {u=unit} poss? {m=edge}", year_end_spaced, "year's end", mod="END"),
    Rule("en.repeat", "every (ord|num|other)? {x=unit|units|weekday|month|part|season}", repeated, "every Monday"),
    Rule("en.week-number", "{u=unit} {n=num}", week_number, "week 31", check="week_number"),
    Rule(
        "en.nth-of", "the? {o=ord|last|final} {x=last}? {n=num}? {u=unit|units|weekday|half} of (?=the? PERIOD)",
        nth_head, "the third week of April",
    ),
    Rule(
        "en.nth-in", "the? {o=ord|last|final} {x=last}? {u=weekday} in (?=the? PERIOD)",
        nth_head, "the first Monday in May",
    ),
    Rule(
        "en.nth-day-in", "the? {o=ord|last|final} {u=unit} in? (?=(month|the unit|year|last unit))",
        nth_head_day, "the last day in May",
    ),
    Rule("en.mod-unit", "the? {m=mod|earlier|later} (of|in) the? {u=unit}", modified_unit, "late in the day"),
    Rule("en.edge-unit", "the? {m=edge} of the? {u=unit}", modified_unit, "the end of the month"),
    Rule(
        "en.nth-weekday-after", "the? {n=ord|a}? {w=weekday} {z=after|before} (?=the? (PERIOD|day))",
        nth_weekday_head, "the Monday after Easter",
    ),
    Rule("en.week-number.year", "{u=unit} {n=num} of {y=year}", week_of_year, "week 3 of 2027"),
    Rule("en.that-time", "that time", that_time, "that time", check="that_time"),
    Rule(
        "en.day-of-month",
        "the? {d=ord|num} {v=unit}? of the? {k=last|this|next|previous|coming|following}? {u=unit}",
        day_of_month, "the 20th of next month",
    ),
    Rule("en.latest-period", "the? latest period", last_period, "the latest period"),
    Rule("en.first-months", "the {o=ord} {n=num} {u=unit|units}", first_months, "the first nine months", check="led"),
    Rule("en.nth", "the {d=ord}", nth_day, "the 12th", check="nth_day"),
)
"""Dates by reference: the TIMEX3 guidelines (TimeML 1.2.1, section 2.1) name the kinds."""

COMPOSE: Final[tuple[Rule, ...]] = (
    Rule("en.mod", "the? {m=mod|earlier|later} (of|dash|in|on)? the? {p=point}", modified, "early 2025"),
    Rule("en.edge", "the? {m=edge} of approx? the? {p=point}", modified, "the end of May"),
    Rule("en.edge-units", "the? {o=ord|last|final} {u=units} of the? {p=point}", edge_units, "the first days of May"),
    Rule("en.eve", "the? eve of the? {p=point}", eve_of, "the eve of Easter"),
    Rule("en.edge.joined", "{m=edge} dash {p=point}", modified, "end-2024"),
    Rule(
        "en.for-from", "for {n=num|a} {u=unit|units} (comma|from|commencing)+ the? {p=point}",
        for_from, "for ten days from Dec. 18",
    ),
    Rule(
        "en.commencing", "{n=num|a} {u=unit|units} commencing (from|on)? {p=point}",
        for_from, "three days starting Monday",
    ),
    Rule("en.ago-today", "{p=point} {q=point}", ago_today, "40 years ago today"),
    Rule("en.approx", "{a=approx} {p=point}", approximate, "around Nov. 1"),
    Rule("en.part-of", "{p=point} (of|in|comma|poss|from|dash|on)? the? {q=point}", within_point, "August last year"),
    Rule("en.year-first", "{q=point} (poss|comma|on|dash)* {p=point}", year_before_part, "next year's first quarter"),
    Rule("en.nth-of", "{h=head} the? ({p=point}|{v=unit})", nth_of, "the third week of April 2023"),
    Rule("en.half-of", "the? {m=edge} {u=half} of the? {p=point}", half_of, "the latter half of 2023"),
    Rule("en.week-of", "the? {u=unit} (of|commencing) {p=point}", week_of, "the week of October 6"),
    Rule("en.week-at", "{p=point} {u=unit}", holiday_week, "Thanksgiving weekend"),
    Rule(
        "en.shift", "(the|approx)? {n=num|a|ord}? more? {u=unit|units|weekday} {w=after|before|from} {p=point}",
        shifted, "three days after Easter",
    ),
    Rule("en.same-day", "{p=point} (comma|paren|on)? {q=point}", same_day, "tomorrow, 13/04/2021"),
    Rule("en.rest-of", "(the|whole)? (restof|partof|whole) (of)? {p=point}", part_named, "the rest of 2024"),
    Rule("en.clocks", "(from|between)? {p=point} (to|dash|and) {q=point}", clocks, "2:00 to 4:00"),
    Rule("en.clocks.short", "(from|between)? num (to|dash|and) {p=point}", clocks, "2 to 4 p.m."),
    Rule("en.with-part", "{p=point} (comma|in|at|dash)* the? (mod|later|earlier)? part", with_clock, "Friday night"),
    Rule("en.part-with", "(part|mod part) (of|on|comma)? {p=point}", with_clock, "the night of Oct. 23"),
)
"""Points joined with words and with each other, again and again until nothing changes."""

CLOCKED: Final[tuple[Rule, ...]] = (
    Rule(
        "en.with-clock", "{p=point} (comma|at|from|between|approx|dash|before|on|to)* {q=point}",
        with_clock_beside, "Friday at 9 a.m.",
    ),
    Rule("en.clock-with", "{q=point} (comma|of|on|the)* {p=point}", with_clock_beside, "9 a.m. Friday"),
)
"""A date and a time of day beside it are one expression, known to the day."""

RANGES: Final[tuple[Rule, ...]] = (
    Rule("en.from-to", "from the? {p=point} comma? (to|dash|and) the? {q=point|now}", between, "from 2010 to 2012"),
    Rule("en.between", "between the? {p=point} (and|dash|to) the? {q=point|now}", between, "between May and July"),
    Rule("en.to", "{p=point} (to|dash) the? {q=point}", between, "June-August 1992"),
    Rule("en.list", "{p=point} (and|comma) {q=point}", listed, "May and June 2024"),
)
"""Two points and what joins them."""

LEFTOVERS: Final[tuple[Rule, ...]] = (
    Rule(
        "en.counted-beside", "(approx|mod)? {n=num|a} {u=unit|units} {w=before|after}",
        leftover_beside, "two days before", check="beside_end",
    ),
    Rule("en.the-unit", "(the|whole) {u=unit}", the_unit, "the quarter"),
    Rule("en.the-whole-unit", "(the)? whole {u=unit}", the_whole_unit, "the entire year"),
    Rule("en.rest-of-unit", "(the)? (restof|partof) of (the)? {u=unit}", the_unit, "the rest of the week"),
    Rule("en.duration.half", "half a {u=unit}", half_duration, "half a year"),
    Rule("en.duration", "{n=num|a|vague} (of|more|dash)* {u=unit|units}", duration, "ten years", check="no_fraction"),
)
"""What is only read when nothing above took it."""
