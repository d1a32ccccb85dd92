"""DOM to Markdown: the door of our own writer.

Every engine that Dateline meets (comrak, Python-Markdown, GitHub, Obsidian) must read the result alike, and the
visible text of its rendering must be the visible text of the source. So the subset is small: ATX headings, ``-`` and
``1.`` lists nested by four spaces, ``>`` quotations, fences, GFM tables, links, images, footnotes, ``*`` emphasis that
never touches punctuation; no raw HTML; every other character that could start markup is escaped.
"""

from __future__ import annotations

from typing import Any

from dateline.capture.markdown_escape import escape_text, guard_line, guard_tildes
from dateline.capture.markdown_read import ReadOptions, read_tokens
from dateline.capture.markdown_tokens import Paragraph, Run, RunKind
from dateline.capture.markdown_write import write_block, write_markdown

__all__ = ["ReadOptions", "escape_line", "paragraphs_to_markdown", "read_tokens", "to_markdown", "write_markdown"]


def to_markdown(root: Any, options: ReadOptions | None = None) -> str:
    """Write the subtree of an lxml element as Markdown, ending with one newline unless it is empty."""
    return write_markdown(read_tokens(root, options or ReadOptions()))


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
