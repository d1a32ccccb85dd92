"""Date, outlet, authors and editors of a page dump, from the lines around the article's text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.capture.metadata.bylines import find_authors, read_byline
from dateline.capture.metadata.names import is_outlet
from dateline.capture.metadata.stamps import Stamp, find_stamps, resolve_year
from dateline.capture.page_text.furniture import PORTALS
from dateline.capture.page_text.lines import Kind, Line
from dateline.model.capture import Certainty, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

_ABOVE: Final = 14
_BELOW: Final = 8
_OPENING = re.compile(
    r"^.{0,24}?(?P<month>1[0-2]|0?[1-9])\s?月\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?日(?:[上下]午|凌晨|晚间?|早间)?(?:消息|电|讯|報導|报道|，据|,据)|"
    r"^.{0,40}?(?:讯|电|消息)[（(]?.{0,30}?(?P<month2>1[0-2]|0?[1-9])\s?月\s?(?P<day2>3[01]|[12]\d|0?[1-9])\s?日"
)
_AGO = re.compile(r"\b(?P<count>\d{1,2}|an?)\s(?P<unit>minute|min|hour|hr|day)s?\s+ago\b|(?P<zh_count>\d{1,2})\s?(?P<zh_unit>分钟|小时|天)前", re.IGNORECASE)
_LAST_NAME = re.compile(r"[（(](?P<name>[\u4e00-\u9fff]{2,4})[)）]$")
_CRUMB = re.compile(r"\s?[>›»＞→]\s?")


@dataclass(frozen=True, slots=True)
class Credits:
    """What the lines around the text say, with the evidence for it; dates are EDTF."""

    published: str = ""
    updated: str = ""
    source: str = ""
    site: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


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
    above = _above(lines, title_at, start)
    below = _below(lines, end)
    month_first = False
    found = Credits()
    for line, where in (*((line, "the dateline") for line in above), *((line, "a line after the text") for line in below)):
        if line.kind in (Kind.DATELINE, Kind.CREDIT, Kind.SHORT, Kind.END, Kind.PROMOTION) and line.size < 80:
            found = _merge(found, line, where, captured, month_first=month_first)
    found = _from_text(found, lines, start, end, captured)
    return _from_crumbs(found, lines, start)


def _below(lines: Sequence[Line], end: int) -> list[Line]:
    """The lines under the text up to the first box of links: dates in there are those of other articles."""
    found = []
    for line in lines[end : end + _BELOW]:
        if line.kind in (Kind.END, Kind.RIGHTS):
            break
        found.append(line)
    return found


def _above(lines: Sequence[Line], title_at: int, start: int) -> list[Line]:
    """The dateline's lines, the likeliest first: after the title, then just above it, then the top of the text."""
    if title_at < 0:
        return list(lines[max(0, start - _ABOVE) : start])[::-1] + list(lines[start : start + 3])
    between = list(lines[title_at + 1 : max(start, title_at + 1)])
    before = [line for line in lines[max(0, title_at - 4) : title_at] if line.kind is Kind.DATELINE]
    return between + list(lines[start : start + 6]) + before[::-1]


def _merge(found: Credits, line: Line, where: str, captured: str, *, month_first: bool) -> Credits:
    byline = read_byline(line.text, captured=captured, month_first=month_first)
    evidence = list(found.evidence)
    changes: dict[str, object] = {}

    def take(field: str, value: str | tuple[str, ...], certainty: Certainty) -> None:
        if value and not getattr(found, field) and field not in changes:
            changes[field] = value
            shown = value if isinstance(value, str) else ", ".join(value)
            evidence.append(Evidence(field, shown, f"{where}, line {line.number}: {line.text[:60]}", certainty))

    dateline = line.kind in (Kind.DATELINE, Kind.CREDIT) or byline.labelled
    if dateline and byline.stamp and byline.stamp.date:
        take("published", byline.stamp.edtf, Certainty.SURE if line.kind is Kind.DATELINE else Certainty.LIKELY)
    if dateline and byline.updated:
        take("updated", byline.updated.edtf, Certainty.LIKELY)
    if not byline.stamp and (ago := _days_ago(line.text, captured)):
        take("published", ago, Certainty.DOUBTFUL)
    take("source", byline.source or _bare_outlet(line, byline.stamp), Certainty.SURE if byline.source else Certainty.LIKELY)
    if line.kind is not Kind.END:
        take("authors", tuple(name for name in byline.authors if not is_outlet(name)), Certainty.LIKELY)
        take("editors", byline.editors, Certainty.SURE)
    return replace(found, **changes, evidence=tuple(evidence)) if changes else found  # type: ignore[arg-type]


def _bare_outlet(line: Line, stamp: Stamp | None) -> str:
    """Portals print date and outlet without a label: 2018年12月28日 19:55 新京报."""
    if stamp is None or line.kind is not Kind.DATELINE:
        return ""
    rest = (line.text[: stamp.start] + " " + line.text[stamp.end :]).strip(" |｜·:：")
    words = [word for word in re.split(r"[\s|｜]+", rest) if word]
    return next((word for word in words if len(word) <= 20 and is_outlet(word) and re.search(r"[\u4e00-\u9fff]", word)), "")


def _days_ago(text: str, captured: str) -> str:
    """Resolve "5 hours ago" against the capture; approximate, since the capture's hour decides about midnight."""
    match = _AGO.search(text)
    if match is None or not re.match(r"\d{4}-\d{2}-\d{2}", captured):
        return ""
    import datetime as dt

    unit = (match["unit"] or match["zh_unit"] or "").lower()
    count = match["count"] or match["zh_count"] or "1"
    number = 1 if count.lower() in ("a", "an") else int(count)
    days = number if unit in ("day", "天") else 0
    day = dt.date.fromisoformat(captured[:10]) - dt.timedelta(days=days)
    return f"{day.isoformat()}~"


def _from_text(found: Credits, lines: Sequence[Line], start: int, end: int, captured: str) -> Credits:
    """Read what the text itself says: 11月28日消息, （记者 …）, the editor's name after the last sentence."""
    evidence = list(found.evidence)
    if not found.published:
        for line in lines[start : min(start + 3, end)]:
            if stamp := _opening_date(line.text, captured):
                found = replace(found, published=stamp.date)
                evidence.append(Evidence("published", stamp.date, f"the text's first words, line {line.number}: {line.text[:24]}", Certainty.LIKELY))
                break
    if not found.authors:
        for line in (*lines[start : min(start + 2, end)], *lines[max(start, end - 2) : end]):
            head = line.text[:80] if line is not lines[end - 1] else line.text[-80:]
            if names := tuple(name for name in find_authors(head) if not is_outlet(name)):
                found = replace(found, authors=names)
                evidence.append(Evidence("authors", ", ".join(names), f"the text, line {line.number}", Certainty.LIKELY))
                break
    last = _LAST_NAME.search(lines[end - 1].text) if end > start else None
    if last and is_person(last["name"]):
        # A newspaper prints its reporter there, a portal its editor; a credited outlet makes the difference.
        field = "authors" if found.source and not found.authors else "editors"
        if not getattr(found, field):
            found = replace(found, **{field: (last["name"],)})  # type: ignore[arg-type]
            evidence.append(Evidence(field, last["name"], f"the text's last words, line {lines[end - 1].number}", Certainty.LIKELY))
    return replace(found, evidence=tuple(evidence))


def is_person(name: str) -> bool:
    """Tell whether two to four characters in brackets can be a name or a pen name rather than a remark."""
    return len(name) <= 3 and not re.search(r"[完略图注上下文供责的了编者]|来源|记者|资料|待续", name)


def _opening_date(text: str, captured: str) -> Stamp | None:
    match = _OPENING.match(text[:80])
    if match is None:
        return None
    full = [stamp for stamp in find_stamps(text[:60]) if stamp.date]
    if full:
        return full[0]
    month, day = int(match["month"] or match["month2"]), int(match["day"] or match["day2"])
    stamp = resolve_year(Stamp(0, month, day), captured)
    return stamp if stamp.date else None


def _from_crumbs(found: Credits, lines: Sequence[Line], start: int) -> Credits:
    """Read site and section from the breadcrumb (网易首页 > 网易科技 > 正文)."""
    for line in reversed(lines[:start]):
        if line.kind is not Kind.CRUMBS:
            continue
        parts = [part.strip(" 　:：") for part in _CRUMB.split(re.sub(r"^.{0,8}位置\s?[:：]", "", line.text))]
        named = [part for part in parts if part and part != "正文" and len(part) <= 16]
        if not named:
            continue
        evidence = list(found.evidence)
        name = named[0].removesuffix("首页").removesuffix("网首页")
        sections = [part for part in named if not part.endswith("首页")]
        section = sections[-1] if sections else ""
        site = PORTALS.get(name, "") if named[0].endswith("首页") else ""
        source = found.source or (section if site and section.startswith(name) else "")
        for field, value in (("site", site), ("section", section), ("source", "" if found.source else source)):
            if value:
                evidence.append(Evidence(field, value, f"the breadcrumb, line {line.number}", Certainty.LIKELY))
        return replace(found, site=site, section=section, source=source, evidence=tuple(evidence))
    return found
