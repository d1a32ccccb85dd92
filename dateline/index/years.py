"""The entries of the knowledge base by the year: what is asked of all of them is answered without reading any.

The years follow one another as their entries do, so that the timeline of anything is the entries of its places in each
year, one year after the other. The reports that articles came out stand by themselves, behind all events.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, ValuesView
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain

from dateline.index.heads import (
    ALL,
    Retold,
    line_of,
    make_head,
    timelines_of,
    year_timeline,
)
from dateline.index.runs import Run, Told
from dateline.index.shelves import Given, Year
from dateline.model.dates import places
from dateline.model.event import Entry


class Entries(Mapping[str, Entry]):
    """All entries by id: events by date, then reports by date.

    ``linked`` stands, by timeline, for which of its entries are linked to which others or are open plans. ``where`` and
    ``waiting`` find what these tell of, when somebody asks.
    """

    def __init__(
        self,
        years: Iterable[Year],
        linked: Mapping[str, bytes],
        where: Callable[[], Mapping[str, tuple[int, int]]] = dict,
        waiting: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self.years = tuple(years)
        self.linked = linked
        self._where, self._waiting = where, waiting
        self._told = {year.number: year for year in self.years if not year.reports}

    @cached_property
    def where(self) -> Mapping[str, tuple[int, int]]:
        """The years of some events and their places there, which spares looking for them."""
        return self._where()

    @cached_property
    def waiting(self) -> frozenset[str]:
        """The open plans."""
        return frozenset(self._waiting())

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Entries:
        """Return entries, given in any order, by the year."""
        known = list(entries)
        place = places([entry.date for entry in known])
        by_year: dict[tuple[bool, int], list[Entry]] = defaultdict(list)
        for entry in sorted(known, key=lambda entry: (place[entry.date.edtf], entry.id)):
            by_year[entry.kind == "report", entry.date.sort_key[0][0]].append(entry)
        years = [
            Year(year, make_head(list(map(line_of, found))), Given(found), reports=reports)
            for (reports, year), found in sorted(by_year.items())
        ]
        return cls(years, _linked(years), waiting=partial(tuple, [entry.id for entry in known if entry.open]))

    def __len__(self) -> int:
        return sum(year.head.size for year in self.years)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(year.shelf.ids() for year in self.years)

    def __getitem__(self, identifier: str) -> Entry:
        if identifier in self.where:
            number, place = self.where[identifier]
            return self._told[number].shelf.take([place])[0]
        for year in sorted(self.years, key=lambda year: not year.is_known):
            entry = year.find(identifier)
            if entry is not None:
                return entry
        raise KeyError(identifier)

    def all(self) -> list[Entry]:
        """Return every entry, in order."""
        return list(chain.from_iterable(year.entries for year in self.years))

    def values(self) -> ValuesView[Entry]:
        """Return the entries, in order; nothing is looked up for them."""
        return _Values(self)

    def on(self, *timelines: str) -> list[Entry]:
        """Return the entries that stand on any of the timelines, each once, in order."""
        return [entry for year in self.years for entry in year.on(*timelines)]

    def run(self, *timelines: str) -> Run:
        """Return the events that stand on any of the timelines, reports and what has no date left out."""
        if timelines == (ALL,):
            return self._everything
        if len(timelines) == 1:
            return Told(self._happened, timelines[0])
        return Run((year, year.events(*timelines)) for year in self._happened)

    @cached_property
    def _everything(self) -> Run:
        """All events, which are asked for again and again."""
        return Told(self._happened, ALL)

    @cached_property
    def _happened(self) -> Sequence[Year]:
        return [year for year in self.years if not year.reports]

    def events(self, timeline: str) -> dict[int, int]:
        """Count the events of a timeline by the year; reports of articles are none."""
        return {year.number: count for year in self.years if (count := year.head.events.get(timeline, 0))}

    def together(self, one: str, others: Iterable[str]) -> dict[str, int]:
        """Count the entries that stand on a timeline and on each of some others as well."""
        counts = dict.fromkeys(others, 0)
        for on in (year.head.places for year in self.years if one in year.head.places):
            here = frozenset(memoryview(on[one]).cast("I"))
            for other in counts.keys() & on.keys():
                counts[other] += len(here.intersection(memoryview(on[other]).cast("I")))
        return counts

    def said(self, timeline: str) -> bytes:
        """Return what changes with anything that a timeline's events say or are linked to."""
        told = (b"%d:%s" % each for each in self._digests("said", timeline))
        return b"\n".join((*told, b"", self.linked.get(timeline, b"")))

    def weights(self, timeline: str) -> bytes:
        """Return what changes with anything that a timeline's events weigh."""
        return b"\n".join(b"%d:%s" % each for each in self._digests("weights", timeline))

    def _digests(self, kind: str, timeline: str) -> Iterator[tuple[int, bytes]]:
        for year in self.years:
            if not year.reports and (digest := getattr(year.head, kind).get(timeline)) is not None:
                yield year.number, digest

    def others(self, timeline: str) -> list[str]:
        """List the articles that stand on a timeline though they do not name what it is about, as far as known."""
        return sorted(set().union(*(year.head.others.get(timeline, ()) for year in self.years)))

    def of_year(self, number: int) -> Entries:
        """Return the entries of one year that has any."""
        marks = self.linked.get(year_timeline(number), b"")
        return Entries((year for year in self.years if year.number == number), {ALL: marks})

    @cached_property
    def retold(self) -> Mapping[str, tuple[Retold, ...]]:
        """The entries of several statements by the articles that tell of them, by date."""
        found: dict[str, list[Retold]] = defaultdict(list)
        for year in self.years:
            for entry in year.head.retold:
                for article in dict.fromkeys(entry.articles):
                    found[article].append(entry)
        return {article: tuple(entries) for article, entries in found.items()}


class _Values(ValuesView[Entry]):
    """The values of ``Entries``."""

    _mapping: Entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._mapping.all())


class Placed(Mapping[str, tuple[str, ...]]):
    """The ids of the entries of each entity, or of each topic, by date; ``name`` gives the timeline's name.

    ``sizes`` may be known from when they were counted before.
    """

    def __init__(self, entries: Entries, name: Callable[[str], str], sizes: Mapping[str, int] | None = None) -> None:
        self.entries, self.name, self._known = entries, name, sizes

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """How many entries there are of each; nothing is read for it."""
        if self._known is not None:
            return self._known
        start = self.name("")
        counts: dict[str, int] = defaultdict(int)
        for year in self.entries.years:
            for name, held in year.head.places.items():
                if name.startswith(start):
                    counts[name.removeprefix(start)] += len(held) // array("I").itemsize
        return {identifier: counts[identifier] for identifier in sorted(counts)}

    def __len__(self) -> int:
        return len(self.sizes)

    def __iter__(self) -> Iterator[str]:
        return iter(self.sizes)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self.sizes

    def __getitem__(self, identifier: str) -> tuple[str, ...]:
        if identifier not in self.sizes:
            raise KeyError(identifier)
        return tuple([entry.id for entry in self.entries.on(self.name(identifier))])


def link_marks(
    pairs: Iterable[tuple[Sequence[str], str, str, bytes]], waiting: Iterable[tuple[Sequence[str], str]]
) -> dict[str, bytes]:
    """Return by timeline a digest of what is linked there.

    ``pairs`` are the timelines of an entry, its id, the way it is linked (``outcome`` or ``plan``) and the other's
    digest; ``waiting`` the timelines and the id of each open plan.
    """
    found: dict[str, list[bytes]] = defaultdict(list)
    for timelines, identifier, way, digest in pairs:
        mark = f"{way} {identifier} ".encode("utf-8", "surrogatepass") + digest
        for name in timelines:
            found[name].append(mark)
    for timelines, identifier in waiting:
        mark = f"open {identifier}".encode("utf-8", "surrogatepass")
        for name in timelines:
            found[name].append(mark)
    return {name: blake2b(b"\n".join(sorted(marks)), digest_size=12).digest() for name, marks in found.items()}


def standing(entities: Iterable[str], topics: Iterable[str], year: int) -> tuple[str, ...]:
    """Return the names of all the timelines that an entry of a year stands on."""
    return (ALL, year_timeline(year), *timelines_of(entities, topics))


def _linked(years: Sequence[Year]) -> dict[str, bytes]:
    known = {entry.id: entry for year in years for entry in year.entries}
    linked = [(year.number, e) for year in years for e in year.entries if e.outcome or e.plan or e.open]
    pairs = (
        (standing(entry.entities, entry.topics, year), entry.id, way, line_of(other).digest)
        for year, entry in linked
        for way, identifier in (("outcome", entry.outcome), ("plan", entry.plan))
        if (other := known.get(identifier))
    )
    waiting = ((standing(e.entities, e.topics, year), e.id) for year, e in linked if e.open)
    return link_marks(pairs, waiting)
