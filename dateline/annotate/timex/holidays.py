"""Holidays whose day follows from the year: fixed, n-th weekday, Easter, lunar, solar term.

A language module maps its words to the keys here (国庆节 and "China's National Day" are both
``national-day-cn``). Longer holidays (Golden Week) are given by their first day: the text names the day,
not how long offices close. To add one, add a row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from dateline.annotate.timex.arithmetic import add_days, is_day, nth_weekday
from dateline.annotate.timex.lunar import gregorian
from dateline.model.dates import Day, PartialDate

FIXED: Final[dict[str, tuple[int, int]]] = {
    "new-year": (1, 1),
    "epiphany": (1, 6),
    "groundhog-day": (2, 2),
    "valentine": (2, 14),
    "womens-day": (3, 8),
    "arbor-day-cn": (3, 12),
    "consumer-day": (3, 15),
    "st-patrick": (3, 17),
    "april-fools": (4, 1),
    "earth-day": (4, 22),
    "labour-day": (5, 1),
    "youth-day-cn": (5, 4),
    "cinco-de-mayo": (5, 5),
    "victory-europe": (5, 8),
    "childrens-day": (6, 1),
    "juneteenth": (6, 19),
    "party-day-cn": (7, 1),
    "canada-day": (7, 1),
    "independence-day-us": (7, 4),
    "bastille-day": (7, 14),
    "army-day-cn": (8, 1),
    "teachers-day-cn": (9, 10),
    "sept-11": (9, 11),
    "national-day-cn": (10, 1),
    "national-day-tw": (10, 10),
    "halloween": (10, 31),
    "all-saints": (11, 1),
    "guy-fawkes": (11, 5),
    "singles-day": (11, 11),
    "veterans-day": (11, 11),
    "remembrance-day": (11, 11),
    "christmas-eve": (12, 24),
    "christmas": (12, 25),
    "boxing-day": (12, 26),
    "new-years-eve": (12, 31),
}

NTH: Final[dict[str, tuple[int, int, int]]] = {
    # month, weekday (1 Monday), which one (-1 the last): 5 U.S.C. 6103 for the federal holidays
    "mlk-day": (1, 1, 3),
    "presidents-day": (2, 1, 3),
    "mothers-day": (5, 7, 2),
    "memorial-day-us": (5, 1, -1),
    "fathers-day": (6, 7, 3),
    "labor-day-us": (9, 1, 1),
    "columbus-day": (10, 1, 2),
    "thanksgiving": (11, 4, 4),
}

AFTER_THANKSGIVING: Final[dict[str, int]] = {"black-friday": 1, "cyber-monday": 4}

EASTER: Final[dict[str, int]] = {
    # days from Easter Sunday
    "mardi-gras": -47, "ash-wednesday": -46, "palm-sunday": -7, "maundy-thursday": -3, "good-friday": -2,
    "easter": 0, "easter-monday": 1, "ascension": 39, "pentecost": 49,
}

LUNAR: Final[dict[str, tuple[int, int]]] = {
    "spring-festival": (1, 1),
    "lantern": (1, 15),
    "dragon-boat": (5, 5),
    "qixi": (7, 7),
    "ghost": (7, 15),
    "mid-autumn": (8, 15),
    "double-ninth": (9, 9),
    "laba": (12, 8),
    "small-year": (12, 23),
}
_NEXT_CIVIL_YEAR: Final = frozenset({"laba", "small-year"})
"""Of the twelfth lunar month: those that fall in the civil year belong to the lunar year before."""

SOLAR: Final[dict[str, tuple[int, float, float]]] = {
    # month, constants for 1900-1999 and 2000-2099: day = floor(0.2422 y + c) - leap days, y the last two digits
    "lichun": (2, 4.6295, 3.87),
    "jingzhe": (3, 6.3826, 5.63),
    "chunfen": (3, 21.4155, 20.646),
    "qingming": (4, 5.59, 4.81),
    "guyu": (4, 20.888, 20.1),
    "lixia": (5, 6.318, 5.52),
    "mangzhong": (6, 6.5, 5.678),
    "xiazhi": (6, 22.20, 21.37),
    "liqiu": (8, 8.35, 7.5),
    "qiufen": (9, 23.822, 23.042),
    "shuangjiang": (10, 24.218, 23.438),
    "lidong": (11, 8.218, 7.438),
    "winter-solstice": (12, 22.60, 21.94),
}


@cache
def holiday(key: str, year: int) -> PartialDate | None:
    """Return the day of a holiday in a calendar year; None for an unknown key or a year without it.

    >>> str(holiday("spring-festival", 2024))
    '2024-02-10'
    >>> str(holiday("thanksgiving", 2024))
    '2024-11-28'
    """
    if not 1 <= year <= 9999:
        return None
    for table, rule in _RULES:
        if key in table:
            day = rule(key, year)
            return None if day is None or not is_day(*day) else PartialDate.day(*day)
    return None


def _fixed(key: str, year: int) -> Day:
    return (year, *FIXED[key])


def _nth(key: str, year: int) -> Day | None:
    month, weekday, number = NTH[key]
    return nth_weekday(year, month, weekday, number)


def _after_thanksgiving(key: str, year: int) -> Day | None:
    day = _nth("thanksgiving", year)
    return day and add_days(day, AFTER_THANKSGIVING[key])


def _from_easter(key: str, year: int) -> Day | None:
    return add_days(easter(year), EASTER[key])


def easter(year: int) -> Day:
    """Return Easter Sunday by the anonymous Gregorian computus (Nature, 20 April 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return year, month, day + 1


def _lunar(key: str, year: int) -> Day | None:
    month, day = LUNAR[key]
    return gregorian(year - 1 if key in _NEXT_CIVIL_YEAR else year, month, day)


def _eve(_: str, year: int) -> Day | None:
    """New Year's Eve of the lunar year: the day before the Spring Festival of that civil year."""
    first = gregorian(year, 1, 1)
    return first and add_days(first, -1)


def _solar(key: str, year: int) -> Day | None:
    month, old, new = SOLAR[key]
    if not 1901 <= year <= 2099:
        return None
    rest = year % 100
    return year, month, int(rest * 0.2422 + (old if year < 2000 else new)) - (rest - (month < 3)) // 4


_RULES: Final[tuple[tuple[Mapping[str, object], Callable[[str, int], Day | None]], ...]] = (
    (FIXED, _fixed),
    (LUNAR, _lunar),
    (NTH, _nth),
    (AFTER_THANKSGIVING, _after_thanksgiving),
    (EASTER, _from_easter),
    ({"lunar-new-years-eve": 0}, _eve),
    (SOLAR, _solar),
)
