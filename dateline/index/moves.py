"""How what stands in order moves where some of it goes and other things come between."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import TypeVar

Item = TypeVar("Item")


class Moves:
    """What stands in order, ``size`` in number, without the ``gone`` places and with new items before some places.

    Both ascend, and are counted as they were before; several may come before one place, and ``size`` is behind the
    last.

    >>> Moves(4, gone=[1], before=[0, 4]).splice("abcd", "xy")
    ['x', 'a', 'c', 'd', 'y']
    """

    def __init__(self, size: int, gone: Sequence[int], before: Sequence[int]) -> None:
        self._before = size
        self.gone = frozenset(gone)
        self.runs = list(_runs(size, gone, before))
        lengths = (1 if run is None else len(run) for run in self.runs)
        self._starts = list(accumulate(lengths, initial=0))
        self.size = self._starts[-1]

    @property
    def made(self) -> list[int]:
        """The places of the new items."""
        return [at for at, run in zip(self._starts, self.runs, strict=False) if run is None]

    def splice(self, old: Sequence[Item], new: Iterable[Item]) -> list[Item]:
        """Return what stands there now."""
        items = iter(new)
        runs = ([next(items)] if run is None else old[run.start : run.stop] for run in self.runs)
        return list(chain.from_iterable(runs))

    def splice_bytes(self, old: bytes, new: Iterable[bytes], width: int) -> bytes:
        """Return what stands there now, where each item takes so many bytes."""
        items = iter(new)
        return b"".join(
            next(items) if run is None else old[run.start * width : run.stop * width] for run in self.runs
        )

    @cached_property
    def places(self) -> array[int]:
        """By its old place where each item stands now; of what is gone it tells nothing."""
        found = array("I")
        for start, run in zip(self._starts, self.runs, strict=False):
            if run is not None:
                found.frombytes(bytes(found.itemsize * (run.start - len(found))))
                found.extend(range(start, start + len(run)))
        found.frombytes(bytes(found.itemsize * (self._before - len(found))))
        return found

    def moved(self, old: Iterable[int]) -> list[int]:
        """Return where what stood at some places stands now, without what is gone."""
        places, gone = self.places, self.gone
        return [places[at] for at in old if at not in gone]


def _runs(size: int, gone: Iterable[int], before: Iterable[int]) -> Iterator[range | None]:
    """Yield what stays, as ranges of old places, and None for each new item between."""
    start = 0
    cuts = sorted([*((at, False) for at in before), *((at, True) for at in gone)])
    for at, goes in cuts:
        if at > start:
            yield range(start, at)
            start = at
        if goes:
            start = at + 1
        else:
            yield None
    if start < size:
        yield range(start, size)
