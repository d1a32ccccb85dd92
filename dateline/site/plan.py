"""Plan the site: every page with its address and the fingerprint of what it shows.

The plan is made before anything is rendered, so that clashes are found first and pages that would come out as
they are need not be made at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from itertools import chain
from typing import Final

from dateline.config import Config
from dateline.index.heads import ALL
from dateline.index.library import Library
from dateline.model.page import Kept, Page, Planned, SitePlan, Unit
from dateline.model.problem import Problem, Severity
from dateline.site import addresses, share
from dateline.site.article_keys import article_keys, pages_of
from dateline.site.changes import Changes, find_changes, take_marks
from dateline.site.context import Face, Site
from dateline.site.files import SITEMAP_URLS, sitemap_addresses
from dateline.site.keys import fingerprint
from dateline.site.redirects import plan_redirects
from dateline.site.timeline_store import is_large
from dateline.site.units import EVENTS, REST, Task, Units
from dateline.site.views import compare, indexes, texts
from dateline.site.views.home import entity_spark
from dateline.text.slug import unique_key

MANY: Final = 32
"""So many units to plan anew are worth starting a process for, which comes to copy much of what this one holds."""
Made = dict[str, Unit]
"""Units by name."""


Beside = Callable[[Callable[[], Made]], AbstractContextManager[Callable[[], Made]]]
"""Has some units planned while a block runs, which is given a function that returns them."""


def plan_site(
    library: Library,
    config: Config,
    digests: Mapping[str, str] | None = None,
    site: Site | None = None,
    known: Kept | None = None,
    planned: Callable[[], None] = lambda: None,
    beside: Beside | None = None,
) -> tuple[SitePlan, list[Problem]]:
    """Return every page of the site and the problems of their addresses.

    ``digests`` gives for each article a fingerprint of its body and annotation; without it those pages have no
    key and are always made. ``site`` may carry people's own pages; it is made when absent. ``known`` is what an earlier
    plan of this version of the program kept: what is in the same state is taken over. ``planned`` is called after
    every unit that was made, so that its caller may let go of what was read for it. ``beside`` has half of the units
    planned, where there are many.
    """
    planner = _Planner(site or Site(library, config), digests or {}, known or Kept(), planned, beside)
    pages: list[Page] = []
    for number, lang in enumerate(config.languages):
        pages.extend(planner.pages(number, lang))
    pages.extend(planner.shared())
    redirects, faults = plan_redirects(library, config)
    pages.extend(redirects)
    kept, problems = _unique(pages, library)
    led = tuple((page.permalink, page.subject[0]) for page in redirects)
    return SitePlan(tuple(kept), led, planner.kept), share.missing_extra(config) + faults + problems


class _Planner:
    """Yield the pages of a site, each with its key."""

    def __init__(
        self, site: Site, digests: Mapping[str, str], known: Kept, planned: Callable[[], None], beside: Beside | None
    ) -> None:
        self.site = site
        self.library = site.library
        self.config = site.config
        self._units = Units(site, digests)
        self.keys = self._units.keys
        face = site.language(site.config.lang)
        self.marks = take_marks(face, self.keys)
        changes = find_changes(face, known.marks, self.marks)
        self.articles = article_keys(face, self.keys, known.articles, changes)
        self.units = self._plan_units(known.units, changes, planned, beside)
        self.rest: list[Planned] = []
        self._rest = known.units.get(REST)

    @property
    def kept(self) -> Kept:
        """What the next plan may take over, once all pages were asked for."""
        rest = Unit("", "", "", tuple(self.rest))
        return Kept({**self.units, REST: self._rest if self._rest == rest else rest}, self.articles, self.marks)

    def pages(self, number: int, lang: str) -> Iterator[Page]:
        """Yield the pages of one language, which is the site's ``number``-th."""
        face = self.site.language(lang)
        yield from pages_of(face, number, self.articles)
        yield from self._of_units(lambda name: name.startswith(f"{lang} "))
        yield from self._indexes(face)
        yield from self._sources(face)
        yield from self._texts(face)

    def _of_units(self, wanted: Callable[[str], bool]) -> Iterator[Page]:
        return (planned.page for name, unit in self.units.items() if wanted(name) for planned in unit.pages)

    def _plan_units(
        self, known: Mapping[str, Unit], changes: Changes, planned: Callable[[], None], beside: Beside | None
    ) -> Made:
        """Return all units, those of the last plan where their state is the same."""
        tasks = self._units.tasks()
        found = ((name, _held(known.get(name), task, changes.replaced)) for name, task in tasks.items())
        units = {name: self.keys.retitled(unit, changes.relisted) for name, unit in found if unit is not None}
        stale = [task for name, task in tasks.items() if name not in units]
        if beside is None or len(stale) < MANY:
            units |= self._made(stale, planned)
        else:
            here, there = _halves(stale)
            with beside(lambda: self._made(there, planned)) as others:
                units |= self._made(here, planned)
                units |= others()
        return {name: units[name] for name in tasks}

    def _made(self, tasks: Iterable[Task], planned: Callable[[], None]) -> Made:
        units: Made = {}
        for task in tasks:
            units[task.name] = self._units.plan(task)
            planned()
        return units

    def _page(
        self, face: Face, address: str, kind: str, subject: tuple[str, ...], core: str, cost: float = 1.0
    ) -> Page:
        self.rest.append(self.keys.page(face, address, kind, subject, core, cost))
        return self.rest[-1].page

    def _indexes(self, face: Face) -> Iterator[Page]:
        library = self.library
        sizes = (f"{entity} {count}" for entity, count in library.entity_entries.sizes.items())
        sparks = () if is_large(face) else (entity_spark(face, entity) for entity in library.entities)
        listed = fingerprint(self.keys.registry, *sizes, *sparks)
        for number in range(1, indexes.chunk_count(len(library.entities)) + 1):
            address = addresses.ENTITIES if number == 1 else f"{addresses.ENTITIES}{number}/"
            yield self._page(face, address, "entities", (str(number),), listed, 30)
        for kind in indexes.entity_types(e.type for e in library.entities.values()):
            yield self._page(face, f"{addresses.ENTITIES}type/{kind}/", "type", (kind,), listed, 20)
        counts = [f"{name} {len(library.topic_articles.get(t, ()))}" for t, name in self.keys.topics.items()]
        yield self._page(face, addresses.TOPICS, "topics", (), fingerprint(*counts))
        years = indexes.article_years(face)
        sizes_by_year = fingerprint(*(f"{year} {len(ids)}" for year, ids in years.items()))
        for address, subject in indexes.article_index_pages(face):
            key = fingerprint(sizes_by_year, self.keys.cards(indexes.chunk(years[subject[0]], int(subject[1]))))
            yield self._page(face, address, "articles", subject, key, 3)
        if self.config.sets:
            yield self._page(face, addresses.SETS, "sets", (), "sets")
        groups = (" ".join(map(self.keys.named, group)) for group in compare.groups_to_compare(face))
        yield self._page(face, addresses.COMPARE, "compares", (), fingerprint(*groups))
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
            key = self.keys.feed_of_articles(face, kind, identifier)
            yield self._page(face, base + "feed.xml", "feed", (kind, identifier), key, cost)
            if kind == "site":
                yield self._page(face, base + "feed.json", "json-feed", (kind, identifier), key, cost)

    def _texts(self, face: Face) -> Iterator[Page]:
        library = self.library
        sizes = (library.articles, library.entities, library.topics, library.source_articles)
        events = sum(library.entries.events(ALL).values())
        counts = fingerprint(*(str(len(item)) for item in sizes), str(events))
        yield self._page(face, addresses.ABOUT, "about", (), counts)
        captured = texts.recently_captured(face)
        days = (card.captured[:10] for card in captured)
        key = fingerprint(self.keys.cards(card.id for card in captured), *days)
        yield self._page(face, addresses.CHANGES, "changes", (), key, 3)
        yield self._page(face, addresses.SEARCH, "search", (), "search")
        for path, (title, html) in self.site.pages.items():
            if addresses.own_page(path):
                yield self._page(face, addresses.own_page(path), "own", (path,), fingerprint(title, html))

    def shared(self) -> Iterator[Page]:
        """Yield the pages that exist once, whatever the languages."""
        face = self.site.language(self.config.lang)
        yield self._page(face, addresses.NOT_FOUND, "missing", (), "missing")
        yield self._page(face, "robots.txt", "robots", (), "robots")
        yield from self._of_units(lambda name: name == EVENTS)
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


def _halves(tasks: Iterable[Task]) -> tuple[list[Task], list[Task]]:
    """Part tasks in two that come to much the same: what is found of a timeline in one language is known for all."""
    by_subject: dict[str, list[Task]] = {}
    for task in tasks:
        by_subject.setdefault(task.name.partition(" ")[2], []).append(task)
    subjects = list(by_subject.values())
    return list(chain.from_iterable(subjects[::2])), list(chain.from_iterable(subjects[1::2]))


def _held(unit: Unit | None, task: Task, replaced: frozenset[str]) -> Unit | None:
    """Return a unit of the last plan if it still holds; ``replaced`` are the articles that something else places."""
    said, weights, articles, order = task.state
    if unit is None or unit.state != said or (replaced and not replaced.isdisjoint(articles())):
        return None
    if unit.weights == weights:
        return unit
    return unit._replace(weights=weights) if order is not None and order() == unit.order else None


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
