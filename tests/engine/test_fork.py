"""Two questions are answered as one process would answer them, whatever happens to the second."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from dateline.engine import fork
from dateline.engine.fork import Asked, both

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")


@pytest.fixture(autouse=True)
def capable(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fork, "CAN_FORK", True)
    monkeypatch.setattr(fork, "may_fork", lambda: True)


def where(answer: int, asked: list[int]) -> bool:
    """Note which process asks; a forked one notes it where nobody sees."""
    asked.append(os.getpid())
    return bool(answer)


@pytest.mark.parametrize("size", [1, fork.WORTHWHILE])
@pytest.mark.parametrize("left", [0, 1])
@pytest.mark.parametrize("right", [0, 1])
def test_both_must_say_yes(size: int, left: int, right: int):
    assert both(lambda: bool(left), lambda: bool(right), size=size) == bool(left and right)


def test_only_much_is_worth_a_process():
    asked: list[int] = []
    assert both(lambda: where(1, asked), lambda: where(1, asked), size=fork.WORTHWHILE - 1)
    assert len(asked) == 2
    asked.clear()
    assert both(lambda: where(1, asked), lambda: where(1, asked), size=fork.WORTHWHILE)
    assert len(asked) == 1


def test_beside_a_thread_nothing_is_forked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    monkeypatch.setattr(fork, "CAN_FORK", True)
    done, asked = threading.Event(), list[int]()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert both(lambda: where(1, asked), lambda: where(1, asked), size=fork.WORTHWHILE)
    finally:
        done.set()
        other.join()
    assert asked == [os.getpid()] * 2


def test_where_the_system_has_no_process_to_give_one_asks_both(monkeypatch: pytest.MonkeyPatch):
    def none() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", none)
    asked: list[int] = []
    assert both(lambda: where(1, asked), lambda: where(1, asked), size=fork.WORTHWHILE)
    assert asked == [os.getpid()] * 2


def killed() -> bool:
    os.kill(os.getpid(), signal.SIGKILL)
    return True


def broken() -> bool:
    raise RuntimeError


@pytest.mark.parametrize("left", [killed, broken])
def test_a_process_that_dies_says_no(left, capfd: pytest.CaptureFixture[str]):
    assert not both(left, lambda: True, size=fork.WORTHWHILE)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("answer", [True, False])
def test_a_system_that_forgets_children_leaves_the_answer_open(answer: bool):
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert not both(lambda: True, lambda: answer, size=fork.WORTHWHILE)
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_nobody_waits_for_what_is_of_no_account(monkeypatch: pytest.MonkeyPatch):
    started, fork_one = list[int](), os.fork

    def noted() -> int:
        started.append(fork_one())
        return started[-1]

    def forever() -> bool:
        threading.Event().wait()
        return True

    monkeypatch.setattr(os, "fork", noted)
    assert not both(forever, lambda: False, size=fork.WORTHWHILE)
    with pytest.raises(RuntimeError):
        both(forever, broken, size=fork.WORTHWHILE)
    assert len(started) == 2
    for child in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)


@pytest.mark.parametrize("size", [1, fork.WORTHWHILE])
@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("rest", [0, 1])
@pytest.mark.parametrize("goes_on", [False, True])
def test_the_rest_counts_only_where_it_was_to_be_asked(size: int, first: int, rest: int, goes_on: bool):
    asked = Asked(lambda: bool(first), lambda: bool(rest), size=size)
    if goes_on:
        asked.go_on()
    assert asked.yes() == (bool(first) and (not goes_on or bool(rest)))
    assert asked.yes() == asked.yes(), "it may be asked again"


def test_one_who_is_gone_need_not_go_on(capfd: pytest.CaptureFixture[str]):
    asked = Asked(killed, lambda: True, size=fork.WORTHWHILE)
    assert os.waitid(os.P_PID, asked._child or 0, os.WEXITED | os.WNOWAIT) is not None
    asked.go_on()
    assert not asked.yes()
    assert capfd.readouterr() == ("", "")


def test_who_asks_no_more_leaves_nobody_behind():
    left = Asked(lambda: True, lambda: True, size=fork.WORTHWHILE)
    child = left._child or 0
    left.drop()
    left.drop()
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)


def test_without_a_pipe_one_asks_oneself(monkeypatch: pytest.MonkeyPatch):
    def none() -> tuple[int, int]:
        raise OSError(24, "too many open files")

    monkeypatch.setattr(os, "pipe", none)
    asked: list[int] = []
    question = Asked(lambda: where(1, asked), lambda: where(1, asked), size=fork.WORTHWHILE)
    question.go_on()
    assert question.yes()
    assert asked == [os.getpid()] * 2
