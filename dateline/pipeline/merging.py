"""The entries of the whole knowledge base, brought up to date year by year.

A year's entries depend on the statements of that year and on their articles' dates, sources and topics; what came of
its plans depends on the years that outcomes may lie in. Both are kept in the cache with a fingerprint of what they were
made from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Final

from dateline.annotate.event.merge import bucket_of, merge_year
from dateline.annotate.event.plans import find_awaited, find_outcomes, is_plan, years_within_reach
from dateline.annotate.event.rank import rank_entries
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
    merged_in,
    pack_entries,
    pack_links,
    read_parts,
    unpack_links,
    write_parts,
)
from dateline.pipeline.stored_events import EventSource, release


def stored_entries(store: Store, cards: Sequence[ArticleCard]) -> Entries:
    """Return the entries of articles as ``assemble.make_entries`` does without event files, and remember them."""
    years = _Years(store.meta("articles.state") or b"", cards, EventSource(store.path))
    known = read_parts(store)
    parts, made = _merged(years, known)
    write_parts(store, made, (name for name in known if not name.startswith(LINKS) and name not in parts))
    store.commit()  # from here on the entries may be read, in any process
    told = {_number(name): years.read(name, part) for name, part in parts.items() if name.startswith(TOLD)}
    links, made = _links(years, told, known)
    write_parts(store, made, (name for name in known if name.startswith(LINKS) and name not in links))
    store.commit()
    release(card.events for card in cards)
    ties, marks = _tied(links.values(), newest_day(cards))
    return Entries([years.read(name, part, ties) for name, part in parts.items()], marks)


TOLD: Final = "told "
REPORTED: Final = "reported "
LINKS: Final = "links "
"""What the names of parts begin with; the year follows."""


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


def _merged(years: _Years, known: Mapping[str, Part]) -> tuple[dict[str, Part], dict[str, Part]]:
    """Return the parts of all years, in order, and those among them that had to be made."""
    states = {f"{TOLD}{year}": state for year, state in years.said.items()}
    states |= {f"{REPORTED}{year}": state for year, state in years.reported.items()}
    parts: dict[str, Part] = {}
    made: dict[str, Part] = {}
    for name, state in states.items():
        part = known.get(name)
        if part is None or part.state != state:
            make = _statements if name.startswith(TOLD) else _reports
            part = made[name] = make(years, name, state, part)
        parts[name] = part._replace(data=None)
    return parts, made


def _statements(years: _Years, name: str, state: bytes, old: Part | None) -> Part:
    """Make the part of a year's statements, merged and ranked; merging is spared where ``old`` was merged alike."""
    year = _number(name)
    events = _events(card.events for card in years.cards if any(said == year for said, _ in card.years))
    chosen = [event for event in events if event.kind != "report" and bucket_of(event) == year]
    alike = old is not None and old.merging == years.merged[year]
    together = merged_in(years.source.part(name, old.state)) if old is not None and alike else None
    entries = merge_year(chosen, years.published, years.topics, together)
    ranked = rank_entries(entries, years.published, years.sources, reports=years.dates.get(year, ()))
    return _packed(state, years.merged[year], _by_date(ranked))


def _reports(years: _Years, name: str, state: bytes, _old: Part | None) -> Part:
    """Make the part of the publications of a year's articles."""
    year = _number(name)
    events = _events(card.events for card in years.cards if card.report is not None and card.report[0] == year)
    reports = [event for event in events if event.kind == "report"]
    return _packed(state, b"", _by_date(merge_year(reports, years.published, years.topics, ())))


def _packed(state: bytes, merging: bytes, entries: Sequence[Entry]) -> Part:
    digests = digests_of(entries)
    return Part(state, merging, pack(make_head(entries, digests)), pack_entries(entries, digests))


def _events(found: Iterable[Sequence[Event]]) -> list[Event]:
    return sorted((event for events in found for event in events), key=lambda event: event.id)


def _by_date(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.date.sort_key, entry.id))


def _links(
    years: _Years, found: Mapping[int, Year], known: Mapping[str, Part]
) -> tuple[dict[str, Links], dict[str, Part]]:
    """Return what came of the plans of each year, in order, and the parts among these that had to be made."""
    links: dict[str, Links] = {}
    stale: list[int] = []
    for year in found:
        name = f"{LINKS}{year}"
        part = known.get(name)
        old = unpack_links(part.head) if part is not None else None
        if part is not None and old is not None and part.state == _within(years, year, old.reach):
            links[name] = old
        else:
            stale.append(year)
    fresh = {f"{LINKS}{year}": each for year, each in _find_links(years, found, stale).items()}
    made = {
        name: Part(_within(years, _number(name), each.reach), b"", pack_links(each)) for name, each in fresh.items()
    }
    links |= fresh
    return {name: links[name] for name in sorted(links, key=_number)}, made


def _within(years: _Years, year: int, reach: tuple[int, int]) -> bytes:
    """Return the fingerprint of a year and of those that the outcomes of its plans may lie in."""
    around = (f"{other}:".encode() + years.said[other] for other in sorted(years.said) if _meets(other, reach))
    return years.mark(years.said[year], *around)


def _meets(year: int, reach: tuple[int, int]) -> bool:
    return reach[0] <= year <= reach[1]


def _find_links(years: _Years, found: Mapping[int, Year], stale: Sequence[int]) -> dict[int, Links]:
    plans = {year: [entry for entry in found[year].entries if is_plan(entry)] for year in stale}
    reach = {year: years_within_reach(plans[year], years.published) for year in stale}
    near = [year for year in found if any(_meets(year, each) for each in reach.values())]
    entries = [entry for year in near for entry in found[year].entries]
    everything = [plan for year in stale for plan in plans[year]]
    outcomes = find_outcomes(everything, entries, years.published)
    awaited = find_awaited(everything, years.published)
    named = {*outcomes, *outcomes.values(), *awaited}
    known = {
        entry.id: Linked(standing(entry, year), entry.digest, entry.date.latest)
        for year in {*near, *stale}
        for entry in found[year].entries
        if entry.id in named
    }
    return {year: _of_year(plans[year], reach[year], outcomes, awaited, known) for year in stale}


def _of_year(
    plans: Sequence[Entry],
    reach: tuple[int, int],
    outcomes: Mapping[str, str],
    awaited: frozenset[str],
    known: Mapping[str, Linked],
) -> Links:
    """Return what came of the plans of one year."""
    own = {plan.id: outcomes[plan.id] for plan in plans if plan.id in outcomes}
    waiting = frozenset(plan.id for plan in plans if plan.id in awaited)
    return Links(own, waiting, reach, {key: known[key] for key in sorted({*own, *own.values(), *waiting})})


def _tied(links: Iterable[Links], today: PartialDate | None) -> tuple[Ties, dict[str, list[bytes]]]:
    """Return how entries are linked over all years, and what that changes on each timeline.

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
    return Ties(outcomes, plans, waiting), marks
