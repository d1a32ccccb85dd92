"""Problems are data: a stage returns them, only a command prints them and picks the exit status."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters to the person who reads it."""

    ERROR = "error"
    """Something was left out or would be wrong on the site; the command exits 1."""
    WARNING = "warning"
    """A doubt a person should look at; the command exits 1 only under --strict."""
    NOTE = "note"
    """Worth knowing; never changes the exit status."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Say what is wrong, where, and what to do next.

    ``path`` is relative to the project's root with forward slashes; ``line`` and ``column``
    count from 1, and 0 means "the file as a whole". ``code`` is a key of
    ``dateline.model.codes.CODES``.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        tail = f" — {self.hint}" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}{tail}"


@dataclass(frozen=True, slots=True, order=True)
class SourceRef:
    """Point at the place in the content that an object was read from (line counts from 1)."""

    path: str
    line: int = 1
    column: int = 1
