"""Tests of the surroundings of dates that name their parts: May or may, the year 2000 or the number, 11/28 or a ratio.

Each test sees the block around a point and answers whether it is a date there. They refuse when in doubt: a missed date
is looked for again by a person, a false one is believed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dateline.annotate.timex import en_checks_units as units
from dateline.annotate.timex import en_place as words
from dateline.annotate.timex.en_place import PREPOSITIONS, Place

Check = Callable[[Place], bool]


def bare_month(place: Place) -> bool:
    """In May, but not "may", "March on Rome", "June Carter", "Theresa May"."""
    written = place.surface.split()[-1]
    word = written.rstrip(".").lower()
    if len(word) <= 4 and word not in ("may", "june", "july"):
        return _short_month(place, capital=written[0].isupper())
    if word in ("may", "march", "august") and not written[0].isupper():
        the = place.surface.startswith("the ")
        return place.lower in words.MONTH_PREPOSITIONS and not the and place.right not in words.AFTER_MAY
    march = word == "march" and place.lower not in words.MONTH_PREPOSITIONS
    if march and place.right in ("for", "of", "on", "to", "against", "through"):
        return False
    if place.before_left in ("a", "an") and place.lower not in PREPOSITIONS:
        return False  # a normal February is none in particular
    return _led_month(place) or _unled_month(place, word)


def _led_month(place: Place) -> bool:
    return place.lower.rstrip(".") in words.MONTH_PREPOSITIONS | {"between"} or place.lower in words.DETERMINERS


def _short_month(place: Place, *, capital: bool) -> bool:
    """Jan and Mar are names too: they need a full stop or a preposition."""
    dotted = place.surface.endswith(".") or place.lower in PREPOSITIONS
    return _led_month(place) and dotted and (capital or place.right == "")


def _unled_month(place: Place, word: str) -> bool:
    if word == "may" and place.right in words.AFTER_MAY:
        return False
    if word not in ("may", "march", "april", "june", "august"):
        return True
    if place.next_word[:1].isupper() or place.left[:1].isupper():
        return False
    verb = place.right[:1].isalpha() and place.right in words.AFTER_MAY | words.FUNCTION_WORDS
    return not (place.opens and word in ("may", "march") and verb)


def deictic_month(place: Place) -> bool:
    """Last May; not "that may" or "this march"."""
    parts = place.surface.split()
    return parts[-1] not in ("may", "march", "mar") or parts[-2:][0].lower() in ("last", "next", "coming", "past")


def day_in_month(place: Place) -> bool:
    """May 5, but not "may 5" and not "in May 20 people"."""
    if place.right in words.COUNTED or place.after[:1] == "%" or re.match(r"[,.]\d", place.after):
        return False
    if re.search(r"\b(?:may|march|sun|sat|mar)\b", place.surface):
        ordinal = re.search(r"\w(?:st|nd|rd|th)\b", place.surface)
        return ordinal is not None or not place.right[:1].isalpha()
    return True


def listed_day(place: Place) -> bool:
    """May 5 and 6, but not "May 5 and 6 people"."""
    return not place.right[:1].isalpha() or place.right in words.FUNCTION_WORDS


_YEAR_ALONE: Final = re.compile(r"(?:(?:the|about|around|circa|roughly|approximately|nearly|almost) )?\d{4}")
_OLD_YEAR: Final = frozenset("in since by until before from of during circa around early late year to for as".split())


def bare_year(place: Place) -> bool:
    """In 1990, its 1990 invasion; not "2000 people", "Windows 2000", "about 1500"."""
    surface = place.surface.lower()
    lower, right = place.lower.rstrip("."), place.right
    if surface.endswith("thousand"):
        return lower in ("in", "by", "since", "until", "year") and not _plural(right)
    if not _YEAR_ALONE.fullmatch(surface):
        return True  # in words or inside a longer reading, it says so itself
    if lower == "than" and place.before_left in ("later", "earlier", "sooner"):
        return right not in words.COUNTED
    if _numbered(place, lower):
        return False
    if lower in ("on", "to", "and", "or", "for", "of", "about", "over", "around", "within") and _plural(right):
        return False
    if not 1900 <= int(surface[-4:]) <= 2060:
        return lower in _OLD_YEAR and not _plural(right) and int(surface[-4:]) < 2200
    owned = lower.endswith(("'s", "’s", "s'", "s’"))
    return not _plural(right) or owned or lower in PREPOSITIONS | words.DETERMINERS or surface.startswith("the")


def _numbered(place: Place, lower: str) -> bool:
    """Tell whether what stands beside makes the year a number, a price, an address or part of a telephone number."""
    right = place.right
    if right in words.COUNTED or right in ("%", "°") or right.isdigit():
        return True
    if lower in words.NUMBERED or lower.endswith(("$", "£", "€")) or lower.isdigit():
        return True
    return not range_of(place) or words.ADDRESS.match(place.text, place.end) is not None


_NO_PLURAL: Final = frozenset("this was has his its thus as versus plus across towards is".split())


def _plural(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.endswith("s") and word not in _NO_PLURAL


def numeric(place: Place) -> bool:
    """2024-11-28 on its own or in a file's name; not in a longer string of numbers."""
    before = place.before
    if before[-1:] in ("-", "/", ".", ":") and (before[:1].isdigit() or before == "//"):
        return False
    return not (place.after[:1] in ("-", "/") and place.after[1:].isdigit())


_DATING: Final = frozenset("on from until by between since before after dated to due".split())


def short_date(place: Place) -> bool:
    """7/8/07; with dots or hyphens only after a word that asks for a date."""
    return numeric(place) and ("/" in place.surface or place.lower in _DATING | {"through", "till", "in", "during"})


def slash_date(place: Place) -> bool:
    """On 11/28; not a fraction, a score or 24/7."""
    if not numeric(place) or place.surface in ("24/7", "9/11", "1/2", "7/24", "50/50"):
        return False
    inside = place.surface.lower().startswith(("from ", "between ")) or " " in place.surface
    led = inside or place.lower.rstrip(".,") in _DATING
    return led and (not place.right[:1].isalpha() or place.right in words.FUNCTION_WORDS or len(place.right) < 5)


def year_month(place: Place) -> bool:
    """2024-11 is a month; 2011-12 before "season" is not."""
    return numeric(place) and place.right not in words.SEASON_NOUNS


def double_year(place: Place) -> bool:
    """The 2023-24 season."""
    return place.right in words.SEASON_NOUNS


def short_year(place: Place) -> bool:
    """In '98."""
    return place.lower in PREPOSITIONS | words.DETERMINERS or place.left == "" or place.right == ")"


_NOT_DECADE: Final = re.compile(
    r"\b(?:degrees|temperatures?|fahrenheit|aged?|women|men|low|high|upper|shot|scores?)\b"
)


def short_decade(place: Place) -> bool:
    """The 80s, but not "in his 80s" and not temperatures."""
    lower, surface = place.lower, place.surface.lower()
    if surface.split()[0] in words.POSSESSIVES or lower in words.POSSESSIVES or _NOT_DECADE.search(place.sentence):
        return False
    spelled = surface.isalpha() and lower in PREPOSITIONS
    return spelled or surface.startswith(("the", "'")) or lower in ("the", "early", "late", "mid", "and", "in")


_LOWER_CASE: Final = re.compile(r"\b(?:sat|sun|mon|wed|may|march)\b")


def range_of(place: Place) -> bool:
    """2010-2015; not part of a telephone number or a path."""
    before, after = place.before, place.after
    if _LOWER_CASE.search(place.surface):
        return False
    if (after[:1] == "-" and after[1:].isdigit()) or (before[-1:] in ("-", "/", ".") and before[:1].isdigit()):
        return False
    return "+" not in place.text[max(0, place.start - 5):place.start]


CHECKS: Final[dict[str, Check]] = {
    "bare_month": bare_month, "deictic_month": deictic_month, "day_in_month": day_in_month, "listed_day": listed_day,
    "bare_year": bare_year, "numeric": numeric, "short_date": short_date, "slash_date": slash_date,
    "year_month": year_month, "double_year": double_year, "short_year": short_year, "short_decade": short_decade,
    "range": range_of, **units.CHECKS,
}  # fmt: skip
"""Every test by the name that the rule table gives it."""
