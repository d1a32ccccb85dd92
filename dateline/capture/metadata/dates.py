"""When an article was published, and when it was changed.

The visible dateline comes before machine fields that disagree with it: machine fields hold UTC, the crawl, the last
change. Never today, never the first of January.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from dateline.capture.metadata.bylines import read_byline
from dateline.capture.metadata.found import Found, Line
from dateline.capture.metadata.moments import CHINA, home_zone, read_machine
from dateline.capture.metadata.stamps import Stamp, find_stamps
from dateline.capture.metadata.structured import Facts, text_of
from dateline.model.capture import Certainty

_PUBLISHED_METAS: Final = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "og:release_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "article.published",
    "bt:pubdate",
    "cxenseparse:recs:publishtime",
    "date.release",
    "citation_publication_date",
    "firstpublishedtime",
    "weibo: article:create_at",
    "weibo:article:create_at",
    "article:create_at",
    "publishedtime",
    "published_time",
    "displaydate",
    "originalpublicationdate",
    "analyticsattributes.articledate",
    "datecreated",
    "date",
    "date_published",
    "article_date_original",
    "cse_date",
    "apub:time",
    "creation_date",
    "created",
    "bytedance:published_time",
    "shareaholic:article_published_time",
    "rnews:datepublished",
    "last-publish",
    "dateupdate",
)
_UPDATED_METAS: Final = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "bytedance:updated_time",
    "lastmod",
    "last-modified",
    "weibo: article:update_at",
    "weibo:article:update_at",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
    "modificationdate",
)
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[/_.-]?(0[1-9]|1[0-2])[/_.-]?([0-3]\d)(?!\d)")
_TITLE_DATE = re.compile(r"[|–—_-]\s{0,2}(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{1,2}-\d{1,2})\s{0,2}$")
_CAPTION = re.compile(r"caption|credit|figure|legend", re.IGNORECASE)
MAX_REST: Final = 30
"""Letters a line may have besides what is understood of it, to be a dateline; more is a sentence with a date in it."""
MAX_LABELLED: Final = 80
MAX_STAMPS: Final = 3
"""More dated lines than this apart from the headline are comments, or other articles."""


@dataclass(frozen=True, slots=True)
class DateClues:
    """Where dates may be read from.

    ``head`` are the visible lines about the headline, ``foot`` those right after the text, ``wide`` lines anywhere
    about it that are called a date; ``times`` are the moments of ``time`` elements as (kind, value). ``opening`` is the
    day that the text itself begins with.
    """

    facts: Facts
    head: Sequence[Line] = ()
    foot: Sequence[Line] = ()
    times: Sequence[tuple[str, str]] = ()
    wide: Sequence[Line] = ()
    url: str = ""
    captured: str = ""
    lang: str = ""
    month_first: bool = False
    opening: Found = field(default_factory=Found)


@dataclass(frozen=True, slots=True)
class Dates:
    """Published and updated, with their evidence."""

    published: Found
    updated: Found


def find_dates(clues: DateClues) -> Dates:
    """Return when the article was published and when it was last changed."""
    machine, machine_origin = _machine(clues, _published_values(clues))
    visible, visible_updated, line = _visible(clues, machine)
    changed, changed_origin = _machine(clues, _updated_values(clues))
    published = _reconcile(clues, visible, line, machine, machine_origin)
    if not published.value and clues.opening.value:
        published = clues.opening
    if not published.value:
        last = _last_resort(clues, changed)
        published = last if last.value or not published.doubt else published
    updated = Found()
    if visible_updated and visible_updated.date:
        updated = Found(visible_updated.edtf, f"line of the page: {line[:60]}")
    elif changed:
        updated = Found(changed.edtf, changed_origin)
    if updated.value[:10] <= published.value[:10]:
        updated = Found()
    return Dates(published, updated)


def _visible(clues: DateClues, machine: Stamp | None) -> tuple[Stamp | None, Stamp | None, str]:
    """Return the published and updated stamps of the lines around the headline, and the line they came from.

    A line with nothing but the day of the capture is the site's "today": above the headline it
    counts only when no other line has a date.
    """
    published = updated = today = None
    source_line = today_line = ""
    for line in clues.head:
        byline = read_byline(line.text, captured=clues.captured, month_first=clues.month_first)
        if _CAPTION.search(line.names) or _weight(byline.rest) > (MAX_LABELLED if byline.labelled else MAX_REST):
            continue
        updated = updated or byline.updated
        stamp = byline.stamp
        if stamp is None or _after_capture(stamp, clues.captured):
            continue
        is_today = stamp.date == clues.captured[:10] and not (machine and machine.date == stamp.date)
        if stamp.date and is_today and line.above and not stamp.time and not byline.labelled:
            today, today_line = today or stamp, today_line or line.text
        elif published is None or (byline.labelled and stamp.date and not published.time):
            published, source_line = stamp, line.text
    if published is None:
        return today, updated, today_line
    return published, updated, source_line


def _weight(rest: str) -> int:
    return len(rest) + sum(char > "\u2e7f" for char in rest)


def _after_capture(stamp: Stamp, captured: str) -> bool:
    if not stamp.date or len(captured) < 10:
        return False
    try:
        limit = date.fromisoformat(captured[:10]) + timedelta(days=1)
    except ValueError:
        return False
    return stamp.date > limit.isoformat()


def _published_values(clues: DateClues) -> list[tuple[str, str]]:
    facts = clues.facts
    values = [
        (text_of(facts.article.get(key)), f"JSON-LD {key}") for key in ("datePublished", "dateCreated", "uploadDate")
    ]
    values += [(value, f"meta {name}") for name in _PUBLISHED_METAS for value in facts.metas.get(name, ())]
    if facts.wechat_time:
        moment = datetime.fromtimestamp(facts.wechat_time, CHINA)
        values.append((moment.isoformat(), "script: creation time"))
    values += [(value, f"time element ({kind})") for kind, value in clues.times if kind == "published"]
    values += [(title[1], "date in <title>") for title in (_TITLE_DATE.search(facts.title),) if title]
    values += [(value, "script: publication time") for value in (facts.script_date,) if value]
    values += [
        (text_of(node.get("datePublished")), "JSON-LD datePublished")
        for node in facts.nodes
        if node is not facts.article and node.get("datePublished")
    ][:1]
    values += [(value, f"time element ({kind})") for kind, value in clues.times if kind == "time"]
    return values


def _updated_values(clues: DateClues) -> list[tuple[str, str]]:
    facts = clues.facts
    values = [(text_of(facts.article.get("dateModified")), "JSON-LD dateModified")]
    values += [(value, f"meta {name}") for name in _UPDATED_METAS for value in facts.metas.get(name, ())]
    values += [(value, f"time element ({kind})") for kind, value in clues.times if kind == "updated"]
    return values


def _machine(clues: DateClues, values: Sequence[tuple[str, str]]) -> tuple[Stamp | None, str]:
    for value, origin in values:
        stamp = read_machine(value, zone=home_zone(clues.lang, clues.url), month_first=clues.month_first)
        if stamp and not _after_capture(stamp, clues.captured):
            return stamp, origin
    return None, ""


def _reconcile(clues: DateClues, visible: Stamp | None, line: str, machine: Stamp | None, origin: str) -> Found:
    shown = f"dateline: {line.strip()[:80]}"
    if visible and not visible.year:
        visible = _year_from(visible, machine, clues)
        if not visible.year:
            return (
                Found(machine.edtf, origin, Certainty.LIKELY)
                if machine
                else Found(
                    "", "", Certainty.DOUBTFUL, "the dateline gives no year, and the day of the capture is not known"
                )
            )
    if not visible:
        return Found(machine.edtf, origin, Certainty.LIKELY) if machine else Found()
    if not machine:
        certainty = Certainty.LIKELY if visible.ambiguous else Certainty.SURE
        doubt = "day and month could be the other way round" if visible.ambiguous else ""
        return Found(visible.edtf, shown, certainty, doubt)
    if visible.date == clues.captured[:10] and not visible.time and machine.date < visible.date:
        return Found(machine.edtf, f"{origin}; the page shows the day of the capture", Certainty.LIKELY)
    if visible.date == machine.date:
        return Found(_fuller(visible, machine), f"{shown}; {origin}")
    return _disagree(visible, shown, machine, origin)


def _year_from(visible: Stamp, machine: Stamp | None, clues: DateClues) -> Stamp:
    """Give a year-less dateline the year of the machine field on the same day, or of the address."""
    if machine and (machine.month, machine.day) == (visible.month, visible.day):
        return Stamp(machine.year, visible.month, visible.day, visible.time, visible.zone)
    match = _URL_DATE.search(clues.url)
    if match and (int(match[2]), int(match[3])) == (visible.month, visible.day):
        return Stamp(int(match[1]), visible.month, visible.day, visible.time, visible.zone)
    return visible


def _fuller(visible: Stamp, machine: Stamp) -> str:
    if machine.time and machine.zone and machine.time[:5] == visible.time[:5]:
        return machine.edtf
    return visible.edtf if visible.time else machine.edtf


def _disagree(visible: Stamp, shown: str, machine: Stamp, origin: str) -> Found:
    if _swapped(visible, machine):
        return Found(machine.edtf, origin, Certainty.LIKELY)
    apart = abs((date(visible.year, visible.month, visible.day) - date(machine.year, machine.month, machine.day)).days)
    doubt = "" if apart <= 1 else f"{origin} says {machine.date}"
    return Found(visible.edtf, f"{shown}; {origin} says {machine.edtf}", Certainty.LIKELY, doubt)


def _swapped(visible: Stamp, machine: Stamp) -> bool:
    return (
        visible.ambiguous
        and (visible.month, visible.day) == (machine.day, machine.month)
        and visible.year == machine.year
    )


def _last_resort(clues: DateClues, changed: Stamp | None) -> Found:
    for lines, limit in ((clues.wide, 12), (clues.foot, 2)):
        found = [
            (byline.stamp, line.text)
            for line in lines
            if (byline := read_byline(line.text, captured=clues.captured, month_first=clues.month_first)).stamp
            and (byline.labelled or _weight(byline.rest) <= limit)
        ]
        usable = [
            (stamp, text) for stamp, text in found if stamp and stamp.date and not _after_capture(stamp, clues.captured)
        ]
        if usable and len(usable) <= MAX_STAMPS:
            return Found(usable[0][0].edtf, f"line apart from the headline: {usable[0][1][:80]}", Certainty.LIKELY)
    match = _URL_DATE.search(clues.url)
    if match:
        stamps = find_stamps(f"{match[1]}-{match[2]}-{match[3]}")
        if stamps and not _after_capture(stamps[0], clues.captured):
            return Found(stamps[0].date, "address", Certainty.LIKELY)
    if changed:
        return Found(changed.date, "last change", Certainty.DOUBTFUL, "only the date of the last change is known")
    return Found("", "", Certainty.DOUBTFUL, "the page shows no date of publication")
