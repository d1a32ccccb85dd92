"""What feeds list, newest first by the day the knowledge base learned of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from heapq import nlargest
from typing import Final

from dateline.exchange.items import card_instant
from dateline.index.shelves import Year
from dateline.model.event import Entry
from dateline.site.context import Face, once
from dateline.site.timeline_store import is_large
from dateline.site.timelines import Timeline

ITEMS: Final = 50
"""Most items of a feed."""
LEAN_ITEMS: Final = 15
"""Most items of a timeline's feed on a large site."""


def learned(face: Face, article_id: str) -> str:
    """Return when an article entered the knowledge base; made once."""
    known = _known(face)
    instant = known.get(article_id)
    if instant is None:
        instant = known[article_id] = card_instant(face.library.articles[article_id])
    return instant


def _known(face: Face) -> dict[str, str]:
    return once(face, ("learned",), dict)


def newest_articles(face: Face, kind: str, identifier: str) -> list[str]:
    """Return the ids of the articles in the feed of a source, or of the whole site."""
    library = face.library
    ids = library.articles if kind == "site" else library.source_articles[identifier]
    key = ("newest articles", kind, identifier)
    return once(face, key, lambda: nlargest(ITEMS, ids, key=lambda article: (learned(face, article), article)))


def newest_entries(face: Face, timeline: Timeline) -> list[Entry]:
    """Return the entries of a timeline that were learned of last."""
    count = LEAN_ITEMS if is_large(face) else ITEMS
    key = ("newest entries", timeline.kind, timeline.id)
    return once(face, key, lambda: timeline.entries.latest(count, partial(_entered, face)))


def _entered(face: Face, year: Year, places: Sequence[int]) -> Sequence[str]:
    """Return when events of a year entered the knowledge base: with the first of their articles."""
    known: dict[int, str] = once(face, ("entered", year.number), dict)
    new = [at for at in places if at not in known]
    cards = face.library.articles
    for at, (_, articles) in zip(new, year.shelf.named(new), strict=True):
        known[at] = min([learned(face, article) for article in articles if article in cards], default="")
    return [known[at] for at in places]
