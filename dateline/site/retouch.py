"""What an edit that moves nothing makes of the plan: no article is looked at but those that changed and who shows them.

Such an edit changes what articles say, not what they tell of or where they stand: every page stays in its place and
shows the same articles and events as before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain
from typing import Final, NamedTuple

from dateline.model.page import Keyed, Page, Planned, Unit
from dateline.site.article_keys import KeyMaker, pages_of
from dateline.site.changes import body_mark
from dateline.site.context import Site
from dateline.site.keys import Keys
from dateline.site.marks import listed
from dateline.site.units import REST

FEEDS: Final = frozenset(("feed", "json-feed"))


class Standing(NamedTuple):
    """What is kept of a plan, as far as an edit that moves nothing asks for it; see ``Marks`` and ``Kept``.

    ``units`` finds the units whose pages show any of some articles, and perhaps others; ``showing`` what is kept of the
    articles' pages that show of an article what lists do.
    """

    common: str
    listed: Mapping[str, bytes]
    orders: Mapping[str, str]
    units: Callable[[Collection[str]], Mapping[str, Unit]]
    showing: Callable[[str], Mapping[str, Keyed]]


class Retouched(NamedTuple):
    """What comes of an edit: the pages that show something else, and what is otherwise of what was kept.

    ``listed`` and ``bodies`` are the marks of the articles that changed.
    """

    pages: tuple[Page, ...]
    units: Mapping[str, Unit]
    articles: Mapping[str, Keyed]
    listed: Mapping[str, bytes]
    bodies: Mapping[str, str]


def retouch(
    site: Site, digests: Mapping[str, str], reordered: frozenset[str], kept: Standing
) -> Retouched | None:
    """Plan anew what shows some articles; None where what all pages share is otherwise.

    ``digests`` gives for each article that changed the fingerprint of its body and of what was found in it; the tags
    of the ``reordered`` ones come in another order.
    """
    face = site.language(site.config.lang)
    cards = [site.library.articles[article] for article in digests]
    now = {card.id: listed(card) for card in cards}
    keys = Keys(site, digests, {**kept.listed, **now}, kept.orders)
    if keys.common != kept.common:
        return None
    relisted = frozenset(article for article, mark in now.items() if kept.listed.get(article) != mark)
    before = kept.units(relisted | reordered)
    made = {name: keys.retitled(unit, relisted) for name, unit in before.items()}
    if reordered and REST in made:
        made[REST] = _fed_again(site, keys, made[REST], reordered)
    units = {name: unit for name, unit in made.items() if unit is not before[name]}
    maker = KeyMaker(face, keys)
    showing = {each: keyed for article in sorted(relisted) for each, keyed in kept.showing(article).items()}
    articles = {each: maker.sealed(each, keyed.core, keyed.articles) for each, keyed in showing.items()}
    articles |= {card.id: maker.make(card) for card in cards}
    own = (pages_of(site.language(lang), number, articles) for number, lang in enumerate(site.config.languages))
    pages = [*_otherwise(before, units), *chain.from_iterable(own)]
    bodies = {card.id: body_mark(face, card, digests[card.id]) for card in cards}
    return Retouched(tuple(pages), units, articles, now, bodies)


def _fed_again(site: Site, keys: Keys, rest: Unit, reordered: frozenset[str]) -> Unit:
    """Return the pages of no unit with the feeds of articles that name what these are about in another order."""

    def again(planned: Planned) -> Planned:
        page = planned.page
        if page.kind not in FEEDS or reordered.isdisjoint(planned.articles):
            return planned
        core = keys.feed_of_articles(site.language(page.lang), *page.subject)
        return keys.again(Planned(page, core, keys.take_shown()))

    pages = tuple(map(again, rest.pages))
    return rest._replace(pages=pages) if pages != rest.pages else rest


def _otherwise(before: Mapping[str, Unit], units: Mapping[str, Unit]) -> Iterator[Page]:
    """Yield the pages of units whose keys are others now."""
    for name, unit in units.items():
        for old, new in zip(before[name].pages, unit.pages, strict=True):
            if old.page.key != new.page.key:
                yield new.page
