"""An executor over a Dask cluster, for corpora that outgrow one machine (extra ``distributed``).

Items travel to the workers and results back; no disk is shared. Dask runs an item again when its worker dies, so the
results are those of a serial run, in the same order.
"""

from __future__ import annotations

import socket
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from dateline.errors import UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD: Final = 4
"""Items in flight a worker thread: enough to keep it busy, few enough to keep memory low."""
TIMEOUT: Final = 15
"""Seconds to wait for the scheduler."""


class Cluster:
    """Run items on the workers of a Dask scheduler, named by its address (``tcp://host:8786``)."""

    local: Final = False

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise UsageError("--scheduler needs the extra 'distributed': pip install 'dateline[distributed]'") from None
        _reach(address)
        try:
            self.client = Client(address, timeout=TIMEOUT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"no Dask scheduler answers at {address}: {error}") from None
        self.jobs = max(1, sum(self.client.nthreads().values()))

    def run(self, function: Callable[[Any, Item], Result], context: Any, items: Sequence[Item]) -> Iterator[Result]:
        """Yield ``function(context, item)`` for each item, in order; the context goes to each worker once.

        As with processes one executor serves one run: at its end it leaves the cluster, and its thread ends.
        """
        try:
            shared = self.client.scatter(context, broadcast=True)
            waiting: deque[Any] = deque()
            pending = iter(items)
            for item in pending:
                waiting.append(self.client.submit(function, shared, item, pure=False, retries=2))
                if len(waiting) >= AHEAD * self.jobs:
                    yield self._take(waiting)
            while waiting:
                yield self._take(waiting)
        finally:
            self.close()

    def _take(self, waiting: deque[Any]) -> Any:
        future = waiting.popleft()
        result = future.result()
        future.release()
        return result

    def close(self) -> None:
        """Leave the cluster; its scheduler and workers go on."""
        self.client.close()


def _reach(address: str) -> None:
    """Raise UsageError where nothing listens at a scheduler's address, before a client is made that never ends."""
    parts = urlsplit(address)
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if parts.scheme not in ("tcp", "tls") or not host or not port:
        raise UsageError(f"{address!r} is no scheduler's address: write tcp://host:8786")
    try:
        socket.create_connection((host, port), timeout=TIMEOUT).close()
    except OSError as error:
        raise UsageError(f"no Dask scheduler answers at {address}: {error}") from None
