"""Events that stay in the cache until somebody looks at them: most builds show few of the many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import starmap
from pathlib import Path
from sys import intern
from typing import Any, Final, overload

from dateline.engine.sealed import pack, pack_plain, unpack, unseal
from dateline.engine.store import reading
from dateline.errors import DatelineError
from dateline.index.library import CARD_FIELDS, ArticleCard, card_values
from dateline.model.annotation import Event
from dateline.model.article import Publish
from dateline.model.dates import PartialDate
from dateline.model.event import Said
from dateline.pipeline.packed_events import PackedEvents, pack_events, unpack_events, year_of
from dateline.site.marks import listed, placed


class EventSource:
    """Read the events of articles from the cache, and what they are found by.

    It goes to other processes as the cache's path: each has a connection of its own, a forked one too.
    """

    def __init__(self, cache: Path) -> None:
        self.cache = cache

    def __reduce__(self) -> tuple[type[EventSource], tuple[Path]]:
        return EventSource, (self.cache,)

    def read(self, path: str, shown: bytes) -> PackedEvents:
        """Return the events of an article's version; raise DatelineError where another took its place meanwhile."""
        query = "SELECT events FROM article WHERE path = ? AND shown = ?"
        row = reading(self.cache).execute(query, (path, shown)).fetchone()
        if row is None:
            raise DatelineError(f"{path} was read again by another command meanwhile: run this one once more")
        return unpack_events(row[0])

    def terms(self, article: str) -> bytes:
        """Return the extracted terms of an article by its id, of two with one id those of the first path."""
        query = "SELECT terms FROM article WHERE id = ? AND card != x'' ORDER BY path"
        row = reading(self.cache).execute(query, (article,)).fetchone()
        if row is None:
            raise KeyError(article)
        return unseal(row[0])

    def term_sizes(self) -> dict[str, int]:
        """Return about how many bytes the terms of each article take, by id."""
        return dict(reading(self.cache).execute("SELECT id, length(terms) FROM article WHERE card != x''"))

    def bases(self) -> Iterator[tuple[str, str | None, str, int]]:
        """Yield of each article its path and what its annotation rests on, as ``basis.touched`` asks for it."""
        yield from reading(self.cache).execute("SELECT path, names, folded, topics FROM basis")
        unknown = "SELECT path FROM source WHERE path NOT IN (SELECT path FROM basis)"
        yield from ((path, None, "", 0) for (path,) in reading(self.cache).execute(unknown))

    def part(self, name: str, state: bytes) -> bytes:
        """Return what a part's version keeps for when it is asked; raise DatelineError as ``read`` does."""
        return self._one("SELECT data FROM part WHERE name = ? AND state = ?", name, state)

    def card(self, article: str) -> tuple[str, bytes, bytes]:
        """Return an article's path, the digest of what its page shows, and its card.

        Raises DatelineError as ``read`` does.
        """
        statement = "SELECT path, shown, card FROM article WHERE id = ? AND card != x'' ORDER BY path"
        path, shown, card = self._row(statement, article)
        return path, shown, card

    def block(self, identifier: int) -> bytes:
        """Return a block of a part; raise DatelineError as ``read`` does."""
        return self._one("SELECT data FROM block WHERE id = ?", identifier)

    def _one(self, statement: str, *values: object) -> bytes:
        return bytes(self._row(statement, *values)[0])

    def _row(self, statement: str, *values: object) -> Any:
        row = reading(self.cache).execute(statement, values).fetchone()
        if row is None:
            raise DatelineError("the events were merged again by another command meanwhile: run this one once more")
        return row


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
        self._packed: PackedEvents | None = None
        self._events: tuple[Event, ...] | None = None
        self.told = told

    def load(self) -> tuple[Event, ...]:
        """Return the events, read at the first call."""
        if self._events is None:
            self._events = self._read().all()
            _held.articles.append(self)
        return self._events

    def of(self, year: int | None) -> list[Event]:
        """Return those that are merged in a year, None for the article's own publication; no others are made."""
        if self._events is not None:
            return [event for event in self._events if year_of(event) == year]
        return self._read().of(year)

    def find(self, identifier: str) -> Event:
        """Return the event with an id; no other is made for it."""
        if self._events is not None:
            return next(event for event in self._events if event.id == identifier)
        return self._read().find(identifier)

    def release(self) -> None:
        """Forget what was read; it is read again when somebody looks at it."""
        if self._packed is not None:
            _held.size -= self._packed.size
        self._packed = self._events = None

    def _read(self) -> PackedEvents:
        if self._packed is not None:
            return self._packed
        packed = self._source.read(self._path, self._shown)
        if _held.size + packed.size <= HELD:
            self._packed = packed
            _held.articles.append(self)
            _held.size += packed.size
        return packed


def events_of(card: ArticleCard, year: int | None) -> list[Event]:
    """Return the events of an article that are merged in a year, None for its own publication."""
    events = card.events
    return events.of(year) if isinstance(events, CardEvents) else [each for each in events if year_of(each) == year]


def event_of(card: ArticleCard, identifier: str) -> Event:
    """Return the event of an article with an id; of one in the cache no other is made for it."""
    events = card.events
    if isinstance(events, CardEvents):
        return events.find(identifier)
    return next(event for event in events if event.id == identifier)


HELD: Final = 2_000_000
"""Bytes of articles' events, some 8 kB each, that are kept for the next who asks.

What comes then is read each time: to hold more takes longer, for the sake of the memory, than to read again.
"""


class _Held:
    """What this process has read and not let go of."""

    def __init__(self) -> None:
        self.articles: list[CardEvents] = []
        self.size = 0
        """Bytes of those that are packed."""
        self.entries: list[EntryStatements] = []
        """Of each statement a reference to what an article holds or a single event."""


_held: Final = _Held()


def release() -> None:
    """Let go of all events that this process read from the cache: pages show few, and those of one article mostly."""
    for held in _held.articles, _held.entries:
        for events in held:
            events.release()
        held.clear()


def release_many() -> None:
    """Let go of what was read where that is much."""
    if _held.size > HELD // 2:
        release()


def release_of(cards: Iterable[ArticleCard]) -> None:
    """Let go of the events of some articles."""
    for card in cards:
        if isinstance(card.events, CardEvents):
            card.events.release()


def pack_card(card: ArticleCard) -> tuple[bytes, bytes, bytes]:
    """Pack a card without its events, and its events: they are needed far less often.

    The last bytes stand for both: equal values give equal ones, while in a packed card it shows which of its values
    happen to be the same object.
    """
    values = list(card_values(card))
    for at in _DATES:
        values[at] = values[at].edtf if values[at] is not None else None
    values[_PUBLISH] = card.publish.value
    kept, events = (card.told, values, listed(card), placed(card)), pack_events(card.events)
    return pack(kept), events, pack_plain(kept) + events


def load_card(data: bytes, path: str, shown: bytes, source: EventSource) -> ArticleCard:
    """Read a card back; its events are read from ``source`` when somebody looks at them.

    Names that many cards hold they share: processes come to have copies of all cards.
    """
    told, values, *marks = unpack(data)
    for at in _DATES:
        if values[at] is not None:
            values[at] = PartialDate.parse(values[at])
    values[_PUBLISH] = _PUBLISHED[values[_PUBLISH]]
    values[_PATH] = path
    for at in _WORDS:
        values[at] = intern(values[at])
    for at in _NAMED:
        values[at] = tuple(map(intern, values[at]))
    values[_MENTIONED] = tuple(starmap(_counted, values[_MENTIONED]))
    report, day = values[_REPORT], values[_PUBLISHED_ON]
    if report is not None and day is not None and report[1] == day.edtf:
        values[_REPORT] = (report[0], day.edtf, report[2])
    return ArticleCard(*values, CardEvents(source, path, shown, told), *marks)  # type: ignore[call-arg]


@lru_cache(maxsize=1 << 16)
def _counted(entity: str, count: int) -> tuple[str, int]:
    """Return an entity and how often an article names it: many articles share these."""
    return intern(entity), count


def load_slip(data: bytes, path: str, shown: bytes, source: EventSource) -> ArticleCard:
    """Read back of a card what merging asks for; the rest is empty, which spares two thirds of the memory.

    What many have alike they share.
    """
    card = load_card(data, path, shown, source)
    return ArticleCard(
        card.id,
        path,
        "",
        "",
        card.published,
        captured=card.captured,
        source=card.source,
        topics=card.topics,
        draft=card.draft,
        years=card.years,
        report=card.report,
        events=card.events,
    )


_PUBLISHED_ON: Final = CARD_FIELDS.index("published")
_DATES: Final = (_PUBLISHED_ON, CARD_FIELDS.index("updated"))
_REPORT: Final = CARD_FIELDS.index("report")
_PUBLISH: Final = CARD_FIELDS.index("publish")
_PATH: Final = CARD_FIELDS.index("path")
_MENTIONED: Final = CARD_FIELDS.index("mentioned")
_WORDS: Final = [CARD_FIELDS.index(name) for name in ("lang", "source", "site", "section")]
_NAMED: Final = [CARD_FIELDS.index(name) for name in ("entities", "topics")]
_PUBLISHED: Final = {publish.value: publish for publish in Publish}
"""What says how a card's values are kept as plain ones: a third of the time of reading them back as they are."""


class EntryStatements(_Stored):
    """The statements of an entry: which they are is known, what they say their articles hold."""

    __slots__ = ("_cards", "_events", "articles", "ids", "said")

    def __init__(
        self, cards: Mapping[str, ArticleCard], articles: tuple[str, ...], ids: tuple[str, ...], said: tuple[Said, ...]
    ) -> None:
        self._cards, self.articles, self.ids, self.said = cards, articles, ids, said
        self._events: tuple[Event, ...] | None = None

    def __len__(self) -> int:
        return len(self.ids)

    def load(self) -> tuple[Event, ...]:
        """Return the statements, read at the first call."""
        if self._events is None:
            told = zip(self.articles, self.ids, strict=True)
            self._events = tuple([event_of(self._cards[article], identifier) for article, identifier in told])
            _held.entries.append(self)
        return self._events

    def release(self) -> None:
        """Forget what was read, as their articles do."""
        self._events = None
