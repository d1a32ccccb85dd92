"""Cut English text into runs of time words, and a run into tokens.

A *run* is a stretch of words that may belong to a date ("the third week of next month", "Nov. 28-30, 2024"):
one regular expression finds them all, so that prose costs little, and what a run means depends on
its own text only, so that it is worked out once and remembered. A *token* has a class (month, unit,
ordinal, …) that the rule table speaks of, and a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.annotate.timex import en_words as words
from dateline.annotate.timex.en_holidays import FIXED_DAYS, holiday_key, name_pattern, spellings
from dateline.annotate.timex.expression import Unit

Value = int | str | tuple[Unit, int] | tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark of a run; the span counts from the start of the run."""

    kind: str
    start: int
    end: int
    text: str
    value: Value = None


WORD_KINDS: Final[dict[str, str]] = {
    "last": "last", "past": "past", "previous": "previous", "prior": "previous", "preceding": "previous",
    "this": "this", "current": "this", "next": "next", "coming": "coming", "upcoming": "coming",
    "forthcoming": "coming", "following": "following", "same": "same", "that": "that", "those": "that",
    "latest": "latest", "recent": "recent", "within": "within", "over": "over", "so": "so", "the": "the", "its": "the", "their": "the", "his": "the", "her": "the",
    "our": "the", "a": "a", "an": "a", "another": "a", "each": "every", "every": "every", "of": "of", "in": "in",
    "during": "in", "on": "on", "to": "to", "through": "to", "thru": "to", "until": "to", "till": "to", "and": "and",
    "or": "and", "from": "from", "between": "between", "at": "at", "around": "approx", "about": "approx",
    "circa": "approx", "roughly": "approx", "approximately": "approx", "nearly": "approx", "almost": "approx",
    "fiscal": "fiscal", "financial": "fiscal", "calendar": "calendar", "working": "calendar", "ago": "ago", "back": "back",
    "hence": "hence", "after": "after", "before": "before", "since": "since", "more": "more", "final": "final",
    "half": "half", "period": "period", "part": "part", "rest": "part", "remainder": "part", "whole": "whole",
    "entire": "whole", "full": "whole", "all": "whole", "date": "todate", "ended": "ended", "ending": "ended",
    "commencing": "commencing", "now": "now", "time": "time", "later": "later", "earlier": "earlier",
    "starting": "commencing", "daily": "set", "weekly": "set", "monthly": "set", "yearly": "set",
    "quarterly": "set", "annually": "set", "comparable": "comparable", "corresponding": "comparable", "year-end": "yearend",
    "fy": "fy", "bc": "bc", "bce": "bc", "ad": "ad", "ce": "ad",
}  # fmt: skip
"""Function words and what the rules call them."""
_STARTERS: Final = (
    "last past previous prior preceding current next coming upcoming following same latest fiscal financial calendar "
    "final year-end comparable corresponding"
).split()
"""Function words that may begin a run; the others only continue one, or begin it right before a time word."""
_LEADS: Final = "over|within|the|a|an|this|that|those|between|from|each|every|all|whole|entire|its|around|about|circa|another|on|at|in"
_LINKS: Final = (
    r"of|the|in|on|and|or|to|through|thru|until|till|a|an|from|at|this|that|after|before|between|during|around|about|"
    r"since|now|so|oh|time|same|later|earlier|ago|hence|back|more|period|part|rest|remainder|date|ended|ending|commencing|starting|season|bce|bc|b\.c\.|ad|a\.d\.|ce"
)
_CLOCK: Final = (
    r"\d{1,2}(?::[0-5]\d){1,2}(?: ?[ap]\.?m\b\.?)?(?: (?:utc|gmt|e[sd]?t|c[sd]?t|p[sd]?t|bst|cet|jst|hkt)\b)?"
    r"|\d{1,2} ?(?:[ap]\.m\.|[ap]m\b|o'?clock\b)(?: (?:utc|gmt|e[sd]?t|c[sd]?t|p[sd]?t|bst|cet|jst|hkt)\b)?"
    r"|[012]\d[0-5]0 hours\b|half past \w+|(?:a )?quarter (?:past|to) \w+|\d{1,2}[ap](?!\w)"
)
_DATE: Final = (
    r"(?:1\d|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:t\d\d(?::?\d\d){0,2}(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?)?(?!\d|[-/]\d)"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:(?:1\d|20)\d\d|\d\d)(?!\d|[/.]\d|-\d+(?![\d/]))|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)"
    r"|(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])(?![-/\d\w])(?! season| fiscal| financial| academic| school)|(?:0?[1-9]|1[0-2])[-/](?:19|20)\d\d(?![-/\d])|\d{1,2}/\d{1,2}(?![/\d\w%]|-(?!\d{1,2}/))"
)
_DECADE: Final = r"(?:1\d|20)\d0'?s\b|'?[1-9]0'?s\b"
_YEAR: Final = r"(?:1\d|20)\d\d(?![\w%]|[.,]\d)"
_ORDINAL: Final = r"\d{1,2} ?(?:st|nd|rd|th)\b"


def _alternatives(items: Iterator[str] | list[str]) -> str:
    """Write words as a pattern that branches on their letters, so that a word that begins no other fails at once."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for item in items:
        node = tree
        for letter in item:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


def _branch(tree: dict[str, dict]) -> str:  # type: ignore[type-arg]
    parts = [re.escape(letter) + _branch(node) for letter, node in tree.items() if letter]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and "" not in tree else f"(?:{'|'.join(parts)})"
    return body + "?" if "" in tree else body


_NUMBER_WORDS: Final = [*words.CARDINALS, "hundred", "thousand"]
_TIME_WORDS: Final = [
    *words.MONTHS, *words.WEEKDAYS, *words.SEASONS, *words.UNITS, *words.PLURALS, *words.DECADE_WORDS, *words.MODIFIERS, *words.EDGES,
    *words.DAY_PARTS, *words.DEICTIC_DAYS,
]  # fmt: skip
_CONTENT: Final = [*_TIME_WORDS, *_NUMBER_WORDS, *words.ORDINALS, *words.VAGUE_NUMBERS, *_STARTERS, "half", "recent"]


@cache
def run_pattern() -> re.Pattern[str]:
    """Return the pattern of a run over lower-case text that begins with a space; group 1 is the run.

    The character before a run is consumed rather than looked back at: a set of characters at the front lets the
    regular expression engine skip through words without trying them.
    """
    content, months = _alternatives(_CONTENT), _alternatives([*words.MONTHS])
    word = rf"(?:{content})\b\.?"
    figure = (
        rf"(?=\d)(?:{_CLOCK}|{_DECADE}|{_DATE}|{_YEAR}|{_ORDINAL}|[1-4]q(?:\d\d)?\b"
        rf"|\d{{1,3}}(?=[ /-]{{1,3}}(?:{_alternatives(_LINKS.split('|'))}|{content})\b)|\d{{1,2}}(?=(?:{months})\b)"
        rf"|\d{{1,4}}(?= (?:bce?|b\.c\.|ad|a\.d\.|ce)(?!\w))|\d{{1,2}} ?- ?\d{{1,2}}(?:st|nd|rd|th)?(?= ))"
        rf"|'\d\d(?:s?\b)|q[1-4]\b|h[12]\b|[cf]y ?'?\d\d(?:\d\d)?\b"
    )
    named = rf"(?:{_alternatives([*spellings(), *FIXED_DAYS])})\b"
    token = rf"(?:{named}|{word}|{figure}|that time\b)"
    inner = rf"(?:{token}|\d{{1,2}}\b(?![.,:]\d))"
    gap = r"(?:'s?)?(?: ?, ?| ?- ?|/| \(| |(?<=\d)(?=[a-z]))"
    leads, links = _alternatives(_LEADS.split("|")), _alternatives(_LINKS.replace("\\", "").split("|"))
    return re.compile(
        rf"[^\w$£€#@&=](?<!\d[-.,])((?:(?:{leads})[ ]){{0,2}}{token}(?:{gap}(?:(?:{links})\b(?:, | ?- ?| )){{0,3}}{inner}){{0,24}}"
        rf"(?:(?:'s)?(?: |-)(?:{links})\b){{0,3}})"
    )


@cache
def _token_pattern() -> re.Pattern[str]:
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    digit = "one|two|three|four|five|six|seven|eight|nine"
    small = "|".join([*words.CARDINALS])
    ordinal = "|".join(words.ORDINALS)
    return re.compile(
        rf"(?P<fixed>{'|'.join(FIXED_DAYS)})"
        rf"|(?P<holiday>(?:{name_pattern()})\b)"
        rf"|(?P<clock>{_CLOCK})|(?P<date>{_DATE})|(?P<decade>{_DECADE})|(?P<year>{_YEAR})|(?P<ord>{_ORDINAL})"
        rf"|(?P<qcode>q[1-4]\b|[1-4]q(?:\d\d)?\b)|(?P<hcode>h[12]\b)|(?P<cy>cy ?'?\d\d\d?\d?\b)|(?P<fy>fy ?'?\d\d(?:\d\d)?\b)"
        rf"|(?P<short>'\d\d\b)|(?P<num>\d{{1,3}}(?!\d))"
        rf"|(?P<spoken>two[ ]thousand(?:[ ]and)?(?:[ ](?:{small})(?:[- ](?:{digit}))?\b)?"
        rf"|(?:fifteen|sixteen|seventeen|eighteen|nineteen|twenty)[- ](?:hundred|(?:oh|o)[- ](?:{digit})|(?:{tens})(?:[- ](?:{digit})\b)?|"
        rf"ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)\b)"
        rf"|(?P<ordword>(?:(?:{tens})[- ])?(?:{ordinal})\b)|(?P<numword>(?:{tens})[- ](?:{digit})\b|(?:{small})\b)"
        rf"|(?P<word>[a-z]+(?:-end\b)?)|(?P<comma>,)|(?P<dash>-)|(?P<slash>/)|(?P<poss>'s?)|(?P<paren>\()|(?P<dot>\.)"
    )


@cache
def _lexicon() -> dict[str, tuple[str, Value]]:
    table: dict[str, tuple[str, Value]] = {word: (kind, None) for word, kind in WORD_KINDS.items()}
    for kind, source in (
        ("mod", words.MODIFIERS), ("edge", words.EDGES), ("month", words.MONTHS), ("weekday", words.WEEKDAYS), ("season", words.SEASONS),
        ("unit", words.UNITS), ("units", words.PLURALS), ("part", words.DAY_PARTS), ("decade", words.DECADE_WORDS),
        ("day", words.DEICTIC_DAYS),
    ):  # fmt: skip
        table |= {word: (kind, value) for word, value in source.items()}
    table |= dict.fromkeys(words.VAGUE_NUMBERS, ("vague", None))
    return table | {
        "earlier": ("earlier", "START"), "later": ("later", "END"), "rest": ("restof", None),
        "remainder": ("restof", None), "part": ("partof", None),
    }  # fmt: skip


_SHORT: Final = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tues tue wed thurs thur thu fri sat sun qtr yr min".split()
)
"""Abbreviations whose full stop ends no sentence."""


def tokens(run: str) -> list[Token]:
    """Return the tokens of a run in lower case; marks between words count, single spaces do not."""
    found: list[Token] = []
    for match in _token_pattern().finditer(run):
        token = _token(match)
        if token.kind == "dot":
            if found and found[-1].text not in _SHORT and found[-1].kind not in ("clock", "ad", "bc"):
                found.append(Token("break", token.start, token.end, "."))
            continue
        found.append(token)
    return found


def _token(match: re.Match[str]) -> Token:
    kind, text = match.lastgroup or "", match.group()
    start, end = match.span()
    if kind == "word":
        name, value = _lexicon().get(text, ("other", None))
        return Token(name, start, end, text, value)
    kind, value = _figure(kind, text)
    return Token(kind, start, end, text, value)


def _figure(kind: str, text: str) -> tuple[str, Value]:
    if kind in ("num", "numword"):
        return "num", words.number_value(text)
    if kind in ("ord", "ordword"):
        return "ord", words.ordinal_value(text)
    if kind == "spoken":
        return "year", words.spoken_year(text)
    if kind == "year":
        return "year", int(text)
    if kind in ("short", "fy", "cy"):
        return ("fycode" if kind == "fy" else "cycode" if kind == "cy" else kind), int(re.sub(r"\D", "", text))
    if kind == "qcode":
        return ("qcode", 32 + int(text[1])) if text[0] == "q" else ("qcode", 32 + int(text[0]))
    if kind == "hcode":
        return "hcode", 39 + int(text[1])
    if kind == "fixed":
        return "fixed", FIXED_DAYS[text]
    if kind == "holiday":
        return "holiday", holiday_key(text)
    if kind == "decade":
        return "decade", int(re.sub(r"\D", "", text))
    return kind, text
