"""Fingerprints of all that a timeline's pages are made from: where one stays, its pages need not even be planned.

They are coarser than the keys of pages, and cheaper: nothing is chosen, ranked or cut for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from operator import attrgetter
from struct import Struct
from typing import Final

from dateline.index.library import ArticleCard
from dateline.model.event import Entry
from dateline.site.context import Face, publisher
from dateline.site.keys import Keys, fingerprint
from dateline.site.timelines import Period, Timeline
from dateline.site.views import compare

_shown = attrgetter(
    "id", "path", "title", "subtitle", "lang", "captured", "capture", "source", "site", "section", "url", "archived",
    "image", "authors", "editors", "publish.value", "told",
)  # fmt: skip


pack_score: Final = Struct("<d").pack


class States:
    """Make the fingerprints of one site's timelines; what all share is made once."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self.library = keys.library
        self._cards = {card.id: _card(card) for card in self.library.articles.values()}
        self._entries: dict[str, bytes] = {}
        self.known = all(entry.digest for entry in self.library.entries.values())
        if self.known:
            self._entries = {
                entry.id: entry.digest + pack_score(entry.score) + self._cards[told[0]]
                if len(told := entry.articles) == 1 and not (entry.outcome or entry.plan or entry.open)
                else self._entry(entry)
                for entry in self.library.entries.values()
            }
        self._common = fingerprint(keys.base, keys.registry, *keys.topics.values())

    def entity(self, face: Face, entity: str) -> str:
        """Return the state of an entity's pages; "" where it cannot be told."""
        library = self.library
        own, parts = library.entities[entity], self.keys.parts(entity)
        around = repr((own, own.ref.path, library.co_mentions.get(entity), compare.partners(face, entity)))
        articles = library.entity_articles.get(entity, ())
        return self._state(library.entity_entries.get(entity, ()), articles, around, *parts)

    def topic(self, topic: str) -> str:
        """Return the state of a topic's pages; "" where it cannot be told."""
        library = self.library
        own, articles = library.topics[topic], library.topic_articles.get(topic, ())
        return self._state(library.topic_entries.get(topic, ()), articles, repr(own), own.ref.path)

    def group(self, members: Sequence[str]) -> str:
        """Return the state of the pages of several entities and topics together; "" where it cannot be told."""
        library = self.library
        known = (library.entity_entries, library.topic_entries)
        ids = (entry for member in members for where in known for entry in ("", *where.get(member, ())))
        return self._state(ids, (), repr(tuple(members)))

    def whole(self) -> str:
        """Return the state of the first page of everything and of its files; "" where it cannot be told."""
        return self._state(self.library.entries, ())

    def period(self, timeline: Timeline, period: Period) -> str:
        """Return the state of the pages of a year of everything on a large site, where they show no other year."""
        return self._state([entry.id for entry in period.entries], (), *timeline.periods)

    def _state(self, entries: Iterable[str], articles: Iterable[str], *more: str) -> str:
        if not self.known:
            return ""
        told = blake2b(b"".join([self._entries.get(entry, b"|") for entry in entries]), digest_size=16).hexdigest()
        named = blake2b(b"".join([self._cards[article] for article in articles]), digest_size=16).hexdigest()
        return fingerprint(self._common, told, named, *more)

    def _entry(self, entry: Entry) -> bytes:
        told = [entry.digest, pack_score(entry.score), *[self._cards[article] for article in entry.articles]]
        if entry.outcome or entry.plan or entry.open:
            linked = (self.library.entries.get(other) for other in (entry.outcome, entry.plan))
            told += [b"open" if entry.open else b"", *[other.digest if other else b"-" for other in linked]]
        return b"".join(told)


def _card(card: ArticleCard) -> bytes:
    """Return a fingerprint of what lists, entries and feeds show of an article."""
    dates = [date.edtf if date else "" for date in (card.published, card.updated)]
    shown = (publisher(card), *dates, *_shown(card))
    return blake2b(repr(shown).encode("utf-8", "surrogatepass"), digest_size=8).digest()
