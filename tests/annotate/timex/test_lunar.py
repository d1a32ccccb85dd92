"""The lunar table: known new years, leap months, and agreement with lunar_python where it is installed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dateline.annotate.timex.lunar import FIRST_YEAR, YEARS, gregorian, leap_month, lunar_month, month_length, new_year


@pytest.mark.parametrize(("year", "day"), [
    (1900, (1900, 1, 31)), (1912, (1912, 2, 18)), (1949, (1949, 1, 29)), (1976, (1976, 1, 31)), (1985, (1985, 2, 20)),
    (2000, (2000, 2, 5)), (2008, (2008, 2, 7)), (2020, (2020, 1, 25)), (2023, (2023, 1, 22)), (2024, (2024, 2, 10)),
    (2025, (2025, 1, 29)), (2034, (2034, 2, 19)), (2100, (2100, 2, 9)),
])
def test_new_years_of_the_almanac(year: int, day: tuple[int, int, int]):
    assert new_year(year) == day


@pytest.mark.parametrize(("year", "month"), [(1987, 6), (2004, 2), (2006, 7), (2020, 4), (2023, 2), (2025, 6), (2033, 11), (2024, 0)])
def test_leap_months(year: int, month: int):
    assert leap_month(year) == month


@pytest.mark.parametrize(("lunar", "day"), [
    ((2024, 8, 15, False), (2024, 9, 17)), ((2020, 4, 1, True), (2020, 5, 23)), ((1987, 6, 1, True), (1987, 7, 26)),
    ((2023, 12, -1, False), (2024, 2, 9)), ((2033, 11, 1, True), (2033, 12, 22)), ((1933, 5, 30, True), (1933, 7, 22)),
])
def test_days_of_the_almanac(lunar: tuple[int, int, int, bool], day: tuple[int, int, int]):
    year, month, number, leap = lunar
    assert gregorian(year, month, number, leap=leap) == day


def test_days_that_do_not_exist():
    assert gregorian(2024, 2, 1, leap=True) is None
    assert gregorian(2024, 13, 1) is None
    assert gregorian(1899, 1, 1) is None
    assert gregorian(2101, 1, 1) is None
    short = next(month for month in range(1, 13) if month_length(2024, month) == 29)
    assert gregorian(2024, short, 30) is None
    assert lunar_month(2024, 1, leap=True) is None


def test_every_year_ends_where_the_next_begins():
    for year in range(FIRST_YEAR, FIRST_YEAR + len(YEARS) - 1):
        eve = gregorian(year, 12, -1)
        if leap_month(year) == 12:
            eve = gregorian(year, 12, -1, leap=True)
        assert date(*eve) + timedelta(1) == date(*new_year(year + 1)), year


def test_the_table_agrees_with_lunar_python():
    lunar_python = pytest.importorskip("lunar_python")
    for year in range(FIRST_YEAR, FIRST_YEAR + len(YEARS)):
        first = lunar_python.Lunar.fromYmd(year, 1, 1).getSolar()
        assert new_year(year) == (first.getYear(), first.getMonth(), first.getDay())
        assert leap_month(year) == lunar_python.LunarYear.fromYear(year).getLeapMonth()
