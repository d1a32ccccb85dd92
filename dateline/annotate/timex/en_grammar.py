"""The engine of the English rule table: patterns over token classes, tried longest first, pass after pass.

A pattern is a regular expression over words that name token classes: ``weekday? {m=month} {d=ord|num}`` reads an
optional weekday, a month kept as ``m`` and an ordinal or number kept as ``d``. Each class is one letter of the string
that is matched, so a match of n letters covers n tokens. What a rule reads becomes a *point* (class ``point``), which
the rules of the next pass may build on: "the end of" + point, point + "to" + point.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dateline.annotate.timex.en_tokens import Token
from dateline.annotate.timex.expression import Meaning
from dateline.model.value import value
from dateline.text.compiled import compile_pattern

CLASSES: Final = (
    "month weekday season unit units ord num year short decade qcode hcode cycode fycode holiday fixed day part "
    "clock date mod edge point vague last past previous this coming next following same that latest recent the "
    "a every of in on to and from between at approx fiscal calendar ago back hence after before since more "
    "final half period restof partof whole todate now time later earlier ended commencing set comparable "
    "yearend bc ad comma dash slash poss paren other so fy within over for head break eve"
).split()
_LETTERS: Final[dict[str, str]] = {name: chr(0x100 + n) for n, name in enumerate(CLASSES)}
MACROS: Final[dict[str, str]] = {
    "WEEKDAY": "({w=weekday} comma?)? the?",
    "DEICTIC": "last|past|previous|this|next|coming|following|same|that|latest",
    "COUNT": "{n=num|a|vague}",
    "PERIOD": (
        "(month|season|year|unit|last|this|next|previous|coming|following|that|same|holiday|fixed|decade|fiscal|short|past|ord|date)"
    ),
}
"""Stretches of pattern that several rules share."""
_MACRO: Final = re.compile(r"[A-Z]+")
_WORD: Final = re.compile(r"[a-z]+")
_CAPTURE: Final = re.compile(r"\{(\w+)=([a-z|]+)\}")


@value
class Point:
    """What a rule has read: a part of the run and its meaning.

    ``check`` names a test of the surroundings (:mod:`.en_checks`) that must hold for it to count. ``linked`` is that of
    Expression.
    """

    start: int
    end: int
    meaning: Meaning
    rule: str
    mod: str = ""
    check: str = ""
    linked: bool = False
    kind: str = "point"


Item = Token | Point
Parts = Mapping[str, Item]
Reading = Meaning | Point | list[Point] | None
Builder = Callable[[Parts], Reading]


@dataclass(frozen=True)
class Rule:
    """One row of the table: ``pattern`` over token classes, ``build`` from the tokens kept, an ``example`` it reads.

    ``mod`` and ``check`` are given to the point unless the builder set its own.
    """

    id: str
    pattern: str
    build: Builder
    example: str = ""
    mod: str = ""
    check: str = ""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern over class letters."""
        return compile_pattern(_compiled(self.pattern))


def _compiled(pattern: str) -> str:
    kept: dict[str, str] = {}

    def capture(match: re.Match[str]) -> str:
        key = chr(0x2000 + len(kept))
        kept[key] = f"(?P<{match[1]}>[{''.join(_LETTERS[name] for name in match[2].split('|'))}])"
        return key

    spelled = _MACRO.sub(lambda name: MACROS[name.group()], pattern)
    body = _WORD.sub(lambda word: _LETTERS[word.group()], _CAPTURE.sub(capture, spelled)).replace(" ", "")
    for key, text in kept.items():
        body = body.replace(key, text)
    return body


class Table:
    """A pass: its rules, and what they match, remembered by token classes (few, beside the surfaces that have them)."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._known: dict[str, tuple[tuple[re.Match[str], Rule], ...]] = {}
        self._silent: dict[str, bool] = {}

    def candidates(self, letters: str) -> tuple[tuple[re.Match[str], Rule], ...]:
        """Return every rule's longest match at the start, the longest first."""
        found = self._known.get(letters)
        if found is None:
            matches = [(match, rule) for rule in self.rules if (match := rule.regex.match(letters))]
            found = tuple(sorted(matches, key=lambda pair: -pair[0].end()))
            if len(self._known) < _REMEMBERED:
                self._known[letters] = found
        return found

    def is_silent(self, letters: str) -> bool:
        """Tell whether no rule matches anywhere: most passes have nothing to read of most runs."""
        found = self._silent.get(letters)
        if found is None:
            places = range(len(letters))
            found = not any(self.candidates(letters[place:place + _LONGEST_RULE]) for place in places)
            if len(self._silent) < _REMEMBERED:
                self._silent[letters] = found
        return found


_REMEMBERED: Final = 20_000
_LONGEST_RULE: Final = 14
"""Tokens that a rule can span; what follows them is not part of the key."""


def reduce_items(items: Sequence[Item], table: Table) -> tuple[list[Item], bool]:
    """Replace what the rules read, left to right, the longest reading at each place first; tell if any was read."""
    letters = "".join(_LETTERS.get(item.kind, _LETTERS["other"]) for item in items)
    if table.is_silent(letters):
        return list(items), False
    out: list[Item] = []
    position, changed = 0, False
    while position < len(items):
        reading = _best(items, letters, position, table)
        if reading is None:
            out.append(items[position])
            position += 1
            continue
        points, length = reading
        out += points
        position, changed = position + length, True
    return out, changed


def _best(items: Sequence[Item], letters: str, position: int, table: Table) -> tuple[list[Point], int] | None:
    matches = list(table.candidates(letters[position:position + _LONGEST_RULE]))
    here = items[position:position + _LONGEST_RULE]
    while matches:
        match, rule = matches.pop(0)
        points = _built(here, match, rule)
        if points:
            return points, match.end()
        shorter = rule.regex.match(match.string, 0, match.end() - 1)
        if shorter is not None:
            matches.append((shorter, rule))
            matches.sort(key=lambda pair: -pair[0].end())
    return None


def _built(items: Sequence[Item], match: re.Match[str], rule: Rule) -> list[Point]:
    parts = {name: items[match.start(name)] for name, text in match.groupdict().items() if text}
    reading = rule.build(parts)
    if reading is None:
        return []
    if isinstance(reading, list):
        return reading
    start, end = items[match.start()].start, items[match.end() - 1].end
    if isinstance(reading, Point):
        return [_spread(reading, start, end, rule)]
    return [Point(start, end, reading, rule.id, rule.mod, rule.check)]


def _spread(point: Point, start: int, end: int, rule: Rule) -> Point:
    """Stretch a built point over all that was matched; -1 as its start asks for that."""
    if point.start >= 0:
        return point
    return Point(
        start, end, point.meaning, point.rule or rule.id, point.mod or rule.mod, point.check or rule.check,
        point.linked, point.kind,
    )


def reading(meaning: Meaning, *, rule: str = "", mod: str = "", check: str = "") -> Point:
    """Make a point that takes its span from the match."""
    return Point(-1, -1, meaning, rule, mod, check)
