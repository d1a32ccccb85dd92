"""Runs of inline text: white space as a browser shows it, paragraphs, and the shapes blocks are turned into."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from dateline.capture.markdown_tokens import Block, Code, Heading, Listing, Paragraph, Quote, Run, RunKind

Element = Any
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u200b\ufeff\u2028\u2029\u00ad\u2060]+")
_CJK_BREAK = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
PLAIN: Final = Run(RunKind.TEXT, "")
"""A run without marks."""


def clean_text(text: str) -> str:
    """Collapse white space as a browser shows it, drop control characters, and line ends between Chinese characters."""
    if text.isprintable() and "  " not in text:
        return text
    return _SPACE.sub(" ", _CJK_BREAK.sub("", CONTROL.sub("", text)))


def append_text(runs: list[Run], text: str | None, marks: Run) -> None:
    """Append a text node with the marks of its place."""
    if text:
        cleaned = clean_text(text)
        if cleaned:
            runs.append(replace(marks, text=cleaned) if marks is not PLAIN else Run(RunKind.TEXT, cleaned))


def append_code(runs: list[Run], element: Element, marks: Run) -> None:
    """Append inline code."""
    text = clean_text("".join(element.itertext())).strip()
    if text:
        runs.append(replace(marks, kind=RunKind.CODE, text=text, strong=False, emphasis=False))


def flush(runs: list[Run], out: list[Block]) -> None:
    """Close the paragraph being gathered; two breaks in a row end a paragraph."""
    current: list[Run] = []
    pending: list[Run] = []
    for run in runs:
        blank = run.kind is RunKind.TEXT and not run.text.strip(" \u3000")
        if run.kind is RunKind.BREAK or (blank and pending):
            pending.append(run)
            continue
        if sum(item.kind is RunKind.BREAK for item in pending) >= 2:
            _paragraph(current, out)
            current = []
        elif pending and current:
            current.extend(item for item in pending if item.kind is RunKind.BREAK)
        pending = []
        current.append(run)
    _paragraph(current, out)
    runs.clear()


def _paragraph(runs: list[Run], out: list[Block]) -> None:
    trimmed = _trimmed(runs)
    if trimmed:
        out.append(Paragraph(tuple(trimmed)))


def _trimmed(runs: Iterable[Run]) -> list[Run]:
    """Drop white space at the ends of lines and the doubled white space where runs meet."""
    out: list[Run] = []
    at_space = True
    for run in runs:
        if run.kind is RunKind.TEXT:
            text = run.text.lstrip(" \u3000") if at_space else run.text
            if not text:
                continue
            at_space = text.endswith(" ")
            out.append(replace(run, text=text) if text != run.text else run)
            continue
        if run.kind is RunKind.BREAK:
            _strip_end(out)
        at_space = run.kind is RunKind.BREAK
        out.append(run)
    _strip_end(out)
    return out


def _strip_end(runs: list[Run]) -> None:
    while runs:
        last = runs[-1]
        if last.kind is RunKind.TEXT:
            text = last.text.rstrip(" \u3000")
            if text:
                runs[-1] = replace(last, text=text)
                return
        elif last.kind is not RunKind.BREAK:
            return
        runs.pop()


def headings(blocks: list[Block], level: int) -> list[Block]:
    """Turn the paragraphs of a heading element into headings; images in it stay images."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and not all(run.kind is RunKind.IMAGE for run in block.runs):
            out.append(Heading(level, tuple(replace(run, strong=False, emphasis=False) for run in block.runs)))
        else:
            out.append(block)
    return out


def strong(block: Block) -> Block:
    """Return a paragraph with its text strong; other blocks unchanged."""
    if not isinstance(block, Paragraph):
        return block
    return Paragraph(tuple(replace(run, strong=True) if run.kind is RunKind.TEXT else run for run in block.runs))


def flatten(block: Block) -> list[Run]:
    """Return the inline content of a block, for a table cell."""
    if isinstance(block, Paragraph | Heading):
        return list(block.runs)
    if isinstance(block, Quote):
        return _spaced(flatten(inner) for inner in block.blocks)
    if isinstance(block, Listing):
        return _spaced(flatten(inner) for item in block.items for inner in item)
    if isinstance(block, Code):
        return [Run(RunKind.CODE, " ".join(block.text.split()))]
    return []


def _spaced(groups: Iterable[list[Run]]) -> list[Run]:
    out: list[Run] = []
    for group in groups:
        if out and group:
            out.append(Run(RunKind.TEXT, " "))
        out.extend(group)
    return out
