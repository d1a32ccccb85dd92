"""English: find dated expressions in running text, and tell by the tense where they look.

Three steps: one regular expression cuts the runs of time words out of the text (:mod:`.en_scan`); the rule tables read
each run by itself (:mod:`.en_rules`), which is remembered by surface; and the words around
decide what counts (:mod:`.en_checks`) and how it is bounded (since, by).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from dateline.annotate.timex import en_rules
from dateline.annotate.timex.en_checks import CHECKS
from dateline.annotate.timex.en_frame import framed
from dateline.annotate.timex.en_grammar import Item, Point, Table, reduce_items
from dateline.annotate.timex.en_place import Place
from dateline.annotate.timex.en_scan import run_pattern
from dateline.annotate.timex.en_tense import direction_of
from dateline.annotate.timex.en_tokens import tokens
from dateline.annotate.timex.expression import Between, Clock, Direction, Duration, Expression, Repeat, Vague
from dateline.annotate.timex.language import Language

_ATOMS: Final = Table((*en_rules.ABSOLUTE, *en_rules.RELATIVE))
_COMPOSE: Final = Table(en_rules.COMPOSE)
_LATER: Final = tuple(
    Table(rules) for rules in (en_rules.CLOCKED, en_rules.RANGES, en_rules.CLOCKED, en_rules.LEFTOVERS)
)
_SPELLINGS: Final = (
    ("’", "'"), ("‘", "'"), ("–", "-"), ("−", "-"), ("‑", "-"), ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "),
)  # fmt: skip
_BOUND: Final[dict[str, str]] = {
    "since": "AFTER", "after": "AFTER", "by": "BEFORE", "until": "BEFORE", "till": "BEFORE", "before": "BEFORE",
    "than": "", "onwards": "AFTER",
}  # fmt: skip
_BARE: Final = frozenset({"en.month-day", "en.month", "en.month-year", "en.year"})
"""Rules whose span leaves the article out: "the Oct. 23 vote"."""
_HOUR: Final = re.compile(r"(?:midnight|noon|midday|dawn|dusk|\d{1,2}(?::\d\d)? ?[ap]\.?m)\b")
_TILDE: Final = re.compile(r"(?<=\d)~(?=\d)")
_ARTICLE: Final = re.compile(r"(?:the|its|their|his|her|our|an?) ")
_ALONE: Final = 24
"""A block with no more than this beside the date is a heading, a label, a cell."""
_UNBOUNDED: Final = (Vague, Duration, Repeat, Between, Clock)


class English:
    """The language module: see :class:`dateline.annotate.timex.language.Language`."""

    code = "en"
    ahead_days = 30
    turn_months = 1
    near_reading = True

    def find(self, text: str, start: int, end: int) -> list[Expression]:
        """Return the expressions of ``text[start:end]`` in order, without overlaps."""
        block = text[start:end]
        plain = " " + _plain(block)
        found: list[Expression] = []
        for match in run_pattern().finditer(plain):
            for point in read_run(match[1]):
                expression = _accepted(block, plain, match.start(1) - 1, point, start)
                if expression is not None:
                    found.append(expression)
        return found

    def direction(self, text: str, start: int, end: int, low: int, high: int) -> Direction:
        """Tell by the governing verb where the clause looks; a date that stands alone is the nearest."""
        found = direction_of(text, start, end, low, high)
        if found is Direction.NONE and high - low - (end - start) <= _ALONE:
            return Direction.NEAREST
        return found


def _plain(block: str) -> str:
    """Return the text in lower case with plain quotes, hyphens and spaces, of the same length."""
    lowered = block.lower()
    if "~" in lowered:
        lowered = _TILDE.sub("-", lowered)
    if lowered.isascii():
        return lowered
    if len(lowered) != len(block):
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in block)
    for written, plain in _SPELLINGS:
        if written in lowered:
            lowered = lowered.replace(written, plain)
    return lowered


def _accepted(block: str, plain: str, offset: int, point: Point, shift: int) -> Expression | None:
    start, end = offset + point.start, offset + point.end
    if point.rule in _BARE and not point.mod and (article := _ARTICLE.match(plain, start + 1)):
        start += len(article.group())
    if point.check and not CHECKS[point.check](Place(block, start, end)):
        if point.check != "not_compared":
            return None
        point = replace(point, meaning=Vague())
    mod = point.mod or _bound(plain, start + 1, end + 1, point)
    meaning = framed(plain, start + 1, end + 1, point.meaning)
    return Expression(shift + start, shift + end, meaning, point.rule, mod, linked=point.linked)


def _bound(plain: str, start: int, end: int, point: Point) -> str:
    if isinstance(point.meaning, _UNBOUNDED):
        return ""
    words = plain[max(0, start - 24):start].split()
    if words[-1:] == ["the"]:
        words.pop()
    if not words:
        return ""
    if words[-1] == "than" and len(words) > 1:
        bounds = ("BEFORE", "AFTER") if words[-3:-2] == ["no"] else ("AFTER", "BEFORE")
        return {"later": bounds[0], "earlier": bounds[1]}.get(words[-2], "")
    if words[-1] in ("before", "after") and _HOUR.match(plain, start):
        return ""  # shortly before midnight on 8 December
    if words[-1] == "by" and plain.startswith("'s", end):
        return ""  # hurt by Tuesday's storm
    return _BOUND.get(words[-1], "")


@lru_cache(maxsize=32768)
def read_run(run: str) -> tuple[Point, ...]:
    """Read a run of time words in lower case; the spans count from its start."""
    items: list[Item] = list(tokens(run))
    items, _ = reduce_items(items, _ATOMS)
    if len(items) > 1:
        items = _composed(items)
    return tuple(item for item in items if isinstance(item, Point) and item.kind == "point")


def _composed(items: list[Item]) -> list[Item]:
    for _ in range(4):
        items, changed = reduce_items(items, _COMPOSE)
        if not changed:
            break
    for table in _LATER:
        items, _ = reduce_items(items, table)
    return items


LANGUAGE: Final[Language] = English()
