"""One stretch of text that looks like a name."""

from __future__ import annotations

from typing import NamedTuple


class Candidate(NamedTuple):
    """Half-open span in code points, the guessed type, and the rule that found it.

    ``score`` orders rules against each other where two overlap and tells how sure one is, from 0 to 1.
    """

    start: int
    end: int
    type: str
    why: str
    score: float = 0.5
