"""Link plans to what came of them, and mark those whose day has passed in silence."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date as calendar_date
from itertools import chain, islice
from operator import itemgetter
from typing import Final

from dateline.annotate.event.alike import likeness
from dateline.annotate.event.rank import ordinal
from dateline.annotate.event.signature import Signature, sign, status_class
from dateline.model.annotation import Event, Status
from dateline.model.dates import HIGH, LOW, PartialDate
from dateline.model.event import Entry

FULFILLED: Final = 0.9
"""From this likeness on (dates aside) a happening is a plan's outcome."""
EARLY_DAYS: Final = 100
LATE_DAYS: Final = 400
"""An outcome may come this many days before or after the day that was planned."""
WINDOW: Final = 60
"""At most this many happenings of one kind and entity are weighed against one plan."""
Happening = tuple[int, str, Entry]
"""A day, and the id and the entry of what happened on it."""
Happenings = Mapping[tuple[str, str], Sequence[Happening]]
"""What happened, by actor and kind, each list by day and id."""
_LAST_DAY: Final = calendar_date.max.toordinal()


def link_plans(
    entries: Iterable[Entry], published: Mapping[str, PartialDate] | None = None, today: PartialDate | None = None
) -> list[Entry]:
    """Return the entries with ``plan``, ``outcome`` and ``open`` set, in the order given.

    A plan is fulfilled by a happening that shares its actors, kind and words, told of no earlier than the plan itself.
    ``today`` is the reference day of the content: a plan for a day before it that has no outcome is open.
    ``published`` gives the articles' dates; where it knows none, the plan's own date stands in.
    """
    known = list(entries)
    dates = published or {}
    outcomes = find_outcomes([entry for entry in known if is_plan(entry)], [index_happenings(known)], dates)
    done = {plan: outcome.id for plan, outcome in outcomes.items()}
    return apply_links(known, done, find_awaited(known, dates), today)


def is_plan(entry: Entry) -> bool:
    """Tell whether an entry speaks of something that was still to come."""
    return entry.kind == "statement" and status_class(entry.status) == 1


def find_outcomes(
    plans: Iterable[Entry], happenings: Sequence[Happenings], published: Mapping[str, PartialDate]
) -> dict[str, Entry]:
    """Return for each plan that was fulfilled, by id, the happening that fulfils it.

    ``happenings`` are those to choose from, of one span of time after another.
    """
    signatures: dict[str, Signature] = {}
    found = ((plan.id, _outcome(plan, happenings, published, signatures)) for plan in plans)
    return {plan: outcome for plan, outcome in found if outcome is not None}


def years_within_reach(plans: Iterable[Entry], published: Mapping[str, PartialDate]) -> tuple[int, int]:
    """Return the first and the last year in which an outcome of one of the plans may lie; ``(0, 0)`` without plans."""
    windows = [_window(plan.date, published.get(plan.articles[0])) for plan in plans]
    if not windows:
        return (0, 0)
    days = (min(low for low, _ in windows), max(high for _, high in windows))
    return _year(days[0]), _year(days[1])


def _year(day: int) -> int:
    return calendar_date.fromordinal(min(max(day, 1), _LAST_DAY)).year


def find_awaited(entries: Iterable[Entry], published: Mapping[str, PartialDate]) -> frozenset[str]:
    """Return the ids of the plans that somebody is bound by and that lay ahead when they were told."""
    return frozenset(
        entry.id for entry in entries if is_plan(entry) and _binding(entry) and _looked_ahead(entry, published)
    )


def apply_links(
    entries: Iterable[Entry], outcomes: Mapping[str, str], awaited: Container[str], today: PartialDate | None
) -> list[Entry]:
    """Return the entries with the outcomes that were found, in the order given.

    Of several plans that one happening fulfils it names the first.
    """
    known = list(entries)
    plans: dict[str, str] = {}
    for entry in known:
        if entry.id in outcomes:
            plans.setdefault(outcomes[entry.id], entry.id)
    return [
        _linked(entry, outcomes, plans, awaited, today)
        if entry.id in outcomes or entry.id in plans or entry.id in awaited or entry.outcome or entry.plan or entry.open
        else entry
        for entry in known
    ]


def index_happenings(entries: Iterable[Entry]) -> Happenings:
    """Return what happened, by actor and kind."""
    found: dict[tuple[str, str], list[tuple[int, str, Entry]]] = defaultdict(list)
    for entry in entries:
        if entry.kind == "statement" and status_class(entry.status) == 0 and entry.date.earliest != LOW:
            event = entry.statements[0]
            for entity in event.entities[:4]:
                for trigger in event.triggers[:4]:
                    found[entity, trigger].append((ordinal(entry.date.earliest), entry.id, entry))
    for members in found.values():
        members.sort(key=itemgetter(0, 1))
    return found


def _outcome(
    plan: Entry, happenings: Sequence[Happenings], dates: Mapping[str, PartialDate],
    signatures: dict[str, Signature],
) -> Entry | None:
    event = plan.statements[0]
    told = dates.get(event.article)
    low, high = _window(plan.date, told)
    best: tuple[float, int, str] | None = None
    chosen: Entry | None = None
    for entity in event.entities[:4]:
        for trigger in event.triggers[:4]:
            members = (_since(done.get((entity, trigger), ()), low) for done in happenings)
            for day, identifier, entry in islice(chain.from_iterable(members), WINDOW):
                if day > high:
                    break
                score = _fits(event, entry.statements[0], signatures)
                rank = (-score, day, identifier)
                if score >= FULFILLED and (best is None or rank < best):
                    best, chosen = rank, entry
    return chosen


def _since(members: Sequence[Happening], day: int) -> Sequence[Happening]:
    at = bisect_left(members, (day,))
    return members[at:at + WINDOW]


def _window(date: PartialDate, told: PartialDate | None) -> tuple[int, int]:
    first = ordinal(date.latest if date.earliest == LOW else date.earliest) - EARLY_DAYS
    last = ordinal(date.earliest if date.latest == HIGH else date.latest) + LATE_DAYS
    if told is not None and told.earliest != LOW:
        first = max(first, ordinal(told.earliest))
    return first, last


def _fits(plan: Event, done: Event, signatures: dict[str, Signature]) -> float:
    if plan.target and done.target and plan.target != done.target:
        return 0.0
    one, two = signatures.get(plan.id), signatures.get(done.id)
    if one is None:
        one = signatures[plan.id] = sign(plan)
    if two is None:
        two = signatures[done.id] = sign(done)
    return likeness(one, two, with_dates=False, least=FULFILLED)


def _linked(
    entry: Entry, outcomes: Mapping[str, str], plans: Mapping[str, str], awaited: Container[str],
    today: PartialDate | None,
) -> Entry:
    outcome, plan = outcomes.get(entry.id, ""), plans.get(entry.id, "")
    waiting = (
        not outcome and entry.id in awaited and today is not None and entry.date.latest < today.earliest
    )
    if outcome == entry.outcome and plan == entry.plan and waiting == entry.open:
        return entry
    return replace(entry, outcome=outcome, plan=plan, open=waiting)


def _binding(entry: Entry) -> bool:
    """Tell whether somebody meant to do something: forecasts, and dates that merely lie ahead, bind nobody."""
    first = entry.statements[0]
    return entry.status in (Status.PLANNED, Status.PROMISED) and bool(first.entities) and bool(first.triggers)


def _looked_ahead(entry: Entry, dates: Mapping[str, PartialDate]) -> bool:
    """Tell whether the plan was for a day after its article: "planned to in March", told in June, is no open plan."""
    told = dates.get(entry.statements[0].article)
    return told is None or told.earliest <= entry.date.latest
