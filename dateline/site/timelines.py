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

from dateline.index.grains import MONTHS, QUARTERS, WITHIN_QUARTER
from dateline.index.heads import ALL
from dateline.index.library import Library
from dateline.index.runs import Run
from dateline.model.event import Entry
from dateline.site import addresses

LEAF_LIMIT: Final = 200
"""Most entries on one page; of a longer period the most important are shown."""
LEAN_LIMIT: Final = 60
"""The same on a large site."""
EXPORTED: Final = 5000
"""Most entries in one file of a timeline: the most important."""
EXPORTED_LEAN: Final = 30
"""The same on a large site; ``dateline export`` writes all."""
DRAWN: Final = 200
"""Most entries in a file that is made to be drawn as a whole, one slide or bar an entry: the most important."""
QUOTE_BUDGET: Final = 10_000
"""When all entities' and topics' timelines together are longer than this, pages of periods and comparisons quote
nobody: each event stands on four or five of them, and its words in its article."""
PERIOD_BUDGET: Final = 60_000
"""When all entities' and topics' timelines together are longer than this, the site is large: only the whole timeline
is cut into period pages, and each timeline's files hold its most important entries; the site would else outgrow its
text several
times over."""


NONE: Final = Run(())


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a quarter or a month of a timeline.

    ``code`` is its part of the address; ``entries`` are all that fall in it, by date; ``children`` are the codes of the
    periods it is cut into, and then ``own`` holds what is not known finely enough for any of them.
    """

    code: str
    year: int
    entries: Run
    children: tuple[str, ...] = ()
    own: Run = NONE
    parent: str = ""


@dataclass(frozen=True)
class Timeline:
    """One timeline with its address and, by code, its periods in order of time."""

    kind: str
    id: str
    base: str
    entries: Run
    periods: dict[str, Period] = field(default_factory=dict)
    key_count: int = 12

    @cached_property
    def counts(self) -> Counter[tuple[int, int]]:
        """How many entries fall in each quarter."""
        return self.entries.counts()


def cut(entries: Run, size: int) -> dict[str, Period]:
    """Cut entries into years, and what is longer than ``size`` further."""
    periods: dict[str, Period] = {}
    for year, run in entries.by_year():
        _cut_year(periods, year, run, size)
    return periods


def year_code(year: int) -> str:
    """Return the part of a year in the addresses of its pages.

    >>> year_code(2024), year_code(-1200)
    ('2024', '-1200')
    """
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _cut_year(periods: dict[str, Period], year: int, entries: Run, size: int) -> None:
    code = year_code(year)
    if len(entries) <= size:
        periods[code] = Period(code, year, entries)
        return
    quarters, own = entries.by_grain(WITHIN_QUARTER, QUARTERS.__getitem__)
    periods[code] = Period(code, year, entries, tuple(f"{code}-q{quarter}" for quarter in quarters), own)
    for quarter, run in quarters.items():
        _cut_quarter(periods, year, quarter, run, size)


def _cut_quarter(periods: dict[str, Period], year: int, quarter: int, entries: Run, size: int) -> None:
    above = year_code(year)
    code = f"{above}-q{quarter}"
    if len(entries) <= size:
        periods[code] = Period(code, year, entries, parent=above)
        return
    months, own = entries.by_grain(MONTHS, int)
    children = {f"{above}-{month:02d}": run for month, run in months.items()}
    periods[code] = Period(code, year, entries, tuple(children), own, above)
    for child, run in children.items():
        periods[child] = Period(child, year, run, parent=code)


weight = attrgetter("pinned", "key", "score")
"""What an entry matters: more is more."""


by_date = attrgetter("order")
"""The key that timelines are sorted by."""


def most_important(
    entries: Sequence[Entry], count: int, weigh: Callable[[Entry], tuple[Any, ...]] = weight
) -> tuple[Entry, ...]:
    """Return the ``count`` entries that matter most, by date: pinned, then key, then the highest scores.

    Of two that matter alike the first counts; ``entries`` are by date.
    """
    if len(entries) <= count:
        return tuple(entries)
    own = isinstance(entries, Run) and weigh is weight
    chosen = entries.heaviest(count) if own else nlargest(count, entries, key=weigh)  # type: ignore[attr-defined]
    return tuple(sorted(chosen, key=by_date))


def whole(library: Library, size: int, keys: int) -> Timeline:
    """Return the timeline of everything."""
    entries = library.entries.run(ALL)
    return Timeline("all", "", addresses.TIMELINE, entries, cut(entries, size), keys)


def timeline_on(
    library: Library, kind: str, identifier: str, on: Iterable[str], size: int, keys: int, *, periods: bool
) -> Timeline:
    """Return the timeline of an entity, a topic or a set; without periods while it fits one page.

    ``on`` names the library's timelines whose entries it holds.
    """
    entries = library.entries.run(*on)
    base = {"entity": addresses.entity, "topic": addresses.topic, "set": addresses.named_set}[kind](identifier)
    long = periods and len(entries) > size
    return Timeline(kind, identifier, base, entries, cut(entries, size) if long else {}, keys)


def affordable(library: Library) -> bool:
    """Tell whether every entity and topic may have pages for its periods."""
    return _placed(library) <= PERIOD_BUDGET


def quotable(library: Library) -> bool:
    """Tell whether pages of periods and comparisons may quote."""
    return _placed(library) <= QUOTE_BUDGET


def _placed(library: Library) -> int:
    return sum(library.entity_entries.sizes.values()) + sum(library.topic_entries.sizes.values())
