"""Where the entries of a year are: what is known of all of them, and a way to those that somebody looks at."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain, filterfalse
from typing import Any, NamedTuple, Protocol

from dateline.index.heads import Head
from dateline.model.dates import PartialDate
from dateline.model.event import Entry


class Shelf(Protocol):
    """Where the entries of a year are, by date."""

    def ids(self) -> Sequence[str]:
        """Return the ids of all."""

    def take(self, places: Iterable[int]) -> list[Entry]:
        """Return the entries at some places."""

    def dated(self, places: Iterable[int]) -> Iterable[tuple[PartialDate, tuple[str, ...]]]:
        """Return the dates and the entities of the entries at some places; little is read for it."""


class Given:
    """Entries that are at hand."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def ids(self) -> Sequence[str]:
        """Return the ids of all."""
        return [entry.id for entry in self._entries]

    def take(self, places: Iterable[int]) -> list[Entry]:
        """Return the entries at some places."""
        return [self._entries[at] for at in places]

    def dated(self, places: Iterable[int]) -> Iterable[tuple[PartialDate, tuple[str, ...]]]:
        """Return the dates and the entities of the entries at some places."""
        return [(entry.date, entry.entities) for entry in self.take(places)]


class Crossings(NamedTuple):
    """Which timelines of some kind the entries of a year stand on, by their places: as numbers of names."""

    names: Sequence[str]
    on: Sequence[tuple[int, ...]]

    def sizes(self, places: Iterable[int]) -> dict[str, int]:
        """Count how many of the entries at some places stand on each timeline."""
        found = Counter(chain.from_iterable(map(self.on.__getitem__, places)))
        return {self.names[number]: count for number, count in found.items()}


class Year:
    """The events of one year, by date, or its reports; only what somebody looks at is taken from its shelf."""

    def __init__(self, number: int, head: Head, shelf: Shelf, *, reports: bool = False) -> None:
        self.number, self.head, self.shelf, self.reports = number, head, shelf, reports
        self._found: dict[str, int] | None = None
        self._crossings: dict[str, Crossings] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave out what is found again."""
        return partial(Year, reports=self.reports), (self.number, self.head, self.shelf)

    @property
    def entries(self) -> list[Entry]:
        """All entries."""
        return self.shelf.take(range(self.head.size))

    @property
    def is_known(self) -> bool:
        """Whether it is known where each entry is."""
        return self._found is not None

    def find(self, identifier: str) -> Entry | None:
        """Return the entry with an id; None where this year has none."""
        if self._found is None:
            self._found = {found: at for at, found in enumerate(self.shelf.ids())}
        at = self._found.get(identifier)
        return None if at is None else self.shelf.take([at])[0]

    def places(self, timeline: str) -> array[int]:
        """Return where the entries of a timeline stand among the year's."""
        return array("I", self.head.places.get(timeline, b""))

    def crossings(self, start: str) -> Crossings:
        """Return which of the timelines whose names begin so each entry stands on; found once, for many who ask."""
        found = self._crossings.get(start)
        if found is None:
            names = [name for name in self.head.places if name.startswith(start)]
            on: list[list[int]] = [[] for _ in range(self.head.size)]
            for number, name in enumerate(names):
                for at in memoryview(self.head.places[name]).cast("I"):
                    on[at].append(number)
            alike: dict[tuple[int, ...], tuple[int, ...]] = {}
            found = self._crossings[start] = Crossings(names, [alike.setdefault(each, each) for each in map(tuple, on)])
        return found

    def held(self, *timelines: str) -> Sequence[int]:
        """Return where the entries of any of the timelines stand, each once, by date."""
        if len(timelines) == 1:
            return self.places(timelines[0])
        return sorted(set().union(*map(self.places, timelines)))

    def on(self, *timelines: str) -> list[Entry]:
        """Return the entries that stand on any of the timelines, each once, by date."""
        held = self.held(*timelines)
        return self.shelf.take(held) if held else []

    def events(self, *timelines: str) -> Sequence[int]:
        """Return where the events of any of the timelines stand: what has no date is left out."""
        held, undated = self.held(*timelines), self.head.undated
        if not undated or (len(timelines) == 1 and self.head.events.get(timelines[0]) == len(held)):
            return held
        return array("I", filterfalse(undated.__contains__, held))
