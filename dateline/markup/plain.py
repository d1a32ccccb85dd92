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


_TAG: Final = re.compile(r'<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^>"]|"[^"]*")*>')
_BLOCKS: Final = {
    "p": BlockKind.PARAGRAPH, "li": BlockKind.LIST_ITEM, "blockquote": BlockKind.QUOTE, "pre": BlockKind.CODE,
    "td": BlockKind.CELL, "th": BlockKind.CELL, "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION,
    "dt": BlockKind.LIST_ITEM, "dd": BlockKind.LIST_ITEM,
    "h1": BlockKind.HEADING, "h2": BlockKind.HEADING, "h3": BlockKind.HEADING,
    "h4": BlockKind.HEADING, "h5": BlockKind.HEADING, "h6": BlockKind.HEADING,
}
_BREAKERS: Final = frozenset((*_BLOCKS, "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "figure", "hr", "br"))
_UNLINKED: Final = frozenset(("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "samp"))


def plain_text(markup: str, *, link_headings: bool = False) -> PlainText:
    """Read the text of a sanitised fragment (what ``render_captured`` returns); linear in its length.

    Blocks come in text order and are separated by one newline in ``text``; a block inside a list item or a quote
    takes the inner kind, except that paragraphs of a list item are list items and those of a quote quotes.
    """
    reader = _Reader(link_headings=link_headings)
    position = 0
    for match in _TAG.finditer(markup):
        if match.start() > position:
            reader.text(markup, position, match.start())
        reader.tag(match[2].lower(), closing=bool(match[1]))
        position = match.end()
    if position < len(markup):
        reader.text(markup, position, len(markup))
    reader.close()
    return PlainText("".join(reader.parts), tuple(reader.blocks), tuple(reader.runs))


class _Reader:
    """Collect text, blocks and runs while the tags go by."""

    __slots__ = ("blocks", "kinds", "length", "link_headings", "opened", "parts", "runs", "unlinked")

    def __init__(self, *, link_headings: bool) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.kinds: list[tuple[str, BlockKind, int]] = []
        self.length = 0
        self.opened = -1
        self.unlinked = 0
        self.link_headings = link_headings

    def tag(self, name: str, *, closing: bool) -> None:
        if name in _BREAKERS:
            self.close()
            if name in _BLOCKS:
                self._nest(name, closing=closing)
        if name in _UNLINKED and not (self.link_headings and name[0] == "h"):
            self.unlinked = max(0, self.unlinked + (-1 if closing else 1))

    def _nest(self, name: str, *, closing: bool) -> None:
        if not closing:
            self.kinds.append((name, _BLOCKS[name], int(name[1]) if name[0] == "h" else 0))
        elif self.kinds:
            self.kinds.pop()

    def text(self, markup: str, start: int, end: int) -> None:
        raw = markup[start:end]
        text = html_module.unescape(raw) if "&" in raw else raw
        if self.opened < 0:
            if text.isspace():
                return
            if self.length:
                self.parts.append("\n")
                self.length += 1
            self.opened = self.length
        if "\n" in text and not (self.kinds and self.kinds[-1][1] is BlockKind.CODE):
            text = text.replace("\n", " ")
        self.parts.append(text)
        self.runs.append(Run(self.length, self.length + len(text), start, end, self.unlinked == 0))
        self.length += len(text)

    def close(self) -> None:
        """End the open block, if any."""
        if self.opened < 0:
            return
        kind, level = self._kind()
        self.blocks.append(Block(self.opened, self.length, kind, level))
        self.opened = -1

    def _kind(self) -> tuple[BlockKind, int]:
        if not self.kinds:
            return BlockKind.PARAGRAPH, 0
        _, kind, level = self.kinds[-1]
        if kind is BlockKind.PARAGRAPH and len(self.kinds) > 1:
            outer = self.kinds[-2][1]
            kind = outer if outer in (BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CELL) else kind
        return kind, level
