from __future__ import annotations

import pytest

from dateline.annotate.timex.en_scan import run_pattern
from dateline.annotate.timex.en_tokens import tokens
from dateline.annotate.timex.en_words import number_value, ordinal_value, spoken_year


def kinds(run: str) -> list[str]:
    return [token.kind for token in tokens(run)]


def runs(text: str) -> list[str]:
    return [match[1] for match in run_pattern().finditer(" " + text)]


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("nov. 28, 2024", ["month", "num", "comma", "year"]),
        ("the twenty-fourth of may", ["the", "ord", "of", "month"]),
        ("nineteen ninety-six", ["year"]),
        ("new year's eve", ["holiday"]),
        ("2024-11-28", ["date"]),
        ("the '80s", ["the", "decade"]),
        ("9 a.m. friday", ["clock", "weekday"]),
        ("in may. two weeks", ["in", "month", "break", "num", "units"]),
        ("q3 2024", ["qcode", "year"]),
        ("next year's first quarter", ["next", "unit", "poss", "ord", "unit"]),
    ],
)
def test_tokens_have_the_classes_of_the_rules(run: str, expected: list[str]):
    assert kinds(run) == expected


def test_spans_point_into_the_run():
    run = "from may to july 2012"
    assert [run[token.start : token.end] for token in tokens(run)] == [token.text for token in tokens(run)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("profit rose in the third quarter of 2023, it said", ["in the third quarter of 2023"]),
        ("call 555-2019 now", []),
        ("it costs $2019", []),
        ("on nov. 28-30, 2024, they met", ["on nov. 28-30, 2024"]),
    ],
)
def test_runs_hold_the_words_of_a_date(text: str, expected: list[str]):
    assert runs(text) == expected


@pytest.mark.parametrize(
    ("text", "value"), [("two thousand and five", 2005), ("nineteen oh five", 1905), ("twenty twenty-four", 2024), ("eighteen hundred", 1800)]
)
def test_years_read_aloud(text: str, value: int):
    assert spoken_year(text) == value


def test_what_is_no_year_read_aloud():
    assert spoken_year("twenty five") is None
    assert spoken_year("twelve hundred") is None


def test_numbers_and_ordinals():
    assert (number_value("twenty-four"), number_value("ninety"), number_value("24")) == (24, 90, 24)
    assert (ordinal_value("3rd"), ordinal_value("twenty-first"), ordinal_value("first")) == (3, 21, 1)
    assert number_value("twenty ten") is None
