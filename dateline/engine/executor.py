"""Run one function over many items: here, in processes, or on a Dask cluster; results always in the items' order."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain
from typing import Any, Final, Protocol, TypeVar

from dateline.engine.memory import collection_off
from dateline.errors import DatelineError
from dateline.worker import end_with_parent

Item = TypeVar("Item")
Result = TypeVar("Result")
ROUND: Final = 16
"""Items of helped work that a worker lives for at most: what it read is its own copy then, until it ends."""
Work = Callable[[Any, Item], Result]
"""A module-level function of a context, the same for all items, and one item."""
_METHOD: Final = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
_helped: Final[set[Callable[..., Any]]] = set()


def helped(function: Callable[[Any, Item], Result]) -> Callable[[Any, Item], Result]:
    """Mark work that this process takes its part in, beside one worker less.

    That is for work on what this process holds in memory: a forked worker comes to have a copy of all that it reads
    (counting references writes to it), so there is one less of them, and new ones now and then.
    """
    _helped.add(function)
    return function


class Executor(Protocol):
    """A way to run work on many items."""

    @property
    def jobs(self) -> int:
        """Return how many items are worked on at once."""
        ...

    @property
    def local(self) -> bool:
        """Tell whether the workers see this machine's files."""
        ...

    def run(self, function: Callable[[Any, Item], Result], context: Any, items: Sequence[Item]) -> Iterator[Result]:
        """Yield ``function(context, item)`` for each item, in order."""
        ...


class Serial:
    """Do everything in this process."""

    jobs: Final = 1
    local: Final = True

    def run(self, function: Callable[[Any, Item], Result], context: Any, items: Sequence[Item]) -> Iterator[Result]:
        """Yield the results one after the other."""
        for item in items:
            yield function(context, item)


class Processes:
    """Share the items among worker processes.

    Where the system can fork, the workers inherit the context without a copy; elsewhere it is pickled once a worker.
    """

    local: Final = True

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def run(self, function: Callable[[Any, Item], Result], context: Any, items: Sequence[Item]) -> Iterator[Result]:
        """Yield the results in order while later items are still being worked on."""
        if len(items) <= 1:
            yield from Serial().run(function, context, items)
            return
        gc.freeze()  # a collection would touch, and so copy, every page of memory that workers share
        try:
            if function in _helped and self.jobs > 1:
                with collection_off():  # what work makes has no cycles, and is let go of by itself
                    yield from self._with_help(function, context, items)
            else:
                with _workers(self.jobs, function, context, len(items)) as pool:
                    yield from pool.map(_call, items) if pool else Serial().run(function, context, items)
        finally:
            gc.unfreeze()

    def _with_help(
        self, function: Callable[[Any, Item], Result], context: Any, items: Sequence[Item]
    ) -> Iterator[Result]:
        """Yield results in order; while one is waited for, do the next item here that no worker has begun.

        Where the workers have begun all of their round, that is one of the next round: nobody waits before the end.
        """
        size = ROUND if _METHOD == "fork" else len(items)
        rest = deque(range(len(items)))
        own: dict[int, Result] = {}
        passed = 0
        while rest:
            begun = [rest.popleft() for _ in range(min(size, len(rest)))]
            with _workers(self.jobs - 1, function, context, len(begun)) as pool:
                if pool is None:
                    rest.extendleft(reversed(begun))
                    break
                futures = {place: pool.submit(_call, items[place]) for place in begun}
                free = chain((place for place in begun if futures[place].cancel()), _taken(rest))
                for place, future in futures.items():
                    while not future.done() and (at := next(free, None)) is not None:
                        own[at] = function(context, items[at])
                    if not future.cancelled():
                        own[place] = future.result()
                    while passed in own:
                        yield own.pop(passed)
                        passed += 1
        for place in range(passed, len(items)):
            yield own.pop(place) if place in own else function(context, items[place])


def _taken(places: deque[int]) -> Iterator[int]:
    """Yield places from the front, each taken out when it is asked for."""
    while places:
        yield places.popleft()


@contextmanager
def _workers(
    jobs: int, function: Callable[[Any, Any], Any], context: Any, items: int
) -> Iterator[ProcessPoolExecutor | None]:
    """Have workers for the block; none where the system cannot."""
    pool = _pool(min(jobs, items), function, context)
    try:
        yield pool
    except BrokenProcessPool:
        raise DatelineError("a worker process died; run again with --jobs 1 to see which file it was") from None
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _pool(jobs: int, function: Callable[[Any, Any], Any], context: Any) -> ProcessPoolExecutor | None:
    """Return workers; None where the system has no shared semaphores to give, as in a sandbox without /dev/shm."""
    try:
        return ProcessPoolExecutor(
            jobs, multiprocessing.get_context(_METHOD), initializer=_adopt, initargs=(function, context)
        )
    except (ImportError, NotImplementedError, OSError):
        return None


_adopted: tuple[Callable[[Any, Any], Any], Any] | None = None


def _adopt(function: Callable[[Any, Any], Any], context: Any) -> None:
    """Keep the context of this worker process: one worker serves one run."""
    global _adopted  # noqa: PLW0603 - a worker process has no other place to keep it
    end_with_parent()
    _adopted = (function, context)
    gc.disable()  # a worker lives for one run, and what it makes has no cycles


def _call(item: Any) -> Any:
    if _adopted is None:
        raise DatelineError("the worker was started without its context")
    function, context = _adopted
    return function(context, item)


def available_cores() -> int:
    """Return the number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make_executor(jobs: int, items: int, worthwhile: int = 200, scheduler: str = "") -> Executor:
    """Choose an executor; ``jobs`` 0 means one a core.

    Below ``worthwhile`` items starting processes costs more than it gains.

    ``scheduler`` is the address of a Dask scheduler, "" for this machine alone.
    """
    if scheduler:
        from dateline.engine.dask import Cluster

        return Cluster(scheduler)
    wanted = jobs or available_cores()
    return Processes(wanted) if wanted > 1 and items >= worthwhile else Serial()


def split_by_cost(items: Sequence[Item], costs: Sequence[float], parts: int) -> list[list[Item]]:
    """Cut items into at most ``parts`` runs of about equal cost, keeping their order."""
    if parts <= 1 or len(items) <= 1:
        return [list(items)] if items else []
    target = sum(costs) / parts
    shards: list[list[Item]] = [[]]
    spent = 0.0
    for item, cost in zip(items, costs, strict=True):
        if shards[-1] and spent >= target * len(shards) and len(shards) < parts:
            shards.append([])
        shards[-1].append(item)
        spent += cost
    return shards
