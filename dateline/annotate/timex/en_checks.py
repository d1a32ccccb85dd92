"""Tests of the surroundings that decide whether a reading counts: may the verb or May the month, 2000 the year or the number.

Each test sees the block around a point and answers whether it is a date there. They refuse when in doubt: a missed date
is looked for again by a person, a false one is believed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dateline.annotate.timex.en_tense import direction_of
from dateline.annotate.timex.expression import Direction

_LEFT: Final = re.compile(r"([\w.&'’$-]+)[ \u00a0]*[\"“‘'(]?$")
_RIGHT: Final = re.compile(r"[\"”’')]?[ \u00a0]*([\w'’%&-]+|[^\w\s])?")

PREPOSITIONS: Final = frozenset(
    """in of since by until till before after from to through during for early late mid last this next on between and or around circa
    throughout over into as within back about""".split()
)
_DETERMINERS: Final = frozenset("the its his her their our my a an this that".split())
_COUNTED: Final = frozenset(
    """people percent per mile miles km kilometers kilometres meters metres feet foot points point dollars dollar euros euro yen pounds
    workers employees shares jobs troops soldiers men women children students votes voters seats homes houses tons tonnes barrels
    units words pages calories rpm hp mph gmt utc hours hour minutes seconds acres square degrees cases deaths patients members
    companies firms stores cars vehicles trucks planes aircraft passengers flights megawatts mw gb mb watts volts kilograms kg
    grams litres liters gallons times items copies visitors users customers subscribers residents families households volunteers
    staff guests fans tickets games goals million billion trillion thousand hundred index block street avenue road lane drive
    protesters demonstrators refugees prisoners rebels fighters officers guns rounds bombs missiles""".split()
)
_PRODUCTS: Final = frozenset(
    """windows office russell russel boeing nikkei level route highway room flight model series page pages chapter no number
    section article resolution bill act sr hr paragraph version v unit type class building suite apt box zip code id serial isbn channel
    size lot gate platform bus train interstate exit psalm peugeot mazda saab opel nokia sun ultra nearly than almost only
    approximately roughly exactly least most some total another up worth costs cost""".split()
)
_SEASON_NOUNS: Final = frozenset("season school academic fiscal financial budget campaign term league year tax marketing".split())
_SPORT: Final = re.compile(
    r"\b(?:touchdown|yards?|rebounds?|scored|halftime|half-time|kicked|field goal|quarterback|three-pointer|basket|lead at|"
    r"free throws?|intercept\w+|goal|layup|dunk|coach|playoffs?|overtime)\b"
)
_MONEY: Final = re.compile(
    r"\b(?:profit|earnings|sales|revenue|income|loss|results|growth|gdp|economy|shares?|quarterly|deliveries|shipments|guidance|"
    r"forecast|cents|billion|million)\b"
)
_PAPERS: Final = frozenset("times mirror telegraph mail post herald express night independent business live".split())
_NICKNAMES: Final = frozenset("super bloody black ruby casual fat throwback taco".split())
_FUNCTION: Final = frozenset(
    """and or to at for in when as with it he she they the but after before from through of on by until while where which who
    that is was were will a an his her their its because so since if this into over under about during""".split()
)
_CLAUSE: Final = frozenset("he she they it the his her their its a an we i you who that this these those my our some two three".split())
_MODAL: Final = frozenset(
    """be not have i we you he she they it well also or never still need take go come seem get make the a an as only even want like
    require become help has cause face include ask lead use result change move contain email find say appear end""".split()
)


@dataclass(frozen=True)
class Place:
    """A point in its block: the text, the span, and the words beside it."""

    text: str
    start: int
    end: int

    @cached_property
    def left(self) -> str:
        """The word before, as written; empty at the start."""
        match = _LEFT.search(self.text, max(0, self.start - 30), self.start)
        return match[1] if match else ""

    @cached_property
    def before_left(self) -> str:
        """The word before the word before, in lower case."""
        words = self.text[max(0, self.start - 45):self.start].lower().split()
        return words[-2] if len(words) > 1 else ""

    @cached_property
    def right(self) -> str:
        """The word or mark after, as written; empty at the end."""
        match = _RIGHT.match(self.text, self.end)
        return (match[1] or "") if match else ""

    @property
    def surface(self) -> str:
        """The point's own text."""
        return self.text[self.start:self.end]

    @cached_property
    def opens(self) -> bool:
        """Whether it begins a sentence."""
        before = self.text[:self.start].rstrip(" \u00a0\"“‘'(")
        return not before or before[-1] in ".!?:\n"

    @property
    def lower(self) -> str:
        """The word before, in lower case."""
        return self.left.lower()

    @property
    def sentence(self) -> str:
        """The text around, in lower case, for words that tell the subject."""
        return self.text[max(0, self.start - 90):self.end + 90].lower()


Check = Callable[[Place], bool]


def bare_month(place: Place) -> bool:
    """In May, but not "may", "March on Rome", "June Carter", "Theresa May"."""
    word = place.surface.split()[-1].rstrip(".").lower()
    led = place.lower.rstrip(".") in PREPOSITIONS - {"and", "or", "as", "to", "for", "on", "about"} or place.lower in _DETERMINERS
    capital = place.surface.split()[-1][0].isupper()
    if len(word) <= 4 and word not in ("may", "june", "july"):
        dotted = place.surface.endswith(".") or place.lower in PREPOSITIONS
        return led and dotted and (capital or place.right == "")
    if word in ("may", "march", "august") and not capital:
        return place.lower in PREPOSITIONS - _NO_MONTH and not place.surface.startswith("the ") and place.right.lower() not in _MODAL
    if word == "march" and place.right.lower() in ("for", "of", "on", "to", "against", "through") and place.lower not in PREPOSITIONS - _NO_MONTH:
        return False
    if word == "may" and place.right.lower() in _MODAL and not led:
        return False
    if led:
        return True
    if word in ("may", "march", "april", "june", "august"):
        return not (place.right[:1].isupper() or place.left[:1].isupper() or (place.opens and word in ("may", "march") and _free(place)))
    return True


_NO_MONTH: Final = frozenset("and or as to for on about over within between".split())


def deictic_month(place: Place) -> bool:
    """Last May; not "that may" or "this march"."""
    word = place.surface.split()[-1]
    return word not in ("may", "march", "mar") or place.surface.split()[-2:][0].lower() in ("last", "next", "coming", "past")


def _free(place: Place) -> bool:
    return place.right[:1].isalpha() and place.right.lower() in _MODAL | _FUNCTION


def day_in_month(place: Place) -> bool:
    """May 5, but not "may 5" and not "in May 20 people"."""
    if place.right.lower() in _COUNTED or place.text[place.end:place.end + 1] == "%":
        return False
    if place.text[place.end:place.end + 2] in (",0",) or re.match(r"[,.]\d", place.text[place.end:place.end + 2]):
        return False
    surface = place.surface
    if re.search(r"\b(?:may|march|sun|sat|mar)\b", surface):
        return bool(re.search(r"\d(?:st|nd|rd|th)|[a-z](?:st|nd|rd|th)\b", surface)) or not place.right[:1].isalpha()
    return True


def listed_day(place: Place) -> bool:
    """May 5 and 6, but not "May 5 and 6 people"."""
    return not place.right[:1].isalpha() or place.right.lower() in _FUNCTION


_YEAR_ALONE: Final = re.compile(r"(?:(?:the|about|around|circa|roughly|approximately|nearly|almost) )?\d{4}")
_ADDRESS: Final = re.compile(
    r" (?:[NSEW]\.? )?(?:[A-Z]\w+ ){1,2}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Boulevard|Blvd|Way|Parkway|Highway)\b"
)


def bare_year(place: Place) -> bool:
    """In 1990, its 1990 invasion; not "2000 people", "Windows 2000", "about 1500"."""
    surface = place.surface
    if not _YEAR_ALONE.fullmatch(surface.lower()):
        return True  # in words or inside a longer reading, it says so itself
    value, lower, right = int(surface[-4:]) if surface[-4:].isdigit() else 0, place.lower.rstrip("."), place.right.lower()
    if lower == "than" and place.before_left in ("later", "earlier", "sooner"):
        return right not in _COUNTED
    if right in _COUNTED or right in ("%", "°") or lower in _PRODUCTS or lower.endswith(("$", "£", "€")):
        return False
    if not range_of(place) or lower.isdigit() or right.isdigit() or _ADDRESS.match(place.text, place.end):
        return False
    led = lower in PREPOSITIONS or lower in _DETERMINERS or lower.endswith(("'s", "’s", "s'", "s’")) or surface.lower().startswith("the")
    if lower in ("on", "to", "and", "or", "for", "of", "about", "over", "around", "within") and _plural(right):
        return False
    if value < 1900 or value > 2060:
        return lower in ("in", "since", "by", "until", "before", "from", "of", "during", "circa", "around", "early", "late", "year", "to") and not _plural(right) and value < 2200
    if _plural(right) and not led:
        return False
    return True


def _plural(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.endswith("s") and word not in ("this", "was", "has", "his", "its", "thus", "as", "versus", "plus", "across", "towards", "is")


def numeric(place: Place) -> bool:
    """2024-11-28 on its own or in a file's name; not in a longer string of numbers."""
    before, after = place.text[max(0, place.start - 2):place.start], place.text[place.end:place.end + 2]
    if before[-1:] in ("-", "/", ".", ":") and (before[:1].isdigit() or before[-1:] == "/" and before[:1] == "/"):
        return False
    return not (after[:1] in ("-", "/") and after[1:].isdigit())


def short_date(place: Place) -> bool:
    """7/8/07; with dots or hyphens only after a word that asks for a date."""
    if not numeric(place):
        return False
    return "/" in place.surface or place.lower in PREPOSITIONS - {"of", "and", "or", "for", "to", "about", "as", "back", "over"}


def surface_led(place: Place) -> bool:
    """Whether the expression itself begins with a word that asks for a date."""
    return place.surface.lower().startswith(("from ", "between "))


def slash_date(place: Place) -> bool:
    """On 11/28; not a fraction, a score or 24/7."""
    if not numeric(place) or place.surface in ("24/7", "9/11", "1/2", "7/24", "50/50"):
        return False
    lower = place.lower.rstrip(".,")
    led = surface_led(place) or lower in ("on", "from", "until", "by", "between", "since", "before", "after", "dated", "to", "due") or " " in place.surface
    return led and (not place.right[:1].isalpha() or place.right.lower() in _FUNCTION or len(place.right) < 5)


def year_month(place: Place) -> bool:
    """2024-11 is a month; 2011-12 before "season" is not."""
    return numeric(place) and place.right.lower() not in _SEASON_NOUNS


def double_year(place: Place) -> bool:
    """The 2023-24 season."""
    return place.right.lower() in _SEASON_NOUNS


def short_year(place: Place) -> bool:
    """In '98."""
    return place.lower in PREPOSITIONS | _DETERMINERS or place.left == "" or place.right == ")"


def short_decade(place: Place) -> bool:
    """The 80s, but not "in his 80s" and not temperatures."""
    lower, surface = place.lower, place.surface.lower()
    if re.match(r"(?:his|her|their|our|my|your)\b", surface) or lower in ("his", "her", "their", "my", "your", "our"):
        return False
    if re.search(r"\b(?:degrees|temperatures?|fahrenheit|aged?|women|men|low|high|upper|shot|scores?)\b", place.sentence):
        return False
    return surface.startswith(("the", "'")) or lower in ("the", "early", "late", "mid", "and", "in") or surface[-1:] == "s" and surface.isalpha() and lower in PREPOSITIONS


def quarter(place: Place) -> bool:
    """A quarter of the year, not of a game."""
    after = place.text[place.end:place.end + 2].lower()
    return after != "-f" and not (_SPORT.search(place.sentence) and not _MONEY.search(place.sentence))


def season(place: Place) -> bool:
    """In the spring; not "fall" the verb, "spring" the coil, Winter Olympics."""
    words = place.surface.lower().split()
    word, the = words[-1], len(words) > 1
    right, lower = place.right.lower(), place.lower
    if right in ("olympics", "olympic", "games", "palace", "house", "street", "break", "school", "jobs", "camp", "of", "short", "apart", "in"):
        return False
    if place.surface[-len(word)].isupper() and place.right[:1].isupper():
        return False
    led = lower in ("in", "over", "during", "by", "until", "since", "through", "throughout", "this", "before", "after", "for", "late", "early", "mid", "of")
    if word in ("fall", "spring"):
        return led and (the or lower in ("in", "by", "until", "since", "through", "during"))
    return led or (the and (not right.isalpha() or right in ("was", "were", "is", "had", "has", "will"))) or (lower in _DETERMINERS - {"a", "an", "that"} and word != "spring")


def weekday(place: Place) -> bool:
    """Friday; not "sat", "the sun", the Sunday Times, Super Tuesday."""
    word = place.surface.rstrip(".")
    lower = place.lower
    if word.lower() in ("sun", "sat", "mon", "wed", "fri", "tue", "thu", "tues", "thur", "thurs"):
        if word.lower() in ("tues", "thurs", "thu", "fri", "tue"):
            return word[0].isupper() or lower in ("on", "") or place.right[:1].isdigit()
        return word[0].isupper() and (lower in ("on", "or", "and", "by", "until", "from", "next", "last", "this") or place.text == place.surface or place.right in (",", "at"))
    if place.right[:1].isupper() and place.right.lower() in _PAPERS and lower == "the":
        return False
    return lower not in _NICKNAMES


def weekday_day(place: Place) -> bool:
    """Monday the 21st."""
    word = re.split(r"[\s,.]", place.surface)[0]
    return (len(word) > 3 or word[0].isupper() or "th" in place.surface) and place.right.lower() not in _COUNTED


def unit_beside(place: Place) -> bool:
    """The day before; but in "the day before he left" nothing says which."""
    right = place.right
    return right.lower() not in _CLAUSE and not right[:1].isupper() and not right.endswith("ing") and not right[:1].isdigit()


def the_unit(place: Place) -> bool:
    """For the quarter, in the year; not "of the Year" and not "the day he left"."""
    surface, lower, right = place.surface, place.lower, place.right.lower()
    unit = surface.lower().split()[-1]
    if unit == "quarter" and right not in ("ended", "ending", "that"):
        return quarter(place) and lower in ("for", "in", "during", "of", "the", "throughout", "through", "over", "by")
    if surface.split()[-1][0].isupper() or right in _CLAUSE or right in ("ended", "ending", "when", "after", "before", "to", "is", "was", "has", "'s"):
        return False
    if right == "of" and place.text[place.end:place.end + 5][-1:] not in "$£€":
        return False
    if surface.lower().startswith(("all", "whole")):
        return True
    if unit == "day":
        return lower in ("for", "end", "ended", "ending", "finish", "finished", "during", "closed", "began", "started")
    return lower in ("for", "in", "during", "over", "throughout", "within") and place.start > 6


def end_of_unit(place: Place) -> bool:
    """The end of the month; not "at the end of the day"."""
    return not (place.lower == "at" and place.surface.lower().endswith("of the day"))


def the_weekend(place: Place) -> bool:
    """Over the weekend."""
    return place.surface.lower() != "a weekend"


def lasting(place: Place) -> bool:
    """The last two years; not "to last two years"."""
    return not place.surface.lower().startswith("last ") or place.lower not in ("to", "may", "will", "would", "could", "might", "can", "must", "should", "not")


def ahead(place: Place) -> bool:
    """In two weeks, where the clause looks ahead; "the first in six years" is a length of time."""
    if place.right.lower() in ("of", "to", "ended", "ending", "after", "before", "since"):
        return False
    found = direction_of(place.text, place.start, place.end, 0, len(place.text))
    return found is Direction.FUTURE or (found is Direction.NONE and len(place.text) <= len(place.surface) + 12)


def week_number(place: Place) -> bool:
    """In the week 31; a Week 3 is a match day."""
    return "week" in place.surface and place.right.lower() not in ("of", "in", "and") and not place.right[:1].isupper()


def nth_day(place: Place) -> bool:
    """On the 12th; not the 12th floor, the first."""
    surface, lower, right = place.surface.lower(), place.lower, place.right.lower()
    if not re.search(r"\b\d{1,2}(?:st|nd|rd|th)$", surface):
        return False
    led = surface.startswith(("the week", "week")) or lower in ("on",) or _led_day(place)
    return led and (not right[:1].isalpha() or right in _FUNCTION) and right != "-"


def _led_day(place: Place) -> bool:
    lower = place.lower
    return lower in ("by", "until", "till", "from", "since", "before", "after", "of", "through", "to", "between") or place.left == ""


def that_time(place: Place) -> bool:
    """By that time; not "at that time", which is as vague as "then"."""
    return place.lower in ("by", "until", "since", "before")


def range_of(place: Place) -> bool:
    """2010-2015; not part of a telephone number."""
    before, after = place.text[max(0, place.start - 2):place.start], place.text[place.end:place.end + 2]
    return not (after[:1] == "-" and after[1:].isdigit()) and not (before[-1:] in ("-", "/", ".") and before[:1].isdigit()) and "+" not in place.text[max(0, place.start - 5):place.start]


CHECKS: Final[dict[str, Check]] = {
    "bare_month": bare_month, "deictic_month": deictic_month, "day_in_month": day_in_month, "listed_day": listed_day, "bare_year": bare_year, "numeric": numeric,
    "short_date": short_date, "slash_date": slash_date, "year_month": year_month, "double_year": double_year,
    "short_year": short_year, "short_decade": short_decade, "quarter": quarter, "season": season, "weekday": weekday,
    "weekday_day": weekday_day, "unit_beside": unit_beside, "beside_end": unit_beside, "the_unit": the_unit,
    "end_of_unit": end_of_unit, "the_weekend": the_weekend, "lasting": lasting, "ahead": ahead, "week_number": week_number,
    "nth_day": nth_day, "that_time": that_time, "range": range_of,
}  # fmt: skip
