"""Work that another process does while this one goes on."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Final, NamedTuple, TypeVar

from dateline.engine.fork import end, may_fork, start
from dateline.engine.sealed import pack, unpack

Value = TypeVar("Value")
Waited = Callable[[], bool]
"""Tells whether somebody waits for what is being done."""
_CHUNK: Final = 1 << 20
_DEATH_SIGNAL: Final = 1
"""Linux's name for the signal that a process gets when the one it came from ends; nothing else forks here."""


def aside(work: Callable[[], Value], *, worthwhile: bool = True) -> AbstractContextManager[Callable[[], Value]]:
    """Have a copy of this process do work during the block, which is given a function that returns what came of it.

    ``work`` may read whatever this process holds but for open databases, and changes nothing: only what it returns
    comes back. Where no process can be had, or it comes to nothing, the work is done here, when somebody asks for it.
    """
    return _beside(lambda _: work(), worthwhile=worthwhile)


def ahead(
    work: Callable[[Waited], Value], *, worthwhile: bool = True
) -> AbstractContextManager[Callable[[], Value]]:
    """Do as ``aside`` does with work that goes on while there is time: it asks now and then whether it is waited for.

    Where it is done here, it is. It may write files, for the other process ends with this one, even if that is killed.
    """
    here = os.getpid()

    def bound(waited: Waited) -> Value:
        if os.getpid() != here:
            _end_with(here)
        return work(waited)

    return _beside(bound, worthwhile=worthwhile)


@contextmanager
def _beside(work: Callable[[Waited], Value], *, worthwhile: bool) -> Iterator[Callable[[], Value]]:
    child = _start(work) if worthwhile and may_fork() else None
    made: list[Value] = []

    def result() -> Value:
        nonlocal child
        if not made:
            found = _finish(child) if child is not None else None
            child = None
            made.append(unpack(found) if found is not None else work(lambda: True))
        return made[0]

    try:
        yield result
    finally:
        if child is not None:
            _abandon(child)


class _Child(NamedTuple):
    """A process, the end of the pipe that its result is read from, and that which tells it that somebody waits."""

    process: int
    back: int
    sign: int


def _start(work: Callable[[Waited], object]) -> _Child | None:
    pipes: list[int] = []
    try:
        pipes += os.pipe()
        pipes += os.pipe()
    except OSError:
        _close(*pipes)
        return None
    back, forth, seen, sign = pipes
    process = start(lambda: _send(work, back, forth, seen, sign))
    _close(forth, seen)
    if process is None:
        _close(back, sign)
        return None
    return _Child(process, back, sign)


def _send(work: Callable[[Waited], object], back: int, forth: int, seen: int, sign: int) -> bool:
    """Do the work as the other process and send what comes of it; yes says that all of it was sent."""
    from select import poll  # not there on every system, but where a process forks

    _close(back, sign)
    gc.disable()
    told = poll()
    told.register(seen)
    rest = memoryview(pack(work(lambda: bool(told.poll(0)))))
    while rest:
        rest = rest[os.write(forth, rest) :]
    return True


def _end_with(process: int) -> None:
    """Have the system end this process when the one it came from ends, however that comes about."""
    import ctypes
    from signal import SIGKILL

    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, SIGKILL)
    if os.getppid() != process:  # it ended before
        os._exit(1)


def _finish(child: _Child) -> bytes | None:
    """Return what a process sends; None where it did not get to the end."""
    parts = []
    try:
        with suppress(OSError):  # it is done already
            os.write(child.sign, b".")
        while part := os.read(child.back, _CHUNK):
            parts.append(part)
    finally:
        _close(child.back, child.sign)
        whole = end(child.process, wait=True)
    return b"".join(parts) if whole else None


def _abandon(child: _Child) -> None:
    """End a process whose result nobody wants any more."""
    _close(child.back, child.sign)
    end(child.process, wait=False)


def _close(*ends: int) -> None:
    for each in ends:
        os.close(each)
