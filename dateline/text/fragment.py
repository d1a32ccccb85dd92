"""Text fragments: links that open a page at a quoted sentence (https://wicg.github.io/scroll-to-text-fragment/)."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote as percent_encode

from dateline.text.sentences import split_clauses

WHOLE: Final = 72
"""A quotation up to this wide is given whole (a Han character counts two); a longer one by its start and end."""
EDGE: Final = 20
"""How wide the start and the end are at least."""

_HAN = re.compile(r"[㐀-鿿]")
_SPACE = re.compile(r"\s+")
_DIRECTIVE = re.compile(r":~:.*$", re.DOTALL)


def link_to_quote(url: str, quotation: str) -> str:
    """Return ``url`` with a directive that scrolls to ``quotation``; an own ``#fragment`` is kept.

    >>> link_to_quote("https://example.org/a", "It opened, at last.")
    'https://example.org/a#:~:text=It%20opened%2C%20at%20last.'
    """
    directive = text_directive(quotation)
    if not url or not directive:
        return url
    base = without_directive(url)
    return f"{base}{':~:' if '#' in base else '#:~:'}{directive}"


def text_directive(quotation: str) -> str:
    """Return ``text=…`` for a quotation from one block of a page, or nothing for an empty one.

    Browsers match whole words only, and cut Chinese into words by a dictionary: so the start ends and the end
    begins at a clause border, never inside a word. ``-``, ``,`` and ``&`` are part of the syntax and are encoded.
    """
    text = _SPACE.sub(" ", quotation).strip()
    if not text:
        return ""
    if _width(text) <= WHOLE:
        return f"text={_encode(text)}"
    start, end = _edges(text)
    if start + end >= len(text):
        return f"text={_encode(text)}"
    return f"text={_encode(text[:start].rstrip())},{_encode(text[len(text) - end:].lstrip())}"


def without_directive(url: str) -> str:
    """Return the address without its ``:~:`` directives: the page itself, however it was linked."""
    base = _DIRECTIVE.sub("", url)
    return base[:-1] if base != url and base.endswith("#") else base


def _edges(text: str) -> tuple[int, int]:
    """Return how many code points to take from the start and from the end."""
    clauses = split_clauses(text)
    start = next((b for _, b in clauses if _width(text[:b]) >= EDGE), len(text))
    end = next((len(text) - a for a, _ in reversed(clauses) if _width(text[a:]) >= EDGE), len(text))
    if _width(text[:start]) > WHOLE:
        start = _word_end(text, start)
    if _width(text[len(text) - end:]) > WHOLE:
        end = len(text) - _word_start(text, len(text) - end)
    return start, end


def _word_end(text: str, limit: int) -> int:
    """Cut a long first clause after some spaced words; Chinese has no place that is safe to cut."""
    spaces = [match.start() for match in re.finditer(" ", text[:limit]) if match.start() >= EDGE]
    return spaces[0] if spaces and _spaced(text, spaces[0]) else limit


def _word_start(text: str, limit: int) -> int:
    spaces = [match.end() for match in re.finditer(" ", text) if limit <= match.end() <= len(text) - EDGE]
    return spaces[-1] if spaces and _spaced(text, spaces[-1] - 1) else limit


def _spaced(text: str, space: int) -> bool:
    around = text[max(0, space - 1):space + 2]
    return not _HAN.search(around)


def _width(text: str) -> int:
    return len(text) + len(_HAN.findall(text))


def _encode(text: str) -> str:
    return percent_encode(text, safe="").replace("-", "%2D")
