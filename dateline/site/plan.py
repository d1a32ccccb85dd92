"""Plan the site: every page with its address and the fingerprint of what it shows.

The plan is made before anything is rendered, so that clashes are found first and pages that would come out as
they are need not be made at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from dateline.config import Config
from dateline.index.library import Library
from dateline.model.page import Page, SitePlan
from dateline.model.problem import Problem, Severity
from dateline.site import addresses
from dateline.site.context import Face, Site
from dateline.site.files import SITEMAP_URLS, sitemap_addresses
from dateline.site.keys import Keys, fingerprint
from dateline.site.redirects import plan_redirects
from dateline.site.timeline_store import is_large, timeline_of, whole_timeline
from dateline.site.timelines import Timeline
from dateline.site.views import compare, indexes
from dateline.text.slug import unique_key

EXPORTS: Final = (
    ("timeline.csv", "timeline-csv"),
    ("timelinejs.json", "timelinejs"),
    ("timeline.mw", "markwhen"),
)


def plan_site(
    library: Library, config: Config, digests: Mapping[str, str] | None = None, site: Site | None = None
) -> tuple[SitePlan, list[Problem]]:
    """Return every page of the site and the problems of their addresses.

    ``digests`` gives for each article a fingerprint of its body and annotation; without it those pages have no
    key and are always made. ``site`` may carry people's own pages; it is made when absent.
    """
    planner = _Planner(site or Site(library, config), digests or {})
    pages: list[Page] = []
    for lang in config.languages:
        pages.extend(planner.pages(lang))
    pages.extend(planner.shared())
    redirects, faults = plan_redirects(library, config)
    pages.extend(redirects)
    kept, problems = _unique(pages, library)
    led = tuple((page.permalink, page.subject[0]) for page in redirects)
    return SitePlan(tuple(kept), led), faults + problems


class _Planner:
    """Yield the pages of a site, each with its key."""

    def __init__(self, site: Site, digests: Mapping[str, str]) -> None:
        self.site = site
        self.library = site.library
        self.config = site.config
        self.keys = Keys(site, digests)
        self.everything = self.keys.cards(site.library.articles)
        self.every = self.keys.entries(whole_timeline(site.language(site.config.lang)).entries)
        self.children: dict[str, list[str]] = {}
        for entity in site.library.entities.values():
            if entity.parent:
                self.children.setdefault(entity.parent, []).append(self.keys.names[entity.id])

    def pages(self, lang: str) -> Iterator[Page]:
        """Yield the pages of one language."""
        face = self.site.language(lang)
        for card in self.library.articles.values():
            yield self._page(face, addresses.article(card.id), "article", (card.id,), self.keys.article(face, card))
        yield from self._whole(face)
        yield from self._timelines(face)
        yield from self._indexes(face)
        yield from self._sources(face)
        yield from self._texts(face)

    def _page(
        self, face: Face, address: str, kind: str, subject: tuple[str, ...], key: str = "", cost: float = 1.0
    ) -> Page:
        full = fingerprint(self.keys.base, face.lang, kind, *subject, key) if key else ""
        return Page(face.prefix + address, kind, subject, face.lang, full, cost)

    def _whole(self, face: Face) -> Iterator[Page]:
        timeline = whole_timeline(face)
        yield self._page(face, addresses.TIMELINE, "timeline", (), self.every, 20)
        codes = fingerprint(*timeline.periods)
        for code, period in timeline.periods.items():
            key = fingerprint(codes, self.keys.entries(period.entries)) if is_large(face) else self.every
            yield self._page(face, addresses.period(timeline.base, code), "period", (code,), key, 15)
        yield from self._exports(face, timeline, self.every)

    def _timelines(self, face: Face) -> Iterator[Page]:
        library, keys = self.library, self.keys
        for entity in library.entities.values():
            around = [f"{keys.names.get(o, o)} {n}" for o, n in library.co_mentions.get(entity.id, ())]
            partners = [keys.names[other] for other in compare.partners(face, entity.id)]
            own = [repr(entity), keys.cards(library.entity_articles.get(entity.id, ())), *around, "", *partners, ""]
            own += [*self.children.get(entity.id, ()), "", keys.names.get(entity.parent, "")]
            yield from self._one(face, "entity", entity.id, own)
        for topic in library.topics.values():
            own = [repr(topic), keys.cards(library.topic_articles.get(topic.id, ()))]
            yield from self._one(face, "topic", topic.id, own)
        for item in self.config.sets:
            own = [repr(item), *(keys.names.get(m) or keys.topics.get(m, "") for m in item.members)]
            yield from self._one(face, "set", item.id, own)
        for group in compare.groups_to_compare(face):
            each = [f"{keys.names[e]} {keys.entries(timeline_of(face, 'entity', e).entries)}" for e in group]
            yield self._page(face, compare.group_address(group), "compare", tuple(group), fingerprint(*each), 20)

    def _one(self, face: Face, kind: str, identifier: str, own: list[str]) -> Iterator[Page]:
        timeline = timeline_of(face, kind, identifier)
        key = fingerprint(self.keys.entries(timeline.entries), *own)
        yield self._page(face, timeline.base, kind, (identifier,), key, 6)
        for code in timeline.periods:
            yield self._page(face, addresses.period(timeline.base, code), "part", (kind, identifier, code), key, 8)
        yield from self._exports(face, timeline, key)

    def _exports(self, face: Face, timeline: Timeline, key: str) -> Iterator[Page]:
        subject, base, large = (timeline.kind, timeline.id), timeline.base, is_large(face)
        yield self._page(face, base + "timeline.json", "timeline-json", subject, key, 3)
        for name, kind in () if large else EXPORTS:
            yield self._page(face, base + name, kind, subject, key, 3)
        if self.config.calendars:
            yield self._page(face, base + "calendar.ics", "calendar", subject, key, 3)
        if self.config.feeds:
            yield self._page(face, base + "feed.xml", "feed", subject, key, 2)
            if not large:
                yield self._page(face, base + "feed.json", "json-feed", subject, key, 2)
        yield self._page(face, base + "embed/", "embed", subject, key, 4)

    def _indexes(self, face: Face) -> Iterator[Page]:
        library = self.library
        sizes = (f"{entity} {len(ids)}" for entity, ids in library.entity_entries.items())
        listed = fingerprint(self.keys.registry, *sizes, "" if is_large(face) else self.every)
        for number in range(1, indexes.chunk_count(len(library.entities)) + 1):
            address = addresses.ENTITIES if number == 1 else f"{addresses.ENTITIES}{number}/"
            yield self._page(face, address, "entities", (str(number),), listed, 30)
        for kind in indexes.entity_types(e.type for e in library.entities.values()):
            yield self._page(face, f"{addresses.ENTITIES}type/{kind}/", "type", (kind,), listed, 20)
        counts = [f"{name} {len(library.topic_articles.get(t, ()))}" for t, name in self.keys.topics.items()]
        topics = fingerprint(*counts)
        yield self._page(face, addresses.TOPICS, "topics", (), topics)
        years = indexes.article_years(face)
        sizes_by_year = fingerprint(*(f"{year} {len(ids)}" for year, ids in years.items()))
        for address, subject in indexes.article_index_pages(face):
            key = fingerprint(sizes_by_year, self.keys.cards(indexes.chunk(years[subject[0]], int(subject[1]))))
            yield self._page(face, address, "articles", subject, key, 3)
        own = self.site.pages.get("index.md", ("", ""))
        home = fingerprint(listed, self.every, topics, self.everything, *own)
        yield self._page(face, addresses.HOME, "home", (), home, 20)
        if self.config.sets:
            yield self._page(face, addresses.SETS, "sets", (), "sets")
        groups = fingerprint(self.keys.registry, *map(repr, compare.groups_to_compare(face)))
        yield self._page(face, addresses.COMPARE, "compares", (), groups)
        yield from self._feeds(face, "site", "", "", 3)

    def _sources(self, face: Face) -> Iterator[Page]:
        sources = self.library.source_articles
        listed = fingerprint(*(f"{name} {len(ids)}" for name, ids in sources.items()))
        yield self._page(face, addresses.SOURCES, "sources", (), listed)
        for name, ids in sources.items():
            base = addresses.source(name)
            for number in range(1, indexes.chunk_count(len(ids)) + 1):
                key = fingerprint(str(len(ids)), self.keys.cards(indexes.chunk(ids, number)))
                address = base if number == 1 else f"{base}{number}/"
                yield self._page(face, address, "source", (name, str(number)), key, 3)
            yield from self._feeds(face, "source", name, base, 2)

    def _feeds(self, face: Face, kind: str, identifier: str, base: str, cost: float) -> Iterator[Page]:
        if self.config.feeds:
            key = self.keys.bodies(face, kind, identifier)
            yield self._page(face, base + "feed.xml", "feed", (kind, identifier), key, cost)
            if kind == "site":
                yield self._page(face, base + "feed.json", "json-feed", (kind, identifier), key, cost)

    def _texts(self, face: Face) -> Iterator[Page]:
        library = self.library
        sizes = (library.articles, library.entities, library.topics, library.source_articles)
        counts = fingerprint(*(str(len(item)) for item in sizes), str(len(whole_timeline(face).entries)))
        yield self._page(face, addresses.ABOUT, "about", (), counts)
        named = fingerprint(self.every, self.everything, self.keys.registry, *library.entity_articles)
        yield self._page(face, addresses.HEALTH, "health", (), named, 10)
        yield self._page(face, addresses.CHANGES, "changes", (), self.everything, 3)
        yield self._page(face, addresses.SEARCH, "search", (), "search")
        for path, (title, html) in self.site.pages.items():
            if addresses.own_page(path):
                yield self._page(face, addresses.own_page(path), "own", (path,), fingerprint(title, html))

    def shared(self) -> Iterator[Page]:
        """Yield the pages that exist once, whatever the languages."""
        face = self.site.language(self.config.lang)
        yield self._page(face, addresses.NOT_FOUND, "missing", (), "missing")
        yield self._page(face, "robots.txt", "robots", (), "robots")
        if not is_large(face):
            yield self._page(face, "events.jsonl", "events-jsonl", (), self.every, 50)
        if not self.config.site_url or self.config.noindex:
            return
        urls = sitemap_addresses(face)
        key = fingerprint(*(f"{where} {day}" for where, day in urls))
        if len(urls) <= SITEMAP_URLS:
            yield self._page(face, "sitemap.xml", "sitemap", ("all",), key, 5)
            return
        yield self._page(face, "sitemap.xml", "sitemap", ("index",), key)
        for part in range(1, -(-len(urls) // SITEMAP_URLS) + 1):
            yield self._page(face, f"sitemap-{part}.xml", "sitemap", (str(part),), key, 20)


def _unique(pages: Iterable[Page], library: Library) -> tuple[list[Page], list[Problem]]:
    """Keep the first page of each address (compared as case-insensitive systems do) and report the others.

    A person's own page takes the place of a made one: ``content/pages/about.md`` replaces ``about/``.
    """
    kept: dict[str, Page] = {}
    problems: list[Problem] = []
    for page in pages:
        key = page.path if page.path.isascii() and page.path.islower() else unique_key(page.path)
        first = kept.setdefault(key, page)
        if first is page or (first.kind == page.kind == "redirect" and first.subject == page.subject):
            continue
        if page.kind == "own" and first.kind in ("about", "health", "changes"):
            kept[key] = page
            continue
        problems.append(_clash(page, first, library))
    problems += [_clash(kept.pop(key), first, library) for key, first in _inside_files(kept)]
    return list(kept.values()), problems


def _inside_files(kept: Mapping[str, Page]) -> list[tuple[str, Page]]:
    """Find pages whose folder another page needs as a file, as an entity called ``index.html`` would."""
    found: list[tuple[str, Page]] = []
    for key in kept:
        if "." in key.rpartition("/")[0]:
            parts = key.split("/")
            above = ("/".join(parts[:count]) for count in range(1, len(parts)))
            found += [(key, kept[folder]) for folder in above if folder in kept][:1]
    return found


def _clash(page: Page, first: Page, library: Library) -> Problem:
    message = f"two pages want the address {page.permalink}: {_origin(first, library)} has it"
    hint = "rename one of the files, or give one an id of its own"
    severity = Severity.WARNING if page.kind == "redirect" else Severity.ERROR
    return Problem(_origin(page, library), 1, 1, "DL501", message, hint, severity)


def _origin(page: Page, library: Library) -> str:
    """Name the file a page is made from."""
    subject = page.subject[0] if page.subject else ""
    if page.kind == "article" and subject in library.articles:
        return library.articles[subject].path
    if page.kind == "entity" and subject in library.entities:
        return library.entities[subject].ref.path
    if page.kind == "topic" and subject in library.topics:
        return library.topics[subject].ref.path
    if page.kind == "redirect":
        return f"redirect to {subject}"
    return page.permalink or "home"
