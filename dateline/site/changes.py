"""What changed since the last plan, found by comparing digests: whatever did not is taken over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dateline.index.heads import entity_timeline
from dateline.index.library import ArticleCard
from dateline.model.page import Marks
from dateline.site.context import Face
from dateline.site.keys import Keys
from dateline.site.marks import placed
from dateline.site.pictures import pictures_key
from dateline.site.views.article import NEAR


class Changes(NamedTuple):
    """Articles by what changed of them since the last plan.

    Of the ``relisted`` lists show something else; the ``replaced`` something else places on timelines; the page of a
    ``rewritten`` one shows something else besides. Of ``anew`` nothing of the last plan holds.
    """

    relisted: frozenset[str]
    replaced: frozenset[str]
    rewritten: frozenset[str]
    anew: bool


def take_marks(face: Face, keys: Keys) -> Marks:
    """Return the marks of a site; of an article without a digest of its body there is none."""
    articles = keys.library.articles
    bodies = dict(keys.digests)
    for card in articles.values():
        if card.pictures and card.id in bodies:
            bodies[card.id] = body_mark(face, card, bodies[card.id])
    retold = {article: b"".join([each.digest for each in told]) for article, told in keys.library.retold.items()}
    return Marks(
        keys.common, keys.listed, {card.id: placed(card) for card in articles.values()}, bodies, retold, keys.orders
    )


def body_mark(face: Face, card: ArticleCard, digest: str) -> str:
    """Return the mark of what an article's own page alone shows, of the digest of its body."""
    return digest + pictures_key(face, card) if card.pictures else digest


def find_changes(face: Face, known: Marks, now: Marks) -> Changes:
    """Compare the marks of a site with those of the last plan."""
    rewritten = set(_differing(known.bodies, now.bodies) | _differing(known.retold, now.retold))
    rewritten.update(_neighbours(face, _differing(known.orders, now.orders)))
    return Changes(
        _differing(known.listed, now.listed),
        _differing(known.placed, now.placed),
        frozenset(rewritten),
        known.common != now.common,
    )


def _neighbours(face: Face, timelines: frozenset[str]) -> Iterator[str]:
    """Yield the articles next to which others were shown that are about what some timelines are."""
    library = face.library
    for entity, articles in library.entity_articles.items():
        if entity_timeline(entity) in timelines:
            yield from (each for each in articles if entity in library.articles[each].entities[:NEAR])


def _differing(one: Mapping[str, object], other: Mapping[str, object]) -> frozenset[str]:
    """Return the keys under which two mappings hold different values, or only one holds any."""
    return frozenset(key for key, _ in one.items() ^ other.items())
