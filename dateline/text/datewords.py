"""Words for partial dates in Chinese and English; what is not known is not written.

Chinese: 2024年11月28日, 2023年夏, 2024年第一季度, 2022年11月至12月, 2024年12月前, 约2024年9月.
English: 28 November 2024, summer 2023, Q1 2024, November–December 2022, by December 2024, about September 2024.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from dateline.model.dates import PartialDate, Precision

MONTHS: Final = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT_MONTHS: Final = ("", "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_SEASONS: Final = {
    "en": {21: "spring", 22: "summer", 23: "autumn", 24: "winter"},
    "zh": {21: "春", 22: "夏", 23: "秋", 24: "冬"},
}
_ZH_ORDINALS: Final = ("", "一", "二", "三", "四")
_EN_MODS: Final = {
    "START": "early {}",
    "MID": "mid-{}",
    "END": "late {}",
    "BEFORE": "before {}",
    "AFTER": "after {}",
    "APPROX": "about {}",
    "FISCAL": "fiscal {}",
}
_ZH_MODS: Final = {
    "START": "{}初",
    "MID": "{}中",
    "END": "{}末",
    "BEFORE": "{}之前",
    "AFTER": "{}之后",
    "APPROX": "约{}",
    "FISCAL": "{}（财年）",
}


def is_zh(lang: str) -> bool:
    """Tell whether a language tag is a Chinese one."""
    return lang.startswith("zh")


@lru_cache(maxsize=65536)
def format_date(date: PartialDate, mod: str = "", lang: str = "en") -> str:
    """Write a date out as precisely as it is known, with its TIMEX3 modifier.

    >>> format_date(PartialDate.parse("2024-11-28"), "", "zh")
    '2024年11月28日'
    >>> format_date(PartialDate.parse("2023"), "END", "en")
    'late 2023'
    """
    text = _zh(date) if is_zh(lang) else _en(date)
    text = _with_mod(text, date, mod, lang)
    if date.approximate and mod != "APPROX":
        text = f"约{text}" if is_zh(lang) else f"about {text}"
    if date.uncertain:
        text += "？" if is_zh(lang) else "?"
    return text


@lru_cache(maxsize=65536)
def year_around(date: PartialDate, mod: str = "", lang: str = "en") -> tuple[str, str]:
    """Return what ``format_within`` leaves out: the year before (Chinese) or after (English).

    Both are empty where it is written out.

    >>> year_around(PartialDate.parse("2024-11-28"), "", "zh"), year_around(PartialDate.parse("2024-11-28"), "", "en")
    (('2024年', ''), ('', ' 2024'))
    """
    if format_within(date, mod, lang) == format_date(date, mod, lang):
        return "", ""
    year = date.earliest[0]
    return (_zh_year(year), "") if is_zh(lang) else ("", f" {_en_year(year)}")


@lru_cache(maxsize=65536)
def format_within(date: PartialDate, mod: str = "", lang: str = "en") -> str:
    """Write a date the short way, for a list that already stands under its year.

    A date that is no less than a year, or reaches over a year's end, is written out.

    >>> format_within(PartialDate.parse("2024-11-28"), "", "en")
    '28 Nov'
    """
    year = date.start_year
    whole = date.precision in (Precision.YEAR, Precision.DECADE, Precision.CENTURY, Precision.OPEN)
    if whole or year is None or date.latest[0] != year or date.approximate or date.uncertain:
        return format_date(date, mod, lang)
    if date.precision is Precision.RANGE:
        text = _range_within(date, lang)
    else:
        text = _zh_atom(date, year=False) if is_zh(lang) else _en_short(date)
    return _with_mod(text, date, mod, lang)


def _range_within(date: PartialDate, lang: str) -> str:
    left, right = (PartialDate.parse(end) for end in date.edtf.split("/"))
    if is_zh(lang):
        tail = f"{right.latest[2]}日" if _same_month(left, right) else _zh_atom(right, year=False)
        return f"{_zh_atom(left, year=False)}至{tail}"
    if _same_month(left, right):
        return f"{left.earliest[2]}–{right.latest[2]} {SHORT_MONTHS[right.latest[1]]}"
    return f"{_en_short(left)} – {_en_short(right)}"


def _with_mod(text: str, date: PartialDate, mod: str, lang: str) -> str:
    if not mod or (date.precision is Precision.OPEN and mod != "APPROX"):
        return text
    if date.precision is Precision.DAY and mod in ("START", "MID", "END"):
        return text  # a part of a day is no finer date than the day
    if is_zh(lang):
        if mod in ("START", "MID", "END") and date.precision in (Precision.DECADE, Precision.CENTURY):
            return text + {"START": "初期", "MID": "中期", "END": "末期"}[mod]
        if mod in ("START", "MID", "END") and date.precision is Precision.MONTH:
            return text + {"START": "上旬", "MID": "中旬", "END": "下旬"}[mod]
        return _ZH_MODS.get(mod, "{}").format(text)
    return _EN_MODS.get(mod, "{}").format(text.removeprefix("the ") if mod == "MID" else text)


def _same_month(left: PartialDate, right: PartialDate) -> bool:
    return (
        left.precision is Precision.DAY and right.precision is Precision.DAY and left.earliest[:2] == right.earliest[:2]
    )


def _code(date: PartialDate) -> int:
    return int(date.edtf.rstrip("?~%").rpartition("-")[2])


def _en_year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BCE"


def _en(date: PartialDate) -> str:
    if date.precision is Precision.OPEN:
        left, _, right = date.edtf.partition("/")
        if left in ("", ".."):
            return f"by {_en(PartialDate.parse(right))}"
        return f"since {_en(PartialDate.parse(left))}"
    if date.precision is Precision.RANGE:
        return _en_range(date)
    year, month, day = date.earliest
    if date.precision is Precision.DAY:
        return f"{day} {MONTHS[month]} {_en_year(year)}"
    if date.precision is Precision.MONTH:
        return f"{MONTHS[month]} {_en_year(year)}"
    return _en_coarse(date)


def _en_coarse(date: PartialDate) -> str:
    year = date.earliest[0]
    if date.precision is Precision.SEASON:
        code = _code(date)
        return f"{_SEASONS['en'][code]} {_en_year(year)}"
    if date.precision is Precision.QUARTER:
        return f"Q{_code(date) - 32} {_en_year(year)}"
    if date.precision is Precision.HALF:
        return f"H{_code(date) - 39} {_en_year(year)}"
    if date.precision is Precision.DECADE:
        return f"the {year}s"
    if date.precision is Precision.CENTURY:
        return f"the {year // 100 + 1}{_suffix(year // 100 + 1)} century"
    return _en_year(year)


def _suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _en_range(date: PartialDate) -> str:
    left, right = (PartialDate.parse(end) for end in date.edtf.split("/"))
    same_year = left.earliest[0] == right.earliest[0]
    if _same_month(left, right):
        return f"{left.earliest[2]}–{_en(right)}"
    if same_year and left.precision is right.precision is Precision.MONTH:
        return f"{MONTHS[left.earliest[1]]}–{_en(right)}"
    if left.precision is right.precision is Precision.YEAR:
        return f"{_en(left)}–{_en(right)}"
    if same_year and left.precision is right.precision is Precision.DAY:
        return f"{left.earliest[2]} {MONTHS[left.earliest[1]]} – {_en(right)}"
    return f"{_en(left)} – {_en(right)}"


def _en_short(date: PartialDate) -> str:
    _, month, day = date.earliest
    if date.precision is Precision.DAY:
        return f"{day} {SHORT_MONTHS[month]}"
    if date.precision is Precision.MONTH:
        return MONTHS[month]
    return _en_coarse(date).rpartition(" ")[0] or _en_coarse(date)


def _zh_year(year: int) -> str:
    return f"{year}年" if year > 0 else f"公元前{1 - year}年"


def _zh(date: PartialDate) -> str:
    if date.precision is Precision.OPEN:
        left, _, right = date.edtf.partition("/")
        if left in ("", ".."):
            return f"{_zh(PartialDate.parse(right))}前"
        return f"{_zh(PartialDate.parse(left))}起"
    if date.precision is Precision.RANGE:
        return _zh_range(date)
    return _zh_atom(date)


def _zh_range(date: PartialDate) -> str:
    left, right = (PartialDate.parse(end) for end in date.edtf.split("/"))
    if _same_month(left, right):
        return f"{_zh_atom(left)}至{right.latest[2]}日"
    same_year = left.earliest[0] == right.earliest[0]
    coarse = Precision.YEAR in (left.precision, right.precision)
    return f"{_zh_atom(left)}至{_zh_atom(right, year=coarse or not same_year)}"


def _zh_atom(date: PartialDate, *, year: bool = True) -> str:
    number, month, day = date.earliest
    head = _zh_year(number) if year else ""
    if date.precision is Precision.DAY:
        return f"{head}{month}月{day}日"
    if date.precision is Precision.MONTH:
        return f"{head}{month}月"
    if date.precision is Precision.SEASON:
        return f"{head}{_SEASONS['zh'][_code(date)]}" + ("" if year else "季")
    if date.precision is Precision.QUARTER:
        return f"{head}第{_ZH_ORDINALS[_code(date) - 32]}季度"
    if date.precision is Precision.HALF:
        return head + ("上半年" if _code(date) == 40 else "下半年")
    if date.precision is Precision.DECADE:
        return f"{number // 100 + 1}世纪{number % 100}年代" if number >= 0 else date.edtf
    if date.precision is Precision.CENTURY:
        return f"{number // 100 + 1}世纪"
    return _zh_year(number)
