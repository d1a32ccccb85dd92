"""How finely a date is known, as a number: what parts and counts the events of a year asks no more of their dates.

1 to 12 is a month or a day in it, 13 to 16 a quarter, 17 to 20 a season, by the quarter it begins in, 21 the year, and
0 anything else.
"""

from __future__ import annotations

from typing import Final

from dateline.model.dates import Day, PartialDate, Precision

QUARTERS: Final = bytes((0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 1, 2, 3, 4, 1, 2, 3, 4, 0))
"""The quarter that each grain lies in, 0 for none."""
MONTHS: Final = range(1, 13)
WITHIN_QUARTER: Final = range(1, 17)
_QUARTER: Final = 12
_SEASON: Final = 16
_YEAR: Final = 21
_FINE: Final = frozenset((Precision.DAY, Precision.MONTH))


def grain_of(date: PartialDate) -> int:
    """Return the grain of a date."""
    month = date.earliest[1]
    if date.precision in _FINE:
        return month
    if date.precision is Precision.YEAR:
        return _YEAR
    if date.precision is Precision.QUARTER:
        return _QUARTER + (month + 2) // 3
    return _SEASON + (month + 2) // 3 if date.precision is Precision.SEASON else 0


def overlaps(grain: int, year: int, first: Day, last: Day) -> bool | None:
    """Tell whether a date of a year shares a day with the time between two; None where its grain leaves that open.

    >>> overlaps(2, 2024, (2024, 3, 5), (2025, 3, 5)), overlaps(13, 2024, (2024, 3, 5), (2025, 3, 5))
    (False, True)
    """
    if grain in MONTHS:
        low, high = (year, grain, 1), (year, grain, 31)
        known = high < first or low > last or (low >= first and high <= last)
        return high >= first and low <= last if known else None
    if grain == _YEAR:
        return first[0] <= year <= last[0]
    if _QUARTER < grain <= _SEASON:
        month = 3 * (grain - _QUARTER)
        return (year, month, 31) >= first and (year, month - 2, 1) <= last
    return None
