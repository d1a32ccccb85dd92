"""How Chinese names sound, where pypinyin is installed.

What is known already is told without it: to load it takes a quarter of a second and fifty megabytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

Spelling = tuple[str, str]
"""The syllables of a name with blanks between them, and their first letters."""
_known: Final[dict[str, Spelling]] = {}


def is_chinese(name: str) -> bool:
    """Tell whether a name has Chinese characters, so that it has a sound to be told."""
    return not name.isascii() and any("\u3400" <= char <= "\u9fff" for char in name)


def spelling(name: str) -> Spelling | None:
    """Return how a Chinese name is spelt; None for any other, and where nobody knows.

    >>> spelling("Dateline") is None
    True
    """
    if not is_chinese(name):
        return None
    known = _known.get(name)
    if known is None and (known := _spell(name)) is not None:
        _known[name] = known
    return known


def unknown(names: Iterable[str]) -> list[str]:
    """Return the Chinese ones among some names that pypinyin would have to be loaded for, each once."""
    return [name for name in dict.fromkeys(names) if name not in _known and is_chinese(name)]


def learn(known: Mapping[str, Spelling]) -> None:
    """Take over how names are spelt from somebody who asked."""
    _known.update(known)


def _spell(name: str) -> Spelling | None:
    try:
        from pypinyin import Style, lazy_pinyin
    except ImportError:
        return None
    return " ".join(lazy_pinyin(name)), "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
