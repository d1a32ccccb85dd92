"""What a page dump says of itself inside its text and its breadcrumb: first words, last words, sections."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.capture.metadata.bylines import find_authors
from dateline.capture.metadata.names import is_han_name, is_outlet
from dateline.capture.metadata.stamps import Stamp, find_stamps, resolve_year
from dateline.capture.page_text.found import Credits
from dateline.capture.page_text.furniture import PORTALS
from dateline.capture.page_text.lines import Kind, Line, classify
from dateline.model.capture import Certainty, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENING = re.compile(
    r"^.{0,24}?(?P<month>1[0-2]|0?[1-9])\s?月\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?日(?:[上下]午|凌晨|晚间?|"
    r"早间)?(?:消息|电|讯|報導|报道|，据|,据)|"
    r"^.{0,40}?(?:讯|电|消息)[（(]?.{0,30}?(?P<month2>1[0-2]|0?[1-9])\s?月\s?(?P<day2>3[01]|[12]\d|0?[1-9])\s?日"
)
_LONGEST_HAN_NAME: Final = 12
_LONGEST_NAME: Final = 40
_WIRE = re.compile(r"[记記]者(?P<run>[\u4e00-\u9fff]{4,7})\d{1,2}日[电電]")
_LAST_NAME = re.compile(r"[（(](?P<name>[\u4e00-\u9fff]{2,4})[)）]$")
_CRUMB = re.compile(r"\s?[>›»＞→]\s?")


def read_text(found: Credits, lines: Sequence[Line], start: int, end: int, captured: str) -> Credits:
    """Read what the text itself says: 11月28日消息, （记者 …）, the editor's name after the last sentence."""
    evidence = list(found.evidence)
    if not found.published:
        for line in lines[start : min(start + 3, end)]:
            if stamp := opening_date(line.text, captured):
                found = replace(found, published=stamp.date)
                evidence.append(
                    Evidence("published", stamp.date, f"line {line.number}: {line.text[:24]}", Certainty.LIKELY)
                )
                break
    if not found.authors:
        for line in (*lines[start : min(start + 2, end)], *lines[max(start, end - 2) : end]):
            head = line.text[:80] if line is not lines[end - 1] else line.text[-80:]
            found_here = [name for name in find_authors(head) if not is_outlet(name) and may_be_name(name)]
            if names := tuple(found_here) or _wire_reporter(head):
                found = replace(found, authors=names)
                evidence.append(
                    Evidence("authors", ", ".join(names), f"the text, line {line.number}", Certainty.LIKELY)
                )
                break
    last = _LAST_NAME.search(lines[end - 1].text) if end > start else None
    if last and is_person(last["name"]):
        # A newspaper prints its reporter there, a portal its editor; a credited outlet makes the difference.
        field = "authors" if found.source and not found.authors else "editors"
        if not getattr(found, field):
            found = replace(found, **{field: (last["name"],)})  # type: ignore[arg-type]
            evidence.append(
                Evidence(field, last["name"], f"the text's last words, line {lines[end - 1].number}", Certainty.LIKELY)
            )
    return replace(found, evidence=tuple(evidence))


def _wire_reporter(text: str) -> tuple[str, ...]:
    """Read an agency's 記者王某某台北20日電: the name ends where the place begins."""
    match = _WIRE.search(text)
    if match is None:
        return ()
    return next(((match["run"][:length],) for length in (3, 2) if is_han_name(match["run"][:length])), ())


def is_person(name: str) -> bool:
    """Tell whether two to four characters in brackets can be a name or a pen name rather than a remark."""
    return len(name) <= 3 and not re.search(r"[完略图注上下文供责的了编者]|来源|记者|资料|待续", name)


def opening_date(text: str, captured: str) -> Stamp | None:
    """Return the day with which an agency's text begins (9月15日消息), its year by the capture; None without a year."""
    match = _OPENING.match(text[:80])
    if match is None:
        return None
    full = [stamp for stamp in find_stamps(text[:60]) if stamp.date]
    if full:
        return full[0]
    month, day = int(match["month"] or match["month2"]), int(match["day"] or match["day2"])
    stamp = resolve_year(Stamp(0, month, day), captured)
    return stamp if stamp.date else None


def read_crumbs(found: Credits, lines: Sequence[Line], start: int) -> Credits:
    """Read site and section from the breadcrumb (网易首页 > 网易科技 > 正文)."""
    for line in reversed(lines[:start]):
        if line.kind is not Kind.CRUMBS:
            continue
        parts = [part.strip(" 　:：") for part in _CRUMB.split(re.sub(r"^.{0,8}位置\s?[:：]", "", line.text))]
        named = [part for part in parts if part and part != "正文" and len(part) <= 16]
        if not named:
            continue
        evidence = list(found.evidence)
        home = named[0].removesuffix("首页")
        name = home.removesuffix("网") if home not in PORTALS else home
        sections = [part for part in named if not part.endswith("首页")]
        section = sections[-1] if sections else ""
        site = PORTALS.get(home) or PORTALS.get(name) or home if named[0] != home else ""
        # 网易首页 > 网易科技 > 人工智能: the part that is called after the site is its desk, the outlet.
        desk = next((part for part in sections if len(name) > 1 and part.startswith(name)), "")
        source = found.source or (desk if site else "")
        for field, value in (("site", site), ("section", section), ("source", "" if found.source else source)):
            if value:
                evidence.append(Evidence(field, value, f"the breadcrumb, line {line.number}", Certainty.LIKELY))
        return replace(found, site=site, section=section, source=source, evidence=tuple(evidence))
    return found


def may_be_name(text: str) -> bool:
    """Tell whether a text may stand as a name: short, without digits and sentence marks, no button.

    >>> may_be_name("医技药剂党支部"), may_be_name("Play Video"), may_be_name("首先欢迎你来到这里接受采访")
    (True, False, False)
    """
    if re.search(r"[\d？?！!。，,:：|]", text) or classify(text).kind is Kind.BUTTON or "video" in text.lower():
        return False
    han = len(re.findall(r"[\u3400-\u9fff]", text))
    return han <= _LONGEST_HAN_NAME if han else len(text) <= _LONGEST_NAME
