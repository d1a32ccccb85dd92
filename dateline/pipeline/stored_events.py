"""Events that stay in the cache until somebody looks at them: most builds show few of the many there are."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, overload

from dateline.annotate.event.merge import bucket_of
from dateline.engine.sealed import pack, pack_alike, seal, unpack, unpack_plain, unseal
from dateline.errors import DatelineError
from dateline.index.library import ArticleCard, card_values
from dateline.model.annotation import Event, Status
from dateline.model.dates import PartialDate
from dateline.model.event import Said
from dateline.site.marks import listed, placed

PackedEvents = Mapping[int | None, bytes]
"""The events of an article by the year they are merged in, its own publication under None: most who ask, ask for one.

Each with its place in the text of the article, as plain values.
"""


class EventSource:
    """Read the events of articles from the cache.

    It goes to other processes as the cache's path: each has a connection of its own, a forked one too.
    """

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self._connection: tuple[int, sqlite3.Connection] | None = None

    def __reduce__(self) -> tuple[type[EventSource], tuple[Path]]:
        return EventSource, (self.cache,)

    def read(self, path: str, shown: bytes) -> PackedEvents:
        """Return the events of an article's version; raise DatelineError where another took its place meanwhile."""
        row = self._open().execute("SELECT events FROM article WHERE path = ? AND shown = ?", (path, shown)).fetchone()
        if row is None:
            raise DatelineError(f"{path} was read again by another command meanwhile: run this one once more")
        events: PackedEvents = unpack_plain(unseal(row[0]))
        return events

    def part(self, name: str, state: bytes) -> bytes:
        """Return the entries of a part's version, packed; raise DatelineError as ``read`` does."""
        row = self._open().execute("SELECT data FROM part WHERE name = ? AND state = ?", (name, state)).fetchone()
        if row is None:
            raise DatelineError("the events were merged again by another command meanwhile: run this one once more")
        return bytes(row[0])

    def _open(self) -> sqlite3.Connection:
        process = os.getpid()
        if self._connection is None or self._connection[0] != process:
            database = sqlite3.connect(
                f"{self.cache.absolute().as_uri()}?mode=ro", uri=True, timeout=30, check_same_thread=False
            )
            self._connection = (process, database)
        return self._connection[1]


class _Stored(Sequence[Event]):
    """A sequence of events that is read when it is first looked into."""

    __slots__ = ()

    def load(self) -> tuple[Event, ...]:
        """Return the events."""
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self.load())

    @overload
    def __getitem__(self, index: int) -> Event: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Event, ...]: ...
    def __getitem__(self, index: int | slice) -> Event | tuple[Event, ...]:
        return self.load()[index]

    def __iter__(self) -> Iterator[Event]:
        return iter(self.load())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.load() == tuple(other)

    def __hash__(self) -> int:
        return hash(self.load())

    def __repr__(self) -> str:
        return repr(self.load())


class CardEvents(_Stored):
    """The events of an article, in text order; ``told`` of them are statements."""

    __slots__ = ("_events", "_packed", "_path", "_shown", "_source", "told")

    def __init__(self, source: EventSource, path: str, shown: bytes, told: int) -> None:
        self._source, self._path, self._shown = source, path, shown
        self._events: tuple[Event, ...] | None = None
        self._packed: PackedEvents | None = None
        self.told = told

    def load(self) -> tuple[Event, ...]:
        """Return the events, read at the first call."""
        if self._events is None:
            rows = sorted([row for data in self._read().values() for row in unpack_plain(data)])
            self._events = tuple([_event(row) for row in rows])
        return self._events

    def of(self, year: int | None) -> list[Event]:
        """Return those that are merged in a year, None for the article's own publication; no others are made."""
        return [_event(row) for row in unpack_plain(self._read().get(year, NO_EVENTS))]

    def release(self) -> None:
        """Forget what was read; it is read again when somebody looks at it."""
        self._events = self._packed = None

    def _read(self) -> PackedEvents:
        if self._packed is None:
            self._packed = self._source.read(self._path, self._shown)
            _held.append(self)
        return self._packed


NO_EVENTS: Final = pack_alike(())


def events_of(card: ArticleCard, year: int | None) -> list[Event]:
    """Return the events of an article that are merged in a year, None for its own publication."""
    events = card.events
    return events.of(year) if isinstance(events, CardEvents) else [each for each in events if _year_of(each) == year]


def _year_of(event: Event) -> int | None:
    return None if event.kind == "report" else bucket_of(event)


def _pack_events(events: Iterable[Event]) -> bytes:
    found: dict[int | None, list[tuple[object, ...]]] = {}
    for place, event in enumerate(events):
        found.setdefault(_year_of(event), []).append((place, *_plain(event)))
    return seal(pack_alike({year: pack_alike(tuple(rows)) for year, rows in found.items()}))


# ``_value_`` is what ``value`` leads to, without the call
_plain = attrgetter(
    *[{"date": "date.edtf", "status": "status._value_"}.get(each.name, each.name) for each in fields(Event)]
)


def _event(row: tuple[Any, ...]) -> Event:
    _, *values = row
    values[_DATE], values[_STATUS] = PartialDate.parse(values[_DATE]), _STATUSES[values[_STATUS]]
    return Event(*values)


_EVENT_FIELDS: Final = [each.name for each in fields(Event)]
_DATE, _STATUS = _EVENT_FIELDS.index("date"), _EVENT_FIELDS.index("status")
_STATUSES: Final = {status.value: status for status in Status}


MANY: Final = 2_000
"""Articles whose events, some 25 kB each, may be held while pages are planned."""
_held: Final[list[CardEvents]] = []
"""What this process has read and not let go of."""


def release() -> None:
    """Let go of all events that this process read from the cache: pages show few, and those of one article mostly."""
    for events in _held:
        events.release()
    _held.clear()


def release_many() -> None:
    """Let go of what was read where that is much."""
    if len(_held) > MANY:
        release()


def release_of(cards: Iterable[ArticleCard]) -> None:
    """Let go of the events of some articles."""
    for card in cards:
        if isinstance(card.events, CardEvents):
            card.events.release()


def pack_card(card: ArticleCard) -> tuple[bytes, bytes]:
    """Pack a card without its events, and its events: they are needed far less often."""
    values = (card.told, card_values(card), listed(card), placed(card))
    return pack(values), _pack_events(card.events)


def load_card(data: bytes, path: str, shown: bytes, source: EventSource) -> ArticleCard:
    """Read a card back; its events are read from ``source`` when somebody looks at them."""
    told, values, *marks = unpack(data)
    return ArticleCard(*values, CardEvents(source, path, shown, told), *marks)  # type: ignore[call-arg]


class EntryStatements(_Stored):
    """The statements of an entry: which they are is known, what they say their articles hold."""

    __slots__ = ("_cards", "articles", "ids", "said")

    def __init__(
        self, cards: Mapping[str, ArticleCard], articles: tuple[str, ...], ids: tuple[str, ...], said: tuple[Said, ...]
    ) -> None:
        self._cards, self.articles, self.ids, self.said = cards, articles, ids, said

    def __len__(self) -> int:
        return len(self.ids)

    def load(self) -> tuple[Event, ...]:
        """Return the statements."""
        return tuple(
            next(event for event in self._cards[article].events if event.id == wanted)
            for article, wanted in zip(self.articles, self.ids, strict=True)
        )
