"""Where the entries of a year are: what is known of all of them, and a way to those that somebody looks at."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import filterfalse
from typing import Any, Protocol

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


class Year:
    """The events of one year, by date, or its reports; only what somebody looks at is taken from its shelf."""

    def __init__(self, number: int, head: Head, shelf: Shelf, *, reports: bool = False) -> None:
        self.number, self.head, self.shelf, self.reports = number, head, shelf, reports
        self._found: dict[str, int] | None = None

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
