"""A piece of a Chinese date, and the numbers in a token."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from dateline.annotate.timex.expression import Meaning
from dateline.text.numerals import parse_number

_NUMBER: Final = re.compile("[0-9]+|[〇零○一二三四五六七八九十百千廿卅两]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a date: fields to merge, or a ``meaning`` complete in itself.

    ``rank`` orders units from large to small; a part joins what stands before it only if its rank is
    higher. ``last`` is the right end of a range within the token (1至3月).
    """

    rank: int
    fields: dict[str, Any] = field(default_factory=dict)
    meaning: Meaning | None = None
    mod: str = ""
    last: dict[str, Any] | None = None


def numbers(text: str) -> list[int]:
    """Return every number in the text."""
    return [value for word in _NUMBER.findall(text) if (value := parse_number(word)) is not None]


def first_number(text: str) -> int:
    """Return the first number in the text, which must hold one."""
    return numbers(text)[0]
