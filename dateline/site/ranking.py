"""What matters most on one timeline: an event central to a laboratory may be a side note for its chip maker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import nlargest
from typing import Any, Final, NamedTuple

from dateline.annotate.event.rank import rank_entries
from dateline.index.heads import HEAVIEST
from dateline.index.library import published_dates, publishers
from dateline.model.dates import PartialDate
from dateline.model.event import Entry
from dateline.site.context import Face, once
from dateline.site.timeline_store import is_large
from dateline.site.timelines import Timeline, by_date, most_important, weight

POOL: Final = 240
"""Entries of a timeline, the weightiest of the site, that are weighed again for whom the timeline is about."""
POOL_LEAN: Final = HEAVIEST
"""The same on a large site."""


def top(face: Face, timeline: Timeline, count: int) -> tuple[Entry, ...]:
    """Return the entries that matter most to a timeline, by date."""
    if len(timeline.entries) <= count:
        return tuple(timeline.entries)
    entries: Sequence[Entry] = timeline.entries if count > POOL_LEAN or not is_large(face) else _pool(face, timeline)
    return most_important(entries, count, weigh(face, timeline))


def key_entries(face: Face, timeline: Timeline, count: int) -> tuple[Entry, ...]:
    """Return the key events of a timeline, at most ``count``, by date; those marked as such, where any are.

    Of happenings on neighbouring days the weightiest stands for all.
    """
    marked = timeline.entries.only("marked")
    chosen = nlargest(count, marked, key=weight) if marked else _ranked(face, timeline).key[:count]
    return tuple(sorted(chosen, key=by_date))


def weigh(face: Face, timeline: Timeline) -> Callable[[Entry], tuple[Any, ...]]:
    """Return what sorts a timeline's entries by weight, the weightiest last.

    Those of the pool go by what they are worth to this timeline, the others by the site's scores.
    """
    scores = _ranked(face, timeline).scores
    if not scores:
        return weight
    return lambda entry: (entry.pinned, entry.key, scores.get(entry.id, -1.0), entry.score)


class _Ranked(NamedTuple):
    """A timeline's key events, the weightiest first, and what the entries of its pool are worth to it."""

    key: list[Entry]
    scores: dict[str, float]


def _ranked(face: Face, timeline: Timeline) -> _Ranked:
    return once(face, ("ranked", timeline.kind, timeline.id), lambda: _rank(face, timeline))


def _rank(face: Face, timeline: Timeline) -> _Ranked:
    pool = {entry.id: entry for entry in _pool(face, timeline)}
    published, sources = _told(face, pool.values())
    own = timeline.id if timeline.kind == "entity" else ""
    ranked = rank_entries(pool.values(), published, sources, entity=own, top=len(pool))
    scores = {} if timeline.kind == "all" else {entry.id: entry.score for entry in ranked}
    return _Ranked([pool[entry.id] for entry in ranked if entry.key], scores)


def _told(face: Face, entries: Iterable[Entry]) -> tuple[dict[str, PartialDate], dict[str, str]]:
    """Return the dates and the publishers of the articles that tell of some entries, by id."""
    articles = face.library.articles
    told = dict.fromkeys(said.article for entry in entries for said in entry.said)
    cards = [articles[article] for article in told if article in articles]
    return published_dates(cards), publishers(cards)


def _pool(face: Face, timeline: Timeline) -> Sequence[Entry]:
    """Return the entries of a timeline that weigh most by the site's scores."""
    count = POOL_LEAN if is_large(face) else POOL
    return once(face, ("pool", timeline.kind, timeline.id), lambda: most_important(timeline.entries, count))
