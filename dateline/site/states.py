"""Fingerprints of all that a timeline's pages are made from: where one stays, its pages need not even be planned.

They are coarser than the keys of pages, and cheaper: nothing is chosen, ranked or cut for them, and no entry is read.
A statement more on a day changes what all entries of that day weigh, and so a little of many timelines: what they weigh
stands apart, so that one whose weightiest entries keep their order is found to show what it did.
What lists show of single articles is no part of them, nor is what places these: a unit names its articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from dateline.index.heads import ALL, entity_timeline, timelines_of, topic_timeline
from dateline.index.years import Entries
from dateline.model.entity import Entity
from dateline.site.context import Face
from dateline.site.keys import Keys, fingerprint
from dateline.site.ranking import POOL_LEAN
from dateline.site.timeline_store import is_large
from dateline.site.views import compare
from dateline.site.views.home import find_lately


class State(NamedTuple):
    """What a unit is made from: ``said`` stands for everything but what entries weigh and what places articles.

    ``articles`` finds those that it shows; where something else places one of them, the unit no longer holds.
    ``order`` makes the fingerprint of the order among those that pages choose from, as far as they choose from few.
    """

    said: str
    weights: str
    articles: Callable[[], Iterable[str]] = tuple
    order: Callable[[], str] | None = None


class States:
    """Make the fingerprints of one site's timelines; what all share is made once."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self.library = keys.library
        self.entries = keys.library.entries
        self._common = keys.common
        self._stands: dict[str, str] = {}

    def entity(self, face: Face, entity: str) -> State:
        """Return the state of an entity's pages."""
        library = self.library
        own, parts = library.entities[entity], self.keys.parts(entity)
        around = repr((own, own.ref.path, library.co_mentions.get(entity), compare.partners(face, entity)))
        return self._state(face, [entity_timeline(entity)], [entity], around, *parts)

    def topic(self, face: Face, topic: str) -> State:
        """Return the state of a topic's pages."""
        own = self.library.topics[topic]
        return self._state(face, [topic_timeline(topic)], [topic], repr(own), own.ref.path)

    def group(self, face: Face, members: Sequence[str]) -> State:
        """Return the state of the pages of several entities and topics together."""
        return self._state(face, timelines_of(members, members), members, repr(tuple(members)))

    def whole(self, face: Face) -> State:
        """Return the state of the first page of everything and of its files."""
        return self._whole._replace(order=self._order(face, [ALL]))

    @cached_property
    def _whole(self) -> State:
        articles = self.library.articles
        return self._made([ALL], self.entries, lambda: articles, *articles)

    def home(self, face: Face) -> State:
        """Return the state of what is chosen from everything by the names of the registry.

        What these and weights have a part in is chosen to find out whether it still holds, and nothing else.
        """
        whole, known = self._whole, [_known(entity) for entity in self.library.entities.values()]
        own = self.keys.site.pages.get("index.md", ("", ""))
        sizes = self.library.entity_entries.sizes
        said = fingerprint(whole.said, repr(self.library.today), repr(sizes), *own)
        weights = fingerprint(whole.weights, repr(known))
        return whole._replace(said=said, weights=weights, order=partial(_lately, face))

    def health(self) -> State:
        """Return the state of the health report."""
        library, whole = self.library, self._whole
        bare = (entity for entity in library.entities if entity not in library.entity_articles)
        return whole._replace(said=fingerprint(whole.said, repr(library.today), *bare))

    def year(self, number: int, periods: Iterable[str]) -> State:
        """Return the state of the pages of a year of everything on a large site, where they show no other year."""
        own = self.entries.of_year(number)
        tellers = [year.head.tellers for year in own.years]
        return self._made([ALL], own, lambda: chain.from_iterable(tellers), *periods, "", *chain.from_iterable(tellers))

    def _state(self, face: Face, timelines: Sequence[str], subjects: Sequence[str], *more: str) -> State:
        named = self.library.named_articles
        about = [repr((self.keys.orders.get(name), named.get(name.partition(" ")[2]))) for name in timelines]
        made = self._made(timelines, self.entries, partial(self._about, subjects), *more, "", *about)
        return made._replace(order=self._order(face, timelines))

    def _about(self, subjects: Iterable[str]) -> Iterator[str]:
        """Yield the articles about some entities and topics."""
        for subject in subjects:
            for found in (self.library.entity_articles, self.library.topic_articles, self.library.named_articles):
                yield from found.get(subject, ())

    def _made(
        self, timelines: Sequence[str], entries: Entries, about: Callable[[], Iterable[str]], *more: str
    ) -> State:
        names = [name.encode("utf-8", "surrogatepass") for name in timelines]
        said = _digest(chain(names, map(entries.said, timelines)))
        weights = _digest(map(entries.weights, timelines))
        return State(fingerprint(self._common, said, *more), weights, partial(_concerned, entries, timelines, about))

    def _order(self, face: Face, timelines: Sequence[str]) -> Callable[[], str] | None:
        """Return how the order among the weightiest entries is found where pages choose from these only."""
        if not is_large(face):
            return None
        return partial(self._standing, timelines, max(POOL_LEAN, face.config.key_events))

    def _standing(self, timelines: Sequence[str], count: int) -> str:
        for name in timelines:
            if name not in self._stands:
                self._stands[name] = repr(self.entries.run(name).standing(count))
        together = [repr(self.entries.run(*timelines).standing(count))] if len(timelines) > 1 else []
        return fingerprint(*map(self._stands.__getitem__, timelines), *together)


def _concerned(entries: Entries, timelines: Iterable[str], about: Callable[[], Iterable[str]]) -> Iterable[str]:
    return chain(about(), *map(entries.others, timelines))


def _lately(face: Face) -> str:
    return fingerprint(*(entry.id for entry in find_lately(face)))


def _known(entity: Entity) -> tuple[object, ...]:
    return entity.id, entity.type, sorted(entity.names.items()), entity.surfaces


def _digest(parts: Iterable[bytes]) -> str:
    return blake2b(b"\x1f".join(parts), digest_size=16).hexdigest()
