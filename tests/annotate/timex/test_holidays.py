"""Holidays: each kind of rule against well-known days."""

from __future__ import annotations

import pytest

from dateline.annotate.timex.holidays import AFTER_THANKSGIVING, EASTER, FIXED, LUNAR, NTH, SOLAR, holiday


@pytest.mark.parametrize(("key", "year", "day"), [
    ("national-day-cn", 2024, "2024-10-01"), ("christmas", 1999, "1999-12-25"), ("thanksgiving", 2023, "2023-11-23"),
    ("thanksgiving", 2024, "2024-11-28"), ("labor-day-us", 2024, "2024-09-02"), ("memorial-day-us", 2024, "2024-05-27"),
    ("mothers-day", 2024, "2024-05-12"), ("fathers-day", 2024, "2024-06-16"), ("black-friday", 2024, "2024-11-29"),
    ("cyber-monday", 2024, "2024-12-02"), ("easter", 2024, "2024-03-31"), ("easter", 2025, "2025-04-20"), ("easter", 1961, "1961-04-02"),
    ("good-friday", 2023, "2023-04-07"), ("ash-wednesday", 2024, "2024-02-14"), ("pentecost", 2022, "2022-06-05"),
    ("spring-festival", 2024, "2024-02-10"), ("mid-autumn", 2024, "2024-09-17"), ("dragon-boat", 2023, "2023-06-22"),
    ("lantern", 2023, "2023-02-05"), ("double-ninth", 2024, "2024-10-11"), ("lunar-new-years-eve", 2025, "2025-01-28"),
    ("laba", 2022, "2022-01-10"), ("small-year", 2020, "2020-01-17"), ("qingming", 2023, "2023-04-05"), ("qingming", 2024, "2024-04-04"),
    ("winter-solstice", 2024, "2024-12-21"), ("winter-solstice", 2023, "2023-12-22"), ("liqiu", 2024, "2024-08-07"),
    ("chunfen", 2024, "2024-03-20"), ("mlk-day", 2024, "2024-01-15"),
])
def test_known_days(key: str, year: int, day: str):
    assert str(holiday(key, year)) == day


def test_unknown_keys_and_years_give_nothing():
    assert holiday("no-such-day", 2024) is None
    assert holiday("mid-autumn", 1800) is None
    assert holiday("qingming", 2150) is None
    assert holiday("christmas", 0) is None


def test_keys_belong_to_one_table():
    tables = [FIXED, NTH, AFTER_THANKSGIVING, EASTER, LUNAR, SOLAR]
    keys = [key for table in tables for key in table]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("key", [*FIXED, *NTH, *AFTER_THANKSGIVING, *EASTER, *LUNAR, *SOLAR])
def test_every_holiday_has_a_day_this_century(key: str):
    assert all(holiday(key, year) is not None for year in (2001, 2024, 2050))
