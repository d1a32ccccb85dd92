"""Atom and JSON Feed: what entered the knowledge base, newest first.

An item's date is the day we learned of the event, so that old events surface when they are found; the
event's own date stands in the title.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from dateline.exchange.items import Item, make_items
from dateline.model.event import Entry
from dateline.model.page import Page
from dateline.site import addresses
from dateline.site.context import Face, publisher, safe_url
from dateline.site.timeline_store import any_timeline, timeline_name
from dateline.site.views.feedlists import newest_articles, newest_entries

UNKNOWN: Final = "1970-01-01T00:00:00Z"
_XML_BAD: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed, whatever its format; ``about`` is what only JSON Feed carries."""

    id: str
    url: str
    title: str
    date: str
    lang: str
    html: str
    tags: tuple[str, ...]
    related: tuple[str, ...]
    about: dict[str, Any]


def address(face: Face, local: str) -> str:
    """Return an absolute address; relative to the site's root where the site's own address is not configured."""
    return face.absolute(local) or addresses.encode(local)


def event_address(face: Face, article: str, event: str) -> str:
    """Return an event's permalink for files that leave the site."""
    page, _, sentence = addresses.event(article, event).partition("#")
    return f"{address(face, page)}#{sentence}"


def items_of(face: Face, entries: Sequence[Entry]) -> list[Item]:
    """Flatten entries for an export in this language."""
    return make_items(face.library, entries, face.lang, lambda article, event: event_address(face, article, event))


def feed_items(face: Face, kind: str, identifier: str) -> list[FeedItem]:
    """Return a feed's items: articles for the site and for a source, events for a timeline."""
    if kind in ("site", "source"):
        return [_article_item(face, article) for article in newest_articles(face, kind, identifier)]
    entries = newest_entries(face, any_timeline(face, kind, identifier))
    return [_event_item(item) for item in items_of(face, entries)]


def atom(face: Face, page: Page) -> bytes:
    """Make the Atom feed of an entity, a topic, a set, a source or the site."""
    kind, identifier = page.subject
    name, home = _about(face, kind, identifier)
    items = feed_items(face, kind, identifier)
    own = address(face, page.permalink.removeprefix(face.prefix))
    author = face.config.site_author or face.config.site_name
    parts = [
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{face.t.tag}">',
        f"<title>{_xml(name)}</title>",
        f"<id>{_xml(_feed_id(face, own))}</id>",
        f"<updated>{max((item.date for item in items), default=UNKNOWN)}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{_xml(own)}"/>',
        f'<link rel="alternate" type="text/html" href="{_xml(address(face, home))}"/>',
        f"<author><name>{_xml(author)}</name></author>",
        *map(_atom_entry, items),
    ]
    return ("\n".join(parts) + "\n</feed>\n").encode("utf-8", "replace")


def _atom_entry(item: FeedItem) -> str:
    return "".join((
        f"<entry><title>{_xml(item.title)}</title><id>{_xml(item.id)}</id>",
        f"<updated>{item.date}</updated><published>{item.date}</published>",
        f'<link rel="alternate" type="text/html" href="{_xml(item.url)}"/>',
        *(f'<link rel="related" href="{_xml(url)}"/>' for url in item.related[:3]),
        *(f'<category term="{_xml(tag)}"/>' for tag in item.tags),
        f'<content type="html">{_xml(item.html)}</content></entry>',
    ))


def json_feed(face: Face, page: Page) -> bytes:
    """Make the same as JSON Feed 1.1, with the event's own date under ``_dateline``."""
    kind, identifier = page.subject
    name, home = _about(face, kind, identifier)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": name,
        "home_page_url": address(face, home),
        "feed_url": address(face, page.permalink.removeprefix(face.prefix)),
        "language": face.t.tag,
        "items": [_json_item(item) for item in feed_items(face, kind, identifier)],
    }
    return (json.dumps(feed, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def _json_item(item: FeedItem) -> dict[str, Any]:
    return {
        "id": item.id, "url": item.url, "title": item.title, "content_html": item.html, "date_published": item.date,
        **({"language": item.lang} if item.lang else {}),
        **({"external_url": item.related[0]} if item.related else {}),
        **({"tags": list(item.tags)} if item.tags else {}),
        "_dateline": item.about,
    }  # fmt: skip


def _about(face: Face, kind: str, identifier: str) -> tuple[str, str]:
    site = face.config.site_name
    if kind == "site":
        return site, addresses.HOME
    if kind == "source":
        return f"{identifier} · {site}", addresses.source(identifier)
    name = face.t.timeline if kind == "all" else timeline_name(face, kind, identifier)
    return f"{name} · {site}", any_timeline(face, kind, identifier).base


def _event_item(item: Item) -> FeedItem:
    quotes = (
        f"<blockquote><p>{escape(s.quote)}</p></blockquote><p>— {escape(s.publisher or s.title)}</p>"
        for s in item.sources[:4]
    )
    related = tuple(dict.fromkeys(url for s in item.sources if (url := safe_url(s.url))))
    about: dict[str, Any] = {"date": item.date.edtf, "precision": item.date.precision.value, "status": item.status}
    about["sources"] = len(item.sources)
    return FeedItem(
        f"urn:dateline:event:{addresses.encode(item.id)}", item.url, f"{item.date_text} {item.headline}", item.entered,
        item.lang, "".join(quotes), item.entities, related, about,
    )  # fmt: skip


def _article_item(face: Face, article_id: str) -> FeedItem:
    card = face.library.articles[article_id]
    events = [e for e in card.events if e.kind == "statement"]
    listed = "".join(
        f"<li>{escape(face.date(e.date, e.mod))}{escape(face.t.colon)}{escape(e.headline)}</li>" for e in events[:8]
    )
    html = f"<p>{escape(publisher(card))}</p>" + (f"<ul>{listed}</ul>" if listed else "")
    url = safe_url(card.url)
    about = {"published": card.published.edtf if card.published else "", "events": len(events)}
    return FeedItem(
        f"urn:dateline:article:{addresses.encode(card.id)}", address(face, addresses.article(card.id)), card.title,
        face.library.learned.get(article_id) or UNKNOWN, card.lang, html,
        tuple(map(face.entity_name, card.entities[:8])),
        (url,) if url else (), about,
    )  # fmt: skip


def _feed_id(face: Face, own: str) -> str:
    return own if face.config.site_url else f"urn:dateline:feed:{own}"


def _xml(text: str) -> str:
    return escape(text.translate(_XML_BAD))
