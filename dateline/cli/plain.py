"""The plainest command lines, answered without loading the rest where there is nothing to do.

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

    __slots__ = ("convert", "quiet", "root")

    def __init__(self) -> None:
        self.root = "."
        self.quiet = False
        self.convert = True


def answer(arguments: Sequence[str]) -> int | Edit | None:
    """Say what a build would come to that has nothing to do, and return the exit status.

    Where it must be run, return what it will find changed, if that is no more than an edit of articles; else None.
    """
    started = time.perf_counter()
    asked = read(arguments)
    if asked is None:
        return None
    from dateline.pipeline.unchanged import Outcome, last_outcome

    outcome = last_outcome(asked.root, convert=asked.convert)
    if not isinstance(outcome, Outcome):
        return outcome
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
        elif word not in ("--jobs", "-j") or not next(words, "").isdecimal():
            return None
    return asked


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
