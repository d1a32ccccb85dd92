"""Decide whether two statements tell of the same happening. In doubt they do not."""

from __future__ import annotations

from typing import Final

from dateline.annotate.event.signature import Signature, status_class
from dateline.model.annotation import Event
from dateline.model.dates import PartialDate, Precision

SAME: Final = 1.0
"""From this likeness on two statements are one happening."""
DOUBTFUL: Final = 0.7
"""From this likeness on a person is asked (``suggest``)."""

_VAGUE_TRIGGERS: Final = frozenset({"statement", "meeting", "record", "plan", "result", "price"})
_COARSE: Final = frozenset({Precision.YEAR, Precision.HALF, Precision.DECADE, Precision.CENTURY, Precision.RANGE})


def comparable(left: Event, right: Event) -> bool:
    """Tell whether two statements may speak of one happening at all, before any word is looked at."""
    return (
        left.kind == right.kind == "statement"
        and status_class(left.status) == status_class(right.status)
        and dates_agree(left.date, right.date)
    )


def dates_agree(left: PartialDate, right: PartialDate) -> bool:
    """Tell whether two dates may be one: they overlap, and an open end agrees only with itself."""
    if Precision.OPEN in (left.precision, right.precision):
        return left.edtf == right.edtf
    return left.overlaps(right)


def likeness(left: Event, right: Event, one: Signature, two: Signature, *, with_dates: bool = True) -> float:
    """Return how alike two comparable statements are; ``SAME`` and above is one happening.

    Counts shared participants, kinds of happening, amounts and words (between languages: things spoken of).
    Different numbers in names (GPT-4 and GPT-5) or amounts in one currency count heavily against.
    """
    shared = set(left.entities) & set(right.entities)
    if not shared:
        return 0.0
    kinds = set(left.triggers) & set(right.triggers)
    score = 0.22 * min(len(shared), 3) / 1.0
    score += 0.25 if kinds - _VAGUE_TRIGGERS else 0.1 if kinds else -0.25 if left.triggers and right.triggers else 0.0
    score += _amounts(one, two)
    if one.numbers and two.numbers:
        score += 0.2 if one.numbers & two.numbers else -0.5
    score += _words(left, right, one, two)
    if with_dates:
        score += _dates(left.date, right.date)
    others = (set(left.entities) ^ set(right.entities))
    score -= 0.12 * min(len(others), 4) if len(set(left.entities) - shared) and len(set(right.entities) - shared) else 0.03 * min(len(others), 4)
    return score


def amounts_clash(one: Signature, two: Signature) -> bool:
    """Tell whether both name money in one currency and no figure is the same (within two per cent)."""
    for currency in {pair[0] for pair in one.amounts} & {pair[0] for pair in two.amounts}:
        mine = [value for unit, value in one.amounts if unit == currency]
        theirs = [value for unit, value in two.amounts if unit == currency]
        if not any(_near(a, b) for a in mine for b in theirs):
            return True
    return False


def _amounts(one: Signature, two: Signature) -> float:
    if not one.amounts or not two.amounts:
        return 0.0
    if any(a[0] == b[0] and _near(a[1], b[1]) for a in one.amounts for b in two.amounts):
        return 0.35
    return -0.6 if amounts_clash(one, two) else 0.0


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= 0.02 * max(abs(a), abs(b))


def _words(left: Event, right: Event, one: Signature, two: Signature) -> float:
    if one.chinese == two.chinese:
        if not one.words or not two.words:
            return 0.0
        common = len(one.words & two.words)
        overlap = common / min(len(one.words), len(two.words))
        jaccard = common / len(one.words | two.words)
        return 0.5 * overlap + 0.5 * jaccard if common > 1 else 0.0
    mine, theirs = set(left.terms), set(right.terms)
    common = len(mine & theirs)
    if not mine or not theirs:
        return 0.1
    return 0.2 * min(common, 2) + 0.1 * common / len(mine | theirs) - (0.15 if not common else 0.0)


def _dates(left: PartialDate, right: PartialDate) -> float:
    if left.precision is Precision.DAY and right.precision is Precision.DAY:
        return 0.25
    if left.precision in _COARSE or right.precision in _COARSE:
        return -0.1
    return 0.1
