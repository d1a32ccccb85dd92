"""Whether a Chinese name stands on word edges, by the word cutter; its answers can be handed on.

The cutter's dictionary takes longer to load than an article to be read. Whoever reads a text once more hands in what
was answered before: it is loaded only where something new is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Final

from dateline.annotate.mention import surface as flag
from dateline.annotate.mention.lexicon import HAN_GLUE, HAN_TAILS, HAN_TITLES
from dateline.text.script import is_han

WINDOW: Final = 8
"""Characters on either side that the word cutter sees: more changes fewer than one edge in a thousand."""
Question = tuple[str, str, int, int]
"""What is asked (a key of ``_JUDGES``), of which stretch of text, and where in it the name begins and ends."""


class WordEdges:
    """Tell whether a name in Han characters stands on word edges, by the word cutter or by patterns.

    Two characters are often part of another word (中国 in 中国移动), so both edges must hold; a longer name only must
    not be a word of the dictionary but for one character (俄罗斯 in 白俄罗斯).

    ``known`` are answers of this version of the program and the cutter; ``used`` are those that were asked for.
    """

    def __init__(self, known: Mapping[Question, bool] | None = None, *, cutter: bool = True) -> None:
        self._cutter = cutter
        self.known = known or {}
        self.used: dict[Question, bool] = {}

    def __call__(self, text: str, start: int, end: int, flags: int) -> bool:
        """Check the span in text whose characters are simplified already."""
        left = text[start - 1] if start else " "
        right = text[end] if end < len(text) else " "
        if not is_han(left) and not is_han(right):
            return True
        short = flags & flag.SHORT_HAN
        if not self._cutter:
            return not short or _seems_free(left, right)
        if not short and not self._ask("longer", f"{left}{text[start:end]}{right}", 1, 1 + end - start):
            return True
        person = short and flags & flag.PERSON
        if person and right in HAN_GLUE and (not is_han(left) or left in HAN_GLUE):
            return True
        low, high = max(0, start - WINDOW), min(len(text), end + WINDOW)
        return self._ask(
            "person" if person else "word" if short else "whole", text[low:high], start - low, end - low
        )

    def _ask(self, kind: str, window: str, start: int, end: int) -> bool:
        question = (kind, window, start, end)
        answer = self.known.get(question)
        if answer is None:
            answer = _JUDGES[kind](window, start, end)
        self.used[question] = answer
        return answer


def _seems_free(left: str, right: str) -> bool:
    return not is_han(left) or left in HAN_GLUE or not is_han(right) or right in HAN_GLUE


@lru_cache(maxsize=1)
def _load_cutter() -> Callable[..., list[str]] | None:
    try:
        import rjieba
    except ImportError:
        return None
    cut: Callable[..., list[str]] = rjieba.cut
    return cut


def _edges(window: str, *, guess: bool) -> set[int]:
    """Return the word edges of a window; with ``guess`` the cutter also makes words it does not know."""
    cut = _load_cutter()
    assert cut is not None
    return {0, *accumulate(map(len, cut(window, guess)))}


@lru_cache(maxsize=32768)
def is_word(window: str, start: int, end: int) -> bool:
    """Tell whether a short name is a word of its own in the window; by its neighbours where there is no cutter."""
    return _stands_alone(window, start, end, person=False)


@lru_cache(maxsize=32768)
def is_person(window: str, start: int, end: int) -> bool:
    """Tell the same of a person's short name, which the dictionary may know as part of a phrase only."""
    return _stands_alone(window, start, end, person=True)


def _stands_alone(window: str, start: int, end: int, *, person: bool) -> bool:
    if _load_cutter() is None:
        return _seems_free(window[start - 1] if start else " ", window[end] if end < len(window) else " ")
    guessed = _edges(window, guess=True)
    if start in guessed and end in guessed:
        return True
    known = _edges(window, guess=False)
    if start in known and end in known:
        return not person or ((start in guessed or window[start - 1] in HAN_GLUE) and (
            end in guessed or window[end] in HAN_GLUE or window[end] in HAN_TAILS or window[end:end + 2] in HAN_TITLES))
    return start in known and _has_common_tail(window, end, known)


@lru_cache(maxsize=32768)
def has_longer_word(window: str, start: int, end: int) -> bool:
    """Tell whether the dictionary has the name with one of its neighbours: seldom so, and cheaper than cutting."""
    if _load_cutter() is None:
        return False
    from rjieba import has_word

    return has_word(window[:end]) or has_word(window[start:])


@lru_cache(maxsize=32768)
def is_whole(window: str, start: int, end: int) -> bool:
    """Fail where a word of the dictionary is the name and one character more (俄罗斯 in 白俄罗斯)."""
    known = _edges(window, guess=False)
    if start in known:
        return end in known or end + 1 not in known or window[end] in HAN_TAILS or any(
            start < edge < end for edge in known)
    return not (start - 1 in known and end in known and not any(start < edge < end for edge in known))


def _has_common_tail(window: str, end: int, edges: set[int]) -> bool:
    """The rest of the word says what the name is, and makes no other name of it (亚太 in 亚太地区)."""
    return any(window[end:stop] in HAN_TAILS for stop in edges if stop > end)


_JUDGES: Final[Mapping[str, Callable[[str, int, int], bool]]] = {
    "word": is_word, "person": is_person, "longer": has_longer_word, "whole": is_whole,
}
