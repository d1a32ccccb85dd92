"""Cut a run of time words into tokens: the classes that the English rule table speaks of.

A run is in lower case with plain quotes and hyphens (:mod:`.en_scan`). Numbers in words, holidays and numeric dates are
one token each; a full stop that ends a sentence is a token of its own, which no rule reads across.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from dateline.annotate.timex import en_words as words
from dateline.annotate.timex.en_holidays import FIXED_DAYS, holiday_key, name_pattern
from dateline.annotate.timex.expression import Unit
from dateline.model.value import value
from dateline.text.compiled import compile_pattern

Value = int | str | tuple[Unit, int] | tuple[int, ...] | None


@value
class Token:
    """A word, number or mark of a run; the span counts from the start of the run."""

    kind: str
    start: int
    end: int
    text: str
    value: Value = None


_ZONE: Final = r"(?: (?:utc|gmt|e[sd]?t|c[sd]?t|p[sd]?t|bst|cet|jst|hkt)\b)?"
CLOCK: Final = (
    rf"\d{{1,2}}(?::[0-5]\d){{1,2}}(?: ?[ap]\.?m\b\.?)?{_ZONE}"
    rf"|\d{{1,2}} ?(?:[ap]\.m\.|[ap]m\b|o'?clock\b){_ZONE}"
    r"|[012]\d[0-5]0 hours\b|half past \w+|(?:a )?quarter (?:past|to) \w+|\d{1,2}[ap](?!\w)"
)
"""A time of day."""
DATE: Final = (
    r"(?:1\d|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:t\d\d(?::?\d\d){0,2}(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?)?(?!\d|[-/]\d)"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:(?:1\d|20)\d\d|\d\d)(?!\d|[/.]\d|-\d+(?![\d/]))"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)"
    r"|(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])(?![-/\d\w])(?! season| fiscal| financial| academic| school)"
    r"|(?:0?[1-9]|1[0-2])[-/](?:19|20)\d\d(?![-/\d])|\d{1,2}/\d{1,2}(?![/\d\w%]|-(?!\d{1,2}/))"
)
"""A date in figures: 2024-11-28, 11/28/2024, 20241128, 2024-11, 11/2024, 11/28."""
DECADE: Final = r"(?:1\d|20)\d0'?s\b|'?[1-9]0'?s\b"
YEAR: Final = r"(?:1\d|20)\d\d(?![\w%]|[.,]\d| (?:gmt|utc|hours|hrs)\b)"
ORDINAL: Final = r"\d{1,2} ?(?:st|nd|rd|th)\b"
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_DIGIT: Final = "one|two|three|four|five|six|seven|eight|nine"
_SHORT: Final = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tues tue wed thurs thur thu fri sat sun qtr yr min".split()
)
"""Abbreviations whose full stop ends no sentence."""


@cache
def _token_pattern() -> re.Pattern[str]:
    small, ordinal = "|".join(words.CARDINALS), "|".join(words.ORDINALS)
    spoken = (
        rf"two thousand(?: and)?(?: (?:{small})(?:[- ](?:{_DIGIT}))?\b)?"
        r"|(?:fifteen|sixteen|seventeen|eighteen|nineteen|twenty)[- ]"
        rf"(?:hundred|(?:oh|o)[- ](?:{_DIGIT})|(?:{_TENS})(?:[- ](?:{_DIGIT})\b)?"
        r"|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)\b"
    )
    kinds = {
        "fixed": "|".join(FIXED_DAYS), "holiday": rf"(?:{name_pattern()})\b", "clock": CLOCK, "date": DATE,
        "decade": DECADE, "year": YEAR, "ord": ORDINAL, "qcode": r"q[1-4]\b|[1-4]q(?:\d\d)?\b", "hcode": r"h[12]\b",
        "cy": r"cy ?'?\d\d\d?\d?\b", "fy": r"fy ?'?\d\d(?:\d\d)?\b", "short": r"'\d\d\b", "num": r"\d{1,3}(?!\d)",
        "spoken": spoken, "ordword": rf"(?:(?:{_TENS})[- ])?(?:{ordinal})\b",
        "numword": rf"(?:{_TENS})[- ](?:{_DIGIT})\b|(?:{small})\b", "word": r"[a-z]+(?:-end\b)?", "comma": ",",
        "dash": "-", "slash": "/", "poss": "'s?", "paren": r"\(", "dot": r"\.",
    }  # fmt: skip
    return compile_pattern("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()))


@cache
def _lexicon() -> dict[str, tuple[str, Value]]:
    table: dict[str, tuple[str, Value]] = {word: (kind, None) for word, kind in words.FUNCTION_WORDS.items()}
    for kind, source in (
        ("mod", words.MODIFIERS), ("edge", words.EDGES), ("month", words.MONTHS), ("weekday", words.WEEKDAYS),
        ("season", words.SEASONS), ("unit", words.UNITS), ("units", words.PLURALS), ("part", words.DAY_PARTS),
        ("decade", words.DECADE_WORDS), ("day", words.DEICTIC_DAYS),
    ):  # fmt: skip
        table |= {word: (kind, value) for word, value in source.items()}
    table |= dict.fromkeys(words.VAGUE_NUMBERS, ("vague", None))
    table |= {"earlier": ("earlier", "START"), "later": ("later", "END"), "eve": ("eve", None)}
    table |= dict.fromkeys(("afterwards", "afterward"), ("later", "END"))
    return table | {"rest": ("restof", None), "remainder": ("restof", None), "part": ("partof", None)}


def tokens(run: str) -> list[Token]:
    """Return the tokens of a run; marks between words count, single spaces do not."""
    found: list[Token] = []
    for match in _token_pattern().finditer(run):
        token = _token(match)
        if token.kind != "dot":
            found.append(token)
        elif found and found[-1].text not in _SHORT and found[-1].kind not in ("clock", "ad", "bc"):
            found.append(Token("break", token.start, token.end, "."))
    return found


def _token(match: re.Match[str]) -> Token:
    kind, text = match.lastgroup or "", match.group()
    name, value = _lexicon().get(text, ("other", None)) if kind == "word" else _figure(kind, text)
    return Token(name, match.start(), match.end(), text, value)


def _figure(kind: str, text: str) -> tuple[str, Value]:
    if kind in ("num", "numword"):
        return "num", words.number_value(text)
    if kind in ("ord", "ordword"):
        return "ord", words.ordinal_value(text)
    if kind in ("year", "spoken"):
        return "year", int(text) if kind == "year" else words.spoken_year(text)
    if kind in ("short", "fy", "cy", "decade"):
        return {"fy": "fycode", "cy": "cycode"}.get(kind, kind), int(re.sub(r"\D", "", text))
    if kind == "qcode":
        return "qcode", 32 + int(text[1] if text[0] == "q" else text[0])
    if kind == "hcode":
        return "hcode", 39 + int(text[1])
    if kind == "fixed":
        return "fixed", FIXED_DAYS[text]
    return kind, holiday_key(text) if kind == "holiday" else text
