"""Compare two texts by their letters and digits alone."""

from __future__ import annotations

import re
import unicodedata

_NON_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return the letters and digits of a text in lower case, compatibility forms made one.

    >>> fold("ＧＰＴ－4：“巨人” 落成!")
    'gpt4巨人落成'
    """
    return letters(unicodedata.normalize("NFKC", text))


def letters(text: str) -> str:
    """Return the letters and digits of a text, case folded; full-width forms stay apart from half-width ones.

    >>> letters("ＧＰＴ－4: Giants!")
    'ｇｐｔ4giants'
    """
    return _NON_WORD.sub("", text.casefold())
