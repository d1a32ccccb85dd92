"""Make an entry of statements that were found to tell of one happening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from dateline.annotate.event.amounts import one_sum, read_amount
from dateline.model.annotation import Event, Status
from dateline.model.dates import Day, PartialDate
from dateline.model.event import Conflict, Entry

LINE: Final = 56
"""The width of a good headline, a Han character counting two."""
_STRENGTH: Final = (
    Status.HAPPENED, Status.ONGOING, Status.DENIED, Status.ALLEGED, Status.PLANNED, Status.PROMISED, Status.FORECAST,
)


def make_entry(
    statements: Sequence[Event], published: Mapping[str, PartialDate], topics: Mapping[str, tuple[str, ...]]
) -> Entry:
    """Return the entry of one or more statements, ordered by their articles' dates.

    Its date is the most precise one that agrees with all, its headline that of the statement which has this date, and
    what they do not agree on is listed in ``conflicts``.
    """
    first = statements[0]
    if len(statements) == 1:
        return Entry(
            id=first.id, date=first.date, mod=first.mod, headline=first.headline, status=first.status, kind=first.kind,
            entities=first.entities, topics=topics.get(first.article, ()), statements=(first,), pinned=first.pinned,
        )
    ordered = sorted(statements, key=lambda event: (_day(event, published), event.id))
    first = ordered[0]
    dated = min(ordered, key=lambda event: (_span(event.date), event.status is not Status.HAPPENED))
    status = min((event.status for event in ordered), key=_STRENGTH.index)
    counts = Counter(entity for event in ordered for entity in event.entities)
    return Entry(
        id=first.id, date=dated.date, mod=dated.mod, headline=_headline(ordered, dated, status),
        status=status, kind=first.kind,
        entities=tuple(sorted(counts, key=lambda entity: (-counts[entity], entity))),
        topics=tuple(dict.fromkeys(topic for event in ordered for topic in topics.get(event.article, ()))),
        statements=tuple(ordered), conflicts=find_disagreements(ordered), pinned=any(event.pinned for event in ordered),
    )


def find_disagreements(statements: Sequence[Event]) -> tuple[Conflict, ...]:
    """Return what the statements of one happening do not agree on: dates, amounts of one currency, status."""
    found: list[Conflict] = []
    ids = tuple(event.id for event in statements)
    dates = tuple(event.date.edtf for event in statements)
    if any(not a.date.overlaps(b.date) for a in statements for b in statements):
        found.append(Conflict("date", dates, ids))
    elif len(set(dates)) > 1 and len({event.article for event in statements}) == 1:
        found.append(Conflict("precision", dates, ids))
    found.extend(_amounts(statements))
    if len({event.status for event in statements} & {Status.DENIED, Status.HAPPENED, Status.ALLEGED}) > 1:
        found.append(Conflict("status", tuple(str(event.status) for event in statements), ids))
    return tuple(found)


def _amounts(statements: Sequence[Event]) -> list[Conflict]:
    stated = [(event, {read_amount(amount) for amount in event.amounts}) for event in statements if event.amounts]
    found: list[Conflict] = []
    for at, (event, values) in enumerate(stated):
        for other, theirs in stated[at + 1:]:
            if any(_differ(values, theirs, unit) for unit in {unit for unit, _ in values} - {"%"}):
                found.append(Conflict("amount", (_sum_of(event), _sum_of(other)), (event.id, other.id)))
                continue
            common = {unit for unit, _ in values} & {unit for unit, _ in theirs}
            if common and not any(a[0] == b[0] and one_sum(a[1], b[1]) for a in values for b in theirs):
                found.append(Conflict("amount", (event.amounts[0], other.amounts[0]), (event.id, other.id)))
    return found[:1]


def _differ(ours: set[tuple[str, float]], theirs: set[tuple[str, float]], unit: str) -> bool:
    """Tell whether each side gives one sum in a currency, and not the same."""
    mine, yours = ([value for currency, value in side if currency == unit] for side in (ours, theirs))
    return len(mine) == len(yours) == 1 and not one_sum(mine[0], yours[0])


def _sum_of(event: Event) -> str:
    return next(amount for amount in event.amounts if read_amount(amount)[0] not in ("", "%"))


def _headline(statements: Sequence[Event], dated: Event, status: Status) -> str:
    """Return the headline of a statement with the entry's date: a whole one, about a line long."""
    fitting = [event for event in statements if event.status is status and event.date == dated.date] or [dated]
    return min(fitting, key=lambda event: (*_flaws(event.headline), statements.index(event))).headline


def _flaws(headline: str) -> tuple[bool, int]:
    width = len(headline) + sum(char >= "㐀" for char in headline)
    return "…" in (headline[:1], headline[-1:]), abs(width - LINE)


def _day(event: Event, published: Mapping[str, PartialDate]) -> Day:
    date = published.get(event.article)
    return date.earliest if date else (99999, 12, 31)


def _span(date: PartialDate) -> tuple[int, Day, str]:
    a, b = date.earliest, date.latest
    return ((b[0] - a[0]) * 372 + (b[1] - a[1]) * 31 + b[2] - a[2], a, date.edtf)
