"""Fold the ways one name can be typed into one, and lead every offset back to the original text.

Width (Ｘ, X), case, the middle dot and its look-alikes, apostrophes, hyphens, spaces, and
traditional characters are folded one to one, so offsets do not move. Only text that is not in NFC changes its
length; then the result carries a map.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dateline.text.script import simplify

MIDDLE_DOT: Final = "·"
"""U+00B7, the dot between the parts of a transliterated name (GB/T 15834): 埃隆·马斯克."""

_FOLDS: Final[dict[str, str]] = {
    MIDDLE_DOT: "‧•∙⋅・･᛫●‣⸱ꞏ",
    "'": "‘’‛ʼ′`´＇",
    "-": "‐‑‒–−﹣－",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "(": "（",
    ")": "）",
    "&": "＆",
    ".": "．",
    "+": "＋",
    "#": "＃",
    "@": "＠",
    "/": "／",
    "_": "＿",
    "σ": "ς",
}
_TABLE: Final[dict[int, str]] = {
    **{ord(other): char for char, others in _FOLDS.items() for other in others},
    **{code: chr(code - 0xFEE0) for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
       for code in range(first, last + 1)},
}
_FOLDABLE: Final = re.compile("[" + re.escape("".join(map(chr, _TABLE))) + "]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """Folded text with the way back: ``offsets`` is None while positions are those of the original."""

    text: str
    offsets: tuple[int, ...] | None = None

    def original(self, position: int) -> int:
        """Return the offset in the original text of a boundary in the folded one."""
        return position if self.offsets is None else self.offsets[position]


@lru_cache(maxsize=2)
def fold_shape(text: str) -> str:
    """Fold width, dots, quotes, hyphens, spaces and traditional characters; keep case and length.

    The last text is remembered, as are its case and its composition: one after another asks for them.
    """
    if text.isascii():
        return text.replace("`", "'") if "`" in text else text
    if _FOLDABLE.search(text):
        text = _FOLDABLE.sub(_replacement, text)
    return simplify(text)


def _replacement(match: re.Match[str]) -> str:
    return _TABLE[ord(match[0])]


@lru_cache(maxsize=2)
def fold_case(text: str) -> str:
    """Lower every letter whose lower form is one letter too; the length stays (``İ`` does not change)."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.replace("ς", "σ") if "ς" in lowered else lowered


def fold(text: str) -> str:
    """Fold everything that two spellings of one name may differ in; the length stays.

    ``ＯｐｅｎＡＩ`` and ``OpenAI`` both become ``openai``; ``埃隆・馬斯克`` becomes ``埃隆·马斯克``.
    """
    return fold_case(fold_shape(text))


@lru_cache(maxsize=2)
def normalise(text: str) -> Normalised:
    """Compose the text (NFC) if need be; offsets lead back to the text as given, case and shape are kept."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return Normalised(text)
    pieces: list[str] = []
    offsets: list[int] = []
    for start, end in _clusters(text):
        piece = unicodedata.normalize("NFC", text[start:end])
        pieces.append(piece)
        offsets.extend([start] * len(piece))
    offsets.append(len(text))
    return Normalised("".join(pieces), tuple(offsets))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Cut before every character that starts a new composition (combining class 0 that does not compose back)."""
    cuts = [i for i, char in enumerate(text) if i == 0 or not (unicodedata.combining(char) or _joins_left(char))]
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _joins_left(char: str) -> bool:
    """Hangul vowels and final consonants compose with what stands before, though their class is 0."""
    return "\u1160" <= char <= "\u11ff"
