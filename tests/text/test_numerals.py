"""Numerals: both Chinese notations, full-width digits, and what is no number."""

from __future__ import annotations

import pytest

from dateline.text.numerals import parse_number, to_ascii_digits


@pytest.mark.parametrize(("text", "value"), [
    ("7", 7), ("2024", 2024), ("２０２４", 2024), ("〇", 0), ("十", 10), ("十一", 11), ("二十", 20), ("二十一", 21), ("廿三", 23),
    ("卅", 30), ("一百零五", 105), ("三千二百", 3200), ("一万", 10_000), ("两万五千", 25_000), ("3万", 30_000), ("一亿零三十", 100_000_030),
    ("二〇二四", 2024), ("二零一六", 2016), ("一九四九", 1949), ("壹佰", 100), ("百", 100), ("两", 2),
])
def test_numbers_in_every_notation(text: str, value: int):
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "1.2", "abc", "二月", "-3", "十a"])
def test_what_is_no_number(text: str):
    assert parse_number(text) is None


def test_full_width_digits_keep_their_offsets():
    assert to_ascii_digits("第１２届") == "第12届"
