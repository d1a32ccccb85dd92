"""Choose the lines that are the article: the densest run of sentences, trimmed, without the furniture inside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.capture.page_text.lines import Kind, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

_COST: Final[dict[Kind, int]] = {
    Kind.SHORT: 9, Kind.DATELINE: 26, Kind.CREDIT: 60, Kind.BUTTON: 6, Kind.CRUMBS: 30, Kind.MENU: 30,
    Kind.PROMOTION: 20,
    Kind.RIGHTS: 200, Kind.END: 90, Kind.TEASER: 120,
}
"""What a line of each kind takes from the run it stands in, in tokens. Prose gives its size less PROSE_COST."""
PROSE_COST: Final = 8
_WORTH_AT_MOST: Final = 150
"""One very long paragraph (a user agreement, say) must not outweigh an article."""
_AFTER_COMMENTS: Final = 400
_FALL: Final = 120
"""A run ends where its sum falls so far below its best: a long box in the middle is bridged, the page's foot is not."""
_NEAR: Final = 12
_CLOSE: Final = 4
_COMPLETE: Final = 2.0
_OTHER_ARTICLE: Final = 8
_LONGEST_GAP: Final = 60
_SHORT_BOX: Final = 10
_A_PARAGRAPH: Final = 50
_ENOUGH_TO_JOIN: Final = 30
_TINY: Final = 5
_CONTINUES = re.compile(
    r"(?:story|article|text) continues|continue reading the|文章继续|广告之后继续|下文继续", re.IGNORECASE
)
_STAMPED = re.compile(r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s?\d{1,2}:\d{2}")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_LONG_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]{5,}")
_KEPT_WORDS: Final = 0.15
"""Share of a text's longer words that its continuation repeats after a box of links or in a short piece."""
_STOPS: Final = (Kind.TEASER, Kind.RIGHTS, Kind.CREDIT, Kind.CRUMBS, Kind.MENU, Kind.DATELINE)
_COMMENTS: Final = frozenset(
    {"评论", "网友评论", "最新评论", "最热评论", "热门评论", "精彩评论",
     "全部评论", "发表评论", "添加评论", "正在读取评论",
     "comments", "leaveareply",
     "leaveacomment", "jointheconversation", "請先登錄後發表評論", "请先登录后发表评论"}
)


@dataclass(frozen=True, slots=True)
class Run:
    """A dense run of text, half-open in line indexes, and the sum of its worth."""

    start: int
    end: int
    total: int


def find_runs(lines: Sequence[Line]) -> list[Run]:
    """Return the dense runs in order: one maximum-sum pass (Kadane), so linear."""
    runs: list[Run] = []
    start, total, best = 0, 0, Run(0, 0, 0)
    for index, line in enumerate(lines):
        total -= _AFTER_COMMENTS if _opens_comments(lines, index) else -worth(line)
        if total > best.total:
            best = Run(start, index + 1, total)
        elif total <= 0 or total < best.total - _FALL:
            if best.total:
                runs.append(best)
            start, total, best = index + 1, 0, Run(0, 0, 0)
    return [*runs, best] if best.total else runs


def _opens_comments(lines: Sequence[Line], index: int) -> bool:
    """A heading of comments with a stamped one below it; buttons of the same name have none."""
    if lines[index].folded not in _COMMENTS:
        return False
    return lines[index].kind is Kind.END or any(_STAMPED.search(line.text) for line in lines[index + 1 : index + 3])


def find_body(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the first index and the index after the last of the article's text; (0, 0) without one.

    A run with a dateline above it counts for more than its length, one under the heading of comments for less.
    """
    runs = find_runs(lines)
    if not runs:
        return 0, 0
    comments = _comments_start(lines, runs)
    weights = [_weight(lines, run, comments) for run in runs]
    heaviest = max(weights)
    # Pages that scroll on show the next article below: the first whole one is the page's own.
    chosen = next(
        (i for i, run in enumerate(runs)
         if run.start < comments and _is_whole(lines, run) and weights[i] * _OTHER_ARTICLE > heaviest),
        weights.index(heaviest),
    )
    first = last = chosen
    for index in range(chosen + 1, len(runs)):
        if runs[index].total > _ENOUGH_TO_JOIN:
            if not _joins(lines, runs[last], runs[index]):
                break
            last = index
    for index in range(chosen - 1, -1, -1):
        if runs[index].total > _A_PARAGRAPH:
            if not _joins(lines, runs[index], runs[first]):
                break
            first = index
    return runs[first].start, runs[last].end


def _comments_start(lines: Sequence[Line], runs: Sequence[Run]) -> int:
    """Return the index of the heading of comments that follows some text; menus name them too, before any."""
    first = next((run.end for run in runs if run.total >= _A_PARAGRAPH), len(lines))
    return next((i for i in range(first, len(lines)) if lines[i].folded in _COMMENTS), len(lines))


def _is_whole(lines: Sequence[Line], run: Run) -> bool:
    """Tell whether a run has a dateline right above it and is more than a teaser."""
    before = lines[max(0, run.start - _CLOSE) : run.start]
    dated = any(line.kind is Kind.DATELINE for line in before)
    return dated and run.total >= 2 * _A_PARAGRAPH and not any(line.kind is Kind.TEASER for line in before)


def _weight(lines: Sequence[Line], run: Run, comments: int) -> float:
    before = lines[max(0, run.start - _NEAR) : run.start]
    after = lines[run.end : run.end + 3]
    weight = float(run.total)
    if any(line.kind is Kind.DATELINE for line in (*before, *lines[run.start : run.start + 3])):
        weight *= 2
    if any(line.kind in (Kind.DATELINE, Kind.CREDIT) for line in after):
        weight *= 1.5
    if run.start > comments:
        weight *= 0.15
    if any(line.kind is Kind.TEASER for line in before[-_CLOSE:]):
        weight *= 0.3
    elif _is_whole(lines, run):
        weight *= _COMPLETE
    stamped = sum(line.kind is Kind.DATELINE for line in lines[run.start : run.end])
    return weight * (0.3 if stamped * 6 > run.end - run.start else 1)


def _joins(lines: Sequence[Line], left: Run, right: Run) -> bool:
    """Two runs are one article when only headings, tables and buttons stand between them."""
    gap = lines[left.end : right.start]
    if len(gap) > _LONGEST_GAP or any(line.kind in _STOPS for line in gap):
        return False
    if any(_CONTINUES.search(line.text) for line in gap):
        return True
    boxes = [line for line in gap if line.kind is Kind.END]
    if boxes and (len(gap) > _SHORT_BOX or any(line.folded in _COMMENTS for line in boxes)):
        return False
    enough = 4 * _A_PARAGRAPH if boxes else _A_PARAGRAPH
    return right.total > enough or _same_words(lines, left, right)


def _same_words(lines: Sequence[Line], left: Run, right: Run) -> bool:
    """Tell whether a run goes on with the words of the one before it."""
    before = _words(lines[left.start : left.end])
    after = _words(lines[right.start : right.end])
    return len(after & before) >= _KEPT_WORDS * len(after) > 0


def _words(lines: Sequence[Line]) -> set[str]:
    text = " ".join(line.text for line in lines).casefold()
    han = "".join(_HAN_RUN.findall(text))
    return {*_LONG_WORD.findall(text), *(han[i : i + 2] for i in range(len(han) - 1))}


def worth(line: Line) -> int:
    """Return what a line adds to the run it stands in (negative: takes away)."""
    if line.kind is Kind.PROSE:
        if line.repeated and line.size < 60:
            return -PROSE_COST
        value = line.size if line.sentence else line.size // 2
        return min(value, _WORTH_AT_MOST) - PROSE_COST
    if line.kind is Kind.SHORT and line.sentence:
        return line.size - PROSE_COST if not line.repeated else -PROSE_COST
    return -_COST[line.kind]


def extend(lines: Sequence[Line], start: int, end: int, floor: int) -> tuple[int, int]:
    """Take in what belongs to the text at its edges: short last sentences, and short first lines down to ``floor``."""
    while (reach := _goes_on(lines, end)) > end:
        end = reach
    first = max(floor, 0)
    while first < start and not _opens(lines[first]):
        first += 1
    return min(first, start), end


def _opens(line: Line) -> bool:
    """Tell whether a text may begin with this line."""
    return line.kind is Kind.PROSE or (line.kind is Kind.SHORT and (line.size >= _TINY or line.sentence))


def _goes_on(lines: Sequence[Line], end: int) -> int:
    """Return where the text ends if a sentence follows within a few short lines, else ``end``."""
    for index in range(end, min(end + 4, len(lines))):
        line = lines[index]
        if line.kind not in (Kind.PROSE, Kind.SHORT) or line.repeated:
            return end
        if line.sentence:
            return index + 1
    return end


def inside(lines: Sequence[Line], start: int, end: int) -> list[Line]:
    """Return the lines of the run that are text: without buttons, boxes of links, repeated teasers."""
    kept: list[Line] = []
    in_box = False
    for line in lines[start:end]:
        if line.kind is Kind.END:
            in_box = True
        elif line.kind is Kind.PROSE and not (in_box and line.repeated):
            in_box = False
            kept.append(line)
        elif line.kind is Kind.SHORT and not in_box:
            kept.append(line)
    return kept
