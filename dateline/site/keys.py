"""Fingerprints of what pages show, so that a page that would come out as it is need not be made.

A key may say "changed" too often, never too seldom: whatever a view reads must be part of its page's key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from dateline.index.library import ArticleCard
from dateline.model.event import Entry
from dateline.site.context import Face, Site
from dateline.site.timeline_store import is_large
from dateline.site.views import article, feedlists


def fingerprint(*parts: str) -> str:
    """Return a short digest of strings."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Keys:
    """Make the keys of one site; what several share is made once.

    ``digests`` gives for each article a fingerprint of its body and of what was found in it.
    """

    def __init__(self, site: Site, digests: Mapping[str, str]) -> None:
        self.site = site
        self.library = site.library
        self.digests = digests
        self.names = {
            e.id: f"{e.id} {e.type} {e.wikidata} {sorted(e.names.items())}" for e in site.library.entities.values()
        }
        self.topics = {t.id: f"{t.id} {sorted(t.names.items())}" for t in site.library.topics.values()}
        self._entries: dict[str, bytes] = {}
        self._cards: dict[str, str] = {}
        face = site.language(site.config.lang)
        self.base = fingerprint(
            repr(site.config),
            repr(sorted(site.assets.items())),
            str(site.library.today),
            str(is_large(face)),
            repr([(path, title) for path, (title, _) in site.pages.items()]),
        )
        self.registry = fingerprint(*self.names.values())

    def article(self, face: Face, card: ArticleCard) -> str:
        """Return the key of an article's page; "" (always make it) without a digest of its body."""
        digest = self.digests.get(card.id)
        if digest is None:
            return ""
        library, names = self.library, self.names
        entries, entry_of = library.entries, library.entry_of_event
        others = [
            str(len({s.article for s in entry.statements}))
            for e in card.events
            if (entry := entries.get(entry_of.get(e.id, ""))) and len(entry.statements) > 1
        ]
        return fingerprint(
            digest,
            self.card(card),
            *(names.get(e, e) for e in card.entities),
            *(names.get(e, e) for e, _ in card.mentioned),
            *(self.topics.get(t, t) for t in card.topics),
            *others,
            *(self.card(library.articles[other]) for other in article.related(face, card)),
        )

    def card(self, card: ArticleCard) -> str:
        """Return the fingerprint of what lists show of an article."""
        key = self._cards.get(card.id)
        if key is None:
            published = card.published.edtf if card.published else ""
            shown = (card.id, card.title, card.lang, published, card.source, card.site, card.url, card.captured)
            key = self._cards[card.id] = fingerprint(*shown, card.publish.value, str(len(card.events)))
        return key

    def cards(self, ids: Iterable[str]) -> str:
        """Return the fingerprint of a list of articles."""
        articles = self.library.articles
        return fingerprint(*[self._cards.get(i) or self.card(articles[i]) for i in ids])

    def bodies(self, face: Face, kind: str, identifier: str) -> str:
        """Return the fingerprint of the articles a feed of articles holds, with their events; "" without digests."""
        chosen = feedlists.newest_articles(face, kind, identifier)
        if not all(i in self.digests for i in chosen):
            return ""
        named = (self.names.get(e, e) for i in chosen for e in self.library.articles[i].entities[:8])
        return fingerprint(*(self.digests[i] for i in chosen), self.cards(chosen), *named)

    def entry(self, entry: Entry) -> bytes:
        """Return the fingerprint of what a timeline shows of an entry.

        A statement's id is made from its sentence, so its words need not be hashed again.
        """
        articles, names, topics = self.library.articles, self.names, self.topics
        marks = f"{entry.score} {entry.key} {entry.pinned} {entry.open}"
        parts = [entry.id, entry.date.edtf, entry.mod, entry.headline, entry.status, marks, entry.kind]
        parts += [names.get(e, e) for e in entry.entities]
        parts += [topics.get(t, t) for t in entry.topics]
        for statement in entry.statements:
            article = statement.article
            known = self._cards.get(article) or (self.card(articles[article]) if article in articles else "")
            parts += (statement.id, statement.attribution, known)
        for conflict in entry.conflicts:
            parts += (conflict.kind, *conflict.values)
        for other_id in (entry.plan, entry.outcome) if entry.plan or entry.outcome else ():
            other = self.library.entries.get(other_id)
            if other is not None:
                parts += (other.headline, other.date.edtf, other.mod, other.statements[0].id)
        key = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).digest()
        self._entries[entry.id] = key
        return key

    def entries(self, entries: Sequence[Entry]) -> str:
        """Return the fingerprint of a run of entries."""
        known = self._entries
        joined = b"".join([known.get(entry.id) or self.entry(entry) for entry in entries])
        return hashlib.blake2b(joined, digest_size=16).hexdigest()
