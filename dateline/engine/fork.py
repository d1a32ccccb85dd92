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


class Asked:
    """A question that a copy of this process is asked while this one goes on, where that is worth it.

    ``size`` is how many paths the question is about. Where no process can be had, the question is asked here, when
    somebody wants to know. A process that ends in any other way than with a yes counts as a no. It goes on with what is
    to be asked ``besides`` where it is told to (``go_on``): to start another one later would cost more.
    """

    __slots__ = ("_answer", "_ask", "_besides", "_child", "_goes_on", "_sign")

    def __init__(self, ask: Callable[[], bool], besides: Callable[[], bool] | None = None, *, size: int) -> None:
        self._ask = ask
        self._besides = besides
        self._goes_on = False
        self._answer: bool | None = None
        self._child: int | None = None
        self._sign = -1
        """The end of a pipe to the process: what comes out of it says that it is to go on."""
        if size >= WORTHWHILE and may_fork():
            self._start()

    def go_on(self) -> None:
        """Have the rest asked, too."""
        self._goes_on = True
        if self._child is not None:
            from contextlib import suppress

            with suppress(OSError):  # it found its no and is gone
                os.write(self._sign, b"+")

    def yes(self) -> bool:
        """Tell whether the answer is yes; wait for it."""
        if self._answer is None:
            self._answer = self._ended(wait=True) if self._child is not None else self._all(lambda: self._goes_on)
        return self._answer

    def drop(self) -> None:
        """Wait no longer: the answer is of no account."""
        if self._child is not None:
            self._answer = self._ended(wait=False)

    def _start(self) -> None:
        try:
            seen, self._sign = os.pipe()
        except OSError:
            return
        self._child = start(lambda: self._told(seen))
        os.close(seen)
        if self._child is None:
            os.close(self._sign)

    def _told(self, seen: int) -> bool:
        os.close(self._sign)
        return self._all(lambda: bool(os.read(seen, 1)))

    def _all(self, goes_on: Callable[[], bool]) -> bool:
        return self._ask() and (self._besides is None or not goes_on() or self._besides())

    def _ended(self, *, wait: bool) -> bool:
        child, self._child = self._child, None
        os.close(self._sign)
        return child is not None and end(child, wait=wait)


def both(left: Callable[[], bool], right: Callable[[], bool], *, size: int) -> bool:
    """Tell whether two questions are answered with yes; at once where that is worth it for their size in paths.

    The right one is asked by this process, which waits no longer for the left one once that is of no account.
    """
    asked = Asked(left, size=size)
    try:
        return right() and asked.yes()
    finally:
        asked.drop()


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
