"""The headline, without the site's name.

The page shows its headline: a visible line that ``<title>`` or ``og:title`` begins with. What follows it there is
the site's name, whatever separates them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.capture.folding import letters
from dateline.capture.metadata.found import Found, Line
from dateline.capture.metadata.stamps import find_stamps
from dateline.model.capture import Certainty

_SEPARATOR = re.compile(
    r"\s+[-–—|·•:»›«/~｜]+\s+|\s*[_|｜»ㅣ]+\s*|(?<=[\u2018-\u201f\u3000-\u9fff\uac00-\ud7af\uff00-\uffef\"')）])\s?[-–—]+\s?(?=[\u4e00-\u9fff\w])|\s*::\s*|\s*--+\s*"
)
_SITE_TAIL = re.compile(
    r"(?:网|網|新闻|新聞|频道|頻道|日报|日報|晚报|时报|時報|在线|客户端|手机版|电视台|中心|门户|平台|社区|论坛|博客|财经|科技|资讯|公众号|政府|学院|大学|医院|研究院|委员会|百家号|头条|图片|正文|快讯|"
    r"版|com|cn|net|org)$",
    re.IGNORECASE,
)
_TITLE_NAME = re.compile(
    r"(?:title|headline|biaoti|bt)\b|(?:^|[\s_-])(?:title|tit|hd|headline|bt)(?:$|[\s_-])", re.IGNORECASE
)
_LAST_SEAM = re.compile(r"\s[-–—|·•›»]\s")
_RIGHTS = re.compile(r"©|copyright|版权所有|all rights reserved", re.IGNORECASE)
_DOMAIN = re.compile(r"[\w-]{2,30}(?:\.[a-z]{2,5}){1,2}", re.IGNORECASE)
_ENGINE = re.compile(r"powered by|archiver$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\s*[（(\[](?:页|第|page)\s?\d{1,3}\s?页?[)）\]]$", re.IGNORECASE)
_CRUMBS = re.compile(r"首页|当前位置|\s>\s|»")
_BAD: Final = frozenset(
    {
        "untitled",
        "无标题",
        "无标题文档",
        "home",
        "首页",
        "index",
        "article",
        "正文",
        "新闻",
        "详情",
        "新闻详情",
        "内容",
        "文章",
        "loading",
        "new page 1",
    }
)


@dataclass(frozen=True, slots=True)
class TitleClues:
    """Where a headline may be read from, all of them optional."""

    page: str = ""
    social: str = ""
    machine: str = ""
    site: str = ""
    host: str = ""
    lines: Sequence[Line] = ()


NEAR: Final = 8
"""Lines above the text in which its headline stands."""


def find_title(clues: TitleClues, body_start: int = -1) -> Found:
    """Return the headline.

    ``body_start`` is the line the text begins on, where it is known: a headline stands just above it. A page whose
    stated titles name only the site has its headline nowhere else.
    """
    stated = [text for text in (clues.page, clues.social, clues.machine) if text and letters(text) not in _BAD]
    shown, place = _shown(clues, stated)
    if (
        shown
        and (body_start < 0 or body_start - 60 <= place <= body_start + 6)
        and not _names_only_site(shown.value, clues)
    ):
        return shown
    near = _near(clues, body_start)
    if near and not any(_says_something(text, clues) for text in stated):
        return Found(near.text, "heading just above the text", Certainty.LIKELY)
    return shown or _stated(clues) or _heading(clues)


def _says_something(text: str, clues: TitleClues) -> bool:
    cut = strip_site(text, clues.site, clues.host)
    return len(letters(cut)) >= 4 and not _is_site(cut, clues) and not _names_only_site(cut, clues)


def _stated(clues: TitleClues) -> Found | None:
    for text, origin in ((clues.social, "og:title"), (clues.machine, "JSON-LD headline"), (clues.page, "<title>")):
        if text and letters(text) not in _BAD:
            cut = _without_shown_name(strip_site(text, clues.site, clues.host), clues)
            return Found(
                cut, origin, Certainty.SURE if origin != "<title>" and _agrees(cut, clues) else Certainty.LIKELY
            )
    return None


def _heading(clues: TitleClues) -> Found:
    heading = next(
        (line for line in clues.lines if line.heading in (1, 2) and line.text and not _is_site(line.text, clues)), None
    )
    if heading:
        return Found(heading.text, f"h{heading.heading}", Certainty.LIKELY)
    return Found("", "", Certainty.DOUBTFUL, "the page names no title")


def _agrees(text: str, clues: TitleClues) -> bool:
    return letters(clues.page).startswith(letters(text)) if clues.page else True


def _near(clues: TitleClues, body_start: int) -> Line | None:
    """Return the heading or line called a title closest above the text; without one, the line right above it."""
    if body_start < 0:
        return None
    plain = None
    for index in range(min(body_start + 2, len(clues.lines) - 1), max(-1, body_start - NEAR), -1):
        line = clues.lines[index]
        if not 6 <= len(letters(line.text)) <= 90 or _is_site(line.text, clues) or _CRUMBS.search(line.text):
            continue
        if not line.heading and line.text[-1] in "。.，,":
            continue
        if line.heading or (_TITLE_NAME.search(line.names) and not find_stamps(line.text)):
            return line
        if plain is None and index < body_start and not find_stamps(line.text):
            plain = line
    return plain


def _names_only_site(text: str, clues: TitleClues) -> bool:
    """Tell a stated title that is nothing but a short name: 北医新闻网_(新闻)."""
    whole = strip_site(clues.page, clues.site, clues.host)
    return letters(text) == letters(whole) and (
        len(letters(whole)) <= 6 or bool(_SITE_TAIL.search(text.strip(" -_|")) and len(letters(text)) <= 14)
    )


def _shown(clues: TitleClues, stated: Sequence[str]) -> tuple[Found | None, int]:
    """Return the best visible line that a stated title begins with or ends in, and its index."""
    best: tuple[float, Line, int] | None = None
    folded = [letters(text) for text in stated]
    longest = min(300, max((3 * len(text) + 40 for text in stated), default=0))
    for index, line in enumerate(clues.lines):
        if not 2 <= len(line.text) <= longest or _is_site(line.text, clues):
            continue
        score = _score(letters(line.text), folded, line, index)
        if score and (best is None or score > best[0]):
            best = (score, line, index)
    if best is None:
        return None, -1
    _, line, index = best
    text = _whole(line.text, stated, clues)
    place = f"h{line.heading}" if line.heading else "line of the page"
    return Found(text, f"{place} that the page's title repeats", Certainty.SURE), index


def _score(line: str, stated: Sequence[str], place: Line, index: int) -> float:
    """Score a visible line against the stated titles; 0 is no match. A first heading counts most."""
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
    if _TITLE_NAME.search(place.names) or "headline" in place.itemprop:
        weight += 0.1
    return match + weight - min(index, 400) * 0.0002 - 0.3 * (place.linked > 0.8 and place.heading != 1)


def _share(part: str, whole: str) -> float:
    return len(part) / max(1, len(whole))


def _whole(line: str, stated: Sequence[str], clues: TitleClues) -> str:
    """Return the headline a line shows, or the longer or shorter one that the page states for it.

    A line may be only the first half of the stated headline (the rest after a colon), or carry a
    subtitle or an outlet's name that none of the stated titles has.
    """
    shown = letters(line)
    for title in stated[1:]:
        cut = strip_site(title, clues.site, clues.host)
        rest = _after(title, len(shown))
        if (
            letters(cut).startswith(shown)
            and re.match(r"\s?[:：]", rest)
            and not _names_site(rest, clues.site, clues.host)
        ):
            return cut
    if any(letters(title).startswith(shown) for title in stated):
        return line
    for title in (*stated[1:], *stated[:1]):
        cut = strip_site(title, clues.site, clues.host)
        folded = letters(cut)
        if (
            shown.startswith(folded)
            and (len(folded) * 2 > len(shown) or len(folded) >= 12)
            and not title.rstrip().endswith(("…", "..."))
        ):
            return cut
    return line


def _after(text: str, count: int) -> str:
    """Return what follows the first ``count`` letters and digits of a text."""
    for index, char in enumerate(text):
        if count <= 0:
            return text[index:]
        count -= len(letters(char))
    return ""


def _is_site(text: str, clues: TitleClues) -> bool:
    folded = letters(text)
    return not folded or folded in (letters(clues.site), letters(clues.host)) or folded in _BAD


def _without_shown_name(title: str, clues: TitleClues) -> str:
    """Cut a last part that stands alone somewhere on the page, or in its line of rights: the name on its masthead."""
    seams = list(_LAST_SEAM.finditer(title))
    if not seams:
        return title
    seam = seams[-1]
    name = letters(title[seam.end() :])
    if not 2 <= len(name) <= 40 or len(name) >= len(letters(title[: seam.start()])):
        return title
    for line in clues.lines:
        if letters(line.text) == name or (_RIGHTS.search(line.text) and name in letters(line.text)):
            return title[: seam.start()].strip()
    return title[: seam.start()].strip() if _DOMAIN.fullmatch(title[seam.end() :].strip()) else title


def strip_site(title: str, site: str, host: str = "") -> str:
    """Cut the site's name and channel off the end (or front) of a title.

    >>> strip_site("龙头股涨停？_网易财经", ""), strip_site("Rates rise - The Example Times", "The Example Times")
    ('龙头股涨停？', 'Rates rise')
    """
    title = _colon_site(_PAGE_NUMBER.sub("", title.strip(" -_|")), site, host)
    parts = _SEPARATOR.split(title)
    seams = _SEPARATOR.findall(title)
    if len(parts) < 2:
        return title.strip()
    start = 1 if _names_site(parts[0], site, host) else 0
    end = len(parts)
    named = False
    while end > start + 1:
        part, seam = parts[end - 1], seams[end - 2]
        is_name = _names_site(part, site, host)
        if not (is_name or _site_like(part, seam, parts[0]) or (named and _section_like(part, parts[0]))):
            break
        named = named or is_name or bool(_SITE_TAIL.search(part))
        end -= 1
    kept = parts[start:end]
    rebuilt = kept[0]
    for seam, part in zip(seams[start : end - 1], kept[1:], strict=True):
        rebuilt += seam + part
    return _PAGE_NUMBER.sub("", rebuilt.strip())


def _colon_site(title: str, site: str, host: str) -> str:
    """Cut a site's name after a full-width colon, as Japanese papers write it."""
    head, colon, tail = title.rpartition("：")
    return head if colon and head and tail and _names_site(tail, site, host) else title


def _names_site(part: str, site: str, host: str) -> bool:
    folded = letters(part)
    if not folded:
        return True
    known = [letters(name) for name in (site, host) if name]
    return any(
        folded == name or (len(folded) > 2 and (folded in name or (name in folded and len(name) > 2)))
        for name in known
        if name
    )


def _site_like(part: str, seam: str, head: str) -> bool:
    folded = letters(part)
    if _ENGINE.search(part):
        return True
    if "_" in seam:
        return len(folded) <= 20
    if len(folded) <= 14 and _SITE_TAIL.search(part.strip()) and len(folded) < len(letters(head)) + 4:
        return True
    return "|" in seam and len(part.split()) <= 4 and len(folded) <= 24 and len(folded) < len(letters(head))


def _section_like(part: str, head: str) -> bool:
    folded = letters(part)
    return len(folded) <= 12 and len(part.split()) <= 2 and len(folded) * 2 <= len(letters(head))
