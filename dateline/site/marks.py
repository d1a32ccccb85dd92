"""Digests of what pages show of an article, taken once when it is read: a plan compares those of every article."""

from __future__ import annotations

from hashlib import blake2b
from operator import attrgetter
from typing import Final

from dateline.index.library import ArticleCard
from dateline.site.context import publisher

_PLACED: Final = attrgetter(
    "id", "path", "lang", "captured", "capture", "source", "site", "section", "url", "archived", "authors", "editors",
    "publish.value", "topics", "named",
)  # fmt: skip


def listed(card: ArticleCard) -> bytes:
    """Return a digest of what lists show of an article: among it is the title, which places it nowhere."""
    if card.listed:
        return card.listed
    published = card.published.edtf if card.published else ""
    return _digest(card.id, card.title, card.lang, published, publisher(card), card.told)


def placed(card: ArticleCard) -> bytes:
    """Return a digest of all else that timelines and feeds show of an article or choose by."""
    if card.placed:
        return card.placed
    dates = [date.edtf if date else "" for date in (card.published, card.updated)]
    return _digest(*_PLACED(card), *dates, publisher(card), bool(card.entities or card.mentioned))


def _digest(*values: object) -> bytes:
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=12).digest()
