"""Find every cue word of a text in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Final

from dateline.annotate.event import lexicon
from dateline.annotate.event.scripts import spellings

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

Cue = tuple[int, int, str, str]
"""Start, end, role (``trigger``, ``status``, ``speech``, ``concept``, ``recent``) and name."""

_VOWELS: Final = "aeiou"
_INSIDE: Final = frozenset(ascii_letters + digits)
"""What stands beside an English word is none of these."""


def find_cues(text: str) -> list[Cue]:
    """Return the cues of ``text`` in order; English ones only as whole words, in any case.

    One stretch of text may have several roles: "announced" is both a verb of saying and a kind of happening.
    """
    automaton, meanings = _automaton()
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    cues: list[Cue] = []
    padded = f"{lowered} "  # so that there is a character after the last one, and at -1
    for number, start, end in automaton.find_matches_as_indexes(lowered):
        roles, latin = meanings[number]
        if latin and (padded[start - 1] in _INSIDE or padded[end] in _INSIDE):
            continue
        for role, name in roles:
            cues.append((start, end, role, name))
    return cues


@lru_cache(maxsize=1)
def _automaton() -> tuple[AhoCorasick, list[tuple[tuple[tuple[str, str], ...], bool]]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    table: dict[str, list[tuple[str, str]]] = {}
    for word, role, name in _entries():
        table.setdefault(word, [])
        if role and (role, name) not in table[word]:
            table[word].append((role, name))
    protect = [spelling for words in lexicon.NOTHING for word in _forms(words) for spelling in spellings(word)]
    for protected in protect:
        table[protected] = [pair for pair in table.get(protected, []) if pair[0] == "concept"]
    words = sorted(table)
    meanings = [(tuple(table[word]), word.isascii()) for word in words]
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), meanings


def _entries() -> Iterator[tuple[str, str, str]]:
    groups = (
        ("trigger", lexicon.TRIGGERS), ("status", lexicon.STATUS), ("concept", lexicon.CONCEPTS),
        ("speech", lexicon.SPEECH), ("recent", lexicon.RECENT),
    )
    for role, group in groups:
        for name, languages in group.items():
            for words in languages:
                for word in _forms(words):
                    for spelling in spellings(word):
                        yield spelling, role, name


def _forms(words: str) -> list[str]:
    forms: list[str] = []
    for item in words.replace("\n", " ").split():
        word = item.replace("_", " ")
        if word.endswith("**"):
            stem = word[:-2]
            forms += [stem, stem + "s", stem + stem[-1] + "ed", stem + stem[-1] + "ing"]
        elif word.endswith("*"):
            forms += _verb(word[:-1])
        elif word.endswith("+"):
            stem = word[:-1]
            forms += [stem, stem + ("es" if stem.endswith(("s", "x", "ch", "sh")) else "s")]
        else:
            forms.append(word)
    return forms


def _verb(stem: str) -> list[str]:
    if stem.endswith("e"):
        return [stem, stem + "s", stem + "d", stem[:-1] + "ing"]
    if stem.endswith("y") and stem[-2] not in _VOWELS:
        return [stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"]
    if stem.endswith(("s", "x", "ch", "sh")):
        return [stem, stem + "es", stem + "ed", stem + "ing"]
    return [stem, stem + "s", stem + "ed", stem + "ing"]
