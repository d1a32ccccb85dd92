"""What a grain tells of a date is what the date itself would have told."""

from __future__ import annotations

import pytest

from dateline.index.grains import QUARTERS, grain_of, overlaps
from dateline.model.dates import PartialDate, Precision

DATES = ("2024", "2024~", "2024-02", "2024-02-29", "2024-33", "2024-36", "2024-23", "2024-40", "202X", "2024-03/2024-05")
DAYS = [(year, month, day) for year in (2023, 2024, 2025) for month in range(1, 13) for day in (1, 15, 28)]


@pytest.mark.parametrize("edtf", DATES)
def test_a_grain_says_whether_a_date_shares_a_day_with_a_time_or_that_it_does_not_know(edtf):
    date = PartialDate.parse(edtf)
    grain = grain_of(date)
    for first in DAYS:
        for last in DAYS[DAYS.index(first) :: 5]:
            told = overlaps(grain, 2024, first, last)
            assert told in (None, date.latest >= first and date.earliest <= last)
            if date.precision in (Precision.YEAR, Precision.QUARTER):
                assert told is not None


def test_each_grain_has_a_quarter_or_none():
    quarters = {edtf: QUARTERS[grain_of(PartialDate.parse(edtf))] for edtf in DATES}
    assert quarters == {
        "2024": 0, "2024~": 0, "2024-02": 1, "2024-02-29": 1, "2024-33": 1, "2024-36": 4, "2024-23": 3, "2024-40": 0,
        "202X": 0, "2024-03/2024-05": 0,
    }  # fmt: skip
