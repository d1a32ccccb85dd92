"""The site's data files: exports of each timeline, sitemap, robots."""

from __future__ import annotations

import hashlib
from typing import Final
from urllib.parse import urlsplit

from dateline.exchange import ics, tables
from dateline.exchange import markwhen as markwhen_format
from dateline.exchange import timelinejs as timelinejs_format
from dateline.exchange.items import Item
from dateline.model.page import Page
from dateline.site import addresses
from dateline.site.choices import drawn, exported
from dateline.site.context import Face
from dateline.site.feeds import _xml, address, items_of
from dateline.site.timeline_store import any_timeline, timeline_name, whole_timeline

SITEMAP_URLS: Final = 50_000


def _items(face: Face, page: Page) -> list[Item]:
    timeline = any_timeline(face, *page.subject)
    memory = face.memory
    key = ("items", page.subject)
    if memory.get("items key") != key:
        memory["items key"] = key
        memory["items"] = items_of(face, exported(face, timeline))
    return memory["items"]  # type: ignore[no-any-return]


def _drawn_items(face: Face, page: Page) -> list[Item]:
    chosen = {entry.id for entry in drawn(face, any_timeline(face, *page.subject))}
    return [item for item in _items(face, page) if item.id in chosen]


def _name(face: Face, page: Page) -> str:
    kind, identifier = page.subject
    return timeline_name(face, kind, identifier)


def timeline_json(face: Face, page: Page) -> bytes:
    """Make ``timeline.json``."""
    timeline = any_timeline(face, *page.subject)
    return tables.write_json(
        _items(face, page), _name(face, page), len(timeline.entries), address(face, timeline.base)
    ).encode("utf-8", "replace")


def timeline_csv(face: Face, page: Page) -> bytes:
    """Make ``timeline.csv``, with a byte order mark: spreadsheets take it for UTF-8 only so."""
    return ("\ufeff" + tables.write_csv(_items(face, page))).encode("utf-8", "replace")


def timelinejs(face: Face, page: Page) -> bytes:
    """Make ``timelinejs.json``."""
    return timelinejs_format.write(_drawn_items(face, page), _name(face, page)).encode("utf-8", "replace")


def markwhen(face: Face, page: Page) -> bytes:
    """Make ``timeline.mw``."""
    return markwhen_format.write(_drawn_items(face, page), _name(face, page)).encode("utf-8", "replace")


def calendar(face: Face, page: Page) -> bytes:
    """Make ``calendar.ics``."""
    domain = urlsplit(face.config.site_url).hostname or "dateline.invalid"
    return ics.write(_items(face, page), _name(face, page), domain).encode("utf-8", "replace")


def events_jsonl(face: Face, _page: Page) -> bytes:
    """Make the file of every event of the site, one JSON object a line."""
    return tables.write_jsonl(items_of(face, whole_timeline(face).entries)).encode("utf-8", "replace")


def robots(face: Face, _page: Page) -> bytes:
    """Make ``robots.txt``."""
    lines = ["User-agent: *", "Disallow: /" if face.config.noindex else "Allow: /"]
    if face.config.site_url and not face.config.noindex:
        lines.append(f"Sitemap: {face.config.site_url.rstrip('/')}/sitemap.xml")
    return ("\n".join(lines) + "\n").encode()


def sitemap(face: Face, page: Page) -> bytes:
    """Make ``sitemap.xml``, or one part of it; ``lastmod`` comes from the content, never from a clock."""
    number = page.subject[0]
    base = face.config.site_url.rstrip("/")
    urls = sitemap_addresses(face)
    if number == "index":
        parts = range(1, -(-len(urls) // SITEMAP_URLS) + 1)
        body = "".join(f"<sitemap><loc>{_xml(f'{base}/sitemap-{part}.xml')}</loc></sitemap>\n" for part in parts)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}</sitemapindex>\n'.encode()
    chosen = urls if number == "all" else urls[(int(number) - 1) * SITEMAP_URLS : int(number) * SITEMAP_URLS]
    body = "".join(
        f"<url><loc>{_xml(base)}/{addresses.encode(where)}</loc>"
        + (f"<lastmod>{day}</lastmod>" if day else "")
        + "</url>\n"
        for where, day in chosen
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}</urlset>\n'.encode()


def sitemap_addresses(face: Face) -> list[tuple[str, str]]:
    """List the addresses worth finding, with the day each was last touched where that is known."""
    library = face.library
    found: list[tuple[str, str]] = [
        (prefix + a, "")
        for prefix in _prefixes(face)
        for a in (addresses.HOME, addresses.TIMELINE, addresses.ENTITIES, addresses.TOPICS, addresses.ARTICLES)
    ]
    for prefix in _prefixes(face):
        found += [(prefix + addresses.entity(e), "") for e in library.entities]
        found += [(prefix + addresses.topic(t), "") for t in library.topics]
        found += [
            (prefix + addresses.article(a.id), a.captured[:10] if len(a.captured) >= 10 else "")
            for a in library.articles.values()
            if a.publish.value == "full"
        ]
    return found


def _prefixes(face: Face) -> list[str]:
    return [face.site.language(lang).prefix for lang in face.config.languages]


def digest(data: bytes) -> str:
    """Return the part of a static file's name that changes with its bytes."""
    return hashlib.sha256(data).hexdigest()[:10]
