"""The entries of the whole knowledge base, brought up to date year by year.

A year's entries depend on the statements of that year and on their articles' dates, sources and topics; what came of
its plans depends on the years that outcomes may lie in. Both are kept in the cache with a fingerprint of what they were
made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from dateline.annotate.event.merge import bucket_of, merge_year
from dateline.annotate.event.rank import rank_entries
from dateline.engine.sealed import pack, unpack
from dateline.engine.store import Store
from dateline.index.heads import digests_of, make_head
from dateline.index.library import ArticleCard, newest_day
from dateline.index.years import Entries
from dateline.model.annotation import Event
from dateline.model.event import Entry
from dateline.pipeline.linking import Told, stored_links, tie
from dateline.pipeline.parts import Part, drop_parts, pack_entries, read_parts, write_parts
from dateline.pipeline.stored_events import EventSource, release, release_of
from dateline.pipeline.years import LINKS, TOLD, Years, number_of, shared


def stored_entries(store: Store, cards: Sequence[ArticleCard], jobs: int = 1) -> Entries:
    """Return the entries of articles as ``assemble.make_entries`` does without event files, and remember them."""
    years = Years(store.meta("articles.state") or b"", cards, EventSource(store.path))
    known = read_parts(store)
    parts = _merged(store, years, known, jobs)
    drop_parts(store, (name for name in known if not name.startswith(LINKS) and name not in parts))
    store.commit()  # from here on the entries may be read, in any process
    told = {
        number_of(name): Told(years.shelf(name, part), unpack(part.head).plans)
        for name, part in parts.items()
        if name.startswith(TOLD)
    }
    links = stored_links(store, years, told, known, jobs)
    store.commit()
    ties, marks, where = tie(links, newest_day(cards))
    return Entries([years.read(name, part, ties) for name, part in parts.items()], marks, where, ties.open)


def _merged(store: Store, years: Years, known: Mapping[str, Part], jobs: int) -> dict[str, Part]:
    """Return the parts of all years, events before reports, without what is seldom read; store those made anew."""
    states = years.states
    stale = [name for name, state in states.items() if name not in known or known[name].state != state]
    made: dict[str, Part] = {}
    for shard in shared(years, stale, jobs, _merge, (years, known)):
        write_parts(store, shard)
        made |= {name: part._replace(data=None) for name, part in shard.items()}
    return {name: made[name] if name in made else known[name] for name in states}


def _merge(context: tuple[Years, Mapping[str, Part]], names: Sequence[str]) -> dict[str, Part]:
    """Make some parts; of every article the events are let go of after the last year that it tells of."""
    years, known = context
    made: dict[str, Part] = {}
    for place, name in enumerate(names):
        make = _statements if name.startswith(TOLD) else _reports
        made[name] = make(years, name, years.states[name], known.get(name))
        year = number_of(name)
        if not any(number_of(later) == year for later in names[place + 1 :]):
            release_of(years.ending.get(year, ()))
    release()
    return made


def _statements(years: Years, name: str, state: bytes, old: Part | None) -> Part:
    """Make the part of a year's statements, merged and ranked; merging is spared where ``old`` was merged alike."""
    year = number_of(name)
    events = _events(card.events for card in years.telling[name])
    chosen = [event for event in events if event.kind != "report" and bucket_of(event) == year]
    alike = old is not None and old.merging == years.merged[year]
    together = tuple(retold.statements for retold in unpack(old.head).retold) if old is not None and alike else None
    entries = merge_year(chosen, years.published, years.topics, together)
    ranked = rank_entries(entries, years.published, years.sources, reports=years.dates.get(year, ()))
    return _packed(state, years.merged[year], sorted(ranked, key=attrgetter("order")))


def _reports(years: Years, name: str, state: bytes, _old: Part | None) -> Part:
    """Make the part of the publications of a year's articles."""
    reports = [event for event in _events(card.events for card in years.telling[name]) if event.kind == "report"]
    return _packed(state, b"", merge_year(reports, years.published, years.topics, ()))


def _packed(state: bytes, merging: bytes, entries: Sequence[Entry]) -> Part:
    digests = digests_of(entries)
    return Part(state, merging, pack(make_head(entries, digests)), pack_entries(entries, digests))


def _events(found: Iterable[Sequence[Event]]) -> list[Event]:
    return sorted((event for events in found for event in events), key=lambda event: event.id)
