"""One page while it is being read: its tree, segments and facts, and the lines about its headline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from dateline.capture.folding import letters
from dateline.capture.html.density import Survey, survey_page
from dateline.capture.html.hints import is_hidden
from dateline.capture.html.segments import Segment, read_segments
from dateline.capture.metadata.authors import is_byline_mark
from dateline.capture.metadata.found import Line
from dateline.capture.metadata.structured import Facts, read_facts

Element = Any
_DATE_NAMES = re.compile(r"date|time|publish|posted|(?:^|[\s_-])(?:meta|info|byline|fecha|datum|stamp)", re.IGNORECASE)
_FOREIGN = re.compile(
    r"comment|repl(?:y|ies)|related|teaser|card|recommend|sidebar|footer|respond|widget|more-", re.IGNORECASE
)
_LABELLED = re.compile(
    r"(?:datum|date|fecha|data|published(?:\son)?|posted(?:\son)?|veröffentlicht(?:\sam)?|发布时间|发布日期|发表时间|发表日期|日期|时间|發布時間|發佈日期|公開日|配信|입력)\W{0,4}\d",
    re.IGNORECASE,
)
MAX_LINES: Final = 700
MAX_LINE: Final = 300
BEFORE_TITLE: Final = 5
AFTER_TITLE: Final = 26
FOOT_LINES: Final = 10


@dataclass(slots=True)
class Page:
    """A parsed page."""

    root: Element
    facts: Facts
    survey: Survey
    lines: list[Line]

    @property
    def segments(self) -> list[Segment]:
        """The page's lines, in order."""
        return self.survey.segments


def read_page(root: Element, top: str = "") -> Page:
    """Read the facts, reveal what scripts would reveal, and cut the page into segments."""
    facts = read_facts(root, top)
    reveal(root)
    body = root.find("body")
    segments = read_segments(body if body is not None else root)
    survey = survey_page(segments)
    lines = _joined_headings([_line(segment) for segment in segments[:MAX_LINES]], segments)
    return Page(root, facts, survey, lines)


def reveal(root: Element) -> None:
    """Show the main text that a script would show, and the images that stand in ``noscript`` for lazy ones."""
    for element in root.iter("div", "section", "article", "main"):
        if (
            element.get("id") in ("js_content", "img-content")
            or (element.get("itemprop") or "").lower() == "articlebody"
        ):
            for name in ("style", "hidden", "aria-hidden"):
                element.attrib.pop(name, None)
    for element in list(root.iter("noscript")):
        image = element.find(".//img")
        previous = element.getprevious()
        if (
            image is not None
            and not (element.text or "").strip()
            and (previous is None or previous.tag not in ("img", "picture"))
        ):
            element.tag = "span"


def _joined_headings(lines: list[Line], segments: list[Segment]) -> list[Line]:
    """Give a first heading that is broken over several lines its whole text, in the place of its first line."""
    out = list(lines)
    first: dict[Element, int] = {}
    for index, line in enumerate(lines):
        if line.heading != 1 or not line.text:
            continue
        heading = next(
            (e for e in (segments[index].element, *segments[index].element.iterancestors()) if e.tag == "h1"), None
        )
        if heading in first:
            start = first[heading]
            out[start] = replace(out[start], text=f"{out[start].text} {line.text}"[:MAX_LINE])
            out[index] = replace(line, text="")
        elif heading is not None:
            first[heading] = index
    return out


def _line(segment: Segment) -> Line:
    element = segment.element
    parent = element.getparent()
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if parent is not None and parent.tag not in ("body", "html"):
        names += f" {parent.get('class') or ''}"
    if element.tag in ("figcaption", "figure") or (parent is not None and parent.tag == "figcaption"):
        names += " caption"
    return Line(segment.text[:MAX_LINE], segment.heading, names, element.get("itemprop") or "", linked=segment.linked)


def text_start(kept: list[Segment]) -> int:
    """Return the index of the first line of running text, or -1 where there is no text at all."""
    first = next((s for s in kept if s.prose and s.weight >= 60 and not s.heading), kept[0] if kept else None)
    return first.index if first else -1


def title_index(page: Page, title: str, start: int) -> int:
    """Return the segment that shows the headline nearest before the text, or -1."""
    wanted = letters(title)
    best = -1
    if not wanted:
        return best
    for segment in page.segments[: start + 12]:
        folded = segment.folded if segment.weight < 4 * len(title) + 40 else ""
        if not folded or not (
            folded == wanted or (segment.heading == 1 and (wanted in folded or (len(folded) > 8 and folded in wanted)))
        ):
            continue
        if best < 0 or segment.index <= start or (segment.heading == 1 and page.segments[best].heading != 1):
            best = segment.index
    return best


def head_lines(page: Page, title_at: int, start: int) -> list[Line]:
    """Return the lines in which a dateline may stand: below the headline, then just above it."""
    segments = page.segments
    first = max(start, 0)
    begin = title_at + 1 if 0 <= title_at < first else max(0, first - 8)
    after = [
        segment.index for segment in segments[begin : min(first + 2, begin + AFTER_TITLE)] if not _running(segment)
    ]
    top = title_at if title_at >= 0 else begin
    above = range(top - 1, max(-1, top - 1 - BEFORE_TITLE), -1)
    below = [page.lines[index] for index in after if index < len(page.lines)]
    over = [page.lines[index] for index in above if index < len(page.lines)]
    if title_at < 0:
        below, over = [], below + over
    return [line for line in (*below, *(replace(line, above=True) for line in over)) if line.text]


def wide_lines(page: Page, title_at: int, last: int) -> list[Line]:
    """Return lines farther from the headline that are called a date or byline: for pages with no dateline."""
    lines = page.lines[max(0, title_at - 25) : last + 25]
    named = [line for line in lines if _DATE_NAMES.search(line.names) and len(line.text) < 120 and line.linked < 0.6]
    labelled = [line for line in page.lines if _LABELLED.match(line.text) and len(line.text) < 120]
    return named + labelled + list(_label_above(page.lines))


def _label_above(lines: list[Line]) -> Iterable[Line]:
    """Join a label with the date on the next line: a heading or a table's first cell."""
    for label, value in pairwise(lines):
        if (
            label.text.endswith((":", "："))
            and len(label.text) < 16
            and len(value.text) < 60
            and _LABELLED.match(f"{label.text} {value.text}")
        ):
            yield replace(value, text=f"{label.text} {value.text}")


def _running(segment: Segment) -> bool:
    return segment.prose and segment.weight > 160


def foot_lines(page: Page, last: int) -> list[Line]:
    """Return the last lines of the text and those right after it."""
    found = page.lines[max(0, last - 2) : last + FOOT_LINES]
    return [line for line in found if line.text and len(line.text) < 200]


def marked_times(root: Element, limit: int = 12) -> list[tuple[str, str]]:
    """Return the moments of ``time`` elements as (kind, value): published, updated or time."""
    out: list[tuple[str, str]] = []
    for element in root.iter("time"):
        value = element.get("datetime") or element.get("content") or ""
        if not value or len(out) >= limit:
            continue
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        kind = (
            "updated"
            if "modif" in marks or "update" in marks
            else "published"
            if "publish" in marks or element.get("pubdate") is not None
            else "time"
        )
        out.append((kind, value))
    return out


def marked_authors(root: Element, limit: int = 4) -> list[str]:
    """Return the texts of elements that are marked as naming the author, outside comments and lists."""
    found = root.xpath(
        "//*[@rel='author' or @itemprop='author' or contains(@class,'author') or contains(@class,'byline') or "
        "contains(@class,'Author') or contains(@class,'Byline')]"
    )
    marked = [element for element in found[:80] if _is_marked(element)]
    outer = {parent for element in marked for parent in element.iterancestors()}
    out: list[str] = []
    for element in marked:
        text = " ".join(" ".join(element.itertext()).split())
        if element not in outer and 2 < len(text) < 80 and not _is_foreign(element):
            out.append(text)
    return list(dict.fromkeys(out))[:limit]


def _is_marked(element: Element) -> bool:
    if element.tag in ("script", "style", "meta", "img", "svg", "input"):
        return False
    return (
        element.get("rel") == "author"
        or element.get("itemprop") == "author"
        or is_byline_mark(element.get("class") or "")
    )


def _is_foreign(element: Element) -> bool:
    """Tell a byline that belongs to a comment, a teaser or a sidebar."""
    if is_hidden(element):
        return True
    return any(
        _FOREIGN.search(f"{parent.get('class') or ''} {parent.get('id') or ''}")
        or parent.tag in ("aside", "nav", "footer")
        for parent in element.iterancestors()
    )


def text_of(segments: Iterable[Segment]) -> str:
    """Join the text of segments, one a line."""
    return "\n".join(segment.text for segment in segments if segment.text)
