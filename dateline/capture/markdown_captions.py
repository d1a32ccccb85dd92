"""Captions: the text under an image is the title of the image, as Markdown has a place for it.

So a caption stays with its image wherever the image goes, and is not read as a paragraph of the article: its dates are
the photograph's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from dateline.capture.markdown_tokens import Block, Paragraph, Run, RunKind

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
    return bool(element.get("class")) and element.tag not in ("table", "figure", "img") and bool(_NAMES.search(element.get("class")))


def caption_elements(figure: Element) -> list[Element]:
    """Return the captions of a figure, the outermost of nested ones."""
    out: list[Element] = []
    for element in figure.iterdescendants():
        if isinstance(element.tag, str) and is_caption(element) and not any(parent in out for parent in element.iterancestors()):
            if next(element.iter("img", "amp-img", "iframe", "video"), None) is None:
                out.append(element)
    return out


def attach_caption(blocks: list[Block], captions: Sequence[Block]) -> list[Block]:
    """Give the captions to the last image or player of a figure; without one they follow it, emphasised."""
    for index in range(len(blocks) - 1, -1, -1):
        captioned = _captioned(blocks[index], captions)
        if captioned:
            return [*blocks[:index], captioned, *blocks[index + 1 :]]
    return [*blocks, *(emphasised(block) for block in captions)]


def attach_to_last(blocks: Sequence[Block], captions: Sequence[Block]) -> Block | None:
    """Return the last block with the caption given to its image, if it is nothing but images without one."""
    last = blocks[-1]
    if not isinstance(last, Paragraph) or any(run.kind is not RunKind.IMAGE or run.title for run in last.runs):
        return None
    return _captioned(last, captions)


def _captioned(block: Block, captions: Sequence[Block]) -> Block | None:
    if not isinstance(block, Paragraph):
        return None
    text = " ".join(_plain(caption) for caption in captions).strip()
    for index in range(len(block.runs) - 1, -1, -1):
        run = block.runs[index]
        if run.kind is RunKind.IMAGE or (run.href and run.text == run.href):
            if not text or len(text) > MAX_CAPTION:
                return block if not text else None
            joined = f"{run.title} {text}".strip() if text not in run.title else run.title
            return Paragraph((*block.runs[:index], replace(run, title=joined), *block.runs[index + 1 :]))
    return None


def _plain(block: Block) -> str:
    if not isinstance(block, Paragraph):
        return ""
    return "".join(" " if run.kind is RunKind.BREAK else run.text for run in block.runs if run.kind is not RunKind.IMAGE)


def emphasised(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    return Paragraph(tuple(
        replace(run, emphasis=True, strong=False) if run.kind is RunKind.TEXT else run for run in block.runs
    ))
