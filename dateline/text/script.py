"""Writing systems: which one a character belongs to, and traditional Chinese read as simplified."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

HAN: Final = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""One Han character; punctuation and kana are not Han."""

SPACELESS_FROM: Final = "\u2e80"
"""From this code point on (CJK radicals) scripts are written without spaces between words."""


def is_han(char: str) -> bool:
    """Tell whether one character is Han (一 and 〇 are, ー and 。 are not)."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\U00020000" <= char <= "\U0003ffff"
        or "\uf900" <= char <= "\ufaff"
        or char == "\u3007"
    )


def is_spaced_word(char: str) -> bool:
    """Tell whether a character is a letter or digit of a script that puts spaces between words.

    ``é``, ``я`` and ``7`` are, ``马``, ``カ`` and ``-`` are not: the test behind "no letter or digit on
    either side" for names like Meta, which may touch Chinese characters freely.
    """
    return char < SPACELESS_FROM and char.isalnum()


def has_han(text: str) -> bool:
    """Tell whether there is a Han character anywhere in the text."""
    return not text.isascii() and HAN.search(text) is not None


@lru_cache(maxsize=1)
def traditional_table() -> dict[int, int]:
    """Return the code points of traditional characters with their simplified ones, one to one.

    Taken from OpenCC's ``t2s`` (extra ``zh``) character by character, so that offsets stay; empty without it.
    Regional vocabulary (輝達 is 英伟达, not only 辉达) is a matter of aliases, not of characters.
    """
    try:
        from opencc import OpenCC
    except ImportError:
        return {}
    chars = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simple = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    return {ord(old): ord(new) for old, new in zip(chars, simple, strict=True) if old != new and len(new) == 1}


@lru_cache(maxsize=1)
def _traditional() -> re.Pattern[str]:
    table = traditional_table()
    return re.compile("[" + "".join(map(chr, sorted(table))) + "]+") if table else re.compile(r"(?!)")


def has_traditional(text: str) -> bool:
    """Tell whether some character is written differently in simplified Chinese (always False without OpenCC)."""
    return has_han(text) and _traditional().search(text) is not None


def simplify(text: str) -> str:
    """Replace traditional characters by simplified ones; the length, and so every offset, stays.

    ``馬斯克`` becomes ``马斯克``; ``Elon Musk`` and simplified text come back as they are.
    """
    if not has_traditional(text):
        return text
    table = traditional_table()
    return _traditional().sub(lambda match: match[0].translate(table), text)
