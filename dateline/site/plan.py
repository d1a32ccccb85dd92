"""Plan the site: every page with its address and the fingerprint of what it shows.

The plan is made before anything is rendered, so that clashes are found first and pages that would come out as
they are need not be made at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from dateline.config import Config
from dateline.index.library import ArticleCard, Library
from dateline.model.event import Entry
from dateline.model.page import Page, SitePlan
from dateline.model.problem import Problem, Severity
from dateline.site import addresses
from dateline.site.context import Face, Site
from dateline.site.files import SITEMAP_URLS, sitemap_addresses
from dateline.site.timelines import Timeline, is_large
from dateline.site.views import compare, indexes
from dateline.site.views.entity import timeline_of
from dateline.site.views.timeline import whole_timeline
from dateline.text.slug import unique_key

EXPORTS: Final = (
    ("timeline.csv", "timeline-csv"), ("timelinejs.json", "timelinejs"), ("timeline.mw", "markwhen"),
)


def plan_site(library: Library, config: Config, digests: Mapping[str, str] | None = None, site: Site | None = None) -> tuple[SitePlan, list[Problem]]:
    """Return every page of the site and the problems of their addresses.

    ``digests`` gives for each article a fingerprint of its body and annotation; without it those pages have no
    key and are always made. ``site`` may carry people's own pages; it is made when absent.
    """
    planner = _Planner(site or Site(library, config), digests or {})
    pages: list[Page] = []
    for lang in config.languages:
        pages.extend(planner.pages(lang))
    pages.extend(planner.shared())
    redirects, clashes = _redirects(library, config)
    pages.extend(redirects)
    kept, problems = _unique(pages, library)
    return SitePlan(tuple(kept), tuple((page.permalink, page.subject[0]) for page in redirects)), clashes + problems


def fingerprint(*parts: str) -> str:
    """Return a short digest of strings."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class _Planner:
    """Make pages with their keys; what several keys share is made once."""

    def __init__(self, site: Site, digests: Mapping[str, str]) -> None:
        self.site = site
        self.library = site.library
        self.config = site.config
        self.digests = digests
        self.entry_keys: dict[str, bytes] = {}
        self.names = {e.id: f"{e.id} {sorted(e.names.items())}" for e in site.library.entities.values()}
        self.card_keys: dict[str, str] = {}
        self.base = fingerprint(repr(site.config), repr(sorted(site.assets.items())), str(site.library.today))

    def pages(self, lang: str) -> Iterator[Page]:
        """Yield the pages of one language."""
        face = self.site.language(lang)
        yield from self._articles(face)
        yield from self._timelines(face)
        yield from self._indexes(face)
        yield from self._texts(face)

    def _page(self, face: Face, address: str, kind: str, subject: tuple[str, ...], key: str = "", cost: float = 1.0) -> Page:
        return Page(face.prefix + address, kind, subject, face.lang, fingerprint(self.base, face.lang, kind, *subject, key) if key else "", cost)

    def _articles(self, face: Face) -> Iterator[Page]:
        for card in self.library.articles.values():
            yield self._page(face, addresses.article(card.id), "article", (card.id,), self._article_key(face, card))

    def _article_key(self, face: Face, card: ArticleCard) -> str:
        digest = self.digests.get(card.id)
        if digest is None:
            return ""
        from dateline.site.views.article import related

        library = self.library
        names = [face.entity_name(e) for e in card.entities]
        names += [f"{e}={face.entity_name(e)}" for e, _ in card.mentioned]
        entries, entry_of = library.entries, library.entry_of_event
        others = [
            str(len({s.article for s in entry.statements}))
            for e in card.events if (entry := entries.get(entry_of.get(e.id, ""))) and len(entry.statements) > 1
        ]
        near = [self.card_key(library.articles[other]) for other in related(face, card)]
        return fingerprint(digest, self.card_key(card), *names, "", *(face.topic_name(t) for t in card.topics), "", *others, "", *near)

    def card_key(self, card: ArticleCard) -> str:
        """Return the fingerprint of what lists show of an article."""
        key = self.card_keys.get(card.id)
        if key is None:
            key = self.card_keys[card.id] = fingerprint(
                card.id, card.title, card.lang, str(card.published), card.source, card.site, card.url, card.captured, card.publish.value, str(len(card.events))
            )
        return key

    def entry_key(self, entry: Entry) -> bytes:
        """Return the fingerprint of what a timeline shows of an entry.

        A statement's id is made from its sentence, so its words need not be hashed again.
        """
        articles, names = self.library.articles, self.names
        parts = [
            entry.id, entry.date.edtf, entry.mod, entry.headline, entry.status.value,
            f"{entry.score!r}{entry.key}{entry.pinned}{entry.open}", entry.plan, entry.outcome,
        ]
        parts += [names.get(e, e) for e in entry.entities]
        for statement in entry.statements:
            card = articles.get(statement.article)
            parts += (statement.id, self.card_key(card) if card is not None else "")
        for conflict in entry.conflicts:
            parts += (conflict.kind, *conflict.values)
        for other in (entry.plan, entry.outcome):
            if other in self.library.entries:
                parts += (self.library.entries[other].headline, self.library.entries[other].date.edtf)
        key = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).digest()
        self.entry_keys[entry.id] = key
        return key

    def _entries_key(self, entries: Sequence[Entry]) -> str:
        return hashlib.blake2b(b"".join([self.entry_keys.get(entry.id) or self.entry_key(entry) for entry in entries]), digest_size=16).hexdigest()

    def _timelines(self, face: Face) -> Iterator[Page]:
        library = self.library
        timeline = whole_timeline(face)
        every = self._entries_key(timeline.entries)
        yield self._page(face, addresses.TIMELINE, "timeline", (), every, 20)
        for code, period in timeline.periods.items():
            key = fingerprint(self._entries_key(period.entries), every)
            yield self._page(face, addresses.period(timeline.base, code), "period", (code,), key, 15)
        yield from self._exports(face, timeline, every)
        for entity in library.entities.values():
            own = [repr(entity), *(self.card_key(library.articles[a]) for a in library.entity_articles.get(entity.id, ())[:12])]
            own += [f"{o}{n}{face.entity_name(o)}" for o, n in library.co_mentions.get(entity.id, ())]
            own += [str(len(library.entity_articles.get(entity.id, ()))), *(other.id for other in self._children(entity.id)), *compare.partners(face, entity.id)]
            own += [face.entity_name(entity.parent)] if entity.parent else []
            yield from self._one(face, "entity", entity.id, own)
        for topic in library.topics.values():
            own = [repr(topic), *(self.card_key(library.articles[a]) for a in library.topic_articles.get(topic.id, ())[:12])]
            yield from self._one(face, "topic", topic.id, [*own, str(len(library.topic_articles.get(topic.id, ())))])
        for item in self.config.sets:
            yield from self._one(face, "set", item.id, [repr(item)])
        for group in compare.groups_to_compare(face):
            key = fingerprint(*(self._entries_key(timeline_of(face, "entity", e).entries) for e in group))
            yield self._page(face, compare.group_address(group), "compare", tuple(group), key, 20)

    def _children(self, entity_id: str) -> list[object]:
        if not hasattr(self, "_by_parent"):
            self._by_parent: dict[str, list[object]] = {}
            for entity in self.library.entities.values():
                if entity.parent:
                    self._by_parent.setdefault(entity.parent, []).append(entity)
        return self._by_parent.get(entity_id, [])

    def _one(self, face: Face, kind: str, identifier: str, own: list[str]) -> Iterator[Page]:
        timeline = timeline_of(face, kind, identifier)
        key = fingerprint(self._entries_key(timeline.entries), *own)
        yield self._page(face, timeline.base, kind, (identifier,), key, 6)
        for code in timeline.periods:
            yield self._page(face, addresses.period(timeline.base, code), "part", (kind, identifier, code), key, 8)
        yield from self._exports(face, timeline, key)

    def _exports(self, face: Face, timeline: Timeline, key: str) -> Iterator[Page]:
        subject = (timeline.kind, timeline.id)
        large = is_large(face)
        yield self._page(face, timeline.base + "timeline.json", "timeline-json", subject, key, 3)
        for name, kind in () if large else EXPORTS:
            yield self._page(face, timeline.base + name, kind, subject, key, 3)
        if self.config.calendars:
            yield self._page(face, timeline.base + "calendar.ics", "calendar", subject, key, 3)
        if self.config.feeds and timeline.kind != "all":
            yield self._page(face, timeline.base + "feed.xml", "feed", subject, key, 2)
            if not large:
                yield self._page(face, timeline.base + "feed.json", "json-feed", subject, key, 2)
        yield self._page(face, timeline.base + "embed/", "embed", subject, key, 4)

    def _indexes(self, face: Face) -> Iterator[Page]:
        library = self.library
        names = fingerprint(*(f"{e.id}{e.type}{sorted(e.names.items())}" for e in library.entities.values()))
        counts = fingerprint(*(f"{e}{len(ids)}" for e, ids in library.entity_entries.items()), *(str(e.date) for e in library.entries.values()))
        listed = fingerprint(names, counts)
        for number in range(1, indexes.chunk_count(len(library.entities)) + 1):
            yield self._page(face, addresses.ENTITIES if number == 1 else f"{addresses.ENTITIES}{number}/", "entities", (str(number),), listed, 30)
        for kind in indexes.entity_types(e.type for e in library.entities.values()):
            yield self._page(face, f"{addresses.ENTITIES}type/{kind}/", "type", (kind,), listed, 20)
        topics = fingerprint(*(f"{t.id}{sorted(t.names.items())}{len(library.topic_articles.get(t.id, ()))}" for t in library.topics.values()))
        yield self._page(face, addresses.TOPICS, "topics", (), topics)
        sources = fingerprint(*(f"{name}={len(ids)}" for name, ids in library.source_articles.items()))
        yield self._page(face, addresses.SOURCES, "sources", (), sources)
        for name, ids in library.source_articles.items():
            for number in range(1, indexes.chunk_count(len(ids)) + 1):
                shown = ids[(number - 1) * indexes.PER_PAGE:number * indexes.PER_PAGE]
                key = fingerprint(str(len(ids)), *(self.card_key(library.articles[a]) for a in shown))
                base = addresses.source(name)
                yield self._page(face, base if number == 1 else f"{base}{number}/", "source", (name, str(number)), key, 3)
            if self.config.feeds:
                yield self._page(face, addresses.source(name) + "feed.xml", "feed", ("source", name), fingerprint(*(self.card_key(library.articles[a]) for a in ids)), 2)
        everything = fingerprint(*map(self.card_key, library.articles.values()))
        for address, subject in indexes.article_index_pages(face):
            yield self._page(face, address, "articles", subject, everything, 3)
        yield self._page(face, addresses.HOME, "home", (), fingerprint(listed, topics, everything, self._entries_key(whole_timeline(face).entries)), 20)
        if self.config.sets:
            yield self._page(face, addresses.SETS, "sets", (), "sets")
        yield self._page(face, addresses.COMPARE, "compares", (), fingerprint(names, *map(repr, compare.groups_to_compare(face))))
        if self.config.feeds:
            for name, kind in (("feed.xml", "feed"), ("feed.json", "json-feed")):
                yield self._page(face, name, kind, ("site", ""), fingerprint(everything, names, counts), 3)
        yield self._page(face, "changes/", "changes", (), everything, 3)
        yield self._page(face, "health/", "health", (), "", 10)

    def _texts(self, face: Face) -> Iterator[Page]:
        own = {own_address(path) for path in self.site.pages}
        if addresses.ABOUT not in own:
            yield self._page(face, addresses.ABOUT, "about", (), "", 1)
        yield self._page(face, addresses.SEARCH, "search", (), "search")
        for path, (title, html) in self.site.pages.items():
            yield self._page(face, own_address(path), "own", (path,), fingerprint(title, html))

    def shared(self) -> Iterator[Page]:
        """Yield the pages that exist once, whatever the languages."""
        face = self.site.language(self.config.lang)
        yield self._page(face, addresses.NOT_FOUND, "missing", (), "missing")
        yield self._page(face, "robots.txt", "robots", (), "robots")
        if not is_large(face):
            yield self._page(face, "events.jsonl", "events-jsonl", (), self._entries_key(whole_timeline(face).entries), 50)
        if self.config.site_url and not self.config.noindex:
            urls = sitemap_addresses(face)
            key = fingerprint(*(f"{where} {day}" for where, day in urls))
            if len(urls) <= SITEMAP_URLS:
                yield self._page(face, "sitemap.xml", "sitemap", ("all",), key, 5)
            else:
                yield self._page(face, "sitemap.xml", "sitemap", ("index",), key)
                for part in range(1, -(-len(urls) // SITEMAP_URLS) + 1):
                    yield self._page(face, f"sitemap-{part}.xml", "sitemap", (str(part),), key, 20)


def own_address(path: str) -> str:
    """Return the address of a page a person wrote, from its path under ``content/pages``."""
    stem = path.removesuffix(".md")
    return addresses.HOME if stem == "index" else stem.removesuffix("/index") + "/"


def _redirects(library: Library, config: Config) -> tuple[list[Page], list[Problem]]:
    """Make a page for each old address; where several lead on from one another the last one is named at once."""
    pages: list[Page] = []
    problems: list[Problem] = []
    wanted = [
        *((old, addresses.article(c.id), c.title, c.path) for c in library.articles.values() for old in c.redirect_from),
        *((old, addresses.entity(e.id), e.name(config.lang), e.ref.path) for e in library.entities.values() for old in e.redirect_from),
        *((old, addresses.topic(t.id), t.name(config.lang), t.ref.path) for t in library.topics.values() for old in t.redirect_from),
    ]
    for old, target, name, path in wanted:
        address = redirect_address(old, target)
        if address is None:
            problems.append(Problem(path, 1, 1, "DL503", f"the old address {old!r} cannot be a page", "write it as entities/old-id/ or old-id"))
        elif address != target:
            pages.append(Page(address, "redirect", (target, name), config.lang, fingerprint(address, target, name, config.site_url)))
    return pages, problems


def redirect_address(old: str, target: str) -> str | None:
    """Return the address of a redirect: a bare id stands beside its target; None for what cannot be one.

    >>> redirect_address("twitter", "entities/x/"), redirect_address("/people/musk.html", "entities/elon-musk/")
    ('entities/twitter/', 'people/musk.html')
    """
    cleaned = old.strip().strip("/")
    parts = cleaned.split("/")
    if not cleaned or any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts) or ":" in cleaned or "?" in cleaned or "#" in cleaned:
        return None
    if len(parts) == 1 and "." not in cleaned and not old.startswith("/"):
        cleaned = f"{target.split('/')[0]}/{cleaned}"
    return cleaned if cleaned.endswith((".html", ".htm", ".xml", ".json")) else cleaned + "/"


def _unique(pages: Iterable[Page], library: Library) -> tuple[list[Page], list[Problem]]:
    """Keep the first page of each address (compared as case-insensitive systems do) and report the others."""
    kept: dict[str, Page] = {}
    problems: list[Problem] = []
    for page in pages:
        key = page.path if page.path.isascii() and page.path.islower() else unique_key(page.path)
        first = kept.setdefault(key, page)
        if first is not page and not (first.kind == page.kind == "redirect" and first.subject == page.subject):
            severity = Severity.WARNING if page.kind == "redirect" else Severity.ERROR
            problems.append(Problem(
                _origin(page, library), 1, 1, "DL501", f"two pages want the address {page.permalink}: {_origin(first, library)} has it",
                "rename one of the files, or give one an id of its own", severity,
            ))
    return list(kept.values()), problems


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
