"""Pages of prose and tables: about the data, health, what changed, people's own pages, search, 404, redirects."""

from __future__ import annotations

from heapq import nlargest
from types import SimpleNamespace
from typing import Final

from dateline.index.library import ArticleCard
from dateline.markup import render_captured
from dateline.model.page import ROOT_TOKEN, Page
from dateline.model.problem import SourceRef
from dateline.site import addresses
from dateline.site.context import Face, made, once, publisher
from dateline.site.timeline_store import is_large, whole_timeline
from dateline.site.views.entity import downloads
from dateline.site.views.frame import View, frame

ROWS: Final = 100
"""Most rows of one page."""


def about_view(face: Face, page: Page) -> View:
    """Make the page that says what the data are, how they are made, and where to get them."""
    t, library = face.t, face.library
    counts = [
        (t.articles, len(library.articles)),
        (t.all_events, len(whole_timeline(face).entries)),
        (t.entities, len(library.entities)),
        (t.topics, len(library.topics)),
        (t.sources, len(library.source_articles)),
    ]
    files = [(label, url) for label, url in downloads(face, addresses.TIMELINE) if label != t.embed]
    if not is_large(face):
        files.append(("JSON Lines", ROOT_TOKEN + "events.jsonl"))
    linked = [[(label, ""), (url.rpartition("/")[2], url)] for label, url in files]
    return frame(
        face,
        page,
        t.about,
        lead=t.about_lead,
        body=made(render_captured(t.about_text).strip()),  # no extension that a person chose has a say in our words
        tables=[
            table(t.counts, [t.what, t.how_many], [[(name, ""), (f"{count:,}", "")] for name, count in counts]),
            table(t.feeds, [t.format, t.address], linked),
        ],
    )


def table(heading: str, columns: list[str], rows: list[list[tuple[str, str]]], note: str = "") -> SimpleNamespace:
    """Make a table of a page of prose: rows of cells, each a text and an address or ""."""
    return SimpleNamespace(heading=heading, note=note, columns=columns, rows=rows)


def recently_captured(face: Face) -> list[ArticleCard]:
    """Return the articles captured last, the newest first; made once for all languages."""
    return once(face, ("captured",), lambda: nlargest(ROWS, _captured(face), key=lambda a: (a.captured[:10], a.id)))


def _captured(face: Face) -> list[ArticleCard]:
    return [card for card in face.library.articles.values() if card.captured]


def changes_view(face: Face, page: Page) -> View:
    """Make the page that says what entered the knowledge base, newest capture first."""
    t = face.t
    by_day: dict[str, list[list[tuple[str, str]]]] = {}
    for article in recently_captured(face):
        row = [
            (article.title, face.url(addresses.article(article.id))),
            (publisher(article), ""),
            (face.date(article.published), ""),
        ]
        by_day.setdefault(article.captured[:10], []).append(row)
    tables = [table(day, [t.article, t.source, t.published], rows) for day, rows in by_day.items()]
    return frame(face, page, t.changes, lead=t.changes_lead, body="", tables=tables)


def own_view(face: Face, page: Page) -> View:
    """Make the view of a page that a person wrote (``content/pages``): title and safe HTML come ready."""
    title, html = face.site.pages[page.subject[0]]
    return frame(face, page, title, lead="", body=made(html), tables=[], ref=SourceRef(page.subject[0], 1))


def search_view(face: Face, page: Page) -> View:
    """Make the search page; without JavaScript it leads to the indexes."""
    t = face.t
    browse = [
        (t.entities, face.url(addresses.ENTITIES)),
        (t.topics, face.url(addresses.TOPICS)),
        (t.timeline, face.url(addresses.TIMELINE)),
        (t.articles, face.url(addresses.ARTICLES)),
    ]
    return frame(face, page, t.search, robots="noindex", data=ROOT_TOKEN + addresses.INDEX_DATA, browse=browse)


def missing_view(face: Face, page: Page) -> View:
    """Make the page for addresses that do not exist; render replaces the root by the base path."""
    t = face.t
    links = [
        (t.home, face.url("")),
        (t.search, face.url(addresses.SEARCH)),
        (t.entities, face.url(addresses.ENTITIES)),
        (t.timeline, face.url(addresses.TIMELINE)),
    ]
    return frame(face, page, t.not_found, robots="noindex", links=links)


def redirect_view(face: Face, page: Page) -> View:
    """Make the page at an old address; the new one is its canonical address."""
    target, name = page.subject
    view = frame(face, page, name, target=face.url(target))
    view.canonical = face.absolute(target)
    return view
