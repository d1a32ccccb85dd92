"""Make one entry of the statements that tell of one happening.

Statements are compared only inside one year and only when they share a participant and a kind of happening (or the same
words), so the cost grows with the number of statements and the result for a year depends on that year's
statements alone: ``merge_events`` of everything is the concatenation of ``merge_events`` of every ``bucket_of``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final

from dateline.annotate.event.alike import DOUBTFUL, SAME, comparable, likeness
from dateline.annotate.event.block import candidate_pairs
from dateline.annotate.event.entry import make_entry
from dateline.annotate.event.signature import Signature, sign
from dateline.annotate.event.statement import Compared
from dateline.model.annotation import Event
from dateline.model.dates import LOW, Day, PartialDate, places
from dateline.model.event import Entry

Pair = tuple[float, int, int]
"""How alike two statements are, and their positions, the smaller first."""
UNKNOWN_DAY: Final[Day] = (99999, 12, 31)
"""Articles without a date come after all others."""


def bucket_of(event: Event) -> int:
    """Return the year whose merging a statement takes part in: that of the first day it may have happened on."""
    date = event.date
    return date.latest[0] if date.earliest == LOW else date.earliest[0]


def merge_events(
    events: Iterable[Event],
    published: Mapping[str, PartialDate] | None = None,
    topics: Mapping[str, tuple[str, ...]] | None = None,
) -> list[Entry]:
    """Return the entries of a timeline, by date; the order of ``events`` makes no difference.

    ``published`` gives the articles' dates (otherwise those of their report events), ``topics`` their topics.
    """
    ordered = sorted({event.id: event for event in events}.values(), key=attrgetter("id"))
    dates = dict(published) if published is not None else {e.article: e.date for e in ordered if e.kind == "report"}
    buckets: dict[int, list[Event]] = defaultdict(list)
    for event in ordered:
        buckets[bucket_of(event)].append(event)
    return [entry for year in sorted(buckets) for entry in merge_year(buckets[year], dates, topics)]


def merge_year(
    events: Sequence[Event], published: Mapping[str, PartialDate], topics: Mapping[str, tuple[str, ...]] | None = None
) -> list[Entry]:
    """Return the entries of one bucket, by date; of an id there must be no more than one event."""
    ordered = in_order(events, published)
    alone = set(range(len(ordered)))
    entries: list[Entry] = []
    for group in join(ordered, alike_pairs(ordered)):
        alone.difference_update(group)
        entries.append(make_entry([ordered[at] for at in group], published, topics or {}))
    entries += [make_entry([ordered[at]], published, topics or {}) for at in alone]
    place = places([entry.date for entry in entries])
    entries.sort(key=lambda entry: (place[entry.date.edtf], entry.id))
    return entries


def doubtful_pairs(entries: Iterable[Entry]) -> list[tuple[float, str, str]]:
    """Return pairs of entries that may be one happening, for a person to decide: (likeness, id, id), likeliest first.

    They were left apart because their likeness stays below what merging asks for.
    """
    home: dict[str, str] = {}
    buckets: dict[int, list[Event]] = defaultdict(list)
    for entry in entries:
        for event in entry.statements:
            home[event.id] = entry.id
            buckets[bucket_of(event)].append(event)
    best: dict[tuple[str, str], float] = {}
    for events in buckets.values():
        events.sort(key=lambda event: event.id)
        for score, left, right in alike_pairs(events, DOUBTFUL):
            one, two = sorted((home[events[left].id], home[events[right].id]))
            if one != two:
                best[one, two] = max(best.get((one, two), 0.0), round(score, 3))
    return sorted(((score, *pair) for pair, score in best.items()), key=lambda item: (-item[0], *item[1:]))


def in_order(events: Iterable[Event], published: Mapping[str, PartialDate]) -> list[Event]:
    """Return statements in the order that merging goes by: their articles' dates, then their ids."""
    return sorted(events, key=lambda event: (article_day(published.get(event.article)), event.id))


def article_day(date: PartialDate | None) -> Day:
    """Return the day by which the statements of an article are ordered."""
    return date.earliest if date is not None else UNKNOWN_DAY


def join(statements: Sequence[Compared], pairs: Iterable[Pair]) -> Iterator[list[int]]:
    """Yield the positions of the statements of each happening that several tell of.

    ``pairs`` are those that are alike. The likeliest come first, and one joins two groups only where every statement of
    one may speak of what every statement of the other does.
    """
    leader: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for _, left, right in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        a, b = leader.get(left, left), leader.get(right, right)
        if a == b:
            continue
        ours, theirs = members.get(a, [a]), members.get(b, [b])
        if all(comparable(statements[i], statements[j]) for i in ours for j in theirs):
            first = min(a, b)
            joined = sorted(ours + theirs)
            members.pop(a, None)
            members.pop(b, None)
            members[first] = joined
            leader.update(dict.fromkeys(joined, first))
    yield from members.values()


def alike_pairs(events: Sequence[Event], least: float = SAME) -> list[Pair]:
    """Return the pairs of statements, which come in order, whose likeness is ``least`` or more."""
    signatures: dict[int, Signature] = {}
    pairs: list[Pair] = []
    for left, right in candidate_pairs(events):
        one, two = signatures.get(left), signatures.get(right)
        if one is None:
            one = signatures[left] = sign(events[left])
        if two is None:
            two = signatures[right] = sign(events[right])
        score = likeness(one, two, least=least)
        if score >= least:
            pairs.append((score, left, right))
    return pairs
