"""Make one entry of the statements that tell of one happening.

Statements are compared only inside one year and only when they share a participant and a kind of happening (or the same
words), so the cost grows with the number of statements and the result for a year depends on that year's
statements alone: ``merge_events`` of everything is the concatenation of ``merge_events`` of every ``bucket_of``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from dateline.annotate.event.alike import SAME, comparable, likeness
from dateline.annotate.event.entry import make_entry
from dateline.annotate.event.signature import Signature, sign
from dateline.model.annotation import Event
from dateline.model.dates import LOW, PartialDate, Precision
from dateline.model.event import Entry

NEIGHBOURS: Final = 24
"""In a crowded block a statement is compared with this many that follow it by date: keeps the cost linear."""

Pair = tuple[float, int, int]


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
    known = sorted({event.id: event for event in events}.values(), key=lambda event: event.id)
    dates = dict(published) if published is not None else {e.article: e.date for e in known if e.kind == "report"}
    buckets: dict[int, list[Event]] = defaultdict(list)
    for event in known:
        buckets[bucket_of(event)].append(event)
    entries = [
        make_entry(group, dates, topics or {}) for year in sorted(buckets) for group in _groups(buckets[year], dates)
    ]
    entries.sort(key=lambda entry: (entry.date.sort_key, entry.id))
    return entries


def _groups(events: list[Event], dates: Mapping[str, PartialDate]) -> Iterator[list[Event]]:
    order = sorted(range(len(events)), key=lambda i: (*_article_day(events[i], dates), events[i].id))
    ordered = [events[i] for i in order]
    pairs = _alike_pairs(ordered)
    leader = list(range(len(ordered)))
    members: dict[int, list[int]] = {}
    for _, left, right in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        a, b = leader[left], leader[right]
        if a == b:
            continue
        ours, theirs = members.get(a, [a]), members.get(b, [b])
        if all(comparable(ordered[i], ordered[j]) for i in ours for j in theirs):
            first = min(a, b)
            joined = sorted(ours + theirs)
            members[first] = joined
            for index in joined:
                leader[index] = first
    for index, event in enumerate(ordered):
        if leader[index] == index:
            yield [ordered[i] for i in members[index]] if index in members else [event]


def _article_day(event: Event, dates: Mapping[str, PartialDate]) -> tuple[tuple[int, int, int]]:
    date = dates.get(event.article)
    return (date.earliest if date else (99999, 12, 31),)


def _alike_pairs(events: Sequence[Event]) -> list[Pair]:
    signatures: dict[int, Signature] = {}

    def signature(index: int) -> Signature:
        found = signatures.get(index)
        if found is None:
            found = signatures[index] = sign(events[index])
        return found

    pairs: list[Pair] = []
    for left, right in sorted(_candidates(events)):
        one, two = events[left], events[right]
        if comparable(one, two):
            score = likeness(one, two, signature(left), signature(right))
            if score >= SAME:
                pairs.append((score, left, right))
    return pairs


def _candidates(events: Sequence[Event]) -> set[tuple[int, int]]:
    """Return the pairs worth comparing: they share a participant, and a kind of happening, month or wording."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, event in enumerate(events):
        if event.kind != "statement":
            continue
        for key in _keys(event):
            blocks[key].append(index)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) > 1:
            if len(members) > NEIGHBOURS:
                members.sort(key=lambda i: (events[i].date.sort_key, i))
            for at, left in enumerate(members):
                for right in members[at + 1:at + 1 + NEIGHBOURS]:
                    found.add((left, right) if left < right else (right, left))
    return found


def _keys(event: Event) -> Iterator[tuple[str, ...]]:
    date = event.date
    month = f"{date.earliest[0]}-{date.earliest[1]}"
    fine = date.precision in (Precision.DAY, Precision.MONTH)
    for participant in event.entities[:5]:
        for trigger in event.triggers[:4]:
            if fine:
                yield participant, trigger, month
            yield participant, trigger
        if not event.triggers and fine:
            yield participant, "", month
