"""What happened in a year and what was planned, by actor and kind: plans are weighed without their years being read.

Beside it stands what is new since the part was made before, so that only the plans are weighed that it may concern.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import product, starmap
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

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
    """What happened in a year, each with a number of its own, and what was planned, by place.

    By number: ``ids``, ``days``, ``places`` and ``digests``. ``acts`` leads by actor and kind to the numbers of what
    happened, by day and id. Days, places and numbers are numbers of 32 bits. A number that was left free has an empty
    id.
    """

    ids: Sequence[str]
    days: bytes
    places: bytes
    digests: Sequence[bytes]
    acts: Mapping[str, Mapping[str, bytes]]
    plans: Sequence[Plan]


NO_INDEX: Final = Index((), b"", b"", (), {}, ())


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
    return revise_index(NO_INDEX, (), enumerate(rows), ())


def revise_index(old: Index, gone: Iterable[Row], made: Iterable[tuple[int, Row]], moved: Sequence[int]) -> Index:
    """Return an index without the entries that are gone, and with those made, which come in order with their places.

    ``moved`` tells by the old place of any other entry where it stands now.
    """
    went = {acted[0]: acted[-1] for acted in map(acted_in, gone)}
    done, planned = _parted(made)
    plans = [plan._replace(place=moved[plan.place]) for plan in old.plans if plan.id not in went]
    plans = sorted([*plans, *planned], key=attrgetter("place")) if plans else planned
    table = _Table(old, went, moved)
    for happening in done:
        table.add(*happening)
    days, places = table.days.tobytes(), table.places.tobytes()
    return Index(table.ids, days, places, table.digests, table.acts(), plans)


def _parted(made: Iterable[tuple[int, Row]]) -> tuple[list[tuple[str, int, int, bytes, Acts]], list[Plan]]:
    """Part what happened, by day and id, from what was planned."""
    done: list[tuple[str, int, int, bytes, Acts]] = []
    plans: list[Plan] = []
    days_of: dict[str, int | None] = {}
    for place, row in made:
        identifier, edtf, status, kind, article, digest, acts = acted_in(row)
        if kind != "statement":
            continue
        if status in COMING:
            plans.append(Plan(identifier, place, edtf, status, article, digest, acts))
            continue
        if edtf not in days_of:
            days_of[edtf] = _first_day(edtf)
        if (day := days_of[edtf]) is not None:
            done.append((identifier, day, place, digest, acts))
    done.sort(key=itemgetter(1, 0))
    return done, plans


class _Table:
    """What happened in a year, by number, while some of it goes, by id, and other things are added."""

    def __init__(self, old: Index, gone: Mapping[str, Acts], moved: Sequence[int]) -> None:
        self.ids = ["" if name in gone else name for name in old.ids]
        self.days, self.digests = array("I", old.days), list(old.digests)
        stand = zip(self.ids, memoryview(old.places).cast("I"), strict=True)
        self.places = array("I", [moved[place] if name else 0 for name, place in stand])
        self._old = old.acts
        self._gone = frozenset(number for number, name in enumerate(old.ids) if name in gone)
        self._left = {pair for number in self._gone for pair in product(*gone[old.ids[number]])}
        self._free = [number for number, name in enumerate(self.ids) if not name]
        self._added: dict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, name: str, day: int, place: int, digest: bytes, acts: Acts) -> None:
        """Give what happened a number; what is added comes by day and id."""
        number = self._free.pop() if self._free else self._another()
        self.ids[number], self.days[number], self.places[number], self.digests[number] = name, day, place, digest
        for pair in product(*acts):
            held = self._added[pair]
            if not held or held[-1] != number:
                held.append(number)

    def _another(self) -> int:
        self.ids.append("")
        self.days.append(0)
        self.places.append(0)
        self.digests.append(b"")
        return len(self.ids) - 1

    def acts(self) -> dict[str, dict[str, bytes]]:
        """Return what leads to all that happened by actor and kind."""
        found: dict[str, dict[str, bytes]] = {actor: dict(kinds) for actor, kinds in self._old.items()}
        for actor, kind in self._added.keys() | self._left:
            if numbers := self._all(actor, kind):
                found.setdefault(actor, {})[kind] = numbers.tobytes()
            else:
                del found[actor][kind]
        return {actor: found[actor] for actor in sorted(found) if found[actor]}

    def _all(self, actor: str, kind: str) -> array[int]:
        was = array("I", self._old.get(actor, {}).get(kind, b""))
        stay = [number for number in was if number not in self._gone]
        added = self._added.get((actor, kind), ())
        return array("I", sorted([*stay, *added], key=self._order) if stay else added)

    def _order(self, number: int) -> tuple[int, str]:
        return self.days[number], self.ids[number]


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
