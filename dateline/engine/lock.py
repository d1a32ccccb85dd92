"""One run at a time in a project; a lock dies with its holder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dateline.errors import DatelineError

_held: Final[set[int]] = set()


@contextmanager
def project_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a project while it is written to; raise DatelineError naming the process that has it."""
    if folder.is_symlink():
        raise DatelineError(f"{folder} is a link and is not followed: delete it")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        if not _acquire(handle):
            holder = os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
            raise DatelineError(f"another run (process {holder}) is working in this project: wait for it to end")
        _held.add(handle)
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        _held.discard(handle)
        os.close(handle)


def _let_go() -> None:
    """Close the lock in a forked worker: one that outlives a killed holder must not keep the project locked."""
    for handle in _held:
        os.close(handle)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _acquire(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:
        return _acquire_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _acquire_windows(handle: int) -> bool:
    import msvcrt

    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    except OSError:
        return False
    return True
