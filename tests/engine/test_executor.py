from __future__ import annotations

import gc
import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.engine.executor import Processes, Serial, helped, make_executor, split_by_cost
from dateline.errors import DatelineError


def add(context, item):
    return context + item


def die(context, item):
    if item == context:
        os._exit(9)
    return item


@helped(life=16)
def add_with_help(context, item):
    time.sleep(0.002 * (item % 3))
    return context + item, os.getpid()


@helped(life=100)
def add_at_length(context, item):
    return add_with_help(context, item)


@pytest.mark.parametrize("executor", [Serial(), Processes(1), Processes(3)])
def test_results_come_in_the_order_of_the_items(executor):
    assert list(executor.run(add, 10, list(range(50)))) == list(range(10, 60))


def test_work_in_this_process_waits_for_no_collection():
    assert list(Serial().run(lambda _context, _item: gc.isenabled(), None, [1, 2])) == [False, False]
    assert gc.isenabled()


def test_helped_work_is_shared_with_this_process_over_all_rounds_in_order():
    items = list(range(3 * 16))
    results = list(Processes(2).run(add_with_help, 10, items))
    assert [result for result, _ in results] == [10 + item for item in items]
    workers = {process for _, process in results}
    assert os.getpid() in workers
    assert len(workers) > 2
    assert gc.isenabled()


def test_a_worker_lives_as_long_as_the_work_says():
    results = list(Processes(2).run(add_at_length, 10, list(range(3 * 16))))
    assert [result for result, _ in results] == list(range(10, 58))
    assert len({process for _, process in results} | {os.getpid()}) == 2


def test_a_worker_that_dies_is_an_error_that_says_so():
    with pytest.raises(DatelineError, match="--jobs 1"):
        list(Processes(2).run(die, 3, list(range(6))))


def test_without_shared_semaphores_the_work_is_done_here(monkeypatch):
    def refuse(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("dateline.engine.pool.ProcessPoolExecutor", refuse)
    assert list(Processes(3).run(add, 10, [1, 2, 3])) == [11, 12, 13]


def test_little_work_starts_no_processes():
    assert isinstance(make_executor(4, 10), Serial)
    assert isinstance(make_executor(4, 1000), Processes)


@given(st.lists(st.floats(0.1, 50), max_size=60), st.integers(1, 9))
@settings(deadline=None, max_examples=100)
def test_shards_hold_every_item_once_in_order(costs, parts):
    shards = split_by_cost(list(range(len(costs))), costs, parts)
    assert [item for shard in shards for item in shard] == list(range(len(costs)))
    assert len(shards) <= parts
    assert all(shards)
