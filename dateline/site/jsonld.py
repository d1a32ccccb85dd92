"""schema.org JSON-LD, one block a page.

An article's page cites the article it was made from and never claims to be it; no date gets a day it does not have.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from dateline.index.library import ArticleCard
from dateline.model.entity import Entity
from dateline.model.event import Entry
from dateline.site import addresses
from dateline.site.choices import listed
from dateline.site.context import Face, datetime_of, made, publisher, safe_url
from dateline.site.timeline_store import is_large
from dateline.site.timelines import Timeline

if TYPE_CHECKING:
    from markupsafe import Markup

_TYPES: Final = {
    "company": "Organization",
    "organisation": "Organization",
    "person": "Person",
    "product": "Product",
    "place": "Place",
    "event": "Event",
    "work": "CreativeWork",
}
_ESCAPES: Final = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def embed(data: dict[str, Any]) -> Markup:
    """Write JSON that is safe inside ``<script>``: no ``<``, ``>``, ``&`` or line separator stands in it."""
    text = _encode(data)
    for char, escaped in _ESCAPES:
        text = text.replace(char, escaped)
    return made(text)


def _kept(**values: Any) -> dict[str, Any]:
    return {key.replace("at_", "@"): value for key, value in values.items() if value not in ("", None, [], ())}


def website(face: Face) -> Markup:
    """Describe the front page."""
    return embed(
        _kept(
            at_context="https://schema.org",
            at_type="WebSite",
            name=face.config.site_name,
            url=face.absolute(""),
            inLanguage=face.t.tag,
            description=face.config.site_description,
        )
    )


def article(face: Face, card: ArticleCard) -> Markup:
    """Describe an article's page: a page about, and based on, an article elsewhere."""
    original = _kept(
        at_type="NewsArticle",
        headline=card.title,
        url=safe_url(card.url),
        datePublished=datetime_of(card.published),
        dateModified=datetime_of(card.updated),
        inLanguage=card.lang,
        archivedAt=safe_url(card.archived),
        author=[{"@type": "Person", "name": name} for name in card.authors],
        publisher=_kept(at_type="Organization", name=publisher(card)) if publisher(card) else "",
    )
    library = face.library
    named = () if is_large(face) else card.entities[:6]
    return embed(
        _kept(
            at_context="https://schema.org",
            at_type="WebPage",
            url=face.absolute(addresses.article(card.id)),
            inLanguage=card.lang or face.t.tag,
            isBasedOn=original,
            about=[_thing(face, library.entities[e]) for e in named if e in library.entities],
        )
    )


def _thing(face: Face, entity: Entity) -> dict[str, Any]:
    key = ("thing", entity.id)
    made = face.memory.get(key)
    if made is None:
        made = face.memory[key] = _make_thing(face, entity)
    return made


def _make_thing(face: Face, entity: Entity) -> dict[str, Any]:
    return _kept(
        at_type=_TYPES.get(entity.type, "Thing"),
        name=face.entity_name(entity.id),
        url=face.absolute(addresses.entity(entity.id)),
        sameAs=f"http://www.wikidata.org/entity/{entity.wikidata}" if entity.wikidata else "",
    )


def entity(face: Face, item: Entity, timeline: Timeline) -> Markup:
    """Describe an entity's page: a collection whose main entity is the company, person, product or place."""
    same = [f"http://www.wikidata.org/entity/{item.wikidata}"] if item.wikidata else []
    same += [url for url in map(safe_url, item.links) if url]
    name = face.entity_name(item.id)
    thing = _kept(
        at_type=_TYPES.get(item.type, "Thing"),
        name=name,
        alternateName=[other for other in item.surfaces if other != name],
        url=face.absolute(addresses.entity(item.id)),
        sameAs=same,
        description=item.description,
        parentOrganization=_kept(at_type="Organization", name=face.entity_name(item.parent))
        if item.parent and item.type in ("company", "organisation")
        else "",
    )
    return embed(
        _kept(
            at_context="https://schema.org",
            at_type="CollectionPage",
            name=name,
            inLanguage=face.t.tag,
            url=face.absolute(addresses.entity(item.id)),
            mainEntity=thing,
            hasPart=_items(face, timeline),
        )
    )


def collection(face: Face, name: str, timeline: Timeline) -> Markup:
    """Describe a topic's, a set's or the whole timeline's page."""
    return embed(
        _kept(
            at_context="https://schema.org",
            at_type="CollectionPage",
            name=name,
            inLanguage=face.t.tag,
            url=face.absolute(timeline.base),
            hasPart=_items(face, timeline),
        )
    )


def _items(face: Face, timeline: Timeline) -> dict[str, Any] | str:
    key = listed(face, timeline)
    if not key:
        return ""
    return {
        "@type": "ItemList",
        "numberOfItems": len(timeline.entries),
        "itemListElement": [
            {"@type": "ListItem", "position": place, "item": _event(face, entry)} for place, entry in enumerate(key, 1)
        ],
    }


def _event(face: Face, entry: Entry) -> dict[str, Any]:
    article = entry.articles[0]
    card = face.library.articles.get(article)
    return _kept(
        at_type="Event",
        name=entry.headline,
        startDate=datetime_of(entry.date),
        url=face.absolute(addresses.event(article, entry.statement_ids[0])),
        about=[face.entity_name(e) for e in entry.entities[:6]],
        subjectOf=_kept(at_type="NewsArticle", headline=card.title, url=safe_url(card.url)) if card else "",
    )
