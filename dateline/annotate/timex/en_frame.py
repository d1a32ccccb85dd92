"""What a year-less English date hangs on: the story's year where the story is being told, the publish date elsewhere.

English news puts a date that goes on from the one before at the head of its sentence ("In September, the firm …") or
under a frame ("In 2019 it hired 200 people in March"). A bare month in the middle of a sentence is read against the
publish date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from dateline.annotate.timex.expression import Base, Between, Fields, Meaning
from dateline.text.pattern import deferred

_HEAD: Final = deferred(
    r"(?:^\s*|[.!?][\"')\]]*\s+|\n\s*|[;:]\s+|[\"(]\s*|,\s+(?:and|but|then)\s+)"
    r"(?:(?:but|and|then|so|also|later|early|late|mid|just|only|again|finally|meanwhile),? ?){0,4}"
    r"(?:(?:in|on|by|until|since|from|through|during|before|after|around|about|between|the|that|of|end) ?){0,5}$"
)
_FRAME: Final = deferred(
    r"(?:^\s*|[.!?][\"')\]]*\s+)(?:back |early |late |then )?"
    r"(?:in|during|by|throughout|through|from|between|for|over)?(?: the)?"
    r"(?: (?:early|late|mid|spring|summer|autumn|fall|winter|year|course|whole|of|all)){0,4} ?(?:1[89]|20)\d\d\b"
)
_LATER: Final = deferred(
    r"(?:^\s*|[.!?][\"')\]]*\s+)(?:in )?(?:about |some |almost |nearly )?"
    r"(?:\w+ (?:years?|months?|decades?) (?:later|earlier|before)|that (?:same )?year|"
    r"(?:the )?(?:following|next|same) year),?\s"
)
"""Three years later, in July, …"""
_APPOSED: Final = deferred(r"\w, an? $")
_BEFORE_THAT: Final = deferred(
    r"\bthat (?:same )?(?:year|month|spring|summer|autumn|fall|winter|january|february|march|april|may|june|"
    r"july|august|september|october|november|december)\b[^.!?\n]*"
    r"\bhad (?:\w+ )?\w+(?:ed|en|ld|nt|ne|de|ut|it)\b[^.!?;\n]{0,60}$"
)
"""… that spring, although it had applied in January: what came before a story's date is of the story's time."""
_SEPTEMBER_11: Final = re.compile(r"\W{0,3}(?:terror\w*\W+)?(?:attack|terror|hijack)")
_REACH: Final = 220


def framed(plain: str, start: int, end: int, meaning: Meaning) -> Meaning:
    """Tie a year-less date in mid-sentence to the publish date; leave the others to the resolver.

    >>> framed("profit fell in march", 15, 20, Fields(month=3)).base.name
    'DCT'
    """
    if isinstance(meaning, Between):
        first, last = framed(plain, start, end, meaning.first), framed(plain, start, end, meaning.last)
        return meaning if (first, last) == (meaning.first, meaning.last) else Between(first, last)
    if not isinstance(meaning, Fields) or meaning.base is not Base.AUTO:
        return meaning
    if meaning.year is not None or meaning.unit is not None:
        return meaning
    if meaning.month is None and meaning.code is None and not meaning.holiday:
        if meaning.weekday is not None and meaning.day is None and _APPOSED.search(plain[max(0, start - 8):start]):
            return replace(meaning, base=Base.PREVIOUS)  # on 5 April, a Saturday
        return replace(meaning, base=Base.DCT) if meaning.weekday is not None and meaning.day is None else meaning
    if (meaning.month, meaning.day) == (9, 11) and _SEPTEMBER_11.match(plain, end):
        return Fields(2001, 9, 11)
    low = max(0, start - _REACH)
    left = plain[low:start]
    if _BEFORE_THAT.search(left):
        return meaning
    if _HEAD.search(left[-60:]) is not None or _in_frame(left):
        return meaning
    return replace(meaning, base=Base.DCT)


def _in_frame(left: str) -> bool:
    """Tell whether the sentence so far began with a year, or told a month of one."""
    ends = [match.end() for pattern in (_FRAME, _LATER, _MONTH_YEAR) for match in pattern.finditer(left)]
    return any(_SENTENCE.search(left, end) is None for end in ends)


_SENTENCE: Final = deferred(r"(?<!\b[a-z])(?<!\bjan|\bfeb|\bmar|\bapr|\baug|\bsep|\boct|\bnov|\bdec)[.!?][\"')\]]*\s")
_MONTH_YEAR: Final = deferred(
    r"\b(?:jan(?:uary|\.)|feb(?:ruary|\.)|march|april|may|june|july|aug(?:ust|\.)|sept(?:ember|\.)|oct(?:ober|\.)|"
    r"nov(?:ember|\.)|dec(?:ember|\.))"
    r"(?: \d{1,2},)?,? (?:1[89]|20)\d\d\b"
)
