"""Other readings of the main text: trafilatura, readability, JSON-LD ``articleBody``, site rules.

Whatever a candidate returns is mapped back onto the page's segments, so that candidates are sets of numbers that can be
compared, and the winner is written from the page's own tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.capture.folding import letters
from dateline.capture.html.segments import Segment

Element = Any
MIN_LINE: Final = 6
"""Letters below which a line is found in a text by chance; such lines follow their neighbours."""
_TAGS = re.compile(r"<[^<>]*>")
_ELLIPSIS = re.compile(r"(?:\.\.\.|…)\s*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of the main text: the segments it holds and who says so."""

    name: str
    kept: frozenset[int]


def map_text(text: str, segments: Sequence[Segment], name: str) -> Candidate:
    """Map a text onto the segments it holds.

    Segments are looked for in order, each from where the last was found, so that a repeated line counts once where it
    stands; a short line counts when both its neighbours do.
    """
    haystack = letters(text)
    found: dict[int, bool] = {}
    position = 0
    for segment in segments:
        needle = segment.folded
        if len(needle) < MIN_LINE:
            continue
        at = haystack.find(needle, position)
        if at < 0 and len(needle) > 40:
            at = haystack.find(needle)
        found[segment.index] = at >= 0
        if 0 <= at <= position + 4 * len(needle) + 2000:
            position = at + len(needle)
    kept = {index for index, held in found.items() if held}
    return Candidate(name, frozenset(kept | _between(segments, kept)))


def _between(segments: Sequence[Segment], kept: set[int]) -> set[int]:
    """Return the short lines that stand between kept ones."""
    out: set[int] = set()
    run: list[int] = []
    inside = False
    for segment in segments:
        if segment.index in kept:
            if inside:
                out.update(run)
            run, inside = [], True
        elif len(segment.folded) < MIN_LINE:
            run.append(segment.index)
        else:
            run, inside = [], False
    return out


def from_json_ld(article: dict[str, Any], segments: Sequence[Segment]) -> Candidate | None:
    """Return the reading of JSON-LD ``articleBody``, unless it is a mere summary or cut off."""
    body = article.get("articleBody")
    if not isinstance(body, str) or len(body) < 200 or _ELLIPSIS.search(body):
        return None
    import html

    candidate = map_text(_TAGS.sub(" ", html.unescape(body)), segments, "JSON-LD articleBody")
    held = sum(len(segments[index].folded) for index in candidate.kept)
    return candidate if held * 2 > len(letters(body)) else None


def from_trafilatura(source: str, segments: Sequence[Segment]) -> Candidate | None:
    """Return trafilatura's reading (its fast mode, without comments); None where it fails or finds nothing."""
    from lxml import html as lxml_html
    from trafilatura import extract

    try:
        tree = lxml_html.document_fromstring(
            source.encode(), parser=lxml_html.HTMLParser(encoding="utf-8", remove_comments=True)
        )
        text = extract(
            tree, fast=True, include_comments=False, include_tables=True, deduplicate=False, output_format="txt"
        )
    except Exception:  # noqa: BLE001 - a library's failure on one page must not end a batch
        return None
    return map_text(text, segments, "trafilatura") if text else None


def from_readability(source: str, segments: Sequence[Segment]) -> Candidate | None:
    """Return readability's reading; None where it fails or finds nothing."""
    from lxml import html as lxml_html
    from readability import Document

    try:
        summary = Document(source).summary(html_partial=True)
        text = lxml_html.fromstring(summary).text_content() if summary else ""
    except Exception:  # noqa: BLE001 - a library's failure on one page must not end a batch
        return None
    return map_text(text, segments, "readability") if len(text) > 100 else None


def overlap(one: Iterable[int], other: Iterable[int], segments: Sequence[Segment]) -> float:
    """Return the F1 of two readings, by weight of text."""
    first, second = set(one), set(other)
    shared = sum(segments[index].weight for index in first & second)
    total = sum(segments[index].weight for index in first) + sum(segments[index].weight for index in second)
    return 2 * shared / total if total else 0.0
