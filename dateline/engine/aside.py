"""Work that another process does while this one goes on."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, NoReturn, TypeVar

from dateline.engine.fork import may_fork
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
    try:
        child = os.fork()
    except OSError:
        os.close(back)
        os.close(forth)
        return None
    if not child:
        os.close(back)
        _work(work, forth)
    os.close(forth)
    return child, back


def _work(work: Callable[[], object], forth: int) -> NoReturn:
    """Do the work as the other process, which ends here whatever happens; 0 says that all of the result was sent."""
    status = 1
    try:
        gc.disable()
        rest = memoryview(pack(work()))
        while rest:
            rest = rest[os.write(forth, rest) :]
        status = 0
    finally:
        os._exit(status)


def _finish(child: _Child) -> bytes | None:
    """Return what a process sends; None where it did not get to the end."""
    process, back = child
    parts = []
    try:
        while part := os.read(back, _CHUNK):
            parts.append(part)
    finally:
        os.close(back)
        status = _wait(process)
    return b"".join(parts) if status == 0 else None


def _abandon(child: _Child) -> None:
    """End a process whose result nobody wants any more."""
    process, back = child
    os.close(back)
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    _wait(process)


def _wait(process: int) -> int:
    """Return how a process ended, 0 for well; anything else where the system was told to forget children."""
    try:
        return os.waitpid(process, 0)[1]
    except ChildProcessError:
        return 1
