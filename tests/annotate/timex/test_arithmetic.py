"""Periods: floors, steps, refusals, and the period that later expressions count from."""

from __future__ import annotations

import pytest

from dateline.annotate.timex.arithmetic import (
    Period,
    add_days,
    add_months,
    floor,
    is_day,
    move,
    nth_weekday,
    parse,
    period_of,
    weekday_of,
)
from dateline.annotate.timex.expression import Unit
from dateline.model.dates import PartialDate

DAY = Period(Unit.DAY, (2024, 11, 28))


@pytest.mark.parametrize(("unit", "count", "value"), [
    (Unit.DAY, -1, "2024-11-27"), (Unit.DAY, 4, "2024-12-02"), (Unit.WEEK, 0, "2024-11-25/2024-12-01"),
    (Unit.WEEK, 1, "2024-12-02/2024-12-08"), (Unit.WEEKEND, 0, "2024-11-30/2024-12-01"), (Unit.MONTH, -11, "2023-12"),
    (Unit.MONTH, 2, "2025-01"), (Unit.QUARTER, 0, "2024-36"), (Unit.QUARTER, 1, "2025-33"), (Unit.HALF, 0, "2024-41"),
    (Unit.HALF, -1, "2024-40"), (Unit.SEASON, 0, "2024-23"), (Unit.SEASON, 1, "2024-24"), (Unit.YEAR, -3, "2021"),
    (Unit.DECADE, -1, "201X"), (Unit.CENTURY, -1, "19XX"),
])
def test_moving_from_a_day(unit: Unit, count: int, value: str):
    moved = move(DAY, unit, count)
    assert moved is not None
    assert moved.date.edtf == value


def test_a_period_is_not_known_more_finely_than_it_is():
    month = Period(Unit.MONTH, (2024, 11, 1))
    assert move(month, Unit.DAY, -1) is None
    assert move(month, Unit.DAY, 0) == month
    assert move(month, Unit.YEAR, -1) == Period(Unit.YEAR, (2023, 1, 1))


def test_winter_is_named_by_the_year_it_starts_in():
    assert floor((2024, 2, 1), Unit.SEASON) == (2023, 12, 1)
    assert move(Period(Unit.DAY, (2024, 2, 1)), Unit.SEASON, 0).date.edtf == "2023-24"


def test_the_calendar_of_the_computer_ends():
    assert add_days((9999, 12, 31), 1) is None
    assert add_months((1, 1, 1), -1) is None
    assert move(Period(Unit.DAY, (9999, 12, 31)), Unit.YEAR, 1) is None
    assert move(Period(Unit.DAY, (-5, 1, 1)), Unit.YEAR, 1) is None


def test_months_shorten_to_their_last_day():
    assert add_months((2024, 1, 31), 1) == (2024, 2, 29)
    assert add_months((2024, 3, 31), -13) == (2023, 2, 28)


def test_weekdays_and_their_ordinals():
    assert weekday_of((2024, 11, 28)) == 4
    assert nth_weekday(2024, 11, 4, 4) == (2024, 11, 28)
    assert nth_weekday(2024, 11, 5, -1) == (2024, 11, 29)
    assert nth_weekday(2024, 11, 5, 6) is None
    assert not is_day(2023, 2, 29)


@pytest.mark.parametrize(("text", "unit", "first"), [
    ("2024-11-28", Unit.DAY, (2024, 11, 28)), ("2024", Unit.YEAR, (2024, 1, 1)), ("2024-33", Unit.QUARTER, (2024, 1, 1)),
    ("2024-11-25/2024-12-01", Unit.WEEK, (2024, 11, 25)), ("2024-11-30/2024-12-01", Unit.WEEKEND, (2024, 11, 30)),
    ("2024-05/2024-09", Unit.MONTH, (2024, 9, 1)), ("../2024-12", Unit.MONTH, (2024, 12, 1)), ("2018/..", Unit.YEAR, (2018, 1, 1)),
    ("199X", Unit.DECADE, (1990, 1, 1)),
])
def test_what_later_expressions_count_from(text: str, unit: Unit, first: tuple[int, int, int]):
    assert period_of(PartialDate.parse(text)) == Period(unit, first)


def test_reading_an_impossible_date_gives_nothing():
    assert parse("2023-02-30") is None
