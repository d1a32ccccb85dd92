"""The Chinese lunar calendar 1900-2100, by table.

One integer a year, in the layout that calendar programs have long shared: bits 0-3 give the leap month (0 for none),
bits 4-15 the lengths of months 12 to 1 (1 = 30 days), bit 16 the length of the leap month. The tests
check every new year and every leap month against the ``lunar_python`` package where it is
installed, and well-known new years without it.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from dateline.annotate.timex.arithmetic import add_days
from dateline.model.dates import Day

FIRST_YEAR: Final = 1900
_FIRST_DAY: Final[Day] = (1900, 1, 31)

# fmt: off
YEARS: Final = (
    0x04bd8, 0x04ae0, 0x0a570, 0x054d5, 0x0d260, 0x0d950, 0x16554, 0x056a0, 0x09ad0, 0x055d2,  # 1900
    0x04ae0, 0x0a5b6, 0x0a4d0, 0x0d250, 0x1d255, 0x0b540, 0x0d6a0, 0x0ada2, 0x095b0, 0x14977,  # 1910
    0x04970, 0x0a4b0, 0x0b4b5, 0x06a50, 0x06d40, 0x1ab54, 0x02b60, 0x09570, 0x052f2, 0x04970,  # 1920
    0x06566, 0x0d4a0, 0x0ea50, 0x16a95, 0x05ad0, 0x02b60, 0x186e3, 0x092e0, 0x1c8d7, 0x0c950,  # 1930
    0x0d4a0, 0x1d8a6, 0x0b550, 0x056a0, 0x1a5b4, 0x025d0, 0x092d0, 0x0d2b2, 0x0a950, 0x0b557,  # 1940
    0x06ca0, 0x0b550, 0x15355, 0x04da0, 0x0a5b0, 0x14573, 0x052b0, 0x0a9a8, 0x0e950, 0x06aa0,  # 1950
    0x0aea6, 0x0ab50, 0x04b60, 0x0aae4, 0x0a570, 0x05260, 0x0f263, 0x0d950, 0x05b57, 0x056a0,  # 1960
    0x096d0, 0x04dd5, 0x04ad0, 0x0a4d0, 0x0d4d4, 0x0d250, 0x0d558, 0x0b540, 0x0b6a0, 0x195a6,  # 1970
    0x095b0, 0x049b0, 0x0a974, 0x0a4b0, 0x0b27a, 0x06a50, 0x06d40, 0x0af46, 0x0ab60, 0x09570,  # 1980
    0x04af5, 0x04970, 0x064b0, 0x074a3, 0x0ea50, 0x06b58, 0x05ac0, 0x0ab60, 0x096d5, 0x092e0,  # 1990
    0x0c960, 0x0d954, 0x0d4a0, 0x0da50, 0x07552, 0x056a0, 0x0abb7, 0x025d0, 0x092d0, 0x0cab5,  # 2000
    0x0a950, 0x0b4a0, 0x0baa4, 0x0ad50, 0x055d9, 0x04ba0, 0x0a5b0, 0x15176, 0x052b0, 0x0a930,  # 2010
    0x07954, 0x06aa0, 0x0ad50, 0x05b52, 0x04b60, 0x0a6e6, 0x0a4e0, 0x0d260, 0x0ea65, 0x0d530,  # 2020
    0x05aa0, 0x076a3, 0x096d0, 0x04afb, 0x04ad0, 0x0a4d0, 0x1d0b6, 0x0d250, 0x0d520, 0x0dd45,  # 2030
    0x0b5a0, 0x056d0, 0x055b2, 0x049b0, 0x0a577, 0x0a4b0, 0x0aa50, 0x1b255, 0x06d20, 0x0ada0,  # 2040
    0x14b63, 0x09370, 0x049f8, 0x04970, 0x064b0, 0x168a6, 0x0ea50, 0x06b20, 0x1a6c4, 0x0aae0,  # 2050
    0x092e0, 0x0d2e3, 0x0c960, 0x0d557, 0x0d4a0, 0x0da50, 0x05d55, 0x056a0, 0x0a6d0, 0x055d4,  # 2060
    0x052d0, 0x0a9b8, 0x0a950, 0x0b4a0, 0x0b6a6, 0x0ad50, 0x055a0, 0x0aba4, 0x0a5b0, 0x052b0,  # 2070
    0x0b273, 0x06930, 0x07337, 0x06aa0, 0x0ad50, 0x14b55, 0x04b60, 0x0a570, 0x054e4, 0x0d160,  # 2080
    0x0e968, 0x0d520, 0x0daa0, 0x16aa6, 0x056d0, 0x04ae0, 0x0a9d4, 0x0a2d0, 0x0d150, 0x0f252,  # 2090
    0x0d520,  # 2100
)
# fmt: on


def leap_month(year: int) -> int:
    """Return the month that is doubled in a lunar year, or 0."""
    return YEARS[year - FIRST_YEAR] & 15


def month_length(year: int, month: int, *, leap: bool = False) -> int:
    """Return 29 or 30; 0 for a leap month the year does not have."""
    bits = YEARS[year - FIRST_YEAR]
    if leap:
        return 0 if bits & 15 != month else 29 + (bits >> 16 & 1)
    return 29 + (bits >> (16 - month) & 1)


@cache
def _months(year: int) -> tuple[tuple[int, bool, int], ...]:
    """The months of a year in order: number, whether it is the leap one, length."""
    months: list[tuple[int, bool, int]] = []
    for month in range(1, 13):
        months.append((month, False, month_length(year, month)))
        if leap_month(year) == month:
            months.append((month, True, month_length(year, month, leap=True)))
    return tuple(months)


@cache
def new_year(year: int) -> Day | None:
    """Return the first day of a lunar year; None outside the table."""
    if not FIRST_YEAR <= year < FIRST_YEAR + len(YEARS):
        return None
    days = sum(length for before in range(FIRST_YEAR, year) for _, _, length in _months(before))
    return add_days(_FIRST_DAY, days)


def gregorian(year: int, month: int, day: int, *, leap: bool = False) -> Day | None:
    """Return the Gregorian day of a lunar one; None outside the table or where the month is shorter.

    ``day`` -1 is the last day of the month (除夕 is the last day of the twelfth).

    >>> gregorian(2024, 8, 15)
    (2024, 9, 17)
    """
    first = new_year(year)
    if first is None or not 1 <= month <= 12:
        return None
    for number, is_leap, length in _months(year):
        if (number, is_leap) == (month, leap):
            day = length if day < 0 else day
            return add_days(first, day - 1) if 1 <= day <= length else None
        first = add_days(first, length) or first
    return None


def lunar_month(year: int, month: int, *, leap: bool = False) -> tuple[Day, Day] | None:
    """Return the first and last Gregorian day of a lunar month."""
    first, last = gregorian(year, month, 1, leap=leap), gregorian(year, month, -1, leap=leap)
    return None if first is None or last is None else (first, last)
