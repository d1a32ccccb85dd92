"""Tell whether an article is one that is here already: the same address, or nearly the same text.

Reprints change the title and a few sentences, so clauses are indexed (linear in the text) to find who shares some, and
only those few pairs are compared by their character shingles.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from dateline.capture.metadata.urls import strip_trackers
from dateline.text.normalise import fold
from dateline.text.script import simplify

SHINGLE: Final = 6
"""Characters of a shingle: about two words of English, three of Chinese."""
SAME_TEXT: Final = 0.7
"""Jaccard similarity of two texts that are one article. Reprints lie above .8, two reports of one event below .3."""
CONTAINED: Final = 0.9
"""Share of the shorter text's shingles that the longer one has, when it is an excerpt of it."""
_SHORTEST_EXCERPT: Final = 400
_CLAUSE = re.compile(r"\w{12,}")
_COMMON: Final = 40
"""A clause of so many articles is a house phrase ("click to read more") and says nothing."""
_SHARED: Final = 3
_HOST_PREFIX = re.compile(r"^(?:www\d?|m|wap|mobile|amp|3g|i)\.")
_AMP = re.compile(r"/amp(?=/|$)|(?<=\.)amp(?=\.html?$)")


@dataclass(frozen=True, slots=True)
class Match:
    """An article here that is nearly the same: its path and the share of the text they have in common (0 to 1)."""

    path: str
    similarity: float


def address_key(url: str) -> str:
    """Return what two addresses of one article share: no scheme, ``www.``, mobile host, trackers or last slash.

    >>> address_key("http://m.example.com/a/?utm_source=x") == address_key("https://www.example.com/a")
    True
    """
    if not url.startswith(("http://", "https://")):
        return ""
    try:
        parts = urlsplit(strip_trackers(url))
    except ValueError:
        return ""
    path = _AMP.sub("", parts.path).rstrip("/")
    if not path and not parts.query:
        # The home page is no article's address.
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return _HOST_PREFIX.sub("", parts.netloc) + path + query


class NearDuplicates:
    """An index of texts by their clauses; adding and asking take time linear in the text."""

    def __init__(self) -> None:
        self._clauses: dict[int, list[str]] = {}
        self._texts: dict[str, str] = {}
        self._waiting: dict[str, str] = {}

    def add(self, path: str, text: str) -> None:
        """Take an article's text (Markdown is fine); it is indexed when somebody asks."""
        self._waiting[path] = text

    def _index(self) -> None:
        for path, text in self._waiting.items():
            self._texts[path] = text
            for clause in clauses(text):
                self._clauses.setdefault(clause, []).append(path)
        self._waiting.clear()

    def find(self, text: str) -> Match | None:
        """Return the most similar text that counts as the same, or None."""
        self._index()
        shared: Counter[str] = Counter()
        own = clauses(text)
        for clause in own:
            holders = self._clauses.get(clause, ())
            if len(holders) <= _COMMON:
                shared.update(holders)
        least = min(_SHARED, max(1, len(own) // 2))
        found = [path for path, count in shared.most_common(5) if count >= least]
        if not found:
            return None
        mine = shingles(text)
        scored = [(_similarity(mine, shingles(self._texts[path])), path) for path in found]
        best, path = max(scored, key=lambda pair: (pair[0], pair[1]))
        return Match(path, round(best, 3)) if best else None


def clauses(text: str) -> set[int]:
    """Return hashes of the clauses of a text, folded so that script, width, case and spacing do not count.

    The hashes hold for one process only.
    """
    return set(map(hash, _CLAUSE.findall("".join(simplify(fold(text)).split()))))


def shingles(text: str) -> set[str]:
    """Return the runs of SHINGLE letters of the folded text."""
    letters = re.sub(r"[\W_]+", "", simplify(fold(text)))
    return {letters[i : i + SHINGLE] for i in range(max(1, len(letters) - SHINGLE + 1))}


def _similarity(left: set[str], right: set[str]) -> float:
    """Jaccard similarity where it is enough, containment where one is an excerpt of the other, else 0."""
    both = len(left & right)
    jaccard = both / (len(left | right) or 1)
    smaller = min(len(left), len(right)) or 1
    if jaccard >= SAME_TEXT:
        return jaccard
    return both / smaller if both / smaller >= CONTAINED and smaller >= _SHORTEST_EXCERPT else 0.0
