"""What came of plans: which happening fulfils which, brought up to date plan by plan.

A plan is weighed again only where it changed, or something happened otherwise that may fulfil it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from itertools import product
from typing import Final, NamedTuple

from dateline.annotate.event.plans import (
    Happening,
    awaited,
    choose_outcome,
    find_candidates,
    window,
    years_within_reach,
)
from dateline.annotate.event.signature import Signature
from dateline.engine.store import Store
from dateline.index.years import link_marks, standing
from dateline.model.annotation import STATUSES
from dateline.model.dates import PartialDate
from dateline.pipeline.happenings import Happened, Index, News, Plan, read_index, read_news, read_plans
from dateline.pipeline.parts import (
    Linkage,
    Linked,
    Links,
    Part,
    StoredEntries,
    Weighed,
    drop_parts,
    pack_links,
    unpack_links,
    unpack_weighed,
    write_parts,
)
from dateline.pipeline.stored_events import release, release_many
from dateline.pipeline.years import DONE, LINKS, TOLD, Years, number_of, shared

Parts = Mapping[str, Part]
Shelves = Mapping[int, StoredEntries]
"""The events of each year."""

PROCESSES: Final = 2
"""So many link plans at once: each comes to hold several kilobytes for every article."""
LOOKED_AT: Final = 0.02
"""What it takes to see which plans of a year something new may concern, as a share of what weighing all takes."""


class Found(NamedTuple):
    """What came of the plans of a year, and what that was found from."""

    links: Links
    weighed: Weighed


def stored_links(store: Store, years: Years, shelves: Shelves, known: Parts, jobs: int) -> Iterator[Links]:
    """Remember what came of the plans of each year, and return it, in order.

    ``known`` are the parts as they are now, but for the links.
    """
    old = {name: unpack_links(known[name].head) for name in (f"{LINKS}{year}" for year in shelves) if name in known}
    links = {name: old[name] for name in old if known[name].state == _within(years, number_of(name), old[name].reach)}
    stale = [name for year in shelves if (name := f"{LINKS}{year}") not in links]
    told = {name: len(years.told_by(name.replace(LINKS, TOLD)).cards) for name in _known_news(old, stale, known)}
    few = {name: LOOKED_AT * count for name, count in told.items()}
    made: dict[str, bytes] = {}  # packed until all is found: other processes take much of the memory meanwhile
    for shard in shared(years, stale, jobs, _find, (years, shelves, known, old), most=PROCESSES, changed=few):
        write_parts(store, shard)
        made |= {name: part.head for name, part in shard.items()}
    now = sorted({*links, *made}, key=number_of)
    drop_parts(store, (name for name in known if name.startswith(LINKS) and name not in now))
    return (unpack_links(made[name]) if name in made else links[name] for name in now)


def _known_news(old: Mapping[str, Links], names: Iterable[str], known: Parts) -> list[str]:
    """Return the years of whose plans few are to be weighed, as far as can be told: it is known what is new around."""
    fresh = {number_of(name): read_news(part) is None for name, part in known.items() if name.startswith(DONE)}
    return [
        name
        for name in names
        if name in old and not any(anew for year, anew in fresh.items() if _meets(year, old[name].reach))
    ]


def _within(years: Years, year: int, reach: tuple[int, int]) -> bytes:
    """Return the fingerprint of a year and of those that the outcomes of its plans may lie in."""
    around = (f"{other}:".encode() + years.said[other] for other in sorted(years.said) if _meets(other, reach))
    return years.mark(years.said[year], *around)


def _meets(year: int, reach: tuple[int, int]) -> bool:
    return reach[0] <= year <= reach[1]


def _find(context: tuple[Years, Shelves, Parts, Mapping[str, Links]], names: Sequence[str]) -> dict[str, Part]:
    """Find and pack what came of the plans of some years; only the years within reach of one are held at a time."""
    years, shelves, known, old = context
    held: dict[int, Happened] = {}
    made: dict[str, Part] = {}
    for name in names:
        before = Found(old[name], unpack_weighed(years.source.part(name, known[name].state))) if name in old else None
        year = number_of(name)
        plans = _Plans(years, year, read_plans(_data(years, known, year)), before)
        for other in [other for other in held if not _meets(other, plans.reach)]:
            del held[other]
            shelves[other].release()
        for other in shelves:
            if _meets(other, plans.reach) and other not in held:
                held[other] = Happened(other, partial(_index, years, known, other))
        again = plans.to_weigh(lambda other: read_news(known[f"{DONE}{other}"]))
        found = plans.link({other: held[other] for other in sorted(held)}, shelves, again)
        made[name] = pack_links(_within(years, year, found.links.reach), *found)
        release_many()
    for shelf in shelves.values():
        shelf.release()
    release()
    return made


def _index(years: Years, known: Parts, year: int) -> Index:
    return read_index(_data(years, known, year))


def _data(years: Years, known: Parts, year: int) -> bytes:
    name = f"{DONE}{year}"
    return years.source.part(name, known[name].state)


class _Plans:
    """The plans of a year, with what came of them before."""

    def __init__(self, years: Years, year: int, plans: Iterable[Plan], old: Found | None) -> None:
        self.years, self.year, self.plans, self.old = years, year, list(plans), old
        self.windows = [window(plan.date, years.published.get(plan.article)) for plan in self.plans]
        self.reach = years_within_reach(self.windows)
        self.signatures: dict[str, Signature] = {}

    def to_weigh(self, read: Callable[[int], News | None]) -> Container[str]:
        """Return the ids of the plans that are new or that something new may concern; ``read`` tells what is new."""
        told = self._told(self.old, read) if self.old is not None else None
        if self.old is None or told is None:
            return {plan.id for plan in self.plans}
        fresh, days = told
        return fresh | {
            plan.id
            for plan, (low, high) in zip(self.plans, self.windows, strict=True)
            if plan.id not in self.old.weighed.marks
            or any(low <= day <= high for pair in product(*plan.acts) for day in days.get(pair, ()))
        }

    def _told(self, old: Found, read: Callable[[int], News | None]) -> tuple[set[str], _Days] | None:
        """Return the plans made anew, and the days on which something happened otherwise; None if that is not known."""
        before, said = old.weighed.said, self.years.said
        fresh: set[str] = set()
        days: dict[tuple[str, str], list[int]] = defaultdict(list)
        for year in sorted(before.keys() | {year for year in said if _meets(year, old.links.reach)}):
            if before.get(year) == said.get(year):
                continue
            news = read(year) if year in said else None
            if news is None or news.before != before.get(year):
                return None
            if year == self.year:
                fresh.update(news.plans)
            for day, acts in news.happened:
                for pair in product(*acts):
                    days[pair].append(day)
        return fresh, days

    def link(self, held: Mapping[int, Happened], shelves: Shelves, again: Container[str]) -> Found:
        """Find the outcomes of the plans to be weighed ``again``; what came of the others is taken over.

        ``held`` are the years within reach, in order.
        """
        outcomes: dict[str, str] = {}
        marks: dict[str, bytes] = {}
        known: dict[str, Linked] = {}
        waiting: set[str] = set()
        for plan, span in zip(self.plans, self.windows, strict=True):
            fresh = plan.id in again
            marks[plan.id], outcome, linked = (
                self._weigh(plan, span, held, shelves) if fresh else self._taken_over(plan.id, held)
            )
            if linked is not None:
                outcomes[plan.id] = outcome
                known[outcome] = linked
            if awaited(STATUSES[plan.status], plan.acts, plan.date, self.years.published.get(plan.article)):
                waiting.add(plan.id)
            if linked is not None or plan.id in waiting:
                known[plan.id] = self._own(plan, shelves[self.year], fresh=fresh)
        links = Links(outcomes, frozenset(waiting), self.reach, dict(sorted(known.items())))
        return Found(links, Weighed({year: self.years.said[year] for year in sorted({self.year, *held})}, marks))

    def _weigh(
        self, plan: Plan, span: tuple[int, int], held: Mapping[int, Happened], shelves: Shelves
    ) -> tuple[bytes, str, Linked | None]:
        """Return the fingerprint of a plan and its candidates, and its outcome; where that stays, no text is read."""
        candidates = find_candidates(plan.acts, span, list(held.values()))
        parts = [self.years.version, plan.digest, *(digest for _, _, (_, _, digest) in candidates)]
        mark = blake2b(b"".join(parts), digest_size=12).digest()
        if self.old is not None and self.old.weighed.marks.get(plan.id) == mark:
            return self._taken_over(plan.id, held)
        outcome = self._choose(plan.place, candidates, shelves)
        if not outcome:
            return mark, "", None
        year, at, _ = next(way for _, identifier, way in candidates if identifier == outcome)
        return mark, outcome, _linked(shelves[year], year, at)

    def _taken_over(self, plan: str, held: Mapping[int, Happened]) -> tuple[bytes, str, Linked | None]:
        """Return what ``_weigh`` did of a plan before; its outcome may stand elsewhere in its year now."""
        if self.old is None:
            raise KeyError(plan)
        links, weighed = self.old
        mark, outcome = weighed.marks[plan], links.outcomes.get(plan, "")
        if not outcome:
            return mark, "", None
        linked = links.known[outcome]
        year = linked.where[0]
        if weighed.said[year] != self.years.said[year]:
            linked = linked._replace(where=(year, held[year].place(outcome)))
        return mark, outcome, linked

    def _own(self, plan: Plan, shelf: StoredEntries, *, fresh: bool) -> Linked:
        before = self.old.links.known.get(plan.id) if self.old is not None and not fresh else None
        if before is None:
            return _linked(shelf, self.year, plan.place)
        return before._replace(where=(self.year, plan.place))

    def _choose(self, place: int, candidates: Sequence[Happening], shelves: Shelves) -> str:
        if not candidates:
            return ""
        done = ((day, key, partial(shelves[year].first, at)) for day, key, (year, at, _) in candidates)
        return choose_outcome(shelves[self.year].first(place), done, self.signatures)


_Days = Mapping[tuple[str, str], Sequence[int]]
"""Days by actor and kind of happening."""


def _linked(shelf: StoredEntries, year: int, place: int) -> Linked:
    entry = shelf.sketch(place)
    return Linked((year, place), standing(entry.entities, entry.topics, year), entry.digest, entry.date.latest)


def tie(links: Iterable[Links], today: PartialDate | None) -> tuple[Linkage, dict[str, bytes]]:
    """Return how entries are linked over all years, and what stands for that on each timeline.

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
    return Linkage(outcomes, plans, waiting, {key: entry.where for key, entry in known.items()}), marks
