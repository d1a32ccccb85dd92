"""From text to the terms it is found by: words of spaced scripts, bigrams of Han, kana and hangul.

``templates/static/search.js`` does the same to queries; ``tests/cases/search/terms.md`` is run through both.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from functools import lru_cache
from itertools import chain
from operator import add
from typing import Final

PARTS: Final = 8
"""Parts that terms are sorted into while they are extracted, so that parts of the index can be merged apart."""
CLASSES: Final = 4
"""How often a term stands in a text: once, twice, three to five times, more often (or in the title)."""

_CJK: Final = (
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUNS: Final = re.compile(f"[{_CJK}]+")
_WORDS: Final = re.compile(f"[^\\W_{_CJK}]+")
_PLAIN_WORDS: Final = re.compile("[0-9a-z]+")
"""The same for text that is ASCII and in small letters."""
LONGEST: Final = 40
"""Longer words are cut: they are hashes and addresses."""


def fold(text: str) -> str:
    """Return the text as terms see it: NFKC, small letters."""
    if text.isascii():
        return text.lower()
    for wide, plain in _WIDE:
        if wide in text:
            text = text.replace(wide, plain)
    return (text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)).lower()


_WIDE: Final = tuple((wide, unicodedata.normalize("NFKC", wide)) for wide in "，：；！？（）％…")
"""What makes most Chinese texts differ from their NFKC: replaced beforehand, nothing is left to be normalised."""


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the form that a word's inflections share; a light English stemmer, harmless to other languages.

    >>> stem("companies"), stem("released"), stem("releasing"), stem("releases"), stem("class")
    ('company', 'releas', 'releas', 'releas', 'class')
    """
    if not word.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
        word = unicodedata.normalize("NFC", bare)
    if len(word) < 4 or not word.isalpha():
        return word[:LONGEST]
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, shortest in (("ing", 6), ("ed", 5)):
        if word.endswith(ending) and len(word) >= shortest:
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return (word[:-1] if word.endswith("e") and len(word) > 4 else word)[:LONGEST]


def terms_of(text: str) -> list[str]:
    """Return the terms of a query or a text in order, with repeats.

    >>> terms_of("xAI发布Grok模型")
    ['xai', 'grok', '发布', '模型']
    """
    folded = fold(text)
    if folded.isascii():
        return list(map(stem, _PLAIN_WORDS.findall(folded)))
    runs = _RUNS.findall(folded)
    return [
        *map(stem, _WORDS.findall(folded)),
        *chain.from_iterable(map(add, run, run[1:]) for run in runs if len(run) > 1),
    ]


def hash_of(term: str) -> int:
    """Return the hash that decides where a term is kept: CRC-32 of its UTF-8."""
    return zlib.crc32(term.encode("utf-8", "replace"))


def extract(title: str, text: str) -> bytes:
    """Return an article's terms as the cache keeps them: by part, then by class, newline-separated, in sorted order.

    The same for the same text on every machine.
    """
    counts = Counter(terms_of(text))
    for term in terms_of(title):
        counts[term] += 6
    classes: list[list[list[str]]] = [[[] for _ in range(PARTS)] for _ in range(CLASSES)]
    once, twice, few, many = classes
    by_count = (once, once, twice, few, few, few, many)
    terms = sorted(counts)
    for term, count, part in zip(terms, map(counts.__getitem__, terms), map(_part_of, terms), strict=True):
        by_count[count if count < 6 else 6][part].append(term)
    parts = zip(*classes, strict=True)
    return "\f".join(["\v".join(map("\n".join, groups)) for groups in parts]).encode("utf-8", "replace")


class _Parts(dict[str, int]):
    """The part of every term seen: asked for each term of each article, so it is a look-up."""

    def __missing__(self, term: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        part = self[term] = hash_of(term) % PARTS
        return part


_REMEMBERED: Final = 500_000
_part_of: Final = _Parts().__getitem__


def read_part(data: bytes, part: int) -> list[list[str]]:
    """Return the terms of one part of an extracted article, by class."""
    own = data.split(b"\f", part + 1)[part].decode()
    return [group.split("\n") if group else [] for group in own.split("\v")]


def read_all(data: bytes) -> dict[str, int]:
    """Return every term of an extracted article with its class."""
    return {
        term: number
        for part in data.decode().split("\f")
        for number, group in enumerate(part.split("\v"))
        if group
        for term in group.split("\n")
    }
