"""Timelines cut into pages: what stands on the first one, and the periods behind it.

A first page shows everything while that is little; else its key events and the latest, and a
page a year follows, a year too long by quarter, a quarter too long by month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest
from operator import attrgetter
from typing import Any, Final

from dateline.index.library import Library
from dateline.model.dates import Day, Precision
from dateline.model.event import Entry
from dateline.site import addresses
from dateline.site.strips import count_by_quarter, year_of

LEAF_LIMIT: Final = 200
"""Most entries on one page; of a longer period the most important are shown."""
LEAN_LIMIT: Final = 60
"""The same on a large site."""
EXPORTED: Final = 5000
"""Most entries in one file of a timeline: the most important."""
EXPORTED_LEAN: Final = 30
"""The same on a large site; ``dateline export`` writes all."""
PERIOD_BUDGET: Final = 60_000
"""When all entities' and topics' timelines together are longer than this, the site is large: only the whole timeline
is cut into period pages, and each timeline's files hold its most important entries; the site would else outgrow its
text several
times over."""

_WITHIN_MONTH: Final = frozenset((Precision.DAY, Precision.MONTH))
_WITHIN_QUARTER: Final = frozenset((*_WITHIN_MONTH, Precision.QUARTER))


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a quarter or a month of a timeline.

    ``code`` is its part of the address; ``entries`` are all that fall in it, by date; ``children`` are the codes of the
    periods it is cut into, and then ``own`` holds what is not known finely enough for any of them.
    """

    code: str
    entries: tuple[Entry, ...]
    children: tuple[str, ...] = ()
    own: tuple[Entry, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class Timeline:
    """One timeline with its address and, by code, its periods in order of time."""

    kind: str
    id: str
    base: str
    entries: tuple[Entry, ...]
    periods: dict[str, Period] = field(default_factory=dict)
    key_count: int = 12

    @cached_property
    def counts(self) -> Counter[tuple[int, int]]:
        """How many entries fall in each quarter."""
        return count_by_quarter(self.entries)


def cut(entries: Sequence[Entry], size: int) -> dict[str, Period]:
    """Cut entries into years, and what is longer than ``size`` further."""
    periods: dict[str, Period] = {}
    by_year: dict[int, list[Entry]] = {}
    for entry in entries:
        by_year.setdefault(year_of(entry.date), []).append(entry)
    for year in sorted(by_year):
        _cut_year(periods, year, by_year[year], size)
    return periods


def year_code(year: int) -> str:
    """Return the part of a year in the addresses of its pages.

    >>> year_code(2024), year_code(-1200)
    ('2024', '-1200')
    """
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _cut_year(periods: dict[str, Period], year: int, entries: list[Entry], size: int) -> None:
    code = year_code(year)
    if len(entries) <= size:
        periods[code] = Period(code, tuple(entries))
        return
    quarters: dict[int, list[Entry]] = {}
    own: list[Entry] = []
    for entry in entries:
        if entry.date.precision in _WITHIN_QUARTER:
            quarters.setdefault((entry.date.earliest[1] + 2) // 3, []).append(entry)
        else:
            own.append(entry)
    children = tuple(f"{code}-q{quarter}" for quarter in sorted(quarters))
    periods[code] = Period(code, tuple(entries), children, tuple(own))
    for quarter in sorted(quarters):
        _cut_quarter(periods, code, quarter, quarters[quarter], size)


def _cut_quarter(periods: dict[str, Period], year_code: str, quarter: int, entries: list[Entry], size: int) -> None:
    code = f"{year_code}-q{quarter}"
    if len(entries) <= size:
        periods[code] = Period(code, tuple(entries), parent=year_code)
        return
    months: dict[int, list[Entry]] = {}
    own: list[Entry] = []
    for entry in entries:
        if entry.date.precision in _WITHIN_MONTH:
            months.setdefault(entry.date.earliest[1], []).append(entry)
        else:
            own.append(entry)
    children = tuple(f"{year_code}-{month:02d}" for month in sorted(months))
    periods[code] = Period(code, tuple(entries), children, tuple(own), year_code)
    for month in sorted(months):
        child = f"{year_code}-{month:02d}"
        periods[child] = Period(child, tuple(months[month]), parent=code)


weight = attrgetter("pinned", "key", "score")
"""What an entry matters: more is more."""


def by_date(entry: Entry) -> tuple[tuple[Day, Day, str], str]:
    """Return the key that timelines are sorted by."""
    return (entry.date.sort_key, entry.id)


def most_important(
    entries: Sequence[Entry], count: int, weigh: Callable[[Entry], tuple[Any, ...]] = weight
) -> tuple[Entry, ...]:
    """Return the ``count`` entries that matter most, by date: pinned, then key, then the highest scores.

    Of two that matter alike the first counts; ``entries`` are by date.
    """
    if len(entries) <= count:
        return tuple(entries)
    chosen = nlargest(count, entries, key=weigh)
    return tuple(sorted(chosen, key=by_date))


def whole(library: Library, size: int, keys: int) -> Timeline:
    """Return the timeline of everything."""
    entries = shown(library.entries.all())
    return Timeline("all", "", addresses.TIMELINE, entries, cut(entries, size), keys)


def shown(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Leave out what is no event on a timeline: the publication of articles, and what has no date."""
    return tuple([entry for entry in entries if entry.kind not in ("report", "undated")])


def timeline_on(
    library: Library, kind: str, identifier: str, on: Iterable[str], size: int, keys: int, *, periods: bool
) -> Timeline:
    """Return the timeline of an entity, a topic or a set; without periods while it fits one page.

    ``on`` names the library's timelines whose entries it holds.
    """
    entries = shown(library.entries.on(*on))
    base = {"entity": addresses.entity, "topic": addresses.topic, "set": addresses.named_set}[kind](identifier)
    long = periods and len(entries) > size
    return Timeline(kind, identifier, base, entries, cut(entries, size) if long else {}, keys)


def affordable(library: Library) -> bool:
    """Tell whether every entity and topic may have pages for its periods."""
    placed = sum(library.entity_entries.sizes.values()) + sum(library.topic_entries.sizes.values())
    return placed <= PERIOD_BUDGET
