"""Doubts about an encoding, as problems for the reviewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.model.capture import Certainty
from dateline.model.problem import Problem, Severity

if TYPE_CHECKING:
    from dateline.capture.decode import Decoded


def report(decoded: Decoded, name: str) -> list[Problem]:
    """Return a problem for each doubt: a warning where text may be wrong, a note where it was put right."""
    severity = Severity.WARNING if decoded.certainty is Certainty.DOUBTFUL else Severity.NOTE
    return [
        Problem(name, 0, 0, _code(doubt), doubt, "compare the text with the page", severity) for doubt in decoded.doubts
    ]


def _code(doubt: str) -> str:
    return "DL111" if "had been read as" in doubt or "lost before" in doubt or "mended" in doubt else "DL110"
