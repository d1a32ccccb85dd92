"""Worker processes; loaded where there is work for several, for what it needs takes a while to load."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from dateline.engine.executor import METHOD
from dateline.errors import DatelineError
from dateline.worker import end_with_parent


@contextmanager
def workers(
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
            jobs, multiprocessing.get_context(METHOD), initializer=_adopt, initargs=(function, context)
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


def call(item: Any) -> Any:
    """Do the work of this process on one item."""
    if _adopted is None:
        raise DatelineError("the worker was started without its context")
    function, context = _adopted
    return function(context, item)
