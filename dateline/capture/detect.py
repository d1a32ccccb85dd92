"""Recognise a capture's format by its content; a file's name only decides where the content allows two answers."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Final

from dateline.capture.encodings import byte_order_mark

HEAD_BYTES: Final = 8192
_SPACE: Final = b" \t\r\n\x0b\x0c"
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|script|div|p|article|section|table|span|a\s|h[1-6]|br|img|link|"
    r"style)[\s>/]",
    re.IGNORECASE
)
_HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?", re.MULTILINE)
_MAIL_HEADERS: Final = frozenset(
    {
        "received", "return-path", "delivered-to", "message-id", "subject", "from", "to", "date", "mime-version",
        "content-type", "list-unsubscribe", "reply-to"
    }
)
_CSV_COLUMNS: Final = frozenset(
    {"url", "title", "time_added", "selection", "timestamp", "folder", "tags", "highlight",
     "saved date", "created", "excerpt", "book title", "document tags"}
)
_MARKDOWN = re.compile(
    r"^(?:#{1,6} \S|[-*+] \[|>\s|!\[[^\]\n]{0,200}\]\(|```|\|.*\|\s*$)|\]\((?:https?:|/|#)|\*\*[^*\n]{1,200}\*\*",
    re.MULTILINE
)
_JOPLIN_TAIL = re.compile(r"\n\nid: [0-9a-f]{32}\n(?:[a-z_]+: ?.*\n?){3,}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a capture: raw bytes, the same as text (other bytes as U+FFFD), and the file's suffix."""

    raw: bytes
    text: str
    suffix: str
    tail: str = ""


def head_of(data: bytes, name: str = "") -> Head:
    """Cut the head that the recognisers look at; UTF-16 is decoded so that its markup shows."""
    raw = data[:HEAD_BYTES]
    mark, length = byte_order_mark(raw)
    codec = mark if mark.startswith(("utf-16", "utf-32")) else "utf-8"
    if not mark and raw[:1] == b"<" and raw[1:2] == b"\0":
        codec = "utf-16-le"
    text = raw[length:].decode(codec, "replace")
    tail = data[-2048:].decode("utf-8", "replace") if len(data) > HEAD_BYTES else text
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return Head(raw, text.lstrip("\ufeff \t\r\n"), suffix, tail)


def is_pdf(head: Head) -> bool:
    """``%PDF-`` within the first kilobyte (readers allow rubbish before it)."""
    return b"%PDF-" in head.raw[:1024]


def is_zip(head: Head) -> bool:
    """The local file header, or an empty archive's end record."""
    return head.raw.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_gzip(head: Head) -> bool:
    """The magic number and the only method there is."""
    return head.raw.startswith(b"\x1f\x8b\x08")


def is_warc(head: Head) -> bool:
    """A WARC record's version line or an ARC file's first record, also inside gzip."""
    start = head.raw
    if is_gzip(head):
        try:
            start = zlib.decompressobj(31).decompress(head.raw, 512)
        except zlib.error:
            return False
    return start.lstrip(_SPACE).startswith((b"WARC/0.", b"WARC/1.", b"filedesc://"))


def is_mhtml(head: Head) -> bool:
    """Mail headers that hold related parts, or say where a snapshot came from."""
    headers = _mail_headers(head)
    if "snapshot-content-location" in headers or ("content-type" in headers and head.suffix in ("mht", "mhtml")):
        return True
    return "content-type" in headers and bool(re.search(r"multipart/related", head.text[:4096], re.IGNORECASE)) and (
        "received" not in headers and "return-path" not in headers and (
            "saved by" in head.text[:400].lower() or "to" not in headers
        )
    )


def is_email(head: Head) -> bool:
    """At least three headers of a mail, before the first blank line."""
    return len(_mail_headers(head) & _MAIL_HEADERS) >= 3


def is_bookmarks(head: Head) -> bool:
    """The bookmark file of browsers and of Raindrop, and the HTML exports of Pocket and Instapaper."""
    start = head.text[:2000].lower()
    return "netscape-bookmark-file-1" in start or bool(
        re.search(r"<title>\s*(?:pocket export|instapaper: export)\s*</title>", start)
    )


def is_feed(head: Head) -> bool:
    """The root element of RSS, Atom or RSS 1.0, after declarations and comments."""
    start = re.sub(
        r"^(?:\s*(?:<\?[^>]{0,500}\?>|<!--.{0,3000}?-->|<!DOCTYPE\s+(?:rss|rdf|feed)[^>]{0,1000}>))+", "", head.text,
        flags=re.DOTALL | re.IGNORECASE
    )
    return bool(re.match(r"\s*<(?:rss|feed|rdf:RDF|(?:\w{1,10}:)(?:rss|feed|RDF))[\s>]", start, re.IGNORECASE))


def is_json(head: Head) -> bool:
    """An object or a list with a string, a number or a bracket after it."""
    return bool(re.match(r"[{\[]\s*(?:[\"{\[\d}\]-]|true|false|null)", head.text)) and not head.text.startswith("[[")


def is_csv(head: Head) -> bool:
    """A header row of one of the reading lists: three or more known columns, one of them a URL or a highlight."""
    row = head.text.split("\n", 1)[0].strip("\r").lower()
    columns = {column.strip().strip('"') for column in row.split(",")}
    return len(columns & _CSV_COLUMNS) >= 3 and bool(columns & {"url", "highlight"})


def is_html(head: Head) -> bool:
    """Markup at the start, or several tags early on (a saved page may begin with a script or a comment)."""
    start = head.text[:4096]
    if re.match(
        r"<(?:!doctype\s+html|html|head|body|meta|\?xml[^>]{0,200}\?>\s*<(?:!doctype\s+html|html))", start,
        re.IGNORECASE
    ):
        return True
    if _has_front_matter(head) or is_joplin(head):
        return False
    found = len(_TAG.findall(start))
    return (start.startswith("<") and found >= 2) or (found >= 6 and len(_MARKDOWN.findall(start)) < found)


def is_markdown(head: Head) -> bool:
    """Front matter, a Joplin note, or Markdown's own marks in more than one place."""
    if _has_front_matter(head) or is_joplin(head):
        return True
    if not is_text(head):
        return False
    marks = len(_MARKDOWN.findall(head.text))
    return marks >= (1 if head.suffix in ("md", "markdown") else 4)


def is_joplin(head: Head) -> bool:
    """A note of Joplin's raw export: its fields follow the text."""
    return bool(_JOPLIN_TAIL.search("\n\n" + head.tail)) and "type_: " in head.tail


def is_text(head: Head) -> bool:
    """No NUL bytes but those of UTF-16, and few control characters."""
    mark, _ = byte_order_mark(head.raw)
    if mark:
        return True
    controls = sum(byte < 9 or (13 < byte < 32 and byte != 27) for byte in head.raw)
    if b"\0" in head.raw:
        even, odd = head.raw[0::2].count(0), head.raw[1::2].count(0)
        return (controls - max(even, odd) <= 2 and min(even, odd) * 4 < max(even, odd)) or _wide_chinese(head.raw)
    return controls * 50 <= len(head.raw)


def _wide_chinese(raw: bytes) -> bool:
    from dateline.capture.decode import decode

    return decode(raw[: len(raw) // 2 * 2]).encoding.startswith("utf-16")


def _mail_headers(head: Head) -> set[str]:
    if not _HEADER.match(head.text):
        return set()
    block = re.split(r"\r?\n\r?\n", head.text, maxsplit=1)[0]
    lines = block.splitlines()
    # Every line is a header or the continuation of one; prose with a colon in it is neither.
    if any(line[:1] not in " \t" and not _HEADER.match(line) and not line.startswith("From ") for line in lines):
        return set()
    return {match[1].lower() for match in _HEADER.finditer(block)}


def _has_front_matter(head: Head) -> bool:
    return bool(re.match(r"---[ \t]*\r?\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", head.text)) and bool(
        re.search(r"^[\"']?[A-Za-z_][\w -]{0,40}[\"']?:(?:\s|$)", head.text, re.MULTILINE)
    )
