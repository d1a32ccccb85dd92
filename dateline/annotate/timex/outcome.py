"""What the resolver made of one expression."""

from __future__ import annotations

from typing import Final, NamedTuple

from dateline.annotate.timex.context import Antecedent
from dateline.model.annotation import TimexType
from dateline.model.dates import PartialDate

ABSOLUTE: Final = "absolute"
DCT: Final = "DCT"
PREVIOUS: Final = "previous"
VAGUE: Final = "vague"


class Outcome(NamedTuple):
    """The date of an expression and what it was counted from.

    ``lasting``: later expressions may refer back to it (not so for "the past year" or "hours ago").
    ``value`` stands in for ``date`` where there is none (durations, fiscal years). ``told``: the text gave the year.
    """

    date: PartialDate | None = None
    anchor: str = ABSOLUTE
    antecedent: Antecedent | None = None
    told: bool = True
    value: str = ""
    mod: str = ""
    type: TimexType = TimexType.DATE
    lasting: bool = True


UNKNOWN: Final = Outcome(anchor=VAGUE, told=False)
"""There is a time expression, but nothing to count it from or no calendar value in it."""
