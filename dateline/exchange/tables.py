"""Timelines as JSON, JSON Lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dateline.exchange.items import Item, Source

COLUMNS = (
    "id",
    "date",
    "mod",
    "date_text",
    "headline",
    "status",
    "entities",
    "topics",
    "sources",
    "urls",
    "permalink",
    "key",
    "disputed",
)


def as_object(item: Item) -> dict[str, Any]:
    """Return an item as a line of JSON Lines holds it."""
    sources = [_source(source) | {"quote": source.quote, "page": source.page} for source in item.sources]
    return _facts(item) | {"sources": sources}


def _facts(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "date": item.date.edtf,
        "precision": item.date.precision.value,
        "mod": item.mod,
        "date_text": item.date_text,
        "headline": item.headline,
        "lang": item.lang,
        "status": item.status,
        "key": item.key,
        "disputed": item.disputed,
        "entities": list(item.ids),
        "names": list(item.entities),
        "topics": list(item.topics),
        "permalink": item.url,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": source.published,
    }


def write_json(items: Iterable[Item], title: str, total: int, url: str = "") -> str:
    """Write a timeline as one JSON object; ``total`` counts its entries when only the chief ones are listed.

    ``articles`` holds each article once. What an event's ``sources`` say of it is the number of its article there, its
    words, and the anchor at which they stand on its page.
    """
    articles: dict[Source, int] = {}
    events = [_facts(item) | {"sources": [_statement(s, articles) for s in item.sources]} for item in items]
    return (
        json.dumps(
            {
                "title": title,
                "url": url,
                "total": total,
                "complete": len(events) == total,
                "articles": [_source(article) | {"page": article.page} for article in articles],
                "events": events,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        + "\n"
    )


def _statement(source: Source, articles: dict[Source, int]) -> dict[str, Any]:
    """Return what a source says, with the number of its article, which is given one at its first."""
    page, _, anchor = source.page.partition("#")
    number = articles.setdefault(replace(source, quote="", page=page), len(articles))
    return {"article": number, "quote": source.quote, "anchor": anchor}


def write_jsonl(items: Iterable[Item]) -> str:
    """Write one JSON object a line."""
    return "".join(json.dumps(as_object(item), ensure_ascii=False, separators=(",", ":")) + "\n" for item in items)


def write_csv(items: Iterable[Item]) -> str:
    """Write a table for spreadsheets: several values in a cell are parted by `` | ``.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it (CWE-1236).
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in items:
        writer.writerow(
            [
                _plain(cell)
                for cell in (
                    item.id,
                    item.date.edtf,
                    item.mod,
                    item.date_text,
                    item.headline,
                    item.status,
                    " | ".join(item.entities),
                    " | ".join(item.topics),
                    " | ".join(dict.fromkeys(s.publisher for s in item.sources if s.publisher)),
                    " | ".join(dict.fromkeys(s.url for s in item.sources if s.url)),
                    item.url,
                    "yes" if item.key else "",
                    "yes" if item.disputed else "",
                )
            ]
        )
    return out.getvalue()


def _plain(cell: str) -> str:
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not cell[1:5].isdigit() else cell
