from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dateline.engine import aside as module
from dateline.engine.aside import ahead, aside
from dateline.engine.fork import CAN_FORK

forks = pytest.mark.skipif(not CAN_FORK, reason="one processor, or no fork")


def squares():
    return [number * number for number in range(300_000)], os.getpid()


@forks
def test_another_process_works_meanwhile_and_a_large_result_comes_back_whole():
    with aside(squares) as result:
        numbers, process = result()
        assert result() is result()
    assert numbers[-1] == 299_999**2
    assert process != os.getpid()


def test_what_is_not_worth_a_process_is_done_here_when_asked_for():
    done = []
    with aside(lambda: done.append(os.getpid()), worthwhile=False) as result:
        assert not done
        result()
    assert done == [os.getpid()]


def test_nothing_is_forked_beside_another_thread():
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    try:
        with aside(os.getpid) as result:
            assert result() == os.getpid()
    finally:
        stop.set()
        other.join()


@pytest.mark.parametrize("call", ["fork", "pipe"])
def test_where_no_process_can_be_had_the_work_is_done_here(monkeypatch, call):
    def refuse():
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, call, refuse)
    with aside(os.getpid) as result:
        assert result() == os.getpid()


@forks
def test_what_the_other_process_could_not_finish_is_done_here():
    here = os.getpid()

    def work():
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    with aside(work) as result:
        assert result() == "done"


@forks
def test_an_error_of_the_work_is_raised_here():
    def work():
        raise ValueError("no such thing")

    with aside(work) as result, pytest.raises(ValueError, match="no such thing"):
        result()


@forks
def test_nobody_waits_for_work_whose_result_is_not_asked_for(monkeypatch):
    started, start = [], module._start
    monkeypatch.setattr(module, "_start", lambda work: started.append(start(work)) or started[-1])
    with pytest.raises(KeyError), aside(signal.pause):
        raise KeyError
    [child] = started
    with pytest.raises(ProcessLookupError):
        os.kill(child.process, 0)


@forks
def test_work_ahead_goes_on_until_somebody_waits():
    def count(waited):
        rounds = 0
        while not waited():
            rounds += 1
        return rounds, os.getpid()

    with ahead(count) as result:
        assert result()[1] != os.getpid()
    with ahead(count, worthwhile=False) as result:
        assert result() == (0, os.getpid()), "here it is waited for"


def works(process: str) -> bool:
    """Tell whether a process is there, and not only waits for somebody to notice its end."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@forks
def test_what_works_ahead_ends_with_a_killed_process(tmp_path):
    told = tmp_path / "process"
    script = f"""
import os, pathlib, time
from dateline.engine.aside import ahead

def work(waited):
    pathlib.Path({str(told)!r}).write_text(str(os.getpid()))
    while True:
        time.sleep(0.01)

with ahead(work) as result:
    result()
"""
    process = subprocess.Popen([sys.executable, "-c", script])
    while not (told.exists() and told.read_text()):
        time.sleep(0.01)
    process.kill()
    process.wait()
    until = time.monotonic() + 10
    while works(told.read_text()) and time.monotonic() < until:
        time.sleep(0.01)
    assert not works(told.read_text())
