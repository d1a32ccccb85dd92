"""One document laid out for questions by position: sentences, mentions and cues around a place."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from dateline.annotate.event.cues import Cue, find_cues
from dateline.annotate.event.opening import opening_end
from dateline.model.annotation import BlockKind, Document, Mention, Timex
from dateline.text.pattern import deferred
from dateline.text.sentences import possible_ends, sentence_among

_HAN = deferred(r"[㐀-鿿]")
LONGEST: Final = 1200
"""The longest sentence that is read as one, in code points."""
IGNORED_TYPES: Final = frozenset({"topic"})


_Line = tuple[int, int, int, list[tuple[int, int]]]
"""Where a line starts, where its report does, where it ends, and the marks that may end its sentences."""


class Reading:
    """Hold a document's annotations by offset; everything is found on demand and kept."""

    __slots__ = (
        "_blocks", "_cue_starts", "_held", "_line", "_lines", "_mention_starts", "_told", "cues", "document",
        "mentions", "text", "timexes",
    )

    def __init__(self, document: Document, timexes: Sequence[Timex], mentions: Sequence[Mention]) -> None:
        self.document = document
        self.text = document.text
        self.timexes = sorted(timexes, key=attrgetter("start", "end"))
        self.mentions = [mention for mention in mentions if mention.type not in IGNORED_TYPES]
        self.mentions.sort(key=lambda mention: (mention.start, -mention.end))
        self._mention_starts = [mention.start for mention in self.mentions]
        self.cues: list[Cue] = find_cues(document.text)
        self._cue_starts = [cue[0] for cue in self.cues]
        self._blocks: dict[BlockKind, list[tuple[int, int]]] = {}
        for block in document.blocks:
            if block.kind is BlockKind.CODE or block.kind is BlockKind.HEADING:
                self._blocks.setdefault(block.kind, []).append((block.start, block.end))
        self._told: Counter[str | None] | None = None
        self._held: dict[int, tuple[str, ...]] = {}
        self._lines: dict[int, _Line] = {}
        self._line: _Line = (0, 0, -1, [])

    def sentence_of(self, position: int) -> tuple[int, int]:
        """Return the sentence around a position; sentences never cross a line end.

        What stands before the report proper ("BEIRUT (Reuters) -") is a sentence of its own.
        """
        start, opening, end, ends = self._line_of(position)
        if position < opening:
            return start, opening
        first, last = sentence_among(self.text, position, ends, start, end, 2 * LONGEST)
        first = max(first, opening)
        return (first, last) if last - first <= LONGEST else _cut(self.text, (first, last), position)

    def in_opening(self, position: int) -> bool:
        """Tell whether a position stands before the report proper: in "BEIJING, March 5 (Reuters) -"."""
        return position < self._line_of(position)[1]

    def _line_of(self, position: int) -> _Line:
        """Return the line of a position; the last one is at hand, since most questions are about it again."""
        if self._line[0] <= position <= self._line[2]:
            return self._line
        text = self.text
        start = text.rfind("\n", 0, position) + 1
        found = self._lines.get(start)
        if found is None:
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            found = start, opening_end(text, start, end), end, possible_ends(text, start, end)
            self._lines[start] = found
        self._line = found
        return found

    def in_block(self, position: int, kind: BlockKind) -> bool:
        """Tell whether a position stands in a block of some kind."""
        blocks = self._blocks.get(kind)
        if not blocks:
            return False
        at = bisect_left(blocks, (position + 1,)) - 1
        return at >= 0 and blocks[at][0] <= position < blocks[at][1]

    def count_of(self, entity: str | None) -> int:
        """Return how often the body names an entity."""
        if self._told is None:
            body = self.document.body_start
            self._told = Counter(mention.entity for mention in self.mentions if mention.start >= body)
        return self._told[entity]

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that start in a span."""
        low = bisect_left(self._mention_starts, start)
        return self.mentions[low:bisect_left(self._mention_starts, end, low)]

    def mentions_before(self, position: int, reach: int) -> list[Mention]:
        """Return the mentions that start within ``reach`` code points before a position, the nearest first."""
        high = bisect_left(self._mention_starts, position)
        return self.mentions[bisect_left(self._mention_starts, position - reach, 0, high):high][::-1]

    def held(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of some words that stand in the text: the others need not be looked for in any part of it.

        The words are a constant of a module, told from others by its identity: hashing them takes longer.
        """
        found = self._held.get(id(words))
        if found is None:
            found = self._held[id(words)] = tuple(word for word in words if word in self.text)
        return found

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """Return the cues that start in a span."""
        low = bisect_left(self._cue_starts, start)
        return self.cues[low:bisect_left(self._cue_starts, end, low)]


def _cut(text: str, span: tuple[int, int], position: int) -> tuple[int, int]:
    """Cut a sentence that is no sentence (a table in one line) to what stands around a position."""
    start, end = span
    low = max(start, (position - start) // (LONGEST // 2) * (LONGEST // 2) + start - LONGEST // 4)
    high = min(end, low + LONGEST)
    while low > start and text[low - 1].isalnum() and text[low].isalnum() and low < position:
        low += 1
    while high < end and text[high - 1].isalnum() and text[high].isalnum() and high > position + 1:
        high -= 1
    return low, high


def is_chinese(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of text holds a Han character: its rules are then the Chinese ones."""
    return _HAN.search(text, start, end) is not None
