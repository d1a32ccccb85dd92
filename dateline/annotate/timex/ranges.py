"""Resolve the two ends of a range, each giving the other what it lacks."""

from __future__ import annotations

from typing import Protocol

from dateline.annotate.timex import spans
from dateline.annotate.timex.context import Context
from dateline.annotate.timex.expression import Base, Between, Direction, Expression, Fields, Meaning
from dateline.annotate.timex.outcome import ABSOLUTE, UNKNOWN, Outcome
from dateline.model.dates import Precision


class Reading(Protocol):
    """What a range needs of the reading it stands in."""

    context: Context
    expression: Expression

    def outcome(self, meaning: Meaning) -> Outcome:
        """Resolve one end."""
        ...

    def direction(self) -> Direction:
        """Tell where the clause looks."""
        ...


def between(reading: Reading, meaning: Between) -> Outcome:
    """Resolve a range: 11月28日至30日, 28日至12月3日, between May and July 2024, 11月至次年3月."""
    first, last = meaning.first, meaning.last
    if isinstance(first, Fields) and isinstance(last, Fields) and (last.unit is None or last.offset == 0):
        return _of_fields(reading, first, last)
    left = reading.outcome(first)
    return _joined(left, _after(reading, left, last))


def _after(reading: Reading, left: Outcome, last: Meaning) -> Outcome:
    """Resolve the right end with the left end as the date last spoken of (11月至次年3月)."""
    trail, at = reading.context.trail, reading.expression.start
    known = len(trail)
    if left.date is not None:
        reading.context.remember(at, at, left.date, told=left.told)
    right = reading.outcome(last)
    del trail[known:]
    return right._replace(anchor=left.anchor, antecedent=left.antecedent) if right.antecedent else right


def _of_fields(reading: Reading, first: Fields, last: Fields) -> Outcome:
    """Resolve the end that says more, then complete the other from it."""
    ahead = spans.incomplete(last) and reading.direction() is Direction.FUTURE
    if spans.says_less(first, last) or (ahead and not spans.says_less(last, first)):
        right = reading.outcome(last)
        return _joined(_completed(reading, first, right, later=False), right)
    left = reading.outcome(first)
    if last.base is Base.DCT and left.date is not None and left.date.precision is Precision.YEAR:
        right = reading.outcome(last)  # from the middle of 2020 to September: the one before the publish date
        if right.date is not None and right.date.earliest > left.date.earliest:
            return _joined(left, right)
    return _joined(left, _completed(reading, last, left, later=True))


def _completed(reading: Reading, fields: Fields, other: Outcome, *, later: bool) -> Outcome:
    if other.date is None:
        return UNKNOWN
    if not spans.incomplete(fields):
        return reading.outcome(fields)
    return other._replace(date=spans.complete_from(fields, other.date, later=later))


def _joined(left: Outcome, right: Outcome) -> Outcome:
    if left.date is None or right.date is None:
        return UNKNOWN
    date = spans.join(left.date, right.date)
    lead = left if left.anchor != ABSOLUTE else right
    return lead._replace(date=date, mod="") if date is not None else UNKNOWN
