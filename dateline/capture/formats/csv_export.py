"""Reading lists in CSV: Pocket, Instapaper, Raindrop, Readwise. Mostly links; Readwise's highlights are quotations."""

from __future__ import annotations

import csv
import io
from typing import Any

from dateline.capture.decode import decode
from dateline.capture.encoding_problems import report
from dateline.capture.metadata.language import guess_language
from dateline.capture.options import CaptureOptions, Link, Reading
from dateline.capture.records import entry_from, moment
from dateline.capture.to_markdown import escape_line
from dateline.model.capture import Capture, Certainty, Evidence, Extracted
from dateline.model.problem import Problem, Severity


def read(capture: Capture, options: CaptureOptions) -> Reading:
    """Read every row."""
    decoded = decode(capture.data, options.charset)
    csv.field_size_limit(2**24)
    reading = Reading(problems=report(decoded, capture.name))
    highlights: dict[str, list[dict[str, Any]]] = {}
    try:
        for row in csv.DictReader(io.StringIO(decoded.text, newline="")):
            if row.get("Highlight"):
                highlights.setdefault(row.get("Book Title") or "", []).append(row)
                continue
            found = entry_from({key: value for key, value in row.items() if key}, "the export's row", capture.captured)
            if isinstance(found, Extracted):
                reading.articles.append(found)
            elif isinstance(found, Link):
                reading.links.append(found)
    except csv.Error as error:
        reading.problems.append(Problem(capture.name, 0, 0, "DL117", f"the CSV cannot be read: {error}", ""))
    reading.articles.extend(_quotations(title, rows) for title, rows in highlights.items())
    if highlights:
        message = "highlights are quotations, not whole articles"
        hint = "add the articles themselves for their events"
        reading.problems.append(Problem(capture.name, 0, 0, "DL118", message, hint, Severity.NOTE))
    return reading


def _quotations(title: str, rows: list[dict[str, Any]]) -> Extracted:
    blocks = []
    for row in rows:
        blocks.append("\n>\n".join(f"> {escape_line(part)}" for part in row["Highlight"].split("\n") if part.strip()))
        if note := (row.get("Note") or "").strip():
            blocks.append(escape_line(note))
    author = rows[0].get("Book Author") or ""
    body = "\n\n".join(blocks) + "\n"
    evidence = (Evidence("title", title, "the export's column Book Title", Certainty.LIKELY),)
    return Extracted(
        title=title, body=body, authors=(author,) if author else (), captured=moment(rows[0].get("Highlighted at")),
        lang=guess_language(body), evidence=evidence,
    )
