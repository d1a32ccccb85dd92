"""Where a name may begin and end: letters of spaced scripts, Chinese word edges, parts of longer names."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from typing import Final

from dateline.annotate.mention import surface as flag
from dateline.annotate.mention.lexicon import (
    HAN_GLUE,
    HAN_TAILS,
    HAN_TITLES,
    NAME_HEADS,
    NO_COUNTRIES,
    OPENERS,
    PLACE_QUALIFIERS,
    SHORT_COUNTRIES,
    TITLES,
)
from dateline.text.normalise import MIDDLE_DOT
from dateline.text.script import SPACELESS_FROM, is_han, is_spaced_word

WINDOW: Final = 8
"""Characters on either side that the word cutter sees: more changes fewer than one edge in a thousand."""

JOINTS: Final = frozenset("-&@./+#:_'\\=·")
"""Signs that may tie a name to what stands beside it."""

_ADDRESS_LEFT = re.compile(r"(?:://|www\.|@|(?:^|[\s(\"'])[.~]?/|\w\.\w+/)[\w.%~@/-]*$", re.ASCII)
_ADDRESS_RIGHT = re.compile(
    r"(?:\.(?:com|net|org|io|ai|cn|co|dev|gov|edu|html?|php|js|py|md)\b|@\w|://|/[\w.-]+/|\.\w+/)", re.ASCII)
_WORD_BEFORE = re.compile(r"([A-Z][\w.'-]*) $")
_WORDS_AFTER = re.compile(r" ([A-Z][\w'-]*)(?: ([A-Z][\w'-]*))?")
_WORD_END = re.compile(r"[^\W\d_]+$")


def spaced_edges_hold(folded: str, end: int, flags: int, left: str, right: str) -> bool:
    """Check the characters beside a name of a spaced script that ends at ``end`` of case-folded text.

    A plural ``s`` is let pass here (``Teslas``); callers lengthen the span. ``C`` is not in ``C++`` nor ``.NET`` in
    ``ASP.NET``.
    """
    if left < SPACELESS_FROM and left.isalnum() and flags & (flag.LATIN_START | flag.SYMBOL_START):
        return False
    if flags & flag.LATIN_END:
        if right < SPACELESS_FROM and right.isalnum():
            return right == "s" and plural_end(folded, end, flags) > end
        return right not in "+#" or _is_word_at(folded, end + 1)
    if flags & flag.SYMBOL_END:
        return not is_spaced_word(right) and right != folded[end - 1]
    return True


def _is_word_at(text: str, at: int) -> bool:
    return at < len(text) and text[at].isalnum()


def plural_end(folded: str, end: int, flags: int) -> int:
    """Return where the plural of a name ends (URLs, Teslas; no persons, no places), or ``end``."""
    if not flags & flag.PLURAL or folded[end - 1] == "s":
        return end
    if folded[end] == "s" and not (end + 1 < len(folded) and is_spaced_word(folded[end + 1])):
        return end + 1
    return end


def in_address(text: str, start: int, end: int) -> bool:
    """Tell whether a name is part of a web or mail address or of a file's path."""
    left = text[max(0, start - 60):start]
    if _ADDRESS_LEFT.search(left):
        return True
    return _ADDRESS_RIGHT.match(text, end) is not None


def is_nationality(text: str, end: int) -> bool:
    """Tell whether a country is said of a person's papers only (加拿大国籍): nothing is told about the country."""
    return text.startswith(("国籍", "籍"), end)


def in_dotted_name(text: str, start: int, end: int) -> bool:
    """Tell whether a middle dot ties the span to more of a transliterated name (特斯拉 in 尼古拉·特斯拉)."""
    return (start > 1 and text[start - 1] == MIDDLE_DOT and text[start - 2].isalpha()) or (
        end + 1 < len(text) and text[end] == MIDDLE_DOT and text[end + 1].isalpha())


def in_hyphenated_name(text: str, start: int, end: int, flags: int) -> bool:
    """Tell whether a hyphen makes another name: Wal-Mart is no Mart, Smith-Jones no Smith; Musk-led is Musk."""
    if start > 1 and text[start - 1] in "-&" and text[start - 2].isalpha():
        word = _WORD_END.search(text[max(0, start - 25):start - 1])
        part = word[0] if word else ""
        if part[:1].isupper() and not part.isupper() and flags & flag.ONE_WORD and not flags & flag.PLACE:
            return part not in ("Ex", "Non", "Anti", "Pro", "Pre", "Post", "Former", "Co")
    if flags & flag.PERSON and flags & flag.ONE_WORD and end + 1 < len(text) and text[end] == "-":
        return text[end + 1].isupper()
    return False


def in_longer_name(text: str, start: int, end: int, flags: int) -> bool:
    """Tell whether capitalised words around a one-word person or place make it part of another name.

    ``Kimbal Musk`` is not the Musk of the registry and ``Trump Tower`` not the man; ``CEO Musk``, ``But Musk`` are.
    """
    after = _WORDS_AFTER.match(text, end)
    if after and (after[1] in NAME_HEADS or (after[2] in NAME_HEADS)):
        return True
    if start < 2 or text[start - 1] != " ":
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 24), start)
    if before is None:
        return False
    word = before[1]
    if not flags & flag.PERSON:
        return word.isalpha() and not word.isupper() and word not in PLACE_QUALIFIERS and word not in TITLES
    if word in TITLES or word in OPENERS or word.endswith(("'s", "s'", "ly")) or word.isupper():
        return False
    return not word.endswith(".") or len(word) == 2


COUNTRY_RUN = re.compile(f"[{SHORT_COUNTRIES}]{{2,4}}")
COUNTRY_ALONE = re.compile(
    rf"(?<=[访驻赴援抗反侨旅])[{SHORT_COUNTRIES}](?![\u4e00-\u9fff]?[族语])|(?<=[来对在])华(?=[访进投，。、的后时期])|"
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[同与和及向对被由]))[{SHORT_COUNTRIES}](?=方[^式向便法案针程面块圆])|(?<=[、，])[{SHORT_COUNTRIES}](?=[、，两三等])|华(?=[侨裔]|人(?!民))")


def stands_for_country(text: str, start: int, *, cutter: bool = True) -> bool:
    """Tell whether a Han character stands for a country, in a run (中美关系) or a set phrase (访华, 中方)."""
    low = max(0, start - 3)
    for match in COUNTRY_RUN.finditer(text, low, start + 4):
        if match.start() <= start < match.end():
            edges = WordEdges(cutter=cutter)
            return match[0] not in NO_COUNTRIES and edges(text, match.start(), match.end(), flag.SHORT_HAN)
    return any(match.start() == start for match in COUNTRY_ALONE.finditer(text, low, start + 4))


class WordEdges:
    """Tell whether a name in Han characters stands on word edges, by the word cutter or by patterns.

    Two characters are often part of another word (中国 in 中国移动), so both edges must hold; a longer name only must
    not be a word of the dictionary but for one character (俄罗斯 in 白俄罗斯).
    """

    def __init__(self, *, cutter: bool = True) -> None:
        self._cutter = cutter

    def __call__(self, text: str, start: int, end: int, flags: int) -> bool:
        """Check the span in text whose characters are simplified already."""
        left = text[start - 1] if start else " "
        right = text[end] if end < len(text) else " "
        if not is_han(left) and not is_han(right):
            return True
        # asked for only here: its dictionary takes longer to load than an English article takes to be read
        if not self._cutter or _load_cutter() is None:
            return not flags & flag.SHORT_HAN or (
                (not is_han(left) or left in HAN_GLUE) or (not is_han(right) or right in HAN_GLUE))
        short = flags & flag.SHORT_HAN
        if not short and not _has_longer_word(text[start:end], left, right):
            return True
        if short and flags & flag.PERSON and right in HAN_GLUE and (not is_han(left) or left in HAN_GLUE):
            return True
        low, high = max(0, start - WINDOW), min(len(text), end + WINDOW)
        if short:
            return _is_word(text[low:high], start - low, end - low, bool(flags & flag.PERSON))
        return _is_whole(text[low:high], start - low, end - low)


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
def _is_word(window: str, start: int, end: int, person: bool) -> bool:  # noqa: FBT001 - the cache's key
    guessed = _edges(window, guess=True)
    if start in guessed and end in guessed:
        return True
    known = _edges(window, guess=False)
    if start in known and end in known:
        return not person or ((start in guessed or window[start - 1] in HAN_GLUE) and (
            end in guessed or window[end] in HAN_GLUE or window[end] in HAN_TAILS or window[end:end + 2] in HAN_TITLES))
    return start in known and _has_common_tail(window, end, known)


@lru_cache(maxsize=32768)
def _has_longer_word(name: str, left: str, right: str) -> bool:
    """Tell whether the dictionary has the name with one of its neighbours: seldom so, and cheaper than cutting."""
    from rjieba import has_word

    return has_word(left + name) or has_word(name + right)


@lru_cache(maxsize=32768)
def _is_whole(window: str, start: int, end: int) -> bool:
    """Fail where a word of the dictionary is the name and one character more (俄罗斯 in 白俄罗斯)."""
    known = _edges(window, guess=False)
    if start in known:
        return end in known or end + 1 not in known or window[end] in HAN_TAILS or any(
            start < edge < end for edge in known)
    return not (start - 1 in known and end in known and not any(start < edge < end for edge in known))


def _has_common_tail(window: str, end: int, edges: set[int]) -> bool:
    """The rest of the word says what the name is, and makes no other name of it (亚太 in 亚太地区)."""
    return any(window[end:stop] in HAN_TAILS for stop in edges if stop > end)
