"""Atom and JSON Feed: what entered the knowledge base, newest first.

An item's date is the day we learned of the event, so that old events surface when they are found; the
event's own date stands in the title. Nothing that lies in the future is announced before the content knows its day.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from heapq import nlargest
from html import escape
from typing import Any, Final

from dateline.exchange.items import Item, card_instant, make_item
from dateline.model.event import Entry
from dateline.model.page import Page
from dateline.site import addresses
from dateline.site.context import Face, publisher, safe_url
from dateline.site.timelines import is_large
from dateline.site.views.entity import timeline_name, timeline_of

ITEMS: Final = 50
_XML_BAD: Final = {code: None for code in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)}


def address(face: Face, local: str) -> str:
    """Return an absolute address; where the site has none, a tag URI's path stays relative."""
    return face.absolute(local) or addresses.encode(local)


def event_address(face: Face, article: str, event: str) -> str:
    """Return an event's permalink for files that leave the site."""
    return address(face, addresses.event(article, event))


def items_of(face: Face, entries: Sequence[Entry]) -> list[Item]:
    """Flatten entries for an export in this language."""
    return [make_item(face.library, entry, face.lang, lambda article, event: event_address(face, article, event)) for entry in entries]


def newest(face: Face, entries: Sequence[Entry], count: int = ITEMS) -> list[Item]:
    """Return the entries learned of last, newest first."""
    def entered(entry: Entry) -> tuple[str, str]:
        articles = face.library.articles
        return (min((_learned(face, s.article) for s in entry.statements if s.article in articles), default=""), entry.id)

    chosen = nlargest(count, entries, key=entered)
    return items_of(face, chosen)


def _learned(face: Face, article_id: str) -> str:
    memory = face.site.language(face.config.lang).memory
    key = ("learned", article_id)
    if key not in memory:
        memory[key] = card_instant(face.library.articles[article_id])
    return memory[key]  # type: ignore[no-any-return]


def atom(face: Face, page: Page) -> bytes:
    """Make the Atom feed of an entity, a topic, a set, a source or the site."""
    kind, identifier = page.subject
    name, home = _about(face, kind, identifier)
    rows = [_article_item(face, a) for a in _articles(face, kind, identifier)] if kind in ("site", "source") else [
        _event_item(item) for item in newest(face, timeline_of(face, kind, identifier).entries, 20 if is_large(face) else ITEMS)
    ]
    updated = max((row["date"] for row in rows), default="1970-01-01T00:00:00Z")
    own = address(face, page.permalink.removeprefix(face.prefix))
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="' + face.t.tag + '">',
        f"<title>{_xml(name)}</title>", f"<id>{_xml(_tag(face, home))}</id>", f"<updated>{updated}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{_xml(own)}"/>', f'<link rel="alternate" type="text/html" href="{_xml(address(face, home))}"/>',
        f"<author><name>{_xml(face.config.site_author or face.config.site_name)}</name></author>",
    ]
    parts += [_atom_entry(row) for row in rows]
    return ("\n".join(parts) + "\n</feed>\n").encode("utf-8", "replace")


def _atom_entry(row: dict[str, Any]) -> str:
    categories = "".join(f'<category term="{_xml(name)}"/>' for name in row["tags"])
    related = "".join(f'<link rel="related" href="{_xml(url)}"/>' for url in row["related"][:3])
    return (
        f"<entry><title>{_xml(row['title'])}</title><id>{_xml(row['id'])}</id><updated>{row['date']}</updated><published>{row['date']}</published>"
        f'<link rel="alternate" type="text/html" href="{_xml(row["url"])}"/>{related}{categories}'
        f'<content type="html">{_xml(row["html"])}</content></entry>'
    )


def json_feed(face: Face, page: Page) -> bytes:
    """Make the same as JSON Feed 1.1, with the event's own date under ``_dateline``."""
    kind, identifier = page.subject
    name, home = _about(face, kind, identifier)
    rows = [_article_item(face, a) for a in _articles(face, kind, identifier)] if kind in ("site", "source") else [
        _event_item(item) for item in newest(face, timeline_of(face, kind, identifier).entries, 20 if is_large(face) else ITEMS)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": name, "home_page_url": address(face, home),
        "feed_url": address(face, page.permalink.removeprefix(face.prefix)), "language": face.t.tag,
        "items": [_json_item(row) for row in rows],
    }
    return (json.dumps(feed, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def _json_item(row: dict[str, Any]) -> dict[str, Any]:
    item = {
        "id": row["id"], "url": row["url"], "title": row["title"], "content_html": row["html"], "date_published": row["date"],
        "language": row["lang"], "tags": row["tags"], "_dateline": row["about"],
    }
    if row["related"]:
        item["external_url"] = row["related"][0]
    return {key: value for key, value in item.items() if value}


def _about(face: Face, kind: str, identifier: str) -> tuple[str, str]:
    if kind == "site":
        return face.config.site_name, addresses.HOME
    if kind == "source":
        return f"{identifier} · {face.config.site_name}", addresses.source(identifier)
    return f"{timeline_name(face, kind, identifier)} · {face.config.site_name}", timeline_of(face, kind, identifier).base


def _articles(face: Face, kind: str, identifier: str) -> list[str]:
    library = face.library
    ids = list(library.articles) if kind == "site" else list(library.source_articles[identifier])
    return sorted(ids, key=lambda i: (_learned(face, i), i), reverse=True)[:ITEMS]


def _event_item(item: Item) -> dict[str, Any]:
    quotes = "".join(f"<blockquote><p>{escape(s.quote)}</p></blockquote><p>— {escape(s.publisher or s.title)}</p>" for s in item.sources[:4])
    return {
        "id": f"urn:dateline:event:{item.id}", "url": item.url, "title": f"{item.date_text} {item.headline}", "date": item.entered, "lang": item.lang,
        "html": quotes, "tags": list(item.entities), "related": list(dict.fromkeys(u for s in item.sources if (u := safe_url(s.url)))),
        "about": {"date": item.date.edtf, "precision": item.date.precision.value, "status": item.status, "sources": len(item.sources)},
    }


def _article_item(face: Face, article_id: str) -> dict[str, Any]:
    card = face.library.articles[article_id]
    events = [e for e in card.events if e.kind == "statement"][:8]
    listed = "".join(f"<li>{escape(face.date(e.date, e.mod))}{escape(face.t.colon)}{escape(e.headline)}</li>" for e in events)
    return {
        "id": f"urn:dateline:article:{addresses.encode(card.id)}", "url": address(face, addresses.article(card.id)), "title": card.title,
        "date": _learned(face, article_id) or "1970-01-01T00:00:00Z", "lang": card.lang, "html": f"<p>{escape(publisher(card))}</p>" + (f"<ul>{listed}</ul>" if listed else ""),
        "tags": [face.entity_name(e) for e in card.entities[:8]], "related": [url] if (url := safe_url(card.url)) else [],
        "about": {"published": card.published.edtf if card.published else "", "events": len(events)},
    }


def _tag(face: Face, home: str) -> str:
    return address(face, home) or f"urn:dateline:{face.config.site_name}"


def _xml(text: str) -> str:
    return escape(text.translate(_XML_BAD))
