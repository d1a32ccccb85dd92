"""Partial dates: the EDTF subset, its bounds, and agreement with the ``edtf`` package."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.dates import HIGH, LOW, DateError, PartialDate, Precision, last_day

BOUNDS = [
    ("2024", (2024, 1, 1), (2024, 12, 31), Precision.YEAR),
    ("2024-02", (2024, 2, 1), (2024, 2, 29), Precision.MONTH),
    ("2024-11-28", (2024, 11, 28), (2024, 11, 28), Precision.DAY),
    ("2023-21", (2023, 3, 1), (2023, 5, 31), Precision.SEASON),
    ("2023-22", (2023, 6, 1), (2023, 8, 31), Precision.SEASON),
    ("2023-24", (2023, 12, 1), (2024, 2, 29), Precision.SEASON),
    ("2024-33", (2024, 1, 1), (2024, 3, 31), Precision.QUARTER),
    ("2024-36", (2024, 10, 1), (2024, 12, 31), Precision.QUARTER),
    ("2024-40", (2024, 1, 1), (2024, 6, 30), Precision.HALF),
    ("2024-41", (2024, 7, 1), (2024, 12, 31), Precision.HALF),
    ("199X", (1990, 1, 1), (1999, 12, 31), Precision.DECADE),
    ("18XX", (1800, 1, 1), (1899, 12, 31), Precision.CENTURY),
    ("2022-11/2023-02", (2022, 11, 1), (2023, 2, 28), Precision.RANGE),
    ("../2024-12", LOW, (2024, 12, 31), Precision.OPEN),
    ("2018/..", (2018, 1, 1), HIGH, Precision.OPEN),
    ("-0220", (-220, 1, 1), (-220, 12, 31), Precision.YEAR),
    ("2024-11-28T09:30", (2024, 11, 28), (2024, 11, 28), Precision.DAY),
    ("2024-XX", (2024, 1, 1), (2024, 12, 31), Precision.YEAR),
    ("2024-11-XX", (2024, 11, 1), (2024, 11, 30), Precision.MONTH),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), BOUNDS)
def test_bounds_and_precision(text, earliest, latest, precision):
    date = PartialDate.parse(text)
    assert (date.earliest, date.latest, date.precision, str(date)) == (earliest, latest, precision, text)


@pytest.mark.parametrize("text", [
    "", "24", "2024-13", "2024-00", "2023-02-29", "2024-1", "2024/2023", "../..", "/", "2024-11-31", "199X-05", "2024-99", "now",
    "2024-XX-05", "2024T10:00", "2024-11-28 ", "2001/2002/2003", "20244", "２０２４",
])
def test_what_is_no_date(text: str):
    with pytest.raises(DateError):
        PartialDate.parse(text)


def test_marks_of_doubt_are_kept():
    assert PartialDate.parse("2024-09~").approximate
    assert PartialDate.parse("2024-09?").uncertain
    both = PartialDate.parse("2024-09%")
    assert both.approximate
    assert both.uncertain
    assert PartialDate.parse("2020~/2024").approximate


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("2024", "2024"), ("2024-11~", "2024-11"), ("2024-11-28?", "2024-11-28"), ("2024-11-XX", "2024-11"),
        ("2024-XX-XX%", "2024"), ("2024-11-28T08:15+08:00", "2024-11-28"), ("-0044-03-15", "-0044-03-15"),
        ("2024-33", ""), ("202X", ""), ("2024-11/2024-12", ""), ("../2024", ""),
    ],
)
def test_the_form_of_calendars_has_no_marks_and_no_time(text: str, calendar: str):
    assert PartialDate.parse(text).calendar == calendar


def test_constructors_write_edtf():
    assert PartialDate.day(2024, 2, 9).edtf == "2024-02-09"
    assert PartialDate.month(2024, 34).precision is Precision.QUARTER
    assert PartialDate.year(-220).edtf == "-0220"
    with pytest.raises(DateError):
        PartialDate.day(2023, 2, 29)


def test_order_puts_the_more_precise_first_and_open_starts_by_their_end():
    texts = ["2024", "2024-01", "2024-01-01", "../2023-12", "2024-02/.."]
    ordered = sorted((PartialDate.parse(text) for text in texts), key=lambda date: date.sort_key)
    assert [date.edtf for date in ordered] == ["../2023-12", "2024-01-01", "2024-01", "2024", "2024-02/.."]


def test_overlap_and_containment():
    year, month, later = (PartialDate.parse(text) for text in ("2024", "2024-11", "2025-01/.."))
    assert year.contains(month)
    assert not month.contains(year)
    assert year.overlaps(month)
    assert not year.overlaps(later)


def test_start_year_of_an_open_interval():
    assert PartialDate.parse("../2024").start_year is None
    assert PartialDate.parse("2018/..").start_year == 2018


ATOMS = st.one_of(
    st.integers(1000, 2999).map(lambda y: f"{y:04d}"),
    st.tuples(st.integers(1000, 2999), st.integers(1, 12)).map(lambda t: f"{t[0]:04d}-{t[1]:02d}"),
    st.tuples(st.integers(1000, 2999), st.integers(1, 12), st.integers(1, 28)).map(lambda t: f"{t[0]:04d}-{t[1]:02d}-{t[2]:02d}"),
)


@settings(deadline=None, max_examples=60)
@given(ATOMS, ATOMS)
def test_bounds_agree_with_the_edtf_package(left: str, right: str):
    """The oracle is slow and only for levels 0 and 1; seasons and quarters differ on purpose (see docs/explanation/dates.md)."""
    edtf = pytest.importorskip("edtf")
    for text in (left, "/".join(sorted((left, right)))):
        try:
            ours = PartialDate.parse(text)
        except DateError:
            continue
        oracle = edtf.parse_edtf(text)
        assert ours.earliest == tuple(oracle.lower_strict()[:3])
        assert ours.latest == tuple(oracle.upper_strict()[:3])


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="0123456789-/.XYT:~?%Z ", max_size=24))
def test_any_text_is_a_date_or_a_clear_error(text: str):
    try:
        date = PartialDate.parse(text)
    except DateError as error:
        assert str(error)
        return
    assert date.earliest <= date.latest
    assert PartialDate.parse(date.edtf) == date


def test_month_lengths():
    assert [last_day(2024, month) for month in (1, 2, 4)] == [31, 29, 30]
    assert last_day(1900, 2) == 28
    assert last_day(0, 2) == 29
