"""Print problems: for people, as JSON, or as GitHub annotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import click

from dateline.model.problem import Problem, Severity

FORMATS: Final = ("text", "json", "github")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RANK: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def visible(text: str) -> str:
    """Show control and direction characters as escapes, so that a title cannot steer the terminal."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def print_problems(problems: Sequence[Problem], form: str = "text", *, to_stderr: bool = False) -> None:
    """Print problems, the worst first, then by place."""
    for problem in sorted(problems, key=lambda p: (_RANK[p.severity], p)):
        click.echo(format_problem(problem, form), err=to_stderr)


def format_problem(problem: Problem, form: str) -> str:
    """Write one problem as a line of the chosen format."""
    if form == "json":
        import json

        return json.dumps(
            {
                "path": problem.path,
                "line": problem.line,
                "column": problem.column,
                "code": problem.code,
                "severity": problem.severity.value,
                "message": problem.message,
                "hint": problem.hint,
            },
            ensure_ascii=False,
        )
    if form == "github":
        kind = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}[problem.severity]
        place = f"file={_property(problem.path)},line={max(problem.line, 1)},col={max(problem.column, 1)}"
        message = f"{problem.message} — {problem.hint}" if problem.hint else problem.message
        return f"::{kind} {place},title={_property(problem.code)}::{_data(message)}"
    text = visible(str(problem))
    return text if problem.severity is Severity.ERROR else f"{text} ({problem.severity.value})"


def exit_status(problems: Sequence[Problem], *, strict: bool = False) -> int:
    """Return 1 where a problem is an error (with ``strict`` also a warning), else 0."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(problem.severity in bad for problem in problems))


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
