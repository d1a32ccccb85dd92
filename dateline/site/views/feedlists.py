"""What feeds list, newest first by the day the knowledge base learned of it."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from typing import Final

from dateline.exchange.items import card_instant
from dateline.model.event import Entry
from dateline.site.context import Face

ITEMS: Final = 50
"""Most items of a feed."""


def learned(face: Face, article_id: str) -> str:
    """Return when an article entered the knowledge base; made once."""
    memory = face.site.language(face.config.lang).memory
    key = ("learned", article_id)
    if key not in memory:
        memory[key] = card_instant(face.library.articles[article_id])
    return memory[key]  # type: ignore[no-any-return]


def newest_articles(face: Face, kind: str, identifier: str) -> list[str]:
    """Return the ids of the articles in the feed of a source, or of the whole site."""
    library = face.library
    ids = library.articles if kind == "site" else library.source_articles[identifier]
    return nlargest(ITEMS, ids, key=lambda article: (learned(face, article), article))


def newest_entries(face: Face, entries: Sequence[Entry], count: int = ITEMS) -> list[Entry]:
    """Return the entries learned of last."""
    articles = face.library.articles

    def entered(entry: Entry) -> tuple[str, str]:
        known = [learned(face, s.article) for s in entry.statements if s.article in articles]
        return (min(known, default=""), entry.id)

    return nlargest(count, entries, key=entered)
