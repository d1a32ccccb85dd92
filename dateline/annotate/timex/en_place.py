"""The surroundings of an English reading, and the words that decide in them whether it is a date."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dateline.text.pattern import deferred
from dateline.text.wordlist import word_set

_LEFT: Final = deferred(r"([\w.&'’$-]+)[ \u00a0]*[\"“‘'(]?$")
_RIGHT: Final = deferred(r"[\"”’')]?[ \u00a0]*([\w'’%&-]+|[^\w\s])?")


PREPOSITIONS: Final = word_set(
    "in of since by until till before after from to through during for early late mid last this next on between "
    "and or around circa throughout over into as within back about"
)
MONTH_PREPOSITIONS: Final = PREPOSITIONS - word_set("and or as to for on about over within between")
"""Those after which a lower-case "may" or "march" is the month."""
DETERMINERS: Final = word_set("the its his her their our my a an this that")
POSSESSIVES: Final = word_set("his her their our my your")
COUNTED: Final = word_set(
    "people percent per mile miles km kilometers kilometres meters metres feet foot points point dollars dollar "
    "euros euro yen pounds workers employees shares jobs troops soldiers men women children students votes voters "
    "seats homes houses tons tonnes barrels units words pages calories rpm hp mph gmt utc hours hour minutes "
    "seconds acres square degrees cases deaths patients members companies firms stores cars vehicles trucks "
    "planes aircraft passengers flights megawatts mw gb mb watts volts kilograms kg grams litres liters gallons "
    "times items copies visitors users customers subscribers residents families households volunteers staff "
    "guests fans tickets games goals million billion trillion thousand hundred index block street avenue road "
    "lane drive protesters demonstrators refugees prisoners rebels fighters officers guns rounds bombs missiles"
)
"""What is counted: a number before one of these is no year and no day."""
NUMBERED: Final = word_set(
    "windows office russell russel boeing nikkei level route highway room flight model series page pages chapter "
    "no number section article resolution bill act sr hr paragraph version v unit type class building suite apt "
    "box zip code id serial isbn channel size lot gate platform bus train interstate exit psalm peugeot mazda "
    "saab opel nokia ultra nearly than almost only approximately roughly exactly least most some total another up "
    "worth costs cost"
)
"""What carries a number, or weighs one: a number after one of these is no year."""
SEASON_NOUNS: Final = word_set(
    "season school academic fiscal financial budget campaign term league year tax marketing"
)
FUNCTION_WORDS: Final = word_set(
    "and or to at for in when as with it he she they the but after before from through of on by until while where "
    "which who that is was were will a an his her their its because so since if this into over under about during"
)
CLAUSE_WORDS: Final = word_set(
    "he she they it the his her their its a an we i you who that this these those my our some two three"
)
"""Words that begin a clause: "the day before he left" hangs on the leaving."""
AFTER_MAY: Final = word_set(
    "be not have i we you he she they it well also or never still need take go come seem get make the a an as "
    "only even want like require become help has cause face include ask lead use result change move contain email "
    "find say appear end"
)
"""What follows the verb "may" rather than the month."""
SPORT: Final = deferred(
    r"\b(?:touchdown|yards?|rebounds?|scored|halftime|half-time|kicked|field goal|quarterback|three-pointer|basket|"
    r"lead at|free throws?|intercept\w+|goal|layup|dunk|coach|playoffs?|overtime)\b"
)
MONEY: Final = deferred(
    r"\b(?:profit|earnings|sales|revenue|income|loss|results|growth|gdp|economy|shares?|quarterly|deliveries|shipments|"
    r"guidance|forecast|cents|billion|million)\b"
)
ADDRESS: Final = deferred(
    r" (?:[NSEW]\.? )?(?:[A-Z]\w+ ){1,2}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Boulevard|Blvd|Way|Parkway|"
    r"Highway)\b"
)


@dataclass(frozen=True)
class Place:
    """A point in its block: the text, the span, and the words beside it."""

    text: str
    start: int
    end: int

    @cached_property
    def left(self) -> str:
        """The word before, as written; empty at the start and after a mark."""
        match = _LEFT.search(self.text, max(0, self.start - 30), self.start)
        return match[1] if match else ""

    @cached_property
    def before_left(self) -> str:
        """The word before the word before, in lower case."""
        words = self.text[max(0, self.start - 45):self.start].lower().split()
        return words[-2] if len(words) > 1 else ""

    @cached_property
    def next_word(self) -> str:
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
        before = self.text[max(0, self.start - 8):self.start].rstrip(" \u00a0\"“‘'(")
        return not before or before[-1] in ".!?:\n"

    @property
    def lower(self) -> str:
        """The word before, in lower case."""
        return self.left.lower()

    @property
    def right(self) -> str:
        """The word or mark after, in lower case."""
        return self.next_word.lower()

    @property
    def before(self) -> str:
        """The two characters before."""
        return self.text[max(0, self.start - 2):self.start]

    @property
    def after(self) -> str:
        """The two characters after."""
        return self.text[self.end:self.end + 2]

    @property
    def sentence(self) -> str:
        """The text around, in lower case, for words that tell the subject."""
        return self.text[max(0, self.start - 90):self.end + 90].lower()
