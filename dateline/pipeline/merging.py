"""The entries of the whole knowledge base, brought up to date year by year.

A year's entries depend on the statements of that year, on their articles' dates, sources and topics, and on what people
wrote of it in ``content/events``; what came of its plans depends on the years that outcomes may lie in. All is kept in
the cache with a fingerprint of what it was made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from dateline.annotate.event.merge import bucket_of
from dateline.engine.aside import aside
from dateline.engine.sealed import pack, unpack
from dateline.engine.store import Store
from dateline.index.library import ArticleCard, newest_day
from dateline.index.years import Entries
from dateline.model.annotation import Event
from dateline.model.event import EventFile
from dateline.model.problem import Problem
from dateline.pipeline.amending import amend, named_events
from dateline.pipeline.grouping import (
    Record,
    changed_between,
    groups_in,
    is_much,
    merge_year,
    pack_record,
    read_record,
    states_in,
    states_of,
)
from dateline.pipeline.happenings import read_index
from dateline.pipeline.linking import stored_links, tie
from dateline.pipeline.parts import Part, Ties, drop_parts, pack_ties, read_parts, write_parts
from dateline.pipeline.shelving import Kept, read_kept, shelve_reports, shelve_told
from dateline.pipeline.stored_events import EventSource, release, release_of
from dateline.pipeline.years import DONE, MERGED, REPORTED, STATES, TOLD, Years, number_of, share_out, shared

Parts = Mapping[str, Part]


def stored_entries(
    store: Store, cards: Sequence[ArticleCard], jobs: int = 1, files: Sequence[EventFile] = ()
) -> tuple[Entries, list[Problem]]:
    """Return the entries of articles as ``assemble.make_entries`` does, and remember them."""
    with merging(store, cards, jobs, files) as merged:
        return merged()


@contextmanager
def merging(
    store: Store, cards: Sequence[ArticleCard], jobs: int = 1, files: Sequence[EventFile] = ()
) -> Iterator[Callable[[], tuple[Entries, list[Problem]]]]:
    """Give the block a function that does what ``stored_entries`` does.

    Where that is little work, but some, another process does most of it until the block asks.
    """
    years = Years(store.meta("articles.state") or b"", cards, EventSource(store.path))
    known = read_parts(store)
    problems: list[Problem] = []
    if files:
        named = named_events(years, files)
        merged = _merged(store, years, {bucket_of(event) for event in named if event.kind != "report"}, known, jobs)
        known |= {f"{MERGED}{year}": part for year, part in merged.items()}
        amendments, problems = amend(years, files, named, {year: groups_in(part) for year, part in merged.items()})
        years = years.amended(amendments)
    with _shelving(years, known, jobs) as shards:

        def finish() -> tuple[Entries, list[Problem]]:
            parts = _shelved(store, years, known, shards())
            ties, marks = _tied(store, years, parts, known, jobs)
            read = (years.read(name, part, ties) for name, part in parts.items() if not name.startswith(DONE))
            found = [year for year in read if year.head.size]
            return Entries(found, marks, ties.where, ties.waiting), problems

        yield finish


def _tied(store: Store, years: Years, parts: Parts, known: Parts, jobs: int) -> tuple[Ties, Mapping[str, bytes]]:
    """Return how entries are linked and what stands for that on each timeline, found anew where anything was said."""
    today = newest_day(years.cards)
    state = years.mark(repr((today, sorted(years.said.items()))).encode())
    data = store.meta("ties")
    of, marks, packed = unpack(data) if data else (b"", {}, b"")
    if of != state:
        told = {number_of(name): years.shelf(name, part) for name, part in parts.items() if name.startswith(TOLD)}
        found, marks = tie(stored_links(store, years, told, {**known, **parts}, jobs), today)
        packed = pack_ties(found)
        store.set_meta("ties", pack((state, marks, packed)))
        store.commit()
    return Ties(packed), marks


def _merged(store: Store, years: Years, wanted: Iterable[int], known: Parts, jobs: int) -> dict[int, Part]:
    """Return how some years are merged, without what is seldom read; store what is merged anew."""
    found = {year: known[f"{MERGED}{year}"] for year in wanted if _is_fresh(years, year, known)}
    stale = [f"{MERGED}{year}" for year in wanted if year not in found]
    for shard in shared(years, stale, jobs, _merge, (years, known), changed=_changes(years, stale, known)):
        write_parts(store, shard)
        found |= {number_of(name): part.known for name, part in shard.items() if name.startswith(MERGED)}
    store.commit()  # for other processes to read
    return found


def _merge(context: tuple[Years, Parts], names: Sequence[str]) -> dict[str, Part]:
    years, known = context
    made: dict[str, Part] = {}
    for name in names:
        record, _ = _record(years, number_of(name), known)
        made |= pack_record(record, number_of(name), years.merged[number_of(name)])
    release()
    return made


def _record(years: Years, year: int, known: Parts) -> tuple[Record, Mapping[str, Event]]:
    """Return how a year is merged, from what was known of it as far as that is still so, and what was read for it."""
    part = known.get(f"{MERGED}{year}")
    old = read_record(years, year, part) if part is not None else None
    return (old, {}) if old is not None and _is_fresh(years, year, known) else merge_year(years, year, old)


def _is_fresh(years: Years, year: int, known: Parts) -> bool:
    name = f"{MERGED}{year}"
    return name in known and known[name].state == years.merged.get(year)


@contextmanager
def _shelving(years: Years, known: Parts, jobs: int) -> Iterator[Callable[[], Iterable[dict[str, Part]]]]:
    """Have the parts made anew that are not what they were; the block is given a function that returns them."""
    stale = [name for name, state in years.states.items() if name not in known or known[name].state != state]
    executor, shards = share_out(years, stale, jobs, _changes(years, stale, known))
    little = len(shards) == 1 or (bool(shards) and executor.jobs == 1)

    def work() -> Iterable[dict[str, Part]]:
        return executor.run(_shelve, (years, known), shards)

    with aside(lambda: list(work()), worthwhile=little and jobs != 1) as made:
        yield made if little else work


def _shelved(store: Store, years: Years, known: Parts, shards: Iterable[Mapping[str, Part]]) -> dict[str, Part]:
    """Return the parts of all years, events before reports, and what happened in each, without what is seldom read.

    Those made anew are stored, and others that nothing stands for any more are dropped.
    """
    made: dict[str, Part] = {}
    for shard in shards:
        write_parts(store, shard)
        made |= {name: part.known for name, part in shard.items()}
    done = (name.replace(TOLD, DONE) for name in years.states if name.startswith(TOLD))
    parts = {name: made[name] if name in made else known[name] for name in (*years.states, *done)}
    kept = {*parts, *(f"{kind}{year}" for kind in (MERGED, STATES) for year in years.merged)}
    kinds = (TOLD, REPORTED, MERGED, STATES, DONE)
    drop_parts(store, (name for name in known if name.startswith(kinds) and name not in kept))
    store.commit()  # from here on the entries may be read, in any process
    return parts


STANDING: Final = 0.25
"""What it takes to look through a year of which little changed, as a share of what it takes to do all of it anew."""


def _changes(years: Years, names: Iterable[str], known: Parts) -> dict[str, float]:
    """Count the articles that changed in some years, where that is less than would make all be done anew.

    What publications say is read in no time.
    """
    found: dict[str, float] = {}
    for name in names:
        year, merged = number_of(name), f"{MERGED}{number_of(name)}"
        if name.startswith(REPORTED) and name in known:
            found[name] = 0
        elif merged in known and name in known:
            states = years.states_of[f"{TOLD}{year}"] = states_of(years, f"{TOLD}{year}")  # it is asked again
            changed = len(changed_between(states_in(years, year, known[merged]), states))
            if not is_much(changed, states):
                found[name] = changed + STANDING * len(states)
    return found


def _shelve(context: tuple[Years, Parts], names: Sequence[str]) -> dict[str, Part]:
    """Make some parts; of every article the events are let go of after the last year that it tells of."""
    years, known = context
    made: dict[str, Part] = {}
    for place, name in enumerate(names):
        old = read_kept(years, name, known[name]) if name in known else None
        year = number_of(name)
        if name.startswith(TOLD):
            made |= _shelve_told(years, year, known, old)
        else:
            made[name] = shelve_reports(years, name, old)
        if old is None and not any(number_of(later) == year for later in names[place + 1 :]):
            release_of(years.ending.get(year, ()))
    release()
    return made


def _shelve_told(years: Years, year: int, known: Parts, old: Kept | None) -> dict[str, Part]:
    """Make the parts of a year's statements, and let go of these before another year's are read."""
    record, events = _record(years, year, known)
    name, done = f"{TOLD}{year}", f"{DONE}{year}"
    before = (old, read_index(years.source.part(done, known[done].state))) if old is not None else None
    made: dict[str, Part] = {}
    made[name], made[done] = shelve_told(years, name, record, events, before)
    if year in years.merged and not _is_fresh(years, year, known):
        made |= pack_record(record, year, years.merged[year])
    return made
