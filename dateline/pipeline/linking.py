"""What came of plans: which happening fulfils which, brought up to date plan by plan.

A plan is weighed again only where it, or one of the happenings that may fulfil it, changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from dateline.annotate.event.plans import (
    Happening,
    Happenings,
    awaited,
    choose_outcome,
    find_candidates,
    happened,
    index_happenings,
    window,
    years_within_reach,
)
from dateline.annotate.event.signature import Signature
from dateline.engine.store import Store
from dateline.index.years import link_marks, standing
from dateline.model.dates import PartialDate
from dateline.pipeline.parts import (
    Linked,
    Links,
    Part,
    StoredEntries,
    Ties,
    drop_parts,
    pack_links,
    unpack_links,
    write_parts,
)
from dateline.pipeline.rows import Sketch
from dateline.pipeline.stored_events import release, release_of
from dateline.pipeline.years import LINKS, Years, number_of, shared


class Told(NamedTuple):
    """The events of a year, and the places of the plans among them."""

    shelf: StoredEntries
    plans: tuple[int, ...]


Shelves = Mapping[int, Told]


def stored_links(
    store: Store, years: Years, shelves: Shelves, known: Mapping[str, Part], jobs: int
) -> list[Links]:
    """Return what came of the plans of each year, in order, and remember it; ``shelves`` hold the years' events."""
    old = {name: unpack_links(known[name].head) for name in (f"{LINKS}{year}" for year in shelves) if name in known}
    links = {name: old[name] for name in old if known[name].state == _within(years, number_of(name), old[name].reach)}
    stale = [name for year in shelves if (name := f"{LINKS}{year}") not in links]
    for shard in shared(years, stale, jobs, _find, (years, shelves, old), most=1):
        made = {name: (_within(years, number_of(name), each.reach), pack_links(each)) for name, each in shard.items()}
        write_parts(store, {name: Part(state, head, b"") for name, (state, head) in made.items()})
        links |= shard
    drop_parts(store, (name for name in known if name.startswith(LINKS) and name not in links))
    return [links[name] for name in sorted(links, key=number_of)]


def _within(years: Years, year: int, reach: tuple[int, int]) -> bytes:
    """Return the fingerprint of a year and of those that the outcomes of its plans may lie in."""
    around = (f"{other}:".encode() + years.said[other] for other in sorted(years.said) if _meets(other, reach))
    return years.mark(years.said[year], *around)


def _meets(year: int, reach: tuple[int, int]) -> bool:
    return reach[0] <= year <= reach[1]


def _find(context: tuple[Years, Shelves, Mapping[str, Links]], names: Sequence[str]) -> dict[str, Links]:
    """Find what came of the plans of some years; only the years within reach of one are held at a time."""
    years, shelves, old = context
    work = {name: _Plans(years, shelves, number_of(name), old.get(name)) for name in names}
    held: dict[int, Happenings] = {}
    links: dict[str, Links] = {}
    for place, name in enumerate(names):
        plans = work[name]
        near = [other for other in shelves if _meets(other, plans.reach)]
        for other in near:
            if other not in held:
                held[other] = _index(shelves[other].shelf, other)
        links[name] = plans.link([held[other] for other in near])
        first = min((work[later].reach[0] for later in names[place + 1 :] if work[later].plans), default=plans.year + 1)
        for other in [other for other in held if other < first]:
            del held[other]
            shelves[other].shelf.release()
            release_of(years.ending.get(other, ()))
    release()
    return links


def _index(shelf: StoredEntries, year: int) -> Happenings:
    done = ((at, each) for at, each in enumerate(shelf.sketches()) if happened(each.kind, each.status, each.date))
    return index_happenings((each.date, each.id, (year, at, each), each.acts) for at, each in done)


class _Plans:
    """The plans of a year, with what came of them before."""

    def __init__(self, years: Years, shelves: Shelves, year: int, old: Links | None) -> None:
        self.shelves, self.year, self.published, self.version = shelves, year, years.published, years.version
        self.old = old or Links({}, frozenset(), (0, 0), {}, {})
        shelf, places = shelves[year]
        self.plans = list(zip(places, shelf.sketch(places), strict=True))
        self.windows = [window(plan.date, self.published.get(plan.article)) for _, plan in self.plans]
        self.reach = years_within_reach(self.windows)

    def link(self, happenings: Sequence[Happenings]) -> Links:
        """Find the outcomes; what was weighed alike before is taken over."""
        outcomes: dict[str, str] = {}
        weighed: dict[str, bytes] = {}
        known: dict[str, Linked] = {}
        waiting: set[str] = set()
        signatures: dict[str, Signature] = {}
        for (place, plan), span in zip(self.plans, self.windows, strict=True):
            candidates = find_candidates(plan.acts, span, happenings)
            mark = weighed[plan.id] = self._mark(plan, candidates)
            if self.old.weighed.get(plan.id) == mark:
                outcome = self.old.outcomes.get(plan.id, "")
            else:
                outcome = self._choose(place, candidates, signatures)
            if outcome:
                outcomes[plan.id] = outcome
                year, at, done = next(way for _, identifier, way in candidates if identifier == outcome)
                known[outcome] = _linked(done, year, at)
            if awaited(plan.status, plan.acts, plan.date, self.published.get(plan.article)):
                waiting.add(plan.id)
            if outcome or plan.id in waiting:
                known[plan.id] = _linked(plan, self.year, place)
        return Links(outcomes, frozenset(waiting), self.reach, dict(sorted(known.items())), weighed)

    def _mark(self, plan: Sketch, candidates: Sequence[Happening]) -> bytes:
        parts = [self.version, plan.digest, *(done.digest for _, _, (_, _, done) in candidates)]
        return blake2b(b"".join(parts), digest_size=12).digest()

    def _choose(self, place: int, candidates: Sequence[Happening], signatures: dict[str, Signature]) -> str:
        if not candidates:
            return ""
        plan = self.shelves[self.year].shelf.take([place])[0].statements[0]
        entries = ((day, key, self.shelves[year].shelf.take([at])[0]) for day, key, (year, at, _) in candidates)
        return choose_outcome(plan, ((day, key, entry.statements[0]) for day, key, entry in entries), signatures)


def _linked(entry: Sketch, year: int, place: int) -> Linked:
    return Linked((year, place), standing(entry.entities, entry.topics, year), entry.digest, entry.date.latest)


def tie(
    links: Iterable[Links], today: PartialDate | None
) -> tuple[Ties, dict[str, list[bytes]], dict[str, tuple[int, int]]]:
    """Return how entries are linked over all years, what that changes on each timeline, and where linked ones are.

    Of several plans that one happening fulfils it names the first.
    """
    outcomes: dict[str, str] = {}
    plans: dict[str, str] = {}
    known: dict[str, Linked] = {}
    awaited: set[str] = set()
    for each in links:
        outcomes |= each.outcomes
        known |= each.known
        awaited |= each.awaited
        for plan, outcome in each.outcomes.items():
            plans.setdefault(outcome, plan)
    waiting = frozenset(
        plan for plan in awaited if today and plan not in outcomes and known[plan].last < today.earliest
    )
    ways = (("outcome", outcomes), ("plan", plans))
    pairs = (
        (known[entry].timelines, entry, way, known[other].digest)
        for way, linked in ways
        for entry, other in linked.items()
    )
    marks = link_marks(pairs, ((known[plan].timelines, plan) for plan in waiting))
    return Ties(outcomes, plans, waiting), marks, {key: entry.where for key, entry in known.items()}
