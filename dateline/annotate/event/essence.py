"""What of an article's statements merging looks at, as one digest a year: where a text moves, it stays the same."""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Sequence
from hashlib import blake2b
from operator import attrgetter

from dateline.annotate.event.merge import bucket_of
from dateline.model.annotation import Event

Years = tuple[tuple[int, bytes], ...]

_said = attrgetter(
    "id", "date.edtf", "status.value", "headline", "quote", "mod", "entities", "places", "amounts", "attribution",
    "kind", "lang", "pinned", "note", "triggers", "terms", "target",
)  # fmt: skip


def digest_years(events: Sequence[Event]) -> Years:
    """Return for each year that statements of one article fall in a digest of those: equal ones merge alike.

    Places are counted from the start of the sentence, and sentences by their order, so that a paragraph put in before
    changes nothing.
    """
    order = {start: number for number, start in enumerate(sorted({event.sentence_start for event in events}))}
    found: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    for event in events:
        first = event.sentence_start
        places = (event.start - first, event.end - first, event.timex_start - first, event.timex_end - first)
        found[bucket_of(event)].append((*_said(event), order[first], event.sentence_end - first, *places))
    return tuple((year, _digest(found[year])) for year in sorted(found))


def _digest(values: list[tuple[object, ...]]) -> bytes:
    # version 2 of the format knows no references, which would tell equal strings of one object from those of two
    return blake2b(marshal.dumps(values, 2), digest_size=12).digest()
