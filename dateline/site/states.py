"""Fingerprints of all that a timeline's pages are made from: where one stays, its pages need not even be planned.

They are coarser than the keys of pages, and cheaper: nothing is chosen, ranked or cut for them, and no entry is read.
A statement more on a day changes what all entries of that day weigh, and so a little of many timelines: what they weigh
stands apart, so that one whose weightiest entries keep their order is found to show what it did.
What lists show of single articles is no part of them: a unit names those articles (``Unit.articles``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from dateline.index.heads import ALL, entity_timeline, timelines_of, topic_timeline
from dateline.index.years import Entries
from dateline.model.entity import Entity
from dateline.site.context import Face
from dateline.site.keys import Keys, fingerprint
from dateline.site.marks import placed
from dateline.site.ranking import POOL_LEAN
from dateline.site.timeline_store import is_large
from dateline.site.views import compare


class State(NamedTuple):
    """What a unit is made from: ``said`` stands for everything but what entries weigh.

    ``others`` finds the articles that tell of it and are not part of that. ``order`` makes the fingerprint of the order
    among those that pages choose from, as far as they choose from few.
    """

    said: str
    weights: str
    others: Callable[[], Iterable[str]] = tuple
    order: Callable[[], str] | None = None


class States:
    """Make the fingerprints of one site's timelines; what all share is made once."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self.library = keys.library
        self.entries = keys.library.entries
        self.placed = {card.id: placed(card) for card in self.library.articles.values()}
        """What places each article: a digest."""
        self._common = keys.common

    def entity(self, face: Face, entity: str) -> State:
        """Return the state of an entity's pages."""
        library = self.library
        own, parts = library.entities[entity], self.keys.parts(entity)
        around = repr((own, own.ref.path, library.co_mentions.get(entity), compare.partners(face, entity)))
        return self._state(face, [entity_timeline(entity)], self._about(entity), around, *parts)

    def topic(self, face: Face, topic: str) -> State:
        """Return the state of a topic's pages."""
        library = self.library
        own, articles = library.topics[topic], library.topic_articles.get(topic, ())
        return self._state(face, [topic_timeline(topic)], articles, repr(own), own.ref.path)

    def group(self, face: Face, members: Sequence[str]) -> State:
        """Return the state of the pages of several entities and topics together."""
        library = self.library
        articles = [
            article
            for member in members
            for article in (*self._about(member), "", *library.topic_articles.get(member, ()))
        ]
        return self._state(face, timelines_of(members, members), articles, repr(tuple(members)))

    def whole(self, face: Face) -> State:
        """Return the state of the first page of everything and of its files."""
        return self._whole._replace(order=self._order(face, [ALL]))

    @cached_property
    def _whole(self) -> State:
        return self._made([ALL], self.entries, self.library.articles)

    def _about(self, entity: str) -> tuple[str, ...]:
        """Return the articles that name an entity, and those in which a person said that an event concerns it."""
        return (*self.library.entity_articles.get(entity, ()), *self._named.get(entity, ()))

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for card in self.library.articles.values():
            for entity in card.named:
                found.setdefault(entity, []).append(card.id)
        return found

    def home(self) -> State:
        """Return the state of what is chosen from everything by the names of the registry."""
        known = [_known(entity) for entity in self.library.entities.values()]
        own = self.keys.site.pages.get("index.md", ("", ""))
        sizes = self.library.entity_entries.sizes
        said = fingerprint(self._whole.said, repr(known), repr(self.library.today), repr(sizes), *own)
        return State(said, self._whole.weights)

    def health(self) -> State:
        """Return the state of the health report."""
        library, home = self.library, self.home()
        bare = (entity for entity in library.entities if entity not in library.entity_articles)
        return home._replace(said=fingerprint(home.said, *bare))

    def year(self, number: int, periods: Iterable[str]) -> State:
        """Return the state of the pages of a year of everything on a large site, where they show no other year."""
        return self._made([ALL], self.entries.of_year(number), self._told.get(number, ()), *periods)

    @cached_property
    def _told(self) -> dict[int, list[str]]:
        """The articles whose statements and reports fall in each year."""
        found: dict[int, list[str]] = {}
        for card in self.library.articles.values():
            numbers = {year for year, _ in card.years}
            if card.report is not None:
                numbers.add(card.report[0])
            for number in numbers:
                found.setdefault(number, []).append(card.id)
        return found

    def _state(self, face: Face, timelines: Sequence[str], articles: Iterable[str], *more: str) -> State:
        made = self._made(timelines, self.entries, articles, *more)
        return made._replace(order=self._order(face, timelines))

    def _made(self, timelines: Sequence[str], entries: Entries, articles: Iterable[str], *more: str) -> State:
        names = [name.encode("utf-8", "surrogatepass") for name in timelines]
        said = _digest(chain(names, map(entries.said, timelines)))
        told = _digest(self.placed.get(article, b"-") for article in articles)
        weights = _digest(map(entries.weights, timelines))
        others = partial(_others, entries, timelines)
        return State(fingerprint(self._common, said, told, *more), weights, others)

    def _order(self, face: Face, timelines: Sequence[str]) -> Callable[[], str] | None:
        """Return how the order among the weightiest entries is found where pages choose from these only."""
        if not is_large(face):
            return None
        runs = [self.entries.run(name) for name in timelines]
        if len(timelines) > 1:
            runs.append(self.entries.run(*timelines))
        count = max(POOL_LEAN, face.config.key_events)
        return lambda: fingerprint(*(repr(run.standing(count)) for run in runs))


def _others(entries: Entries, timelines: Iterable[str]) -> Iterable[str]:
    return chain.from_iterable(map(entries.others, timelines))


def _known(entity: Entity) -> tuple[object, ...]:
    return entity.id, entity.type, sorted(entity.names.items()), entity.surfaces


def _digest(parts: Iterable[bytes]) -> str:
    return blake2b(b"\x1f".join(parts), digest_size=16).hexdigest()
