"""Work that another process does while this one goes on."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from dateline.engine.fork import end, may_fork, start
from dateline.engine.sealed import pack, unpack

Value = TypeVar("Value")
_CHUNK: Final = 1 << 20


@contextmanager
def aside(work: Callable[[], Value], *, worthwhile: bool = True) -> Iterator[Callable[[], Value]]:
    """Have a copy of this process do work during the block, which is given a function that returns what came of it.

    ``work`` may read whatever this process holds but for open databases, and changes nothing: only what it returns
    comes back. Where no process can be had, or it comes to nothing, the work is done here, when somebody asks for it.
    """
    child = _start(work) if worthwhile and may_fork() else None
    made: list[Value] = []

    def result() -> Value:
        nonlocal child
        if not made:
            found = _finish(child) if child is not None else None
            child = None
            made.append(unpack(found) if found is not None else work())
        return made[0]

    try:
        yield result
    finally:
        if child is not None:
            _abandon(child)


_Child = tuple[int, int]
"""A process, and the end of the pipe that its result is read from."""


def _start(work: Callable[[], object]) -> _Child | None:
    try:
        back, forth = os.pipe()
    except OSError:
        return None
    process = start(lambda: _send(work, back, forth))
    os.close(forth)
    if process is None:
        os.close(back)
        return None
    return process, back


def _send(work: Callable[[], object], back: int, forth: int) -> bool:
    """Do the work as the other process and send what comes of it; yes says that all of it was sent."""
    os.close(back)
    gc.disable()
    rest = memoryview(pack(work()))
    while rest:
        rest = rest[os.write(forth, rest) :]
    return True


def _finish(child: _Child) -> bytes | None:
    """Return what a process sends; None where it did not get to the end."""
    process, back = child
    parts = []
    try:
        while part := os.read(back, _CHUNK):
            parts.append(part)
    finally:
        os.close(back)
        whole = end(process, wait=True)
    return b"".join(parts) if whole else None


def _abandon(child: _Child) -> None:
    """End a process whose result nobody wants any more."""
    process, back = child
    os.close(back)
    end(process, wait=False)
