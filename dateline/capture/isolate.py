"""Convert captures in worker processes that may fail: with limits of time and memory, killed and replaced.

A parser that loops, crashes or eats memory takes its worker with it and nothing else; the capture is reported.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final

from dateline.capture.limits import ADDRESS_SPACE, CPU_SECONDS, SECONDS
from dateline.capture.options import CaptureOptions
from dateline.model.capture import Capture, Extracted
from dateline.model.problem import Problem
from dateline.worker import end_with_parent

Converted = tuple[list[Extracted], list[Problem]]
_GRACE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one conversion may take: seconds of wall time and of computing, bytes of address space."""

    seconds: float = SECONDS
    cpu_seconds: int = CPU_SECONDS
    address_space: int = ADDRESS_SPACE


def convert_isolated(
    captures: Iterable[tuple[int, Capture]], options: CaptureOptions, *, workers: int = 1, limits: Limits | None = None
) -> Iterator[tuple[int, Converted]]:
    """Convert numbered captures; yield (number, result) in the order of the input.

    At most ``2 * workers`` captures are held at a time, so an archive of any size streams through.
    """
    pool = _Pool(workers, options, limits or Limits())
    try:
        yield from pool.run(captures)
    finally:
        pool.close()


def start_method() -> str:
    """Return how workers are started: forking is quick and shares what is imported, but not safe beside threads."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


class _Pool:
    def __init__(self, size: int, options: CaptureOptions, limits: Limits) -> None:
        self.limits = limits
        self.options = options
        self.workers = [_Worker(options, limits) for _ in range(max(1, size))]

    def run(self, captures: Iterable[tuple[int, Capture]]) -> Iterator[tuple[int, Converted]]:
        source = iter(captures)
        done: dict[int, Converted] = {}
        order: list[int] = []
        exhausted = False
        while not exhausted or order:
            while not exhausted and len(order) < 2 * len(self.workers):
                idle = next((worker for worker in self.workers if worker.number is None), None)
                if idle is None:
                    break
                item = next(source, None)
                if item is None:
                    exhausted = True
                    break
                order.append(item[0])
                idle.start(*item)
            while order and order[0] in done:
                number = order.pop(0)
                yield number, done.pop(number)
            if any(worker.number is not None for worker in self.workers):
                done.update(self._collect())

    def _collect(self) -> dict[int, Converted]:
        """Wait for the next result or the next deadline, whichever comes first."""
        busy = {worker.connection: worker for worker in self.workers if worker.number is not None}
        now = time.monotonic()
        patience = max(0.0, min(worker.deadline for worker in busy.values()) - now)
        ready = wait(list(busy), timeout=patience)
        found = [busy[connection].finish() for connection in ready if isinstance(connection, Connection)]
        now = time.monotonic()
        late = [worker for worker in busy.values() if worker.connection not in ready and worker.deadline <= now]
        return dict([*found, *(worker.give_up("took too long") for worker in late)])

    def close(self) -> None:
        for worker in self.workers:
            worker.stop()


class _Worker:
    """One process and the capture it is at."""

    def __init__(self, options: CaptureOptions, limits: Limits) -> None:
        self.options = options
        self.limits = limits
        self.number: int | None = None
        self.name = ""
        self.deadline = 0.0
        self.process: BaseProcess | None = None
        self.connection: Connection
        self._launch()

    def _launch(self) -> None:
        context = multiprocessing.get_context(start_method())
        self.connection, theirs = context.Pipe()
        self.process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, self.options, self.limits), daemon=True
        )
        self.process.start()
        theirs.close()

    def start(self, number: int, capture: Capture) -> None:
        self.number, self.name = number, capture.name
        self.deadline = time.monotonic() + self.limits.seconds
        try:
            self.connection.send(capture)
        except OSError:
            # The worker died between two captures; its successor gets this one.
            self.stop()
            self._launch()
            self.connection.send(capture)

    def finish(self) -> tuple[int, Converted]:
        try:
            result: Converted = self.connection.recv()
        except (EOFError, OSError):
            return self.give_up("ended the reader: it crashed or took too much memory or time")
        return self._free(result)

    def give_up(self, why: str) -> tuple[int, Converted]:
        problem = Problem(
            self.name, 0, 0, "DL116", f"the conversion {why} (at most {self.limits.seconds:g} seconds)",
            "keep the capture and report it",
        )
        self.stop()
        self._launch()
        return self._free(([], [problem]))

    def _free(self, result: Converted) -> tuple[int, Converted]:
        number = self.number
        assert number is not None
        self.number = None
        return number, result

    def stop(self) -> None:
        self.connection.close()
        if self.process is not None:
            self.process.kill()
            self.process.join(_GRACE)


def _serve(connection: Connection, options: CaptureOptions, limits: Limits) -> None:
    """Convert captures until the pipe closes. Runs in the worker."""
    import faulthandler
    import signal

    # The parent reports what happened; stopping is its business too.
    faulthandler.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    _limit_memory(limits.address_space)
    from dateline.capture import convert

    with suppress(EOFError, OSError):
        while True:
            capture: Capture = connection.recv()
            _limit_computing(limits.cpu_seconds)
            try:
                result = convert(capture, options)
            except MemoryError:
                result = ([], [Problem(capture.name, 0, 0, "DL116", "the conversion took too much memory", "")])
            connection.send(result)


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_computing(seconds: int) -> None:
    """Let the process compute so many seconds more; the system ends it after that, even inside a library."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
