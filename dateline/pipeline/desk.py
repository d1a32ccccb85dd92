"""Where articles are read: in another process while this one goes on, in workers, or on the machines of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.config import Config
from dateline.content.registry import Registry
from dateline.engine.aside import aside
from dateline.engine.executor import Executor, split_by_cost
from dateline.engine.scan import Stamp
from dateline.engine.store import Store
from dateline.pipeline.build import Progress
from dateline.pipeline.compiled_patterns import keep_patterns
from dateline.pipeline.jobs import Job, Result
from dateline.pipeline.registries import open_gazetteer
from dateline.text.compiled import Rows

if TYPE_CHECKING:
    from dateline.pipeline.work import WorkContext

SHARD_BYTES = 400_000
"""Sources of this size are handed to a worker at once: the more go through a stage together, the faster it is."""
SHARES = 4
"""So many shards for each worker there are at least, so that none waits long for the others at the end."""

READY = 120
"""While one article is read, a build gets ready for what comes afterwards as far as that is due to so many of all."""


class Desk(NamedTuple):
    """What articles are read with; the program for it is loaded by whoever sits down to read."""

    root: Path
    config: Config
    registry: Registry
    gazetteer: bytes
    patterns: Rows

    def context(self) -> WorkContext:
        """Return it as workers need it."""
        from dateline.pipeline.article import Context
        from dateline.pipeline.work import WorkContext

        return WorkContext(
            self.root, Context(self.config, self.registry, open_gazetteer(self.gazetteer, self.registry))
        )

    def read(self, todo: list[Job]) -> tuple[list[Result], Rows]:
        """Read a few articles; return also the patterns that had to be compiled for it."""
        from dateline.pipeline.work import work_and_learn

        return work_and_learn((self.context(), self.patterns), todo)


def read_aside(
    store: Store, desk: Desk, todo: list[Job], articles: int, meanwhile: Callable[[], None] | None
) -> Iterator[list[Result]]:
    """Yield the results of few articles, which another process reads.

    This one does what is to be done ``meanwhile``, and then its share of them. ``articles`` is how many there are.
    """
    ready = articles // READY if meanwhile is not None else 0
    own = max(0, (len(todo) - ready) // 2)
    with aside(partial(desk.read, todo[own:])) as read:
        if meanwhile is not None:
            meanwhile()
        parts = [desk.read(todo[:own])] if own else []
        parts.append(read())
    yield from _keep_learned(store, desk, parts)


def _keep_learned(store: Store, desk: Desk, parts: Iterable[tuple[list[Result], Rows]]) -> Iterator[list[Result]]:
    """Yield results, and keep the patterns that were compiled for them."""
    learned: Rows = {}
    for batch, compiled in parts:
        learned |= compiled
        yield batch
    keep_patterns(store, desk.patterns, learned)


def read_all(
    store: Store,
    desk: Desk,
    executor: Executor,
    todo: list[Job],
    stamps: Mapping[str, Stamp],
    progress: Progress | None = None,
) -> Iterator[list[Result]]:
    """Yield the results of articles, which an executor's workers read a shard at a time."""
    yield from _keep_learned(store, desk, _read_all(desk, executor, todo, stamps, progress))


def _read_all(
    desk: Desk, executor: Executor, todo: list[Job], stamps: Mapping[str, Stamp], progress: Progress | None
) -> Iterator[tuple[list[Result], Rows]]:
    from dateline.pipeline.work import work_and_learn, work_on

    context = desk.context()
    costs = [float(stamps[job.path].size + 1000) for job in todo]
    shards = split_by_cost(todo, costs, shard_count(costs, executor.jobs))
    done = 0
    batches: Iterable[tuple[list[Result], Rows]]
    if executor.local:
        batches = executor.run(work_and_learn, (context, desk.patterns), shards)
    else:  # what other machines compile is of no use here
        batches = ((batch, {}) for batch in executor.run(work_on, context, _Carried(context, shards)))
    for shard, batch in zip(shards, batches, strict=True):
        done += len(shard)
        if progress is not None:
            progress("articles", done, len(todo))
        yield batch


def shard_count(costs: Sequence[float], jobs: int) -> int:
    """Return into how many shards to cut articles of these costs, which are bytes, for that many workers."""
    if jobs == 1:
        return max(1, len(costs) // 100)
    return max(int(sum(costs) / SHARD_BYTES), SHARES * jobs)


class _Carried(Sequence[list[Job]]):
    """Shards with the files' bytes, read as their turn comes, for workers that see no files of ours."""

    def __init__(self, context: WorkContext, shards: Sequence[list[Job]]) -> None:
        self.root = context.root
        self.shards = shards

    def __len__(self) -> int:
        return len(self.shards)

    def __getitem__(self, index: Any) -> Any:
        return [job._replace(data=self._read(job)) for job in self.shards[index]]

    def _read(self, job: Job) -> bytes | None:
        try:
            return (self.root / job.path).read_bytes()
        except OSError:
            return None
