"""The entries of all years as the cache keeps them, where it is known that they are what they were."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.engine.sealed import unpack
from dateline.engine.store import Store
from dateline.index.library import ArticleCard
from dateline.index.years import Entries
from dateline.pipeline.parts import StoredEntries, Ties, read_parts
from dateline.pipeline.stored_events import EventSource
from dateline.pipeline.years import REPORTED, TOLD, number_of, read_year

Cards = Mapping[str, ArticleCard]


def stored_years(store: Store, source: EventSource, cards: Cards) -> Entries:
    """Return the entries of all parts as they are stored.

    How a publication is told may be of before: no page shows it, and the next build that merges tells it anew.
    """
    _, marks, packed = unpack(store.meta("ties") or b"")
    ties = Ties(packed)
    read = (
        read_year(name, parts[name], StoredEntries(source, name, parts[name].state, cards, ties))
        for parts in (read_parts(store, TOLD), read_parts(store, REPORTED))
        for name in sorted(parts, key=number_of)
    )
    return Entries([year for year in read if year.head.size], marks, ties.where, ties.waiting)
