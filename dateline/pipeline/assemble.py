"""From cards to the library: events merged, ranked and linked, everything indexed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from operator import attrgetter

from dateline.annotate.event import apply_event_files, merge_events
from dateline.annotate.event.plans import link_plans
from dateline.annotate.event.rank import rank_entries
from dateline.content.registry import Registry, fold_name, implicit_topic
from dateline.engine.sealed import pack, pack_plain, unpack
from dateline.engine.store import Store
from dateline.index.library import (
    TAGGED,
    ArticleCard,
    CoMentions,
    Library,
    build_library,
    newest_day,
    published_dates,
    publishers,
    rank_co_mentions,
    tagged_together,
)
from dateline.model.entity import Topic
from dateline.model.event import Entry, EventFile
from dateline.model.problem import Problem
from dateline.pipeline.merging import merging


def assemble(
    cards: Iterable[ArticleCard],
    registry: Registry,
    store: Store | None = None,
    *,
    jobs: int = 1,
    meanwhile: Callable[[], object] = lambda: None,
) -> tuple[Library, list[Problem]]:
    """Merge the events of all articles that are no drafts, as people corrected them, and index everything.

    ``store`` is the cache that knows earlier merging. ``meanwhile`` is what else is to be done while that is brought up
    to date, maybe by another process.
    """
    shown = [card for card in cards if not card.draft]
    if store is None:
        entries, problems = make_entries(shown, registry.events)
        return build_library(shown, registry.entities, all_topics(shown, registry), entries), problems
    with merging(store, shown, jobs, registry.events) as merged:
        co_mentions = _co_mentions(store, shown)
        library = build_library(shown, registry.entities, all_topics(shown, registry), (), co_mentions)
        meanwhile()
        found, problems = merged()
    return library.telling(found), problems


def _co_mentions(store: Store, cards: Sequence[ArticleCard]) -> CoMentions:
    """Count who is tagged together; where few tags changed since it was done last, only what these change."""
    version = store.meta("articles.state") or b""
    state = blake2b(version, digest_size=16)
    state.update(pack_plain([(card.id, card.entities[:TAGGED]) for card in cards]))
    data = store.meta("co-mentions")
    of, counted = unpack(data) if data is not None else (b"", {})
    if of != state.digest():
        counted = _count_again(store, version, cards)
        store.set_meta("co-mentions", pack((state.digest(), counted)))
    return counted  # type: ignore[no-any-return]


def _count_again(store: Store, version: bytes, cards: Iterable[ArticleCard]) -> CoMentions:
    tags = {card.id: card.entities[:TAGGED] for card in cards if len(card.entities) > 1}
    data = store.meta("co-mentions.pairs")
    of, known, kept = unpack(data) if data is not None else (None, {}, {})
    if of != version:
        known, kept = {}, {}
    pairs: Counter[tuple[str, str]] = Counter(kept)
    changed = [article for article in known.keys() | tags.keys() if known.get(article) != tags.get(article)]
    pairs.subtract(_pairs(known, changed))
    pairs.update(_pairs(tags, changed))
    store.set_meta("co-mentions.pairs", pack((version, tags, dict(+pairs))))
    return rank_co_mentions(+pairs)


def _pairs(tags: Mapping[str, Sequence[str]], articles: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Return every two entities that any of the articles is tagged with."""
    return chain.from_iterable(tagged_together(tags.get(article, ())) for article in articles)


def make_entries(
    cards: Sequence[ArticleCard], files: Sequence[EventFile] = ()
) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of the whole knowledge base with scores, plans and outcomes.

    ``files`` are what people wrote about events in ``content/events``.
    """
    published = published_dates(cards)
    topics = {card.id: card.topics for card in cards}
    entries = merge_events((event for card in cards for event in card.events), published, topics)
    problems: list[Problem] = []
    if files:
        entries, problems = apply_event_files(entries, files, published, topics)
    entries = link_plans(entries, published, newest_day(cards))
    return rank_entries(entries, published, publishers(cards)), problems


def all_topics(cards: Iterable[ArticleCard], registry: Registry) -> Mapping[str, Topic]:
    """Return the registry's topics and those that articles name without a file."""
    known = list(cards)
    topics = dict(registry.topics)
    if topics.keys() >= set(chain.from_iterable(map(attrgetter("topics"), known))):
        return topics
    for card in known:
        for topic in card.topics:
            if topic not in topics:
                topics[topic] = implicit_topic(topic, card.path)
    return topics


def find_clashes(cards: Iterable[ArticleCard]) -> tuple[list[ArticleCard], list[Problem]]:
    """Leave out every article whose id another has already, by path; each clash is a problem that names both files."""
    kept: dict[str, ArticleCard] = {}
    problems: list[Problem] = []
    for card in sorted(cards, key=lambda card: card.path):
        other = kept.setdefault(fold_name(card.id), card)
        if other is not card:
            problems.append(
                Problem(
                    card.path,
                    1,
                    1,
                    "DL403",
                    f"the article id {card.id!r} is also that of {other.path}",
                    "rename one of the files, or give one of them a 'slug:' of its own",
                )
            )
    return list(kept.values()), problems
