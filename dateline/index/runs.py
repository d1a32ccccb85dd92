"""The events of a timeline, as places in years: counted, cut, weighed and chosen from, mostly without being read."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from heapq import nlargest
from operator import itemgetter
from typing import Final, overload

from dateline.index.heads import QUARTERS
from dateline.index.shelves import Year
from dateline.model.dates import PartialDate
from dateline.model.event import Entry

AT_A_TIME: Final = 64
"""Entries that are read together from the end of a timeline."""


class Run(Sequence[Entry]):
    """The events of a timeline, by date, as places in years; only those that somebody looks at are read.

    Places take four bytes each: a site's timelines hold several times as many as there are events.
    """

    def __init__(self, parts: Iterable[tuple[Year, Sequence[int]]]) -> None:
        packed = ((year, places if isinstance(places, array) else array("I", places)) for year, places in parts)
        self.parts = [(year, places) for year, places in packed if places]

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
        return ((year.number, Run([(year, places)])) for year, places in self.parts)

    def counts(self) -> Counter[tuple[int, int]]:
        """Count by year and quarter (1 to 4); what is known less finely than a quarter counts under 0."""
        found: Counter[tuple[int, int]] = Counter()
        for year, places in self.parts:
            quarters = Counter([QUARTERS[grain] for grain in map(year.head.grains.__getitem__, places)])
            found.update({(year.number, quarter): count for quarter, count in quarters.items()})
        return found

    def by_grain(self, allowed: Container[int], part: Callable[[int], int]) -> tuple[dict[int, Run], Run]:
        """Part the events by what their grains come to; also those whose grain is none of the ``allowed``."""
        found: dict[int, list[tuple[Year, list[int]]]] = {}
        others: list[tuple[Year, list[int]]] = []
        for year, places in self.parts:
            parts: dict[int, list[int]] = defaultdict(list)
            for at in places:
                grain = year.head.grains[at]
                parts[part(grain) if grain in allowed else -1].append(at)
            others.append((year, parts.pop(-1, [])))
            for name, held in parts.items():
                found.setdefault(name, []).append((year, held))
        return {name: Run(found[name]) for name in sorted(found)}, Run(others)

    def without(self, others: Run) -> Run:
        """Leave out the events of another run."""
        gone = {id(year): frozenset(places) for year, places in others.parts}
        return Run((year, [at for at in places if at not in gone.get(id(year), ())]) for year, places in self.parts)

    def only(self, kind: str) -> Run:
        """Keep those that are ``pinned``, ``marked`` or ``disputed``."""
        kept = ((year, places, getattr(year.head, kind)) for year, places in self.parts)
        return Run((year, [at for at in places if at in chosen] if chosen else []) for year, places, chosen in kept)

    def in_month(self, month: int) -> Run:
        """Keep what is known to have been in a month (1 to 12) of whatever year, or on a day of it."""
        grains = ((year, places, year.head.grains) for year, places in self.parts)
        return Run((year, [at for at in places if known[at] == month]) for year, places, known in grains)

    def since(self, number: int) -> Run:
        """Keep the events of a year and of those after it."""
        return Run((year, places) for year, places in self.parts if year.number >= number)

    def dated(self) -> Iterator[tuple[PartialDate, tuple[str, ...]]]:
        """Yield the date and the entities of each."""
        for year, places in self.parts:
            yield from year.shelf.dated(places)

    def heaviest(self, count: int) -> list[Entry]:
        """Return those that matter most: pinned, then marked, then the highest scores; of equals the first."""
        return self._take((year, at) for _, _, year, at in self._best(count))

    def standing(self, count: int) -> list[tuple[int, int, int]]:
        """Return the order of those that matter most: their places on the timeline, each with how many outweigh it.

        With it comes the code of how deep in their articles they stand, which timelines rank them by too. Where all of
        that stays and the events say what they did, any choice among these comes out as it did.
        """
        best = self._best(count)
        ranks = {weight: rank for rank, (weight, *_) in reversed(list(enumerate(best)))}
        return [(place, ranks[weight], memoryview(year.head.depths).cast("I")[at]) for weight, place, year, at in best]

    def _best(self, count: int) -> list[tuple[tuple[bool, bool, float], int, Year, int]]:
        """Return the weight, the place on the timeline, the year and the place there of those that matter most."""
        best: list[tuple[tuple[bool, bool, float], int, Year, int]] = []
        before = 0
        for year, places in self.parts:
            scores, pinned, marked = memoryview(year.head.scores).cast("d"), year.head.pinned, year.head.marked
            chosen: Iterable[int] = range(len(places))
            if len(places) > count and (pinned or marked):
                weights = [(at in pinned, at in marked, scores[at]) for at in places]
                chosen = nlargest(count, chosen, key=weights.__getitem__)
            elif len(places) > count:
                alone = [scores[at] for at in places]
                chosen = nlargest(count, chosen, key=alone.__getitem__)
            found = ((place, places[place]) for place in chosen)
            best += [((at in pinned, at in marked, scores[at]), before + place, year, at) for place, at in found]
            before += len(places)
        return nlargest(count, best, key=itemgetter(0))

    def meeting(self, start: str) -> Counter[str]:
        """Count the events that stand on other timelines too, by those whose names begin so; nothing is read."""
        found: Counter[str] = Counter()
        for year, places in self.parts:
            here = bytearray(year.head.size)
            for at in places:
                here[at] = 1
            for name, held in year.head.places.items():
                if name.startswith(start) and (both := sum(map(here.__getitem__, memoryview(held).cast("I")))):
                    found[name] += both
        return found

    def also_on(self, timeline: str) -> Run:
        """Keep the events that stand on another timeline too."""
        held = ((year, frozenset(year.places(timeline)), places) for year, places in self.parts)
        return Run((year, [at for at in places if at in there] if there else []) for year, there, places in held)

    def of_one(self) -> Run:
        """Keep the events that no two articles tell of; nothing is read."""
        told = ((year, year.head.together, places) for year, places in self.parts)
        return Run((year, [at for at in places if len(several.get(at, ())) < 2]) for year, several, places in told)

    def tellers(self) -> tuple[set[str], int]:
        """Return the articles that tell of any, and how many are told of by one article only; nothing is read."""
        told: set[str] = set()
        single = 0
        for year, places in self.parts:
            head, first = year.head, memoryview(year.head.first).cast("I")
            alone = [at for at in places if at not in head.together]
            several = (head.together[at] for at in places if at in head.together)
            told.update(head.tellers[number] for number in {first[at] for at in alone}.union(*several))
            single += len(alone)
        return told, single

    def latest(self, count: int, learned: Callable[[Year], Sequence[str]]) -> list[Entry]:
        """Return those that were learned of last, the latest first; ``learned`` tells for each event of a year when."""
        days = [(year, places, learned(year)) for year, places in self.parts]
        least = nlargest(count, (told[at] for _, places, told in days for at in places))[-1:]
        late = [(told[at], year, at) for year, places, told in days for at in places if [told[at]] >= least]
        found = zip(self._take((year, at) for _, year, at in late), map(itemgetter(0), late), strict=True)
        return [entry for entry, _ in nlargest(count, found, key=lambda pair: (pair[1], pair[0].id))]

    def _all(self) -> list[tuple[Year, int]]:
        return [(year, at) for year, places in self.parts for at in places]

    def _take(self, places: Iterable[tuple[Year, int]]) -> list[Entry]:
        return [year.shelf.take([at])[0] for year, at in places]
