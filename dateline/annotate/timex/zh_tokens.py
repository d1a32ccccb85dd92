"""Read one Chinese token: from its text to calendar fields or to a whole meaning.

A reader gets the token's text (simplified, ASCII digits) and returns either a :class:`Part`, which joins
with its neighbours into one date, or None when the token means nothing after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from dateline.annotate.timex.expression import (
    Base,
    Between,
    Century,
    Decade,
    Fields,
    Fiscal,
    Relative,
    Repeat,
    Shift,
    Unit,
    Vague,
)
from dateline.annotate.timex.zh_lengths import ago, before_one, hence, later, window
from dateline.annotate.timex.zh_part import Part, first_number, numbers
from dateline.annotate.timex.zh_words import (
    DEICTIC_DAY,
    DEICTIC_MONTH,
    DEICTIC_SEASON,
    DEICTIC_WEEK,
    DEICTIC_YEAR,
    HOLIDAYS,
    MODS,
    QING,
)
from dateline.text.numerals import parse_number

_BASES: Final = {"D": Base.DCT, "P": Base.PREVIOUS}
_WEEKDAYS: Final = {
    char: number for number, chars in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7"), 1)
    for char in chars
}
_SEASONS: Final = {"春": 21, "夏": 22, "秋": 23, "冬": 24}


def _ymd(text: str) -> Part:
    year, month, day = (int(number) for number in re.findall("[0-9]+", text))
    return Part(4, {"year": year, "month": month, "day": day})


def _compact(text: str) -> Part:
    return Part(4, {"year": int(text[:4]), "month": int(text[4:6]), "day": int(text[6:])})


def _dmy(text: str) -> Part | None:
    """Day first, as Chinese readers of the international form do, unless only month first can be meant."""
    day, month, year = (int(number) for number in text.split("/"))
    if month > 12:
        day, month = month, day
    return Part(4, {"year": year, "short": year < 100, "month": month, "day": day}) if month <= 12 else None


def _ym(text: str) -> Part:
    return Part(2, {"year": int(text[:4]), "month": int(text[5:])})


def _md(text: str) -> Part:
    month, day = (int(number) for number in re.findall("[0-9]+", text))
    return Part(4, {"month": month, "day": day})


def _fiscal(text: str) -> Part:
    quarter = re.search("[一二三四1-4](?=季)|(?<=[Qq])[1-4]", text)
    half = 1 if "上半年" in text else 2 if "下半年" in text else None
    number = parse_number(quarter.group()) if quarter else None
    digits = re.match("(?:FY ?)?([0-9]{2,4})(?:[-/–]([0-9]{2,4}))?", text)
    if digits is None:
        offset = -1 if text.startswith("上") else 1 if text.startswith("下") else 0
        return Part(9, meaning=Fiscal(offset=offset, quarter=number, half=half))
    start, end = digits[1], digits[2]
    year = int(end) if end else int(start)
    return Part(9, meaning=Fiscal(year + 2000 if year < 100 else year, number, half))


_CENTURIES: Final = {"上": -1, "本": 0, "下": 1}


def _decade(text: str) -> Part:
    head, century, tail = text.rpartition("世纪")
    start = first_number(tail)
    if not century:
        return Part(9, meaning=Decade(start))
    if head[0] in _CENTURIES:
        return Part(9, meaning=Decade(start, century_offset=_CENTURIES[head[0]]))
    return Part(9, meaning=Decade(start, century=first_number(head) - 1))


def _century(text: str) -> Part | None:
    if text[0] in _CENTURIES:
        return Part(9, meaning=Century(offset=_CENTURIES[text[0]]))
    number = first_number(text)
    return Part(9, meaning=Century(number - 1)) if 1 <= number <= 30 and not text.startswith("公元前") else None


def _era(text: str) -> Part | None:
    name = next(era for era in sorted(QING, key=len, reverse=True) if text.startswith(era))
    number = 1 if "元年" in text else first_number(text[len(name):])
    year = 1 - number if name.endswith("前") else QING[name] + number
    return Part(1, {"year": year})


def _year(text: str) -> Part:
    return Part(1, {"year": first_number(text if text[0].isdecimal() else text.replace("0", "〇"))})


def _short_year(text: str) -> Part:
    return Part(1, {"year": first_number(text), "short": True})


def _years(text: str) -> Part:
    start, end = numbers(text)[:2]
    return Part(1, {"year": start}, last={"year": end if end > 99 else start // 100 * 100 + end})


def _reference(table: dict[str, tuple[int, str]], unit: Unit, rank: int) -> Callable[[str], Part]:
    def read(text: str) -> Part:
        offset, base = table[text]
        return Part(rank, {"unit": unit, "offset": offset, "base": _BASES[base]})

    return read


def _day_reference(text: str) -> Part:
    word = re.split("[（(]", text)[0]
    offset, base = DEICTIC_DAY.get(word) or DEICTIC_DAY[word[0]]
    return Part(4, {"unit": Unit.DAY, "offset": offset, "base": _BASES[base]})


def _month(text: str) -> Part:
    return Part(2, {"month": 1 if text[0] == "元" else first_number(text)})


def _year_to_date(text: str) -> Part | None:
    """前10个月 of a report are the first ten months of its year."""
    count = first_number(text)
    return Part(2, {"first": 1, "second": count}) if 2 <= count <= 12 else None


def _year_part(text: str) -> Part | None:
    """2023Q3, 3Q23, 23H1: a year with its quarter or half."""
    part = re.search("[QqHh]", text)
    if part is None:
        return None
    year, number = text[:part.start()].removesuffix("年"), text[part.end():]
    if len(year) == 1:
        year, number = number, year
    code = int(number) + (39 if part.group() in "Hh" else 32)
    full = int(year) + (2000 if len(year) == 2 else 0)
    return Part(2, {"year": full, "code": code}) if code in (*range(33, 37), 40, 41) else None


def _decades(text: str) -> Part:
    """七八十年代, 80、90年代: two neighbouring decades, of the century named if any."""
    head, century, tail = text.rpartition("世纪")
    digits = re.findall("[1-9二三四五六七八九]", tail)[:2]
    ends = [_decade(f"{head}{century}{first_number(digit)}0年代").meaning for digit in digits]
    if ends[0] is None or ends[1] is None:
        return Part(9)
    return Part(9, meaning=Between(ends[0], ends[1]))


def _months(text: str) -> Part | None:
    first, last = (numbers(text[0]) + numbers(text[1]))[:2] if text[2:3] == "月" else numbers(text)[:2]
    return Part(2, {"month": first}, last={"month": last}) if first <= 12 and last <= 12 else None


def _half(text: str) -> Part:
    if text.endswith("月"):
        days = {"first": 1, "second": 15} if text[0] == "上" else {"first": 16, "second": 31}
        return Part(3, {"unit": Unit.MONTH, "offset": 0, "base": Base.AUTO, **days})
    return Part(2, {"code": 40 if text[0] in "上前" else 41})


def _quarter(text: str) -> Part | None:
    if text[0] in "Hh":
        return Part(2, {"code": 39 + int(text[1])})
    if text[0] == "首":
        return Part(2, {"code": 33}) if "季" in text else None
    count = numbers(text)
    if not count:
        return None
    if text[0] in "前头":
        return Part(2, {"first": 1, "second": 3 * count[0]})
    if text[0] == "后":
        return Part(2, {"first": 13 - 3 * count[0], "second": 12})
    both = re.findall("[一二三四]", text)
    if len(both) == 2:
        return Part(2, {"first": _QUARTERS[both[0]] * 3 - 2, "second": _QUARTERS[both[1]] * 3})
    return Part(2, {"code": 32 + count[0]})


_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4}


def _quarter_reference(text: str) -> Part:
    offset = {"上": -1, "下": 1}.get(text[0], 0)
    base = Base.PREVIOUS if text[0] == "当" else Base.DCT
    return Part(9, meaning=Relative(Unit.QUARTER, offset, base))


def _season_reference(text: str) -> Part:
    offset, code = DEICTIC_SEASON[text]
    return Part(2, {"unit": Unit.YEAR, "offset": offset, "base": Base.DCT, "code": code})


def _same(text: str) -> Part | None:
    """同月 and 同日 on their own are the month and day just spoken of; 同期 needs a year before it."""
    unit = {"月": Unit.MONTH, "日": Unit.DAY}.get(text[-1])
    if unit is None:
        return None
    return Part(2 if unit is Unit.MONTH else 4, {"unit": unit, "offset": 0, "base": Base.PREVIOUS})


def _pair(text: str) -> Part:
    """今明两年, 昨今两天: two neighbouring units around the publish date."""
    unit = Unit.YEAR if text[-1] == "年" else Unit.DAY
    start = 0 if text[0] == "今" else -1
    return Part(9, meaning=Between(Relative(unit, start), Relative(unit, start + 1)))


def _part(text: str) -> Part:
    unit = Unit.YEAR if text[0] in "年岁" else Unit.MONTH
    base = Base.DCT if text == "年内" else Base.AUTO
    return Part(2 if unit is Unit.YEAR else 3, {"unit": unit, "offset": 0, "base": base}, mod=MODS.get(text, ""))


def _set(text: str) -> Part:
    return Part(9, meaning=Repeat("XXXX-WXX" if text[-1] in "一二三四五六日天末周期拜" else "XXXX"))


def _week_reference(text: str) -> Part:
    head = re.split("一?个|周|星期|礼拜", text)[0].removesuffix("一")
    offset, base = DEICTIC_WEEK[head or text[0]]
    fields: dict[str, Any] = {"unit": Unit.WEEK, "offset": offset, "base": _BASES[base]}
    if text[-1] == "末":
        fields["weekend"] = True
    elif text[-1] in _WEEKDAYS:
        fields["weekday"] = _WEEKDAYS[text[-1]]
    return Part(3, fields)


def _nth_day(text: str) -> Part:
    return Part(4, {"week": _ordinal(text), "weekday": _WEEKDAYS[text[-1]]})


def _nth_week(text: str) -> Part:
    return Part(3, {"week": _ordinal(text)})


def _ordinal(text: str) -> int:
    return -1 if "最后" in text else 1 if "首" in text else first_number(text)


def _weekday(text: str) -> Part:
    return Part(4, {"weekend": True} if text[-1] == "末" else {"weekday": _WEEKDAYS[text[-1]]})


def _holiday(text: str) -> Part | None:
    name = next((word for word in sorted(HOLIDAYS, key=len, reverse=True) if text.startswith(word)), None)
    if name is None:
        return None
    if text.endswith("前夜"):
        return Part(9, meaning=Shift(Fields(holiday=HOLIDAYS[name]), Unit.DAY, -1))
    loose = text[len(name):] in ("假期", "长假", "小长假", "黄金周", "期间", "前夕")
    return Part(2, {"holiday": HOLIDAYS[name]}, mod="APPROX" if loose else "")


def _lunar(text: str) -> Part | None:
    year = re.search("([0-9]{4}|[〇零○一二三四五六七八九]{4})年", text)
    head, month_word, tail = text[year.end() if year else 0:].rpartition("月")
    fields: dict[str, Any] = {"lunar": True}
    if year:
        fields["year"] = parse_number(year[1])
    if not month_word:
        return Part(1, {"year": fields["year"]} if year else {})
    name = re.sub("农历|阴历|旧历|夏历|的|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年", "", head)
    if name.startswith("闰"):
        fields["leap"], name = True, name[1:]
    fields["month"] = {"正": 1, "冬": 11, "腊": 12}.get(name) or parse_number(name)
    if tail:
        fields["day"] = _lunar_day(tail)
    return Part(2, fields) if fields["month"] else None


def _lunar_day(text: str) -> int | None:
    return parse_number(text.removeprefix("初").removesuffix("日"))


def _days(text: str) -> Part:
    first, last = numbers(text)[:2]
    return Part(4, {"day": first}, last={"day": last})


def _day(text: str) -> Part | None:
    day = first_number(text)
    return Part(4, {"day": day}) if 1 <= day <= 31 else None


def _nothing(_: str) -> Part:
    return Part(5)


READERS: Final[dict[str, Callable[[str], Part | None]]] = {
    "ymd": _ymd, "compact": _compact, "dmy": _dmy, "ym": _ym, "md": _md, "fiscal": _fiscal, "decades": _decades,
    "decade": _decade, "century": _century, "era": _era, "years": _years, "year": _year,
    "shortyear": _short_year, "yref": _reference(DEICTIC_YEAR, Unit.YEAR, 1), "months": _months,
    "lmonth": _lunar, "lunar": _lunar, "month": _month, "mref": _reference(DEICTIC_MONTH, Unit.MONTH, 2),
    "half": _half, "ytd": _year_to_date, "yearpart": _year_part, "quarter": _quarter,
    "qref": _quarter_reference, "pair": _pair, "sref": _season_reference, "part": _part, "set": _set,
    "wref": _week_reference, "nthday": _nth_day, "nthweek": _nth_week, "weekday": _weekday, "holiday": _holiday,
    "days": _days, "dref": _day_reference, "day": _day, "mday": _day, "same": _same, "before1": before_one,
    "ago": ago, "later": later, "hence": hence, "window": window, "vague": lambda _: Part(9, meaning=Vague()),
    "tod": _nothing, "clock": _nothing,
}


def season(text: str) -> int:
    """Return the EDTF code of a season word."""
    return next(code for char, code in _SEASONS.items() if char in text)


def clock_value(text: str) -> str:
    """Write a time of day as ISO 8601: 下午3点 is T15, 晚上20时30分 T20:30, without an hour T.

    >>> clock_value("下午3点半")
    'T15:30'
    """
    found = numbers(text)
    if not found or found[0] > 24:
        return "T00"
    late = re.search("下午|晚|傍晚|夜|午后", text) is not None and 1 <= found[0] < 12 and "午夜" not in text
    hour = found[0] + 12 if late else found[0]
    minute = 30 if "半" in text and "半夜" not in text else found[1] if len(found) > 1 and found[1] < 60 else None
    return f"T{hour:02d}" if minute is None else f"T{hour:02d}:{minute:02d}"
