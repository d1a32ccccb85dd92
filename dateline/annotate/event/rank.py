"""Which entries matter most, without a model: who tells of them, how often, how much they are about the entity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as calendar_date
from functools import lru_cache
from math import log2, sqrt
from typing import Final

from dateline.annotate.event.salience import weigh_days
from dateline.model.annotation import Event, Status
from dateline.model.dates import LOW, Day, PartialDate, Precision, places
from dateline.model.event import Entry, Said


@dataclass(frozen=True, slots=True)
class Weights:
    """The parameters of ranking, the same for all entities and languages; see docs/explanation/events.md."""

    articles: float = 1.0
    sources: float = 0.5
    day: float = 0.5
    later: float = 0.6
    central: float = 1.0
    thin_days: int = 1


WEIGHTS: Final = Weights()
_STATUS: Final = {
    Status.HAPPENED: 1.0, Status.ONGOING: 0.8, Status.PLANNED: 0.75, Status.PROMISED: 0.7, Status.FORECAST: 0.55,
    Status.ALLEGED: 0.8, Status.DENIED: 0.75,
}
_PRECISION: Final = {
    Precision.DAY: 1.0, Precision.MONTH: 0.95, Precision.SEASON: 0.8, Precision.QUARTER: 0.8, Precision.YEAR: 0.7,
}
_KINDS: Final = {
    "acquisition": 1.4, "founding": 1.4, "listing": 1.35, "funding": 1.3, "launch": 1.3, "lawsuit": 1.25,
    "ruling": 1.25, "death": 1.4,
    "departure": 1.3, "appointment": 1.15, "layoff": 1.25, "closure": 1.2, "penalty": 1.25, "attack": 1.3,
    "accident": 1.3,
    "arrest": 1.2, "deal": 1.15, "election": 1.2, "approval": 1.15, "operation": 1.15, "construction": 1.1,
    "outage": 1.15,
    "recall": 1.2, "rename": 1.2, "record": 1.05, "statement": 0.9, "plan": 0.9, "meeting": 0.95,
}


def rank_entries(
    entries: Iterable[Entry], published: Mapping[str, PartialDate] | None = None,
    sources: Mapping[str, str] | None = None, *, entity: str = "", top: int = 0, weights: Weights = WEIGHTS,
    reports: Iterable[str] = (),
) -> list[Entry]:
    """Return the entries with their scores, best first; pinned ones lead, reports and undated ones come last.

    ``published`` and ``sources`` tell an article's date and publisher, by id; ``entity`` is whose timeline it is.
    The first ``top`` entries that are not near neighbours of a better one are marked ``key``. ``reports`` are the dates
    (EDTF) of publications that are not among the entries.
    """
    known = list(entries)
    days = _weights_by_day(known, reports)
    told, by = published or {}, sources or {}
    scored = [
        _weighed(each, score_entry(each, told, by, days, entity=entity, weights=weights), key=each.key)
        for each in known
    ]
    place = places([entry.date for entry in scored])
    scored.sort(key=lambda entry: (
        not entry.pinned, entry.kind != "statement", -entry.score, place[entry.date.edtf], entry.id
    ))
    return _mark_key(scored, top, weights) if top else scored


def _weighed(entry: Entry, score: float, *, key: bool) -> Entry:
    """Return an entry with its score: ``replace`` would take four times as long, and every entry comes by here."""
    return Entry(
        entry.id, entry.date, entry.mod, entry.headline, entry.status, entry.kind, entry.entities, entry.topics,
        entry.statements, entry.conflicts, score, key, entry.pinned, entry.plan, entry.outcome, entry.open,
        entry.digest,
    )


def _weights_by_day(entries: Iterable[Entry], reports: Iterable[str]) -> dict[str, float]:
    mentioned: list[tuple[str, str, float]] = []
    published = list(map(day_of, reports))
    for entry in entries:
        for event in entry.said:
            if event.kind == "report":
                published.append(day_of(event.date.edtf))
            elif event.kind == "statement":
                mentioned.append((day_of(event.date.edtf), event.article, event.depth))
    return weigh_days(mentioned, published)


def day_of(edtf: str) -> str:
    """Return a date without its time of day: what the weights of days go by."""
    return edtf.partition("T")[0]


def score_entry(
    entry: Entry, published: Mapping[str, PartialDate], sources: Mapping[str, str], days: Mapping[str, float],
    *, entity: str = "", weights: Weights = WEIGHTS,
) -> float:
    """Return what an entry weighs; ``days`` are the weights of days, all else is as for ``rank_entries``."""
    return round(_score(entry, published, sources, days, entity, weights), 6)


def _score(
    entry: Entry, published: Mapping[str, PartialDate], sources: Mapping[str, str], days: Mapping[str, float],
    entity: str, weights: Weights,
) -> float:
    if entry.kind == "report":
        return 0.0
    said = entry.said
    if len(said) == 1:
        reach = weights.articles
    else:
        articles = {event.article for event in said}
        reach = weights.articles * log2(1 + len(articles))
        reach += weights.sources * log2(len({sources.get(article, article) for article in articles}))
    reach += weights.day * log2(1 + days.get(day_of(entry.date.edtf), 0.0))
    if later := _later(entry.date, said, published):
        reach += weights.later * log2(1 + later)
    reach += weights.central * _centrality(entry.entities, said, entity)
    kinds = [_KINDS.get(trigger, 1.0) for event in said for trigger in event.triggers]
    return reach * (max(kinds) if kinds else 0.85) * _STATUS[entry.status] * _PRECISION.get(entry.date.precision, 0.6)


def _later(date: PartialDate, said: Iterable[Event | Said], published: Mapping[str, PartialDate]) -> int:
    """Count the articles that look back: published more than three days after the date."""
    last = ordinal(date.latest)
    found = 0
    for event in said:
        day = published.get(event.article)
        if day is not None and day.earliest != LOW and ordinal(day.earliest) > last + 3:
            found += 1
    return found


def _centrality(entities: Sequence[str], said: Iterable[Event | Said], entity: str) -> float:
    if not entities:
        return 0.0
    if not entity:
        return 1.0 / sqrt(len(entities))
    best = 0.0
    for event in said:
        if entity in event.entities:
            best = max(best, 1.0 / (1 + event.entities.index(entity)))
    return best


def _mark_key(ranked: list[Entry], top: int, weights: Weights) -> list[Entry]:
    taken: dict[int, int] = {}
    found = 0
    marked: list[Entry] = []
    for entry in ranked:
        near = [ordinal(entry.date.earliest) + shift for shift in range(-weights.thin_days, weights.thin_days + 1)]
        crowded = entry.date.precision is Precision.DAY and any(day in taken for day in near) and not entry.pinned
        key = found < top and entry.kind == "statement" and not crowded
        if key:
            found += 1
            if entry.date.precision is Precision.DAY:
                taken[near[weights.thin_days]] = 1
        marked.append(entry if entry.key == key else _weighed(entry, entry.score, key=key))
    return marked


@lru_cache(maxsize=65536)
def ordinal(day: Day) -> int:
    """Return a day's number in the proleptic Gregorian calendar; days outside years 1 to 9999 are clipped."""
    if day[0] < 1:
        return 0
    if day[0] > 9999:
        return 3652059
    return calendar_date(*day).toordinal()
