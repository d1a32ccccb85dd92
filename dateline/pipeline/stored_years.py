"""The entries of all years as the cache keeps them, where nothing has to be asked but what was published when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.engine.sealed import unpack
from dateline.engine.store import Store
from dateline.index.library import ArticleCard
from dateline.index.years import Entries
from dateline.pipeline.parts import Part, StoredEntries, Ties, read_parts
from dateline.pipeline.shelving import read_kept, shelve_reports
from dateline.pipeline.stored_events import EventSource
from dateline.pipeline.years import REPORTED, TOLD, Years, number_of, read_year, tellers_of

Cards = Mapping[str, ArticleCard]


def stored_years(store: Store, source: EventSource, cards: Cards) -> Entries:
    """Return the entries of all parts as they are stored."""
    _, marks, packed = unpack(store.meta("ties") or b"")
    ties, parts = Ties(packed), read_parts(store)
    names = [name for kind in (TOLD, REPORTED) for name in sorted(parts, key=number_of) if name.startswith(kind)]
    read = (read_year(name, parts[name], StoredEntries(source, name, parts[name].state, cards, ties)) for name in names)
    return Entries([year for year in read if year.head.size], marks, ties.where, ties.waiting)


def reports_again(
    store: Store, source: EventSource, cards: Cards, years: Iterable[int]
) -> dict[str, Part] | None:
    """Return the parts of some years' publications as they are now; None where one stands elsewhere than it did."""
    known = read_parts(store)
    version = store.meta("articles.state") or b""
    made: dict[str, Part] = {}
    for year in sorted(years):
        name = f"{REPORTED}{year}"
        if name not in known:
            return None
        own = Years(version, (), source, tellers={name: []})
        old = read_kept(own, name, known[name])
        told = [cards[article] for article in old.basis.states]
        own = Years(version, told, source, tellers={name: tellers_of(told)[name]})
        part = shelve_reports(own, name, old)
        if unpack(part.head).places != unpack(known[name].head).places:
            return None
        made[name] = part
    return made
