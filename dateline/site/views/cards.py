"""Articles as lists show them, and the small items of indexes."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace

from dateline.index.library import ArticleCard
from dateline.site import addresses
from dateline.site.context import Face, datetime_of, publisher


def card(face: Face, article: ArticleCard) -> SimpleNamespace:
    """Return an article as a list shows it; made once a language."""
    key = ("card", article.id)
    made = face.memory.get(key)
    if made is None:
        made = face.memory[key] = SimpleNamespace(
            title=article.title,
            url=face.url(addresses.article(article.id)),
            source=publisher(article),
            date=face.date(article.published) or face.t.undated,
            datetime=datetime_of(article.published),
            lang=article.lang[:2] or face.lang,
            events=face.t.n("events", count) if (count := article.told) else "",
        )
    return made


def cards(face: Face, ids: Iterable[str]) -> list[SimpleNamespace]:
    """Return several articles as a list shows them."""
    articles = face.library.articles
    return [card(face, articles[article_id]) for article_id in ids if article_id in articles]
