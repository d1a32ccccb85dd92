"""Choose the pairs of statements worth comparing, so that merging costs in proportion to the statements.

Days meet only the same day, months the days inside them, coarser dates only what also shares something rare with them:
a second participant, an amount, a thing spoken of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import Final

from dateline.annotate.event.alike import dates_agree, same_sentence
from dateline.annotate.event.signature import status_class
from dateline.annotate.event.statement import Compared
from dateline.model.dates import Day, Precision

NEIGHBOURS: Final = 16
"""In a crowded block a statement is compared with this many that follow it; more would cost the square."""
COARSE_NEIGHBOURS: Final = 8
"""A statement dated by year or season is compared with this many that share most with it."""

Key = tuple[str, str]
BITS: Final = 24
MASK: Final = (1 << BITS) - 1
"""A pair is kept as one number, left position above right: a million of them weigh a tenth of as many tuples."""
Block = dict[tuple[str, str, Day], list[int]]
_Holders = dict[str, list[int]]
"""For each mark the positions of the statements that have it."""


def candidate_pairs(
    events: Sequence[Compared], within: Container[Key] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions, the smaller first; ``events`` must come in an order that is always the same.

    Both of a pair are statements, are said to have happened or both to be still to come, and have dates that agree.
    Pairs come of one key or another, and those of a key of nothing but the statements that have it: with ``within``
    only those of some keys are given.
    """
    days: Block = defaultdict(list)
    months: Block = defaultdict(list)
    coarse: dict[Key, list[int]] = defaultdict(list)
    for index, event in enumerate(events):
        if event.kind != "statement" or not event.entities:
            continue
        precision, first = event.date.precision, event.date.earliest
        keys = keys_of(event) if within is None else [key for key in keys_of(event) if key in within]
        if precision is Precision.DAY or precision is Precision.MONTH:
            block = days if precision is Precision.DAY else months
            for one, two in keys:
                block[one, two, first].append(index)
        else:
            for key in keys:
                coarse[key].append(index)
    found: set[int] = set()
    for members in days.values():
        if len(members) > 1:
            _add_windows(found, members)
    _add_months(found, days, months)
    if coarse:
        _add_coarse(found, events, coarse, days, months)
    for code in found:
        left, right = code >> BITS, code & MASK
        if not same_sentence(events[left], events[right]):
            yield left, right


def keys_of(event: Compared) -> list[Key]:
    """Return what statements must share: a participant and a kind of happening, or two participants; and the tense.

    Each names one of the first five participants first.
    """
    coming = "+" if status_class(event.status) else ""
    actors = event.entities[:5]
    kinds = [coming + kind for kind in event.triggers[:4]] or [coming]
    keys = [(actor, kind) for actor in actors for kind in kinds]
    for one, two in combinations(actors[:3], 2):
        keys.append((one, f"{coming}&{two}") if one < two else (two, f"{coming}&{one}"))
    return keys


def _add_windows(found: set[int], members: Sequence[int]) -> None:
    for at, left in enumerate(members, 1):
        high = left << BITS
        found.update([high | right for right in members[at:at + NEIGHBOURS]])


def _add_months(found: set[int], days: Block, months: Block) -> None:
    if not months:
        return
    inside: Block = defaultdict(list)
    for (one, two, day), members in days.items():
        key = (one, two, (day[0], day[1], 1))
        if key in months:
            inside[key] += members
    for key, members in months.items():
        _add_windows(found, members)
        for left in members:
            found.update(_ordered(left, inside.get(key, ())[:NEIGHBOURS]))


def _ordered(left: int, others: Iterable[int]) -> Iterator[int]:
    for right in others:
        if left != right:
            yield left << BITS | right if left < right else right << BITS | left


def _add_coarse(
    found: set[int], events: Sequence[Compared], coarse: dict[Key, list[int]], days: Block, months: Block
) -> None:
    """Add for each coarse statement those that share most marks with it, besides participant and kind."""
    holders_of: dict[Key, _Holders] = {key: defaultdict(list) for key in coarse}
    marks = _Marks(events)
    for block in (days, months):
        for (one, two, _), members in block.items():
            holders = holders_of.get((one, two))
            if holders is not None:
                _mark(holders, marks, members)
    for key, members in coarse.items():
        _mark(holders_of[key], marks, members)
        for left in members:
            found.update(_ordered(left, _closest(left, events, marks, holders_of[key])))


def _closest(left: int, events: Sequence[Compared], marks: _Marks, holders: _Holders) -> Iterator[int]:
    """Yield those that share most marks with a coarse statement, of those whose dates agree with its own."""
    told = [holders[mark] for mark in marks[left]]
    counts = Counter(chain.from_iterable([those for those in told if len(those) <= 4 * NEIGHBOURS]))
    date = events[left].date
    room = COARSE_NEIGHBOURS
    # sorting by position first leaves those with as many marks in that order
    for index in sorted(sorted(counts), key=counts.__getitem__, reverse=True):
        if index != left and dates_agree(date, events[index].date):
            yield index
            room -= 1
            if not room:
                break


def _mark(holders: _Holders, marks: _Marks, members: Iterable[int]) -> None:
    for index in members:
        for mark in marks[index]:
            holders[mark].append(index)


class _Marks(dict[int, tuple[str, ...]]):
    """What statements share beside participant and kind, by position; each is asked under many keys."""

    def __init__(self, events: Sequence[Compared]) -> None:
        super().__init__()
        self._events = events

    def __missing__(self, index: int) -> tuple[str, ...]:
        event = self._events[index]
        target = (f">{event.target}",) if event.target else ()
        found = self[index] = (*event.entities, *event.amounts, *event.terms, *target)
        return found
