"""The events of an article as the cache keeps them: each packed by itself, for an entry shows one of some twenty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final, NamedTuple

from dateline.annotate.event.merge import bucket_of
from dateline.engine.sealed import pack_plain, seal, unpack_plain, unseal
from dateline.model.annotation import STATUSES, Event
from dateline.model.dates import PartialDate

# ``_value_`` is what ``value`` leads to, without the call
_PLAIN: Final = {"date": "date.edtf", "status": "status._value_"}
_NAMES: Final = [field.name for field in fields(Event) if field.name not in ("id", "article")]
_DATE: Final = _NAMES.index("date")
_STATUS: Final = _NAMES.index("status")
_row = attrgetter(*(_PLAIN.get(name, name) for name in _NAMES))


class PackedEvents(NamedTuple):
    """The events of one article: the id, the year it is merged in and the packed values of each, in text order.

    The article's own publication is merged in no year: ``None``. ``size`` is what they take, in bytes.
    """

    size: int
    article: str
    ids: tuple[str, ...]
    years: tuple[int | None, ...]
    rows: tuple[bytes, ...]

    def all(self) -> tuple[Event, ...]:
        """Return the events."""
        return tuple(map(self._make_event, self.ids, self.rows))

    def of(self, year: int | None) -> list[Event]:
        """Return the events of a year."""
        each = zip(self.ids, self.years, self.rows, strict=True)
        return [self._make_event(identifier, row) for identifier, own, row in each if own == year]

    def find(self, identifier: str) -> Event:
        """Return the event with an id; raise ValueError where there is none."""
        return self._make_event(identifier, self.rows[self.ids.index(identifier)])

    def _make_event(self, identifier: str, row: bytes) -> Event:
        values: list[Any] = list(unpack_plain(row))
        values[_DATE] = PartialDate.parse(values[_DATE])
        values[_STATUS] = STATUSES[values[_STATUS]]
        return Event(identifier, self.article, *values)


def pack_events(events: Sequence[Event]) -> bytes:
    """Pack and seal the events of an article; equal events give equal bytes."""
    article = events[0].article if events else ""
    ids, years = tuple([event.id for event in events]), tuple(map(year_of, events))
    return seal(pack_plain((article, ids, years, tuple([pack_plain(_row(event)) for event in events]))))


def year_of(event: Event) -> int | None:
    """Return the year an event is merged in, None for an article's own publication."""
    return None if event.kind == "report" else bucket_of(event)


def unpack_events(data: bytes) -> PackedEvents:
    """Return what ``pack_events`` packed; raise DamagedError where its bytes have changed."""
    return PackedEvents(len(data), *unpack_plain(unseal(data)))
