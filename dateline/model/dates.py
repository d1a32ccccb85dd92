"""Partial dates in EDTF (ISO 8601-2:2019 level 1, plus quarters 33-36 and halves 40-41).

Notation: https://www.loc.gov/standards/datetime/. A value keeps exactly the precision it was
given; ``earliest`` and ``latest`` are for sorting and comparing, never for showing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

Day = tuple[int, int, int]
"""Year, month, day. A plain tuple because ``datetime.date`` has no year 0 and no open end."""

LOW: Final[Day] = (-99999, 1, 1)
"""Before every day: the start of an interval that is open on the left."""
HIGH: Final[Day] = (99999, 12, 31)
"""After every day: the end of an interval that is open on the right."""


class Precision(StrEnum):
    """The unit a date is known to."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"
    OPEN = "open"


CALENDAR: Final = frozenset((Precision.DAY, Precision.MONTH, Precision.YEAR))
"""The units that every calendar notation can write: ``2024-11-28``, ``2024-11``, ``2024``."""


def day_text(day: Day) -> str:
    """Write a day in EDTF: ``(2024, 11, 8)`` becomes ``2024-11-08``."""
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"


class DateError(ValueError):
    """The text is not a date in the EDTF subset that Dateline keeps."""


_ATOM = re.compile(
    r"(?P<year>-?\d{4}|-?\d{3}X|-?\d{2}XX|Y-?\d{5,})"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?P<time>T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"(?P<mark>[?~%])?",
    re.ASCII,
)
_FEBRUARY: Final = 2
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASON_START: Final[dict[int, int]] = {21: 3, 22: 6, 23: 9, 24: 12}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as it is known: ``2024``, ``2024-11``, ``2023-22``, ``2022-11/2022-12``, ``../2024-12``.

    Make one with :meth:`parse` (cached) or the small constructors; compare whole days through
    ``earliest`` and ``latest``, which are inclusive and may be ``LOW`` or ``HIGH``.
    """

    edtf: str
    earliest: Day
    latest: Day
    precision: Precision
    approximate: bool = False
    uncertain: bool = False

    @staticmethod
    def parse(text: str) -> PartialDate:
        """Read an EDTF string; raise DateError saying what is wrong with it.

        >>> PartialDate.parse("2024-33").latest
        (2024, 3, 31)
        """
        return _parse(text)

    @staticmethod
    def day(year: int, month: int, day: int) -> PartialDate:
        """Make a whole day; raise DateError for one the calendar does not have."""
        return _of(year, month, day)

    @staticmethod
    def month(year: int, month: int) -> PartialDate:
        """Make a month, or a season, quarter or half by its EDTF code."""
        return _of(year, month)

    @staticmethod
    def year(year: int) -> PartialDate:
        """Make a calendar year."""
        return _of(year)

    @property
    def start_year(self) -> int | None:
        """The first year, or None where the left end is open."""
        return None if self.earliest == LOW else self.earliest[0]

    @property
    def calendar(self) -> str:
        """The day, month or year as every calendar notation writes it; empty for what is known to another unit.

        >>> PartialDate.parse("2024-11-XX~").calendar, PartialDate.parse("2024-33").calendar
        ('2024-11', '')
        """
        if self.precision not in CALENDAR:
            return ""
        return self.edtf.rstrip("?~%").partition("T")[0].replace("-XX", "")

    @property
    def sort_key(self) -> tuple[Day, Day, str]:
        """Order by first day; of two that start together the more precise comes first.

        An interval open on the left sorts by its end, since nothing else is known of it.
        """
        first = self.latest if self.earliest == LOW else self.earliest
        return (first, self.latest, self.edtf)

    def overlaps(self, other: PartialDate) -> bool:
        """Tell whether some day belongs to both."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def contains(self, other: PartialDate) -> bool:
        """Tell whether every day of ``other`` belongs to this date."""
        return self.earliest <= other.earliest and other.latest <= self.latest

    def __str__(self) -> str:
        return self.edtf

    def __hash__(self) -> int:
        """Hash the notation alone, whose hash is kept: the rest follows from it, and dates are looked up everywhere."""
        return hash(self.edtf)

    def __reduce__(self) -> tuple[Callable[[str], PartialDate], tuple[str]]:
        """Pickle the notation alone: the rest follows from it, and equal dates are read back as one object."""
        return PartialDate.parse, (self.edtf,)


def places(dates: Iterable[PartialDate]) -> dict[str, int]:
    """Return for each date, by its notation, its place in the order of ``sort_key``: for sorting much by few dates."""
    known = {date.edtf: date for date in dates}
    return {date.edtf: place for place, date in enumerate(sorted(known.values(), key=lambda date: date.sort_key))}


def _year_text(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def last_day(year: int, month: int) -> int:
    """Return the length of a month in the proleptic Gregorian calendar."""
    if month == _FEBRUARY and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _LENGTHS[month - 1]


@lru_cache(maxsize=65536)
def _of(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    text = _year_text(year)
    if month is not None:
        text += f"-{month:02d}" if day is None else f"-{month:02d}-{day:02d}"
    return _parse(text)


@lru_cache(maxsize=65536)
def _parse(text: str) -> PartialDate:
    if "/" in text:
        return _interval(text)
    return _atom(text)


def _interval(text: str) -> PartialDate:
    left, _, right = text.partition("/")
    if "/" in right:
        raise DateError(f"{text!r} has more than one '/'")
    first = None if left in ("", "..") else _atom(left)
    last = None if right in ("", "..") else _atom(right)
    if first is None and last is None:
        raise DateError(f"{text!r} is open at both ends")
    earliest = first.earliest if first else LOW
    latest = last.latest if last else HIGH
    if earliest > latest:
        raise DateError(f"{text!r} ends before it starts")
    ends = [end for end in (first, last) if end]
    return PartialDate(
        text,
        earliest,
        latest,
        Precision.RANGE if len(ends) == 2 else Precision.OPEN,
        any(end.approximate for end in ends),
        any(end.uncertain for end in ends),
    )


def _atom(text: str) -> PartialDate:
    match = _ATOM.fullmatch(text)
    if match is None:
        raise DateError(f"{text!r} is not a date; write 2024, 2024-11, 2024-11-28 or an EDTF interval")
    mark = match["mark"] or ""
    earliest, latest, precision = _bounds(text, match)
    if match["time"] and precision is not Precision.DAY:
        raise DateError(f"{text!r} has a time of day but no day")
    return PartialDate(text, earliest, latest, precision, mark in ("~", "%"), mark in ("?", "%"))


def _bounds(text: str, match: re.Match[str]) -> tuple[Day, Day, Precision]:
    year_text, month_text, day_text = match["year"], match["month"], match["day"]
    if "X" in year_text:
        if month_text:
            raise DateError(f"{text!r} has a month in an unknown year")
        return _unknown_digits(year_text)
    year = int(year_text.removeprefix("Y"))
    if month_text is None or month_text == "XX":
        if day_text not in (None, "XX"):
            raise DateError(f"{text!r} has a day in an unknown month")
        return (year, 1, 1), (year, 12, 31), Precision.YEAR
    month = int(month_text)
    if day_text is None:
        return _coded(text, year, month)
    if not 1 <= month <= 12:
        raise DateError(f"{text!r} has no month {month_text}")
    if day_text == "XX":
        return (year, month, 1), (year, month, last_day(year, month)), Precision.MONTH
    day = int(day_text)
    if not 1 <= day <= last_day(year, month):
        raise DateError(f"{text!r}: that month has no day {day}")
    return (year, month, day), (year, month, day), Precision.DAY


def _unknown_digits(year_text: str) -> tuple[Day, Day, Precision]:
    stem = int(year_text.rstrip("X"))
    if year_text.endswith("XX"):
        return (stem * 100, 1, 1), (stem * 100 + 99, 12, 31), Precision.CENTURY
    return (stem * 10, 1, 1), (stem * 10 + 9, 12, 31), Precision.DECADE


def _coded(text: str, year: int, code: int) -> tuple[Day, Day, Precision]:
    if 1 <= code <= 12:
        return (year, code, 1), (year, code, last_day(year, code)), Precision.MONTH
    if code in _SEASON_START:
        return *_months(year, _SEASON_START[code], 3), Precision.SEASON
    if 33 <= code <= 36:
        return *_months(year, 3 * (code - 33) + 1, 3), Precision.QUARTER
    if code in (40, 41):
        return *_months(year, 6 * (code - 40) + 1, 6), Precision.HALF
    raise DateError(f"{text!r}: {code:02d} is no month, season (21-24), quarter (33-36) or half (40-41)")


def _months(year: int, first: int, count: int) -> tuple[Day, Day]:
    carry, last = divmod(first + count - 2, 12)
    end_year, end_month = year + carry, last + 1
    return (year, first, 1), (end_year, end_month, last_day(end_year, end_month))
