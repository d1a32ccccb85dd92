"""The keys of articles' pages, of which a plan takes over those whose page shows what it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.index.library import ArticleCard
from dateline.model.page import Keyed, Page
from dateline.site import addresses
from dateline.site.changes import Changes
from dateline.site.context import Face
from dateline.site.keys import Keys

KIND = "article"


def article_keys(face: Face, keys: Keys, known: Mapping[str, Keyed], changes: Changes) -> dict[str, Keyed]:
    """Return what the keys of all articles' pages are made from, by id; ``known`` is what the last plan found."""
    maker = KeyMaker(face, keys)
    relisted, old = changes.relisted, {} if changes.anew else known
    made: dict[str, Keyed] = {}
    for card in keys.library.articles.values():
        held = old.get(card.id)
        if held is None or card.id in changes.rewritten:
            made[card.id] = maker.make(card)
        elif relisted and not relisted.isdisjoint(held.articles):
            made[card.id] = maker.sealed(card.id, held.core, held.articles)
        else:
            made[card.id] = held
    return made


def pages_of(face: Face, number: int, articles: Mapping[str, Keyed]) -> Iterator[Page]:
    """Yield the articles' pages of one language, which is the site's ``number``-th."""
    for article, keyed in articles.items():
        yield _page(face, article, keyed.keys[number])


def unkeyed_pages(face: Face) -> Iterator[Page]:
    """Yield the same pages before anything is planned, and so without keys."""
    return (_page(face, article, "") for article in face.library.articles)


def _page(face: Face, article: str, key: str) -> Page:
    return Page(face.prefix + addresses.article(article), KIND, (article,), face.lang, key)


class KeyMaker:
    """Make keys of articles' pages, one for each language."""

    def __init__(self, face: Face, keys: Keys) -> None:
        self.face, self.keys = face, keys
        self.languages = face.config.languages

    def make(self, card: ArticleCard) -> Keyed:
        """Find out what a page shows; its core is "" without a digest of its body."""
        self.keys.shown.clear()
        core = self.keys.article(self.face, card)
        return self.sealed(card.id, core, self.keys.take_shown())

    def sealed(self, article: str, core: str, articles: tuple[str, ...]) -> Keyed:
        """Make the keys of what is known; "" without a core: such a page is always made."""
        sealed = self.keys.sealed
        made = (sealed(lang, KIND, (article,), core, articles) if core else "" for lang in self.languages)
        return Keyed(core, articles, tuple(made))
