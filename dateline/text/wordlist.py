"""Sets of words as they are written in the rules: one string, parted by white space."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a string as a set.

    >>> sorted(word_set("in of since"))
    ['in', 'of', 'since']
    """
    return frozenset(text.split())
