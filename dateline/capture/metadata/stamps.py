"""Calendar dates as pages write them: numbers, Chinese, Japanese, Korean, and month names of many languages.

Pure functions over one string. Every date keeps what the page gives: a time of day and a zone where there is one, a
missing year as a missing year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.capture.metadata.months import MONTHS
from dateline.model.dates import last_day

FIRST_YEAR: Final = 1990
"""Web pages older than this do not exist."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date found in a text.

    ``year`` is 0 where the text gives none; ``time`` is ``HH:MM`` or ``HH:MM:SS`` or empty, ``zone`` ``Z`` or
    ``+08:00`` or empty. ``start``/``end`` span the expression, half-open, in code points.
    """

    year: int
    month: int
    day: int
    time: str = ""
    zone: str = ""
    start: int = 0
    end: int = 0
    ambiguous: bool = False

    @property
    def date(self) -> str:
        """The day in EDTF, or empty where the year is not known."""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if self.year else ""

    @property
    def edtf(self) -> str:
        """Day, and time with zone where the text gives a time."""
        return f"{self.date}T{self.time}{self.zone}" if self.date and self.time else self.date


_TIME = (
    r"(?:\s{0,4}(?:[T,，•·|]|at|um|kl\.?|ore|às|a las|à|klo|às|o|в|lúc|-|—|\((?:mon|tue|wed|thu|fri|sat|sun)\w{0,6}\)|"
    r"(?:星期|周|週)[一二三四五六日天]|[（(][月火水木金土日월화수목금토일][)）])?\s{0,4}"
    r"(?P<half>上午|下午|晚上|凌晨|早上|中午|午前|午後|오전|오후)?\s{0,2}"
    r"(?P<hour>[0-2]?\d)\s?(?:[:：.h]|时|時|点|點|시\s?)\s?(?P<minute>[0-5]\d)(?:(?:[:：]|分\s?|분\s?)(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?"
    r"\s{0,2}[分秒분초]?\s{0,2}(?P<meridiem>[ap]\.?m\b\.?)?\s{0,2}"
    r"(?P<zone>Z\b|(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}\b|[A-Z]{2,4}T\b)?)?"
)
_YMD = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d{2})(?:\s?(?P<sep>[-/.年년])\s?)(?P<month>[01]?\d)(?:\s?(?:(?P=sep)|月|월)\s?)"
    r"(?P<day>[0-3]?\d)(?!\d)\s?[日号號일.]?" + _TIME,
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>20[0-4]\d|199\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)" + _TIME, re.IGNORECASE
)
_SHORT_YEAR = re.compile(
    r"(?<![\d.:-])(?P<year>[0-4]\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d-])" + _TIME, re.IGNORECASE
)
_NO_YEAR = re.compile(
    r"(?<![\d年/.:-])(?P<month>[01]?\d)(?:月\s?(?P<day1>[0-3]?\d)\s?[日号號]|(?P<sep>[-/])(?P<day2>[0-3]?\d)(?![\d/-]))"
    + _TIME,
    re.IGNORECASE,
)
_DMY = re.compile(
    r"(?<![\d.])(?P<first>[0-3]?\d)(?P<sep>[./-])\s?(?P<second_>[0-3]?\d)(?P=sep)\s?(?P<year>(?:19|20)\d{2})(?!\d)"
    + _TIME,
    re.IGNORECASE,
)
_MINGUO = re.compile(
    r"民[國国]\s?(?P<year>\d{2,3})\s?年\s?(?P<month>[01]?\d)\s?月\s?(?P<day>[0-3]?\d)\s?日" + _TIME, re.IGNORECASE
)
_NAME = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_DAY_NAME = re.compile(
    rf"(?<![\d.])(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|ª|\.)?,?\s{{1,2}}(?:de\s|d')?(?P<name>{_NAME})\b\.?,?\s{{0,2}}"
    rf"(?:de\s|del\s|of\s)?(?P<year>(?:19|20)\d{{2}})(?!\d),?(?:\s{{0,2}}г\.?)?" + _TIME,
    re.IGNORECASE,
)
_NAME_DAY = re.compile(
    rf"\b(?P<name>{_NAME})\b\.?\s{{1,2}}(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?\s{{1,2}}(?P<year>(?:19|20)\d{{2}})(?!\d),?"
    + _TIME,
    re.IGNORECASE,
)
_AFTERNOON: Final = frozenset({"下午", "晚上", "午後", "오후"})


def find_stamps(text: str, *, month_first: bool = False, yearless: bool = False) -> list[Stamp]:
    """Return the dates in ``text`` in order; overlapping readings keep the longest.

    ``month_first`` reads 11/28/2024 the American way when both readings are possible. ``yearless`` also returns
    11月28日 and 10-08 12:00 (a numeric day and month only with a time of day).

    >>> [stamp.edtf for stamp in find_stamps("2024年11月28日 08:15 来源：新京报")]
    ['2024-11-28T08:15']
    >>> [stamp.date for stamp in find_stamps("Updated November 28, 2024 at 3:05 p.m. EST")]
    ['2024-11-28']
    """
    if not any(char.isdigit() for char in text):
        return []
    found = [
        stamp
        for pattern in (_YMD, _MINGUO, _COMPACT, _DAY_NAME, _NAME_DAY)
        for match in pattern.finditer(text)
        if (stamp := _stamp(match))
    ]
    found += [stamp for match in _DMY.finditer(text) if (stamp := _day_month(match, month_first=month_first))]
    found += [stamp for match in _SHORT_YEAR.finditer(text) if match["hour"] and (stamp := _stamp(match))]
    if yearless:
        found += [stamp for match in _NO_YEAR.finditer(text) if (stamp := _without_year(match))]
    return _outermost(found)


def _outermost(found: list[Stamp]) -> list[Stamp]:
    out: list[Stamp] = []
    for stamp in sorted(found, key=lambda s: (s.start, -s.end)):
        if not out or stamp.start >= out[-1].end:
            out.append(stamp)
    return out


def _stamp(match: re.Match[str]) -> Stamp | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if match.re is _SHORT_YEAR:
        year += 2000
    elif match.re is _MINGUO:
        year += 1911
    month = MONTHS[groups["name"].lower()] if "name" in groups else int(groups["month"])
    return _checked(match, year, month, int(groups["day"]))


def _day_month(match: re.Match[str], *, month_first: bool) -> Stamp | None:
    first, second, year = int(match["first"]), int(match["second_"]), int(match["year"])
    ambiguous = first <= 12 and second <= 12 and first != second and match["sep"] != "."
    swap = second > 12 or (ambiguous and month_first)
    day, month = (second, first) if swap else (first, second)
    return _checked(match, year, month, day, ambiguous=ambiguous)


def _without_year(match: re.Match[str]) -> Stamp | None:
    if match["sep"] and not match["hour"]:
        return None
    return _checked(match, 0, int(match["month"]), int(match["day1"] or match["day2"]))


def _checked(match: re.Match[str], year: int, month: int, day: int, *, ambiguous: bool = False) -> Stamp | None:
    if not 1 <= month <= 12 or not 1 <= day <= last_day(year or 2024, month) or (year and year < FIRST_YEAR):
        return None
    time = _time_of(match)
    end = match.end() if time else _end_of_day(match)
    return Stamp(year, month, day, time, _zone(match["zone"]) if time else "", match.start(), end, ambiguous)


def _end_of_day(match: re.Match[str]) -> int:
    start = match.start("hour")
    return start if start >= 0 else match.end()


def _time_of(match: re.Match[str]) -> str:
    if not match["hour"]:
        return ""
    hour = int(match["hour"])
    meridiem = (match["meridiem"] or "").lower()
    if (match["half"] in _AFTERNOON or meridiem.startswith("p")) and hour < 12:
        hour += 12
    elif meridiem.startswith("a") and hour == 12:
        hour = 0
    if hour > 23:
        return ""
    tail = f":{match['second']}" if match["second"] else ""
    return f"{hour:02d}:{match['minute']}{tail}"


def _zone(text: str | None) -> str:
    """Return ``Z`` or an offset; a zone's letters alone (EST, CEST) are not one offset the year round."""
    if not text:
        return ""
    upper = text.upper()
    if upper in ("Z", "UTC", "GMT"):
        return "Z"
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", upper)
    if not match or int(match[2]) > 14:
        return ""
    return f"{match[1]}{int(match[2]):02d}:{match[3] or '00'}"


def resolve_year(stamp: Stamp, captured: str) -> Stamp:
    """Give a year-less date the latest year in which it does not lie after the capture.

    Returned unchanged where the capture day is not known.

    >>> resolve_year(Stamp(0, 11, 28), "2025-11-01").date
    '2024-11-28'
    """
    if stamp.year or not re.match(r"\d{4}-\d{2}-\d{2}", captured):
        return stamp
    year, month, day = int(captured[:4]), int(captured[5:7]), int(captured[8:10])
    if (stamp.month, stamp.day) > (month, day):
        year -= 1
    if (stamp.month, stamp.day) == (2, 29):
        while last_day(year, 2) != 29:
            year -= 1
    return Stamp(year, stamp.month, stamp.day, stamp.time, stamp.zone, stamp.start, stamp.end)
