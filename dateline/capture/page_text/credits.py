"""Date, outlet, authors and editors of a page dump, from the lines around the article's text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.capture.metadata.bylines import find_authors, read_byline
from dateline.capture.metadata.names import is_han_name, is_outlet
from dateline.capture.metadata.stamps import Stamp, find_stamps
from dateline.capture.page_text.found import Credits
from dateline.capture.page_text.lines import Kind, Line, unglue
from dateline.capture.page_text.told import may_be_name, read_crumbs, read_text
from dateline.model.capture import Certainty, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

_ABOVE: Final = 14
_BELOW: Final = 8
_OVER: Final = 16
_JUST_OVER: Final = 6
_LABEL = re.compile(
    r"发布|發布|发表|發表|时间[:：]|日期[:：]|刊登|published|posted|publicerad|veröffentlicht|erstellt|publié|"
    r"publicado|pubblicato|"
    r"gepubliceerd|опубликовано|입력|등록|公開日|掲載",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?P<count>\d{1,2}|an?)\s(?P<unit>minute|min|hour|hr|day)s?\s+ago\b|(?P<zh_count>\d{1,2})\s?(?P<zh_unit>分钟|"
    r"小时|天)前",
    re.IGNORECASE
)
_DATELINE: Final = "the dateline"
_SHORT_LINE: Final = 30
_HOURS: Final = 8
_LATIN_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]{1,20}(?:\s(?:de|da|van|von|der|bin|al|[A-ZÀ-Þ][\w'’.-]{0,20})){1,3}")
_NAME_AND_ROLE = re.compile(
    rf"(?:By\s)?(?P<name>{_LATIN_NAME.pattern[:-5]}{{1,2}}?)"
    r"(?:,?\s(?:(?:Senior|Deputy|Chief|Staff|Associate|Assistant|Executive|Political|Business|Technology|Science|"
    r"Health|"
    r"Sports?|World|News|US|UK|Content|Digital|Contributing|Freelance)\b.*|(?:Editor|Reporter|Writer|"
    r"Correspondent)\b.*))?$"
)
_WRITTEN_BY = re.compile(r"(?:written |story |words |reported )?by:?|author:?|text:?|作者[:：]?", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?=[\w·-]{0,15}[^\W\d_])[\w\u4e00-\u9fff·-]{2,16}")
_PLACE = re.compile(
    r"(?:发布于|来自|IP属地：?)(?:北京|上海|天津|重庆|香港|[\u4e00-\u9fff]{1,3}省|[\u4e00-\u9fff]{2})|官方账号|"
    r"优质原创作者|原创"
)
_NO_OUTLET: Final = frozenset(
    ("原创", "来自", "发布于", "发布", "发表于", "编辑", "优质原创作者", "转载",
     "作者", "时间", "发布时间", "发表时间", "更新时间", "日期")
)
def newest_stamp(lines: Sequence[Line], start: int, end: int) -> str:
    """Return the latest full date outside the text: the page cannot have been saved before it. Empty without one.

    Recommendations and comments carry the day they were shown, years after the article.
    """
    latest = ""
    for index, line in enumerate(lines):
        if start <= index < end or line.size > 60 or not any(char.isdigit() for char in line.text):
            continue
        for stamp in find_stamps(line.text):
            latest = max(latest, stamp.date)
    return latest


def find_credits(lines: Sequence[Line], title_at: int, start: int, end: int, captured: str) -> Credits:
    """Read the lines between title and text, then those around them, then the first and last words of the text.

    ``captured`` (ISO 8601) gives year-less dates their year; ``title_at`` is -1 where there is no title line.
    """
    above = _above(lines, title_at, start, end)
    below = _below(lines, end)
    month_first = False
    found = Credits()
    for line, where in (*((line, _DATELINE) for line in above), *((line, "a line after the text") for line in below)):
        if line.kind in (Kind.DATELINE, Kind.CREDIT, Kind.SHORT, Kind.END, Kind.PROMOTION) and line.size < 80:
            found = _merge(found, line, where, captured, month_first=month_first)
    found = _names_beside(found, _between(lines[:end], title_at, start))
    found = read_text(found, lines, start, end, captured)
    return read_crumbs(found, lines, start)


def _below(lines: Sequence[Line], end: int) -> list[Line]:
    """The lines under the text up to the first box of links: dates in there are those of other articles."""
    found = []
    boxed = False
    for line in lines[end : end + _BELOW]:
        boxed = boxed or line.kind in (Kind.END, Kind.RIGHTS, Kind.TEASER)
        if not boxed or (line.kind is Kind.DATELINE and _LABEL.search(line.text)):
            found.append(line)
    return found


def _above(lines: Sequence[Line], title_at: int, start: int, end: int) -> list[Line]:
    """The dateline's lines, the likeliest first: after the title, then just above it, then the top of the text."""
    if title_at < 0:
        return list(lines[max(0, start - _ABOVE) : start])[::-1] + list(lines[start : min(start + 3, end)])
    between = list(lines[title_at + 1 : max(start, title_at + 1)])
    before = [
        line for distance, line in enumerate(lines[max(0, title_at - _OVER) : title_at][::-1])
        if (line.kind is Kind.DATELINE and distance < _JUST_OVER) or (
            line.size < _SHORT_LINE and _LABEL.search(line.text)
        )
    ]
    return between + list(lines[start : min(start + 6, end)]) + before


def _between(lines: Sequence[Line], title_at: int, start: int) -> Sequence[Line]:
    """The lines from the title down to just inside the text: some pages print the byline under the first paragraph."""
    return lines[title_at + 1 : start + 6] if title_at >= 0 else lines[max(0, start - 4) : start]


def _merge(found: Credits, line: Line, where: str, captured: str, *, month_first: bool) -> Credits:
    text = unglue(line.text)
    byline = read_byline(text, captured=captured, month_first=month_first)
    evidence = list(found.evidence)
    changes: dict[str, object] = {}

    def take(field: str, value: str | tuple[str, ...], certainty: Certainty) -> None:
        if value and not getattr(found, field) and field not in changes:
            changes[field] = value
            shown = value if isinstance(value, str) else ", ".join(value)
            evidence.append(Evidence(field, shown, f"{where}, line {line.number}: {line.text[:60]}", certainty))

    sure = line.kind in (Kind.DATELINE, Kind.CREDIT) or byline.labelled
    near = where == _DATELINE and line.size < _SHORT_LINE
    if (sure or near) and byline.stamp and byline.stamp.date:
        take("published", byline.stamp.edtf, Certainty.SURE if sure else Certainty.LIKELY)
    if sure and byline.updated:
        take("updated", byline.updated.edtf, Certainty.LIKELY)
    alone = _AGO.fullmatch(text) is not None or _LABEL.search(text) is not None
    if where == _DATELINE and alone and not byline.stamp and (ago := _days_ago(text, captured)):
        take("published", ago, Certainty.DOUBTFUL)
    source, behind = split_source(byline.source)
    take(
        "source", source or _bare_outlet(text, byline.stamp, line.kind),
        Certainty.SURE if source else Certainty.LIKELY
    )
    if line.kind is not Kind.END:
        take("authors", behind or _authors(text, byline.stamp, source), Certainty.LIKELY)
        take("editors", byline.editors, Certainty.SURE)
    return replace(found, **changes, evidence=tuple(evidence)) if changes else found  # type: ignore[arg-type]


def split_source(text: str) -> tuple[str, tuple[str, ...]]:
    """Part an outlet from a name printed behind it: ``中国新闻网 王帆``."""
    text = re.split(r"(?<=.)(?:作者|编辑|责编|记者)\s?[:：]", text, maxsplit=1)[0].strip()
    head, space, tail = text.partition(" ")
    if space and is_han_name(tail) and not is_outlet(tail):
        return head, (tail,)
    return text, ()


def _authors(text: str, stamp: Stamp | None, source: str) -> tuple[str, ...]:
    """Read the names in a line, part by part, with the date taken out first."""
    if stamp:
        text = f"{text[: stamp.start]} | {text[stamp.end :]}"
    parts = [part for raw in re.split(r"\s[|/•·—–]\s|\s{2,}|｜", text) if (part := raw.strip(" ,|•·-"))]
    labelled = re.search(r"作\s{0,4}者\s{0,3}[:：]", text)
    names = [name for part in (text, *parts) for name in find_authors(part) if "|" not in name]
    kept = [name for name in names if name != source and (labelled or not is_outlet(name)) and may_be_name(name)]
    if kept or not stamp:
        return tuple(dict.fromkeys(kept))
    # "Name / OUTLET / date": beside a date, two to four capitalised words are a name.
    return tuple(part for part in parts if _LATIN_NAME.fullmatch(part) and not is_outlet(part))[:2]


def _names_beside(found: Credits, lines: Sequence[Line]) -> Credits:
    """Read a name that stands by itself beside the dateline or under "Written by"; in Chinese it is the account."""
    for index, line in enumerate(lines):
        previous = lines[index - 1] if index else None
        following = lines[index + 1] if index + 1 < len(lines) else None
        dated = any(other is not None and other.kind is Kind.DATELINE for other in (previous, following))
        labelled = previous is not None and _WRITTEN_BY.fullmatch(previous.text) is not None
        if line.kind is not Kind.SHORT or not (dated or labelled) or (line.repeated and not labelled):
            continue
        latin = _NAME_AND_ROLE.match(line.text)
        if latin and not found.authors and not is_outlet(latin["name"]):
            name = latin["name"]
            proof = Evidence(
                "authors", name, f"beside the dateline, line {line.number}: {line.text[:60]}", Certainty.LIKELY
            )
            found = replace(found, authors=(name,), evidence=(*found.evidence, proof))
        elif dated and not found.source and _ACCOUNT.fullmatch(line.text):
            proof = Evidence(
                "source", line.text, f"the account beside the dateline, line {line.number}", Certainty.LIKELY
            )
            found = replace(found, source=line.text, evidence=(*found.evidence, proof))
    return found


def _bare_outlet(text: str, stamp: Stamp | None, kind: Kind) -> str:
    """Portals print date and outlet without a label: 2018年12月28日 19:55 新京报."""
    if stamp is None or kind is not Kind.DATELINE:
        return ""
    rest = _PLACE.sub(" ", f"{text[: stamp.start]} {text[stamp.end :]}").strip(" |｜·:：")
    words = [word for word in re.split(r"[\s|｜]+", rest) if word and word not in _NO_OUTLET]
    named = [word for word in words if len(word) <= 20 and is_outlet(word) and re.search(r"[\u4e00-\u9fff]", word)]
    if named:
        return named[0]
    if len(words) == 1 and _ACCOUNT.fullmatch(words[0]):
        return words[0]
    return ""


def _days_ago(text: str, captured: str) -> str:
    """Resolve "5 hours ago" against the capture; approximate, since the capture's hour decides about midnight."""
    match = _AGO.search(text)
    if match is None or not re.match(r"\d{4}-\d{2}-\d{2}", captured):
        return ""
    import datetime as dt

    unit = (match["unit"] or match["zh_unit"] or "").lower()
    count = match["count"] or match["zh_count"] or "1"
    number = 1 if count.lower() in ("a", "an") else int(count)
    if unit.startswith(("h", "小时")) and number > _HOURS and len(captured) <= 10:
        # The day before is as likely.
        return ""
    today = dt.date.fromisoformat(captured[:10])
    if unit in ("day", "天"):
        # "1 day ago" stands for anything from 24 to 48 hours.
        first, last = (today - dt.timedelta(days=number + more) for more in (1, 0))
        return f"{first.isoformat()}/{last.isoformat()}"
    return f"{today.isoformat()}~"
