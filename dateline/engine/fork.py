"""Questions asked of a copy of this process, while it goes on itself.

A fork is the cheapest process there is, and the most delicate: a copy keeps the locks that other threads hold, and may
not touch what it shares with the one it came from (an open database above all). So it only asks, and ends at once.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # see engine/stamps.py
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

WORTHWHILE: Final = 4_000
"""Files and folders that are looked at in a few times what starting a process takes."""
CAN_FORK: Final = sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def both(left: Callable[[], bool], right: Callable[[], bool], *, size: int) -> bool:
    """Tell whether two questions are answered with yes; at once where that is worth it for their size in paths.

    The right one is asked by this process, which waits no longer for the left one once that is of no account. A process
    that ends in any other way than with a yes counts as a no.
    """
    child = start(left) if size >= WORTHWHILE and may_fork() else None
    if child is None:
        return right() and left()
    answer = False
    try:
        answer = right()
    finally:
        yes = end(child, wait=answer)
    return yes


def may_fork() -> bool:
    """Tell whether there is a processor for a copy of this process, and no other thread whose locks it would keep."""
    threading = sys.modules.get("threading")
    return CAN_FORK and (threading is None or threading.active_count() == 1)


def start(ask: Callable[[], bool]) -> int | None:
    """Start a process that ends with status 0 for a yes; None where the system has none to give."""
    try:
        child = os.fork()
    except OSError:
        return None
    if not child:
        status = 1
        try:
            status = int(not ask())
        finally:
            os._exit(status)
    return child


def end(child: int, *, wait: bool) -> bool:
    """Wait for a process, or end it; tell whether it said yes."""
    try:
        if not wait:
            from signal import SIGKILL  # loads slowly, and only here something is to be done anyway

            os.kill(child, SIGKILL)
        return os.waitpid(child, 0)[1] == 0 and wait
    except (ChildProcessError, ProcessLookupError):  # taken away by a system told to forget children
        return False
