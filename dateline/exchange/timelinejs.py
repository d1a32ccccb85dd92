"""TimelineJS JSON and spreadsheet CSV: write timelines for it, read those people already have.

Format: https://timeline.knightlab.com/docs/json-format.html. Unknown months and days are left out, our wording
goes into ``display_date``, and ``unique_id`` is ASCII, since TimelineJS deletes everything else from it.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dateline.exchange.items import Item
from dateline.model.dates import HIGH, LOW, DateError, Day, PartialDate, Precision

_UNITS: Final = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}
_NUMERIC: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_TAG = re.compile(r"<[^>]+>")


def write(items: Iterable[Item], title: str, summary: str = "") -> str:
    """Write a timeline; sources follow each event as a list of links."""
    events = [event for item in items if (event := _event(item))]
    page = {
        "title": {"text": {"headline": html.escape(title), "text": html.escape(summary)}, "unique_id": "title"},
        "events": events,
    }
    return json.dumps(page, ensure_ascii=False, separators=(",", ":")) + "\n"


def _event(item: Item) -> dict[str, Any]:
    start, end = item.date.earliest, item.date.latest
    units = _UNITS.get(item.date.precision)
    if start == LOW:
        start = end
    event: dict[str, Any] = {
        "start_date": _date(start, units or 3),
        "unique_id": re.sub(r"[^a-z0-9-]", "", item.id.lower()) or "event",
    }
    if units is None and end != HIGH and end != start:
        event["end_date"] = _date(end, 3)
    event["display_date"] = item.date_text
    links = "".join(
        f"<li>{_link(s.publisher or s.title, s.url or s.page)}{_quoted(s.quote)}</li>" for s in item.sources
    )
    event["text"] = {"headline": _link(item.headline, item.url), "text": f"<ul>{links}</ul>" if links else ""}
    if item.entities:
        event["group"] = item.entities[0]
    return event


def _date(day: Day, units: int) -> dict[str, int]:
    return dict(zip(("year", "month", "day")[:units], day, strict=False))


def _link(text: str, url: str) -> str:
    return (
        f'<a href="{html.escape(url)}">{html.escape(text)}</a>'
        if url.startswith(("http://", "https://"))
        else html.escape(text)
    )


def _quoted(text: str) -> str:
    return f" <q>{html.escape(text)}</q>" if text else ""


@dataclass(frozen=True, slots=True)
class Imported:
    """An event read from a TimelineJS file: plain text, markup removed."""

    date: PartialDate
    headline: str
    text: str
    url: str = ""
    group: str = ""
    display_date: str = ""


def read(data: str) -> tuple[list[Imported], list[str]]:
    """Read TimelineJS JSON or its spreadsheet CSV; return the events in the file's order and what could not be read."""
    if data.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return _read_json(data)
    return _read_csv(data)


def _read_json(data: str) -> tuple[list[Imported], list[str]]:
    try:
        loaded = json.loads(data.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        return [], [f"line {error.lineno}: not JSON: {error.msg}"]
    slides = loaded.get("events") if isinstance(loaded, dict) else loaded
    if not isinstance(slides, list):
        return [], ["no list of events"]
    found: list[Imported] = []
    faults: list[str] = []
    for number, slide in enumerate(slides, 1):
        try:
            found.append(_slide(slide))
        except (DateError, TypeError, ValueError, KeyError, AttributeError) as error:
            faults.append(f"event {number}: {error}")
    return found, faults


def _slide(slide: Mapping[str, Any]) -> Imported:
    start = _edtf(slide["start_date"])
    end = _edtf(slide["end_date"]) if slide.get("end_date") else ""
    text = slide.get("text") or {}
    media = slide.get("media") or {}
    edtf = f"{start}/{end}" if end and end != start else start
    headline = plain(str(text.get("headline") or ""))
    return Imported(
        PartialDate.parse(edtf),
        headline,
        plain(str(text.get("text") or "")),
        _first_link(text, media),
        str(slide.get("group") or ""),
        str(slide.get("display_date") or slide["start_date"].get("display_date") or ""),
    )


def _edtf(date: Mapping[str, Any]) -> str:
    year = int(str(date["year"]).strip())
    parts = [f"{year:04d}" if year >= 0 else f"-{-year:04d}"]
    for unit in ("month", "day"):
        value = str(date.get(unit) or "").strip()
        if not value:
            break
        parts.append(f"{int(value):02d}")
    return "-".join(parts)


def _first_link(text: Mapping[str, Any], media: Mapping[str, Any]) -> str:
    match = re.search(r'href=["\']?(https?://[^"\'\s>]+)', f"{text.get('headline', '')} {text.get('text', '')}")
    url = html.unescape(match[1]) if match else str(media.get("link") or media.get("url") or "")
    return url if url.startswith(("http://", "https://")) else ""


def plain(text: str) -> str:
    """Return HTML's text: tags dropped, entities decoded, white space single."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def _read_csv(data: str) -> tuple[list[Imported], list[str]]:
    found: list[Imported] = []
    faults: list[str] = []
    for row in (reader := csv.DictReader(io.StringIO(data.lstrip("\ufeff")))):
        cells = {
            (key or "").strip().lower(): (value or "").strip() for key, value in row.items() if isinstance(value, str)
        }
        if cells.get("type", "").lower() in ("title", "era") or not any(cells.values()):
            continue
        try:
            found.append(_row(cells))
        except (DateError, ValueError, KeyError) as error:
            faults.append(f"line {reader.line_num}: {error}")
    return found, faults


def _row(cells: Mapping[str, str]) -> Imported:
    start = _cell_date(cells, "")
    end = _cell_date(cells, "end ")
    if not start:
        raise ValueError("no year")
    media = cells.get("media", "")
    return Imported(
        PartialDate.parse(f"{start}/{end}" if end and end != start else start),
        plain(cells.get("headline", "")),
        plain(cells.get("text", "")),
        media if media.startswith(("http://", "https://")) else "",
        cells.get("group", "") or cells.get("tag", ""),
        cells.get("display date", ""),
    )


def _cell_date(cells: Mapping[str, str], which: str) -> str:
    if cells.get(f"{which}year"):
        return _edtf({unit: cells.get(f"{which}{unit}", "") for unit in ("year", "month", "day")})
    whole = cells.get(f"{which or 'start '}date", "")
    match = _NUMERIC.fullmatch(whole.split(" ")[0]) if whole else None
    if match:
        return f"{match[3]}-{int(match[1]):02d}-{int(match[2]):02d}"
    return whole.replace("/", "-") if whole else ""
