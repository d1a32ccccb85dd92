"""Put marks (links, anchors, highlights) back into HTML by plain-text offsets."""

from __future__ import annotations

import html as html_module
import re
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from dateline.markup.plain import TAG, Run

_INLINE: Final = frozenset("a abbr b cite code del em i ins kbd mark q s small span strong sub sup time u".split())
_VOID: Final = frozenset(("br", "img", "wbr"))
_TAG: Final = re.compile(TAG)
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")


class Mark(NamedTuple):
    """Wrap ``[start, end)`` of the plain text in ``opening`` … ``closing``.

    A mark with ``split`` may run over several text nodes. Where it can take in whole the elements it begins and ends
    in, it is one wrapper around them; else each piece is wrapped, the first in ``opening`` and the rest in
    ``again``, or left bare where that is empty. A mark without is dropped unless it lies inside one linkable run.
    Both tags are inserted as they are: the caller has escaped what they hold.
    """

    start: int
    end: int
    opening: str
    closing: str
    split: bool = False
    again: str = ""


Cut = tuple[int, int, str]
"""Where a tag goes, its rank among those at one place (closing tags first, the inner before the outer), the tag."""


def decorate(markup: str, runs: Sequence[Run], marks: Iterable[Mark]) -> str:
    """Return the HTML with the marks inserted; the text shown does not change.

    Marks with ``split`` are outermost and must not overlap each other; likewise the others.
    One that would cross the border of another is dropped.
    """
    ordered = sorted(marks)
    outer = [mark for mark in ordered if mark.split]
    inner = [mark for mark in ordered if not mark.split]
    found: list[Cut] = []
    begun: dict[int, bool] = {}
    next_outer = next_inner = 0
    outers, inners = len(outer), len(inner)
    for place, run in enumerate(runs):
        start, end, _, _, linkable = run
        while next_outer < outers and outer[next_outer].end <= start:
            next_outer += 1
        while next_inner < inners and inner[next_inner].start < start:
            next_inner += 1
        cuts: list[Cut] = []
        borders: list[int] = []
        for index in range(next_outer, outers):
            mark = outer[index]
            if mark.start >= end:
                break
            again = index in begun
            if not again:
                begun[index] = mark.end > end and _wrap_whole(markup, runs, place, mark, found)
            if not begun[index]:
                _cut_piece(mark, run, cuts, again=again)
            borders += (mark.start, mark.end)
        if linkable and next_inner < inners and inner[next_inner].start < end:
            _cut_inner(inner, next_inner, end, borders, cuts)
        if cuts:
            found += _to_html(markup, run, cuts)
    found.sort(key=_PLACE)
    return _insert(markup, found) if found else markup


_PLACE: Final = itemgetter(0, 1)


def _cut_piece(mark: Mark, run: Run, cuts: list[Cut], *, again: bool) -> None:
    """Wrap what of a mark lies in one run."""
    opening = mark.again if again else mark.opening
    if opening:
        cuts.append((max(mark.start, run.start), 1, opening))
        cuts.append((min(mark.end, run.end), -1, mark.closing))


def _cut_inner(inner: Sequence[Mark], index: int, end: int, borders: Sequence[int], cuts: list[Cut]) -> None:
    """Wrap the marks that begin in a run and end in it, but those that cross one of the borders."""
    for at in range(index, len(inner)):
        start, finish, opening, closing, _, _ = inner[at]
        if start >= end:
            break
        if finish <= end and not _crosses(start, finish, borders):
            cuts.append((start, 2, opening))
            cuts.append((finish, -2, closing))


def _crosses(start: int, end: int, borders: Sequence[int]) -> bool:
    for border in borders:  # noqa: SIM110 - a generator for every mark takes longer than what it looks at
        if start < border < end:
            return True
    return False


def _wrap_whole(markup: str, runs: Sequence[Run], place: int, mark: Mark, found: list[Cut]) -> bool:
    """Wrap a mark over several runs, from the one at ``place`` on, as one; tell whether that could be done."""
    last = place
    while last + 1 < len(runs) and runs[last + 1].start < mark.end:
        last += 1
    start = _to_html(markup, runs[place], [(max(mark.start, runs[place].start), 1, "")])[0][0]
    end = _to_html(markup, runs[last], [(min(mark.end, runs[last].end), -1, "")])[0][0]
    span = _whole(markup, start, end)
    if span is None:
        return False
    found += ((span[0], 1, mark.opening), (span[1], -1, mark.closing))
    return True


def _whole(markup: str, start: int, end: int) -> tuple[int, int] | None:
    """Widen a stretch of HTML to whole elements where only their tags lie between; None where more does."""
    opened: list[str] = []
    closed: list[str] = []
    for slash, name in _TAG.findall(markup, start, end):
        if name in _VOID:
            continue
        if name not in _INLINE:
            return None
        if not slash:
            opened.append(name)
        elif opened:
            opened.pop()
        else:
            closed.append(name)
    for name in reversed(opened):
        if not markup.startswith(f"</{name}>", end):
            return None
        end += len(name) + 3
    for name in closed:
        before = markup.rfind(f"<{name}", 0, start)
        tag = _TAG.fullmatch(markup, before, start) if before >= 0 else None
        if tag is None or tag[2] != name:
            return None
        start = before
    return start, end


def _to_html(markup: str, run: Run, cuts: list[Cut]) -> list[Cut]:
    """Turn plain-text offsets of one run into HTML offsets."""
    start, _, html_start, html_end, _ = run
    if markup.find("&", html_start, html_end) < 0:
        shift = html_start - start
        return [(offset + shift, order, tag) for offset, order, tag in cuts]
    positions = _offsets(markup[html_start:html_end])
    return [(html_start + positions[offset - start], order, tag) for offset, order, tag in cuts]


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


def _insert(markup: str, insertions: Iterable[Cut]) -> str:
    parts: list[str] = []
    position = 0
    for offset, _, tag in insertions:
        parts.append(markup[position:offset])
        parts.append(tag)
        position = offset
    parts.append(markup[position:])
    return "".join(parts)
