"""Plan the site: every page with its address and the fingerprint of what it shows.

The plan is made before anything is rendered, so that clashes are found first and pages that would come out as
they are need not be made at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Final

from dateline.config import Config, EntitySet
from dateline.index.heads import ALL
from dateline.index.library import Library
from dateline.model.page import Page, SitePlan, Unit
from dateline.model.problem import Problem, Severity
from dateline.site import addresses, share
from dateline.site.choices import compared, drawn, embedded, exported
from dateline.site.context import Face, Site
from dateline.site.files import SITEMAP_URLS, sitemap_addresses
from dateline.site.keys import Keys, fingerprint
from dateline.site.redirects import plan_redirects
from dateline.site.states import States
from dateline.site.timeline_store import is_large, timeline_of, whole_timeline
from dateline.site.timelines import Period, Timeline, year_code
from dateline.site.views import compare, health, indexes, texts
from dateline.site.views.feedlists import newest_entries
from dateline.site.views.home import ARTICLES, entity_spark, home_choice
from dateline.text.slug import unique_key

DRAWN_FILES: Final = (("timelinejs.json", "timelinejs"), ("timeline.mw", "markwhen"))


def plan_site(
    library: Library,
    config: Config,
    digests: Mapping[str, str] | None = None,
    site: Site | None = None,
    known: Mapping[str, Unit] | None = None,
    planned: Callable[[], None] = lambda: None,
) -> tuple[SitePlan, list[Problem]]:
    """Return every page of the site and the problems of their addresses.

    ``digests`` gives for each article a fingerprint of its body and annotation; without it those pages have no
    key and are always made. ``site`` may carry people's own pages; it is made when absent. ``known`` are the units of
    an earlier plan of this version of the program: those whose state is the same are taken over. ``planned`` is called
    after every unit that was made, so that its caller may let go of what was read for it.
    """
    planner = _Planner(site or Site(library, config), digests or {}, known or {}, planned)
    pages: list[Page] = []
    for lang in config.languages:
        pages.extend(planner.pages(lang))
    pages.extend(planner.shared())
    redirects, faults = plan_redirects(library, config)
    pages.extend(redirects)
    kept, problems = _unique(pages, library)
    led = tuple((page.permalink, page.subject[0]) for page in redirects)
    return SitePlan(tuple(kept), led, planner.units), share.missing_extra(config) + faults + problems


class _Planner:
    """Yield the pages of a site, each with its key."""

    def __init__(
        self, site: Site, digests: Mapping[str, str], known: Mapping[str, Unit], planned: Callable[[], None]
    ) -> None:
        self.site = site
        self.library = site.library
        self.config = site.config
        self.keys = Keys(site, digests)
        self.states = States(self.keys)
        self.known = known
        self.planned = planned
        self.units: dict[str, Unit] = {}

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

    def _unit(self, name: str, state: str, make: Callable[[], Iterator[Page]]) -> Iterator[Page]:
        """Yield the pages of a unit, those of the last plan where its state is the same."""
        old = self.known.get(name)
        if old is not None and old.state == state and old.shown == self.states.shown(old.articles):
            unit = old
        else:
            self.keys.shown.clear()
            pages = tuple(make())
            articles = tuple(sorted(self.keys.shown))
            unit = Unit(state, articles, self.states.shown(articles), pages)
            self.planned()
        self.units[name] = unit
        yield from unit.pages

    def _whole(self, face: Face) -> Iterator[Page]:
        state, numbers = self.states.whole(), self.library.entries.events(ALL)
        yield from self._unit(f"{face.lang} all", state, partial(self._beginning, face))
        for number in numbers:
            own = self.states.year(number, map(str, numbers)) if is_large(face) else state
            yield from self._unit(f"{face.lang} all {number}", own, partial(self._period, face, number))

    def _beginning(self, face: Face) -> Iterator[Page]:
        timeline = whole_timeline(face)
        yield self._page(face, addresses.TIMELINE, "timeline", (), self.keys.first_page(face, timeline), 20)
        yield from self._exports(face, timeline, "")

    def _period(self, face: Face, number: int) -> Iterator[Page]:
        timeline = whole_timeline(face)
        return self._year(face, timeline, timeline.periods[year_code(number)])

    def _year(self, face: Face, timeline: Timeline, period: Period) -> Iterator[Page]:
        """Yield the pages of a year and of the quarters and months it is cut into."""
        key = self.keys.period(face, timeline, period)
        yield self._page(face, addresses.period(timeline.base, period.code), "period", (period.code,), key, 15)
        for child in period.children:
            yield from self._year(face, timeline, timeline.periods[child])

    def _timelines(self, face: Face) -> Iterator[Page]:
        library, states, lang = self.library, self.states, face.lang
        for entity in library.entities:
            make = partial(self._entity, face, entity)
            yield from self._unit(f"{lang} entity {entity}", states.entity(face, entity), make)
        for topic in library.topics:
            yield from self._unit(f"{lang} topic {topic}", states.topic(topic), partial(self._topic, face, topic))
        for item in self.config.sets:
            make = partial(self._set, face, item)
            yield from self._unit(f"{lang} set {item.id}", states.group(item.members), make)
        for group in compare.groups_to_compare(face):
            make = partial(self._comparison, face, group)
            yield from self._unit(f"{lang} compare {' '.join(group)}", states.group(group), make)

    def _entity(self, face: Face, entity: str) -> Iterator[Page]:
        keys = self.keys
        own = keys.entity(face, entity, compare.partners(face, entity))
        timeline = timeline_of(face, "entity", entity)
        yield from self._one(face, timeline, keys.names[entity], own)
        if share.is_made(self.config):
            told = str(len(self.library.entity_articles.get(entity, ())))
            key = fingerprint(keys.names[entity], keys.shape(timeline), told)
            yield self._page(face, timeline.base + addresses.SHARE, "share", (entity,), key, 100)

    def _topic(self, face: Face, topic: str) -> Iterator[Page]:
        timeline = timeline_of(face, "topic", topic)
        yield from self._one(face, timeline, self.keys.topics[topic], self.keys.topic(face, timeline))

    def _set(self, face: Face, item: EntitySet) -> Iterator[Page]:
        own = [repr(item), *map(self.keys.named, item.members)]
        yield from self._one(face, timeline_of(face, "set", item.id), repr(item), own)

    def _comparison(self, face: Face, group: tuple[str, ...]) -> Iterator[Page]:
        key = self._compare(face, group)
        yield self._page(face, compare.group_address(group), "compare", group, key, 20)

    def _compare(self, face: Face, group: tuple[str, ...]) -> str:
        keys = self.keys
        timelines = [timeline_of(face, "entity", entity) for entity in group]
        chosen = compared(face, group, timelines)
        return fingerprint(*map(keys.named, group), *map(keys.shape, timelines), *map(keys.rows, chosen))

    def _one(self, face: Face, timeline: Timeline, name: str, own: list[str]) -> Iterator[Page]:
        kind, identifier, keys = timeline.kind, timeline.id, self.keys
        key = fingerprint(keys.first_page(face, timeline), *own)
        yield self._page(face, timeline.base, kind, (identifier,), key, 6)
        for code, period in timeline.periods.items():
            key = fingerprint(name, keys.period(face, timeline, period))
            yield self._page(face, addresses.period(timeline.base, code), "part", (kind, identifier, code), key, 8)
        yield from self._exports(face, timeline, name)

    def _exports(self, face: Face, timeline: Timeline, name: str) -> Iterator[Page]:
        subject, base, large = (timeline.kind, timeline.id), timeline.base, is_large(face)
        key = fingerprint(name, str(len(timeline.entries)), self.keys.items(exported(face, timeline)))
        yield self._page(face, base + "timeline.json", "timeline-json", subject, key, 3)
        if not large:
            yield self._page(face, base + "timeline.csv", "timeline-csv", subject, key, 3)
            chief = fingerprint(name, self.keys.items(drawn(face, timeline)))
            for file, kind in DRAWN_FILES:
                yield self._page(face, base + file, kind, subject, chief, 3)
        if self.config.calendars:
            yield self._page(face, base + "calendar.ics", "calendar", subject, key, 3)
        if self.config.feeds:
            key = fingerprint(name, self.keys.items(newest_entries(face, timeline)))
            yield self._page(face, base + "feed.xml", "feed", subject, key, 2)
            if not large:
                yield self._page(face, base + "feed.json", "json-feed", subject, key, 2)
        key = fingerprint(name, self.keys.rows(embedded(face, timeline)))
        yield self._page(face, base + "embed/", "embed", subject, key, 4)

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
        yield from self._unit(f"{face.lang} home", self.states.home(), partial(self._front, face))
        if self.config.sets:
            yield self._page(face, addresses.SETS, "sets", (), "sets")
        groups = (" ".join(map(self.keys.named, group)) for group in compare.groups_to_compare(face))
        yield self._page(face, addresses.COMPARE, "compares", (), fingerprint(*groups))
        yield from self._feeds(face, "site", "", "", 3)

    def _front(self, face: Face) -> Iterator[Page]:
        """Yield the front page."""
        keys, library, chosen = self.keys, self.library, home_choice(face)
        sizes = library.entity_entries.sizes
        key = fingerprint(
            keys.shape(whole_timeline(face)),
            f"{len(library.articles)} {len(library.entities)}",
            keys.cards(list(library.articles)[:ARTICLES]),
            *map(keys.rows, (chosen.lately, chosen.ahead, chosen.on_this_day)),
            *(f"{keys.named(e)} {sizes.get(e, 0)}" for e in chosen.active),
            *(entity_spark(face, e) for e in chosen.active),
            *(f"{keys.named(t)} {len(library.topic_articles.get(t, ()))}" for t in chosen.topics),
            *self.site.pages.get("index.md", ("", "")),
        )
        yield self._page(face, addresses.HOME, "home", (), key, 20)

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
        yield from self._unit(f"{face.lang} health", self.states.health(), partial(self._health, face))
        captured = texts.recently_captured(face)
        days = (f"{self.keys.card(card)} {card.captured[:10]}" for card in captured)
        yield self._page(face, addresses.CHANGES, "changes", (), fingerprint(*days), 3)
        yield self._page(face, addresses.SEARCH, "search", (), "search")
        for path, (title, html) in self.site.pages.items():
            if addresses.own_page(path):
                yield self._page(face, addresses.own_page(path), "own", (path,), fingerprint(title, html))

    def _health(self, face: Face) -> Iterator[Page]:
        keys = self.keys
        found = health.find_health(face).values()
        key = fingerprint(
            *(str(each.total) for each in found),
            *(keys.cards(card.id for card in each.articles) for each in found),
            *(keys.rows(chain(each.entries, *each.pairs)) for each in found),
            *(keys.named(entity) for each in found for entity in each.entities),
        )
        yield self._page(face, addresses.HEALTH, "health", (), key, 10)

    def shared(self) -> Iterator[Page]:
        """Yield the pages that exist once, whatever the languages."""
        face = self.site.language(self.config.lang)
        yield self._page(face, addresses.NOT_FOUND, "missing", (), "missing")
        yield self._page(face, "robots.txt", "robots", (), "robots")
        if not is_large(face):
            yield from self._unit("events", self.states.whole(), partial(self._events, face))
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


    def _events(self, face: Face) -> Iterator[Page]:
        key = self.keys.items(whole_timeline(face).entries)
        yield self._page(face, "events.jsonl", "events-jsonl", (), key, 50)


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
