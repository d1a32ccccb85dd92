"""Cut what is not the article off the edges of a candidate, and out of its middle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.capture.folding import letters
from dateline.capture.html.density import SHORT_HEADLINE, Survey
from dateline.capture.html.phrases import LOOSE, OPENERS, PAYWALL, PROMOTION, STATEMENTS
from dateline.capture.html.segments import Segment
from dateline.capture.metadata.bylines import read_byline

Element = Any
MAX_HEAD: Final = 40
"""Segments before the first prose that may be dateline, share bar or summary box."""
TAIL_SHARE: Final = 0.34
"""An opener ("related news") in running text may cut off at most this share of the prose before it."""
SHORT: Final = 70
LINK_RUN: Final = 3
"""So many lines of links in a row are a list of other pages."""
_ENDS = re.compile(r"[。！？.!?：:；;…”\"’')）】」]$")
_SAYS = re.compile(r"，.{0,200}[。！？][”」』]?$")
"""A sentence of two clauses: one that names an editor is no credit."""
_WORD = re.compile(r"[^\W_]")
_DOTS = re.compile(r"\s*[·•・]\s*")
_STATEMENT_HEAD = re.compile(
    r"[【\[*※★\s]{0,3}(?:特别|免责|版权|郑重|重要|法律|侵权|反侵权|本报|本站|本网)(?:声明|公告|说明|提示)[】\]\s:：]{0,3}"
)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?/\s?\d{1,2}:\d{2})?")
LONG_COPY: Final = 150
"""Letters of a line that may hold the whole text once more; a shorter copy repeats one line."""
_APART: Final = frozenset({"blockquote", "figure", "aside", "q", "header"})
_CELLS: Final = frozenset({"td", "th", "li", "dt", "dd", "pre"})
_COMMENT_STAMP = re.compile(r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s+\d{1,2}:\d{2}")


@dataclass(slots=True)
class Trimmer:
    """One candidate being trimmed: the page's survey, the headline and where the page shows it."""

    survey: Survey
    title: str
    title_at: int = -1
    other_titles: tuple[str, ...] = ()
    live: bool = False

    def trim(self, segments: Sequence[Segment]) -> list[Segment]:
        """Return the segments that remain, in order."""
        kept = self._below_title(list(segments))
        kept = self._without_repeats(kept)
        kept = self._cut_openers(kept)
        kept = self._cut_next_article(kept)
        kept = self._cut_comments(kept)
        kept = self._cut_head(kept)
        kept = self._without_refrains(self._without_link_runs(kept))
        kept = [
            segment for segment in kept if not is_inset(segment) and (self.live or not _CLOCK.fullmatch(segment.text))
        ]
        return self._cut_edges(kept)

    def _below_title(self, segments: list[Segment]) -> list[Segment]:
        """Drop what stands above the headline, unless much of the prose does."""
        if self.title_at < 0:
            return segments
        above = sum(s.weight for s in segments if s.index <= self.title_at and s.prose)
        total = sum(s.weight for s in segments if s.prose) or 1
        if above > 0.15 * total:
            return segments
        return [
            segment for segment in segments if segment.index > self.title_at or (segment.media and not segment.text)
        ]

    def _without_repeats(self, segments: list[Segment]) -> list[Segment]:
        """Drop prose that is shown twice: copies for print or for phones, and the paragraph a pull quote quotes.

        The first of two stays, unless it is a quotation and the second is running text.
        """
        places: dict[str, int] = {}
        out: list[Segment | None] = []
        for segment in segments:
            folded = segment.folded if segment.prose and segment.weight >= 60 else ""
            if (
                segment.copy
                and len(folded) > LONG_COPY
                and any(len(earlier) > 40 and earlier in folded for earlier in places if earlier != folded)
            ):
                continue
            if folded in places:
                earlier_one = out[places[folded]]
                if earlier_one is None or not self._is_quoted(earlier_one) or self._is_quoted(segment):
                    continue
                out[places[folded]] = None
            if folded:
                places[folded] = len(out)
            out.append(segment)
        return [segment for segment in out if segment is not None]

    def _is_quoted(self, segment: Segment) -> bool:
        """Tell a line set apart from the text: a quotation, a figure, a heading."""
        return bool(segment.heading) or any(element.tag in _APART for element in self.survey.paths[segment.index][:5])

    def _without_refrains(self, segments: list[Segment]) -> list[Segment]:
        """Drop a short line that comes three times or more: a button, a label, an advertisement's."""
        counts = Counter(
            s.text
            for s in segments
            if s.text
            and s.weight <= 80
            and not s.heading
            and s.element.tag not in _CELLS
            and not s.code
            and not _ENDS.search(s.text)
        )
        return [
            s
            for s in segments
            if counts.get(s.text, 0) < 3 or not s.text or s.heading or s.element.tag in _CELLS or s.code
        ]

    def _cut_openers(self, segments: list[Segment]) -> list[Segment]:
        """Drop the box that an opener opens; in running text, drop all that follows if it is little enough."""
        position = 0
        while position < len(segments):
            segment = segments[position]
            if not is_opener(segment):
                position += 1
                continue
            box = self._box(segment, segments, position)
            if box is not None:
                paths = self.survey.paths
                segments = segments[:position] + [s for s in segments[position:] if box not in paths[s.index]]
                continue
            before = sum(s.weight for s in segments[:position] if s.prose)
            after = sum(s.weight for s in segments[position:] if s.prose)
            if before and (
                after <= TAIL_SHARE * before
                or (segment.heading and _mostly_links(segments[position + 1 : position + 7]))
            ):
                return segments[:position]
            position += 1
        return segments

    def _box(self, segment: Segment, segments: list[Segment], position: int) -> Element | None:
        """Return the largest element that begins with the opener and holds more than it; None in running text."""
        before = {element for s in segments[:position] if s.prose for element in self.survey.paths[s.index]}
        if not before:
            return None
        box = None
        for element in self.survey.paths[segment.index]:
            if element in before:
                break
            box = element
        if box is None or self.survey.measures[box].count < 2:
            return None
        measure = self.survey.measures[box]
        total = sum(s.weight for s in segments if s.prose)
        return box if measure.prose <= TAIL_SHARE * total or measure.linked > 0.5 * measure.weight else None

    def _cut_next_article(self, segments: list[Segment]) -> list[Segment]:
        return segments[: self.next_article(segments)]

    def next_article(self, segments: Sequence[Segment]) -> int:
        """Return the position at which another article starts, or the number of segments.

        It starts with a top headline that stands apart from all prose before it; one inside a text shares its parent
        with prose before and after.
        """
        last = {segment.element.getparent(): position for position, segment in enumerate(segments) if segment.prose}
        seen: set[Element] = set()
        reach = 0
        for position, segment in enumerate(segments):
            if (
                seen
                and reach < position
                and self._is_other_headline(segment)
                and segment.element.getparent() not in seen
            ):
                return position
            if segment.prose:
                parent = segment.element.getparent()
                seen.add(parent)
                reach = max(reach, last[parent])
        return len(segments)

    def _is_other_headline(self, segment: Segment) -> bool:
        if not self.title or segment.heading != 1 or segment.weight < SHORT_HEADLINE or LOOSE.fullmatch(segment.text):
            return False
        return segment.folded not in self.title and self.title not in segment.folded

    def _cut_comments(self, segments: list[Segment]) -> list[Segment]:
        """Cut at the first of several lines that each carry a moment: comments, on pages that name nothing."""
        if self.live:
            return segments
        first = next(
            (i for i, s in enumerate(segments) if s.prose or (s.weight > 60 and not _COMMENT_STAMP.search(s.text))),
            len(segments),
        )
        stamped = [
            i
            for i in range(first + 1, len(segments))
            if segments[i].weight < 160 and not segments[i].prose and _COMMENT_STAMP.search(segments[i].text)
        ]
        return segments[: stamped[0]] if len(stamped) >= 3 else segments

    def _cut_head(self, segments: list[Segment]) -> list[Segment]:
        first = next((i for i, s in enumerate(segments) if s.prose and not _is_dateline(s)), len(segments))
        if first < len(segments):
            second = next((i for i in range(first + 1, min(first + 7, len(segments))) if segments[i].prose), first + 1)
            segments = (
                segments[: first + 1]
                + [s for s in segments[first + 1 : second] if not _is_stamp(s)]
                + segments[second:]
            )
        first = min(first, MAX_HEAD)
        home = segments[first].element.getparent() if first < len(segments) else None
        head = [segment for segment in segments[:first] if not self._is_head_matter(segment, home)]
        rest = segments[first:]
        if rest and self._repeats(rest[0]):
            rest = rest[1:]
        return head + rest

    def _is_head_matter(self, segment: Segment, home: Element | None) -> bool:
        text = segment.text
        if not text or segment.code:
            return False
        if (
            self._repeats(segment)
            or segment.linked > 0.5
            or LOOSE.fullmatch(text)
            or OPENERS.fullmatch(text)
            or STATEMENTS.match(text)
        ):
            return True
        if _is_dateline(segment):
            return True
        if segment.heading == 1:
            return True
        if segment.heading or (
            home is not None and segment.element.getparent() is home and segment.element.tag in ("p", "h2", "h3", "h4")
        ):
            return False
        return segment.weight < 40 and not _ENDS.search(text)

    def _repeats(self, segment: Segment) -> bool:
        """Tell a line that is the headline again, alone or with a few words more."""
        folded = segment.folded
        if not folded or not self.title:
            return False
        if (
            folded == self.title
            or folded in self.other_titles
            or (segment.heading == 1 and (folded in self.title or self.title in folded))
        ):
            return True
        if (
            len(self.title) >= 10
            and folded.startswith(self.title)
            and len(folded) < 6 * len(self.title)
            and not segment.text.endswith(("。", "."))
        ):
            return True
        return len(folded) > 10 and self.title.startswith(folded) and len(folded) * 2 > len(self.title)

    def _without_link_runs(self, segments: list[Segment]) -> list[Segment]:
        """Drop runs of lines that are links, as other pages' headlines are."""
        out: list[Segment] = []
        run: list[Segment] = []
        for segment in [*segments, None]:
            if segment is not None and segment.text and segment.linked > 0.6 and not segment.prose and not segment.code:
                run.append(segment)
                continue
            if segment is not None and not segment.text and run:
                run.append(segment)
                continue
            if sum(bool(item.text) for item in run) < LINK_RUN:
                out.extend(run)
            run = []
            if segment is not None:
                out.append(segment)
        return out

    def _cut_edges(self, segments: list[Segment]) -> list[Segment]:
        """Drop lines off the end until one belongs to the text; images right after it stay."""
        end = len(segments)
        while end and _is_tail_matter(segments[end - 1]):
            end -= 1
        while end and end < len(segments) and not segments[end].text:
            end += 1
        return segments[:end] if any(segment.text for segment in segments[:end]) else segments


def make_trimmer(
    survey: Survey, title: str, title_at: int, *, others: Sequence[str] = (), live: bool = False
) -> Trimmer:
    """Make a trimmer for a headline; ``others`` are further headlines that the page states for the same article."""
    return Trimmer(survey, letters(title), title_at, tuple(letters(other) for other in others if other), live)


def is_opener(segment: Segment) -> bool:
    """Tell a line that opens a part of the page which is no article: related news, comments."""
    if segment.code or not segment.weight:
        return False
    if segment.weight <= SHORT and (
        OPENERS.fullmatch(_DOTS.sub("", segment.text)) or _STATEMENT_HEAD.fullmatch(segment.text)
    ):
        return True
    return segment.weight <= 240 and bool(PAYWALL.match(segment.text))


def _mostly_links(segments: Sequence[Segment]) -> bool:
    texts = [segment for segment in segments if segment.text]
    return bool(texts) and sum(segment.linked > 0.5 for segment in texts) * 2 >= len(texts)


def _is_dateline(segment: Segment) -> bool:
    return len(segment.text) <= 200 and is_dateline(segment.text)


def _is_stamp(segment: Segment) -> bool:
    """Tell a dateline that stands between a summary and the text."""
    return 0 < len(segment.text) <= 80 and not segment.heading and is_dateline(segment.text)


def is_dateline(text: str) -> bool:
    """Tell a line that is nothing but date, source, names and labels.

    >>> is_dateline("2024年11月28日 08:15 来源：新京报"), is_dateline("2024年11月，公司发布了财务报告。")
    (True, False)
    """
    if len(text) > 200:
        return False
    byline = read_byline(text)
    if not (byline.stamp or byline.updated or byline.source or byline.authors):
        return bool(byline.editors) and len(byline.rest) <= 14 and not _SAYS.search(text)
    return len(byline.rest) <= 14


def is_inset(segment: Segment) -> bool:
    """Tell a line in the middle of a text that is none of it: an advertisement, a link to another article."""
    text = segment.text
    if not text or segment.code:
        return False
    if not _WORD.search(text):
        return len(text) <= 3
    if segment.weight <= 260 and not segment.heading and STATEMENTS.match(text):
        return True
    if (
        segment.linked > 0.85
        and segment.weight >= 16
        and not segment.prose
        and segment.element.tag in ("p", "div", "h2", "h3", "h4", "li")
    ):
        return segment.element.tag != "li" or segment.linked > 0.95
    return segment.weight <= 200 and bool(LOOSE.fullmatch(text)) and (segment.linked > 0.2 or segment.weight <= SHORT)


def _is_tail_matter(segment: Segment) -> bool:
    text = segment.text
    if segment.code:
        return False
    if not text:
        return True
    if (
        STATEMENTS.match(text)
        or LOOSE.fullmatch(text)
        or is_opener(segment)
        or (segment.weight < 240 and PROMOTION.search(text) and (segment.linked > 0 or segment.weight < 120))
    ):
        return True
    if segment.heading or segment.linked > 0.6 or _is_dateline(segment):
        return True
    return (
        segment.weight < 24 and not _ENDS.search(text) and segment.element.tag not in ("li", "figcaption", "td", "th")
    )
