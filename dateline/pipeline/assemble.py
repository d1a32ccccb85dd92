"""From cards to the library: events merged, ranked and linked, everything indexed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from operator import attrgetter

from dateline.annotate.event import apply_event_files, merge_events
from dateline.annotate.event.merge import Merged, merged_of
from dateline.annotate.event.plans import link_plans
from dateline.annotate.event.rank import rank_entries
from dateline.content.registry import Registry, implicit_topic
from dateline.index.library import ArticleCard, Library, build_library, newest_day
from dateline.model.dates import PartialDate
from dateline.model.entity import Topic
from dateline.model.event import Entry, EventFile
from dateline.model.problem import Problem

Years = dict[int, tuple[bytes, Merged]]
"""For each year the digest of all that merging it depends on, and what was put together."""


def assemble(
    cards: Iterable[ArticleCard], registry: Registry, years: Years | None = None
) -> tuple[Library, list[Problem]]:
    """Merge the events of all articles that are no drafts, as people corrected them, and index everything.

    ``years`` is what is known of earlier merging, and is brought up to date.
    """
    shown = [card for card in cards if not card.draft]
    entries, problems = make_entries(shown, registry.events, years)
    return build_library(shown, registry.entities, all_topics(shown, registry), entries), problems


def make_entries(
    cards: Sequence[ArticleCard], files: Sequence[EventFile] = (), years: Years | None = None
) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of the whole knowledge base by date, with scores, plans and outcomes.

    ``files`` are what people wrote about events in ``content/events``.
    """
    published = published_dates(cards)
    topics = {card.id: card.topics for card in cards}
    entries = merge_years(cards, published, topics, years if years is not None else {})
    problems: list[Problem] = []
    if files:
        entries, problems = apply_event_files(entries, files, published, topics)
    entries = link_plans(entries, published, newest_day(cards))
    sources = {card.id: card.source for card in cards if card.source}
    return rank_entries(entries, published, sources), problems


def merge_years(
    cards: Sequence[ArticleCard],
    published: Mapping[str, PartialDate],
    topics: Mapping[str, tuple[str, ...]],
    years: Years,
) -> list[Entry]:
    """Merge the years in which something changed; ``years`` tells which did not, and is brought up to date."""
    digests = year_digests(cards, published)
    known = {year: years[year][1] for year, digest in digests.items() if year in years and years[year][0] == digest}
    entries = merge_events((event for card in cards for event in card.events), published, topics, known)
    if known.keys() != digests.keys() or years.keys() != digests.keys():
        merged = merged_of(entries)
        years.clear()
        years.update({year: (digest, merged[year]) for year, digest in digests.items() if year in merged})
    return entries


def year_digests(cards: Iterable[ArticleCard], published: Mapping[str, PartialDate]) -> dict[int, bytes]:
    """Return for each year a digest of every statement in it and of its article's date."""
    states: dict[int, list[bytes]] = defaultdict(list)
    for card in sorted(cards, key=attrgetter("id")):
        date = published.get(card.id)
        told = f"{card.id} {date.edtf if date else ''}\n".encode("utf-8", "surrogatepass")
        for year, digest in card.years:
            states[year] += (told, digest)
    return {year: blake2b(b"".join(parts), digest_size=16).digest() for year, parts in states.items()}


def published_dates(cards: Iterable[ArticleCard]) -> dict[str, PartialDate]:
    """Return the publication dates that are known, by article id."""
    return {card.id: card.published for card in cards if card.published is not None}


def all_topics(cards: Iterable[ArticleCard], registry: Registry) -> Mapping[str, Topic]:
    """Return the registry's topics and those that articles name without a file."""
    topics = dict(registry.topics)
    for card in cards:
        for topic in card.topics:
            if topic not in topics:
                topics[topic] = implicit_topic(topic, card.path)
    return topics


def find_clashes(cards: Iterable[ArticleCard]) -> tuple[list[ArticleCard], list[Problem]]:
    """Leave out every article whose id another has already, by path; each clash is a problem that names both files."""
    kept: dict[str, ArticleCard] = {}
    problems: list[Problem] = []
    for card in sorted(cards, key=lambda card: card.path):
        other = kept.setdefault(_folded(card.id), card)
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


def _folded(identifier: str) -> str:
    from dateline.content.registry import fold_name

    return fold_name(identifier)
