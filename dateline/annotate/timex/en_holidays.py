"""English names of holidays and the keys of :mod:`dateline.annotate.timex.holidays` they stand for.

Apostrophes and the full stop of "St." may be left out. Names that are common words or places on their own ("Labour
Day" is one thing in London and another in Washington) take the reading of international news in English.
"""

from __future__ import annotations

import re
from typing import Final

NAMES: Final[dict[str, str]] = {
    "new year's day": "new-year", "new year day": "new-year", "new year's eve": "new-years-eve",
    "epiphany": "epiphany", "groundhog day": "groundhog-day", "valentine's day": "valentine",
    "st. valentine's day": "valentine", "international women's day": "womens-day", "women's day": "womens-day",
    "st. patrick's day": "st-patrick", "saint patrick's day": "st-patrick",
    "april fools' day": "april-fools", "april fool's day": "april-fools",
    "earth day": "earth-day", "may day": "labour-day", "international workers' day": "labour-day",
    "cinco de mayo": "cinco-de-mayo", "ve day": "victory-europe", "juneteenth": "juneteenth",
    "canada day": "canada-day", "independence day": "independence-day-us", "bastille day": "bastille-day",
    "singles' day": "singles-day", "singles day": "singles-day", "halloween": "halloween",
    "all saints' day": "all-saints", "guy fawkes night": "guy-fawkes", "bonfire night": "guy-fawkes",
    "veterans day": "veterans-day", "veterans' day": "veterans-day", "armistice day": "remembrance-day",
    "remembrance day": "remembrance-day", "christmas eve": "christmas-eve", "christmas day": "christmas",
    "christmas": "christmas", "xmas": "christmas", "boxing day": "boxing-day",
    "martin luther king jr. day": "mlk-day", "martin luther king day": "mlk-day", "mlk day": "mlk-day",
    "presidents' day": "presidents-day", "president's day": "presidents-day", "mother's day": "mothers-day",
    "father's day": "fathers-day", "memorial day": "memorial-day-us", "labor day": "labor-day-us",
    "columbus day": "columbus-day", "thanksgiving day": "thanksgiving", "thanksgiving": "thanksgiving",
    "black friday": "black-friday", "cyber monday": "cyber-monday", "mardi gras": "mardi-gras",
    "fat tuesday": "mardi-gras", "shrove tuesday": "mardi-gras", "ash wednesday": "ash-wednesday",
    "palm sunday": "palm-sunday", "maundy thursday": "maundy-thursday", "good friday": "good-friday",
    "easter sunday": "easter", "easter monday": "easter-monday", "easter": "easter", "ascension day": "ascension",
    "whit sunday": "pentecost", "pentecost": "pentecost", "lunar new year": "spring-festival",
    "chinese new year": "spring-festival", "spring festival": "spring-festival", "lantern festival": "lantern",
    "dragon boat festival": "dragon-boat", "mid-autumn festival": "mid-autumn", "double ninth festival": "double-ninth",
    "qingming festival": "qingming", "tomb-sweeping day": "qingming", "winter solstice": "winter-solstice",
    "china's national day": "national-day-cn", "chinese national day": "national-day-cn",
    "double tenth day": "national-day-tw",
}  # fmt: skip

FIXED_DAYS: Final[dict[str, tuple[int, int]]] = {
    "fourth of july": (7, 4), "4th of july": (7, 4), "ides of march": (3, 15),
}  # fmt: skip
"""Dates that go by a name of their own."""


def name_pattern() -> str:
    """Return a pattern for every name, the longest first, in lower case."""
    return "|".join(_spelling(name) for name in sorted([*NAMES], key=len, reverse=True))


def spellings() -> list[str]:
    """Return every way a name may be written: with or without its apostrophe, full stop or hyphen."""
    found: list[str] = []
    for name in NAMES:
        bare = name.replace("'", "")
        forms = (name, bare, name.replace(".", ""), name.replace("-", " "), bare.replace(".", ""))
        found += dict.fromkeys(forms)
    return found


def holiday_key(surface: str) -> str | None:
    """Return the key of a name as written, in lower case."""
    return _KEYS.get(_plain(surface))


def _spelling(name: str) -> str:
    return re.escape(name).replace("'", "'?").replace(r"\.", r"\.?").replace(r"\ ", "[ ]").replace(r"\-", "[- ]")


def _plain(name: str) -> str:
    return name.replace("'", "").replace(".", "").replace("-", " ")


_KEYS: Final[dict[str, str]] = {_plain(name): key for name, key in NAMES.items()}
