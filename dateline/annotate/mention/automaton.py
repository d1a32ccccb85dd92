"""Find every occurrence of many patterns in one text: the extension where it is installed, else the standard library.

Both return all overlapping occurrences; which of them count is decided by our own rules, since the
built-in "longest match" modes of the common libraries lose names (国家知识产权局 against 知识产权 in 国家知识产权).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

Hit = tuple[int, int, int]
"""Pattern index, start, end; half-open, in code points."""


class Scanner(Protocol):
    """Anything that finds all occurrences of the patterns it was made with, in no promised order."""

    def __call__(self, text: str) -> Sequence[Hit]:
        """Return every occurrence, overlapping ones too."""
        ...


def make_scanner(patterns: Sequence[str], *, extension: bool = True) -> Scanner:
    """Build a scanner for non-empty, distinct patterns; ``extension=False`` forces the standard library."""
    if not all(patterns):
        raise ValueError("an empty pattern occurs everywhere")
    if extension and patterns:
        try:
            return _ExtensionScanner(patterns)
        except ImportError:
            pass
    return PlainScanner(patterns)


class _ExtensionScanner:
    def __init__(self, patterns: Sequence[str]) -> None:
        from ahocorasick_rs import AhoCorasick

        self._automaton = AhoCorasick(patterns)

    def __call__(self, text: str) -> Sequence[Hit]:
        """Return every occurrence; offsets are code points."""
        found: list[Hit] = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return found


class PlainScanner:
    """Look up each position's first two characters, then every length that starts so."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._single = {pattern: index for index, pattern in enumerate(patterns) if len(pattern) == 1}
        self._by_head: dict[str, dict[int, dict[str, int]]] = {}
        for index, pattern in enumerate(patterns):
            if len(pattern) > 1:
                self._by_head.setdefault(pattern[:2], {}).setdefault(len(pattern), {})[pattern] = index

    def __call__(self, text: str) -> Sequence[Hit]:
        """Return every occurrence, single characters first."""
        found: list[Hit] = []
        single, by_head = self._single, self._by_head
        if single:
            found.extend((single[char], at, at + 1) for at, char in enumerate(text) if char in single)
        for at, head in enumerate(map(str.__add__, text, text[1:])):
            lengths = by_head.get(head)
            if lengths is not None:
                for length, tails in lengths.items():
                    index = tails.get(text[at:at + length])
                    if index is not None:
                        found.append((index, at, at + length))
        return found
