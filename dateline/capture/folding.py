"""Compare two texts by their letters and digits alone."""

from __future__ import annotations

import re
import unicodedata

_FOLD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return the letters and digits of a text in lower case, compatibility forms made one.

    >>> fold("ＧＰＴ－4：“巨人” 落成!")
    'gpt4巨人落成'
    """
    return _FOLD.sub("", unicodedata.normalize("NFKC", text).casefold())
