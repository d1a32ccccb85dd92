"""A page as a sequence of segments: the lines a reader sees, each with where it stands in the tree.

Every candidate for the main text is a set of segment numbers, whoever made it; so candidates can be compared, and
whichever wins is written from the page's own tree, with its images, tables and code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from dateline.capture.folding import letters
from dateline.capture.markdown_tags import BLOCKS, EMBEDS, IMAGES

Element = Any

MEDIA: Final = IMAGES | EMBEDS | {"math", "svg"}
OPAQUE: Final = frozenset(
    {"script", "style", "template", "head", "select", "option", "textarea", "button", "noscript", "svg", "datalist"}
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE = re.compile(r"[。！？；…”]|[.!?;…][\"'”’»)\]]{0,2}(?:\s|$)")
_COMMA = re.compile(r"[，、,：;；]")


@dataclass(slots=True)
class Segment:
    """One line of the page.

    ``element`` is the innermost block element that holds it. ``parts`` are its text nodes as (element, is_tail),
    ``media`` the images and players in it. ``weight`` counts characters, Chinese, Japanese and Korean ones twice;
    ``linked`` is the share of the text inside links; ``copy`` is set for a line that the page has shown before.
    """

    index: int
    element: Element
    text: str = ""
    linked: float = 0.0
    weight: int = 0
    parts: list[tuple[Element, bool]] = field(default_factory=list)
    media: list[Element] = field(default_factory=list)
    prose: bool = False
    heading: int = 0
    code: bool = False
    copy: bool = False

    @property
    def folded(self) -> str:
        """Letters and digits only, case folded: for comparing texts."""
        return letters(self.text)


def weigh(text: str) -> int:
    """Count characters, twice where one is about a syllable: 中文 weighs as much as four Latin letters."""
    return len(text) if text.isascii() else len(text) + len(_CJK.findall(text))


def looks_like_prose(text: str, weight: int) -> bool:
    """Tell running text from labels, headlines and menus: long enough, with a sentence's punctuation."""
    if weight < 40:
        return False
    if _SENTENCE.search(text):
        return True
    return weight >= 100 and bool(_COMMA.search(text))


class _Collector:
    """Gather segments while walking the tree in document order."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.current: Segment | None = None
        self.texts: list[str] = []
        self.link_chars = 0
        self.blocks: list[Element] = []
        self.links = 0
        self.headings = 0
        self.code = 0
        self.breaks = 0

    def text(self, value: str | None, element: Element, *, tail: bool) -> None:
        if not value:
            return
        if not value.isspace():
            if self.breaks >= 2 and not self.code:
                self.flush()
            self.breaks = 0
        segment = self._open()
        segment.parts.append((element, tail))
        if self.texts and value[0].isdigit() and self.texts[-1][-1:].isdigit():
            self.texts.append(" ")
        self.texts.append(value)
        if self.links:
            self.link_chars += len(value.strip())

    def _open(self) -> Segment:
        if self.current is None:
            self.current = Segment(len(self.segments), self.blocks[-1], heading=self.headings, code=self.code > 0)
        return self.current

    def add_media(self, element: Element) -> None:
        self._open().media.append(element)

    def flush(self) -> None:
        segment = self.current
        if segment is None:
            return
        text = " ".join("".join(self.texts).split())
        if text or segment.media:
            segment.text = text
            segment.linked = min(1.0, self.link_chars / len(text)) if text else 0.0
            segment.weight = weigh(text)
            segment.prose = looks_like_prose(text, segment.weight) and segment.linked < 0.5
            segment.index = len(self.segments)
            self.segments.append(segment)
        self.current = None
        self.texts = []
        self.link_chars = 0
        self.breaks = 0


def read_segments(root: Element) -> list[Segment]:
    """Return the segments of a tree in document order; scripts, styles and controls are not read."""
    from lxml import etree

    collector = _Collector()
    skip_until: Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if skip_until is not None:
            if event == "end" and element is skip_until:
                skip_until = None
                if element is not root:
                    collector.text(element.tail, element, tail=True)
            continue
        if event == "start":
            if _enter(collector, element):
                skip_until = element
        else:
            _leave(collector, element, last=element is root)
    collector.flush()
    return collector.segments


def _enter(collector: _Collector, element: Element) -> bool:
    """Open an element; return whether all it holds is to be passed over."""
    tag = element.tag
    if not isinstance(tag, str) or tag in OPAQUE:
        return True
    if tag in MEDIA:
        if not collector.blocks:
            collector.blocks.append(element)
        collector.add_media(element)
        return True
    if tag == "br":
        collector.breaks += 1
        if collector.current is not None:
            collector.texts.append("\n")
        return False
    if tag in BLOCKS or not collector.blocks:
        collector.flush()
        collector.blocks.append(element)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            collector.headings = int(tag[1])
        elif tag == "pre":
            collector.code += 1
    elif tag == "a":
        collector.links += 1
    collector.text(element.text, element, tail=False)
    return False


def _leave(collector: _Collector, element: Element, *, last: bool) -> None:
    tag = element.tag
    if collector.blocks and collector.blocks[-1] is element:
        collector.flush()
        collector.blocks.pop()
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            collector.headings = 0
        elif tag == "pre":
            collector.code -= 1
    elif tag == "a":
        collector.links -= 1
    if not last and collector.blocks:
        collector.text(element.tail, element, tail=True)


def cut_segments(segments: list[Segment], kept: set[int]) -> set[Element]:
    """Empty the text nodes of all segments that are not kept; return the media elements to leave out.

    This changes the tree: it is the last thing done before writing.
    """
    dropped: set[Element] = set()
    for segment in segments:
        if segment.index in kept:
            continue
        for element, is_tail in segment.parts:
            if is_tail:
                element.tail = None
            else:
                element.text = None
        dropped.update(segment.media)
    return dropped


def cut_end(segment: Segment, length: int) -> None:
    """Keep the first ``length`` characters of a segment's text in the tree; like ``cut_segments``, this comes last."""
    over = _inked(segment.text[length:])
    for element, is_tail in reversed(segment.parts):
        text = (element.tail if is_tail else element.text) or ""
        end = len(text)
        while end and over:
            end -= 1
            over -= not text[end].isspace()
        kept = text[:end].rstrip() if end < len(text) else text
        if is_tail:
            element.tail = kept
        else:
            element.text = kept
        if not over:
            return


def _inked(text: str) -> int:
    return sum(not char.isspace() for char in text)
