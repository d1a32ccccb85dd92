"""Everything known, read only: what pages, feeds and exports are made from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import chain, combinations
from operator import attrgetter, itemgetter
from typing import Final

from dateline.index.heads import Retold, entity_timeline, topic_timeline
from dateline.index.years import Entries, Placed
from dateline.model.annotation import Event
from dateline.model.article import Publish
from dateline.model.dates import LOW, PartialDate
from dateline.model.entity import Entity, Topic
from dateline.model.event import Entry
from dateline.model.instants import first_instant, instant_of
from dateline.model.value import value

TAGGED: Final = 20
"""Of an article with more tags than this only the first are counted together."""


@value
class ArticleCard:
    """What the rest of the site shows of an article: all but its body.

    ``entities`` are the ids the article is tagged with: those a person confirmed, then those it is about.
    ``mentioned`` counts every linked mention by entity id, most frequent first. ``excerpt`` is the start of the text,
    plain. ``publish`` is settled: the article's own word, its source's or the site's.
    ``years`` are digests of the statements by year, packed as ``digest_years`` does: equal ones merge and rank alike;
    ``report`` is the year, date and digest of the article's own publication.
    ``pictures`` are the relative addresses of those in the text. ``named`` are entities of its events that it neither
    is tagged with nor mentions. ``listed`` and ``placed`` are digests that the cache keeps, empty elsewhere: see
    ``dateline.site.marks``.
    """

    id: str
    path: str
    title: str
    lang: str
    published: PartialDate | None = None
    updated: PartialDate | None = None
    captured: str = ""
    capture: str = ""
    subtitle: str = ""
    source: str = ""
    site: str = ""
    section: str = ""
    url: str = ""
    archived: str = ""
    image: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    mentioned: tuple[tuple[str, int], ...] = ()
    topics: tuple[str, ...] = ()
    excerpt: str = ""
    description: str = ""
    draft: bool = False
    publish: Publish = Publish.FULL
    redirect_from: tuple[str, ...] = ()
    body_line: int = 1
    length: int = 0
    pictures: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    years: bytes = b""
    report: tuple[int, str, bytes] | None = None
    events: Sequence[Event] = ()
    listed: bytes = field(default=b"", compare=False, repr=False)
    placed: bytes = field(default=b"", compare=False, repr=False)

    def __reduce__(self) -> tuple[type[ArticleCard], tuple[object, ...]]:
        """Pickle the values alone: a tenth of the time that the default for frozen classes takes."""
        return ArticleCard, (*card_values(self), self.events, self.listed, self.placed)

    @property
    def told(self) -> int:
        """How many statements the article makes, its own publication left out; no more of them is looked at."""
        count: int | None = getattr(self.events, "told", None)
        return sum(1 for event in self.events if event.kind == "statement") if count is None else count

    @property
    def order(self) -> tuple[tuple[int, int, int], str]:
        """Sort key, oldest first: the first day it may have been published on, then the id; undated ones come first."""
        return (self.published.earliest if self.published else LOW, self.id)


CARD_FIELDS: Final = tuple(
    each.name for each in fields(ArticleCard) if each.name not in ("events", "listed", "placed")
)
"""What a card holds, in order, but the events and the digests, which come last."""
card_values = attrgetter(*CARD_FIELDS)
"""Returns the values of these."""


@dataclass(frozen=True, slots=True)
class Library:
    """The knowledge base as one value; every sequence is in a fixed order.

    ``articles`` are newest first, ``entries`` by date; the ``…_entries`` and ``…_articles`` maps hold ids in those
    orders. ``co_mentions`` gives for each entity the others that share articles with it, with how many, strongest
    first. ``today`` is the newest day that the content itself knows of, never the clock's. ``year_articles`` go by the
    year of publication, newest first, "" standing for the undated; ``named_articles`` are those in which a person said
    that an event concerns an entity which they do not name; ``learned`` gives for each article when it entered the
    knowledge base, as ``card_instant`` does.
    """

    articles: Mapping[str, ArticleCard]
    entities: Mapping[str, Entity]
    topics: Mapping[str, Topic]
    entries: Entries
    entity_entries: Placed
    topic_entries: Placed
    entity_articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    topic_articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source_articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    co_mentions: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    today: PartialDate | None = None
    year_articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    named_articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    learned: Mapping[str, str] = field(default_factory=dict)

    def telling(self, entries: Entries) -> Library:
        """Return the same library with entries."""
        entities, topics = Placed(entries, entity_timeline), Placed(entries, topic_timeline)
        return replace(self, entries=entries, entity_entries=entities, topic_entries=topics)

    @property
    def retold(self) -> Mapping[str, tuple[Retold, ...]]:
        """The entries of several statements by the articles that tell of them."""
        return self.entries.retold


CoMentions = Mapping[str, tuple[tuple[str, int], ...]]


def build_library(
    cards: Iterable[ArticleCard],
    entities: Mapping[str, Entity],
    topics: Mapping[str, Topic],
    entries: Entries | Iterable[Entry],
    co_mentions: CoMentions | None = None,
) -> Library:
    """Index cards and merged entries; linear but for the sorting.

    ``entries`` may be in any order. Drafts must have been left out by the caller. ``co_mentions`` spares counting them
    where they are known.
    """
    ordered = sorted(cards, key=lambda card: card.id)
    ordered.sort(key=lambda card: card.order[0], reverse=True)
    known = entries if isinstance(entries, Entries) else Entries.of(entries)
    return Library(
        articles={card.id: card for card in ordered},
        entities=dict(sorted(entities.items())),
        topics=dict(sorted(topics.items())),
        entries=known,
        entity_entries=Placed(known, entity_timeline),
        topic_entries=Placed(known, topic_timeline),
        entity_articles=_group(map(_linked, ordered)),
        topic_articles=_group((card.id, card.topics) for card in ordered),
        source_articles=_group((card.id, (card.source,)) for card in ordered if card.source),
        co_mentions=count_co_mentions(ordered) if co_mentions is None else co_mentions,
        today=newest_day(ordered),
        year_articles=_by_year(ordered),
        named_articles=_group((card.id, card.named) for card in ordered if card.named),
        learned={card.id: card_instant(card) for card in ordered},
    )


def card_instant(card: ArticleCard) -> str:
    """Return when an article entered the knowledge base, in UTC; "" where neither capture nor publication is dated."""
    return instant_of(card.captured) or first_instant(card.published)


def published_dates(cards: Iterable[ArticleCard]) -> dict[str, PartialDate]:
    """Return the publication dates that are known, by article id."""
    return {card.id: card.published for card in cards if card.published is not None}


def publishers(cards: Iterable[ArticleCard]) -> dict[str, str]:
    """Return the sources that are known, by article id."""
    return {card.id: card.source for card in cards if card.source}


def newest_day(cards: Iterable[ArticleCard]) -> PartialDate | None:
    """Return the newest day on which something was published or captured: the content's own "now"."""
    newest: PartialDate | None = None
    captured = ""
    for card in cards:
        date = card.published
        if date is not None and date.earliest == date.latest and (newest is None or date.latest > newest.latest):
            newest = date
        if card.captured[:10] > captured and _captured_day(card.captured) is not None:
            captured = card.captured[:10]
    last = _captured_day(captured)
    return last if last is not None and (newest is None or last.latest > newest.latest) else newest


def count_co_mentions(cards: Iterable[ArticleCard], limit: int = 40) -> CoMentions:
    """Count in how many articles two entities are tagged together; at most ``limit`` neighbours each, strongest first.

    Tags, not passing mentions, are counted: an article tagged with many entities would otherwise join everything to
    everything.
    """
    return rank_co_mentions(Counter(chain.from_iterable(tagged_together(card.entities) for card in cards)), limit)


def tagged_together(entities: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield every two entities that an article is tagged with, in the order of their ids."""
    return combinations(sorted(entities[:TAGGED]), 2)


def rank_co_mentions(pairs: Mapping[tuple[str, str], int], limit: int = 40) -> CoMentions:
    """Return for each entity those it shares most articles with, of the counts of every two."""
    near: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (left, right), count in pairs.items():
        near[left].append((right, count))
        near[right].append((left, count))
    return {
        entity: tuple(sorted(near[entity], key=lambda pair: (-pair[1], pair[0]))[:limit]) for entity in sorted(near)
    }


def _linked(card: ArticleCard) -> tuple[str, Iterable[str]]:
    """Return the article's id, and every entity that it is tagged with or mentions."""
    return card.id, dict.fromkeys(chain(card.entities, map(_NAMED, card.mentioned)))


_NAMED: Final = itemgetter(0)


def _by_year(cards: Iterable[ArticleCard]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for card in cards:
        year = card.published.start_year if card.published else None
        found.setdefault("" if year is None else str(year), []).append(card.id)
    return {code: tuple(ids) for code, ids in found.items()}


def _group(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for identifier, keys in pairs:
        for key in keys:
            found[key].append(identifier)
    return {key: tuple(found[key]) for key in sorted(found)}


def _captured_day(captured: str) -> PartialDate | None:
    text = captured[:10]
    if len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit():
        try:
            return PartialDate.parse(text)
        except ValueError:
            return None
    return None
