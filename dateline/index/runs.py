"""The events of a timeline, as places in years: counted, cut, weighed and chosen from, mostly without being read."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cached_property
from heapq import nlargest
from itertools import compress, filterfalse
from math import inf
from operator import itemgetter
from typing import Final, overload

from dateline.index.grains import QUARTERS, overlaps
from dateline.index.heads import ALL, HEAVIEST
from dateline.index.shelves import Year
from dateline.model.dates import Day
from dateline.model.event import Entry

AT_A_TIME: Final = 64
"""Entries that are read together from the end of a timeline."""
_OTHER: Final = -1
_SEARCHED: Final = 8
"""To look for a place among so many takes as long as to look at each."""


class Run(Sequence[Entry]):
    """The events of a timeline, by date, as places in years; only those that somebody looks at are read.

    Places take four bytes each: a site's timelines hold several times as many as there are events.
    """

    _wanted: Sequence[int] = range(len(QUARTERS))

    def __init__(self, parts: Iterable[tuple[Year, Sequence[int]]]) -> None:
        packed = ((year, places if isinstance(places, array) else array("I", places)) for year, places in parts)
        self._parts = [(year, places) for year, places in packed if places]

    @property
    def parts(self) -> list[tuple[Year, array[int]]]:
        """The places in each year, ascending."""
        return self._parts

    @cached_property
    def graded(self) -> list[tuple[Year, array[int], bytes]]:
        """Places in each year, of these events and maybe of others, and the grain of each."""
        return [(year, places, bytes(map(year.head.grains.__getitem__, places))) for year, places in self.parts]

    def __len__(self) -> int:
        return sum(len(places) for _, places in self.parts)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        if isinstance(index, slice):
            return self._take(self._all()[index])
        return self._take([self._all()[index]])[0]

    def __iter__(self) -> Iterator[Entry]:
        for year, places in self.parts:
            yield from year.shelf.take(places)

    def __reversed__(self) -> Iterator[Entry]:
        """Yield the entries from the last on, reading a few at a time."""
        for year, places in reversed(self.parts):
            for end in range(len(places), 0, -AT_A_TIME):
                yield from reversed(year.shelf.take(places[max(0, end - AT_A_TIME) : end]))

    def by_year(self) -> Iterator[tuple[int, Run]]:
        """Yield each year with its events."""
        return ((each[0].number, _Graded([each], self._wanted)) for each in self.graded)

    def counts(self) -> Counter[tuple[int, int]]:
        """Count by year and quarter (1 to 4); what is known less finely than a quarter counts under 0."""
        found: Counter[tuple[int, int]] = Counter()
        for year, _, grains in self.graded:
            for grain in self._wanted:
                if count := grains.count(grain):
                    found[year.number, QUARTERS[grain]] += count
        return found

    def by_grain(self, allowed: Container[int], part: Callable[[int], int]) -> tuple[dict[int, Run], Run]:
        """Part the events by what their grains come to; also those whose grain is none of the ``allowed``.

        They are counted at once, and told one from another when somebody asks which they are.
        """
        groups: dict[int, list[int]] = {}
        for grain in filter(self._count, self._wanted):
            groups.setdefault(part(grain) if grain in allowed else _OTHER, []).append(grain)
        others = _Graded(self.graded, groups.pop(_OTHER, ()))
        return {name: _Graded(self.graded, groups[name]) for name in sorted(groups)}, others

    def _count(self, grain: int) -> int:
        return sum(grains.count(grain) for _, _, grains in self.graded)

    def without(self, others: Run) -> Run:
        """Leave out the events of another run."""
        gone = {id(year): frozenset(places) for year, places in others.parts}
        return Run((year, [at for at in places if at not in gone.get(id(year), ())]) for year, places in self.parts)

    def only(self, kind: str) -> Run:
        """Keep those that are ``pinned``, ``marked`` or ``disputed``."""
        kept = ((year, places, getattr(year.head, kind)) for year, places in self.parts)
        return Run((year, list(filter(chosen.__contains__, places))) for year, places, chosen in kept if chosen)

    def in_month(self, month: int) -> Run:
        """Keep what is known to have been in a month (1 to 12) of whatever year, or on a day of it."""
        grains = ((year, places, year.head.grains) for year, places in self.parts)
        return Run((year, [at for at in places if known[at] == month]) for year, places, known in grains)

    def between(self, first: Day, last: Day) -> Run:
        """Keep what may have happened between two days, of the years from that of the first on; few dates are read."""
        parts = ((year, places) for year, places in self.parts if year.number >= first[0])
        return Run((year, _overlapping(year, places, first, last)) for year, places in parts)

    def heaviest(self, count: int) -> list[Entry]:
        """Return those that matter most: pinned, then marked, then the highest scores; of equals the first."""
        return self._take((year, at) for _, year, at in self._best(count))

    def standing(self, count: int) -> list[tuple[int, int, int, int]]:
        """Return the order of those that matter most: their years and places there, each with how many outweigh it.

        With it comes the code of how deep in their articles they stand, which timelines rank them by too. Where all of
        that stays and the events say what they did, any choice among these comes out as it did.
        """
        best = self._best(count)
        ranks = {weight: rank for rank, (weight, *_) in reversed(list(enumerate(best)))}
        return [
            (year.number, bisect_left(self._held(year), at), ranks[weight], memoryview(year.head.depths).cast("I")[at])
            for weight, year, at in best
        ]

    def _held(self, year: Year) -> Sequence[int]:
        """Return places of a year by which one of them is named: what else happened then has no part in its name."""
        return next(places for other, places in self.parts if other is year)

    def _weighty(self, _: int) -> Iterable[tuple[Year, Sequence[int]]]:
        """Return by the year the places of events that so many which matter most are among."""
        return self.parts

    def _best(self, count: int) -> list[tuple[tuple[bool, bool, float], Year, int]]:
        """Return the weight, the year and the place there of those that matter most."""
        best: list[tuple[tuple[bool, bool, float], Year, int]] = []
        least = -inf
        for year, places in self._weighty(count):
            scores, pinned, marked = memoryview(year.head.scores).cast("d"), year.head.pinned, year.head.marked
            odd = pinned | marked
            heavy = [at for at in places if scores[at] > least or at in odd]
            found = [((at in pinned, at in marked, scores[at]), at) for at in heavy]
            found.sort(key=itemgetter(0), reverse=True)
            best += [(weight, year, at) for weight, at in found[:count]]
            best = sorted(best, key=itemgetter(0), reverse=True)[:count]
            if len(best) == count:  # what comes later and weighs as much counts less
                least = inf if best[-1][0][:2] > (False, False) else best[-1][0][2]
        return best

    def meeting(self, start: str) -> Counter[str]:
        """Count the events that stand on other timelines too, by those whose names begin so; nothing is read."""
        found: Counter[str] = Counter()
        for year, places in self.parts:
            found.update(year.crossings(start).sizes(places))
        return found

    def also_on(self, timeline: str) -> Run:
        """Keep the events that stand on another timeline too."""
        return Run((year, _in_both(places, year.places(timeline))) for year, places in self.parts)

    def of_one(self) -> Run:
        """Keep the events that no two articles tell of; nothing is read."""
        parts = ((year, places, year.head.together.items()) for year, places in self.parts)
        several = ((year, places, {at for at, tellers in told if len(tellers) > 1}) for year, places, told in parts)
        return Run((year, array("I", filterfalse(gone.__contains__, places))) for year, places, gone in several)

    def tellers(self) -> tuple[set[str], int]:
        """Return the articles that tell of any, and how many are told of by one article only; nothing is read."""
        told: set[str] = set()
        single = 0
        for year, places in self.parts:
            head, first = year.head, memoryview(year.head.first).cast("I")
            together = list(filter(head.together.__contains__, places))
            single += len(places) - len(together)
            if len(places) == head.events[ALL]:
                told |= set(head.tellers) - head.idle
                continue
            alone = filterfalse(head.together.__contains__, places)
            numbers = set(map(first.__getitem__, alone)).union(*map(head.together.__getitem__, together))
            told.update(map(head.tellers.__getitem__, numbers))
        return told, single

    def latest(self, count: int, learned: Callable[[Year], Sequence[str]]) -> list[Entry]:
        """Return those that were learned of last, the latest first; ``learned`` tells for each event of a year when."""
        late: list[tuple[str, Year, int]] = []
        least = ""
        for year, places in reversed(self.parts):
            told = learned(year)
            late += [(told[at], year, at) for at in places if told[at] >= least]
            least = [least, *nlargest(count, map(itemgetter(0), late))][-1] if len(late) >= count else least
            late = [each for each in late if each[0] >= least]
        found = zip(self._take((year, at) for _, year, at in late), map(itemgetter(0), late), strict=True)
        return [entry for entry, _ in nlargest(count, found, key=lambda pair: (pair[1], pair[0].id))]

    def _all(self) -> list[tuple[Year, int]]:
        return [(year, at) for year, places in self.parts for at in places]

    def _take(self, places: Iterable[tuple[Year, int]]) -> list[Entry]:
        return [year.shelf.take([at])[0] for year, at in places]


class Told(Run):
    """The events of one timeline: where many stand in a year, those that matter most there are known."""

    def __init__(self, years: Sequence[Year], timeline: str) -> None:
        self._years, self._timeline = years, timeline

    @property
    def parts(self) -> list[tuple[Year, array[int]]]:
        """The places in each year, ascending."""
        return self._events

    @cached_property
    def _events(self) -> list[tuple[Year, array[int]]]:
        return Run((year, year.events(self._timeline)) for year in self._years).parts

    def _held(self, year: Year) -> Sequence[int]:
        return year.places(self._timeline)

    def _weighty(self, count: int) -> Iterable[tuple[Year, Sequence[int]]]:
        for year in self._years:
            known = year.head.heaviest.get(self._timeline) if count <= HEAVIEST else None
            yield year, year.events(self._timeline) if known is None else memoryview(known).cast("I")


class _Graded(Run):
    """The events that have one of some grains, picked out of others when somebody asks which they are."""

    def __init__(self, graded: list[tuple[Year, array[int], bytes]], wanted: Sequence[int]) -> None:
        self.graded = graded
        self._wanted = wanted

    def __len__(self) -> int:
        return sum(map(self._count, self._wanted))

    @property
    def parts(self) -> list[tuple[Year, array[int]]]:
        """The places in each year, ascending."""
        return self._picked

    @cached_property
    def _picked(self) -> list[tuple[Year, array[int]]]:
        table = bytes([grain in self._wanted for grain in range(256)])
        picked = ((year, compress(places, grains.translate(table))) for year, places, grains in self.graded)
        return [(year, found) for year, places in picked if (found := array("I", places))]


def _in_both(places: Sequence[int], others: Sequence[int]) -> list[int]:
    """Return the places that both hold; each of them ascends."""
    few, many = (places, others) if len(places) < len(others) else (others, places)
    if len(few) * _SEARCHED < len(many):
        found = ((at, bisect_left(many, at)) for at in few)
        return [at for at, near in found if near < len(many) and many[near] == at]
    there = frozenset(many)
    return [at for at in few if at in there]


def _overlapping(year: Year, places: Iterable[int], first: Day, last: Day) -> list[int]:
    """Return the places of what may have happened between two days."""
    answers = [overlaps(grain, year.number, first, last) for grain in range(len(QUARTERS))]
    told = [(at, answers[year.head.grains[at]]) for at in places]
    unclear = [at for at, answer in told if answer is None]
    dates = zip(unclear, year.shelf.dated(unclear), strict=True)
    found = [at for at, (date, _) in dates if date.latest >= first and date.earliest <= last]
    return sorted([*found, *(at for at, answer in told if answer)])
