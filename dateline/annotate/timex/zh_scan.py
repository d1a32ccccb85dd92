"""Find the runs of Chinese date words in a text.

One search for pairs of characters that may begin a date; at each hit the few rules that can start with that
character, then token after token the few that can go on. What a run means depends on its
surface alone, so it is composed once and kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.annotate.timex.expression import Expression
from dateline.annotate.timex.zh_compose import Token, compose
from dateline.annotate.timex.zh_patterns import (
    AFTER_DIGIT,
    AFTER_NUMBER,
    AFTER_NUMERAL,
    DIGITS,
    FOLLOWERS,
    GAP,
    NUMERALS,
    RULES,
    WORD_PAIRS,
)
from dateline.text.compiled import compile_pattern

MOST_TOKENS: Final = 16
"""Longer runs are cut: no date has so many parts."""
MOST_SURFACES: Final = 50_000
Rule = tuple[str, str, str]
"""A kind, the characters that begin it, and its pattern."""
_GAP_CHARS: Final = frozenset(" \u3000\xa0的至到-－–—~～ー―、和及与或以，,")


_ALIKE: Final = (DIGITS, NUMERALS + "〇零两几数半廿卅", "上下本当同次翌隔该这那第前后今昨明去大来中早晚")


class _Dispatch(dict[str, "re.Pattern[str] | None"]):
    """Compile, when first needed, the rules that can begin with a character.

    Characters that begin much the same rules (digits, numerals, 今 and 上) share one pattern: a regular
    expression of this size takes longer to compile than an article to read. ``also`` are rules that stand behind those
    of their kind here, since what begins with the character is tried kind by kind.
    """

    def __init__(self, rules: Sequence[Rule], also: Sequence[Rule] = ()) -> None:
        super().__init__()
        self._rules = rules
        self._also = also
        self._shared: dict[tuple[Rule, ...], re.Pattern[str]] = {}

    def __missing__(self, char: str) -> re.Pattern[str] | None:
        alike = next((group for group in _ALIKE if char in group), char)
        begins = any(char in first for _, first, _ in self._rules)
        chosen = _beginning(self._rules, alike) if begins else ()
        kinds = {kind for kind, _, _ in chosen}
        pattern = self._compiled((*chosen, *(rule for rule in _beginning(self._also, alike) if rule[0] in kinds)))
        self[char] = pattern
        return pattern

    def _compiled(self, chosen: tuple[Rule, ...]) -> re.Pattern[str] | None:
        pattern = self._shared.get(chosen)
        if pattern is None and chosen:
            kinds: dict[str, list[str]] = {}
            for kind, _, source in chosen:
                kinds.setdefault(kind, []).append(f"(?:{source})")
            named = "|".join(f"(?P<{kind}>{'|'.join(sources)})" for kind, sources in kinds.items())
            pattern = self._shared[chosen] = compile_pattern(named)
        return pattern


def _beginning(rules: Sequence[Rule], chars: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if not set(chars).isdisjoint(rule[1]))


def _pairs() -> dict[str, frozenset[str]]:
    """Give each character that may begin a date those that may follow it."""
    pairs: dict[str, set[str]] = {}
    for firsts, seconds in (*WORD_PAIRS, (DIGITS, AFTER_DIGIT), (NUMERALS + "〇零两几数半", AFTER_NUMERAL)):
        for first in firsts:
            pairs.setdefault(first, set()).update(seconds)
    return {first: frozenset(seconds) for first, seconds in pairs.items()}


_PAIRS: Final = _pairs()
_TRIGGER: Final = re.compile(
    f"[{re.escape(''.join(_PAIRS))}](?=[{re.escape(''.join(sorted(frozenset().union(*_PAIRS.values()))))}])"
)
_NUMBER: Final = re.compile(f"[0-9]{{1,8}}+{AFTER_NUMBER}|(?:19|20)[0-9]{{6}}")
_DIGITS: Final = re.compile("[0-9]*")
_NUMBER_GOES_ON: Final = re.compile("(?<=[0-9])[0-9]")
_RULES: Final = _Dispatch(RULES)
_FOLLOWERS: Final = _Dispatch(FOLLOWERS, RULES)
"""Tried before the rules where a run goes on: so these are compiled once for both."""
_TIED: Final = re.compile("[0-9A-Za-z][-/]")
"""Before what stands behind such a mark no date begins: it is part of a name or a number."""
_GAP: Final = re.compile(GAP)
_surfaces: dict[str, tuple[Expression, ...]] = {}


def candidate(block: str, position: int) -> int:
    """Return the first place from ``position`` on where a date may begin, or -1.

    A number that is followed by no unit of time is skipped whole.
    """
    while (hit := _TRIGGER.search(block, position)) is not None:
        at = hit.start()
        char = block[at]
        position = at + 1
        if block[position] not in _PAIRS[char]:
            continue
        if char not in DIGITS or _NUMBER.match(block, at) is not None:
            return at
        digits = _DIGITS.match(block, at)
        position = digits.end() if digits is not None else position
    return -1


def runs(block: str) -> list[tuple[int, tuple[Expression, ...]]]:
    """Return each run that says something: where it starts, and its expressions with offsets from there."""
    found = []
    position = 0
    at = candidate(block, 0)
    while at >= 0:
        begins = at >= position and not (at > 1 and _TIED.match(block, at - 2))
        pattern = _RULES[block[at]] if begins else None
        match = pattern.match(block, at) if pattern is not None else None
        after = at + 1
        if match is not None:
            matches = [("", match)]
            position = _extend(block, match.end(), matches)
            expressions = _read(block[at:position], at, matches)
            if expressions:
                found.append((at, expressions))
            if not _NUMBER_GOES_ON.match(block, position):
                after = position  # otherwise the rest of the number is skipped with its start
        at = candidate(block, after)
    return found


def _extend(block: str, position: int, matches: list[tuple[str, re.Match[str]]]) -> int:
    """Add the tokens that go on from ``position``; return where the run ends."""
    size = len(block)
    while position < size and len(matches) < MOST_TOKENS:
        char = block[position]
        match = _next(block, position)
        gap = ""
        if match is None:
            if char not in _GAP_CHARS or (between := _GAP.match(block, position)) is None:
                break
            after = between.end()
            match = _next(block, after) if after < size else None
            if match is None:
                break
            gap = "range" if between["range"] else "list" if between["list"] else ""
        matches.append((gap, match))
        position = match.end()
    return position


def _next(block: str, position: int) -> re.Match[str] | None:
    """Read the token that goes on from a place."""
    char = block[position]
    for rules in (_FOLLOWERS, _RULES):
        pattern = rules[char]
        if pattern is not None and (match := pattern.match(block, position)) is not None:
            return match
    return None


def _read(surface: str, start: int, matches: list[tuple[str, re.Match[str]]]) -> tuple[Expression, ...]:
    known = _surfaces.get(surface)
    if known is None:
        if len(_surfaces) >= MOST_SURFACES:
            _surfaces.clear()
        tokens = [
            Token(gap, match.lastgroup or "", match.start() - start, match.end() - start, match.group())
            for gap, match in matches
        ]
        known = _surfaces[surface] = tuple(compose(tokens))
    return known
