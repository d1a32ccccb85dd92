"""Find what statements contradict: one happening with two dates or sums, an act before its actor was founded."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from dateline.annotate.event.alike import SAME, amounts_clash, comparable, dates_agree, likeness
from dateline.annotate.event.otherwise import is_told_otherwise
from dateline.annotate.event.scripts import either
from dateline.annotate.event.signature import sign, status_class
from dateline.model.annotation import Event
from dateline.model.dates import LOW, Precision
from dateline.model.event import Conflict

_ONCE: Final = frozenset({"founding", "death", "birth", "listing"})
"""Kinds of happening that an entity has once: two dates for one of them are a conflict."""
_SUMS: Final = frozenset({"funding", "acquisition", "investment", "penalty", "ruling"})
"""Kinds of happening whose sum of money tells them apart."""
_PART = re.compile(either(r"其中|分期|首期|\bof which\b|\binstal?lment|\bfirst tranche"))
"""A sum that is part of another does not contradict it."""
CROWD: Final = 40
"""Statements of one kind about one entity that are compared with each other; more are not, to stay linear."""


def find_conflicts(events: Iterable[Event]) -> list[Conflict]:
    """Return the contradictions among statements, most often those of one article, in their order.

    Kinds: ``precision`` (one happening, one date inside the other), ``date`` (dates that exclude each other for what
    happens once), ``amount`` (sums that differ for one kind of happening at one time) and ``order``
    (something done before the one who did it was founded, or after their death).
    """
    known = [event for event in events if event.kind == "statement" and status_class(event.status) == 0]
    found: dict[tuple[str, str], Conflict] = {}
    for conflict in (*_same_happening(known), *_out_of_order(known), *_told_otherwise(known)):
        found.setdefault((conflict.events[0], conflict.events[1]), conflict)
    return list(found.values())


def _told_otherwise(events: Sequence[Event]) -> Iterator[Conflict]:
    """Yield what a text itself sets against its own date: （另有资料记为17日）, "(others date it to the 24th)"."""
    articles: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.timex_start >= 0:
            articles[event.article].append(event)
    for members in articles.values():
        members.sort(key=lambda event: event.timex_start)
        for left, right in pairwise(members):
            near = right.sentence_start - left.sentence_end <= 2
            if near and not left.date.overlaps(right.date) and is_told_otherwise(right):
                yield Conflict("date", (left.date.edtf, right.date.edtf), (left.id, right.id))


def _same_happening(events: Sequence[Event]) -> Iterator[Conflict]:
    blocks: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        for trigger in event.triggers:
            if trigger in _ONCE:
                if event.target and event.triggers[:1] == (trigger,):
                    blocks[trigger, event.target].append(event)
            elif trigger in _SUMS and event.entities:
                blocks[trigger, event.entities[0]].append(event)
    for (trigger, _), members in blocks.items():
        for at, left in enumerate(members[:CROWD]):
            for right in members[at + 1:CROWD]:
                kind = _once(left, right) if trigger in _ONCE else _sums(left, right)
                if kind == "amount":
                    yield Conflict("amount", (_money(left), _money(right)), (left.id, right.id))
                elif kind:
                    yield Conflict(kind, (left.date.edtf, right.date.edtf), (left.id, right.id))


def _once(left: Event, right: Event) -> str:
    if left.date.edtf == right.date.edtf or _loose(left) or _loose(right):
        return ""
    return "precision" if left.date.overlaps(right.date) else "date"


def _loose(event: Event) -> bool:
    """Tell whether a date is no claim to contradict: "over the past year", "around 2015"."""
    return event.mod == "APPROX" or event.date.approximate or event.date.precision in (Precision.RANGE, Precision.OPEN)


def _sums(left: Event, right: Event) -> str:
    if left.date.precision is Precision.OPEN or not dates_agree(left.date, right.date):
        return ""
    if not left.amounts or not right.amounts or _PART.search(left.quote) or _PART.search(right.quote):
        return ""
    one, two = sign(left), sign(right)
    if amounts_clash(one, two):
        return "amount" if left.sentence_start != right.sentence_start or left.article != right.article else ""
    if comparable(left, right) and left.date != right.date and likeness(one, two) >= SAME:
        return "precision"
    return ""


def _money(event: Event) -> str:
    return next((amount for amount in event.amounts if not amount.endswith(("%", "％"))), event.amounts[0])


def _out_of_order(events: Sequence[Event]) -> Iterator[Conflict]:
    started: dict[str, Event] = {}
    ended: dict[str, Event] = {}
    for event in events:
        if event.target and event.triggers[:1] == ("founding",):
            known = started.get(event.target)
            if known is None or _span(event) < _span(known):
                started[event.target] = event
        if "death" in event.triggers and len(event.entities) == 1:
            ended.setdefault(event.entities[0], event)
    for event in events:
        if not event.entities:
            continue
        actor = event.entities[0]
        start, end = started.get(actor), ended.get(actor)
        dated = event.target != actor and event.date.earliest != LOW
        if start is not None and dated and event.date.latest < start.date.earliest:
            yield Conflict("order", (event.date.edtf, start.date.edtf), (event.id, start.id))
        if end is not None and event is not end and event.date.earliest > end.date.latest and event.target:
            yield Conflict("order", (end.date.edtf, event.date.edtf), (end.id, event.id))


def _span(event: Event) -> tuple[int, str]:
    first, last = event.date.earliest, event.date.latest
    return ((last[0] - first[0]) * 372 + (last[1] - first[1]) * 31 + last[2] - first[2], event.id)
