"""The headline, without the site's name.

The page shows its headline: a visible line that ``<title>`` or ``og:title`` begins with. What follows it there is
the site's name, whatever separates them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.capture.metadata.found import Found, Line
from dateline.model.capture import Certainty

_SEPARATOR = re.compile(r"\s+[-–—|·•:»«/~｜]+\s+|\s*[_|｜»]+\s*|(?<=[\u3000-\u9fff\uff00-\uffef])\s?[-–—]+\s?(?=[\u4e00-\u9fff\w])|\s*::\s*|\s*--+\s*")
_SITE_TAIL = re.compile(
    r"(?:网|網|新闻|新聞|频道|頻道|日报|日報|晚报|时报|時報|在线|客户端|手机版|电视台|中心|门户|平台|社区|论坛|博客|财经|科技|资讯|公众号|政府|学院|大学|医院|研究院|委员会|百家号|头条|图片|正文|快讯|"
    r"版|com|cn|net|org)$",
    re.IGNORECASE,
)
_NON_WORD = re.compile(r"[\W_]+")
_QUOTES = re.compile(r"^[\"'“‘]+|[\"'”’]+$")
_BAD: Final = frozenset({"untitled", "无标题", "无标题文档", "home", "首页", "index", "article", "正文", "新闻", "详情", "新闻详情", "内容", "文章", "loading", "new page 1"})


@dataclass(frozen=True, slots=True)
class TitleClues:
    """Where a headline may be read from, all of them optional."""

    page: str = ""
    social: str = ""
    machine: str = ""
    site: str = ""
    host: str = ""
    lines: Sequence[Line] = ()


def fold(text: str) -> str:
    """Letters and digits only, case folded."""
    return _NON_WORD.sub("", text.casefold())


def find_title(clues: TitleClues) -> Found:
    """Return the headline; the doubt is set where only a guess at the site's name could be cut off."""
    stated = [text for text in (clues.page, clues.social, clues.machine) if text and fold(text) not in _BAD]
    shown = _shown(clues, stated)
    if shown:
        return shown
    for text, origin in ((clues.social, "og:title"), (clues.machine, "JSON-LD headline"), (clues.page, "<title>")):
        if text and fold(text) not in _BAD:
            cut = strip_site(text, clues.site, clues.host)
            if origin == "<title>":
                return Found(cut, origin, Certainty.LIKELY)
            return Found(cut, origin, Certainty.LIKELY if not _agrees(cut, clues) else Certainty.SURE)
    heading = next((line for line in clues.lines if line.heading in (1, 2) and line.text and not _is_site(line.text, clues)), None)
    if heading:
        return Found(heading.text, f"h{heading.heading}", Certainty.LIKELY)
    return Found("", "", Certainty.DOUBTFUL, "the page names no title")


def _agrees(text: str, clues: TitleClues) -> bool:
    return fold(clues.page).startswith(fold(text)) if clues.page else True


def _shown(clues: TitleClues, stated: Sequence[str]) -> Found | None:
    """Return the best visible line that a stated title begins with or ends in."""
    best: tuple[float, str, str] | None = None
    folded = [fold(text) for text in stated]
    for index, line in enumerate(clues.lines):
        text = line.text
        if not 2 <= len(text) <= 300 or _is_site(text, clues):
            continue
        score = _score(fold(text), folded, line, index)
        if score and (best is None or score > best[0]):
            best = (score, text, f"h{line.heading}" if line.heading else "line of the page")
    if best is None:
        return None
    text = _restore(best[1], stated)
    return Found(text, f"{best[2]} that the page's title repeats", Certainty.SURE)


def _score(line: str, stated: Sequence[str], place: Line, index: int) -> float:
    """Score a visible line against the stated titles; 0 is no match. A heading 1 counts most, an early line a little more."""
    if len(line) < 2:
        return 0.0
    match = 0.0
    for title in stated:
        if title == line:
            match = max(match, 1.0)
        elif title.startswith(line):
            match = max(match, _share(line, title))
        elif line.startswith(title) and len(title) >= 8:
            match = max(match, 0.95 * _share(title, line)) if place.heading else match
        elif title.endswith(line) or line in title:
            match = max(match, 0.8 * _share(line, title))
    if match < (0.3 if place.heading == 1 else 0.4):
        return 0.0
    weight = {1: 0.45, 2: 0.25, 3: 0.1}.get(place.heading, 0.0)
    if "title" in place.names.lower() or "headline" in (place.itemprop + place.names).lower():
        weight += 0.1
    return match + weight - min(index, 400) * 0.0002 - 0.3 * (place.linked > 0.8 and place.heading != 1)


def _share(part: str, whole: str) -> float:
    return len(part) / max(1, len(whole))


def _restore(text: str, stated: Sequence[str]) -> str:
    """Take the stated spelling where it is the same headline (white space and quotes differ)."""
    return " ".join(text.split())


def _is_site(text: str, clues: TitleClues) -> bool:
    folded = fold(text)
    return not folded or folded in (fold(clues.site), fold(clues.host)) or folded in _BAD


def strip_site(title: str, site: str, host: str = "") -> str:
    """Cut the site's name and channel off the end (or front) of a title.

    >>> strip_site("龙头股涨停？_网易财经", ""), strip_site("Rates rise - The Example Times", "The Example Times")
    ('龙头股涨停？', 'Rates rise')
    """
    parts = _SEPARATOR.split(title)
    seams = _SEPARATOR.findall(title)
    if len(parts) < 2:
        return title.strip()
    end = len(parts)
    underscored = any("_" in seam for seam in seams)
    while end > 1 and _site_like(parts[end - 1], seams[end - 2], site, host, underscored=underscored, head=parts[0]):
        end -= 1
    start = 1 if end == len(parts) and len(parts) > 1 and _names_site(parts[0], site, host) else 0
    kept = parts[start:end]
    rebuilt = kept[0]
    for seam, part in zip(seams[start : end - 1], kept[1:], strict=True):
        rebuilt += seam + part
    return rebuilt.strip()


def _names_site(part: str, site: str, host: str) -> bool:
    folded = fold(part)
    if not folded:
        return True
    known = [fold(name) for name in (site, host) if name]
    return any(folded == name or (len(folded) > 2 and (folded in name or name in folded)) for name in known if name)


def _site_like(part: str, seam: str, site: str, host: str, *, underscored: bool, head: str) -> bool:
    if _names_site(part, site, host):
        return True
    folded = fold(part)
    if "_" in seam:
        return len(folded) <= 20
    if len(folded) <= 14 and _SITE_TAIL.search(part.strip()) and len(folded) < len(fold(head)) + 4:
        return True
    return "|" in seam and len(part.split()) <= 4 and len(folded) <= 24 and len(folded) < len(fold(head))
