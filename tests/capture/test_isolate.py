from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from dateline.capture import convert, isolate
from dateline.capture.isolate import Limits, convert_isolated
from dateline.capture.options import CaptureOptions
from dateline.model.capture import Capture
from tests.capture import bad_reader

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, and looks into /proc")


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork, whatever threads other tests have left: a spawned worker takes a second to import."""
    monkeypatch.setattr(isolate, "_serve", bad_reader.serve)
    monkeypatch.setattr(isolate, "start_method", lambda: "fork")


def run(*texts: str, workers: int = 2, seconds: float = 1.5, cpu: int = 1) -> list[tuple[int, str]]:
    captures = ((number, Capture(text.encode(), text)) for number, text in enumerate(texts))
    limits = Limits(seconds=seconds, cpu_seconds=cpu, address_space=2 * 2**30)
    found = convert_isolated(captures, CaptureOptions(), workers=workers, limits=limits)
    return [(number, articles[0].title if articles else problems[0].code) for number, (articles, problems) in found]


def test_results_come_in_the_order_of_the_captures() -> None:
    assert run(*"abcdefgh") == list(enumerate("abcdefgh"))


@pytest.mark.parametrize(("fault", "code"), [("sleep", "DL116"), ("loop", "DL116"), ("crash", "DL116"), ("memory", "DL116"), ("recursion", "DL119")])
def test_a_bad_capture_is_reported_and_the_others_go_on(fault: str, code: str) -> None:
    assert run("a", fault, "b", "c") == [(0, "a"), (1, code), (2, "b"), (3, "c")]


def test_one_worker_recovers_from_fault_after_fault() -> None:
    assert run("crash", "a", "crash", "sleep", "b", workers=1) == [(0, "DL116"), (1, "a"), (2, "DL116"), (3, "DL116"), (4, "b")]


def test_no_worker_is_left_behind() -> None:
    before = set(Path("/proc").glob("[0-9]*"))
    run("a", "sleep", "b")
    children = [path for path in set(Path("/proc").glob("[0-9]*")) - before if (path / "stat").exists()]
    assert not [path for path in children if int((path / "stat").read_text().rsplit(")", 1)[1].split()[1]) == os.getpid()]


SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.slow
def test_spawned_workers_end_bad_captures_as_forked_ones_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolate, "start_method", lambda: "spawn")
    texts = ("a", "loop", "crash", "memory", "sleep", "b")
    assert [what for _, what in run(*texts, seconds=8)] == ["a", "DL116", "DL116", "DL116", "DL116", "b"]


@pytest.mark.slow
def test_beside_a_thread_the_real_readers_run_in_spawned_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    captures = [Capture(path.read_bytes(), path.name) for path in sorted(SAMPLES.rglob("*")) if path.is_file()]
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert isolate.start_method() == "spawn"
        found = dict(convert_isolated(enumerate(captures), CaptureOptions(), workers=2))
    finally:
        stop.set()
        thread.join()
    assert found == dict(enumerate(convert(capture, CaptureOptions()) for capture in captures))
    assert sum(bool(articles) for articles, _ in found.values()) > len(captures) / 2


def test_forking_is_for_a_process_without_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr("threading.active_count", lambda: 1)
    assert isolate.start_method() == "fork"
