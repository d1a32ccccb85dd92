"""Two names of one thing that a text itself puts together: 埃隆·马斯克(Elon Musk), “巨人”(Colossus), 简称“字节”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dateline.annotate.mention.suggest.candidate import Candidate
from dateline.text.normalise import fold_shape
from dateline.text.script import has_han

_LATIN_BRACKET = re.compile(r"[“\"'「]?\(([A-Z][A-Za-z0-9 .'&·-]{1,50}|[a-z]{1,2}[A-Z][A-Za-z0-9]{1,30})\)")
_HAN_BRACKET = re.compile(r"(?<=[A-Za-z0-9.])[ ]?\(([\u3400-\u9fff][\u3400-\u9fff·]{1,20})\)")
_SHORT_FORM = re.compile(
    r"[(,，]\s?(?:以下|下文|下)?(?:简称|下称|又称|也称|又名|亦称|原名|前身为|旧称)(?:为|作)?[“\"「]?([^”\"」(),，。]{2,16})[”\"」]?")
_FORMERLY = re.compile(
    r"[,(]\s?(?:formerly (?:known as |called )?|also known as |known as |abbreviated as |or simply |aka |previously )"
    r"[\"“]?"
    r"([A-Z][A-Za-z0-9.'&-]*(?: [A-Z][A-Za-z0-9.'&-]*){0,3})[\"”]?\s?[,)]")
_ACRONYM = re.compile(r" \(([A-Z][A-Z&.]{1,7})\)")
_OPENING: Final = "“\"'「『《"


class Pair(NamedTuple):
    """Spans of two names, half-open; the first is the one the text is about."""

    start: int
    end: int
    other_start: int
    other_end: int
    why: str


def find_pairs(text: str, candidates: Sequence[Candidate]) -> list[Pair]:
    """Return the pairs; the left name is the candidate, or the quoted words, that end where the bracket begins."""
    shape = fold_shape(text)
    ends = {candidate.end: candidate for candidate in candidates}
    pairs: list[Pair] = []
    for pattern, why in ((_LATIN_BRACKET, "brackets"), (_HAN_BRACKET, "brackets"), (_SHORT_FORM, "called so for short"),
                         (_FORMERLY, "called so too"), (_ACRONYM, "letters in brackets")):
        for match in pattern.finditer(shape):
            left = _left_name(shape, match.start(), ends)
            if left is None or match[1].strip() == shape[left[0]:left[1]]:
                continue
            if pattern is _ACRONYM and not _spells(shape[left[0]:left[1]], match[1]):
                continue
            if pattern is _LATIN_BRACKET and not has_han(shape[left[0]:left[1]]):
                continue
            pairs.append(Pair(left[0], left[1], match.start(1), match.end(1), why))
    return sorted(set(pairs))


def _left_name(shape: str, at: int, ends: dict[int, Candidate]) -> tuple[int, int] | None:
    if at and shape[at - 1] in "”\"'」』》":
        at -= 1
    if at in ends:
        return ends[at].start, at
    opening = max(shape.rfind(mark, max(0, at - 20), at) for mark in _OPENING)
    closed = at < len(shape) and shape[at] in "”\"'」』》"
    return (opening + 1, at) if closed and opening >= 0 and 1 < at - opening - 1 <= 16 else None


def _spells(name: str, letters: str) -> bool:
    """Tell whether an acronym is made of the first letters of a name's words."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name))
    wanted = letters.replace(".", "").replace("&", "")
    capitals = "".join(char for char in initials if char.isupper())
    return wanted in (capitals, initials.upper())
