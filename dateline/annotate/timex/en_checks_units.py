"""Tests of the surroundings of units and weekdays: a quarter of the year or of a game, Friday or the Friday Times."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dateline.annotate.timex import en_place as words
from dateline.annotate.timex.en_place import Place
from dateline.annotate.timex.en_tense import direction_of
from dateline.annotate.timex.expression import Direction
from dateline.text.pattern import deferred


def quarter(place: Place) -> bool:
    """A quarter of the year, not of a game."""
    if place.after.lower() == "-f":
        return False
    return words.SPORT.search(place.sentence) is None or words.MONEY.search(place.sentence) is not None


_NAMES_WITH_SEASONS: Final = frozenset(
    "olympics olympic games palace house street break school jobs camp of short apart in".split()
)
_SEASON_LEADS: Final = frozenset(
    "in over during by until since through throughout this before after for late early mid of".split()
)


def season(place: Place) -> bool:
    """In the spring; not "fall" the verb, "spring" the coil, Winter Olympics."""
    parts = place.surface.split()
    word, the = parts[-1].lower(), len(parts) > 1
    if place.right in _NAMES_WITH_SEASONS or (parts[-1][0].isupper() and place.next_word[:1].isupper()):
        return False
    if word in ("fall", "spring"):
        direct = place.lower in ("in", "by", "until", "since", "through", "during")
        return place.lower in _SEASON_LEADS and (the or direct)
    if place.lower in _SEASON_LEADS or place.lower in words.DETERMINERS - {"a", "an", "that"}:
        return True
    return the and (not place.right.isalpha() or place.right in ("was", "were", "is", "had", "has", "will"))


def that_fall(place: Place) -> bool:
    """That fall it rained; not "prices that fall"."""
    return place.surface.lower() != "that fall" or place.right not in _FALL_ENDS


_FALL_ENDS: Final = frozenset("in on from to down by below short".split())


def season_year(place: Place) -> bool:
    """The fall of 2019; not somebody's fall in 2003."""
    return not place.lower.endswith(("'s", "’s", "s'")) and place.lower not in words.POSSESSIVES


_SHORT_DAYS: Final = frozenset("sun sat mon wed".split())
_PAPERS: Final = frozenset("times mirror telegraph mail post herald express night independent business live".split())
_NICKNAMES: Final = frozenset("super bloody black ruby casual fat throwback taco".split())


def weekday(place: Place) -> bool:
    """Friday; not "sat", "the sun", the Sunday Times, Super Tuesday."""
    word, more = place.surface.rstrip(".").partition(" ")[::2]
    if place.right in ("nights", "mornings", "afternoons", "evenings"):
        return False
    if more:
        return word[0].isupper() or word.rstrip(".,") not in _SHORT_DAYS
    if word.lower() in _SHORT_DAYS:
        led = place.lower in ("on", "or", "and", "by", "until", "from", "next", "last", "this")
        named = place.next_word[:1].isupper() and place.lower in ("and", "or", "")
        return word[0].isupper() and not named and (led or place.text == place.surface or place.right in (",", "at"))
    if len(word) < 6:
        return word[0].isupper() or place.lower in ("on", "") or place.right[:1].isdigit()
    if place.next_word[:1].isupper() and place.right in _PAPERS and place.lower == "the":
        return False
    return place.lower not in _NICKNAMES


def weekday_day(place: Place) -> bool:
    """Monday the 21st."""
    word = re.split(r"[\s,.]", place.surface)[0]
    return (len(word) > 3 or word[0].isupper() or "th" in place.surface) and place.right not in words.COUNTED


_AFTER_BESIDE: Final = frozenset("and but or in at on by with to from was were had for".split())


def unit_beside(place: Place) -> bool:
    """The day before; but in "the day before he left" nothing says which."""
    return not place.right[:1].isalnum() or place.right in _AFTER_BESIDE


def led(place: Place) -> bool:
    """In the first nine months; "the first six months are free" names none."""
    return place.lower in _UNIT_LEADS | {"through"}


_UNIT_LEADS: Final = frozenset("for in during over throughout within".split())
_DAY_LEADS: Final = frozenset("for end ended ending finish finished during closed began started".split())
_UNIT_ENDS: Final = frozenset("ended ending when after before to is was has 's since leading following that".split())


def the_unit(place: Place) -> bool:
    """For the quarter, in the year; not "of the Year" and not "the day he left"."""
    surface, lower, right = place.surface, place.lower, place.right
    unit = surface.lower().split()[-1]
    if unit == "quarter" and right not in ("ended", "ending", "that"):
        return quarter(place) and lower in _UNIT_LEADS | {"of", "the", "through", "by"}
    if surface.split()[-1][0].isupper() or right in words.CLAUSE_WORDS or right in _UNIT_ENDS or place.after[:1] == "-":
        return False
    if right == "of" and place.text[place.end:place.end + 5][-1:] not in "$£€":
        return False
    if surface.lower().startswith(("all", "whole")):
        return True
    return lower in _DAY_LEADS if unit == "day" else lower in _UNIT_LEADS and place.start > 6


def end_of_unit(place: Place) -> bool:
    """The end of the month; not "at the end of the day"."""
    return not (place.lower == "at" and place.surface.lower().endswith("of the day"))


def the_weekend(place: Place) -> bool:
    """Over the weekend; not "a weekend"."""
    return not place.surface.lower().startswith("a ")


_MODALS: Final = frozenset("to may will would could might can must should not".split())


def lasting(place: Place) -> bool:
    """The last two years; not "to last two years"."""
    return not place.surface.lower().startswith("last ") or place.lower not in _MODALS


_SUPERLATIVE: Final = deferred(
    r"\b(?:first|last(?! (?:week|month|year|spring|summer|autumn|fall|winter|[a-z]+day|january|february|march|april|may"
    r"|june|july|august|september|october|november|december)\b)|only|most|least|best|worst|\w{3,}est)\b[^.;,]*$")


def within(place: Place) -> bool:
    """Within three days; "within two weeks of the fire" hangs on the fire."""
    return place.right != "of"


def this_unit(place: Place) -> bool:
    """The next day; not "in the next day or two"."""
    return not (place.right == "or" and re.match(r"\s*or (?:two|three|so)\b", place.text[place.end:place.end + 10]))


def ahead(place: Place) -> bool:
    """In two weeks, where the clause looks ahead; "the first in six years" is a length of time."""
    before = place.text[max(0, place.start - 60):place.start].lower()
    if place.right in ("of", "to", "ended", "ending", "after", "before", "since") or _SUPERLATIVE.search(before):
        return False
    found = direction_of(place.text, place.start, place.end, 0, len(place.text))
    alone = len(place.text) <= len(place.surface) + 12
    return found is Direction.FUTURE or (found is Direction.NONE and alone)


def not_compared(place: Place) -> bool:
    """Two months later; not "two months later than planned"."""
    return place.right != "than"


def no_fraction(place: Place) -> bool:
    """A quarter; not "a quarter of the price"."""
    return place.right != "of" or not place.surface.lower().endswith(("quarter", "quarters"))


def week_number(place: Place) -> bool:
    """In the week 31; a Week 3 is a match day."""
    return "week" in place.surface and place.right not in ("of", "in", "and") and not place.next_word[:1].isupper()


_DAY_OF_MONTH: Final = deferred(r"\b\d{1,2}(?:st|nd|rd|th)$")
_NTH_LEADS: Final = frozenset("on by until till from since before after of through to between".split())


def nth_day(place: Place) -> bool:
    """On the 12th; not the 12th floor, the first."""
    surface = place.surface.lower()
    if not _DAY_OF_MONTH.search(surface):
        return False
    led = surface.startswith(("the week", "week")) or place.lower in _NTH_LEADS or place.left == ""
    ends = not place.right[:1].isalpha() or place.right in words.FUNCTION_WORDS - {"of"}
    return led and ends and place.right != "-"


def that_time(place: Place) -> bool:
    """By that time; not "at that time", which is as vague as "then"."""
    return place.lower in ("by", "until", "since", "before")


CHECKS: Final[dict[str, Callable[[Place], bool]]] = {
    "quarter": quarter, "season": season, "weekday": weekday, "weekday_day": weekday_day, "unit_beside": unit_beside,
    "beside_end": unit_beside, "the_unit": the_unit, "end_of_unit": end_of_unit, "the_weekend": the_weekend,
    "lasting": lasting, "ahead": ahead, "within": within, "this_unit": this_unit, "season_year": season_year,
    "that_fall": that_fall, "led": led, "week_number": week_number, "nth_day": nth_day, "that_time": that_time,
    "not_compared": not_compared, "no_fraction": no_fraction,
}  # fmt: skip
"""The tests of this module by name."""
