"""One run at a time in a project; a lock dies with its holder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import DatelineError


@contextmanager
def project_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a project while it is written to; raise DatelineError naming the process that has it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        if not _acquire(handle):
            holder = os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
            raise DatelineError(f"another run (process {holder}) is working in this project: wait for it to end")
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


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
