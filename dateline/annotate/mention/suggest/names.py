"""Name-like stretches of any text: each line by the rules of its script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.annotate.mention.suggest.candidate import Candidate
from dateline.annotate.mention.suggest.chinese import chinese_names
from dateline.annotate.mention.suggest.latin import capital_sequences
from dateline.text.script import HAN

_ADDRESS = re.compile(
    r"(?:https?:\s?/+|www\.)[\w./%?=&#~+:;-]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|io)/\S*",
    re.ASCII)
"""Addresses hold no names to propose."""


def find_names(text: str) -> list[Candidate]:
    """Return what looks like a name, registered or not, in order; half-open spans in code points, none overlapping.

    Chinese needs the extra ``zh`` for its best: the tagger's weights in jieba, numpy and rjieba.
    """
    found: list[Candidate] = []
    text = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    for low, high, chinese in _stretches(text):
        find = chinese_names if chinese else capital_sequences
        found.extend(item._replace(start=item.start + low, end=item.end + low) for item in find(text[low:high]))
    return sorted(found)


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """Group neighbouring lines of one kind: Chinese where a sixth of the characters or more are Han."""
    low, at, kind = 0, 0, None
    for line in text.splitlines(keepends=True):
        here = None if not line.strip() else len(HAN.findall(line)) * 6 >= len(line.strip())
        if kind is not None and here is not None and here != kind:
            yield low, at, kind
            low = at
        kind = here if here is not None else kind
        at += len(line)
    if kind is not None:
        yield low, at, kind
