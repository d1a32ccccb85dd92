"""DOM to Markdown: the door of our own writer.

Every engine that Dateline meets (comrak, Python-Markdown, GitHub, Obsidian) must read the result alike, and the
visible text of its rendering must be the visible text of the source. So the subset is small: ATX headings, ``-`` and
``1.`` lists nested by four spaces, ``>`` quotations, fences, GFM tables, links, images, footnotes, ``*`` emphasis that
never touches punctuation; no raw HTML; every other character that could start markup is escaped.
"""

from __future__ import annotations

import html
import re
from typing import Any

from dateline.capture.markdown_escape import escape_everything, escape_text, guard_line, guard_tildes
from dateline.capture.markdown_plain import plain_blocks, without_images
from dateline.capture.markdown_read import ReadOptions, read_tokens
from dateline.capture.markdown_tokens import Paragraph, Run, RunKind, Tokens
from dateline.capture.markdown_write import write_block, write_markdown

__all__ = ["ReadOptions", "escape_line", "paragraphs_to_markdown", "read_tokens", "to_markdown", "write_markdown"]

_TAG = re.compile(r"<[^<>]*>")
_NON_WORD = re.compile(r"[\W_]+")


def to_markdown(root: Any, options: ReadOptions | None = None) -> str:
    """Write the subtree of an lxml element as Markdown, ending with one newline unless it is empty.

    The result is rendered once and compared with what was read; should an engine see markup where there was text,
    the paragraphs are written again with every sign escaped.
    """
    tokens = read_tokens(root, options or ReadOptions())
    if is_faithful(tokens):
        return write_markdown(tokens)
    return "".join(f"{escape_everything(text)}\n\n" for text in plain_blocks(tokens)).rstrip("\n") + "\n"


def is_faithful(tokens: Tokens) -> bool:
    """Tell whether the rendering shows the letters and digits that were read, in order.

    Images count for nothing on either side. A text with footnotes is not compared: rendering numbers them.
    """
    from dateline.markup import render_captured

    if tokens.notes:
        return True
    shown = without_images(tokens)
    try:
        rendered = render_captured(write_markdown(shown))
    except ValueError:
        return True
    wanted = _fold(" ".join(plain_blocks(shown)))
    return _fold(html.unescape(_TAG.sub("", rendered))) == wanted


def _fold(text: str) -> str:
    return _NON_WORD.sub("", text)


def escape_line(text: str) -> str:
    """Escape one line of plain text so that it is a paragraph and nothing else."""
    return guard_tildes(guard_line(escape_text(" ".join(text.split()))))


def paragraphs_to_markdown(paragraphs: list[str]) -> str:
    """Write plain-text paragraphs; line breaks inside one are kept as hard breaks."""
    parts = []
    for paragraph in paragraphs:
        runs: list[Run] = []
        for line in paragraph.splitlines():
            if text := " ".join(line.split()):
                runs += [Run(RunKind.BREAK, "")] * bool(runs) + [Run(RunKind.TEXT, text)]
        if runs:
            parts.append(write_block(Paragraph(tuple(runs))))
    return "\n\n".join(parts) + "\n" if parts else ""
