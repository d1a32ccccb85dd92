"""What happened in a year and what was planned, by actor and kind: plans are weighed without their years being read.

Beside it stands what is new since the part was made before, so that only the plans are weighed that it may concern.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import product, starmap
from operator import itemgetter
from typing import NamedTuple

from dateline.annotate.event.plans import Acts, Happening
from dateline.annotate.event.rank import ordinal
from dateline.engine.sealed import pack, pack_plain, seal, unpack, unpack_plain, unseal
from dateline.model.dates import LOW, PartialDate
from dateline.pipeline.parts import Part
from dateline.pipeline.rows import COMING, Row, acted_in


class Plan(NamedTuple):
    """A plan as it is weighed: its place among the entries of its year, and of what it says what is looked at."""

    id: str
    place: int
    edtf: str
    status: str
    article: str
    digest: bytes
    acts: Acts

    @property
    def date(self) -> PartialDate:
        """Return the day it is for."""
        return PartialDate.parse(self.edtf)


class Index(NamedTuple):
    """What happened in a year, by day and id, and what was planned, by place.

    ``days`` and ``places`` are numbers of 32 bits, as are those by actor and kind, which lead to the others.
    """

    ids: Sequence[str]
    days: bytes
    places: bytes
    digests: Sequence[bytes]
    acts: Mapping[str, Mapping[str, bytes]]
    plans: Sequence[Plan]


class News(NamedTuple):
    """What is new in a year since its state was ``before``.

    ``plans`` are the ids of those made anew, ``happened`` the days and acts of all that came, went, or now says
    something else.
    """

    before: bytes
    plans: Sequence[str]
    happened: Sequence[tuple[int, Acts]]


class Happened:
    """The happenings of a year: its index is read, and each is made, when somebody looks at it."""

    def __init__(self, year: int, read: Callable[[], Index]) -> None:
        self._year, self._read = year, read
        self._found: dict[tuple[str, str], list[Happening]] = {}

    @cached_property
    def _index(self) -> Index:
        return self._read()

    @cached_property
    def _days(self) -> array[int]:
        return array("I", self._index.days)

    @cached_property
    def _places(self) -> array[int]:
        return array("I", self._index.places)

    @cached_property
    def _at(self) -> Mapping[str, int]:
        return dict(zip(self._index.ids, self._places, strict=True))

    def __call__(self, pair: tuple[str, str]) -> Sequence[Happening]:
        """Return what happened to an actor of a kind; what leads to each is its year, its place and its digest."""
        found = self._found.get(pair)
        if found is None:
            numbers = array("I", self._index.acts.get(pair[0], {}).get(pair[1], b""))
            found = self._found[pair] = [self._make(number) for number in numbers]
        return found

    def _make(self, number: int) -> Happening:
        way = (self._year, self._places[number], self._index.digests[number])
        return self._days[number], self._index.ids[number], way

    def place(self, identifier: str) -> int:
        """Return the place of a happening among the entries of the year."""
        return self._at[identifier]


def index_rows(rows: Iterable[Row]) -> Index:
    """Return what happened and what was planned of the entries of a year, which come in order."""
    done: list[tuple[int, str, int, bytes, Acts]] = []
    plans: list[Plan] = []
    days_of: dict[str, int | None] = {}
    for place, row in enumerate(rows):
        identifier, edtf, status, kind, article, digest, acts = acted_in(row)
        if kind != "statement":
            continue
        if status in COMING:
            plans.append(Plan(identifier, place, edtf, status, article, digest, acts))
            continue
        if edtf not in days_of:
            days_of[edtf] = _first_day(edtf)
        if (day := days_of[edtf]) is not None:
            done.append((day, identifier, place, digest, acts))
    done.sort(key=itemgetter(0, 1))
    found: dict[str, dict[str, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("I")))
    for number, (*_, acts) in enumerate(done):
        for actor, act in product(*acts):
            held = found[actor][act]
            if not held or held[-1] != number:
                held.append(number)
    days, ids, places, digests, _ = zip(*done, strict=True) if done else ((), (), (), (), ())
    by_acts = {actor: {act: held.tobytes() for act, held in acts.items()} for actor, acts in found.items()}
    return Index(ids, array("I", days).tobytes(), array("I", places).tobytes(), digests, by_acts, plans)


def _first_day(edtf: str) -> int | None:
    first = PartialDate.parse(edtf).earliest
    return ordinal(first) if first != LOW else None


def news_in(before: bytes, gone: Iterable[Row], made: Iterable[Row]) -> News:
    """Return what is new where some entries of a part went and others were made."""
    was, now = ({row[0]: row for row in map(acted_in, rows)} for rows in (gone, made))
    same = {name for name in was.keys() & now.keys() if was[name][5] == now[name][5]}
    other = [row for rows in (was, now) for name, row in rows.items() if name not in same]
    happened = [
        (day, acts)
        for _, edtf, status, kind, _, _, acts in other
        if kind == "statement" and status not in COMING and (day := _first_day(edtf)) is not None
    ]
    return News(before, [name for name, row in now.items() if row[2] in COMING], happened)


def pack_index(state: bytes, index: Index, news: News | None) -> Part:
    """Pack the index of a part of that state, and what is new in it if that is known."""
    plans, happened = list(map(tuple, index.plans)), tuple(index[:-1])
    data = pack((pack_plain(plans), pack_plain(happened)))
    return Part(state, seal(pack_plain(None if news is None else tuple(news))), data)


def read_index(data: bytes) -> Index:
    """Return a packed index."""
    plans, happened = unpack(data)
    ids, days, places, digests, acts = unpack_plain(happened)
    return Index(ids, days, places, digests, acts, _plans(plans))


def read_plans(data: bytes) -> list[Plan]:
    """Return what was planned, of a packed index; no more of it is looked at."""
    return _plans(unpack(data)[0])


def _plans(data: bytes) -> list[Plan]:
    return list(starmap(Plan, unpack_plain(data)))


def read_news(part: Part) -> News | None:
    """Return what is new with a packed index, None where that is not known."""
    news = unpack_plain(unseal(part.head))
    return None if news is None else News(*news)
