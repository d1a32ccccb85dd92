"""From text to the terms it is found by: words of spaced scripts, bigrams of Han, kana and hangul.

``templates/static/search.js`` does the same to queries; ``tests/cases/search/terms.md`` is run through both.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Final
from zlib import crc32

from dateline.text.pattern import deferred

PARTS: Final = 8
"""Parts that terms are sorted into while they are extracted, so that parts of the index can be merged apart."""
CLASSES: Final = 4
"""How often a term stands in a text: once, twice, three to five times, more often (or in the title)."""

_CJK: Final = (
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUNS: Final = deferred(f"[{_CJK}]+")
_WORDS: Final = deferred(f"[^\\W_{_CJK}]+")
_BLANKED: Final = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
"""Leaves of a text that is ASCII its words, with blanks between them: half the time that a pattern takes."""
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


class _Stems(dict[str, str]):
    """The stem of every word seen: asked for each word of each article, so it is a look-up."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[word] = stem(word)
        return found


_REMEMBERED: Final = 200_000
_stem_of: Final = _Stems().__getitem__


def terms_of(text: str) -> list[str]:
    """Return the terms of a query or a text in order, with repeats.

    >>> terms_of("xAI发布Grok模型")
    ['xai', 'grok', '发布', '模型']
    """
    folded = fold(text)
    if folded.isascii():
        return list(map(_stem_of, folded.translate(_BLANKED).split()))
    terms = list(map(_stem_of, _WORDS.findall(folded)))
    terms += [run[at : at + 2] for run in _RUNS.findall(folded) for at in range(len(run) - 1)]
    return terms


def hash_of(term: str) -> int:
    """Return the hash that decides where a term is kept: CRC-32 of its UTF-8."""
    return crc32(term.encode("utf-8", "replace"))


def extract(title: str, text: str) -> bytes:
    """Return an article's terms as the cache keeps them: by part, then by class, newline-separated, as they first come.

    The same for the same text on every machine.
    """
    counts = Counter(terms_of(text))
    for term in terms_of(title):
        counts[term] += 6
    classes: list[list[list[str]]] = [[[] for _ in range(PARTS)] for _ in range(CLASSES)]
    once, twice, few, many = classes
    by_count = (once, once, twice, few, few, few, many)
    for term, count in counts.items():
        part = crc32(term.encode("utf-8", "replace")) % PARTS  # ``hash_of``, without the call
        by_count[count if count < 6 else 6][part].append(term)
    parts = zip(*classes, strict=True)
    return "\f".join(["\v".join(map("\n".join, groups)) for groups in parts]).encode("utf-8", "replace")


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
