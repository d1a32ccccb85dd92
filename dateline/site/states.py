"""Fingerprints of all that a timeline's pages are made from: where one stays, its pages need not even be planned.

They are coarser than the keys of pages, and cheaper: nothing is chosen, ranked or cut for them, and no entry is read.
What lists show of single articles is no part of them: a unit names those articles (``Unit.articles``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import blake2b

from dateline.index.heads import ALL, entity_timeline, timelines_of, topic_timeline
from dateline.index.years import Entries
from dateline.model.entity import Entity
from dateline.site.context import Face
from dateline.site.keys import Keys, fingerprint
from dateline.site.marks import placed
from dateline.site.views import compare


class States:
    """Make the fingerprints of one site's timelines; what all share is made once."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self.library = keys.library
        self.entries = keys.library.entries
        self._placed = {card.id: placed(card) for card in self.library.articles.values()}
        self._common = keys.common

    def entity(self, face: Face, entity: str) -> str:
        """Return the state of an entity's pages."""
        library = self.library
        own, parts = library.entities[entity], self.keys.parts(entity)
        around = repr((own, own.ref.path, library.co_mentions.get(entity), compare.partners(face, entity)))
        return self._state([entity_timeline(entity)], self._about(entity), around, *parts)

    def topic(self, topic: str) -> str:
        """Return the state of a topic's pages."""
        library = self.library
        own, articles = library.topics[topic], library.topic_articles.get(topic, ())
        return self._state([topic_timeline(topic)], articles, repr(own), own.ref.path)

    def group(self, members: Sequence[str]) -> str:
        """Return the state of the pages of several entities and topics together."""
        library = self.library
        articles = [
            article
            for member in members
            for article in (*self._about(member), "", *library.topic_articles.get(member, ()))
        ]
        return self._state(timelines_of(members, members), articles, repr(tuple(members)))

    def whole(self) -> str:
        """Return the state of the first page of everything and of its files."""
        return self._whole

    @cached_property
    def _whole(self) -> str:
        return self._state([ALL], self.library.articles)

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

    def home(self) -> str:
        """Return the state of what is chosen from everything by the names of the registry."""
        known = [_known(entity) for entity in self.library.entities.values()]
        own = self.keys.site.pages.get("index.md", ("", ""))
        sizes = self.library.entity_entries.sizes
        return fingerprint(self._whole, repr(known), repr(self.library.today), repr(sizes), *own)

    def health(self) -> str:
        """Return the state of the health report."""
        library = self.library
        bare = (entity for entity in library.entities if entity not in library.entity_articles)
        return fingerprint(self.home(), *bare)

    def year(self, number: int, periods: Iterable[str]) -> str:
        """Return the state of the pages of a year of everything on a large site, where they show no other year."""
        told = _digest(self._said(ALL, self.entries.of_year(number)))
        return self._state([], self._told.get(number, ()), told, *periods)

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

    def _state(self, timelines: Sequence[str], articles: Iterable[str], *more: str) -> str:
        said = _digest(part for name in timelines for part in self._said(name, self.entries))
        told = _digest(self._placed.get(article, b"-") for article in articles)
        return fingerprint(self._common, said, told, *more)

    def _said(self, timeline: str, entries: Entries) -> Iterable[bytes]:
        """Yield what stands on a timeline, and what is known of the articles that tell of it and are not asked for."""
        yield timeline.encode("utf-8", "surrogatepass")
        yield entries.state(timeline)
        for article in entries.others(timeline):
            yield self._placed.get(article, b"-")


def _known(entity: Entity) -> tuple[object, ...]:
    return entity.id, entity.type, sorted(entity.names.items()), entity.surfaces


def _digest(parts: Iterable[bytes]) -> str:
    return blake2b(b"\x1f".join(parts), digest_size=16).hexdigest()
