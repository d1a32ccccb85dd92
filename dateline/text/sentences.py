"""Sentences and clauses of Chinese and English text, as spans; linear in the text's length.

All spans are half-open, in code points, and hold no white space at either end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from dateline.text.pattern import deferred
from dateline.text.wordlist import word_set

_CLOSERS: Final = "”’」』）】》〉\\)\\]\"'"
_END = re.compile(rf"[。！？!?｡….\n](?:(?<=\n)\n*|[。！？!?｡….]*[{_CLOSERS}]*)")
_CLAUSE_END = re.compile(r"[，；：;]|[,:](?!\d)|——|\s[—–]\s|\n+")
_HAN = deferred(r"[㐀-鿿]")


_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_NOT_ENDING: Final = word_set(
    "mr mrs ms dr prof rev gen col sgt capt lt gov sen rep hon st mt vs no nos fig eq vol pp approx est dept "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri al cf e.g i.e op ph.d messrs"
)
"""Abbreviations that are always followed by more of their sentence."""
_PERHAPS_ENDING: Final = word_set(
    "inc corp ltd co llc plc jr sr u.s u.k u.n e.u d.c a.m p.m etc bros u.s.a"
)
"""Abbreviations that may close a sentence: they do when a usual first word follows."""
_FIRST_WORDS: Final = word_set(
    "The A An It He She They We I You This That These Those In On At But And However Meanwhile After Before As "
    "For When While If Its His Her Their Our Although Since According There Then By With To So Yet Now"
)
_CAMEL = re.compile(r"[a-z]{1,3}[A-Z]")
"""A name that starts small: xAI, iPhone, eBay."""
_WORD = re.compile(r"[A-Za-z]+")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the sentences of ``text[start:end]`` in order; a line end always ends one.

    A closing quotation mark or bracket belongs to the sentence it closes: ``他说。”`` is not cut before
    ``”``. Full stops inside numbers, initials and abbreviations end nothing: "Mr. Smith", "3.5", "U.S. firms".
    """
    stop = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, stop):
        after = match.end()
        if _ends(text, match.start(), after, stop):
            _append(spans, text, begin, after)
            begin = after
    _append(spans, text, begin, stop)
    return spans


_BRACKETS = re.compile(r"[（(][^（()）\n]{1,80}[）)]")


def split_clauses(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the stretches between commas, semicolons, colons and dashes of one sentence, without those marks.

    A comma inside a number ("1,000") or inside brackets separates nothing.
    """
    stop = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    closed = text.find("）", start, stop) >= 0 or text.find(")", start, stop) >= 0
    inside = [match.span() for match in _BRACKETS.finditer(text, start, stop)] if closed else ()
    for match in _CLAUSE_END.finditer(text, start, stop):
        at, after = match.span()
        if inside and any(left < at < right for left, right in inside):
            continue
        _append(spans, text, begin, at)
        begin = after
    _append(spans, text, begin, stop)
    return spans


def sentence_at(text: str, position: int, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Return the sentence of ``text[start:end]`` that holds ``position``, or the one that ends just before it."""
    stop = len(text) if end is None else end
    return sentence_among(text, position, possible_ends(text, start, stop), start, stop)


def possible_ends(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the marks that may end a sentence, as (mark, end of its closing quotes), for many look-ups in a line."""
    return [match.span() for match in _END.finditer(text, start, end)]


def sentence_among(
    text: str, position: int, ends: Sequence[tuple[int, int]], start: int, end: int, reach: int = 1_000_000
) -> tuple[int, int]:
    """Return the sentence around ``position``, looking only at the marks next to it.

    ``ends`` are the ``possible_ends`` of ``text[start:end]``. The answer is one of ``split_sentences``, or cut short
    where its end is more than ``reach`` code points away.
    """
    start, end = max(start, position - reach), min(end, position + reach)
    first = bisect_left(ends, (position,))
    if first and ends[first - 1][1] > position:
        first -= 1
    left, right = start, end
    for number in range(first - 1, -1, -1):
        if ends[number][1] < start:
            break
        if _ends(text, *ends[number], end):
            left = ends[number][1]
            break
    for number in range(first, len(ends)):
        if ends[number][0] >= end:
            break
        if _ends(text, *ends[number], end):
            right = ends[number][1]
            break
    spans: list[tuple[int, int]] = []
    _append(spans, text, left, right)
    if spans and spans[0][0] <= position:
        return spans[0]
    # only white space is left after the last mark: the sentence before it
    earlier = [span for span in split_sentences(text, start, left) if span[0] <= position]
    return earlier[-1] if earlier else (spans[0] if spans else (position, position))


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends(text: str, at: int, after: int, stop: int) -> bool:
    mark = text[at]
    if mark in "。！？｡\n":
        return True
    if mark == "." and after < stop and not (text[after].isspace() or _HAN.match(text, after)):
        return any(other in "。！？｡" for other in text[at:after])
    follow = after
    while follow < stop and text[follow] == " ":
        follow += 1
    if follow >= stop:
        return True
    coming = text[follow]
    if mark in "…!?":
        # "Yahoo! said", "he … left": the sentence goes on in lower case or after a comma
        return not coming.islower() and coming not in "，,、；"
    if coming.islower() and not _CAMEL.match(text, follow):
        return False
    if after > at + 1:
        return True
    if after == follow and not _HAN.match(text, at - 1):
        return coming == "\n"
    return not _abbreviated(text, at, follow, stop)


def _abbreviated(text: str, at: int, follow: int, stop: int) -> bool:
    low = max(0, at - 12)
    stem = text[max(low, text.rfind(" ", low, at) + 1):at].lstrip("(\"'“‘[")
    if not stem.isascii() or len(stem) > 8 or not stem:
        return False
    if len(stem) == 1:
        return stem.isupper() and stem != "I"
    lowered = stem.lower()
    if lowered in _NOT_ENDING:
        return stem != "no"
    if lowered in _PERHAPS_ENDING or _INITIALS.fullmatch(stem):
        coming = _WORD.match(text, follow, stop)
        return coming is None or coming[0] not in _FIRST_WORDS
    return False
