"""What is known of the entries of a year without reading them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from hashlib import blake2b
from heapq import nlargest
from itertools import chain
from struct import Struct
from typing import Final, NamedTuple
from zlib import crc32

from dateline.annotate.event.essence import digest_entry
from dateline.index.grains import grain_of
from dateline.model.dates import PartialDate
from dateline.model.event import Entry

ALL: Final = ""
"""Names the timeline of everything; those of an entity, a topic and a year are named by the functions below."""
HEAVIEST: Final = 60
"""So many of a year's events are known to matter most on a timeline that holds many of them."""
MANY: Final = 4 * HEAVIEST
_pack_weight = Struct("<d??I").pack


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
    """An entry of several statements: its id, theirs, and the articles they stand in, one for each.

    ``digest`` stands for these.
    """

    id: str
    statements: tuple[str, ...]
    articles: tuple[str, ...]
    digest: bytes = b""


class Head(NamedTuple):
    """What is known of a year whose entries nobody has read.

    By timeline: ``places`` are the positions of its entries among the year's, ascending, as unsigned 32-bit numbers;
    ``events`` is how many of them are events and no report of an article; ``said`` stands for what its entries say,
    their links to others left out, and ``weights`` for what they weigh; ``others`` are the articles that stand on it
    through an entry of several statements or of a person's: what is known of such an article does not tell that it
    stands there.

    ``scores`` (64-bit floats), ``depths`` (32-bit codes: see ``depth_code``) and ``grains`` (a byte each) stand in the
    order of the entries. A grain is how finely a date is known: see ``dateline.index.grains``.
    ``pinned``, ``marked`` as key events, ``disputed`` and ``undated`` are positions.

    ``tellers`` are the articles that tell of any; ``first`` tells by the position of an entry which of them is its
    first, as unsigned 32-bit numbers, and ``together`` which ones tell of an entry, where they are several or none.
    ``idle`` are those that tell of no event, but of what has no date. ``heaviest`` are the positions of the events that
    matter most, the weightiest first, by timeline, of those that hold many.
    """

    size: int
    places: Mapping[str, bytes]
    events: Mapping[str, int]
    said: Mapping[str, bytes]
    weights: Mapping[str, bytes]
    others: Mapping[str, tuple[str, ...]]
    retold: tuple[Retold, ...]
    scores: bytes
    depths: bytes
    grains: bytes
    pinned: frozenset[int]
    marked: frozenset[int]
    disputed: frozenset[int]
    undated: frozenset[int]
    tellers: tuple[str, ...]
    first: bytes
    together: Mapping[int, tuple[int, ...]]
    idle: frozenset[str]
    heaviest: Mapping[str, bytes]


class Ledger(NamedTuple):
    """What else has to be known of the entries of a year, in their order, to bring its head up to date.

    ``digests`` and ``weights`` stand for what each says and weighs. ``retold`` are the positions of those of several
    statements, ``own`` of a person's that tell of another's, as unsigned 32-bit numbers.
    """

    digests: bytes
    weights: bytes
    retold: bytes
    own: bytes


class Line(NamedTuple):
    """What a head is made from of an entry; ``statements`` are their ids."""

    id: str
    date: PartialDate
    kind: str
    entities: tuple[str, ...]
    topics: tuple[str, ...]
    articles: tuple[str, ...]
    statements: tuple[str, ...]
    disputed: bool
    score: float
    pinned: bool
    key: bool
    digest: bytes
    depth: int


def depth_code(depths: Sequence[int]) -> int:
    """Return a 32-bit code for how deep in its article each statement of an entry stands.

    A timeline ranks its entries by that too, though none of them says so: no digest of what they say tells of it.
    """
    return depths[0] & 0xFFFF if len(depths) == 1 else 0x10000 | crc32(repr(list(depths)).encode())


def line_of(entry: Entry) -> Line:
    """Return the line of an entry; its digest is taken where it has none."""
    return Line(
        entry.id, entry.date, entry.kind, entry.entities, entry.topics, entry.articles,
        entry.statement_ids, bool(entry.conflicts), entry.score, entry.pinned, entry.key,
        entry.digest or digest_entry(entry),
        depth_code([event.depth for event in entry.said]),
    )  # fmt: skip


def make_head(lines: Sequence[Line]) -> Head:
    """Describe the entries of a year, which come by date."""
    return describe(lines)[0]


def describe(lines: Sequence[Line]) -> tuple[Head, Ledger]:
    """Describe the entries of a year, which come by date, and return what brings this up to date later."""
    said = [line.digest for line in lines]
    weights = [weight_of(line) for line in lines]
    retold = [at for at, line in enumerate(lines) if len(line.statements) > 1]
    own = [at for at, line in enumerate(lines) if is_own(line)]
    places = (array("I", found).tobytes() for found in (retold, own))
    return _head(lines, said, weights, (retold, own)), Ledger(b"".join(said), b"".join(weights), *places)


def timelines_with(line: Line) -> tuple[str, ...]:
    """Return the names of all timelines that an entry stands on in its year."""
    return (ALL, *timelines_of(line.entities, line.topics))


def count_events(places: Sequence[int], undated: frozenset[int]) -> int:
    """Count the events among the entries at some places."""
    return len(places) - (len(undated.intersection(places)) if undated else 0)


def heaviest(
    places: Iterable[int], undated: Container[int], weight: Callable[[int], tuple[bool, bool, float]]
) -> bytes:
    """Return the places of the events that matter most of those at some ascending places, the weightiest first."""
    return array("I", nlargest(HEAVIEST, (at for at in places if at not in undated), key=weight)).tobytes()


def weight_of(line: Line) -> bytes:
    """Return what an entry weighs on a timeline, in bytes."""
    return _pack_weight(line.score, line.pinned, line.key, line.depth)


def is_own(line: Line) -> bool:
    """Tell whether an entry of one statement has not the name of that: a person wrote it."""
    return len(line.statements) == 1 and line.statements[0] != line.id


def retold_of(line: Line) -> Retold:
    """Return what a head holds of an entry of several statements."""
    digest = _digest_of(line.id, *line.statements, "", *line.articles)
    return Retold(line.id, line.statements, line.articles, digest)


def _head(
    lines: Sequence[Line], said: Sequence[bytes], weights: Sequence[bytes], several: tuple[Sequence[int], Sequence[int]]
) -> Head:
    held = _places(lines)
    others: dict[str, set[str]] = defaultdict(set)
    retold, own = several
    for line in map(lines.__getitem__, chain(retold, own)):
        for name in timelines_with(line):
            others[name].update(line.articles)
    tellers = tuple(sorted({article for line in lines for article in line.articles}))
    number = {article: at for at, article in enumerate(tellers)}
    undated = frozenset([at for at, line in enumerate(lines) if line.kind in NO_EVENTS])
    on = sorted(held)
    return Head(
        size=len(lines),
        places={name: held[name].tobytes() for name in on},
        events={name: count_events(held[name], undated) for name in on},
        said={name: digest_of(map(said.__getitem__, held[name])) for name in on},
        weights={name: digest_of(map(weights.__getitem__, held[name])) for name in on},
        others={name: tuple(sorted(others[name])) for name in sorted(others)},
        retold=tuple([retold_of(lines[at]) for at in retold]),
        scores=array("d", [line.score for line in lines]).tobytes(),
        depths=array("I", [line.depth for line in lines]).tobytes(),
        grains=bytes([grain_of(line.date) for line in lines]),
        pinned=frozenset([at for at, line in enumerate(lines) if line.pinned]),
        marked=frozenset([at for at, line in enumerate(lines) if line.key]),
        disputed=frozenset([at for at, line in enumerate(lines) if line.disputed]),
        undated=undated,
        tellers=tellers,
        first=array("I", [number[line.articles[0]] if line.articles else 0 for line in lines]).tobytes(),
        together={
            at: tuple([number[article] for article in told])
            for at, line in enumerate(lines)
            if len(told := dict.fromkeys(line.articles)) != 1
        },
        idle=_idle(lines, undated),
        heaviest=_heaviest(lines, held, undated),
    )


def _places(lines: Sequence[Line]) -> dict[str, array[int]]:
    """Return by timeline where its entries stand, ascending."""
    entities: dict[str, array[int]] = defaultdict(lambda: array("I"))
    topics: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for at, line in enumerate(lines):
        for found, names in ((entities, line.entities), (topics, line.topics)):
            for name in names if len(names) < 2 else dict.fromkeys(names):
                found[name].append(at)
    held = {entity_timeline(entity): places for entity, places in entities.items()}
    held |= {topic_timeline(topic): places for topic, places in topics.items()}
    held[ALL] = array("I", range(len(lines)))
    return held


def _heaviest(
    lines: Sequence[Line], held: Mapping[str, Sequence[int]], undated: Container[int]
) -> dict[str, bytes]:
    weights = [(line.pinned, line.key, line.score) for line in lines]
    many = (name for name in sorted(held) if len(held[name]) > MANY)
    return {name: heaviest(held[name], undated, weights.__getitem__) for name in many}


def _idle(lines: Sequence[Line], undated: Collection[int]) -> frozenset[str]:
    idle = {article for at in undated for article in lines[at].articles}
    if idle:
        idle.difference_update(*(line.articles for at, line in enumerate(lines) if at not in undated))
    return frozenset(idle)


def _digest_of(*names: str) -> bytes:
    return digest_of(["\x1f".join(names).encode("utf-8", "surrogatepass")])


def digest_of(parts: Iterable[bytes]) -> bytes:
    """Return what stands for some bytes in a head."""
    return blake2b(b"".join(parts), digest_size=12).digest()


NO_EVENTS: Final = frozenset(("report", "undated"))
"""Entries of these kinds are not counted as events."""
