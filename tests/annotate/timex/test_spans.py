"""Ranges, windows, moved periods."""

from __future__ import annotations

import pytest

from dateline.annotate.timex import spans
from dateline.annotate.timex.arithmetic import Period
from dateline.annotate.timex.expression import Fields, Side, Unit, Window
from dateline.model.dates import PartialDate

TODAY = Period(Unit.DAY, (2024, 11, 28))


def date(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize(("first", "last", "joined"), [
    ("2024-11-28", "2024-11-30", "2024-11-28/2024-11-30"), ("2024", "2024", "2024"), ("2019-35", "2020-33", "2019-07/2020-03"),
    ("198X", "199X", "1980/1999"), ("2022-11/2022-12", "2023-02", "2022-11/2023-02"), ("2023-24", "2024-21", "2023-12/2024-05"),
])
def test_joining_ends(first: str, last: str, joined: str):
    assert spans.join(date(first), date(last)).edtf == joined


def test_a_range_does_not_run_backwards():
    assert spans.join(date("2024"), date("2023")) is None


def test_opening_one_side():
    assert spans.opened(date("2024-12"), Side.BEFORE).edtf == "../2024-12"
    assert spans.opened(date("2018-05/2019"), Side.AFTER).edtf == "2018-05/.."


@pytest.mark.parametrize(("value", "years", "moved"), [
    ("2024-34", -1, "2023-34"), ("2024-01/2024-09", -1, "2023-01/2023-09"), ("2024-02-29", -1, "2023-02-28"), ("2024", 3, "2027"),
])
def test_the_same_period_of_another_year(value: str, years: int, moved: str):
    assert spans.shift_years(date(value), years).edtf == moved


@pytest.mark.parametrize(("window", "value"), [
    (Window(Unit.DAY, -30), "2024-10-29/2024-11-28"), (Window(Unit.MONTH, 3), "2024-11-28/2025-02-28"),
    (Window(Unit.YEAR, -1, rounded=True), "2023-11/2024-11"), (Window(Unit.YEAR, -1), "2023-11-28/2024-11-28"),
    (Window(Unit.WEEK, -2, calendar=True), "2024-11-11/2024-11-24"), (Window(Unit.MONTH, -42, rounded=True), "2021-05/2024-11"),
    (Window(Unit.DECADE, -1, rounded=True), "2014/2024"),
])
def test_windows(window: Window, value: str):
    assert spans.window(TODAY, window).edtf == value


def test_a_window_is_no_finer_than_its_base():
    year = Period(Unit.YEAR, (2024, 1, 1))
    assert spans.window(year, Window(Unit.YEAR, -3)).edtf == "2021/2024"
    assert spans.window(year, Window(Unit.DAY, -3)) is None


def test_lengths_as_durations():
    assert spans.iso_duration(Window(Unit.DAY, 60)) == "P60D"
    assert spans.iso_duration(Window(Unit.QUARTER, -2)) == "P6M"
    assert spans.iso_duration(Window(Unit.HOUR, 24)) == "PT24H"


def test_which_end_of_a_range_lacks_more():
    assert spans.says_less(Fields(day=28), Fields(month=12, day=3))
    assert spans.says_less(Fields(month=5), Fields(year=2024, month=7))
    assert not spans.says_less(Fields(month=11, day=28), Fields(day=30))
