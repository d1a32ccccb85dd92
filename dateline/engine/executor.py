"""Run one function over many items: here, in processes, or on a Dask cluster; results always in the items' order."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, Final, Protocol, TypeVar

from dateline.engine.memory import collection_off

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Any, Item], Result]
"""A module-level function of a context, the same for all items, and one item."""
METHOD: Final = "fork" if hasattr(os, "fork") else "spawn"
_helped: Final[dict[Callable[..., Any], int]] = {}


def helped(life: int) -> Callable[[Work[Item, Result]], Work[Item, Result]]:
    """Mark work that this process takes its part in, beside one worker less.

    That is for work on what this process holds in memory: a forked worker comes to have a copy of all that it reads
    (counting references writes to it), so there is one less of them, and a new one after ``life`` items. A short life
    spares memory where each item reads something else, and takes time: what all items read is copied once a life.
    """

    def mark(function: Work[Item, Result]) -> Work[Item, Result]:
        _helped[function] = life
        return function

    return mark


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
        with collection_off():  # as in a worker: what work makes has no cycles
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
        from dateline.engine.pool import call, workers

        gc.freeze()  # a collection would touch, and so copy, every page of memory that workers share
        try:
            if function in _helped and self.jobs > 1:
                with collection_off():  # as above: what is let go of goes by itself
                    yield from self._with_help(function, context, items)
            else:
                with workers(self.jobs, function, context, len(items)) as pool:
                    yield from pool.map(call, items) if pool else Serial().run(function, context, items)
        finally:
            gc.unfreeze()

    def _with_help(
        self, function: Callable[[Any, Item], Result], context: Any, items: Sequence[Item]
    ) -> Iterator[Result]:
        """Yield results in order; while one is waited for, do the next item here that no worker has begun.

        Where the workers have begun all that they live for, that is one of the next ones': nobody waits before the end.
        """
        from dateline.engine.pool import call, workers

        size = _helped[function] if METHOD == "fork" else len(items)
        rest = deque(range(len(items)))
        own: dict[int, Result] = {}
        passed = 0
        while rest:
            begun = [rest.popleft() for _ in range(min(size, len(rest)))]
            with workers(self.jobs - 1, function, context, len(begun)) as pool:
                if pool is None:
                    rest.extendleft(reversed(begun))
                    break
                futures = {place: pool.submit(call, items[place]) for place in begun}
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


def processes_of(jobs: int) -> int:
    """Return how many processes a number of jobs stands for: 0 is one for each core this process may use."""
    if jobs:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def make_executor(jobs: int, items: int, worthwhile: int = 200, scheduler: str = "") -> Executor:
    """Choose an executor; ``jobs`` 0 means one a core.

    Below ``worthwhile`` items starting processes costs more than it gains.

    ``scheduler`` is the address of a Dask scheduler, "" for this machine alone.
    """
    if scheduler:
        from dateline.engine.dask import Cluster

        return Cluster(scheduler)
    wanted = processes_of(jobs)
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
