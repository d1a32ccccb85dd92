"""The shards of search terms, all of them: made in runs of articles, which are put aside until they are put together.

So no more is in memory than one run, however many articles there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

from dateline.engine.executor import make_executor, split_by_cost
from dateline.engine.publish import Writer
from dateline.pipeline.stored_events import EventSource
from dateline.site.postings import group_count, make_run, merge_runs

RUN: Final = 16_000_000
"""Bytes of extracted terms that make a run: some six thousand articles."""
Run = tuple[int, Sequence[str]]
"""The number of the first article, and the ids of all."""


def write_shards(cache: Path, order: Sequence[str], stage: Path, jobs: int) -> None:
    """Write the shards of terms of the articles with these ids, in their numbering, below the stage."""
    source = EventSource(cache)
    executor = make_executor(jobs, len(order))
    with TemporaryFile(dir=cache.parent) as aside:
        context = (source, len(order))
        put = [_put(aside, run) for run in executor.run(_read, context, _runs(source, order, executor.jobs))]
        writer = Writer(stage)
        for group in range(group_count(len(order))):
            said = [_take(aside, *packets[group]) for packets in put]
            for path, data in merge_runs(group, said, len(order)).items():
                writer.write(path, data)


def _runs(source: EventSource, order: Sequence[str], least: int) -> list[Run]:
    """Cut the articles into runs of about equal size, at least as many as are worked on at once."""
    sizes = source.term_sizes()
    costs = [float(sizes[article]) for article in order]
    found: list[Run] = []
    for articles in split_by_cost(order, costs, max(least, -int(-sum(costs) // RUN))):
        found.append((found[-1][0] + len(found[-1][1]) if found else 0, articles))
    return found


def _read(context: tuple[EventSource, int], run: Run) -> list[bytes]:
    source, count = context
    first, articles = run
    return make_run([source.terms(article) for article in articles], first, count)


def _put(aside: IO[bytes], packets: Sequence[bytes]) -> list[tuple[int, int]]:
    """Write packets behind one another; return where each begins, and its size."""
    places: list[tuple[int, int]] = []
    for packet in packets:
        places.append((aside.tell(), len(packet)))
        aside.write(packet)
    return places


def _take(aside: IO[bytes], start: int, size: int) -> bytes:
    aside.seek(start)
    return aside.read(size)
