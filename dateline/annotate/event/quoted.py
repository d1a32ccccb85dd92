"""Compare the words a person quoted with the words of a text."""

from __future__ import annotations

import re
import unicodedata

_NOISE = re.compile(r"[\W_]+")


def fold_quoted(text: str) -> str:
    """Drop spacing, punctuation, width and case: what two quotations of the same words may differ in.

    >>> fold_quoted("ＸＡＩ， opened"), fold_quoted("成立 公司。")
    ('xaiopened', '成立公司')
    """
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()
