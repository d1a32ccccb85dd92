"""The library as the last build assembled it, kept so that an edit that moves nothing finds all else in its place.

Cards and entries stay in the cache until a page shows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dateline.content.registry import Registry
from dateline.engine.sealed import pack, unpack
from dateline.engine.store import Store
from dateline.index.groups import Groups
from dateline.index.heads import entity_timeline, topic_timeline
from dateline.index.library import ArticleCard, CoMentions, Library
from dateline.index.years import Entries, Placed
from dateline.model.dates import PartialDate
from dateline.model.entity import Topic
from dateline.pipeline.stored_events import EventSource, load_card

ROLL = "roll"
OF = "roll.of"
"""Under the first name the cache keeps the roll, under the second what it was taken of."""


class Roll(NamedTuple):
    """The order of all articles, and which of them are about what, as their places in it.

    ``topics`` are those that have no file, ``learned`` the instants of the articles in their order. ``entity_sizes``
    and ``topic_sizes`` count the entries of each.
    """

    ids: tuple[str, ...]
    today: PartialDate | None
    topics: tuple[Topic, ...]
    learned: tuple[str, ...]
    entity_sizes: Mapping[str, int]
    topic_sizes: Mapping[str, int]
    by_entity: Mapping[str, bytes]
    by_topic: Mapping[str, bytes]
    by_source: Mapping[str, bytes]
    by_year: Mapping[str, bytes]
    by_name: Mapping[str, bytes]


class StoredCards(Mapping[str, ArticleCard]):
    """The cards of all articles by id, each read when somebody asks for it; in any process."""

    def __init__(self, source: EventSource, ids: Sequence[str]) -> None:
        self._source, self._ids = source, ids
        self._cards: dict[str, ArticleCard] = {}
        self._known = frozenset(ids)

    def __reduce__(self) -> tuple[type[StoredCards], tuple[EventSource, Sequence[str]]]:
        return StoredCards, (self._source, self._ids)

    def __getitem__(self, article: str) -> ArticleCard:
        card = self._cards.get(article)
        if card is None:
            if article not in self._known:
                raise KeyError(article)
            path, shown, data = self._source.card(article)
            card = self._cards[article] = load_card(data, path, shown, self._source)
        return card

    def __contains__(self, article: object) -> bool:
        return article in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def call_roll(library: Library, registry: Registry) -> Roll:
    """Take the roll of a library."""
    ids = tuple(library.articles)
    groups = (
        library.entity_articles, library.topic_articles, library.source_articles, library.year_articles,
        library.named_articles,
    )  # fmt: skip
    topics = tuple(topic for identifier, topic in library.topics.items() if identifier not in registry.topics)
    learned = tuple(map(library.learned.__getitem__, ids))
    sizes = library.entity_entries.sizes, library.topic_entries.sizes
    return Roll(ids, library.today, topics, learned, *sizes, *(Groups.of(ids, group).numbers for group in groups))


def library_of(
    roll: Roll, registry: Registry, entries: Entries, cards: Mapping[str, ArticleCard], co_mentions: CoMentions
) -> Library:
    """Return the library that a roll was taken of, with entries and cards as they are now."""
    topics = {**registry.topics, **{topic.id: topic for topic in roll.topics}}
    by_entity, by_topic, by_source, by_year, by_name = (
        Groups(roll.ids, numbers)
        for numbers in (roll.by_entity, roll.by_topic, roll.by_source, roll.by_year, roll.by_name)
    )
    return Library(
        articles=cards,
        entities=dict(sorted(registry.entities.items())),
        topics=dict(sorted(topics.items())),
        entries=entries,
        entity_entries=Placed(entries, entity_timeline, roll.entity_sizes),
        topic_entries=Placed(entries, topic_timeline, roll.topic_sizes),
        entity_articles=by_entity,
        topic_articles=by_topic,
        source_articles=by_source,
        co_mentions=co_mentions,
        today=roll.today,
        year_articles=by_year,
        named_articles=by_name,
        learned=dict(zip(roll.ids, roll.learned, strict=True)),
    )


def read_roll(store: Store) -> Roll:
    """Return the roll."""
    return Roll(*unpack(store.meta(ROLL) or b""))


def write_roll(store: Store, roll: Roll) -> None:
    """Keep the roll."""
    data = pack(tuple(roll))
    if store.meta(ROLL) != data:
        store.set_meta(ROLL, data)
