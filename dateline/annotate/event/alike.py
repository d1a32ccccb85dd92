"""Decide whether two statements tell of the same happening. In doubt they do not."""

from __future__ import annotations

from typing import Final

from dateline.annotate.event.signature import Signature, status_class
from dateline.annotate.event.statement import Compared
from dateline.model.dates import PartialDate, Precision

SAME: Final = 1.0
"""From this likeness on two statements are one happening."""
DOUBTFUL: Final = 0.8
"""From this likeness on a person is asked (``suggest``)."""

_VAGUE: Final = frozenset({"statement", "meeting", "record", "plan", "result", "price", "start"})
"""Kinds of happening so common that sharing one says little."""
_RARE: Final = frozenset({"rename", "split", "listing", "delisting", "recall", "layoff"})
"""What one actor hardly does twice in a day."""
_PERSONAL: Final = frozenset({"departure", "appointment", "arrest"})
"""What happens to people: of a company's many, only a shared name tells which."""
_ONCE: Final = frozenset({"founding", "birth", "death", "listing"})
"""What happens to something once."""
_FOREVER: Final = frozenset({"founding", "birth", "death"})
"""Of those, what cannot be undone and done again, so that a coarse date will do."""
_COARSE: Final = frozenset({
    Precision.YEAR, Precision.HALF, Precision.DECADE, Precision.CENTURY, Precision.RANGE, Precision.OPEN,
})
_HOPELESS: Final = -0.6
"""Below this no words and numbers can make two statements one."""
_NEAR: Final = 0.02
"""Amounts within two per cent are one amount, rounded."""


def comparable(left: Compared, right: Compared) -> bool:
    """Tell whether two statements may speak of one happening at all, before any word is looked at."""
    return (
        left.kind == right.kind == "statement"
        and status_class(left.status) == status_class(right.status)
        and dates_agree(left.date, right.date)
        and not same_sentence(left, right)
    )


def same_sentence(left: Compared, right: Compared) -> bool:
    """Tell whether two statements share a sentence: it gives two dates because two things happened."""
    if left.article != right.article:
        return False
    inside = left.sentence_start < right.sentence_end and right.sentence_start < left.sentence_end
    return inside or left.sentence_start == right.sentence_start


def dates_agree(left: PartialDate, right: PartialDate) -> bool:
    """Tell whether two dates may be one: they overlap, and an open end agrees only with itself."""
    if left.precision is Precision.OPEN or right.precision is Precision.OPEN:
        return left.edtf == right.edtf
    return left.earliest <= right.latest and right.earliest <= left.latest


def likeness(one: Signature, two: Signature, *, with_dates: bool = True, least: float = -9.0) -> float:
    """Return how alike two comparable statements are; ``SAME`` and above is one happening.

    Counts shared participants, kinds of happening, amounts and words (between languages: things spoken of).
    Different numbers in names (GPT-4 and GPT-5) or amounts in one currency count heavily against. What cannot reach
    ``least`` is not worked out to the end: the result is then only known to be below it.
    """
    shared = len(one.entities & two.entities)
    if not shared:
        return 0.0
    same_day = _same_day(one.date, two.date)
    score = 0.22 * min(shared, 4) + _kinds(one, two, same_day=same_day) - _strangers(one, two, shared)
    if shared == 1:
        score -= _alone(one, two, same_day=same_day)
    if with_dates:
        score += _dates(one.date, two.date)
    if score < _HOPELESS or score + _most_to_come(one, two) < least:
        return score
    if one.amounts and two.amounts:
        score += _amounts(one, two)
    if one.numbers and two.numbers:
        score += _numbers(one, two, shared)
    return score + (_words(one, two) if one.chinese == two.chinese else _terms(one, two, shared))


def _most_to_come(one: Signature, two: Signature) -> float:
    """Return more than amounts, numbers and words can add: at most 0.85, 0.32 and 1.0, or between languages 0.75."""
    most = 1.01 if one.chinese == two.chinese else 0.76
    if one.amounts and two.amounts:
        most += 0.85
    return most + 0.32 if one.numbers and two.numbers else most


def _numbers(one: Signature, two: Signature, shared: int) -> float:
    """Weigh numbers: counts may differ where many participants and the day are shared, names (GPT-4, GPT-5) not."""
    equal = one.numbers & two.numbers
    if equal:
        return 0.32 if any(len(number) > 2 for number in equal) else 0.2
    counts = all(number.replace(".", "", 1).isdigit() for number in one.numbers | two.numbers)
    return -0.1 if counts and shared >= _CROWD and _same_day(one.date, two.date) else -0.5


_CROWD: Final = 3
"""So many shared participants tell a happening of one day by themselves."""


def amounts_clash(one: Signature, two: Signature) -> bool:
    """Tell whether both name money in one currency and no figure is the same."""
    for currency in {pair[0] for pair in one.amounts} & {pair[0] for pair in two.amounts}:
        mine = [value for unit, value in one.amounts if unit == currency]
        theirs = [value for unit, value in two.amounts if unit == currency]
        if not any(_near(a, b) for a in mine for b in theirs):
            return True
    return False


def _kinds(one: Signature, two: Signature, *, same_day: bool) -> float:
    kinds = one.triggers & two.triggers
    if not kinds:
        return -0.25 if one.triggers and two.triggers else 0.0
    if kinds <= _VAGUE:
        return 0.1
    rare = 0.2 if kinds & _RARE and one.lead == two.lead else 0.0
    once = one.main == two.main and one.main in _ONCE and one.target == two.target
    return 0.25 + (0.2 + rare if same_day else 0.0) + ((1.0 if one.main in _FOREVER else 0.7) if once else 0.0)


def _alone(one: Signature, two: Signature, *, same_day: bool) -> float:
    """Return what it costs to share a single participant: several things happen to it in a month, or to its people."""
    cost = 0.1 if one.lead != two.lead else 0.0
    if not same_day:
        cost += 0.1
    if one.triggers & two.triggers & _PERSONAL:
        cost += 0.25
    return cost


def _strangers(one: Signature, two: Signature, shared: int) -> float:
    """Return what participants of only one statement cost: more where each side has some."""
    mine, theirs = len(one.entities) - shared, len(two.entities) - shared
    return (0.12 if mine and theirs else 0.03) * min(mine + theirs, 4)


def _amounts(one: Signature, two: Signature) -> float:
    equal = sum(any(a[0] == b[0] and _near(a[1], b[1]) for b in two.amounts) for a in one.amounts)
    if equal:
        return (0.35 if equal == 1 else 0.55) + _same_sum(one, two)
    return -0.6 if amounts_clash(one, two) else 0.0


def _same_sum(one: Signature, two: Signature) -> float:
    """Return what one sum of one actor is worth besides: on one day, or of a round or purchase in one month."""
    if one.lead != two.lead or not any(unit != "%" and unit for unit, _ in one.amounts):
        return 0.0
    if _same_day(one.date, two.date):
        return 0.2
    monthly = one.date.precision is two.date.precision is Precision.MONTH
    return 0.3 if monthly and one.triggers & two.triggers & _SUMS else 0.0


_SUMS: Final = frozenset({"funding", "acquisition", "investment", "penalty"})
"""What is told by its sum of money: an actor hardly does it twice in a month for the same."""


def _same_day(left: PartialDate, right: PartialDate) -> bool:
    return left.precision is right.precision is Precision.DAY and left.earliest == right.earliest


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= _NEAR * max(abs(a), abs(b))


def _words(one: Signature, two: Signature) -> float:
    common = len(one.words & two.words)
    if common < 2:
        return 0.0
    mine, theirs = len(one.words), len(two.words)
    return 0.5 * common / min(mine, theirs) + 0.5 * common / (mine + theirs - common)


def _terms(one: Signature, two: Signature, shared: int) -> float:
    """Compare across languages: things spoken of, and Latin names that a Chinese text keeps as they are.

    A single shared participant needs something of the kind beside it.
    """
    chinese, other = (one, two) if one.chinese else (two, one)
    kept = chinese.names
    missing = 0.1 if shared >= _CROWD and _same_day(one.date, two.date) else 0.3
    score = 0.25 if not kept.isdisjoint(other.words) else -missing if kept else 0.0
    common = len(one.terms & two.terms)
    if common:
        return score + 0.2 * min(common, 2) + 0.1 * common / len(one.terms | two.terms)
    if shared > 1:
        return score
    return score - (0.15 if one.terms and two.terms else 0.1 if score <= 0 else 0.0)


def _dates(left: PartialDate, right: PartialDate) -> float:
    if left.precision in _COARSE or right.precision in _COARSE:
        return -0.1
    return 0.25 if left.precision is right.precision is Precision.DAY else 0.1
