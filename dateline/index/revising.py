"""A year's head brought up to date where some of its entries go and others come: what nothing happened to is moved.

What comes of it is what ``heads.describe`` tells of the entries as they stand then.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain

from dateline.index.grains import grain_of
from dateline.index.heads import (
    ALL,
    MANY,
    NO_EVENTS,
    Head,
    Ledger,
    Line,
    Retold,
    count_events,
    digest_of,
    heaviest,
    is_own,
    retold_of,
    timelines_with,
    weight_of,
)
from dateline.index.moves import Moves


def revise(
    head: Head, ledger: Ledger, moves: Moves, gone: Iterable[Line], made: Iterable[Line]
) -> tuple[Head, Ledger]:
    """Return a head and its ledger as ``moves`` tells, given the entries that go and those that come, in order."""
    return _Revision(head, ledger, moves, gone, made).result()


class _Revision:
    """A head on the way to what it will be; all places are the new ones but for those that come out of ``old``."""

    def __init__(
        self, head: Head, ledger: Ledger, moves: Moves, gone: Iterable[Line], made: Iterable[Line]
    ) -> None:
        self.old, self.ledger, self.moves = head, ledger, moves
        self.made = dict(zip(moves.made, made, strict=True))
        self.touched = {name for line in chain(gone, self.made.values()) for name in timelines_with(line)}

    def result(self) -> tuple[Head, Ledger]:
        held, names = self.held, sorted(self.held)
        head = Head(
            size=self.moves.size,
            places={name: held[name].tobytes() for name in names},
            events={name: self._events(name) for name in names},
            said={name: self._digest(self.digests, name, self.old.said) for name in names},
            weights={name: self._digest(self.weights, name, self.old.weights) for name in names},
            others=self._others(),
            retold=tuple(self.retold.values()),
            scores=self.scores.tobytes(),
            depths=self._spliced(self.old.depths, (array("I", [line.depth]).tobytes() for line in self.made.values())),
            grains=self._spliced(self.old.grains, (bytes((grain_of(line.date),)) for line in self.made.values())),
            pinned=self.pinned,
            marked=self.marked,
            disputed=self._picked(self.old.disputed, (at for at, line in self.made.items() if line.disputed)),
            undated=self.undated,
            tellers=self.tellers,
            first=self._first(),
            together={at: tuple(map(self._renumbered.__getitem__, told)) for at, told in self.together.items()},
            idle=self._idle(),
            heaviest={name: self._heaviest(name) for name in names if len(held[name]) > MANY},
        )
        several = (array("I", found).tobytes() for found in (self.retold, self.own))
        return head, Ledger(self.digests, self.weights, *several)

    def _spliced(self, old: bytes, new: Iterable[bytes]) -> bytes:
        return self.moves.splice_bytes(old, new, len(old) // self.old.size if self.old.size else 1)

    def _picked(self, old: Iterable[int], new: Iterable[int]) -> frozenset[int]:
        return frozenset((*self.moves.moved(old), *new))

    @cached_property
    def digests(self) -> bytes:
        return self._spliced(self.ledger.digests, (line.digest for line in self.made.values()))

    @cached_property
    def weights(self) -> bytes:
        return self._spliced(self.ledger.weights, map(weight_of, self.made.values()))

    @cached_property
    def scores(self) -> array[float]:
        new = (array("d", [line.score]).tobytes() for line in self.made.values())
        return _numbers("d", self._spliced(self.old.scores, new))

    @cached_property
    def pinned(self) -> frozenset[int]:
        return self._picked(self.old.pinned, (at for at, line in self.made.items() if line.pinned))

    @cached_property
    def marked(self) -> frozenset[int]:
        return self._picked(self.old.marked, (at for at, line in self.made.items() if line.key))

    @cached_property
    def undated(self) -> frozenset[int]:
        return self._picked(self.old.undated, (at for at, line in self.made.items() if line.kind in NO_EVENTS))

    @cached_property
    def held(self) -> dict[str, array[int]]:
        """The places by timeline."""
        new: dict[str, list[int]] = defaultdict(list)
        for at, line in self.made.items():
            for name in timelines_with(line):
                new[name].append(at)
        found = {ALL: array("I", range(self.moves.size))}
        for name in (self.old.places.keys() | new.keys()) - {ALL}:
            places = memoryview(self.old.places.get(name, b"")).cast("I")
            if name not in self.touched:
                found[name] = array("I", map(self.moves.places.__getitem__, places))
            elif stays := sorted([*self.moves.moved(places), *new.get(name, ())]):
                found[name] = array("I", stays)
        return found

    def _events(self, name: str) -> int:
        if name not in self.touched:
            return self.old.events[name]
        return count_events(self.held[name], self.undated)

    def _digest(self, items: bytes, name: str, old: Mapping[str, bytes]) -> bytes:
        if name not in self.touched:
            return old[name]
        if name == ALL:
            return digest_of((items,))
        width = len(items) // self.moves.size
        return digest_of([items[at * width : at * width + width] for at in self.held[name]])

    @cached_property
    def retold(self) -> dict[int, Retold]:
        """The entries of several statements, by place."""
        before = zip(_numbers("I", self.ledger.retold), self.old.retold, strict=True)
        stay = [(self.moves.places[at], entry) for at, entry in before if at not in self.moves.gone]
        new = [(at, retold_of(line)) for at, line in self.made.items() if len(line.statements) > 1]
        return dict(sorted([*stay, *new]))

    @cached_property
    def own(self) -> list[int]:
        """The places of a person's entries that tell of others' statements."""
        new = [at for at, line in self.made.items() if is_own(line)]
        return sorted([*self.moves.moved(_numbers("I", self.ledger.own)), *new])

    def _others(self) -> dict[str, tuple[str, ...]]:
        several = frozenset((*self.retold, *self.own))
        found = {name: told for name, told in self.old.others.items() if name not in self.touched}
        for name in self.touched & self.held.keys():
            if on := several.intersection(self.held[name]):
                found[name] = tuple(sorted({article for at in on for article in self._articles(at)}))
        return dict(sorted(found.items()))

    @cached_property
    def numbers(self) -> array[int]:
        """By place the article that tells of an entry first, numbered as they were; of those made it means nothing."""
        return _numbers("I", self._spliced(self.old.first, (bytes(4) for _ in self.made)))

    @cached_property
    def together(self) -> dict[int, tuple[int, ...]]:
        """The articles that tell of what not just one tells of, by place; those that are new are numbered behind."""
        stay = ((self.moves.places[at], told) for at, told in self.old.together.items() if at not in self.moves.gone)
        new = ((at, self._told(line)) for at, line in self.made.items())
        return dict(sorted([*stay, *((at, told) for at, told in new if len(told) != 1)]))

    def _told(self, line: Line) -> tuple[int, ...]:
        return tuple([self._number[article] for article in dict.fromkeys(line.articles)])

    @cached_property
    def _number(self) -> dict[str, int]:
        found = {article: at for at, article in enumerate(self.old.tellers)}
        for line in self.made.values():
            for article in line.articles:
                found.setdefault(article, len(found))
        return found

    @cached_property
    def _names(self) -> list[str]:
        return list(self._number)

    def _articles(self, at: int) -> Iterator[str]:
        """Yield the articles that tell of the entry at a place, each once."""
        if at in self.made:
            yield from dict.fromkeys(self.made[at].articles)
        else:
            yield from map(self._names.__getitem__, self.together.get(at, (self.numbers[at],)))

    @cached_property
    def tellers(self) -> tuple[str, ...]:
        """The articles that tell of any."""
        return tuple(sorted(self._telling(frozenset())))

    def _telling(self, without: Set[int]) -> set[str]:
        """Return the articles that tell of any entry but for those at some places."""
        odd = self.made.keys() | self.together.keys() | without
        told = {number for at, number in enumerate(self.numbers) if at not in odd}
        told.update(*(numbers for at, numbers in self.together.items() if at not in without))
        told.update(*(self._told(line) for at, line in self.made.items() if at not in without))
        return set(map(self._names.__getitem__, told))

    @cached_property
    def _renumbered(self) -> list[int]:
        """By the number an article had the one that it has."""
        now = {article: at for at, article in enumerate(self.tellers)}
        return [now.get(article, 0) for article in self._names]

    def _first(self) -> bytes:
        first = array("I", map(self._renumbered.__getitem__, self.numbers)) if self._names else self.numbers
        for at, line in self.made.items():
            first[at] = self._renumbered[self._number[line.articles[0]]] if line.articles else 0
        for at, told in self.together.items():
            if not told:
                first[at] = 0
        return first.tobytes()

    def _idle(self) -> frozenset[str]:
        idle = frozenset(article for at in self.undated for article in self._articles(at))
        return idle - self._telling(self.undated) if idle else idle

    def _heaviest(self, name: str) -> bytes:
        """Return the places of what matters most on a timeline, the weightiest first."""
        known = self.old.heaviest.get(name)
        old = _numbers("I", known or b"")
        if name not in self.touched:
            return array("I", self.moves.moved(old)).tobytes()
        if known is not None and self.moves.gone.isdisjoint(old):
            among: Sequence[int] = sorted([*self.moves.moved(old), *self.made.keys() & frozenset(self.held[name])])
        else:
            among = self.held[name]
        return heaviest(among, self.undated, self._weight)

    def _weight(self, at: int) -> tuple[bool, bool, float]:
        return at in self.pinned, at in self.marked, self.scores[at]


def _numbers(kind: str, data: bytes) -> array:  # type: ignore[type-arg]
    return array(kind, data)
