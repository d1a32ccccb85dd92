"""The words of English dates: months, weekdays, units, numbers, and what they mean.

Spelling variants and abbreviations follow the AP and Guardian style books and what newspapers print;
every key is lower case. Only words are here; what they mean together is in the rule table.
"""

from __future__ import annotations

from typing import Final

from dateline.annotate.timex.expression import Unit

MONTHS: Final[dict[str, int]] = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5,
    "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9,
    "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
WEEKDAYS: Final[dict[str, int]] = {
    "monday": 1, "mon": 1, "tuesday": 2, "tues": 2, "tue": 2, "wednesday": 3, "wed": 3, "thursday": 4,
    "thurs": 4, "thur": 4, "thu": 4, "friday": 5, "fri": 5, "saturday": 6, "sat": 6, "sunday": 7, "sun": 7,
    "mondays": 1, "tuesdays": 2, "wednesdays": 3, "thursdays": 4, "fridays": 5, "saturdays": 6, "sundays": 7,
}  # fmt: skip
SEASONS: Final[dict[str, int]] = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
UNITS: Final[dict[str, tuple[Unit, int]]] = {
    "second": (Unit.HOUR, 1), "minute": (Unit.HOUR, 1), "min": (Unit.HOUR, 1), "hour": (Unit.HOUR, 1),
    "day": (Unit.DAY, 1), "weekend": (Unit.WEEKEND, 1), "week": (Unit.WEEK, 1), "fortnight": (Unit.WEEK, 2),
    "month": (Unit.MONTH, 1), "quarter": (Unit.QUARTER, 1), "qtr": (Unit.QUARTER, 1), "year": (Unit.YEAR, 1),
    "yr": (Unit.YEAR, 1), "decade": (Unit.DECADE, 1), "century": (Unit.CENTURY, 1),
}  # fmt: skip
"""A unit's name: the unit and how many of it."""
PLURALS: Final[dict[str, tuple[Unit, int]]] = {
    **{word + "s": unit for word, unit in UNITS.items() if word != "century"},
    "centuries": (Unit.CENTURY, 1),
}
_SMALL: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
CARDINALS: Final[dict[str, int]] = {**{word: n for n, word in enumerate(_SMALL, 1)}, **_TENS}
ORDINALS: Final[dict[str, int]] = {
    word: n
    for n, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        1,
    )
} | {"thirtieth": 30}
VAGUE_NUMBERS: Final = ("few", "several", "couple", "some", "many")
DECADE_WORDS: Final[dict[str, int]] = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
MODIFIERS: Final[dict[str, str]] = {
    "early": "START", "earlier": "START", "mid": "MID", "midway": "MID", "late": "END", "later": "END",
}  # fmt: skip
"""Words that place something in a part of a period; "earlier" and "later" only before "this month" and the like."""
EDGES: Final[dict[str, str]] = {
    "beginning": "START", "start": "START", "opening": "START", "onset": "START", "middle": "MID", "end": "END",
    "close": "END", "tail": "END", "latter": "END",
}  # fmt: skip
"""Nouns for a part of a period, which need their "of": "shipments start in May" says nothing of the start of May."""
DAY_PARTS: Final[dict[str, str]] = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI",
    "noon": "T12", "midday": "TMI", "midnight": "T00", "dawn": "TMO", "dusk": "TEV", "lunchtime": "TMI",
    "overnight": "TNI", "midmorning": "TMO", "midafternoon": "TAF",
}  # fmt: skip
DEICTIC_DAYS: Final[dict[str, int]] = {
    "today": 0, "tonight": 0, "tonite": 0, "yesterday": -1, "tomorrow": 1, "tmr": 1, "tmrw": 1,
}  # fmt: skip

_FUNCTION: Final[dict[str, str]] = {
    "last": "last", "past": "past", "previous": "previous prior preceding", "this": "this current", "next": "next",
    "coming": "coming upcoming forthcoming", "following": "following", "same": "same", "that": "that those",
    "latest": "latest", "recent": "recent", "within": "within", "for": "for", "over": "over", "so": "so",
    "the": "the its their his her our", "a": "a an another", "every": "each every", "of": "of", "in": "in during",
    "on": "on", "to": "to through thru until till", "and": "and or", "from": "from", "between": "between", "at": "at",
    "approx": "around about circa roughly approximately nearly almost", "fiscal": "fiscal financial",
    "calendar": "calendar working", "ago": "ago", "back": "back", "hence": "hence", "after": "after",
    "before": "before", "since": "since", "more": "more", "final": "final", "half": "half", "period": "period",
    "part": "part rest remainder", "whole": "whole entire full all", "todate": "date", "ended": "ended ending",
    "commencing": "commencing starting", "now": "now", "time": "time", "later": "later", "earlier": "earlier",
    "set": "daily weekly monthly yearly quarterly annually", "comparable": "comparable corresponding",
    "yearend": "year-end", "fy": "fy", "bc": "bc bce", "ad": "ad ce",
}  # fmt: skip
"""What the rules call a function word, and the words."""
FUNCTION_WORDS: Final[dict[str, str]] = {word: kind for kind, text in _FUNCTION.items() for word in text.split()}


def number_value(text: str) -> int | None:
    """Return the value of a cardinal below one hundred, in digits or words ("24", "twenty-four"), or None."""
    if text.isdigit():
        return int(text)
    left, _, right = text.replace("-", " ").partition(" ")
    if not right:
        return CARDINALS.get(left)
    if left in _TENS and right in CARDINALS and CARDINALS[right] < 10:
        return _TENS[left] + CARDINALS[right]
    return None


def ordinal_value(text: str) -> int | None:
    """Return the value of an ordinal below one hundred ("3rd", "third", "twenty-fourth"), or None."""
    if text[0].isdigit():
        return int(text.rstrip("stndrh"))
    left, _, right = text.replace("-", " ").partition(" ")
    if not right:
        return ORDINALS.get(left)
    if left in _TENS and right in ORDINALS and ORDINALS[right] < 10:
        return _TENS[left] + ORDINALS[right]
    return None


def spoken_year(text: str) -> int | None:
    """Return a year read aloud: "nineteen ninety-six", "two thousand (and) five", "twenty twenty-four".

    >>> spoken_year("nineteen oh five")
    1905
    """
    words = text.replace("-", " ").replace(" and ", " ").split()
    if words[:2] == ["two", "thousand"]:
        rest = number_value(" ".join(words[2:])) if len(words) > 2 else 0
        return None if rest is None else 2000 + rest
    century = CARDINALS.get(words[0], 0)
    if not 15 <= century <= 20 or len(words) < 2:
        return None
    if words[1] == "hundred":
        return century * 100 if len(words) == 2 else None
    zero = words[1] in ("oh", "o")
    rest = CARDINALS.get(words[-1]) if zero and len(words) == 3 else number_value(" ".join(words[1:]))
    return century * 100 + rest if rest is not None and (rest >= 10 or zero) else None
