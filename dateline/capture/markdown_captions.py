"""Captions: the text under an image is the title of the image, as Markdown has a place for it.

So a caption stays with its image wherever the image goes, and is not read as a paragraph of the article: its dates are
the photograph's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from dateline.capture.markdown_tokens import Block, Heading, Paragraph, Run, RunKind

Element = Any
MAX_CAPTION: Final = 600
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:caption|captions|cutline|legend|img-?(?:desc|txt|info|intro)|pic-?(?:desc|txt|info)|image-?(?:desc|credit|source)|photo-?(?:desc|credit)|wp-caption-text|credit|"
    r"tuzhu|picnote|pictext|imgtext)(?:$|[\s_-])|[a-z](?:Caption|Credit)\b",
)


def is_caption(element: Element) -> bool:
    """Tell whether an element is called a caption."""
    if element.tag == "figcaption":
        return True
    return (
        bool(element.get("class"))
        and element.tag not in ("table", "figure", "img")
        and bool(_NAMES.search(element.get("class")))
    )


def caption_figure(blocks: list[Block], *, shown: bool) -> list[Block]:
    """Return a figure's images with its text as the title of the last; without an image its text if ``shown``."""
    media = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and any(_is_media(run) for run in block.runs)
    ]
    if not media:
        return [emphasised(block) for block in blocks] if shown else []
    kept = [
        Paragraph(tuple(run for run in block.runs if _is_media(run)))
        for index in media
        if isinstance(block := blocks[index], Paragraph)
    ]
    text = " ".join(filter(None, (block_text(block) for block in blocks)))
    last = _captioned(kept[-1], text)
    return [*kept[:-1], last] if last else blocks


def _is_media(run: Run) -> bool:
    return run.kind is RunKind.IMAGE or bool(run.href and run.source)


def attach_to_last(blocks: Sequence[Block], captions: Sequence[Block]) -> Block | None:
    """Return the last block with the caption given to its image, if it is nothing but images without one."""
    last = blocks[-1]
    if not isinstance(last, Paragraph) or any(run.kind is not RunKind.IMAGE or run.title for run in last.runs):
        return None
    return _captioned(last, " ".join(filter(None, (block_text(caption) for caption in captions))))


def _captioned(block: Paragraph, text: str) -> Block | None:
    if len(text) > MAX_CAPTION:
        return None
    for index in range(len(block.runs) - 1, -1, -1):
        run = block.runs[index]
        if _is_media(run):
            title = " ".join(f"{run.title} {text}".split())
            return Paragraph((*block.runs[:index], replace(run, title=title), *block.runs[index + 1 :]))
    return None


def block_text(block: Block) -> str:
    """Return the visible text of a paragraph or heading without its images and players."""
    if not isinstance(block, Paragraph | Heading):
        return ""
    return "".join(" " if run.kind is RunKind.BREAK else run.text for run in block.runs if not _is_media(run)).strip()


def emphasised(block: Block) -> Block:
    """Return a paragraph with its text emphasised; other blocks unchanged."""
    if not isinstance(block, Paragraph):
        return block
    return Paragraph(
        tuple(replace(run, emphasis=True, strong=False) if run.kind is RunKind.TEXT else run for run in block.runs)
    )
