"""What of an article's statements merging and ranking look at, as one digest a year: where a text moves, it stays."""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from operator import attrgetter
from struct import Struct

from dateline.annotate.event.merge import bucket_of
from dateline.model.annotation import Event
from dateline.model.event import Entry

Report = tuple[int, str, bytes]
"""The year and the date (EDTF) that an article's own publication falls on, and a digest of what its event says."""

# ``_value_`` is what ``value`` leads to, without the call
_said = attrgetter(
    "id", "date.edtf", "status._value_", "headline", "quote", "mod", "entities", "places", "amounts", "attribution",
    "kind", "lang", "pinned", "note", "triggers", "terms", "target",
)  # fmt: skip


def digest_years(events: Sequence[Event]) -> bytes:
    """Return for each year that statements of one article fall in a digest of those: equal ones merge and rank alike.

    They are packed, for all articles' are held: see ``read_years``. Places are counted from the start of the sentence,
    and sentences by their order, so that a paragraph put in before changes nothing but how far down they stand. The
    report of the article itself is left out: see ``digest_report``.
    """
    order = {start: number for number, start in enumerate(sorted({event.sentence_start for event in events}))}
    found: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    for event in events:
        if event.kind == "report":
            continue
        first = event.sentence_start
        places = (event.start - first, event.end - first, event.timex_start - first, event.timex_end - first)
        found[bucket_of(event)].append((*_said(event), event.depth, order[first], event.sentence_end - first, *places))
    return b"".join(_year.pack(year, _digest(found[year])) for year in sorted(found))


def read_years(packed: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield what ``digest_years`` packed: each year, ascending, and its digest."""
    return _year.iter_unpack(packed)


def digest_report(events: Sequence[Event]) -> Report | None:
    """Return what the report of an article adds to its year; None for an article without one."""
    for event in events:
        if event.kind == "report":
            return bucket_of(event), event.date.edtf, _digest([_said(event)])
    return None


def digest_entry(entry: Entry) -> bytes:
    """Return a digest of what an entry and its statements say, wherever they stand and however they are ranked."""
    conflicts = [(each.kind, each.values, each.events) for each in entry.conflicts]
    own = (*_entered(entry), entry.statement_ids, entry.articles, conflicts)
    return _digest([own, *map(_said, entry.statements)], 8)


_entered = attrgetter(
    "id", "date.edtf", "mod", "headline", "status._value_", "kind", "entities", "topics", "pinned"
)


_year = Struct("<i12s")


def _digest(values: list[tuple[object, ...]], size: int = 12) -> bytes:
    # version 2 of the format knows no references, which would tell equal strings of one object from those of two
    return blake2b(marshal.dumps(values, 2), digest_size=size).digest()
