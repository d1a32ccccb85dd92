"""Indexes: entities A–Z and by type, topics, sources, articles by year, sets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Final

from dateline.model.entity import ENTITY_TYPES, Entity
from dateline.model.page import Page
from dateline.site import addresses
from dateline.site.context import Face
from dateline.site.timeline_store import is_large
from dateline.site.views.cards import cards
from dateline.site.views.frame import View, frame
from dateline.site.views.home import entity_spark
from dateline.text.pinyin import spelling

PER_PAGE: Final = 300
"""Most items on one page of an index: a page stays small however many there are."""


def sort_name(name: str) -> str:
    """Return the key a name is sorted by: pinyin for Han where pypinyin is there, Latin letters without accents."""
    spelt = spelling(name)
    plain = unicodedata.normalize("NFKD", name if spelt is None else spelt[0])
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def letter(name: str) -> str:
    """Return the heading a name is filed under: A to Z, its first Han character's pinyin letter, or #."""
    first = sort_name(name)[:1].upper()
    return first if "A" <= first <= "Z" else "#"


def entity_order(face: Face) -> list[Entity]:
    """Return every entity by name in this language; made once."""
    if "entity_order" not in face.memory:
        face.memory["entity_order"] = sorted(
            face.library.entities.values(),
            key=lambda e: (letter(e.name(face.lang)) == "#", sort_name(e.name(face.lang)), e.id),
        )
    return face.memory["entity_order"]  # type: ignore[no-any-return]


def chunk_count(count: int) -> int:
    """Return how many pages an index of ``count`` items takes."""
    return max(1, -(-count // PER_PAGE))


def chunk(items: Sequence[str], number: int) -> Sequence[str]:
    """Return the items of one page of an index; pages count from 1."""
    return items[(number - 1) * PER_PAGE : number * PER_PAGE]


def _chunk_address(base: str, number: int) -> str:
    return base if number == 1 else f"{base}{number}/"


def _pager(face: Face, base: str, number: int, count: int) -> list[SimpleNamespace]:
    found = []
    if number > 1:
        found.append(
            SimpleNamespace(rel="prev", url=face.url(_chunk_address(base, number - 1)), label=f"← {face.t.previous}")
        )
    if number < chunk_count(count):
        found.append(
            SimpleNamespace(rel="next", url=face.url(_chunk_address(base, number + 1)), label=f"{face.t.next} →")
        )
    return found


def _index(face: Face, page: Page, heading: str, **fields: object) -> View:
    base: dict[str, object] = {
        "summary": "",
        "views": (),
        "letters": (),
        "groups": (),
        "cards": (),
        "pager": (),
        "picker": False,
    }
    return frame(face, page, heading, **(base | fields))  # type: ignore[arg-type]


def _entity_item(face: Face, entity: Entity) -> SimpleNamespace:
    name = entity.name(face.lang)
    other = entity.names.get("en" if face.t.zh else "zh", "")
    return SimpleNamespace(
        name=name,
        alt=other if other != name else "",
        url=face.url(addresses.entity(entity.id)),
        spark="" if is_large(face) else entity_spark(face, entity.id),
        count=face.library.entity_entries.sizes.get(entity.id, 0),
        lang="",
    )


def entities_view(face: Face, page: Page) -> View:
    """Make the view of the A–Z index: pinyin decides for Chinese names."""
    number = int(page.subject[0])
    everything = entity_order(face)
    shown = everything[(number - 1) * PER_PAGE : number * PER_PAGE]
    groups = _lettered([(letter(entity.name(face.lang)), _entity_item(face, entity)) for entity in shown])
    return _index(
        face,
        page,
        face.t.entities,
        summary=face.t.n("entities", len(everything)),
        views=_entity_views(face, ""),
        groups=groups,
        letters=[(g.label, g.anchor) for g in groups],
        pager=_pager(face, addresses.ENTITIES, number, len(everything)),
    )


def type_view(face: Face, page: Page) -> View:
    """Make the view of the entities of one type, the most told-of first."""
    kind = page.subject[0]
    library = face.library
    found = [entity for entity in library.entities.values() if entity.type == kind]
    found.sort(key=lambda e: (-library.entity_entries.sizes.get(e.id, 0), e.id))
    items = [_entity_item(face, entity) for entity in found[:PER_PAGE]]
    return _index(
        face,
        page,
        type_name(face, kind),
        summary=face.t.n("entities", len(found)),
        views=_entity_views(face, kind),
        groups=[SimpleNamespace(anchor=kind, label="", entries=items)],
        crumbs=[(face.t.entities, face.url(addresses.ENTITIES))],
    )


def type_name(face: Face, kind: str) -> str:
    """Return the plural name of a type of entity."""
    return str(face.t.__dict__.get(f"t_{kind}", kind))


def entity_types(types: Iterable[str]) -> list[str]:
    """Return the types in use, in the registry's order, own ones last."""
    used = set(types)
    return [kind for kind in ENTITY_TYPES if kind in used] + sorted(used.difference(ENTITY_TYPES))


def _entity_views(face: Face, current: str) -> list[SimpleNamespace]:
    kinds = entity_types(entity.type for entity in face.library.entities.values())
    found = [SimpleNamespace(label=face.t.by_letter, url=face.url(addresses.ENTITIES), current=not current)]
    return [
        *found,
        *(
            SimpleNamespace(
                label=type_name(face, kind), url=face.url(f"{addresses.ENTITIES}type/{kind}/"), current=kind == current
            )
            for kind in kinds
        ),
    ]


def _lettered(items: Sequence[tuple[str, SimpleNamespace]]) -> list[SimpleNamespace]:
    groups: dict[str, list[SimpleNamespace]] = {}
    for label, item in items:
        groups.setdefault(label, []).append(item)
    return [
        SimpleNamespace(anchor=f"l-{'other' if label == '#' else label}", label=label, entries=entries)
        for label, entries in groups.items()
    ]


def topics_view(face: Face, page: Page) -> View:
    """Make the view of the index of topics."""
    library = face.library
    topics = sorted(library.topics.values(), key=lambda topic: (sort_name(topic.name(face.lang)), topic.id))
    items = [
        SimpleNamespace(
            name=topic.name(face.lang),
            alt=topic.names.get("en" if face.t.zh else "zh", "") if len(topic.names) > 1 else "",
            url=face.url(addresses.topic(topic.id)),
            spark="",
            count=face.t.n("articles", len(library.topic_articles.get(topic.id, ()))),
            lang="",
        )
        for topic in topics[:PER_PAGE]
    ]
    return _index(
        face,
        page,
        face.t.topics,
        summary=face.t.n("topics", len(topics)),
        groups=[SimpleNamespace(anchor="all", label="", entries=items)],
    )


def sources_view(face: Face, page: Page) -> View:
    """Make the view of the index of sources, the most used first."""
    pairs = sorted(face.library.source_articles.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    items = [
        SimpleNamespace(
            name=name,
            alt="",
            url=face.url(addresses.source(name)),
            spark="",
            count=face.t.n("articles", len(ids)),
            lang="",
        )
        for name, ids in pairs[:PER_PAGE]
    ]
    return _index(
        face,
        page,
        face.t.sources,
        summary=face.t.n("sources", len(pairs)),
        groups=[SimpleNamespace(anchor="all", label="", entries=items)],
    )


def source_view(face: Face, page: Page) -> View:
    """Make the view of one source: its articles, newest first."""
    name, number = page.subject[0], int(page.subject[1])
    ids = face.library.source_articles[name]
    base = addresses.source(name)
    return _index(
        face,
        page,
        name,
        summary=face.t.n("articles", len(ids)),
        cards=cards(face, chunk(ids, number)),
        crumbs=[(face.t.sources, face.url(addresses.SOURCES))],
        pager=_pager(face, base, number, len(ids)),
    )


def articles_view(face: Face, page: Page) -> View:
    """Make the view of the index of articles: one page a year, newest first."""
    code = page.subject[0]
    years = article_years(face)
    ids = years[code]
    chosen = chunk(ids, int(page.subject[1]))
    base = addresses.ARTICLES if code == next(iter(years)) else f"{addresses.ARTICLES}{_year_part(code)}/"
    views = [
        SimpleNamespace(
            label=_year_label(face, other),
            url=face.url(
                addresses.ARTICLES if other == next(iter(years)) else f"{addresses.ARTICLES}{_year_part(other)}/"
            ),
            current=other == code,
        )
        for other in years
    ]
    return _index(
        face,
        page,
        face.t.articles,
        summary=face.t.n("articles", len(face.library.articles)),
        views=views,
        cards=cards(face, chosen),
        pager=_pager(face, base, int(page.subject[1]), len(ids)),
    )


def _year_part(code: str) -> str:
    return f"in-{code}" if code else "undated"


def _year_label(face: Face, code: str) -> str:
    return (f"{code}年" if face.t.zh else code) if code else face.t.undated


def article_years(face: Face) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of articles by the year they were published in, newest year first; "" holds the undated."""
    return face.library.year_articles or {"": ()}


def article_index_pages(face: Face) -> list[tuple[str, tuple[str, str]]]:
    """List the pages of the index of articles: address and subject (year, number)."""
    years = article_years(face)
    found = []
    for code, ids in years.items():
        base = addresses.ARTICLES if code == next(iter(years)) else f"{addresses.ARTICLES}{_year_part(code)}/"
        found += [(_chunk_address(base, number), (code, str(number))) for number in range(1, chunk_count(len(ids)) + 1)]
    return found


def sets_view(face: Face, page: Page) -> View:
    """Make the view of the index of sets."""
    items = [
        SimpleNamespace(
            name=item.name(face.lang),
            alt="",
            url=face.url(addresses.named_set(item.id)),
            spark="",
            count=len(item.members),
            lang="",
        )
        for item in face.config.sets
    ]
    return _index(face, page, face.t.sets, groups=[SimpleNamespace(anchor="all", label="", entries=items)])
