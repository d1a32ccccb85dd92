"""One entry of an export or a feed, whatever its tool calls the fields, to an article or a link."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from dateline.capture.fragment import fragment_to_markdown, text_length
from dateline.capture.metadata.language import guess_language
from dateline.capture.metadata.names import is_outlet
from dateline.capture.metadata.stamps import find_stamps
from dateline.capture.options import Link
from dateline.capture.to_markdown import paragraphs_to_markdown
from dateline.model.capture import Certainty, Evidence, Extracted
from dateline.model.dates import DateError, PartialDate

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "resolved_title", "given_title", "name", "Title", "Book Title"),
    "url": (
        "url", "link", "URL", "resolved_url", "given_url", "source_url", "external_url", "permalink",
        "originalArticleUrl", "canonicalUrl"
    ),
    "html": ("content_html", "html_content", "content", "html", "body", "readable_content", "full_text", "cache"),
    "text": ("content_text", "text", "plain_text", "textContent"),
    "authors": ("authors", "author", "published_by", "Author", "Book Author", "byline", "creator"),
    "published": (
        "date_published", "published_at", "publishedAt", "published_date", "published", "datePublished", "pubDate",
        "word_date"
    ),
    "updated": ("date_modified",),
    "saved": (
        "saved_at", "savedAt", "created_at", "time_added", "created", "Timestamp", "timestamp", "Saved date",
        "date_saved", "Highlighted at", "add_date"
    ),
    "source": ("site_name", "siteName", "publisher", "site"),
    "domain": ("domain_name", "domain", "siteIcon_domain"),
    "lang": ("language", "lang"),
    "image": ("image", "banner_image", "preview_picture", "cover", "top_image_url"),
    "tags": ("tags", "labels", "Tags", "Document tags", "folder", "Folder"),
}
"""What Pocket, Instapaper, Omnivore, wallabag, Readwise, Raindrop, JSON Feed and their likes call each field."""

LEAST_TEXT: Final = 280
"""Letters of English (see text_length) below which a field called content is only an excerpt."""


def field(record: Mapping[str, Any], name: str) -> Any:
    """Return the first of a field's keys that is set."""
    return next((record[key] for key in FIELDS[name] if record.get(key) not in (None, "", [], {})), "")


def entry_from(record: Mapping[str, Any], origin: str, captured: str = "") -> Extracted | Link | None:
    """Return an article where the record has its text, a link where it has only an address, else None.

    ``origin`` names the export in the evidence.
    """
    url = _string(field(record, "url"))
    title = " ".join(_string(field(record, "title")).split())
    saved = moment(field(record, "saved"))
    body = _body(record, url)
    if not body:
        return Link(url, title, saved, _tags(record)) if re.match(r"https?://", url) else None
    domain = _string(field(record, "domain"))
    people = _people(field(record, "authors"))
    authors = tuple(name for name in people if not is_outlet(name))
    source = _string(field(record, "source")) or next((name for name in people if is_outlet(name)), "")
    # Midnight to the second is how tools write a day without a time.
    published = re.sub(r"T00:00(?::00)?(?:Z|[+-]\d{2}:\d{2})?$", "", moment(field(record, "published")))
    values = {
        "title": title, "url": url, "published": published, "source": source, "authors": ", ".join(authors),
        "captured": saved
    }
    return Extracted(
        title=title, body=body, published=published, updated=moment(field(record, "updated")),
        captured=saved or captured,
        source=source, site=domain, authors=authors, url=url, lang=guess_language(body),
        image=_string(field(record, "image")),
        evidence=tuple(Evidence(name, value, origin, Certainty.LIKELY) for name, value in values.items() if value),
    )


def _body(record: Mapping[str, Any], url: str) -> str:
    html = _string(field(record, "html"))
    if text_length(html) >= LEAST_TEXT or ("content_html" in record and html):
        return fragment_to_markdown(html, url) if "<" in html else paragraphs_to_markdown(html.split("\n"))
    text = _string(field(record, "text"))
    if text_length(text) >= LEAST_TEXT or ("content_text" in record and text):
        return paragraphs_to_markdown([part for part in re.split(r"\n\s*\n", text) if part.strip()])
    return ""


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return _string(value.get("name") or value.get("url") or value.get("value") or "")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _people(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    names = [name.strip() for item in items for name in re.split(r"\s*[,，、;；]\s*", _string(item))]
    return tuple(dict.fromkeys(name for name in names if name))


def _tags(record: Mapping[str, Any]) -> tuple[str, ...]:
    value = field(record, "tags")
    items = value if isinstance(value, list) else re.split(r"[,|]", _string(value))
    return tuple(dict.fromkeys(tag for item in items if (tag := _string(item))))


def moment(value: Any) -> str:
    """Read a time as exports write it, in EDTF: seconds or milliseconds since 1970, ISO 8601, RFC 822, or in words.

    >>> moment(1732752000), moment("Thu, 28 Nov 2024 08:00:00 GMT"), moment("2024-11-28 08:00:00")
    ('2024-11-28T00:00:00Z', '2024-11-28T08:00:00Z', '2024-11-28T08:00:00')
    """
    text = _string(value)
    if re.fullmatch(r"\d{9,13}(?:\.\d+)?", text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) > 11 else 1)
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return _iso(text) or _rfc822(text) or _words(text)


def _iso(text: str) -> str:
    match = re.fullmatch(
        r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?)?", text
    )
    if match is None:
        return text if re.fullmatch(r"\d{4}(?:-\d{2})?", text) and _valid(text) else ""
    zone = {"UTC": "Z", None: ""}.get(match[3], match[3])
    if zone and len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    value = f"{match[1]}T{match[2]}{zone}" if match[2] else match[1]
    return value if _valid(value) else ""


def _valid(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except DateError:
        return False
    return True


def _rfc822(text: str) -> str:
    if not re.search(r"\d{1,2}\s+[A-Za-z]{3}[a-z]*\.?\s+\d{2,4}", text):
        return ""
    try:
        when = parsedate_to_datetime(text)
        if when.tzinfo is None:
            return when.strftime("%Y-%m-%dT%H:%M:%S")
        offset = when.strftime("%z")
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    zone = "Z" if offset == "+0000" else f"{offset[:3]}:{offset[3:5]}"
    return when.strftime("%Y-%m-%dT%H:%M:%S") + zone


def _words(text: str) -> str:
    stamps = [stamp for stamp in find_stamps(text[:80]) if stamp.date]
    return stamps[0].edtf if stamps else ""
