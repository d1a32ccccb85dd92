"""A real scheduler and real workers on loopback; one of them is killed in the middle."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra 'distributed' is not installed")

from dateline.engine.dask import Cluster
from dateline.errors import UsageError
from dateline.pipeline.build import Options, build_project

SITES = Path(__file__).resolve().parents[1] / "sites"


def slow_square(context, item):
    """Take a moment, so that there is a middle to be killed in."""
    time.sleep(0.05)
    return context + item * item


@pytest.fixture
def cluster(tmp_path):
    """Start a scheduler and two workers; yield its address and the workers' processes."""
    environment = {
        **os.environ,
        "DASK_DISTRIBUTED__WORKER__DAEMON": "False",
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), str(SITES.parents[1])]),
    }
    log = tmp_path / "scheduler.log"
    with log.open("wb") as out:
        scheduler = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "distributed.cli.dask_scheduler",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--no-dashboard",
            ],
            stdout=out,
            stderr=out,
            env=environment,
            cwd=tmp_path,
        )
    address = _address(log)
    workers = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "distributed.cli.dask_worker",
                address,
                "--nthreads",
                "1",
                "--no-nanny",
                "--no-dashboard",
                "--host",
                "127.0.0.1",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=tmp_path,
            start_new_session=True,
        )
        for _ in range(2)
    ]
    yield address, workers
    for process in [*workers, scheduler]:
        process.kill()
        process.wait()


def _address(log):
    for _ in range(200):
        found = re.search(r"tcp://127\.0\.0\.1:\d+", log.read_text("utf-8", "replace"))
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8", "replace"))


def _wait_for_workers(cluster, count):
    for _ in range(300):
        if len(cluster.client.nthreads()) >= count:
            return
        time.sleep(0.1)
    raise AssertionError("the workers did not come")


@pytest.mark.parametrize("address", ["nowhere", "tcp://127.0.0.1", "http://127.0.0.1:8786", "tcp://127.0.0.1:9"])
def test_an_address_nobody_answers_at_is_wrong_usage(address):
    with pytest.raises(UsageError):
        Cluster(address)


@pytest.mark.filterwarnings("ignore")
def test_results_stay_in_order_when_a_worker_is_killed(cluster):
    address, workers = cluster
    executor = Cluster(address)
    try:
        _wait_for_workers(executor, 2)
        results = []
        for result in executor.run(slow_square, 1, list(range(60))):
            results.append(result)
            if len(results) == 10:
                os.kill(workers[0].pid, signal.SIGKILL)
        assert results == [1 + number * number for number in range(60)]
    finally:
        executor.close()


@pytest.mark.filterwarnings("ignore")
def test_a_site_annotated_by_the_cluster_has_the_same_bytes(cluster, tmp_path):
    address, _ = cluster
    trees = []
    for name, scheduler in (("serial", ""), ("cluster", address)):
        root = tmp_path / name
        shutil.copytree(SITES / "站点-ünï", root)
        report = build_project(root, Options(jobs=1, scheduler=scheduler))
        assert report.counts["processed"] == 3
        assert "IO loop" not in [thread.name for thread in threading.enumerate()]
        trees.append(
            {
                path.relative_to(root / "site"): path.read_bytes()
                for path in (root / "site").rglob("*")
                if path.is_file()
            }
        )
    assert trees[0] == trees[1]
