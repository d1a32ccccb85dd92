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
    found: dict[int, bytes] = {}
    blocks: list[tuple[int, int]] = []
    for held in _runs(rows):
        data = seal(pack_plain(held))
        blocks.append((_id(name, data), len(held)))
        found[blocks[-1][0]] = data
    data = seal(basis)
    directory = Directory(blocks, _id(name, data))
    found[directory.basis] = data
    return directory, found


def _runs(rows: Iterable[Packed]) -> Iterator[list[bytes]]:
    held: list[bytes] = []
    for row, data in rows:
        held.append(data)
        if row[DIGEST][0] < ENDING or len(held) == MOST:
            yield held
            held = []
    if held:
        yield held


def _id(name: str, data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8, key=name.encode()).digest(), "little", signed=True)


def pack_directory(directory: Directory) -> bytes:
    """Pack a directory."""
    return seal(pack_plain(tuple(directory)))


def read_directory(data: bytes) -> Directory:
    """Return a packed directory."""
    return Directory(*unpack_plain(unseal(data)))


class Blocks(Sequence[bytes]):
    """The packed rows of a part by place; ``read`` gives a block by its id when a row of it is looked at."""

    def __init__(self, directory: Directory, read: Callable[[int], bytes]) -> None:
        self._ids = [identifier for identifier, _ in directory.blocks]
        self._ends = list(accumulate(count for _, count in directory.blocks))
        self._read = read
        self._held: dict[int, list[bytes]] = {}

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]
        number = bisect_right(self._ends, place)
        rows = self._rows(number)
        return rows[place - self._ends[number]]  # counted from the end of its block

    def __iter__(self) -> Iterator[bytes]:
        for identifier in self._ids:
            yield from self._unpacked(identifier)

    def _rows(self, number: int) -> list[bytes]:
        rows = self._held.get(number)
        if rows is None:
            if len(self._held) >= HELD:
                del self._held[next(iter(self._held))]
            rows = self._held[number] = self._unpacked(self._ids[number])
        return rows

    def _unpacked(self, identifier: int) -> list[bytes]:
        rows: list[bytes] = unpack_plain(unseal(self._read(identifier)))
        return rows
