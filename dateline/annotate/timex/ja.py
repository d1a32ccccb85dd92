"""Japanese: a small module that shows what a language needs.

One table of rules (id, pattern, reader); the resolver does the rest. It covers what news has most of: dates in
figures and kanji, eras, 今年 and 翌日, weekdays, ranges, halves and quarters, 上旬 and 末.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from dateline.annotate.timex.expression import (
    Base,
    Between,
    Direction,
    Expression,
    Fields,
    Meaning,
    Open,
    Relative,
    Side,
    Unit,
    Window,
)
from dateline.text.numerals import parse_number, to_ascii_digits

_ERAS: Final = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""The year before each era's first (元年)."""
_YEARS: Final = {
    "今年": (0, Base.DCT), "本年": (0, Base.DCT), "昨年": (-1, Base.DCT), "去年": (-1, Base.DCT),
    "一昨年": (-2, Base.DCT),
    "来年": (1, Base.DCT), "再来年": (2, Base.DCT), "同年": (0, Base.PREVIOUS), "翌年": (1, Base.PREVIOUS),
    "前年": (-1, Base.PREVIOUS),
}
_MONTHS: Final = {
    "今月": (0, Base.DCT), "先月": (-1, Base.DCT), "来月": (1, Base.DCT), "先々月": (-2, Base.DCT),
    "同月": (0, Base.PREVIOUS),
    "翌月": (1, Base.PREVIOUS),
}
_DAYS: Final = {
    "今日": (0, Base.DCT), "本日": (0, Base.DCT), "昨日": (-1, Base.DCT), "一昨日": (-2, Base.DCT),
    "明日": (1, Base.DCT),
    "明後日": (2, Base.DCT), "同日": (0, Base.PREVIOUS), "翌日": (1, Base.PREVIOUS), "前日": (-1, Base.PREVIOUS),
}
_WEEKS: Final = {
    "今週": (0, Base.DCT), "先週": (-1, Base.DCT), "来週": (1, Base.DCT), "先々週": (-2, Base.DCT),
    "再来週": (2, Base.DCT),
    "翌週": (1, Base.PREVIOUS), "同週": (0, Base.PREVIOUS),
}
_WEEKDAYS: Final = {char: number for number, char in enumerate("月火水木金土日", 1)}
_PARTS: Final = {
    "上旬": "START", "初め": "START", "初旬": "START", "初頭": "START", "中旬": "MID", "半ば": "MID",
    "下旬": "END", "末": "END",
    "終わり": "END", "ごろ": "APPROX", "頃": "APPROX",
}
_SEASONS: Final = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_HALVES: Final = {"上半期": 40, "前半": 40, "下半期": 41, "後半": 41}
_UNITS: Final = {
    "年": Unit.YEAR, "か月": Unit.MONTH, "カ月": Unit.MONTH, "ヶ月": Unit.MONTH, "週間": Unit.WEEK, "日": Unit.DAY,
    "日間": Unit.DAY, "年間": Unit.YEAR,
}

_N: Final = "[0-9０-９]"
_KANJI: Final = "[〇一二三四五六七八九十]"
_YEAR: Final = (
    f"(?P<era>明治|大正|昭和|平成|令和)(?P<era_year>元|{_N}{{1,2}}|{_KANJI}{{1,3}})年"
    f"|(?P<year>{_N}{{4}}|[一二]{_KANJI}{{3}})年|(?P<year_word>{'|'.join(sorted(_YEARS, key=len, reverse=True))})"
)
_MONTH: Final = (
    f"(?P<month>{_N}{{1,2}}|{_KANJI}{{1,2}})月(?![堂島面謝光])"
    f"|(?P<month_word>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
)
_DAY: Final = f"(?P<day>{_N}{{1,2}}|{_KANJI}{{1,3}})日(?!間|本|々|後|前)"
_TIME: Final = f"(?:(?:午前|午後|早朝|未明|朝|昼|夕方|夜|深夜|正午)(?:{_N}{{1,2}}時(?:{_N}{{1,2}}分|半)?)?)?"
_PART: Final = f"(?P<part>{'|'.join(_PARTS)})?"
_ONLY: Final = f"(?P<only>{_N}{{1,2}})日(?!間|本|々|後|前|目)"
_TAIL: Final = (
    f"の?(?:{_MONTH})(?:{_DAY})?|の?(?P<season>[春夏秋冬])(?![節分])|の?(?P<half>上半期|下半期|前半|後半)"
    "|の?第(?P<quarter>[1-4一二三四])四半期"
)


def _plain(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


_DATE: Final = (
    f"(?={_plain(_YEAR)}|{_plain(_MONTH)}|{_plain(_ONLY)})(?:{_YEAR})?(?:{_TAIL}|{_ONLY})?"
)
"""A year, a year with what follows it, or a month or day alone."""
_ONE: Final = re.compile(f"(?:{_DATE}){_PART}(?:（[月火水木金土日]）)?{_TIME}")
_RULES: Final[tuple[tuple[str, str], ...]] = (
    ("range", f"(?:{_plain(_DATE)})(?:から|〜|～|-|—)(?:{_plain(_DATE)})(?:まで)?"),
    ("open", f"(?:{_plain(_DATE)}){_plain(_PART)}(?:以降|以来|以前|まで)"),
    ("date", _plain(f"(?:{_DATE}){_PART}(?:（[月火水木金土日]）)?{_TIME}")),
    ("day", f"(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))}){_TIME}"),
    ("week", f"(?:{'|'.join(sorted(_WEEKS, key=len, reverse=True))})(?:の?[月火水木金土日]曜日?)?"),
    ("weekday", "[月火水木金土日]曜日?(?!版)"),
    ("ago", f"(?:{_N}{{1,3}}|{_KANJI}{{1,3}})(?:年|[かカヶ]月|週間|日)前"),
    ("later", f"(?:{_N}{{1,3}}|{_KANJI}{{1,3}})(?:年|[かカヶ]月|週間|日)後"),
    ("window", f"(?:過去|この|今後)(?:{_N}{{1,3}}|{_KANJI}{{1,3}})(?:年間|[かカヶ]月|週間|日間|年)"),
)
_NOT_AFTER: Final = "(?<![0-9０-９〇一二三四五六七八九十第.,．，])"
_SCAN: Final = re.compile(_NOT_AFTER + "(?:" + "|".join(f"(?P<{rule}>{pattern})" for rule, pattern in _RULES) + ")")
_FUTURE: Final = re.compile("予定|見通し|見込み|方針|計画|だろう|する考え|を目指")


def _number(text: str) -> int:
    return parse_number(to_ascii_digits(text)) or 0


def _fields(text: str) -> tuple[Fields, str]:
    """Read one date and its modifier."""
    match = _ONE.match(text)
    if match is None:
        return Fields(), ""
    kept: dict[str, Any] = {}
    if match["era"]:
        kept["year"] = _ERAS[match["era"]] + (1 if match["era_year"] == "元" else _number(match["era_year"]))
    elif match["year"]:
        kept["year"] = _number(match["year"])
    elif match["year_word"]:
        kept |= _reference(Unit.YEAR, _YEARS[match["year_word"]])
    month, month_word, day = (match["month"], match["month_word"], match["day"])
    if month:
        kept["month"] = _number(month)
    elif month_word:
        kept |= _reference(Unit.MONTH, _MONTHS[month_word])
    if day or match["only"]:
        kept["day"] = _number(day or match["only"])
    if match["season"] or match["half"]:
        kept["code"] = _SEASONS.get(match["season"] or "") or _HALVES[match["half"]]
    if match["quarter"]:
        kept["code"] = 32 + _number(match["quarter"])
    return Fields(**kept), _PARTS.get(match["part"] or "", "")


def _reference(unit: Unit, word: tuple[int, Base]) -> dict[str, Any]:
    return {"unit": unit, "offset": word[0], "base": word[1]}


def _simple(fields: Fields) -> Meaning:
    """A reference with nothing smaller is a step from its base."""
    bare = fields.month is None and fields.day is None and fields.code is None
    return Relative(fields.unit, fields.offset, fields.base) if fields.unit is not None and bare else fields


def _date(text: str) -> tuple[Meaning, str]:
    fields, mod = _fields(text)
    return _simple(fields), mod


def _range(text: str) -> tuple[Meaning, str]:
    first, last = re.split("から|〜|～|-|—", text.removesuffix("まで"), maxsplit=1)
    return Between(_date(first)[0], _date(last)[0]), ""


def _open(text: str) -> tuple[Meaning, str]:
    side = Side.BEFORE if text.endswith(("以前", "まで")) else Side.AFTER
    return Open(_date(text)[0], side), ""


def _day(text: str) -> tuple[Meaning, str]:
    word = next(word for word in sorted(_DAYS, key=len, reverse=True) if text.startswith(word))
    return Relative(Unit.DAY, *_DAYS[word]), ""


def _week(text: str) -> tuple[Meaning, str]:
    word = next(word for word in sorted(_WEEKS, key=len, reverse=True) if text.startswith(word))
    offset, base = _WEEKS[word]
    weekday = re.search("[月火水木金土日](?=曜)", text)
    if weekday is None:
        return Relative(Unit.WEEK, offset, base), ""
    return Fields(unit=Unit.WEEK, offset=offset, base=base, weekday=_WEEKDAYS[weekday.group()]), ""


def _distance(sign: int, base: Base) -> Callable[[str], tuple[Meaning, str]]:
    def read(text: str) -> tuple[Meaning, str]:
        count = re.match(f"{_N}+|{_KANJI}+", text)
        unit = _UNITS[text[count.end() if count else 0:-1]]
        return Relative(unit, sign * _number(count.group() if count else ""), base, exact=True), ""

    return read


def _window(text: str) -> tuple[Meaning, str]:
    count = re.search(f"{_N}+|{_KANJI}+", text)
    unit = _UNITS[text[count.end() if count else 0:]]
    sign = 1 if text.startswith("今後") else -1
    return Window(unit, sign * _number(count.group() if count else ""), rounded=unit >= Unit.YEAR), ""


_READERS: Final[dict[str, Callable[[str], tuple[Meaning, str]]]] = {
    "range": _range, "open": _open, "date": _date, "day": _day, "week": _week,
    "weekday": lambda text: (Fields(weekday=_WEEKDAYS[text[0]]), ""),
    "ago": _distance(-1, Base.DCT), "later": _distance(1, Base.PREVIOUS), "window": _window,
}


@lru_cache(maxsize=10_000)
def _read(rule: str, surface: str) -> tuple[Meaning, str]:
    return _READERS[rule](surface)


class _Japanese:
    """The language module."""

    code = "ja"

    def find(self, text: str, start: int, end: int) -> list[Expression]:
        found = []
        for match in _SCAN.finditer(text, start, end):
            rule = match.lastgroup or ""
            meaning, mod = _read(rule, match.group())
            found.append(Expression(match.start(), match.end(), meaning, f"ja.{rule}", mod))
        return found

    def direction(self, text: str, start: int, end: int, low: int, high: int) -> Direction:  # noqa: ARG002
        """Japanese tells the future at the end of the sentence: 予定, 見通し."""
        stop = text.find("。", end, high)
        clause = text[end:stop if stop >= 0 else high]
        return Direction.FUTURE if _FUTURE.search(clause) else Direction.NONE


LANGUAGE: Final = _Japanese()
