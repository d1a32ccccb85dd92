"""JSON: JSON Feed, exports of wallabag, Omnivore and others, and JSON Lines of pages (``extract``'s own input)."""

from __future__ import annotations

import base64
import json
from typing import Any, Final

from dateline.capture.decode import decode
from dateline.capture.encoding_problems import report
from dateline.capture.options import CaptureOptions, Link, Reading
from dateline.capture.records import entry_from
from dateline.model.capture import Capture, Extracted
from dateline.model.problem import Problem, Severity

_LISTS: Final = ("items", "articles", "entries", "list", "data", "documents", "results", "bookmarks")


def read(capture: Capture, options: CaptureOptions) -> Reading:
    """Read every entry; those without a text are links."""
    decoded = decode(capture.data, options.charset)
    try:
        records = _records(decoded.text)
    except (ValueError, RecursionError) as error:
        return Reading(problems=[Problem(capture.name, 0, 0, "DL117", f"the JSON cannot be read: {error}", "")])
    source = ""
    if isinstance(records, dict):
        source = str(records.get("title") or "") if "jsonfeed.org" in str(records.get("version")) else ""
        records = next((records[key] for key in _LISTS if isinstance(records.get(key), list | dict)), [records])
    if isinstance(records, dict):
        # Pocket's API: {"list": {"123": {…}}}.
        records = list(records.values())
    reading = Reading(problems=report(decoded, capture.name))
    for record in records:
        if isinstance(record, dict):
            _take(record, source, capture, reading)
    if not (reading.articles or reading.links or reading.inner):
        message = "the JSON holds no articles that are known here"
        reading.problems.append(Problem(capture.name, 0, 0, "DL101", message, "", Severity.ERROR))
    return reading


def _records(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2:
            raise
        return [json.loads(line) for line in lines]


def _take(record: dict[str, Any], source: str, capture: Capture, reading: Reading) -> None:
    page = record.get("html") if isinstance(record.get("html"), str) else None
    if "html_base64" in record or (page and "<html" in page[:2000].lower()):
        data = base64.b64decode(record["html_base64"]) if "html_base64" in record else str(page).encode()
        name = str(record.get("id") or capture.name)
        url, captured = str(record.get("url") or ""), str(record.get("captured") or capture.captured)
        reading.inner.append(Capture(data, name, "text/html", url, captured))
        return
    found = entry_from({"site_name": source, **record} if source else record, "the export", capture.captured)
    if isinstance(found, Extracted):
        reading.articles.append(found)
    elif isinstance(found, Link):
        reading.links.append(found)
