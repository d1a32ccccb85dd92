"""The registry of languages: a language is one module here that sets ``LANGUAGE``.

To add a language write ``dateline/annotate/timex/<code>.py`` (``code`` is the base language tag) with a
module constant ``LANGUAGE`` that fulfils the protocol below. Nothing else has to be changed.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from dateline.annotate.timex.expression import Direction, Expression


class Language(Protocol):
    """What the engine asks of a language."""

    code: str
    """The base language tag: ``zh``, ``en``.

    A module may also set ``ahead_days``: how far ahead of the publish date a date without year and
    without a sign of the future may lie (``infer.AHEAD_DAYS`` and ``AHEAD_MONTHS`` when not set), and
    ``turn_months``: how many months before the one last told a month must lie to be of the next year (7),
    ``near_reading``: whether a reading that is much closer overrules the tense (False).
    """

    def find(self, text: str, start: int, end: int) -> list[Expression]:
        """Return the expressions of ``text[start:end]`` in order, not overlapping; spans count in ``text``.

        Must be linear in the length of the text and depend on nothing else.
        """
        ...

    def direction(self, text: str, start: int, end: int, low: int, high: int) -> Direction:
        """Tell by tense and aspect where the clause around ``[start, end)`` looks.

        ``[low, high)`` bounds what may be read: the block. Called only for expressions whose
        reading depends on it.
        """
        ...


@cache
def language(code: str) -> Language | None:
    """Return the language module for a base tag, or None where Dateline has none."""
    if not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3):
        return None
    name = f"dateline.annotate.timex.{code.lower()}"
    if find_spec(name) is None:
        return None
    return cast("Language | None", getattr(import_module(name), "LANGUAGE", None))
