"""kill -9 before any change of the disk: content and site are whole, and the next run ends as if nothing had happened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from dateline.engine.publish import move_into_place
from tests.trust import kill_random, kill_sweep, ptrace_kill
from tests.trust.projects import CHECKOUT, article, build, command, small_site, tree, write

POINTS = {"first build": 4, "full rebuild": 4, "a few changes": 4, "inbox and build": 4, "add": 8, "add an update": 8}
WHY_NOT = ptrace_kill.why_not()


@pytest.mark.slow
@pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
@pytest.mark.parametrize("scenario", kill_sweep.SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_run_killed_at_any_change_does_no_harm(tmp_path, scenario):
    """A sample of the kill points; ``python -m bench.kills`` takes every one of them."""
    kill_sweep.warm(tmp_path)

    def some(total):
        assert total > 20
        return range(total // (2 * POINTS[scenario.name]), total + 1, max(1, total // POINTS[scenario.name]))

    assert not list(kill_sweep.sweep(scenario, tmp_path, some))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_runs_killed_at_random_one_after_the_other_do_no_harm(tmp_path):
    """A few; ``python -m bench.kills --random 1000`` makes a thousand on a large site."""
    said = Counter()
    assert not [fault for found in kill_random.kill_at_random(tmp_path, 20, 60, 1, said) for fault in found]
    assert said.total() == 20


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_a_build_with_workers_killed_at_any_time_leaves_a_whole_site_and_no_lock(tmp_path):
    root = small_site(tmp_path / "site", articles=30, quiet=250)
    started = time.monotonic()
    build(root, jobs=2)
    whole = time.monotonic() - started
    before = tree(root / "site")
    code = "from pathlib import Path; from dateline.pipeline.build import *; build_project(Path(), Options(jobs=2, clean=True))"
    for number in range(4):
        running = subprocess.Popen([sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONPATH": str(CHECKOUT)})
        time.sleep(whole * (number + 1) / 4)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert tree(root / "site") == before
    build(root)
    assert tree(root / "site") == before


@pytest.mark.parametrize("next_command", [["check"], ["deploy"], ["build"], ["build", "--clean"]], ids=" ".join)
def test_whatever_command_comes_next_completes_the_site(tmp_path, monkeypatch, next_command):
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "test@example.org")
    root, alone = (small_site(tmp_path / name, articles=1, quiet=20) for name in ("killed", "alone"))
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    for project in (root, alone):
        build(project)
        write(project, {"content/articles/2023/knots.md": article("A word on knots", "A knot is no rope.", "2023-02")})
    build(alone)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("dateline.engine.publish.move_into_place", first_half)
        build(root)
    left = tree(root / "site")
    assert "articles/knots/index.html" in left
    assert left != tree(alone / "site")
    command(root, *next_command)
    assert tree(root / "site") == tree(alone / "site")
    assert not (root / ".dateline/publishing").exists()
    if next_command == ["deploy"]:
        listed = subprocess.run(["git", "ls-tree", "-r", "--name-only", "gh-pages"], cwd=root, check=True, capture_output=True, text=True)
        assert set(listed.stdout.split()) - {".nojekyll"} == set(tree(root / "site"))



def first_half(stage, site, paths):
    move_into_place(stage, site, paths[: len(paths) // 2])
    raise KeyboardInterrupt


def test_workers_end_with_the_process_that_started_them(tmp_path):
    code = (
        "import os, sys, time\nfrom dateline.capture.isolate import _Pool, Limits\nfrom dateline.capture.options import CaptureOptions\n"
        "pool = _Pool(2, CaptureOptions(), Limits())\nprint(*[worker.process.pid for worker in pool.workers], flush=True)\ntime.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(CHECKOUT)})
    workers = [int(word) for word in parent.stdout.readline().split()]
    assert len(workers) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while any(_lives(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [worker for worker in workers if _lives(worker)]


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
