from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from dateline.capture import formats, reading
from dateline.capture.formats import Format
from dateline.capture.isolate import Limits, convert_isolated
from dateline.capture.options import CaptureOptions, Reading
from dateline.model.capture import Capture, Extracted

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the test reader reaches the worker by fork")


def read(capture: Capture, options: CaptureOptions) -> Reading:
    """Behave as badly as the capture says."""
    text = capture.data.decode()
    if text == "loop":
        while True:
            pass
    if text == "sleep":
        time.sleep(60)
    if text == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if text == "memory":
        bytearray(8 * 2**30)
    if text == "recursion":
        raise RecursionError
    return Reading([Extracted(title=text, body=f"{text}\n", published="2024")])


@pytest.fixture(autouse=True)
def bad_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dateline.capture.formats.bad", sys.modules[__name__])
    table = (Format("bad", "bad", lambda head: True, "bad test format"),)
    monkeypatch.setattr(formats, "FORMATS", table)
    monkeypatch.setattr(reading, "FORMATS", table)


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
