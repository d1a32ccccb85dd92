"""Fingerprints of what pages show, so that a page that would come out as it is need not be made.

A key may say "changed" too often, never too seldom: whatever a view reads must be part of its page's key. What a view
chooses to show it takes from the functions that the keys ask too, so that neither can drift from the other.

What lists show of an article, its title above all, is put into a key last (``sealed``): where nothing else changed,
nothing is chosen anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from dateline.index.heads import entity_timeline, topic_timeline
from dateline.index.library import ArticleCard, Library
from dateline.model.event import Entry
from dateline.model.page import Page, Planned, Unit
from dateline.site import choices
from dateline.site.context import Face, Site, publisher
from dateline.site.marks import listed as mark_listed
from dateline.site.pictures import pictures_key
from dateline.site.share import is_made
from dateline.site.timeline_store import is_large, is_middling
from dateline.site.timelines import Period, Timeline, year_code
from dateline.site.views import article, feedlists

CATEGORIES = 8
"""Entities and events that an item of a feed of articles holds."""
CHILDREN = 20
"""Parts that an entity's page lists."""


def fingerprint(*parts: str) -> str:
    """Return a short digest of strings."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Keys:
    """Make the keys of one site; what several share is made once.

    ``digests`` gives for each article a fingerprint of its body and of what was found in it. ``shown`` collects the
    articles of which the pages spoken of show what lists do, for whoever empties it before and looks at it afterwards.
    ``listed`` is a digest of that for every article; ``orders`` stands for the articles about an entity or a topic, in
    order, by the name of its timeline. Both are made where they are not known.
    """

    def __init__(
        self,
        site: Site,
        digests: Mapping[str, str],
        listed: Mapping[str, bytes] | None = None,
        orders: Mapping[str, str] | None = None,
    ) -> None:
        self.site = site
        self.library = site.library
        self.digests = digests
        self.shown: set[str] = set()
        self.names = {
            e.id: f"{e.id} {e.type} {e.wikidata} {sorted(e.names.items())}" for e in site.library.entities.values()
        }
        self.topics = {t.id: f"{t.id} {sorted(t.names.items())}" for t in site.library.topics.values()}
        self.orders = _orders(site.library) if orders is None else orders
        self.listed = _listed(site.library) if listed is None else listed
        self._told_by: dict[str, tuple[str, ...]] = {}
        self._rows: dict[str, str] = {}
        self._items: dict[str, str] = {}
        self._titled: dict[str, tuple[str, ...]] = {}
        self._shapes: dict[tuple[str, str], str] = {}
        self._parts: dict[str, list[str]] = {}
        for entity in site.library.entities.values():
            if entity.parent:
                self._parts.setdefault(entity.parent, []).append(self.names[entity.id])
        face = site.language(site.config.lang)
        self.base = fingerprint(
            repr(site.config),
            repr(sorted(site.assets.items())),
            str(is_made(site.config)),
            f"{is_large(face)} {is_middling(face)}",
            repr([(path, title) for path, (title, _) in site.pages.items()]),
        )
        self.registry = fingerprint(*self.names.values())
        self.common = fingerprint(self.base, self.registry, *self.topics.values())

    def named(self, identifier: str) -> str:
        """Return what pages show of an entity or topic beside its id; the id alone where it has no page."""
        return self.names.get(identifier) or self.topics.get(identifier) or identifier

    def start(self) -> None:
        """Forget which articles were spoken of."""
        self.shown.clear()
        self._told_by.clear()

    def page(
        self, face: Face, address: str, kind: str, subject: tuple[str, ...], core: str, cost: float = 1.0
    ) -> Planned:
        """Return a page; pages with the same ``core`` speak of the same articles, and only the first collects them."""
        shown = self.take_shown()
        articles = self._told_by.setdefault(core, shown)
        key = self.sealed(face.lang, kind, subject, core, articles)
        return Planned(Page(face.prefix + address, kind, subject, face.lang, key, cost), core, articles)

    def again(self, planned: Planned) -> Planned:
        """Return a page with its key made again from what lists now show of its articles."""
        page, core, articles = planned
        key = self.sealed(page.lang, page.kind, page.subject, core, articles)
        return planned._replace(page=replace(page, key=key))

    def retitled(self, unit: Unit, relisted: frozenset[str]) -> Unit:
        """Return a unit, its keys made again where lists now tell something else of an article that a page shows."""
        if not relisted or relisted.isdisjoint(chain.from_iterable([planned.articles for planned in unit.pages])):
            return unit
        pages = (page if relisted.isdisjoint(page.articles) else self.again(page) for page in unit.pages)
        return unit._replace(pages=tuple(pages))

    def take_shown(self) -> tuple[str, ...]:
        """Return the articles that were spoken of since this was last called."""
        shown = tuple(sorted(self.shown))
        self.shown.clear()
        return shown

    def sealed(self, lang: str, kind: str, subject: Iterable[str], core: str, articles: Iterable[str]) -> str:
        """Return the key of a page: what else it shows is in ``core``, and lists tell of ``articles``."""
        told = b"".join([self.listed.get(article, b"-") for article in articles])
        return fingerprint(self.base, lang, kind, *subject, core, told.hex())

    def article(self, face: Face, card: ArticleCard) -> str:
        """Return the core of the key of an article's page; "" (always make it) without a digest of its body."""
        digest = self.digests.get(card.id)
        if digest is None:
            return ""
        names = self.names
        others = [f"{entry.statements} {len(set(entry.articles))}" for entry in self.library.retold.get(card.id, ())]
        return fingerprint(
            digest,
            pictures_key(face, card),
            *(names.get(e, e) for e in card.entities),
            *(names.get(e, e) for e, _ in card.mentioned),
            *(self.topics.get(t, t) for t in card.topics),
            *others,
            self.cards((card.id, *article.related(face, card))),
        )

    def cards(self, ids: Iterable[str]) -> str:
        """Return the fingerprint of a list of articles."""
        ids = list(ids)
        self.shown.update(ids)
        return fingerprint(*ids)

    def feed_of_articles(self, face: Face, kind: str, identifier: str) -> str:
        """Return the key of the feed of a source or of the site."""
        return fingerprint(*map(self._feed_item, feedlists.newest_articles(face, kind, identifier)))

    def _feed_item(self, identifier: str) -> str:
        card = self.library.articles[identifier]
        names = (self.names.get(e, e) for e in card.entities[:CATEGORIES])
        return fingerprint(self.cards([identifier]), card.captured, card.url, *names, "", *_said(card))

    def row(self, entry: Entry) -> str:
        """Return the fingerprint of an entry as timelines show it."""
        key = self._rows.get(entry.id)
        if key is None:
            parts = [*self._told(entry), entry.open * "open", *self._linked(entry)]
            for article in entry.articles[: choices.QUOTES]:
                card = self.library.articles.get(article)
                if card is not None:
                    parts += (article, publisher(card), card.url, card.published.edtf if card.published else "")
                    if not publisher(card):
                        self._titled[entry.id] = (*self._titled.get(entry.id, ()), article)
            key = self._rows[entry.id] = fingerprint(*parts)
        self.shown.update(self._titled.get(entry.id, ()))
        return key

    def rows(self, entries: Iterable[Entry]) -> str:
        """Return the fingerprint of a run of entries as timelines show them."""
        return fingerprint(*map(self.row, entries))

    def item(self, entry: Entry) -> str:
        """Return the fingerprint of an entry as feeds and files hold it."""
        self.shown.update(entry.articles)
        key = self._items.get(entry.id)
        if key is None:
            parts = [*self._told(entry), *(self.topics.get(t, t) for t in entry.topics)]
            for article in entry.articles:
                card = self.library.articles.get(article)
                if card is not None:
                    parts += (article, card.source, card.site, card.url, card.captured)
            key = self._items[entry.id] = fingerprint(*parts)
        return key

    def items(self, entries: Iterable[Entry]) -> str:
        """Return the fingerprint of a run of entries as feeds and files hold them."""
        entries = list(entries)
        return fingerprint(*map(self.item, entries), "".join("k" if entry.key else "." for entry in entries))

    def _told(self, entry: Entry) -> list[str]:
        """Return what every form of an entry says: when, what, who, and where sources disagree.

        Where the cache knows a digest of that, the statements need not be read.
        """
        names = [self.names.get(e, e) for e in entry.entities]
        if entry.digest:
            return [entry.digest.hex(), *names]
        parts = [entry.id, entry.date.edtf, entry.mod, entry.headline, entry.status, entry.kind, *names]
        for statement in entry.statements:
            parts += (statement.article, statement.id, statement.quote, statement.attribution, statement.lang)
        for conflict in entry.conflicts:
            parts += ("", conflict.kind, *conflict.values)
        return [*parts, entry.pinned * "pinned"]

    def _linked(self, entry: Entry) -> list[str]:
        """Return what an entry shows of the plan it fulfils or of its outcome."""
        linked = ((way, other) for way, other in (("o", entry.outcome), ("p", entry.plan)) if other)
        others = ((way, self.library.entries.get(other)) for way, other in linked)
        return [part for way, other in others if other is not None for part in (way, *self._told(other))]

    def choice(self, chosen: choices.Choice) -> str:
        """Return the fingerprint of the entries of a page, with the marks of those that matter most."""
        marks = "".join("k" if entry.id in chosen.marked else "." for entry in chosen.entries)
        return fingerprint(self.rows(chosen.key), self.rows(chosen.entries), marks)

    def shape(self, timeline: Timeline) -> str:
        """Return the fingerprint of a timeline's strip: how many events in each quarter, which years have pages."""
        key = self._shapes.get((timeline.kind, timeline.id))
        if key is None:
            counts = [f"{quarter} {count}" for quarter, count in sorted(timeline.counts.items())]
            key = fingerprint(str(len(timeline.entries)), *counts, "", *timeline.periods)
            self._shapes[timeline.kind, timeline.id] = key
        return key

    def first_page(self, face: Face, timeline: Timeline) -> str:
        """Return the fingerprint of what the first page of any timeline shows of it."""
        return fingerprint(
            self.shape(timeline),
            self.choice(choices.first_choice(face, timeline)),
            self.items(choices.listed(face, timeline)),
        )

    def period(self, face: Face, timeline: Timeline, period: Period) -> str:
        """Return the fingerprint of the page of a year, a quarter or a month; on a large site of one year only."""
        year = year_code(period.year)
        around = [code for code, other in timeline.periods.items() if not other.parent or code.startswith(year)]
        if not is_large(face):
            around = [self.shape(timeline), *(str(len(other.entries)) for other in timeline.periods.values())]
        chosen = choices.period_choice(face, timeline, period)
        return fingerprint(*around, "", str(len(period.entries)), self.choice(chosen))

    def entity(self, face: Face, identifier: str, partners: Sequence[str]) -> list[str]:
        """Return what an entity's page shows beside its timeline."""
        library = self.library
        entity, articles = library.entities[identifier], library.entity_articles.get(identifier, ())
        around = [f"{self.names[other]} {n} {m}" for other, n, m in choices.neighbours(face, identifier)]
        parts = self.parts(identifier)
        own = [repr(entity), entity.ref.path, self.named(entity.parent)]
        own.append(self._articles(face, "entity", identifier, articles))
        return [*own, *around, "", *(self.names[other] for other in partners), "", *parts]

    def parts(self, identifier: str) -> Sequence[str]:
        """Return what an entity's page shows of its parts."""
        return self._parts.get(identifier, ())[:CHILDREN]

    def topic(self, face: Face, timeline: Timeline) -> list[str]:
        """Return what a topic's page shows beside its timeline."""
        library = self.library
        articles = library.topic_articles.get(timeline.id, ())
        around = [f"{self.names[other]} {n} {m}" for other, n, m in choices.busiest(face, timeline)]
        topic = library.topics[timeline.id]
        return [repr(topic), topic.ref.path, self._articles(face, "topic", timeline.id, articles), *around]

    def _articles(self, face: Face, kind: str, identifier: str, articles: Sequence[str]) -> str:
        sources = (
            f"{name} {count} {source}" for name, count, source in choices.sources(face, kind, identifier, articles)
        )
        return fingerprint(self.cards(articles[: choices.ARTICLES]), str(len(articles)), *sources)


def _orders(library: Library) -> dict[str, str]:
    entities, topics = library.entity_articles.items(), library.topic_articles.items()
    orders = {entity_timeline(entity): fingerprint(*articles) for entity, articles in entities}
    return orders | {topic_timeline(topic): fingerprint(*articles) for topic, articles in topics}


def _listed(library: Library) -> dict[str, bytes]:
    return {article: mark_listed(card) for article, card in library.articles.items()}


def _said(card: ArticleCard) -> list[str]:
    """Return what stands for the statements of an article; where the cache knows digests of them, none is read."""
    if card.years or not card.told:
        return [card.years.hex()]
    told = [event for event in card.events if event.kind == "statement"][:CATEGORIES]
    return [f"{event.date.edtf} {event.mod} {event.headline}" for event in told]
