"""Which articles each term stands in: shards of terms, made of more articles than fit into memory.

Articles are taken in runs. What a run says of the terms is parted by groups of shards and put aside; then one group
after the other is put together of what all runs say of it. However the articles are cut into runs, the shards are the
same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from dateline.site import addresses
from dateline.site.searchterms import CLASSES, PARTS, hash_of, read_part

TERMS: Final = f"{addresses.INDEX_DATA}t/"
PER_SHARD: Final = 9
"""Articles to a shard: at 10,000 articles 1,024 shards of some 4 kB each, compressed."""
GROUP: Final = 64
"""Shards that are put together at a time."""
_DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def shard_count(articles: int) -> int:
    """Return how many shards of terms there are: a power of two, at least one a part."""
    count = PARTS
    while count * PER_SHARD < articles:
        count *= 2
    return count


def group_count(articles: int) -> int:
    """Return into how many groups the shards are parted: a power of two, at least one a part of the terms."""
    return max(PARTS, shard_count(articles) // GROUP)


def shard_path(shard: int) -> str:
    """Return where a shard of terms lies."""
    return f"{TERMS}{shard}.txt"


def _code(value: int) -> str:
    out = ""
    while value >= 32:
        out += _DIGITS[32 + value % 32]
        value //= 32
    return out + _DIGITS[value]


class _Codes(dict[int, str]):
    """What small values are written as; greater ones are seldom and made each time."""

    def __missing__(self, value: int) -> str:
        return _code(value)


_CODES: Final = _Codes((value, _code(value)) for value in range(4096))


def encode(postings: Sequence[int], before: int = 0) -> str:
    """Write postings (four times the article's number plus the class, ascending) that follow after one."""
    return "".join([
        _CODES[posting - (last & ~3)] for posting, last in zip(postings, chain((before,), postings), strict=False)
    ])  # fmt: skip


def decode(text: str) -> list[int]:
    """Read postings back."""
    found: list[int] = []
    before = value = 0
    scale = 1
    for char in text:
        digit = _DIGITS.index(char)
        value += digit % 32 * scale
        if digit >= 32:
            scale *= 32
        else:
            found.append(before + value)
            before = found[-1] & ~3
            value, scale = 0, 1
    return found


def make_run(texts: Sequence[bytes], first: int, articles: int) -> list[bytes]:
    """Return what some of the articles say of each group of shards, for their extracted terms from a number on.

    A line is a term, its first and last posting, and those after the first as ``encode`` writes them.
    """
    groups = group_count(articles)
    lines: list[list[str]] = [[] for _ in range(groups)]
    for part in range(PARTS):
        for term, postings in _collect(texts, part, first).items():
            start = postings[0]
            rest = encode(postings[1:], start) if len(postings) > 1 else ""
            lines[hash_of(term) % groups].append(f"{term}\t{start}\t{postings[-1]}\t{rest}\n")
    return ["".join(found).encode() for found in lines]


def _collect(texts: Iterable[bytes], part: int, first: int) -> dict[str, list[int]]:
    """Return the postings of the terms of one part."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, data in enumerate(texts, first):
        code = number * CLASSES
        for terms in read_part(data, part) if data else ():
            for term in terms:
                found[term].append(code)
            code += 1
    return found


def merge_runs(group: int, runs: Iterable[bytes], articles: int) -> dict[str, bytes]:
    """Return the shards of a group, path to bytes, of what all runs of articles say of it, in order."""
    last: defaultdict[str, int] = defaultdict(int)
    found: defaultdict[str, str] = defaultdict(str)
    for run in runs:
        for line in run.decode().split("\n")[:-1]:
            term, start, end, rest = line.split("\t")
            found[term] += _CODES[int(start) - (last[term] & ~3)] + rest
            last[term] = int(end)
    shards = shard_count(articles)
    lines: dict[int, list[str]] = {shard: [] for shard in range(group, shards, group_count(articles))}
    for term in sorted(found):
        lines[hash_of(term) % shards].append(f"{term}\t{found[term]}\n")
    return {shard_path(shard): "".join(held).encode() for shard, held in lines.items()}


def build_terms(texts: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield every shard of the terms of some articles, in their numbering, at once."""
    run = make_run(texts, 0, len(texts))
    for group, said in enumerate(run):
        yield from merge_runs(group, [said], len(texts)).items()
