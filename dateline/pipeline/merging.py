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

from dateline.annotate.event.merge import bucket_of, merge_year
from dateline.annotate.event.plans import apply_links, find_awaited, find_outcomes, is_plan, years_within_reach
from dateline.annotate.event.rank import rank_entries
from dateline.engine.store import Store
from dateline.index.library import ArticleCard, newest_day, published_dates, publishers
from dateline.model.annotation import Event
from dateline.model.dates import PartialDate
from dateline.model.event import Entry
from dateline.pipeline.parts import (
    Links,
    Part,
    merged_in,
    pack_entries,
    pack_links,
    read_parts,
    unpack_entries,
    unpack_links,
    write_parts,
)
from dateline.pipeline.stored_events import release


def stored_entries(store: Store, cards: Sequence[ArticleCard]) -> list[Entry]:
    """Return the entries of articles as ``assemble.make_entries`` does without event files, and remember them."""
    years = _Years(store.meta("articles.state") or b"", cards)
    known = read_parts(store)
    said = {year: _statements(years, year, known.get(f"told {year}")) for year in sorted(years.said)}
    reported = {year: _reports(years, year, known.get(f"reported {year}")) for year in sorted(years.reported)}
    told = {year: unpack_entries(part.data, years.by_id) for year, part in said.items()}
    reports = [entry for part in reported.values() for entry in unpack_entries(part.data, years.by_id)]
    wanted = {f"told {year}": part for year, part in said.items()}
    wanted |= {f"reported {year}": part for year, part in reported.items()}
    links = _links(years, told, known, wanted)
    write_parts(store, known, wanted)
    release(card.events for card in cards)
    release(entry.statements for entries in told.values() for entry in entries)
    outcomes = {plan: outcome for each in links for plan, outcome in each.outcomes.items()}
    awaited = frozenset().union(*(each.awaited for each in links))
    entries = [entry for year in sorted(told) for entry in told[year]]
    return apply_links(entries, outcomes, awaited, newest_day(cards)) + reports


@dataclass(frozen=True)
class _Years:
    """What is known of each year before anything is read: who speaks of it, as fingerprints."""

    version: bytes
    cards: Sequence[ArticleCard]
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
        for year, parts in merged.items():
            days = "\n".join(sorted(self.dates.get(year, ()))).encode()
            self.merged[year] = self.mark(*parts)
            self.said[year] = self.mark(self.merged[year], *said[year], days)
        self.reported.update({year: self.mark(*parts) for year, parts in reported.items()})

    def mark(self, *parts: bytes) -> bytes:
        """Return the fingerprint of what this version of the program makes of some bytes."""
        return blake2b(b"".join((self.version, *parts)), digest_size=16).digest()

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


def _statements(years: _Years, year: int, old: Part | None) -> Part:
    """Return the part of a year's statements, merged and ranked; ``old`` while nothing of it changed."""
    if old is not None and old.state == years.said[year]:
        return old
    events = _events(card.events for card in years.cards if any(said == year for said, _ in card.years))
    chosen = [event for event in events if event.kind != "report" and bucket_of(event) == year]
    together = merged_in(old.data) if old is not None and old.merging == years.merged[year] else None
    entries = merge_year(chosen, years.published, years.topics, together)
    ranked = rank_entries(entries, years.published, years.sources, reports=years.dates.get(year, ()))
    return Part(years.said[year], years.merged[year], pack_entries(_by_date(ranked)))


def _reports(years: _Years, year: int, old: Part | None) -> Part:
    """Return the part of the publications of a year's articles; ``old`` while nothing of it changed."""
    if old is not None and old.state == years.reported[year]:
        return old
    events = _events(card.events for card in years.cards if card.report is not None and card.report[0] == year)
    reports = [event for event in events if event.kind == "report"]
    return Part(years.reported[year], b"", pack_entries(merge_year(reports, years.published, years.topics, ())))


def _events(found: Iterable[Sequence[Event]]) -> list[Event]:
    return sorted((event for events in found for event in events), key=lambda event: event.id)


def _by_date(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.date.sort_key, entry.id))


def _links(
    years: _Years, told: Mapping[int, Sequence[Entry]], known: Mapping[str, Part], wanted: dict[str, Part]
) -> list[Links]:
    """Return what came of the plans of each year."""
    found: dict[int, Links] = {}
    for year in told:
        old = known.get(f"links {year}")
        if old is not None:
            links = unpack_links(old.data)
            if old.state == _within(years, year, links.reach):
                found[year], wanted[f"links {year}"] = links, old
    stale = [year for year in told if year not in found]
    for year, links in _find_links(years, told, stale).items():
        wanted[f"links {year}"] = Part(_within(years, year, links.reach), b"", pack_links(links))
        found[year] = links
    return [found[year] for year in told]


def _within(years: _Years, year: int, reach: tuple[int, int]) -> bytes:
    """Return the fingerprint of a year and of those that the outcomes of its plans may lie in."""
    around = (f"{other}:".encode() + years.merged[other] for other in sorted(years.merged) if _meets(other, reach))
    return years.mark(years.merged[year], *around)


def _meets(year: int, reach: tuple[int, int]) -> bool:
    return reach[0] <= year <= reach[1]


def _find_links(years: _Years, told: Mapping[int, Sequence[Entry]], stale: Sequence[int]) -> dict[int, Links]:
    plans = {year: [entry for entry in told[year] if is_plan(entry)] for year in stale}
    reach = {year: years_within_reach(plans[year], years.published) for year in stale}
    near = [year for year in told if any(_meets(year, each) for each in reach.values())]
    entries = [entry for year in near for entry in told[year]]
    everything = [plan for year in stale for plan in plans[year]]
    outcomes = find_outcomes(everything, entries, years.published)
    awaited = find_awaited(everything, years.published)
    return {
        year: Links(
            {plan.id: outcomes[plan.id] for plan in plans[year] if plan.id in outcomes},
            frozenset(plan.id for plan in plans[year] if plan.id in awaited),
            reach[year],
        )
        for year in stale
    }
