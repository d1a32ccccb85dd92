"""Put mention links, event anchors and resolved dates into an article's HTML; make links to a source's sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from dateline.markup import Mark, decorate
from dateline.model.annotation import Event, Mention, Timex
from dateline.site import addresses
from dateline.site.context import Face, Reading, datetime_of, quick_escape, safe_url

FRAGMENT_WHOLE: Final = 70
"""Longest quotation that goes into a text fragment whole; a longer one is given by its ends."""
SPELT_OUT: Final = frozenset(("absolute", "vague", ""))
"""Anchors of dates that say themselves what they mean, or cannot be told."""
_UNSAFE = re.compile(r"[^\w。，；：！？、（）“”]|_")
_CLAUSE = re.compile(r"[，。；：！？、,;:!?]")


def linked_body(
    face: Face, reading: Reading, events: Sequence[Event], anchors: Mapping[str, str]
) -> tuple[str, set[str]]:
    """Return the body with its marks, and the anchors it carries; the text shown stays what it was.

    ``anchors`` gives the anchor of each event by its id, escaped.
    """
    if not reading.runs:
        return reading.html, set()
    shift, first = reading.body_start, reading.body_start + reading.runs[0].start
    marks, placed = sentence_marks(events, anchors, shift, first)
    taken: list[tuple[int, int]] = []
    if face.config.link_mentions != "none":
        marks += mention_marks(face, reading.mentions, shift, first, taken)
    marks += date_marks(face, reading.timexes, shift, first, taken)
    return decorate(reading.html, reading.runs, marks), placed


def anchors_of(events: Iterable[Event]) -> dict[str, str]:
    """Return the anchor of each event by its id, escaped: several parts of a page name it."""
    return {event.id: quick_escape(addresses.sentence(event.article, event.id)) for event in events}


def sentence_marks(
    events: Sequence[Event], anchors: Mapping[str, str], shift: int, first: int
) -> tuple[list[Mark], set[str]]:
    """Wrap each sentence that tells of events, once, with an anchor for each of them; return the anchors too.

    Spans count in the document's text; those before ``first`` are in the title, which is not part of the body.
    """
    by_sentence: dict[tuple[int, int], list[str]] = defaultdict(list)
    for event in events:
        start = event.sentence_start
        if start >= first and event.kind == "statement":
            by_sentence[start - shift, event.sentence_end - shift].append(anchors[event.id])
    marks: list[Mark] = []
    placed: set[str] = set()
    reached = 0
    for (start, end), ids in sorted(by_sentence.items()):
        begin = max(start, reached)
        if begin >= end:
            continue
        more = "".join([f'<span id="{anchor}"></span>' for anchor in ids[1:]]) if len(ids) > 1 else ""
        placed.update(ids)
        marks.append(Mark(begin, end, f'<span id="{ids[0]}">{more}', "</span>", split=True))
        reached = end
    return marks, placed


def mention_marks(
    face: Face, mentions: Iterable[Mention], shift: int, first: int, taken: list[tuple[int, int]]
) -> list[Mark]:
    """Link mentions to their entities' pages; which ones are to be linked was chosen when the text was read."""
    marks: list[Mark] = []
    known = face.library.entities
    for mention in mentions:
        entity, start = mention.entity, mention.start
        if entity is None or start < first or entity not in known:
            continue
        span = (start - shift, mention.end - shift)
        taken.append(span)
        marks.append(Mark(*span, _mention_opening(face, entity), "</a>"))
    return marks


def _mention_opening(face: Face, entity: str) -> str:
    openings: dict[str, str] = face.memory.setdefault("mention openings", {})
    opening = openings.get(entity)
    if opening is None:
        opening = openings[entity] = f'<a href="{quick_escape(face.url(addresses.entity(entity)))}">'
    return opening


def date_marks(
    face: Face, timexes: Iterable[Timex], shift: int, first: int, taken: list[tuple[int, int]]
) -> list[Mark]:
    """Say what a relative date was taken to mean: 去年 becomes ``<time datetime="2023" title="2023年">``."""
    marks: list[Mark] = []
    for timex in timexes:
        if timex.start < first or timex.date is None or timex.anchor in SPELT_OUT:
            continue
        span = (timex.start - shift, timex.end - shift)
        if any(start < span[1] and span[0] < end for start, end in taken):
            continue
        stamp = datetime_of(timex.date)
        name = quick_escape(face.date(timex.date, timex.mod))
        opening = f'<time datetime="{stamp}" title="{name}">' if stamp else f'<span class="when" title="{name}">'
        marks.append(Mark(*span, opening, "</time>" if stamp else "</span>"))
    return marks


@lru_cache(maxsize=4096)
def text_fragment(quotation: str) -> str:
    """Return ``:~:text=…`` for a quotation: whole when short, else its first and last clause.

    Chinese fragments start and end at punctuation, since matching is on word borders.
    """
    text = " ".join(quotation.split())
    if not text:
        return ""
    if len(text) <= FRAGMENT_WHOLE:
        return ":~:text=" + _encoded(text)
    return f":~:text={_encoded(_head(text))},{_encoded(_tail(text))}"


def _head(text: str) -> str:
    for match in _CLAUSE.finditer(text):
        if 8 <= match.start() <= 48:
            return text[: match.start()]
    cut = text[:40]
    return cut.rpartition(" ")[0] or cut


def _tail(text: str) -> str:
    ends = [match.end() for match in _CLAUSE.finditer(text) if 8 <= len(text) - match.end() <= 48]
    if ends:
        return text[ends[-1] :].strip()
    cut = text[-40:]
    return cut.partition(" ")[2] or cut


def _encoded(text: str) -> str:
    """Encode what parts a fragment (``&``, ``-``, ``,``) and what is no URL character; browsers take Han as it is."""
    return _UNSAFE.sub(lambda match: _escaped(match[0]), text)


@lru_cache(maxsize=4096)
def _escaped(char: str) -> str:
    return quote(char, safe="").replace("-", "%2D")


def sentence_at_source(url: str, quotation: str) -> str:
    """Return the source's address pointing at the quoted sentence; "" for what is no web address."""
    cleaned = safe_url(url)
    if not cleaned:
        return ""
    base = cleaned.partition(":~:")[0]
    return base + ("" if "#" in base else "#") + text_fragment(quotation)
