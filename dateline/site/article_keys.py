"""The keys of articles' pages, of which a plan takes over those whose page shows what it did."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.index.library import ArticleCard
from dateline.model.page import Keyed
from dateline.site.context import Face
from dateline.site.keys import Keys, fingerprint
from dateline.site.pictures import pictures_key
from dateline.site.views.article import NEAR


class ArticleKeys:
    """Tell what the keys of articles' pages are made from; ``known`` is what an earlier plan found."""

    def __init__(self, face: Face, keys: Keys, known: Mapping[str, Keyed]) -> None:
        self.face = face
        self.library = keys.library
        self.keys = keys
        self.known = known
        self.made: dict[str, Keyed] = {}
        self._orders: dict[str, str] = {}

    def of(self, card: ArticleCard) -> Keyed:
        """Return what the key of an article's page is made from; its core is "" without a digest of its body."""
        made = self.made.get(card.id)
        if made is None:
            state, old = self._state(card), self.known.get(card.id)
            made = self.made[card.id] = old if old is not None and old.state == state else self._make(card, state)
        return made

    def _make(self, card: ArticleCard, state: str) -> Keyed:
        self.keys.shown.clear()
        core = self.keys.article(self.face, card)
        return Keyed(state, core, self.keys.take_shown())

    def _state(self, card: ArticleCard) -> str:
        """Return the state of an article's page: which others it shows is told by what they are chosen from."""
        parts = [self.keys.common, self.keys.digests.get(card.id, ""), *map(self._order, card.entities[:NEAR])]
        parts.append(pictures_key(self.face, card))
        for told in self.library.retold.get(card.id, ()):
            parts += ("", *told.statements, "", *told.articles)
        return fingerprint(*parts)

    def _order(self, entity: str) -> str:
        """Return the fingerprint of the articles about an entity, in order."""
        made = self._orders.get(entity)
        if made is None:
            made = self._orders[entity] = fingerprint(*self.library.entity_articles.get(entity, ()))
        return made
