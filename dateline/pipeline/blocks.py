"""The rows of a part in blocks: each is read, proved and written by itself, so that a few rows cost little of a year.

Where a block ends is told by the rows in it alone. So rows that come and go change the blocks they stand in, and all
others are found to be what is stored already.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import Final, NamedTuple

from dateline.engine.sealed import pack_plain, seal, unpack_plain, unseal
from dateline.index.moves import Moves
from dateline.pipeline.rows import DIGEST, Row

Packed = tuple[Row, bytes]
"""A row, and the same packed."""
ENDING: Final = 16
"""So many of the 256 values of a digest's first byte end a block: it holds some sixteen rows then, six kilobytes."""
MOST: Final = 64
"""Rows that a block holds at most, whatever they say."""
HELD: Final = 8
"""Blocks of a part that are kept for the next who asks: to read one again takes less than to make a row's entry."""


class Directory(NamedTuple):
    """The blocks of a part, each with how many rows it holds, and the block of what they were made from."""

    blocks: Sequence[tuple[int, int]]
    basis: int

    @property
    def ids(self) -> set[int]:
        """Return the ids of all blocks."""
        return {self.basis, *(identifier for identifier, _ in self.blocks)}


def cut(name: str, rows: Iterable[Packed], basis: bytes) -> tuple[Directory, Mapping[int, bytes]]:
    """Return the rows of a part in blocks, and these by id: the id of a block stands for the part and what it holds."""
    cutter = _Cutter(name)
    for row, data in rows:
        cutter.take(row[DIGEST][0], data)
    return cutter.finish(basis)


def recut(
    name: str, old: Blocks, leads: bytes, moves: Moves, made: Iterable[Packed], basis: bytes
) -> tuple[Directory, Mapping[int, bytes]]:
    """Return what ``cut`` would where rows go and those ``made`` come; of the blocks only those that may be new.

    ``leads`` are the first bytes of the old rows' digests. Only blocks in which rows come or go are read.
    """
    rows = iter(made)
    cutter = _Cutter(name)
    for run in moves.runs:
        if run is None:
            row, data = next(rows)
            cutter.take(row[DIGEST][0], data)
            continue
        more = run is not moves.runs[-1]
        for block, places in old.across(run):
            full = len(places) == block.rows and not (more and places.stop == len(old))  # the last may have had room
            if full and cutter.is_between:
                cutter.blocks.append((block.id, block.rows))
            else:
                for at, data in zip(places, old.held(block)[places.start - block.start :], strict=False):
                    cutter.take(leads[at], data)
    return cutter.finish(basis)


class _Cutter:
    """Puts rows that come one by one into blocks."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[tuple[int, int]] = []
        self._found: dict[int, bytes] = {}
        self._held: list[bytes] = []

    @property
    def is_between(self) -> bool:
        """Whether the row that comes next begins a block."""
        return not self._held

    def take(self, lead: int, data: bytes) -> None:
        """Take a row, given the first byte of its digest."""
        self._held.append(data)
        if lead < ENDING or len(self._held) == MOST:
            self._end()

    def finish(self, basis: bytes) -> tuple[Directory, Mapping[int, bytes]]:
        """Return where all blocks are, and those that were made."""
        if self._held:
            self._end()
        directory = Directory(self.blocks, self._keep(seal(basis)))
        return directory, self._found

    def _end(self) -> None:
        self.blocks.append((self._keep(seal(pack_plain(self._held))), len(self._held)))
        self._held.clear()

    def _keep(self, data: bytes) -> int:
        identifier = _id(self.name, data)
        self._found[identifier] = data
        return identifier


def _id(name: str, data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8, key=name.encode()).digest(), "little", signed=True)


def pack_directory(directory: Directory) -> bytes:
    """Pack a directory."""
    return seal(pack_plain(tuple(directory)))


def read_directory(data: bytes) -> Directory:
    """Return a packed directory."""
    return Directory(*unpack_plain(unseal(data)))


class Block(NamedTuple):
    """A block of a part: its id, the place of its first row, and how many it holds."""

    id: int
    start: int
    rows: int


class Blocks(Sequence[bytes]):
    """The packed rows of a part by place; ``read`` gives a block by its id when a row of it is looked at."""

    def __init__(self, directory: Directory, read: Callable[[int], bytes]) -> None:
        self._blocks = directory.blocks
        self._ends = list(accumulate(count for _, count in directory.blocks))
        self._read = read
        self._held: dict[int, list[bytes]] = {}

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]
        number = bisect_right(self._ends, place)
        rows = self._held.get(self._blocks[number][0]) or self.held(self._block(number))
        return rows[place - self._ends[number]]  # counted from the end of its block

    def __iter__(self) -> Iterator[bytes]:
        for identifier, _ in self._blocks:
            yield from self._unpacked(identifier)

    def across(self, places: range) -> Iterator[tuple[Block, range]]:
        """Yield the blocks that rows next to each other stand in, and which of these places are in each."""
        number, at = bisect_right(self._ends, places.start), places.start
        while at < places.stop:
            block = self._block(number)
            stop = min(block.start + block.rows, places.stop)
            yield block, range(at, stop)
            number, at = number + 1, stop

    def held(self, block: Block) -> list[bytes]:
        """Return the rows of a block."""
        rows = self._held.get(block.id)
        if rows is None:
            if len(self._held) >= HELD:
                del self._held[next(iter(self._held))]
            rows = self._held[block.id] = self._unpacked(block.id)
        return rows

    def _block(self, number: int) -> Block:
        identifier, count = self._blocks[number]
        return Block(identifier, self._ends[number] - count, count)

    def _unpacked(self, identifier: int) -> list[bytes]:
        rows: list[bytes] = unpack_plain(unseal(self._read(identifier)))
        return rows
