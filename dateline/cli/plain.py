"""The plainest command lines, answered without loading the rest where little or nothing is to be done.

Reading the command line by the book and loading the program take longer than finding out that a site of a thousand
pages is up to date.
"""

from __future__ import annotations

import time

TYPE_CHECKING = False  # see engine/stamps.py
if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.pipeline.unchanged import Edit, Outcome


class Plain:
    """What a plain command line asks for."""

    __slots__ = ("convert", "jobs", "quiet", "root")

    def __init__(self) -> None:
        self.root = "."
        self.quiet = False
        self.convert = True
        self.jobs = 0


def answer(arguments: Sequence[str]) -> int | None:
    """Say what a build would come to that has nothing to do, or build where there is no more than an edit.

    Return the exit status; None where the command line is to be read by the book.
    """
    started = time.perf_counter()
    asked = read(arguments)
    if asked is None:
        return None
    from dateline.pipeline.unchanged import Outcome, last_outcome

    outcome = last_outcome(asked.root, convert=asked.convert)
    if outcome is None:
        return None
    if not isinstance(outcome, Outcome):
        return _build(asked, outcome)
    if asked.quiet and not outcome.problems:
        return 0
    from dateline.cli.group import guarded

    return guarded(lambda: _say(asked, outcome, started))


def read(arguments: Sequence[str]) -> Plain | None:
    """Read a build's command line; None for another command, or options that are better read by the book."""
    asked = Plain()
    words = iter(arguments)
    if next(words, "build") != "build":
        return None
    for word in words:
        if word in ("--quiet", "-q"):
            asked.quiet = True
        elif word == "--no-convert":
            asked.convert = False
        elif word == "--root":
            asked.root = next(words, "")
            if not asked.root or asked.root.startswith("-"):
                return None
        elif word in ("--jobs", "-j"):
            number = next(words, "")
            if not number.isdecimal():
                return None
            asked.jobs = int(number)
        else:
            return None
    return asked


def _build(asked: Plain, edit: Edit) -> int:
    """Build with what a look at the project found."""
    from dateline.engine.memory import collection_paused

    try:
        with collection_paused():  # what an edit makes is soon gone with the process, and loading makes nothing else
            from pathlib import Path

            from dateline.cli.progress import Bar
            from dateline.pipeline.build import Options, build_project

            with Bar(quiet=asked.quiet) as bar:
                options = Options(asked.jobs, asked.convert, edit=edit)
                report = build_project(Path(asked.root), options, bar)
    except BaseException as error:  # noqa: BLE001 - told as any command's
        return _fail(error)
    if asked.quiet and not report.problems:
        return 0
    from dateline.cli.build import say
    from dateline.cli.group import guarded

    return guarded(lambda: say(report, quiet=asked.quiet))


def _fail(error: BaseException) -> int:
    from dateline.cli.group import guarded

    def fail() -> None:
        raise error

    return guarded(fail)


def _say(asked: Plain, outcome: Outcome, started: float) -> int:
    """Print what a build prints."""
    from pathlib import Path

    from dateline.cli.build import say
    from dateline.model.problem import Problem, Severity
    from dateline.pipeline.build import Report

    problems = [
        Problem(path, line, column, code, message, hint, Severity(severity))
        for path, line, column, code, message, hint, severity in outcome.problems
    ]
    report = Report(Path(asked.root) / outcome.site_dir, problems, dict(outcome.counts))
    report.total = time.perf_counter() - started
    return say(report, quiet=asked.quiet)
