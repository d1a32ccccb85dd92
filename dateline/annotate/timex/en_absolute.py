"""English rules, first pass: dates that name their parts (28 November 2024, Q3 2024, the 1990s, Thanksgiving)."""

from __future__ import annotations

import re
from itertools import pairwise

from dateline.annotate.timex.arithmetic import is_day
from dateline.annotate.timex.en_fields import QUARTER_CODE, day_number, number, year_fields
from dateline.annotate.timex.en_grammar import Item, Parts, Point, Reading, reading
from dateline.annotate.timex.en_tokens import Token
from dateline.annotate.timex.expression import (
    Base,
    Between,
    Century,
    Clock,
    Decade,
    Fields,
    Fiscal,
    Part,
    Unit,
    Vague,
)
from dateline.model.dates import last_day


def month_day(parts: Parts) -> Reading:
    """Nov. 28, 2024; 28 November 2024; Thu 28 Nov; a weekday before it adds nothing."""
    day, years, month = day_number(parts["d"]), year_fields(parts.get("y")), number(parts["m"])
    if day is None or years is None or month is None or ("u" in parts and not is_unit(parts["u"], Unit.DAY)):
        return None
    if "t" in parts and not str(parts["d"].text)[0].isdigit() and parts["d"].kind == "num":  # type: ignore[union-attr]
        return None  # in June the two governments agreed
    if day > last_day(2024, month) or (years.get("year", 0) >= 1000 and not is_day(int(years["year"]), month, day)):
        return None
    year = years.get("year")
    if "e" in parts and isinstance(year, int):  # before Christ there is no year 0
        return Fields(year=1 - year, month=month, day=day) if parts["e"].kind == "bc" else Fields(year, month, day)
    fields = Fields(month=month, day=day, weekday=None if years else number(parts.get("w")), **years)  # type: ignore[arg-type]
    return reading(fields, check="" if years else "day_in_month")


def month_year(parts: Parts) -> Reading:
    """November 2024; Nov. '24; April of 87."""
    years = year_fields(parts["y"])
    return None if not years else Fields(month=number(parts["m"]), **years)  # type: ignore[arg-type]


def month_days(parts: Parts) -> Reading:
    """Nov. 28-30, 2024; 28 to 30 November; between the ninth and seventeenth of April."""
    first, last, years = day_number(parts["d"]), day_number(parts["f"]), year_fields(parts.get("y"))
    month = number(parts["m"])
    if first is None or last is None or years is None or month is None or first >= last:
        return None
    if last > last_day(2024, month):  # June 10-31: nothing in it can be trusted
        return Point(-1, -1, Vague(), "en.month-days", kind="head")
    return Between(Fields(month=month, day=first, **years), Fields(month=month, day=last, **years))  # type: ignore[arg-type]


def month_day_list(parts: Parts) -> Reading:
    """May 5 and 6; Nov. 28, 29 and 30: each its own date, the later ones taking the month of the first."""
    days = [parts[name] for name in ("d", "f", "g") if name in parts]
    years, numbers = year_fields(parts.get("y")), [day_number(item) for item in days]
    if years is None or None in numbers or any(a >= b for a, b in pairwise(numbers)):  # type: ignore[operator]
        return None
    start = min(parts["m"].start, days[0].start)
    ends = [item.end for item in days]
    ends[-1] = max(ends[-1], *(parts[name].end for name in ("m", "y") if name in parts))
    month = number(parts["m"])
    return [
        Point(start if n == 0 else item.start, ends[n], Fields(month=month, day=numbers[n], **years),  # type: ignore[arg-type]
              "en.month-day-list", check="" if n == 0 else "listed_day", linked=n > 0)
        for n, item in enumerate(days)
    ]


def bare_month(parts: Parts) -> Reading:
    """March, if it is the month and not the verb."""
    return Fields(month=number(parts["m"]))


def year(parts: Parts) -> Reading:
    """2024; the year 2024; 567 BC (astronomical -0566)."""
    value = number(parts["y"])
    if value is None:
        return None
    era = parts.get("e")
    return Fields(year=1 - value if era is not None and era.kind == "bc" else value)


def short_year(parts: Parts) -> Reading:
    """'98."""
    return Fields(year=number(parts["y"]), short=True)


def years_to(parts: Parts) -> Reading:
    """2023-24: two years, where the second continues the first."""
    first, last = number(parts["y"]), number(parts["n"])
    if first is None or last is None or (first + 1) % 100 != last:
        return None
    return Between(Fields(year=first), Fields(year=first + 1))


def numeric(parts: Parts) -> Reading:
    """2024-11-28, 11/28/2024, 28.11.2024, 20241128, 2024-11, 11/2024, 11/28; month first unless it can't be."""
    item = parts["x"]
    text = item.text if isinstance(item, Token) else ""
    body = re.split(r"t(?=\d)", text)[0]
    if body.isdigit():
        numbers = [int(body[:4]), int(body[4:6]), int(body[6:])]
        return _ymd(*numbers)
    pieces = re.split(r"[-/.]", body)
    numbers = [int(piece) for piece in pieces]
    if len(pieces) == 2:
        return _two(pieces, numbers, year_fields(parts.get("y")) or {})
    if len(pieces[0]) == 4:
        return _ymd(*numbers)
    years: dict[str, int | bool] = {"year": numbers[2]} if len(pieces[2]) == 4 else {"year": numbers[2], "short": True}
    check = "numeric" if len(pieces[2]) == 4 else "short_date"
    return _day(numbers[0], numbers[1], years, check, month_first="." not in body)


def _ymd(year: int, month: int, day: int) -> Reading:
    return reading(Fields(year, month, day), check="numeric") if is_day(year, month, day) else None


def _two(pieces: list[str], numbers: list[int], years: dict[str, int | bool]) -> Reading:
    if len(pieces[0]) == 4:
        return reading(Fields(numbers[0], numbers[1]), check="year_month")
    if len(pieces[1]) == 4:
        return Fields(numbers[1], numbers[0])
    return _day(numbers[0], numbers[1], years, "numeric" if years else "slash_date", month_first=True)


def _day(first: int, second: int, years: dict[str, int | bool], check: str, *, month_first: bool) -> Reading:
    """American order, as most English news on the web; the other where the first cannot be a month, or with dots."""
    pairs = ((first, second), (second, first)) if month_first else ((second, first), (first, second))
    for month, day in pairs:
        year_value = int(years.get("year", 2024)) if not years.get("short") else 2000 + int(years["year"])
        if is_day(year_value, month, day):
            return reading(Fields(month=month, day=day, **years), check=check)  # type: ignore[arg-type]
    return None


def decade(parts: Parts) -> Reading:
    """The 1990s, the '80s, the nineties."""
    value = number(parts["x"])
    if value is None:
        return None
    return reading(Decade(value), check="" if value >= 100 else "short_decade")


def century(parts: Parts) -> Reading:
    """The 19th century is 1800 to 1899."""
    item = parts["o"]
    value = number(item)
    if value is None or "e" in parts or (isinstance(parts["u"], Token) and parts["u"].value != (Unit.CENTURY, 1)):
        return None
    return Century(value - 1)


def quarter(parts: Parts) -> Reading:
    """The third quarter; the final quarter."""
    if not is_unit(parts["u"], Unit.QUARTER):
        return None
    value = 4 if "o" not in parts else number(parts["o"])
    return Fields(code=QUARTER_CODE + value) if value is not None and 1 <= value <= 4 else None


def quarters_listed(parts: Parts) -> Reading:
    """The second and fourth quarters of 2023: two quarters."""
    first, last, years = number(parts["o"]), number(parts["n"]), year_fields(parts.get("y"))
    if first is None or last is None or years is None or not is_unit(parts["u"], Unit.QUARTER):
        return None
    if not 0 < first < last < 5:
        return None
    check = "" if years else "quarter"
    spans = ((parts["o"].start, parts["o"].end, first), (parts["n"].start, parts.get("y", parts["u"]).end, last))
    return [
        Point(start, end, Fields(code=QUARTER_CODE + value, **years), "en.quarters", check=check)  # type: ignore[arg-type]
        for start, end, value in spans
    ]


def quarter_code(parts: Parts) -> Reading:
    """Q3; 3Q; with a year in the row's pattern, of that year."""
    years = year_fields(parts.get("y"))
    item = parts["q"]
    if years is None:
        return None
    short = isinstance(item, Token) and re.fullmatch(r"\dq(\d\d)", item.text)
    if short:
        years = {"year": int(short[1]), "short": True}
    return Fields(code=number(item), **years)  # type: ignore[arg-type]


def half_code(parts: Parts) -> Reading:
    """H1 2024."""
    years = year_fields(parts["y"])
    return None if not years else Fields(code=number(parts["h"]), **years)  # type: ignore[arg-type]


def season_year(parts: Parts) -> Reading:
    """Summer 2023; the winter of 2023-24 is named by the year it starts in."""
    years = year_fields(parts["y"])
    if not years:
        return None
    return Fields(code=number(parts["s"]), **years)  # type: ignore[arg-type]


def bare_season(parts: Parts) -> Reading:
    """In the summer; by spring."""
    return Fields(code=number(parts["s"]))


def holiday(parts: Parts) -> Reading:
    """Thanksgiving; Easter 2024; last Christmas; the next Spring Festival."""
    years = year_fields(parts.get("y"))
    item = parts["h"]
    if years is None or not isinstance(item, Token):
        return None
    nth = turn(parts.get("k"))
    fields: dict[str, int | bool | Base] = dict(years)
    if nth and not years:
        back = parts["k"].kind in ("following", "previous") or ("t" in parts and parts["k"].kind == "next")
        fields |= {"nth": nth, "base": Base.PREVIOUS if back else Base.DCT}
    if parts.get("k") and nth == 0 and not years:
        fields |= {"unit": Unit.YEAR, "offset": 0, "base": Base.DCT}
    if item.kind == "fixed" and isinstance(item.value, tuple):
        return Fields(month=int(item.value[0]), day=int(item.value[1]), **fields)  # type: ignore[arg-type]
    return Fields(holiday=str(item.value), **fields) if item.value else None  # type: ignore[arg-type]


def holiday_weekend(parts: Parts) -> Reading:
    """Halloween weekend 2021."""
    day = holiday({name: item for name, item in parts.items() if name != "u"})
    unit = parts["u"].value if isinstance(parts["u"], Token) and isinstance(parts["u"].value, tuple) else None
    if not isinstance(day, Fields) or unit is None or unit[0] not in (Unit.WEEK, Unit.WEEKEND):
        return None
    return Part(day, Unit.WEEK if unit[0] is Unit.WEEK else Unit.WEEKEND, 0)


def fiscal_year(parts: Parts) -> Reading:
    """Fiscal 2024; FY24; the 2023-24 fiscal year is written by both its years."""
    item = parts.get("y") or parts["f"]
    value = number(item)
    if value is None or 100 <= value < 1000:
        return None
    year_value = value if value >= 1000 else 2000 + value if value < 70 else 1900 + value
    end = number(parts.get("n"))
    quarter_value = number(parts.get("q"))
    return Fiscal(
        year_value, quarter=quarter_value - QUARTER_CODE if quarter_value else None,
        end_year=None if end is None else year_value + 1,
    )


def fiscal_quarter(parts: Parts) -> Reading:
    """The fiscal third quarter; its year is the one the text or the publish date gives."""
    value = number(parts["o"])
    if value is None or not 1 <= value <= 4 or not is_unit(parts["u"], Unit.QUARTER):
        return None
    return Fiscal(quarter=value, offset=None)


def fiscal_relative(parts: Parts) -> Reading:
    """The current fiscal year; last fiscal year."""
    if not is_unit(parts["u"], Unit.YEAR):
        return None
    return Fiscal(offset=turn(parts.get("k")))


def clock(parts: Parts) -> Reading:
    """5 p.m.: the time of day; the date it belongs to is the one around it or just spoken of."""
    item = parts["c"]
    if isinstance(item, Token) and not _is_time(item.text):
        return None
    return Clock("T" + re.sub(r"[^\d:]", "", item.text) if isinstance(item, Token) else "T", dated=True)


def _is_time(text: str) -> bool:
    """Refuse 25:12 and 14PM."""
    hour = re.match(r"\d+", text)
    last = 12 if re.search(r"\d ?[ap]", text) else 2400 if "hours" in text else 24
    return hour is None or int(hour.group()) <= last


def cycode(parts: Parts) -> Reading:
    """CY18, calendar year 2018."""
    value = number(parts["y"])
    return None if value is None else Fields(year=value, short=value < 100)


def is_unit(item: Item, unit: Unit) -> bool:
    """Tell whether a token names that unit."""
    return isinstance(item, Token) and isinstance(item.value, tuple) and item.value[0] is unit


def turn(item: Item | None) -> int:
    """Return -1 for last and its like, 1 for next and its like, 0 for this or nothing."""
    if item is None:
        return 0
    return {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(item.kind, 0)





def named_year(parts: Parts) -> Reading:
    """The year 2024; calendar 2024."""
    return year(parts)
