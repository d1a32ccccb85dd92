"""What the cache keeps of merged events, a part for each year: taken over as it is while what it was made from stays.

A part is a list of columns, not of entries: the events that its entries consist of are in the articles' own rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Final, NamedTuple

from dateline.annotate.event.essence import digest_entry
from dateline.annotate.event.merge import Merged
from dateline.engine.sealed import pack, unpack
from dateline.engine.store import Store
from dateline.index.library import ArticleCard
from dateline.model.annotation import Status
from dateline.model.dates import PartialDate
from dateline.model.event import Conflict, Entry
from dateline.pipeline.stored_events import EntryStatements

Cards = Mapping[str, ArticleCard]


class Part(NamedTuple):
    """A year's part as stored: the fingerprint of what it was made from, that of its merging alone, and its bytes."""

    state: bytes
    merging: bytes
    data: bytes


class Links(NamedTuple):
    """Which plans of a year were fulfilled, by id; which somebody is bound by; the years that outcomes may lie in."""

    outcomes: Mapping[str, str]
    awaited: frozenset[str]
    reach: tuple[int, int]


def read_parts(store: Store) -> dict[str, Part]:
    """Return what is stored, by name."""
    rows = store.rows("SELECT name, state, merging, data FROM part")
    return {name: Part(state, merging, data) for name, state, merging, data in rows}


def write_parts(store: Store, known: Mapping[str, Part], wanted: Mapping[str, Part]) -> None:
    """Bring the stored parts up to date."""
    store.write("DELETE FROM part WHERE name = ?", ((name,) for name in known if name not in wanted))
    changed = ((name, *part) for name, part in wanted.items() if known.get(name) != part)
    store.write("INSERT OR REPLACE INTO part (name, state, merging, data) VALUES (?, ?, ?, ?)", changed)


def pack_entries(entries: Sequence[Entry]) -> bytes:
    """Pack entries that are not linked to plans yet."""
    merged = {
        at: ([event.article for event in entry.statements], [event.id for event in entry.statements])
        for at, entry in enumerate(entries)
        if len(entry.statements) > 1
    }
    disputed = {
        at: [(each.kind, each.values, each.events) for each in entry.conflicts]
        for at, entry in enumerate(entries)
        if entry.conflicts
    }
    columns = (
        [entry.id for entry in entries],
        [entry.date.edtf for entry in entries],
        [entry.mod for entry in entries],
        [entry.headline for entry in entries],
        [entry.status.value for entry in entries],
        [entry.kind for entry in entries],
        [entry.entities for entry in entries],
        [entry.topics for entry in entries],
        [entry.statements[0].article for entry in entries],
        [entry.score for entry in entries],
        [entry.pinned for entry in entries],
        list(map(digest_entry, entries)),
        merged,
        disputed,
    )
    return pack(columns)


def unpack_entries(data: bytes, cards: Cards) -> list[Entry]:
    """Return packed entries; their statements are read from the cards when somebody looks at them."""
    *columns, merged, disputed = unpack(data)
    ids, dates, mods, headlines, statuses, kinds, entities, topics, articles, scores, pinned, digests = columns
    parsed = {edtf: PartialDate.parse(edtf) for edtf in set(dates)}
    told = [EntryStatements(cards, (article,), (key,)) for article, key in zip(articles, ids, strict=True)]
    for at, (places, statements) in merged.items():
        told[at] = EntryStatements(cards, tuple(places), tuple(statements))
    conflicts: list[tuple[Conflict, ...]] = [()] * len(ids)
    for at, found in disputed.items():
        conflicts[at] = tuple(Conflict(*each) for each in found)
    none, unmarked = repeat(""), repeat(False)  # noqa: FBT003 - all in the order of the fields, which is fastest
    said = map(_STATUSES.__getitem__, statuses)
    when = map(parsed.__getitem__, dates)
    return list(
        map(
            Entry, ids, when, mods, headlines, said, kinds, entities, topics, told, conflicts, scores, unmarked, pinned,
            none, none, unmarked, digests,
        )
    )


_STATUSES: Final = {status.value: status for status in Status}


def merged_in(data: bytes) -> Merged:
    """Return which statements were put together in packed entries."""
    return tuple(tuple(ids) for _, ids in unpack(data)[-2].values())


def pack_links(links: Links) -> bytes:
    """Pack the links of a year's plans."""
    return pack((dict(links.outcomes), sorted(links.awaited), links.reach))


def unpack_links(data: bytes) -> Links:
    """Return packed links."""
    outcomes, awaited, reach = unpack(data)
    return Links(outcomes, frozenset(awaited), reach)
