"""Put marks (links, anchors, highlights) back into HTML by plain-text offsets."""

from __future__ import annotations

import html as html_module
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.markup.plain import Run

_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")


class Mark(NamedTuple):
    """Wrap ``[start, end)`` of the plain text in ``opening`` … ``closing``.

    A mark with ``split`` may run over several text nodes: each piece is wrapped, the first in ``opening`` and the
    rest in ``again``. One without is dropped unless it lies inside one linkable run. Both tags are
    inserted as they are: the caller has escaped what they hold.
    """

    start: int
    end: int
    opening: str
    closing: str
    split: bool = False
    again: str = ""


def decorate(markup: str, runs: Sequence[Run], marks: Iterable[Mark]) -> str:
    """Return the HTML with the marks inserted; the text shown does not change.

    Marks with ``split`` are outermost and must not overlap each other; likewise the others.
    One that would cross the border of another is dropped.
    """
    outer = sorted(mark for mark in marks if mark.split)
    inner = sorted(mark for mark in marks if not mark.split)
    if not outer and not inner:
        return markup
    insertions: list[tuple[int, int, str]] = []
    begun: set[int] = set()
    first_outer = first_inner = 0
    for run in runs:
        cuts: list[tuple[int, int, str]] = []
        while first_outer < len(outer) and outer[first_outer].end <= run.start:
            first_outer += 1
        borders = _outer_pieces(outer, first_outer, run, begun, cuts)
        while first_inner < len(inner) and inner[first_inner].start < run.start:
            first_inner += 1
        _inner_pieces(inner, first_inner, run, borders, cuts)
        if cuts:
            insertions.extend(_to_html(markup, run, cuts))
    return _insert(markup, insertions)


def _outer_pieces(
    outer: Sequence[Mark], index: int, run: Run, begun: set[int], cuts: list[tuple[int, int, str]]
) -> list[int]:
    borders: list[int] = []
    while index < len(outer) and outer[index].start < run.end:
        mark = outer[index]
        start, end = max(mark.start, run.start), min(mark.end, run.end)
        if start < end:
            cuts.append((start, 1, mark.again if index in begun else mark.opening))
            cuts.append((end, -1, mark.closing))
            borders += (start, end)
            begun.add(index)
        index += 1
    return borders


def _inner_pieces(
    inner: Sequence[Mark], index: int, run: Run, borders: Sequence[int], cuts: list[tuple[int, int, str]]
) -> None:
    if not run.linkable:
        return
    while index < len(inner) and inner[index].start < run.end:
        mark = inner[index]
        if mark.end <= run.end and not any(mark.start < border < mark.end for border in borders):
            cuts.append((mark.start, 2, mark.opening))
            cuts.append((mark.end, -2, mark.closing))
        index += 1


def _to_html(markup: str, run: Run, cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Turn plain-text offsets of one run into HTML offsets, closing tags before opening ones at one place."""
    cuts.sort(key=lambda cut: (cut[0], cut[1]))
    raw = markup[run.html_start : run.html_end]
    if "&" not in raw:
        shift = run.html_start - run.start
        return [(offset + shift, order, tag) for offset, order, tag in cuts]
    positions = _offsets(raw)
    return [(run.html_start + positions[offset - run.start], order, tag) for offset, order, tag in cuts]


def _offsets(raw: str) -> list[int]:
    """Map each code point of the decoded text (and its end) to an offset in ``raw``."""
    positions: list[int] = []
    index = 0
    while index < len(raw):
        match = _ENTITY.match(raw, index) if raw[index] == "&" else None
        width = len(html_module.unescape(match[0])) if match else 1
        positions += [index] * width
        index = match.end() if match else index + 1
    positions.append(len(raw))
    return positions


def _insert(markup: str, insertions: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    position = 0
    for offset, _, tag in insertions:
        parts.append(markup[position:offset])
        parts.append(tag)
        position = offset
    parts.append(markup[position:])
    return "".join(parts)
