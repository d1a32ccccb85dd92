"""Chinese, Japanese and full-width numerals as integers; pure string functions.

Two notations are kept apart: positional digits (二〇二四 is 2024) and counted numbers (二十四 is 24, 一百零五 is 105).
"""

from __future__ import annotations

from typing import Final

DIGITS: Final[dict[str, int]] = {
    "〇": 0, "零": 0, "○": 0, "Ｏ": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "两": 2, "兩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "元": 1, "正": 1,
}
_TENS: Final[dict[str, int]] = {"廿": 20, "卅": 30, "卌": 40}
_UNITS: Final[dict[str, int]] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE: Final[dict[str, int]] = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
WIDE: Final = str.maketrans("０１２３４５６７８９", "0123456789")
"""Full-width digits to ASCII, one code point for one."""


def to_ascii_digits(text: str) -> str:
    """Write full-width digits as ASCII digits; offsets stay the same."""
    return text.translate(WIDE)


def parse_number(text: str) -> int | None:
    """Read a whole number in any of the notations; None when it is not one.

    >>> parse_number("二十一"), parse_number("二〇二四"), parse_number("廿三"), parse_number("３０")
    (21, 2024, 23, 30)
    """
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    if all(char in DIGITS for char in text):
        return _positional(text)
    return _counted(text)


def _positional(text: str) -> int:
    value = 0
    for char in text:
        value = value * 10 + DIGITS[char]
    return value


def _counted(text: str) -> int | None:
    total, section, digit = 0, 0, -1
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char.isdecimal():
            digit = max(digit, 0) * 10 + int(char)
        elif char in _TENS:
            section, digit = section + _TENS[char], -1
        elif char in _UNITS:
            section, digit = section + (digit if digit >= 0 else 1) * _UNITS[char], -1
        elif char in _LARGE:
            total, section, digit = (total + section + max(digit, 0)) * _LARGE[char], 0, -1
        else:
            return None
    return total + section + max(digit, 0)
