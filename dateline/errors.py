"""The few errors that stop a command; everything else is a Problem."""

from __future__ import annotations

TYPE_CHECKING = False  # see engine/stamps.py
if TYPE_CHECKING:
    from collections.abc import Iterable


class DatelineError(Exception):
    """A command cannot go on; the message says what to do. Exit status 1."""


class UsageError(DatelineError):
    """The command line or the configuration asks for something that does not exist. Exit status 2."""


class ConfigError(UsageError):
    """The configuration cannot be read; the message names file, line and column."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'openai'?"`` for a word that is nearly a known one, else ``""``."""
    from difflib import get_close_matches

    by_fold = {name.casefold(): name for name in sorted(known, reverse=True)}
    near = get_close_matches(word.casefold(), sorted(by_fold), 1, 0.6)
    return f"; did you mean {by_fold[near[0]]!r}?" if near else ""
