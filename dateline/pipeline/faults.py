"""What is said where the program itself fails, with the place in it, so that it can be mended."""

from __future__ import annotations

import sqlite3
import traceback
from pathlib import Path

from dateline.engine.sealed import DamagedError
from dateline.model.problem import Problem, Severity
from dateline.pipeline.unchanged import CACHE_FOLDER


def article_fault(path: str, error: Exception) -> Problem:
    """Report that a stage failed on an article, which is left out."""
    return Problem(
        path,
        0,
        0,
        "DL703",
        f"the article could not be read: {_told(error)}",
        "this is a fault of Dateline: please report it",
    )


def cache_fault(error: Exception) -> list[Problem]:
    """Report that a cache was made anew, unless that is for its own sake: it was damaged."""
    if isinstance(error, (DamagedError, sqlite3.Error)):
        return []
    message = f"the cache could not be used and was made anew: {_told(error)}"
    hint = "the site is what it should be; where this comes again, please report it"
    return [Problem(CACHE_FOLDER, 0, 0, "DL704", message, hint, Severity.NOTE)]


def _told(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {error}"
