"""Cut what is not the article off the edges of a candidate, and out of its middle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.capture.html.phrases import LOOSE, OPENERS, STATEMENTS
from dateline.capture.html.segments import Segment, fold
from dateline.capture.metadata.bylines import read_byline

MAX_HEAD: Final = 24
"""Segments before the first prose that may be dateline, share bar or summary box."""
TAIL_SHARE: Final = 0.34
"""An opener ("related news") may cut off at most this share of the text's prose."""
SHORT: Final = 70


def trim(segments: Sequence[Segment], title: str) -> list[Segment]:
    """Return the segments that remain of a candidate, in order."""
    kept = _cut_tail(list(segments))
    kept = _cut_head(kept, fold(title))
    kept = [segment for index, segment in enumerate(kept) if not _is_inset(segment)]
    return _cut_edges(kept)


def _first_prose(segments: Sequence[Segment]) -> int:
    return next((index for index, segment in enumerate(segments) if segment.prose), len(segments))


def _cut_head(segments: list[Segment], title: str) -> list[Segment]:
    first = _first_prose(segments)
    if first > MAX_HEAD * 2:
        first = MAX_HEAD
    head = [segment for segment in segments[:first] if not _is_head_matter(segment, title)]
    rest = segments[first:]
    if rest and title and _repeats(rest[0], title):
        rest = rest[1:]
    return head + rest


def _is_head_matter(segment: Segment, title: str) -> bool:
    text = segment.text
    if not text:
        return False
    if segment.code:
        return False
    if title and _repeats(segment, title):
        return True
    if segment.linked > 0.5 or LOOSE.fullmatch(text) or OPENERS.fullmatch(text):
        return True
    if is_dateline(text):
        return True
    return not segment.heading and not segment.cell and segment.weight < 36 and not re.search(r"[。！？.!?：:]\W?$", text)


def _repeats(segment: Segment, title: str) -> bool:
    folded = segment.folded
    if not folded:
        return False
    return folded == title or (segment.heading == 1 and (folded in title or title in folded)) or (
        len(folded) > 10 and title.startswith(folded) and len(folded) * 2 > len(title))


def is_dateline(text: str) -> bool:
    """Tell a line that is nothing but date, source, names and labels."""
    if len(text) > 200:
        return False
    byline = read_byline(text)
    if not (byline.stamp or byline.source or byline.authors or byline.editors):
        return False
    return len(byline.rest) <= 14


def _cut_tail(segments: list[Segment]) -> list[Segment]:
    """Cut at the first opener behind which too little prose stands to be the article's own."""
    total = sum(segment.weight for segment in segments if segment.prose) or 1
    after = 0
    cut = len(segments)
    for index in range(len(segments) - 1, -1, -1):
        segment = segments[index]
        if after > TAIL_SHARE * total:
            break
        if segment.weight <= SHORT and segment.text and OPENERS.fullmatch(segment.text) and after < total:
            cut = index
        if segment.prose:
            after += segment.weight
    return segments[:cut]


def _is_inset(segment: Segment) -> bool:
    """Tell a line in the middle of a text that is none of it: an advertisement, a link to another article."""
    text = segment.text
    if not text or segment.code or segment.cell:
        return False
    if segment.weight <= 260 and STATEMENTS.match(text) and not segment.heading:
        return True
    if segment.linked > 0.85 and segment.weight >= 16 and not segment.prose and segment.element.tag in ("p", "div", "h2", "h3", "h4", "li"):
        return _lonely_link(segment)
    return segment.weight <= 200 and bool(LOOSE.fullmatch(text)) and (segment.linked > 0.2 or segment.weight <= SHORT)


def _lonely_link(segment: Segment) -> bool:
    return segment.element.tag != "li" or segment.linked > 0.95


def _cut_edges(segments: list[Segment]) -> list[Segment]:
    """Drop lines off the end until one belongs to the text."""
    end = len(segments)
    while end and _is_tail_matter(segments[end - 1]):
        end -= 1
    return segments[:end] if end else segments


def _is_tail_matter(segment: Segment) -> bool:
    text = segment.text
    if not text:
        return False
    if segment.code or segment.cell:
        return False
    if STATEMENTS.match(text) or LOOSE.fullmatch(text) or OPENERS.fullmatch(text):
        return True
    if segment.heading or segment.linked > 0.6:
        return True
    if is_dateline(text):
        return True
    return segment.weight < 24 and not re.search(r"[。！？.!?”\"…）)]$", text) and segment.element.tag not in ("li", "figcaption", "td")
