"""What is known of the entries of a year without reading them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from struct import Struct
from typing import Final, NamedTuple

from dateline.annotate.event.essence import digest_entry
from dateline.annotate.event.plans import is_plan
from dateline.model.dates import PartialDate, Precision
from dateline.model.event import Entry

ALL: Final = ""
"""Names the timeline of everything; those of an entity, a topic and a year are named by the functions below."""
_pack_score = Struct("<d").pack
_FINE: Final = frozenset((Precision.DAY, Precision.MONTH))
QUARTERS: Final = bytes((0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 1, 2, 3, 4, 1, 2, 3, 4))
"""The quarter that each grain lies in: see ``Head``; 0 for none."""
MONTHS: Final = range(1, 13)
WITHIN_QUARTER: Final = range(1, 17)


def entity_timeline(entity: str) -> str:
    """Return the name of an entity's timeline."""
    return f"e {entity}"


def topic_timeline(topic: str) -> str:
    """Return the name of a topic's timeline."""
    return f"t {topic}"


def year_timeline(year: int) -> str:
    """Return the name of the timeline of a year."""
    return f"y {year}"


def timelines_of(entities: Iterable[str], topics: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the timelines an entry stands on by whom and what it is about, each once.

    >>> timelines_of(("xai", "xai"), ("chips",))
    ('e xai', 't chips')
    """
    return tuple(dict.fromkeys((*map(entity_timeline, entities), *map(topic_timeline, topics))))


class Retold(NamedTuple):
    """An entry of several statements: its id, theirs, and the articles they stand in, one for each."""

    id: str
    statements: tuple[str, ...]
    articles: tuple[str, ...]


class Head(NamedTuple):
    """What is known of a year whose entries nobody has read.

    By timeline: ``places`` are the positions of its entries among the year's, ascending, as unsigned 32-bit numbers;
    ``events`` is how many of them are events and no report of an article; ``digests`` stand for what its entries say
    and weigh, their links to others left out; ``others`` are the articles that stand on it through an entry of several
    statements or of a person's: what is known of such an article does not tell that it stands there. ``plans`` are the
    positions of what was still to come.

    ``scores`` (64-bit floats) and ``grains`` (a byte each) stand in the order of the entries. A grain is how finely a
    date is known: 1 to 12 a month or a day in it, 13 to 16 a quarter, 17 to 20 a season, by the quarter it begins in,
    and 0 anything coarser. ``pinned``, ``marked`` as key events, ``disputed`` and ``undated`` are positions.
    """

    size: int
    places: Mapping[str, bytes]
    events: Mapping[str, int]
    digests: Mapping[str, bytes]
    others: Mapping[str, tuple[str, ...]]
    retold: tuple[Retold, ...]
    plans: tuple[int, ...]
    scores: bytes
    grains: bytes
    pinned: frozenset[int]
    marked: frozenset[int]
    disputed: frozenset[int]
    undated: frozenset[int]


def make_head(entries: Sequence[Entry], digests: Sequence[bytes]) -> Head:
    """Describe the entries of a year, which come by date; ``digests`` stand for what each says."""
    held: dict[str, array[int]] = defaultdict(lambda: array("I"))
    others: dict[str, set[str]] = defaultdict(set)
    for at, entry in enumerate(entries):
        names = timelines_of(entry.entities, entry.topics)
        for name in names:
            held[name].append(at)
        if len(entry.statements) > 1 or entry.statement_ids != (entry.id,):
            for name in (ALL, *names):
                others[name].update(entry.articles)
    held[ALL] = array("I", range(len(entries)))
    marks = [digest + _pack_score(entry.score) for entry, digest in zip(entries, digests, strict=True)]
    told = [entry.kind not in ("report", "undated") for entry in entries]
    on = sorted(held)
    return Head(
        size=len(entries),
        places={name: held[name].tobytes() for name in on},
        events={name: sum([told[at] for at in held[name]]) for name in on},
        digests={
            name: blake2b(b"".join([marks[at] for at in held[name]]), digest_size=12).digest() for name in on
        },
        others={name: tuple(sorted(others[name])) for name in sorted(others)},
        retold=tuple(
            Retold(entry.id, entry.statement_ids, entry.articles) for entry in entries if len(entry.statements) > 1
        ),
        plans=tuple([at for at, entry in enumerate(entries) if is_plan(entry)]),
        scores=array("d", [entry.score for entry in entries]).tobytes(),
        grains=bytes([_grain_of(entry.date) for entry in entries]),
        pinned=frozenset([at for at, entry in enumerate(entries) if entry.pinned]),
        marked=frozenset([at for at, entry in enumerate(entries) if entry.key]),
        disputed=frozenset([at for at, entry in enumerate(entries) if entry.conflicts]),
        undated=frozenset([at for at, entry in enumerate(entries) if not told[at]]),
    )


def _grain_of(date: PartialDate) -> int:
    month = date.earliest[1]
    if date.precision in _FINE:
        return month
    if date.precision is Precision.QUARTER:
        return 12 + (month + 2) // 3
    return 16 + (month + 2) // 3 if date.precision is Precision.SEASON else 0


def digests_of(entries: Iterable[Entry]) -> list[bytes]:
    """Return what stands for what each entry says: its digest, taken where it has none."""
    return [entry.digest or digest_entry(entry) for entry in entries]
