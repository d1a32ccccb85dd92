"""iCalendar (RFC 5545, NAME of RFC 7986): the events known to the day, as all-day events.

Lines end in CRLF and fold at 75 octets, never inside a character. DTSTAMP is when the event entered the knowledge base,
so that two builds give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from dateline.exchange.items import Item
from dateline.model.dates import Day, Precision
from dateline.text.pattern import deferred

LINE_OCTETS: Final = 75
_ESCAPES: Final = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_SPECIAL: Final = deferred(r"[\\;,\x00-\x08\n-\x1f\x7f\ud800-\udfff]")
_STATUS: Final = {"happened": "CONFIRMED", "ongoing": "CONFIRMED", "denied": "CANCELLED"}


def write(items: Iterable[Item], name: str, domain: str) -> str:
    """Write a calendar; ``domain`` makes the UIDs unique in the world."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//Timelines//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{escape(name)}",
        f"X-WR-CALNAME:{escape(name)}",
    ]
    for item in items:
        if is_dated(item):
            lines.extend(_event(item, domain))
    lines.append("END:VCALENDAR")
    return "".join(fold(line) + "\r\n" for line in lines)


def is_dated(item: Item) -> bool:
    """Tell whether an item is known to the day (or a run of days) and so belongs in a calendar."""
    if (
        item.date.approximate
        or item.date.uncertain
        or not 1 <= item.date.earliest[0] <= 9998
        or item.mod in ("BEFORE", "AFTER")
    ):
        return False
    if item.date.precision is Precision.DAY:
        return True
    return item.date.precision is Precision.RANGE and all(len(end) == 10 for end in item.date.edtf.split("/"))


def _event(item: Item, domain: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(item.id)}@{domain}"
    yield f"DTSTAMP:{_stamp(item.entered)}"
    yield f"DTSTART;VALUE=DATE:{_day(item.date.earliest)}"
    if item.date.latest != item.date.earliest:
        after = date(*item.date.latest) + timedelta(days=1)
        yield f"DTEND;VALUE=DATE:{after:%Y%m%d}".replace(
            f"{after:%Y%m%d}", f"{after.year:04d}{after.month:02d}{after.day:02d}"
        )
    yield f"SUMMARY:{escape(item.headline)}"
    if item.sources:
        yield "DESCRIPTION:" + escape("\n".join(f"{s.publisher or s.title}: {s.quote}" for s in item.sources[:4]))
    if item.url:
        yield f"URL:{item.url}"
    if item.entities:
        yield "CATEGORIES:" + ",".join(escape(name) for name in item.entities[:8])
    yield f"STATUS:{_STATUS.get(item.status, 'TENTATIVE')}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _stamp(instant: str) -> str:
    return re.sub(r"[-:]", "", instant)


def _day(day: Day) -> str:
    return f"{day[0]:04d}{day[1]:02d}{day[2]:02d}"


def escape(text: str) -> str:
    """Escape a TEXT value (RFC 5545, 3.3.11); other control characters are dropped."""
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], ""), text)


def fold(line: str) -> str:
    """Fold a content line at 75 octets, between characters."""
    octets = line.encode()
    parts: list[bytes] = []
    start, room = 0, LINE_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(octets[start:end])
        start, room = end, LINE_OCTETS - 1
    return b"\r\n ".join([*parts, octets[start:]]).decode() if parts else line
