"""Choose the pairs of statements worth comparing, so that merging costs in proportion to the statements.

Days meet only the same day, months the days inside them, coarser dates only what also shares something rare with them:
a second participant, an amount, a thing spoken of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dateline.annotate.event.alike import dates_agree, same_sentence
from dateline.annotate.event.signature import status_class
from dateline.model.annotation import Event
from dateline.model.dates import Precision

NEIGHBOURS: Final = 16
"""In a crowded block a statement is compared with this many that follow it; more would cost the square."""
COARSE_NEIGHBOURS: Final = 8
"""A statement dated by year or season is compared with this many that share most with it."""

Key = tuple[str, str]
BITS: Final = 24
MASK: Final = (1 << BITS) - 1
"""A pair is kept as one number, left position above right: a million of them weigh a tenth of as many tuples."""
Block = dict[tuple[str, str, str], list[int]]


def candidate_pairs(events: Sequence[Event]) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions, the smaller first; ``events`` must come in an order that is always the same.

    Both of a pair are statements, are said to have happened or both to be still to come, and have dates that agree.
    """
    days: Block = defaultdict(list)
    months: Block = defaultdict(list)
    coarse: dict[Key, list[int]] = defaultdict(list)
    for index, event in enumerate(events):
        if event.kind != "statement" or not event.entities:
            continue
        date = event.date
        year, month_number, day_number = date.earliest
        month = f"{year}-{month_number:02d}"
        day = f"{month}-{day_number:02d}"
        for one, two in _keys(event):
            if date.precision is Precision.DAY:
                days[one, two, day].append(index)
            elif date.precision is Precision.MONTH:
                months[one, two, month].append(index)
            else:
                coarse[one, two].append(index)
    found: set[int] = set()
    for members in days.values():
        if len(members) > 1:
            found.update(_windows(members))
    _add_months(found, days, months)
    if coarse:
        _add_coarse(found, events, coarse, days, months)
    for code in found:
        left, right = code >> BITS, code & MASK
        if not same_sentence(events[left], events[right]):
            yield left, right


def _keys(event: Event) -> Iterator[Key]:
    """Yield what statements must share: a participant and a kind of happening, or two participants; and the tense."""
    coming = "+" if status_class(event.status) else ""
    actors = event.entities[:5]
    kinds = event.triggers[:4] or ("",)
    for actor in actors:
        for kind in kinds:
            yield actor, coming + kind
    for at, one in enumerate(actors[:3]):
        for two in actors[at + 1:3]:
            yield (one, f"{coming}&{two}") if one < two else (two, f"{coming}&{one}")


def _windows(members: Sequence[int]) -> Iterator[int]:
    for at, left in enumerate(members):
        high = left << BITS
        for right in members[at + 1:at + 1 + NEIGHBOURS]:
            yield high | right


def _add_months(found: set[int], days: Block, months: Block) -> None:
    if not months:
        return
    inside: Block = defaultdict(list)
    for (one, two, day), members in days.items():
        key = (one, two, day[:-3])
        if key in months:
            inside[key] += members
    for key, members in months.items():
        found.update(_windows(members))
        for left in members:
            found.update(_ordered(left, inside.get(key, ())[:NEIGHBOURS]))


def _ordered(left: int, others: Iterable[int]) -> Iterator[int]:
    for right in others:
        if left != right:
            yield left << BITS | right if left < right else right << BITS | left


def _add_coarse(
    found: set[int], events: Sequence[Event], coarse: dict[Key, list[int]], days: Block, months: Block
) -> None:
    """Add for each coarse statement those that share most marks with it, besides participant and kind."""
    marked: dict[Key, dict[str, list[int]]] = {key: defaultdict(list) for key in coarse}
    for block in (days, months):
        for (one, two, _), members in block.items():
            _mark(marked.get((one, two)), events, members)
    for key, members in coarse.items():
        _mark(marked[key], events, members)
        for left in members:
            counts: Counter[int] = Counter()
            for mark in _marks(events[left]):
                holders = marked[key].get(mark, ())
                if len(holders) <= 4 * NEIGHBOURS:
                    counts.update(holders)
            date = events[left].date
            counts = Counter({i: n for i, n in counts.items() if i != left and dates_agree(date, events[i].date)})
            best = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:COARSE_NEIGHBOURS]
            found.update(_ordered(left, (index for index, _ in best)))


def _mark(table: dict[str, list[int]] | None, events: Sequence[Event], members: Iterable[int]) -> None:
    if table is None:
        return
    for index in members:
        for mark in _marks(events[index]):
            table[mark].append(index)


def _marks(event: Event) -> Iterator[str]:
    yield from event.entities
    yield from event.amounts
    yield from event.terms
    if event.target:
        yield f">{event.target}"
