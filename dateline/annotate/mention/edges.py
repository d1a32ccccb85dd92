"""Where a name may begin and end: letters of spaced scripts, parts of longer names, characters for countries."""

from __future__ import annotations

import re
from typing import Final

from dateline.annotate.mention import surface as flag
from dateline.annotate.mention.lexicon import (
    NAME_HEADS,
    NO_COUNTRIES,
    OPENERS,
    PLACE_QUALIFIERS,
    SHORT_COUNTRIES,
    TITLES,
)
from dateline.annotate.mention.word_edges import WordEdges
from dateline.text.normalise import MIDDLE_DOT
from dateline.text.pattern import deferred
from dateline.text.script import SPACELESS_FROM, is_spaced_word

JOINTS: Final = frozenset("-&@./+#:_'\\=·")
"""Signs that may tie a name to what stands beside it."""

_ADDRESS_LEFT = deferred(r"(?:://|www\.|@|(?:^|[\s(\"'])[.~]?/|\w\.\w+/)[\w.%~@/-]*$", re.ASCII)
_ADDRESS_RIGHT = deferred(
    r"(?:\.(?:com|net|org|io|ai|cn|co|dev|gov|edu|html?|php|js|py|md)\b|@\w|://|/[\w.-]+/|\.\w+/)", re.ASCII)
_WORD_BEFORE = deferred(r"([A-Z][\w.'-]*) $")
_WORDS_AFTER = deferred(r" ([A-Z][\w'-]*)(?: ([A-Z][\w'-]*))?")
_WORD_END = deferred(r"[^\W\d_]+$")


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


COUNTRY_RUN = deferred(f"[{SHORT_COUNTRIES}]{{2,4}}")
COUNTRY_ALONE = deferred(
    rf"(?<=[访驻赴援抗反侨旅])[{SHORT_COUNTRIES}](?![\u4e00-\u9fff]?[族语])|(?<=[来对在])华(?=[访进投，。、的后时期])|"
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[同与和及向对被由]))[{SHORT_COUNTRIES}](?=方[^式向便法案针程面块圆])|(?<=[、，])[{SHORT_COUNTRIES}](?=[、，两三等])|华(?=[侨裔]|人(?!民))")


def stands_for_country(text: str, start: int, word_edges: WordEdges) -> bool:
    """Tell whether a Han character stands for a country, in a run (中美关系) or a set phrase (访华, 中方)."""
    low = max(0, start - 3)
    for match in COUNTRY_RUN.finditer(text, low, start + 4):
        if match.start() <= start < match.end():
            return match[0] not in NO_COUNTRIES and word_edges(text, match.start(), match.end(), flag.SHORT_HAN)
    return any(match.start() == start for match in COUNTRY_ALONE.finditer(text, low, start + 4))
