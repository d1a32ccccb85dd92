"""Find the runs of time words in English text.

A *run* is a stretch of words that may belong to a date ("the third week of next month", "Nov. 28-30, 2024"):
one regular expression finds them all, so that prose costs little, and what a run means depends on its own text only, so
that it is worked out once and remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from dateline.annotate.timex import en_words as words
from dateline.annotate.timex.en_holidays import FIXED_DAYS, spellings
from dateline.annotate.timex.en_tokens import CLOCK, DATE, DECADE, ORDINAL, YEAR
from dateline.text.compiled import compile_pattern

_STARTERS: Final = (
    "last past previous prior preceding current next coming upcoming following same latest fiscal financial calendar "
    "final year-end comparable corresponding half recent eve"
).split()
"""Function words that may begin a run; the others only continue one, or begin it right before a time word."""
_LEADS: Final = (
    "for over within the a an this that those between from each every all whole entire its around about circa "
    "another on at in"
).split()
_LINKS: Final = (
    "of the in on and or to through thru until till a an from at this that after before between during around about "
    "since now so oh time same later earlier ago hence back more period part rest remainder date ended ending "
    "commencing starting season afterwards afterward bce bc b.c. ad a.d. ce"
).split()
_ERA: Final = r"(?:bce?|b\.c\.|ad|a\.d\.|ce)(?!\w)"
_CONTENT: Final = [
    *words.MONTHS, *words.WEEKDAYS, *words.SEASONS, *words.UNITS, *words.PLURALS, *words.DECADE_WORDS,
    *words.MODIFIERS, *words.EDGES, *words.DAY_PARTS, *words.DEICTIC_DAYS, *words.CARDINALS, "hundred", "thousand",
    *words.ORDINALS, *words.VAGUE_NUMBERS, *_STARTERS,
]  # fmt: skip
_LOOK: Final = 4
"""So many letters of a word are looked at before it is tried as the beginning of a run: few other words share them."""
_Tree = dict[str, "_Tree"]


@cache
def run_pattern() -> re.Pattern[str]:
    """Return the pattern of a run over lower-case text that begins with a space; group 1 is the run.

    The character before a run is consumed rather than looked back at: a set of characters at the front lets the
    regular expression engine skip through words without trying them. It names the letters of plain words, which are
    told faster than all that is a letter; for others is looked back where a run may begin. Nothing after the first
    token can fail, so there is nothing to go back for and the time is linear.
    """
    content, links = _alternatives(_CONTENT), _alternatives(_LINKS)
    figure = (
        rf"(?=\d)(?:{CLOCK}|{DECADE}|{DATE}|{YEAR}|{ORDINAL}|[1-4]q(?:\d\d)?\b"
        rf"|\d{{1,3}}(?=[ /-]{{1,3}}(?:{links}|{content})\b)|\d{{1,2}}(?=(?:{_alternatives(words.MONTHS)})\b)"
        rf"|\d{{1,4}}(?= {_ERA})|\d{{1,2}} ?- ?\d{{1,2}}(?:st|nd|rd|th)?(?= ))"
        r"|'\d\d(?:s?\b)|q[1-4]\b|h[12]\b|[cf]y ?'?\d\d(?:\d\d)?\b"
    )
    named = (*spellings(), *FIXED_DAYS)
    names = _alternatives(named)
    token = rf"(?:(?:{names})\b|(?:{content})\b\.?|{figure}|that time\b)"
    gap = r"(?:'s?)?(?: ?, ?| ?- ?|/| \(| |(?<=\d)(?=[a-z]))"
    more = rf"{gap}(?:(?:{links})\b(?:, | ?- ?| )){{0,3}}(?:{token}|\d{{1,2}}\b(?![.,:]\d))"
    tail = rf"(?:(?:'s)?(?: |-)(?:{links})\b){{0,3}}"
    begins = _alternatives({word[:_LOOK]: None for word in (*_LEADS, *_CONTENT, *named, "that time")})
    look = rf"(?=[\d']|[qh]\d|[cf]y|{begins})(?<!\w)(?<!\d[-.,])"
    run = rf"(?:(?:{_alternatives(_LEADS)})[ ]){{0,2}}{token}(?:{more}){{0,24}}{tail}"
    return compile_pattern(rf"[^a-z0-9_$£€#@&=]{look}({run})")


def _alternatives(items: Iterable[str]) -> str:
    """Write words as a pattern that branches on their letters, so that a word that begins no other fails at once."""
    tree: _Tree = {}
    for item in items:
        node = tree
        for letter in item:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


def _branch(tree: _Tree) -> str:
    parts = [re.escape(letter) + _branch(node) for letter, node in tree.items() if letter]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and "" not in tree else f"(?:{'|'.join(parts)})"
    return body + "?" if "" in tree else body
