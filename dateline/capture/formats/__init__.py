"""The formats that captures come in: one module and one entry in this table each.

To add a format, write a module here with ``read(capture, options) -> Reading``, a test of detection in
``dateline/capture/detect.py``, and one entry below. docs/reference/formats.md shows a whole one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dateline.capture import detect


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the module that reads it (imported on first use), and how its bytes are recognised.

    ``looks_like`` sees the first 8 KiB, decoded as far as ASCII goes; the first entry that answers yes wins,
    so special formats stand before general ones.
    """

    name: str
    module: str
    looks_like: Callable[[detect.Head], bool]
    title: str


FORMATS: Final[tuple[Format, ...]] = (
    Format("pdf", "pdf", detect.is_pdf, "PDF with a text layer"),
    Format("zip", "zip_archive", detect.is_zip, "zip of captures"),
    Format("warc", "warc", detect.is_warc, "web archive (WARC, ARC), also gzipped"),
    Format("gzip", "gzip_file", detect.is_gzip, "one gzipped capture"),
    Format("mhtml", "mhtml", detect.is_mhtml, "MHTML page, saved by a browser"),
    Format("eml", "email_message", detect.is_email, "e-mail message (newsletter)"),
    Format(
        "bookmarks", "bookmarks", detect.is_bookmarks, "reading list in HTML (Pocket, Instapaper, Raindrop, browsers)"
    ),
    Format("feed", "feed", detect.is_feed, "RSS, Atom or RDF feed"),
    Format("json", "json_export", detect.is_json, "JSON Feed, wallabag, Omnivore, or our own JSON lines"),
    Format("csv", "csv_export", detect.is_csv, "reading list in CSV (Pocket, Instapaper, Raindrop, Readwise)"),
    Format("html", "html_page", detect.is_html, "saved web page"),
    Format("markdown", "clipping", detect.is_markdown, "Markdown of a web clipper (Obsidian, MarkDownload, Joplin)"),
    Format("text", "page_text", detect.is_text, "plain text of a whole page"),
)


def by_name(name: str) -> Format | None:
    """Return the entry with that name."""
    return next((entry for entry in FORMATS if entry.name == name), None)
