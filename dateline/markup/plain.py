"""The plain text of a safe HTML fragment, with the way back to it.

The text is what annotators read: one line a block, entities decoded, soft line breaks as spaces. Each
``Run`` ties a stretch of it to the text node it came from, so that marks can be put
back without parsing the HTML again.
"""

from __future__ import annotations

import html as html_module
import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from dateline.model.annotation import Block, BlockKind


class Run(NamedTuple):
    """One text node: ``[start, end)`` of the plain text is ``[html_start, html_end)`` of the HTML.

    ``linkable`` is False inside links, code and headings, where no mention link belongs.
    """

    start: int
    end: int
    html_start: int
    html_end: int
    linkable: bool


@dataclass(frozen=True, slots=True)
class PlainText:
    """A fragment's text, its blocks in order and the runs that lead back to the HTML."""

    text: str
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...]


TAG: Final = r'<(/?)([a-z][a-z0-9]*)[^>"]*(?:"[^"]*"[^>"]*)*>'
"""A tag of sanitised HTML: whether it closes, and its name."""
_TAG: Final = re.compile(f"({TAG})")
"""A tag as html5ever writes it: names in lower case, attribute values in double quotes."""

_BLOCKS: Final = {
    "p": BlockKind.PARAGRAPH,
    "li": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.CODE,
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "h1": BlockKind.HEADING,
    "h2": BlockKind.HEADING,
    "h3": BlockKind.HEADING,
    "h4": BlockKind.HEADING,
    "h5": BlockKind.HEADING,
    "h6": BlockKind.HEADING,
}
_BREAKERS: Final = frozenset(
    (*_BLOCKS, "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "figure", "hr", "br")
)
_LINKED: Final = frozenset(("a", "code", "pre", "kbd", "samp"))
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OUTER: Final = frozenset((BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CELL))


def plain_text(markup: str, *, title: str = "", link_headings: bool = False) -> PlainText:
    """Read the text of a sanitised fragment (what ``render_captured`` returns); linear in its length.

    A ``title`` becomes the first block, with no run, since it is not in the HTML. Blocks come in text order and are
    separated by one newline in ``text``; a block inside a list item or a quote
    takes the inner kind, except that paragraphs of a list item are list items and those of a quote quotes.
    """
    unlinked_tags = _LINKED if link_headings else _LINKED | _HEADINGS
    parts: list[str] = [title] if title else []
    blocks: list[Block] = [Block(0, len(title), BlockKind.TITLE)] if title else []
    runs: list[Run] = []
    nesting: list[str] = []
    length = len(title)
    unlinked = position = 0
    opened = -1
    pieces = iter(_TAG.split(markup + "<br>"))
    for raw, tag, closes, name in zip(pieces, pieces, pieces, pieces, strict=False):
        start = position + len(raw)
        if raw:
            text = html_module.unescape(raw) if "&" in raw else raw
            if opened >= 0 or not text.isspace():
                if opened < 0:
                    if length:
                        parts.append("\n")
                        length += 1
                    opened = length
                if "\n" in text and "pre" not in nesting:
                    text = text.replace("\n", " ")
                end = length + len(text)
                parts.append(text)
                runs.append(Run(length, end, position, start, unlinked == 0))
                length = end
        position = start + len(tag)
        if name in _BREAKERS:
            if opened >= 0:
                blocks.append(Block(opened, length, *_kind(nesting)))
                opened = -1
            if name in _BLOCKS:
                if not closes:
                    nesting.append(name)
                elif nesting:
                    nesting.pop()
        if name in unlinked_tags:
            unlinked += -1 if closes else 1
    return PlainText("".join(parts), tuple(blocks), tuple(runs))


def _kind(nesting: list[str]) -> tuple[BlockKind, int]:
    """Return the kind and heading level of a block inside these elements."""
    if not nesting:
        return BlockKind.PARAGRAPH, 0
    name = nesting[-1]
    kind = _BLOCKS[name]
    if kind is BlockKind.PARAGRAPH and len(nesting) > 1 and _BLOCKS[nesting[-2]] in _OUTER:
        kind = _BLOCKS[nesting[-2]]
    return kind, int(name[1]) if kind is BlockKind.HEADING else 0
