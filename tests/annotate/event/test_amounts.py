from __future__ import annotations

import pytest

from dateline.annotate.event.amounts import find_amounts, read_amount

READ = [
    ("110亿美元", ("USD", 11e9)), ("$11 billion", ("USD", 11e9)), ("US$1.5bn", ("USD", 1.5e9)), ("six billion dollars", ("USD", 6e9)),
    ("18.2 billion yuan", ("CNY", 18.2e9)), ("182亿元", ("CNY", 18.2e9)), ("2,500万港元", ("HKD", 25e6)), ("£24.3 billion", ("GBP", 24.3e9)),
    ("12.5%", ("%", 12.5)), ("7 per cent", ("%", 7.0)), ("3千万欧元", ("EUR", 3e7)), ("110億美元", ("USD", 11e9)), ("3萬港幣", ("HKD", 3e4)), ("many", ("", 0.0)),
]


@pytest.mark.parametrize(("surface", "expected"), READ)
def test_amounts_are_read_as_currency_and_number(surface: str, expected: tuple[str, float]) -> None:
    unit, value = read_amount(surface)
    assert (unit, value) == (expected[0], pytest.approx(expected[1]))


def test_amounts_are_found_in_order_without_repeats() -> None:
    text = "公司以500亿美元估值筹集110亿美元，占12%，其中110亿美元到账。"
    assert find_amounts(text, 0, len(text)) == ("500亿美元", "110亿美元", "12%")


def test_a_span_without_amounts_has_none() -> None:
    assert find_amounts("In 2024 it hired 300 people.", 0, 28) == ()
