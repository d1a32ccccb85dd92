"""Find the headline among the lines above an article's text (seldom below its start)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.capture.folding import fold
from dateline.capture.metadata.names import is_outlet
from dateline.capture.page_text.lines import Kind, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

_REACH: Final = 60
"""Lines above the text that are looked at: share bars and menus may stand between."""
_BELOW: Final = 4
_ABOVE: Final = 3
_KICKER: Final = 5
_HAN_KICKER: Final = 8
"""A line of fewer words, or fewer characters, above a title is a kicker or a section's name."""
_NEARLY: Final = 1.8
_ENOUGH: Final = 1.2
_ORIGINAL = re.compile(r"^[\s（(【\[]{0,2}(?:原标题|原題|原题|原標題)\s?[:：]\s?(?P<title>.{4,120}?)[)）】\]]?$")
_MOST: Final = 80
_WORDS = re.compile(r"[\uac00-\ud7a3]{2,}|[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{4,}")
_PAIRED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CAPTION = re.compile(
    r"\b(?:photo|credit|image|picture|getty|shutterstock|istock|courtesy|file photo|foto|bild)s?\b\s?[:/©]|"
    r"getty images|"
    r"\(photo|/(?:getty|ap|afp|reuters)|©|摄[）)]?$|图片来源|^view \d+ image",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:您?正在阅读|标\s{0,4}题|标题|題目|题目|文章标题|名\s{0,4}称|头条|要闻)\s?[:：]\s?")
_LABEL = re.compile(r"[:：]$|^\(?(?:photo|image|foto)\b|^[（(]?(?:图|图片|资料图)|摄[）)]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Headline:
    """The title's text and the lines it takes, half-open; ``index`` is -1 when it stands nowhere by itself."""

    text: str
    index: int
    end: int
    score: float
    lone: bool = False
    overlap: float = 0.0
    size: int = 0


def find_headline(lines: Sequence[Line], start: int, end: int) -> Headline | None:
    """Return the line that is most likely the title of the text ``lines[start:end]``, or None.

    A title shares words with the text, stands alone in its block, is near the dateline, is often printed twice, and
    is neither a sentence nor a label.
    """
    text = _Text(lines, start, end)
    found = [
        candidate
        for index in range(max(0, start - _REACH), min(start + _BELOW, end, len(lines)))
        if (candidate := _candidate(lines, index, text))
    ]
    if not found:
        return None
    best = max(found, key=lambda candidate: (candidate.score, -candidate.index))
    # A subtitle may score as high as its title; the title stands above it.
    for candidate in found:
        if _stands_above(candidate, best):
            best = candidate
            break
    return best if best.score > _ENOUGH else None


def _stands_above(candidate: Headline, best: Headline) -> bool:
    """Tell whether a line just above the best one is the title and the best its subtitle.

    A menu's entry shares no words with the text, a breadcrumb holds the whole title.
    """
    kicker = _HAN_KICKER if _PAIRED.search(candidate.text) else _KICKER
    near = 0 < best.index - candidate.index <= _ABOVE and candidate.lone and candidate.size >= kicker
    as_good = candidate.score >= best.score - _NEARLY and candidate.overlap >= 0.6 * best.overlap
    whole = candidate.end - candidate.index > 1 or fold(best.text) not in fold(candidate.text)
    return near and as_good and candidate.score > _ENOUGH + 1 and whole


class _Text:
    """The article's text, folded once, to compare titles with."""

    def __init__(self, lines: Sequence[Line], start: int, end: int) -> None:
        self.start = start
        self.folded = "\n".join(line.folded for line in lines[start:end])
        self.crumbs = [line.folded for line in lines if line.kind is Kind.CRUMBS]
        self.words = Counter(_WORDS.findall(" ".join(line.text for line in lines[start:end]).casefold()))

    def overlap(self, line: Line, *, inside: bool = False) -> float:
        """Return the share of the line's character pairs (Han) or longer words that the text has too."""
        han = _PAIRED.findall(line.text)
        if len(han) * 2 >= len(line.folded):
            folded = self.folded.replace(line.folded, "\n", 1) if inside else self.folded
            pairs = {line.folded[i : i + 2] for i in range(len(line.folded) - 1)}
            return sum(pair in folded for pair in pairs) / max(len(pairs), 7)
        words = set(_WORDS.findall(line.text.casefold()))
        if not words:
            return 0.2 if line.folded in self.folded else 0.0
        return sum(self.words[word] > inside for word in words) / max(len(words), 4)


def _candidate(lines: Sequence[Line], index: int, text: _Text) -> Headline | None:
    line = lines[index]
    if line.kind not in (Kind.SHORT, Kind.PROSE, Kind.MENU) or not 2 <= line.size <= _MOST:
        return None
    inside = index >= text.start
    overlap = text.overlap(line, inside=inside)
    score = 3 * overlap + min(line.size, 14) / 14
    score -= 0.03 * max(0, text.start - index) + (3.0 if index > text.start else 1.5) * inside
    lone = _alone(lines, index)
    score += 0.5 * lone + 0.8 * line.repeated + 1.2 * _dateline_follows(lines, index)
    score += 2.5 * any(crumb.endswith(line.folded) for crumb in text.crumbs if line.size > 3)
    score -= 2.5 * bool(_CAPTION.search(line.text)) + 0.7 * _after_dateline(lines, index)
    if line.kind is Kind.PROSE and line.text.endswith(("。", "。”", "”。")):
        score -= 1.5
    if line.text.endswith(("。", ".", ";", "；", ",", "，", "…")):
        score -= 1.5
    if _LABEL.search(line.text) or line.size < 4 or is_outlet(line.text):
        score -= 1.5
    if line.kind is Kind.MENU:
        score -= 0.8
    if _continues(lines, index, text):
        return Headline(f"{line.text} {lines[index + 1].text}", index, index + 2, score, lone, overlap, line.size)
    return Headline(_PREFIX.sub("", line.text), index, index + 1, score, lone, overlap, line.size)


def _alone(lines: Sequence[Line], index: int) -> bool:
    block = lines[index].block
    before = index > 0 and lines[index - 1].block == block
    after = index + 2 < len(lines) and lines[index + 2].block == block
    return not before and not after


def _dateline_follows(lines: Sequence[Line], index: int) -> float:
    for distance, line in enumerate(lines[index + 1 : index + 5]):
        if line.kind in (Kind.DATELINE, Kind.CREDIT):
            return 1.0 - 0.2 * distance
        if line.kind is Kind.CRUMBS:
            return 0.0
    return 0.0


def _after_dateline(lines: Sequence[Line], index: int) -> bool:
    """Between the dateline and the text stand captions and summaries."""
    return any(line.kind is Kind.DATELINE for line in lines[max(0, index - 4) : index])


def _continues(lines: Sequence[Line], index: int, text: _Text) -> bool:
    """Tell whether a title goes on in the next line of its own block of two: a heading broken by hand."""
    if index + 1 >= len(lines) or lines[index].size < 8 or lines[index].sentence:
        return False
    following = lines[index + 1]
    block = lines[index].block
    alone = (index == 0 or lines[index - 1].block != block) and (
        index + 2 >= len(lines) or lines[index + 2].block != block
    )
    fits = following.kind is Kind.SHORT and following.size >= 8 and not following.sentence
    fits = fits and bool(_PAIRED.search(following.text)) == bool(_PAIRED.search(lines[index].text))
    return following.block == block and alone and fits and text.overlap(following) > 0.6


def original_title(text: str) -> str:
    """Return the title that a line 原标题：… quotes, or empty."""
    match = _ORIGINAL.match(text)
    return match["title"].strip() if match else ""
