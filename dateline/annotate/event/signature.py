"""What of a statement is compared with others: words, numbers, amounts."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, pairwise
from operator import add
from typing import Final

from dateline.annotate.event.amounts import read_amount
from dateline.annotate.event.scripts import simplified
from dateline.model.annotation import Event, Status
from dateline.model.dates import PartialDate
from dateline.model.value import value
from dateline.text.pattern import deferred

_LATIN = deferred(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]")
_GAPS: Final = "的了在是与和及并将对为以其于从由到把被让就也还又已正该这那之所等个名位次称表示他她它们曾"
"""Function characters: no pair goes across them."""


def _han_but(excluded: str) -> str:
    """Return a character class of the Han block without some characters."""
    edges = [0x33FF, *sorted(map(ord, excluded)), 0xA000]
    ranges = [(low + 1, high - 1) for low, high in pairwise(edges) if low + 1 < high]
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)


_HAN = deferred(f"[{_han_but(_GAPS)}]{{2,}}")
_DIGIT = deferred(r"\d")
_NONE: Final[frozenset[str]] = frozenset()
_NUMBER = deferred(r"[A-Za-z]*[-–]?\d[\d.,]*(?:[A-Za-z]+\d*)?(?:\s?[万亿千百萬億])?")
_STOP_EN: Final = frozenset(
    "the a an and or but of in on at by to for from with as is are was were be been being it its he his she her they "
    "their that this these those which who whom has have had will would could should may might do does did not no than "
    "then said says say also into over after before about up out more most new its one two company firm today week "
    "month year mr ms inc corp ltd co plc group".split()
)
_SCALES: Final = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_CLASSES: Final = {
    Status.HAPPENED: 0, Status.ONGOING: 0, Status.ALLEGED: 0, Status.DENIED: 0,
    Status.PLANNED: 1, Status.PROMISED: 1, Status.FORECAST: 1,
}


@value
class Signature:
    """Hold what is compared: ``words`` (stems, or pairs of Han characters), ``numbers``, ``amounts`` by currency.

    ``names`` are the Latin words of a Chinese text that are no part of the participants' names; ``main`` is the kind
    of happening whose verb acts on ``target``, ``lead`` the participant named first.
    """

    date: PartialDate
    entities: frozenset[str]
    triggers: frozenset[str]
    terms: frozenset[str]
    target: str
    main: str
    lead: str
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    amounts: tuple[tuple[str, float], ...]
    chinese: bool


def status_class(status: Status) -> int:
    """Return 0 for what is said to have happened (or is denied), 1 for what is still to come."""
    return _CLASSES[status]


def sign(event: Event) -> Signature:
    """Return a statement's signature, read from its clause without the date."""
    text = _clause(event)
    if event.lang.startswith("zh-Hant"):
        text = simplified(text)
    amounts: tuple[tuple[str, float], ...] = ()
    if event.amounts:
        amounts = tuple(read_amount(amount) for amount in event.amounts)
        for amount in event.amounts:
            text = text.replace(amount, " ")
    numbers = _NONE
    if _DIGIT.search(text):
        # a participant's own number is no further evidence: GPT-4 in two statements on gpt-4
        numbers = frozenset(map(_number, _NUMBER.findall(text))).difference(event.entities)
    words, latin, chinese = _words(text)
    names = _NONE
    if chinese and latin:
        names = frozenset([word for word in latin if word.isascii()]).difference(*map(_parts, event.entities))
    return Signature(
        event.date, frozenset(event.entities), frozenset(event.triggers), frozenset(event.terms), event.target,
        event.triggers[0] if event.target and event.triggers else "", event.entities[0] if event.entities else "",
        words, names, numbers, amounts, chinese,
    )


@lru_cache(maxsize=16384)
def _parts(entity: str) -> frozenset[str]:
    """Return the stems in a participant's id: its name is no further evidence."""
    return frozenset(map(_stem, entity.split("-")))


def _clause(event: Event) -> str:
    offset = event.sentence_start
    quote = event.quote
    start, end = event.start - offset, event.end - offset
    left, right = event.timex_start - offset, event.timex_end - offset
    if not 0 <= start <= left <= right <= end:
        return quote[max(0, start):end]
    return f"{quote[start:left]} {quote[right:end]}"


def _words(text: str) -> tuple[frozenset[str], set[str], bool]:
    """Return stems of Latin words and pairs of neighbouring Han characters, the stems alone, and whether Han stood."""
    han = [] if text.isascii() else _HAN.findall(text)
    latin = {_stem(word) for word in map(str.lower, _LATIN.findall(text)) if word not in _STOP_EN}
    pairs = [map(add, run, run[1:]) for run in han]
    return frozenset(chain(latin, *pairs)), latin, bool(han)


def _number(text: str) -> str:
    """Return a number in one spelling: ``48.45万`` is ``484,500`` is 484500; a name such as GPT-4 in small letters."""
    plain = text.lower().strip(".,-– ").replace(",", "")
    scale = _SCALES.get(plain[-1:])
    if scale is not None:
        plain, digits = plain[:-1].strip(), True
    else:
        scale, digits = 1, plain.replace(".", "", 1).isdigit()
    return f"{round(float(plain) * scale, 4):g}" if digits and plain.replace(".", "", 1).isdigit() else plain


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """Cut the usual English endings: enough to make "launched" and "launches" meet."""
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    for ending, least in (("ing", 6), ("ies", 5), ("ed", 5), ("es", 5), ("s", 4), ("e", 5)):
        if word.endswith(ending) and len(word) >= least:
            return word[:-len(ending)]
    return word
