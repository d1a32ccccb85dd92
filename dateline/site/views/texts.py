"""Pages of prose and tables: about the data, health, what changed, people's own pages, search, 404, redirects."""

from __future__ import annotations

from heapq import nlargest
from types import SimpleNamespace
from typing import NamedTuple

from dateline.index.library import ArticleCard
from dateline.model.annotation import Status
from dateline.model.dates import HIGH
from dateline.model.event import Entry
from dateline.model.page import ROOT_TOKEN, Page
from dateline.model.problem import SourceRef
from dateline.site import addresses
from dateline.site.context import Face, made, once, publisher
from dateline.site.entries import entry_url
from dateline.site.timeline_store import is_large, whole_timeline
from dateline.site.views.entity import downloads
from dateline.site.views.frame import View, frame

ROWS = 100
"""Most rows of one table of the health report."""


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
        body=made(face.site.written(t.about_text)),
        tables=[
            _table(t.counts, [t.what, t.how_many], [[(name, ""), (f"{count:,}", "")] for name, count in counts]),
            _table(t.feeds, [t.format, t.address], linked),
        ],
    )


def _table(heading: str, columns: list[str], rows: list[list[tuple[str, str]]], note: str = "") -> SimpleNamespace:
    return SimpleNamespace(heading=heading, note=note, columns=columns, rows=rows)


class Health(NamedTuple):
    """What a person should look at next, list by list."""

    undated: list[ArticleCard]
    disputed: list[Entry]
    overdue: list[Entry]
    future: list[Entry]
    single: list[Entry]
    idle: list[ArticleCard]
    bare: list[str]


def find_health(face: Face) -> Health:
    """Find what the health report lists; made once for all languages."""
    return once(face, ("health",), lambda: _health(face))


def _health(face: Face) -> Health:
    library = face.library
    entries = whole_timeline(face).entries
    now = library.today.latest if library.today else HIGH
    return Health(
        [a for a in library.articles.values() if a.published is None],
        [e for e in entries if e.conflicts],
        [e for e in entries if e.open],
        [e for e in entries if e.status is Status.HAPPENED and e.date.earliest > now],
        [e for e in entries if e.key and len({s.article for s in e.statements}) == 1],
        [a for a in library.articles.values() if not a.events],
        [e for e in library.entities if e not in library.entity_articles],
    )


def health_view(face: Face, page: Page) -> View:
    """Make the health report: what a person should look at next."""
    t = face.t

    def articles(heading: str, note: str, found: list[ArticleCard]) -> SimpleNamespace:
        shown = [[(a.title, face.url(addresses.article(a.id))), (publisher(a), "")] for a in found[:ROWS]]
        return _table(f"{heading} ({len(found)})", [t.article, t.source], shown, note)

    def events(heading: str, note: str, found: list[Entry]) -> SimpleNamespace:
        shown = [[(face.date(e.date, e.mod), ""), (e.headline, entry_url(face, e))] for e in found[:ROWS]]
        return _table(f"{heading} ({len(found)})", [t.date_column, t.event], shown, note)

    found = find_health(face)
    bare = [[(face.entity_name(e), face.url(addresses.entity(e)))] for e in found.bare[:ROWS]]
    tables = [
        articles(t.h_undated, t.h_undated_note, found.undated),
        events(t.h_disputed, t.h_disputed_note, found.disputed),
        events(t.h_overdue, t.h_overdue_note, found.overdue),
        events(t.h_future, t.h_future_note, found.future),
        events(t.h_single, t.h_single_note, found.single),
        articles(t.h_idle, t.h_idle_note, found.idle),
        _table(f"{t.h_bare} ({len(found.bare)})", [t.name], bare, t.h_bare_note),
    ]
    return frame(face, page, t.health, lead=t.health_lead, body="", tables=tables)


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
    tables = [_table(day, [t.article, t.source, t.published], rows) for day, rows in by_day.items()]
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
