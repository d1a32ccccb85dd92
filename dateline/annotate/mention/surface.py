"""What a surface's own letters say about how it must stand in a text: computed once for each name."""

from __future__ import annotations

import re
from typing import Final

from dateline.annotate.mention.lexicon import (
    COMMON_HAN,
    COMMON_LATIN,
    GENERIC_HAN,
    GENERIC_HAN_HEADS,
    NEVER_ALONE,
    SHORT_COUNTRIES,
)
from dateline.text.script import is_han, is_spaced_word

LATIN_START: Final = 1
"""Starts with a letter or digit of a spaced script: none may touch it on the left."""
LATIN_END: Final = 2
"""Ends with one: none may touch it on the right, but for a plural."""
SHORT_HAN: Final = 4
"""Two Han characters: must lie on word edges."""
CASED: Final = 8
"""Has letters with case: how they are written in the text matters."""
EXACT: Final = 16
"""Short or in capitals: only the very spelling counts (DES is not Des, US not us)."""
CAMEL: Final = 32
"""Capitals inside a word (OpenAI, iPhone): no common word, so the text may write it in lower case."""
SINGLE: Final = 64
"""One character: counts beside its context words, a capital letter also once a longer name with it has introduced it.
"""
DERIVED: Final = 128
"""Not in the registry but the short form of a name that is: counts after the full name only."""
MUTE: Final = 256
"""Never looked for: one character, or all in lower case, and not asked for."""
ONE_WORD: Final = 512
"""A single word of a spaced script: part of a longer name more often than not if capitalised words touch it."""
PERSON: Final = 1024
"""Names a person."""
SYMBOL_START: Final = 2048
"""Starts with a sign (.NET): no letter or digit may touch it on the left."""
SYMBOL_END: Final = 4096
"""Ends with a sign (C++, C#): neither the same sign nor a letter or digit may follow."""
PLACE: Final = 8192
"""Names a place."""
HAN: Final = 32768
"""Starts and ends with a Han character."""
COMMON: Final = 16384
"""Also an ordinary word (苹果, Target): counts with evidence only."""

ASKED: Final = 65536
"""The registry speaks of it under ``needs``."""
PLURAL: Final = 131072
"""May stand in the plural (Teslas, GPUs): neither a person nor a place."""
DOUBTFUL: Final = SINGLE | DERIVED | COMMON | ASKED
"""More than the name itself must speak for it."""

_CASED_LETTER = re.compile(r"[A-Za-z]")
_CAMEL = re.compile(r"[a-z0-9][A-Z]|[A-Z]{2}[a-z]|[A-Za-z]\d|\d[A-Za-z]")
_SIGNS: Final = frozenset("+#!.*$&@")


def surface_flags(shape: str, kind: str, *, asked: bool, lower: bool = False, single: bool = False) -> int:
    """Return the flags of a surface whose width is folded; ``asked`` means the registry speaks of it under ``needs``.

    >>> surface_flags("Meta", "company", asked=False) == LATIN_START | LATIN_END | CASED | ONE_WORD | PLURAL | COMMON
    True
    """
    flags = _edge_flags(shape) | _case_flags(shape)
    if asked:
        flags |= ASKED
    if len(shape) == 1:
        short = shape.isupper() or (kind == "place" and shape in SHORT_COUNTRIES)
        flags |= SINGLE if asked or single or short else MUTE
    elif not asked and ((not lower and _plain_lower(shape)) or names_nobody(shape)):
        flags |= MUTE
    if (shape in COMMON_HAN and kind != "place") or shape in COMMON_LATIN:
        flags |= COMMON
    if is_han(shape[0]) and is_han(shape[-1]):
        flags |= HAN | SHORT_HAN if len(shape) == 2 else HAN
    if kind == "person":
        flags |= PERSON
    elif kind == "place":
        flags |= PLACE
    elif flags & LATIN_END and len(shape) > 1:
        flags |= PLURAL
    return flags


def _plain_lower(shape: str) -> bool:
    """Words in small letters (``threads``, ``data center``); ``n8n`` and ``x.ai`` are no words."""
    return shape.islower() and shape.isascii() and shape.replace(" ", "").replace("-", "").replace("'", "").isalpha()


def names_nobody(shape: str) -> bool:
    """Tell whether a surface is a function word, a number or a common noun (The, 1944, 技术中心): no name at all."""
    return shape in NEVER_ALONE or shape.isdecimal() or shape in GENERIC_HAN or (
        shape[:2] in GENERIC_HAN_HEADS and shape[2:] in GENERIC_HAN)


def _edge_flags(shape: str) -> int:
    first, last = shape[0], shape[-1]
    flags = 0
    if is_spaced_word(first):
        flags |= LATIN_START
    elif first in _SIGNS:
        flags |= SYMBOL_START
    if is_spaced_word(last):
        flags |= LATIN_END
    elif last in _SIGNS:
        flags |= SYMBOL_END
    if flags & LATIN_START and " " not in shape and all(map(is_spaced_word, shape)):
        flags |= ONE_WORD
    return flags


def _case_flags(shape: str) -> int:
    if shape.lower() == shape.upper():
        return 0
    flags = CASED
    letters = (len(_CASED_LETTER.findall(shape)) if shape.isascii() else
               sum(char.lower() != char.upper() for char in shape))
    if letters < 4 or (letters < 5 and shape.isupper()):
        flags |= EXACT
    elif _CAMEL.search(shape):
        flags |= CAMEL
    return flags


def case_fits(shape: str, flags: int, written: str, *, spaceless: bool) -> bool:
    """Tell whether a text's spelling, equal but for case, may stand for the name.

    In capitals for a name of four letters or more (TESLA), with a capital for one in capitals (Nvidia for NVIDIA);
    in small letters only for names with capitals inside (openai) or of five letters in Chinese text,
    where small Latin letters are no common words (``spaceless``). ``XAI`` is never ``xAI``, ``meta`` never ``Meta``.
    """
    if written == shape:
        return True
    if flags & EXACT:
        return False
    if written.isupper():
        return True
    if written.islower():
        return bool(flags & CAMEL) or (spaceless and len(written) >= 5)
    if shape.isupper() or shape.islower():
        return written[:1].isupper()
    return flags & CAMEL != 0 or written[:1].isupper() == shape[:1].isupper()
