"""FollowTheMoney JSON: the registry, the articles and the events, one object a line, for Aleph and its kin.

FtM dates are prefixes (2024, 2024-11, 2024-11-28); a range gives ``startDate`` and ``endDate``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any, Final

from dateline.index.library import ArticleCard, Library
from dateline.model.dates import HIGH, LOW, PartialDate, day_text
from dateline.model.entity import Entity
from dateline.model.event import Entry

_SCHEMA: Final = {
    "company": "Company",
    "person": "Person",
    "organisation": "Organization",
    "product": "Asset",
    "place": "Address",
    "event": "Event",
}


def write(library: Library, lang: str, address: Callable[[str, str], str] = lambda _article, _event: "") -> str:
    """Write the whole library, entities first, then articles, then events."""
    objects = [
        *(_entity(e, lang) for e in library.entities.values()),
        *(_article(c) for c in library.articles.values()),
    ]
    objects += [_event(library, entry, address) for entry in library.entries.values()]
    return "".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) + "\n" for item in objects)


def _id(kind: str, identifier: str) -> str:
    return f"dateline-{kind}-" + hashlib.sha1(identifier.encode(), usedforsecurity=False).hexdigest()


def _object(kind: str, identifier: str, schema: str, **properties: list[str]) -> dict[str, Any]:
    return {
        "id": _id(kind, identifier),
        "schema": schema,
        "properties": {key: values for key, values in properties.items() if values},
    }


def _entity(entity: Entity, lang: str) -> dict[str, Any]:
    schema = _SCHEMA.get(entity.type, "Thing")
    name = entity.name(lang)
    properties = {
        "name": [name],
        "alias": [other for other in entity.surfaces if other != name],
        "wikidataId": [entity.wikidata] if entity.wikidata else [],
    }
    if schema == "Address":
        return _object("entity", entity.id, schema, full=[name], **properties)
    return _object(
        "entity",
        entity.id,
        schema,
        website=[] if schema in ("Event", "Thing", "Asset") else list(entity.links),
        **properties,
    )


def _article(card: ArticleCard) -> dict[str, Any]:
    return _object(
        "article",
        card.id,
        "Article",
        title=[card.title],
        sourceUrl=[card.url] if card.url else [],
        publisher=[card.source] if card.source else [],
        author=list(card.authors),
        publishedAt=_prefixes(card.published) if card.published else [],
        retrievedAt=[card.captured[:10]] if card.captured else [],
        language=[{"zh": "zho", "en": "eng"}[card.lang[:2]]] if card.lang[:2] in ("zh", "en") else [],
    )


def _event(library: Library, entry: Entry, address: Callable[[str, str], str]) -> dict[str, Any]:
    involved = [_id("entity", e) for e in entry.entities if e in library.entities]
    cards = [library.articles[s.article] for s in entry.statements if s.article in library.articles]
    first = entry.statements[0]
    link = address(first.article, first.id)
    return _object(
        "event",
        entry.id,
        "Event",
        name=[entry.headline],
        involved=involved,
        proof=[_id("article", c.id) for c in cards],
        sourceUrl=[link] if link else list(dict.fromkeys(c.url for c in cards if c.url)),
        description=list(dict.fromkeys(s.quote for s in entry.statements)),
        **_dates(entry.date),
    )


def _dates(date: PartialDate) -> dict[str, list[str]]:
    if date.calendar:
        return {"date": [date.calendar]}
    found = {}
    if date.earliest != LOW:
        found["startDate"] = [day_text(date.earliest)]
    if date.latest != HIGH:
        found["endDate"] = [day_text(date.latest)]
    return found


def _prefixes(date: PartialDate) -> list[str]:
    if date.calendar:
        return [date.calendar]
    return [] if date.earliest == LOW else [day_text(date.earliest)]
