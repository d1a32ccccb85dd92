"""The few errors that stop a command; everything else is a Problem."""

from __future__ import annotations


class DatelineError(Exception):
    """A command cannot go on; the message says what to do. Exit status 1."""


class UsageError(DatelineError):
    """The command line or the configuration asks for something that does not exist. Exit status 2."""


class ConfigError(UsageError):
    """The configuration cannot be read; the message names file, line and column."""
