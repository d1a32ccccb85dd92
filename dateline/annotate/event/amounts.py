"""Amounts of money and shares, as written and as numbers to compare."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dateline.annotate.event.scripts import either, simplified
from dateline.text.pattern import deferred

_AMOUNT = deferred(either(
    r"(?P<sign>US\$|HK\$|NT\$|A\$|C\$|[$€£¥￥])\s?(?P<n1>\d[\d,]*(?:\.\d+)?)\s?(?P<m1>million|billion|trillion|mn|bn|tn|[mb](?![a-z]))?"
    r"|(?P<n2>\d[\d,]*(?:\.\d+)?)\s?(?P<m2>万亿|千亿|百亿|十亿|亿|千万|百万|万|million|billion|trillion|bn)?\s?"
    r"(?:多|余)?(?P<unit>美元|美金|人民币|港元|港币|欧元|日元|英镑|韩元|新台币|元|"
    r"(?:U\.?S\.? )?dollars|yuan|euros|pounds|yen)"
    r"|(?P<n4>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\s"
    r"(?P<m4>million|billion|trillion)\s(?P<unit4>(?:U\.?S\.? )?dollars|yuan|euros|pounds|yen)"
    r"|(?P<n3>\d+(?:\.\d+)?)\s?(?:%|％|percent\b|per cent\b)",
), re.IGNORECASE)
_SIGN = deferred(r"[$€£¥￥%％元金币镑幣鎊]")
UNITS: Final = ("dollar", "yuan", "euro", "pound", " yen", "percent", "per cent")
_CURRENCY: Final = {
    "$": "USD", "us$": "USD", "美元": "USD", "美金": "USD", "dollars": "USD", "hk$": "HKD",
    "港元": "HKD", "港币": "HKD",
    "€": "EUR", "欧元": "EUR", "euros": "EUR", "£": "GBP", "英镑": "GBP", "pounds": "GBP", "¥": "CNY", "￥": "CNY",
    "人民币": "CNY", "元": "CNY", "yuan": "CNY", "日元": "JPY", "yen": "JPY", "韩元": "KRW",
    "新台币": "TWD", "nt$": "TWD",
    "a$": "AUD", "c$": "CAD",
}
_COUNTS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}
_SCALE: Final = {
    "million": 6, "mn": 6, "m": 6, "百万": 6, "billion": 9, "bn": 9, "b": 9, "十亿": 9, "trillion": 12, "tn": 12,
    "万亿": 12,
    "千亿": 11, "百亿": 10, "亿": 8, "千万": 7, "万": 4,
}


def find_amounts(text: str, start: int, end: int, units: tuple[str, ...] = UNITS) -> tuple[str, ...]:
    """Return the amounts written in a span, in order: ``110亿美元``, ``$2.5 billion``, ``12%``.

    ``units`` are those of ``UNITS`` that the text holds at all, where that is known.
    """
    if _SIGN.search(text, start, end) is None:
        for unit in units:
            if text.find(unit, start, end) >= 0:
                break
        else:
            return ()
    return tuple(dict.fromkeys(match[0].strip() for match in _AMOUNT.finditer(text, start, end)))


@lru_cache(maxsize=16384)
def read_amount(surface: str) -> tuple[str, float]:
    """Return the currency (ISO 4217; ``%`` for a share; empty if it is none) and the number meant.

    >>> read_amount("110亿美元") == read_amount("$11 billion")
    True
    """
    match = _AMOUNT.fullmatch(simplified(surface))
    if match is None:
        return "", 0.0
    if match["n3"]:
        return "%", float(match["n3"])
    if match["n4"]:
        digits, scale = str(_COUNTS[match["n4"].lower()]), match["m4"]
    else:
        digits, scale = (match["n1"], match["m1"]) if match["n1"] else (match["n2"], match["m2"])
    unit = (match["sign"] or match["unit"] or match["unit4"]).lower().replace("u.s. ", "").replace("us ", "")
    value = float(digits.replace(",", "")) * 10.0 ** _SCALE.get((scale or "").lower(), 0)
    return _CURRENCY.get(unit, unit), value


def one_sum(left: float, right: float) -> bool:
    """Tell whether two figures may be one, each rounded as far as its zeros say: 12.5 and 13, but not 589 and 593.

    >>> one_sum(12.5e9, 13e9), one_sum(589e9, 593e9)
    (True, False)
    """
    return abs(left - right) <= 0.51 * max(_step(left), _step(right))


def _step(value: float) -> float:
    """Return the unit of the last digit that is not zero."""
    mantissa, exponent = f"{value:.10e}".split("e")
    digits = mantissa.replace(".", "").rstrip("0")
    return 10.0 ** (int(exponent) - max(len(digits), 1) + 1)
