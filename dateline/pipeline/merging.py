"""The entries of the whole knowledge base, brought up to date year by year.

A year's entries depend on the statements of that year and on their articles' dates, sources and topics; what came of
its plans depends on the years that outcomes may lie in. Both are kept in the cache with a fingerprint of what they were
made from.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final, TypeVar

from dateline.annotate.event.merge import bucket_of, merge_year
from dateline.annotate.event.plans import (
    Happenings,
    find_awaited,
    find_outcomes,
    index_happenings,
    years_within_reach,
)
from dateline.annotate.event.rank import rank_entries
from dateline.engine.executor import Processes, make_executor, split_by_cost
from dateline.engine.sealed import pack, unpack
from dateline.engine.store import Store
from dateline.index.library import ArticleCard, newest_day, published_dates, publishers
from dateline.index.years import Entries, Year, digests_of, link_marks, make_head, standing
from dateline.model.annotation import Event
from dateline.model.dates import PartialDate
from dateline.model.event import Entry
from dateline.pipeline.parts import (
    UNTIED,
    Linked,
    Links,
    Part,
    StoredEntries,
    Ties,
    drop_parts,
    pack_entries,
    pack_links,
    read_parts,
    unpack_links,
    write_parts,
)
from dateline.pipeline.stored_events import EventSource, release, release_of


def stored_entries(store: Store, cards: Sequence[ArticleCard], jobs: int = 1) -> Entries:
    """Return the entries of articles as ``assemble.make_entries`` does without event files, and remember them."""
    years = _Years(store.meta("articles.state") or b"", cards, EventSource(store.path))
    known = read_parts(store)
    parts = _merged(store, years, known, jobs)
    drop_parts(store, (name for name in known if not name.startswith(LINKS) and name not in parts))
    store.commit()  # from here on the entries may be read, in any process
    told = {_number(name): years.read(name, part) for name, part in parts.items() if name.startswith(TOLD)}
    links, made = _links(years, told, known, jobs)
    write_parts(store, made)
    drop_parts(store, (name for name in known if name.startswith(LINKS) and name not in links))
    store.commit()
    ties, marks, where = _tied(links.values(), newest_day(cards))
    return Entries([years.read(name, part, ties) for name, part in parts.items()], marks, where)


Result = TypeVar("Result")
TOLD: Final = "told "
REPORTED: Final = "reported "
LINKS: Final = "links "
"""What the names of parts begin with; the year follows."""


WORTHWHILE: Final = 1000
"""Articles, each as often as the years it speaks of, whose merging is worth processes of its own."""


def _number(name: str) -> int:
    return int(name.partition(" ")[2])


@dataclass(frozen=True)
class _Years:
    """What is known of each year before anything is read: who speaks of it, as fingerprints."""

    version: bytes
    cards: Sequence[ArticleCard]
    source: EventSource
    said: dict[int, bytes] = field(default_factory=dict)
    """For each year that statements fall in, the fingerprint of all that their entries are made from."""
    merged: dict[int, bytes] = field(default_factory=dict)
    """The same of what merging and linking look at."""
    reported: dict[int, bytes] = field(default_factory=dict)
    """The same of the articles that came out in a year."""
    dates: dict[int, list[str]] = field(default_factory=dict)
    """The days on which they did."""

    def __post_init__(self) -> None:
        said: dict[int, list[bytes]] = defaultdict(list)
        merged: dict[int, list[bytes]] = defaultdict(list)
        reported: dict[int, list[bytes]] = defaultdict(list)
        for card in sorted(self.cards, key=lambda card: card.id):
            who = f"{card.id} {card.published.edtf if card.published else ''}\n".encode("utf-8", "surrogatepass")
            about = f"{card.source}\n{card.topics}\n".encode("utf-8", "surrogatepass")
            for year, digest in card.years:
                merged[year] += (who, digest)
                said[year].append(about)
            if card.report is not None:
                year, date, digest = card.report
                reported[year] += (who, about, digest)
                self.dates.setdefault(year, []).append(date)
        for year, parts in sorted(merged.items()):
            days = "\n".join(sorted(self.dates.get(year, ()))).encode()
            self.merged[year] = self.mark(*parts)
            self.said[year] = self.mark(self.merged[year], *said[year], days)
        self.reported.update({year: self.mark(*parts) for year, parts in sorted(reported.items())})

    def mark(self, *parts: bytes) -> bytes:
        """Return the fingerprint of what this version of the program makes of some bytes."""
        return blake2b(b"".join((self.version, *parts)), digest_size=16).digest()

    def read(self, name: str, part: Part, ties: Ties = UNTIED) -> Year:
        """Return a year whose entries stay in the cache until somebody looks at them."""
        entries = StoredEntries(self.source, name, part.state, self.by_id, ties)
        return Year(_number(name), unpack(part.head), entries, reports=name.startswith(REPORTED))

    @cached_property
    def states(self) -> Mapping[str, bytes]:
        """The fingerprints of all parts by name, events before reports."""
        told = {f"{TOLD}{year}": state for year, state in self.said.items()}
        return told | {f"{REPORTED}{year}": state for year, state in self.reported.items()}

    @cached_property
    def telling(self) -> Mapping[str, Sequence[ArticleCard]]:
        """The cards that a part is made of, by its name."""
        found: dict[str, list[ArticleCard]] = defaultdict(list)
        for card in self.cards:
            for year, _ in card.years:
                found[f"{TOLD}{year}"].append(card)
            if card.report is not None:
                found[f"{REPORTED}{card.report[0]}"].append(card)
        return found

    @cached_property
    def ending(self) -> Mapping[int, Sequence[ArticleCard]]:
        """The cards by the last year that they tell of."""
        found: dict[int, list[ArticleCard]] = defaultdict(list)
        last = {card.id: card for card in self.cards}
        for name in sorted(self.states, key=_number, reverse=True):
            found[_number(name)] += [card for each in self.telling[name] if (card := last.pop(each.id, None))]
        return found

    @cached_property
    def by_id(self) -> Mapping[str, ArticleCard]:
        """The cards by id."""
        return {card.id: card for card in self.cards}

    @cached_property
    def published(self) -> Mapping[str, PartialDate]:
        """The articles' dates."""
        return published_dates(self.cards)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The articles' publishers."""
        return publishers(self.cards)

    @cached_property
    def topics(self) -> Mapping[str, tuple[str, ...]]:
        """The articles' topics."""
        return {card.id: card.topics for card in self.cards}


def _merged(store: Store, years: _Years, known: Mapping[str, Part], jobs: int) -> dict[str, Part]:
    """Return the parts of all years, events before reports, without what is seldom read; store those made anew."""
    states = years.states
    stale = [name for name, state in states.items() if name not in known or known[name].state != state]
    made: dict[str, Part] = {}
    for shard in _shared(years, stale, jobs, _merge, (years, known)):
        write_parts(store, shard)
        made |= {name: part._replace(data=None) for name, part in shard.items()}
    return {name: made[name] if name in made else known[name] for name in states}


def _shared(
    years: _Years,
    names: Iterable[str],
    jobs: int,
    work: Callable[[Any, list[str]], Result],
    context: Any,
    most: int = sys.maxsize,
) -> Iterator[Result]:
    """Do work for some parts, in at most ``most`` other processes where there is much.

    What they took of memory goes with them.
    """
    ordered = sorted(names, key=lambda name: (_number(name), name))
    costs = [float(len(years.telling.get(name.replace(LINKS, TOLD), ()))) for name in ordered]
    executor = make_executor(jobs, int(sum(costs)), WORTHWHILE)
    shards = split_by_cost(ordered, costs, executor.jobs)
    yield from (executor if executor.jobs <= most else Processes(most)).run(work, context, shards)


def _merge(context: tuple[_Years, Mapping[str, Part]], names: Sequence[str]) -> dict[str, Part]:
    """Make some parts; of every article the events are let go of after the last year that it tells of."""
    years, known = context
    made: dict[str, Part] = {}
    for place, name in enumerate(names):
        make = _statements if name.startswith(TOLD) else _reports
        made[name] = make(years, name, years.states[name], known.get(name))
        year = _number(name)
        if not any(_number(later) == year for later in names[place + 1 :]):
            release_of(years.ending.get(year, ()))
    release()
    return made


def _statements(years: _Years, name: str, state: bytes, old: Part | None) -> Part:
    """Make the part of a year's statements, merged and ranked; merging is spared where ``old`` was merged alike."""
    year = _number(name)
    events = _events(card.events for card in years.telling[name])
    chosen = [event for event in events if event.kind != "report" and bucket_of(event) == year]
    alike = old is not None and old.merging == years.merged[year]
    together = tuple(retold.statements for retold in unpack(old.head).retold) if old is not None and alike else None
    entries = merge_year(chosen, years.published, years.topics, together)
    ranked = rank_entries(entries, years.published, years.sources, reports=years.dates.get(year, ()))
    return _packed(state, years.merged[year], _by_date(ranked))


def _reports(years: _Years, name: str, state: bytes, _old: Part | None) -> Part:
    """Make the part of the publications of a year's articles."""
    reports = [event for event in _events(card.events for card in years.telling[name]) if event.kind == "report"]
    return _packed(state, b"", _by_date(merge_year(reports, years.published, years.topics, ())))


def _packed(state: bytes, merging: bytes, entries: Sequence[Entry]) -> Part:
    digests = digests_of(entries)
    return Part(state, merging, pack(make_head(entries, digests)), pack_entries(entries, digests))


def _events(found: Iterable[Sequence[Event]]) -> list[Event]:
    return sorted((event for events in found for event in events), key=lambda event: event.id)


def _by_date(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.date.sort_key, entry.id))


def _links(
    years: _Years, found: Mapping[int, Year], known: Mapping[str, Part], jobs: int
) -> tuple[dict[str, Links], dict[str, Part]]:
    """Return what came of the plans of each year, in order, and the parts among these that had to be made."""
    links = {name: unpack_links(known[name].head) for name in (f"{LINKS}{year}" for year in found) if name in known}
    for name in [n for n, old in links.items() if known[n].state != _within(years, _number(n), old.reach)]:
        del links[name]
    stale = [name for year in found if (name := f"{LINKS}{year}") not in links]
    made: dict[str, Part] = {}
    for shard in _shared(years, stale, jobs, _find_links, (years, found), most=1):
        for name, each in shard.items():
            made[name] = Part(_within(years, _number(name), each.reach), b"", pack_links(each), b"")
            links[name] = each
    return {name: links[name] for name in sorted(links, key=_number)}, made


def _within(years: _Years, year: int, reach: tuple[int, int]) -> bytes:
    """Return the fingerprint of a year and of those that the outcomes of its plans may lie in."""
    around = (f"{other}:".encode() + years.said[other] for other in sorted(years.said) if _meets(other, reach))
    return years.mark(years.said[year], *around)


def _meets(year: int, reach: tuple[int, int]) -> bool:
    return reach[0] <= year <= reach[1]


def _find_links(context: tuple[_Years, Mapping[int, Year]], names: Sequence[str]) -> dict[str, Links]:
    """Find what came of the plans of some years; only the years within reach of one are held at a time."""
    years, found = context
    stale = [_number(name) for name in names]
    plans = {year: found[year].shelf.take(found[year].head.plans) for year in stale}
    reach = {year: years_within_reach(plans[year], years.published) for year in stale}
    held: dict[int, Happenings] = {}
    links: dict[str, Links] = {}
    for place, year in enumerate(stale):
        near = [other for other in found if _meets(other, reach[year])]
        for other in near:
            if other not in held:
                held[other] = index_happenings(found[other].entries)
        outcomes = find_outcomes(plans[year], [held[other] for other in near], years.published)
        awaited = find_awaited(plans[year], years.published)
        links[f"{LINKS}{year}"] = _of_year(found, year, plans[year], reach[year], outcomes, awaited)
        first = min((reach[later][0] for later in stale[place + 1 :] if plans[later]), default=year + 1)
        for other in [other for other in held if other < first]:
            del held[other]
            found[other].release()
            release_of(years.ending.get(other, ()))
    release()
    return links


def _of_year(
    found: Mapping[int, Year],
    year: int,
    plans: Sequence[Entry],
    reach: tuple[int, int],
    outcomes: Mapping[str, Entry],
    awaited: frozenset[str],
) -> Links:
    """Return what came of the plans of one year."""
    done = {plan.id: outcomes[plan.id].id for plan in plans if plan.id in outcomes}
    named = [(year, plan) for plan in plans if plan.id in done or plan.id in awaited]
    named += [(outcome.date.sort_key[0][0], outcome) for outcome in outcomes.values()]
    known = {
        entry.id: Linked((number, place), standing(entry, number), entry.digest, entry.date.latest)
        for number, entry in named
        if (place := found[number].place(entry.id)) is not None
    }
    return Links(done, awaited, reach, {key: known[key] for key in sorted(known)})


def _tied(
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
