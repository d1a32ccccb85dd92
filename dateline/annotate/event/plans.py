"""Link plans to what came of them, and mark those whose day has passed in silence."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date as calendar_date
from functools import partial
from itertools import chain, islice, product
from operator import itemgetter
from typing import Any, Final

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
Acts = tuple[tuple[str, ...], tuple[str, ...]]
"""Who, and kinds of happenings."""
Happening = tuple[int, str, Any]
"""A day, the id of what happened on it, and what leads to its entry."""
Happenings = Callable[[tuple[str, str]], Sequence[Happening]]
"""Returns what happened to an actor of a kind, by day and id."""
FEW: Final = 4
"""Actors and kinds of a statement that plans and outcomes are compared by."""
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
    plans = [entry for entry in known if is_plan(entry)]
    outcomes = _find_outcomes(plans, known, dates)
    awaited = {plan.id for plan in plans if _is_awaited(plan, dates)}
    return apply_links(known, outcomes, awaited, today)


def is_plan(entry: Entry) -> bool:
    """Tell whether an entry speaks of something that was still to come."""
    return entry.kind == "statement" and status_class(entry.status) == 1


def happened(kind: str, status: Status, date: PartialDate) -> bool:
    """Tell whether what an entry speaks of may be the outcome of a plan."""
    return kind == "statement" and status_class(status) == 0 and date.earliest != LOW


def acts_of(event: Event) -> Acts:
    """Return who did or means to do what kinds of things, as far as plans and outcomes are compared by it."""
    return event.entities[:FEW], event.triggers[:FEW]


def find_candidates(acts: Acts, window: tuple[int, int], happenings: Sequence[Happenings]) -> list[Happening]:
    """Return the happenings that are to be weighed as the outcome of a plan, each once.

    ``window`` is their first and last day, ``happenings`` are those to choose from, of one span of time after another.
    """
    low, high = window
    found: dict[str, Happening] = {}
    for pair in product(*acts):
        members = (_since(done(pair), low) for done in happenings)
        for each in islice(chain.from_iterable(members), WINDOW):
            if each[0] > high:
                break
            found.setdefault(each[1], each)
    return list(found.values())


def choose_outcome(
    plan: Event, done: Iterable[tuple[int, str, Callable[[], Event]]], signatures: dict[str, Signature]
) -> str:
    """Return the id of the happening that fulfils a plan, "" where none does.

    ``done`` are the candidates' days, ids and what reads their first statements; ``signatures`` keeps those of the
    happenings, which many plans are weighed against: each is read once.
    """
    best: tuple[float, int, str] | None = None
    own = sign(plan)
    for day, identifier, read in done:
        other = signatures.get(identifier)
        if other is None:
            other = signatures[identifier] = sign(read())
        score = _fits(own, other)
        rank = (-score, day, identifier)
        if score >= FULFILLED and (best is None or rank < best):
            best = rank
    return best[2] if best is not None else ""


def years_within_reach(windows: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Return the first and the last year in which an outcome may lie; ``(0, 0)`` without plans."""
    known = list(windows)
    if not known:
        return (0, 0)
    return _year(min(low for low, _ in known)), _year(max(high for _, high in known))


def _year(day: int) -> int:
    return calendar_date.fromordinal(min(max(day, 1), _LAST_DAY)).year


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


def _find_outcomes(
    plans: Iterable[Entry], entries: Iterable[Entry], dates: Mapping[str, PartialDate]
) -> dict[str, str]:
    """Return for each plan that was fulfilled, by id, the id of the happening that fulfils it."""
    done = [entry for entry in entries if happened(entry.kind, entry.status, entry.date)]
    known = _by_acts(done)
    happenings = [lambda pair: known.get(pair, ())]
    signatures: dict[str, Signature] = {}
    found: dict[str, str] = {}
    for plan in plans:
        event = plan.statements[0]
        candidates = find_candidates(acts_of(event), window(plan.date, dates.get(event.article)), happenings)
        told = ((day, identifier, partial(_first, entry)) for day, identifier, entry in candidates)
        if outcome := choose_outcome(event, told, signatures):
            found[plan.id] = outcome
    return found


def _first(entry: Entry) -> Event:
    return entry.statements[0]


def _by_acts(done: Iterable[Entry]) -> Mapping[tuple[str, str], Sequence[Happening]]:
    """Return happenings by actor and kind."""
    found: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for entry in done:
        for pair in product(*acts_of(entry.statements[0])):
            found[pair].append((ordinal(entry.date.earliest), entry.id, entry))
    for members in found.values():
        members.sort(key=itemgetter(0, 1))
    return found


def _since(members: Sequence[Happening], day: int) -> Sequence[Happening]:
    at = bisect_left(members, (day,))
    return members[at:at + WINDOW]


def window(date: PartialDate, told: PartialDate | None) -> tuple[int, int]:
    """Return the first and the last day on which a plan for ``date`` may be fulfilled; it was ``told`` on a day."""
    first = ordinal(date.latest if date.earliest == LOW else date.earliest) - EARLY_DAYS
    last = ordinal(date.earliest if date.latest == HIGH else date.latest) + LATE_DAYS
    if told is not None and told.earliest != LOW:
        first = max(first, ordinal(told.earliest))
    return first, last


def _fits(plan: Signature, done: Signature) -> float:
    if plan.target and done.target and plan.target != done.target:
        return 0.0
    return likeness(plan, done, with_dates=False, least=FULFILLED)


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


def _is_awaited(plan: Entry, dates: Mapping[str, PartialDate]) -> bool:
    first = plan.statements[0]
    return awaited(plan.status, acts_of(first), plan.date, dates.get(first.article))


def awaited(status: Status, acts: Acts, date: PartialDate, told: PartialDate | None) -> bool:
    """Tell whether somebody is bound by a plan that lay ahead when it was told.

    Forecasts, and dates that merely lie ahead, bind nobody; "planned to in March", told in June, lay behind.
    """
    binding = status in (Status.PLANNED, Status.PROMISED) and all(acts)
    return binding and (told is None or told.earliest <= date.latest)
