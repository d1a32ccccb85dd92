"""The pages of entities, topics and sets: facts, timeline, what they are named with, sources."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from dateline.model.entity import Entity, Topic
from dateline.model.page import Page
from dateline.site import addresses, jsonld, share
from dateline.site.choices import ARTICLES, busiest, neighbours, sources
from dateline.site.context import Face, made, safe_url
from dateline.site.strips import star_graph
from dateline.site.timeline_store import is_large, timeline_name, timeline_of
from dateline.site.timelines import Timeline
from dateline.site.views.cards import cards
from dateline.site.views.frame import View, frame
from dateline.site.views.windows import first_page, period_name, period_page


def downloads(face: Face, base: str) -> list[tuple[str, str]]:
    """List the files beside a timeline's page."""
    large = is_large(face)
    found = [("JSON", "timeline.json")]
    if not large:
        found += [("CSV", "timeline.csv"), ("TimelineJS", "timelinejs.json"), ("Markwhen", "timeline.mw")]
    if face.config.feeds:
        found = [("Atom", "feed.xml"), *([] if large else [("JSON Feed", "feed.json")]), *found]
    if face.config.calendars:
        found.append(("iCalendar", "calendar.ics"))
    return [*((label, face.url(base + name)) for label, name in found), (face.t.embed, face.url(base + "embed/"))]


def feed_links(face: Face, base: str, name: str) -> list[tuple[str, str, str]]:
    """List the feeds of a page for its head."""
    if not face.config.feeds:
        return []
    found = [("application/atom+xml", face.url(base + "feed.xml"), name)]
    if not is_large(face):
        found.append(("application/feed+json", face.url(base + "feed.json"), name))
    return found


def entity_view(face: Face, page: Page) -> View:
    """Make the view of an entity's first page."""
    entity = face.library.entities[page.subject[0]]
    timeline = timeline_of(face, "entity", entity.id)
    relations = _relations(face, entity.id)
    return _first_view(
        face,
        page,
        entity,
        timeline,
        face.library.entity_articles.get(entity.id, ()),
        crumbs=[(face.t.entities, face.url(addresses.ENTITIES))],
        jsonld=jsonld.entity(face, entity, timeline),
        image=share.address(face, entity.id),
        kind=face.t.phrase("k", entity.type) if f"k_{entity.type}" in face.t.__dict__ else entity.type,
        facts=_facts(face, entity),
        relations=relations,
        graph=star_graph([(r.name, r.url, r.articles) for r in relations]),
        compares=_compares(face, entity.id),
        **first_page(face, timeline, entity.id),
    )


def topic_view(face: Face, page: Page) -> View:
    """Make the view of a topic's first page."""
    topic = face.library.topics[page.subject[0]]
    timeline = timeline_of(face, "topic", topic.id)
    return _first_view(
        face,
        page,
        topic,
        timeline,
        face.library.topic_articles.get(topic.id, ()),
        crumbs=[(face.t.topics, face.url(addresses.TOPICS))],
        jsonld=jsonld.collection(face, topic.name(face.lang), timeline),
        kind=face.t.k_topic,
        facts=[],
        relations=_busiest(face, timeline),
        graph="",
        compares=[],
        **first_page(face, timeline),
    )


def _first_view(
    face: Face, page: Page, about: Entity | Topic, timeline: Timeline, articles: tuple[str, ...], **own: Any
) -> View:
    """Make the view of a first page from what entities and topics share and what is their kind's ``own``."""
    name = timeline_name(face, timeline.kind, about.id)
    return frame(
        face,
        page,
        name,
        description=about.description or _summary(face, name, timeline),
        lead=about.description,
        ref=about.ref,
        feeds=feed_links(face, timeline.base, name),
        other_name=_other_name(face, about.names, name),
        other_lang=_other_lang(face),
        totals=[face.t.n("events", len(timeline.entries)), face.t.n("articles", len(articles))],
        body=made(face.site.written(about.body)) if about.body.strip() else "",
        cards=cards(face, articles[:ARTICLES]),
        source_links=_sources(face, timeline.kind, about.id, articles),
        downloads=downloads(face, timeline.base),
        **own,
    )


def _other_lang(face: Face) -> str:
    return "en" if face.t.zh else "zh"


def _other_name(face: Face, names: Mapping[str, str], shown: str) -> str:
    """Return the name in the site's other language, or nothing where it is the one that is shown already."""
    other = names.get(_other_lang(face), "")
    return other if other != shown else ""


def set_view(face: Face, page: Page) -> View:
    """Make the view of a named set's first page."""
    item = next(item for item in face.config.sets if item.id == page.subject[0])
    timeline = timeline_of(face, "set", item.id)
    name = item.name(face.lang)
    members = [
        (face.entity_name(m), face.url(addresses.entity(m)))
        if m in face.library.entities
        else (face.topic_name(m), face.url(addresses.topic(m)))
        for m in item.members
        if m in face.library.entities or m in face.library.topics
    ]
    return frame(
        face,
        page,
        name,
        description=_summary(face, name, timeline),
        lead="",
        crumbs=[(face.t.sets, face.url(addresses.SETS))],
        feeds=feed_links(face, timeline.base, name),
        jsonld=jsonld.collection(face, name, timeline),
        kind=face.t.k_set,
        other_name="",
        other_lang="",
        totals=[face.t.n("events", len(timeline.entries))],
        body="",
        facts=[SimpleNamespace(label=face.t.members, values=members, join=face.t.comma, external=False)],
        relations=[],
        graph="",
        compares=[],
        cards=[],
        source_links=[],
        downloads=downloads(face, timeline.base),
        **first_page(face, timeline),
    )


def part_view(face: Face, page: Page) -> View:
    """Make the view of one period of an entity's, a topic's or a set's timeline."""
    kind, identifier, code = page.subject
    timeline = timeline_of(face, kind, identifier)
    period = timeline.periods[code]
    name = timeline_name(face, kind, identifier)
    label = period_name(face, code)
    index = {
        "entity": (face.t.entities, addresses.ENTITIES),
        "topic": (face.t.topics, addresses.TOPICS),
        "set": (face.t.sets, addresses.SETS),
    }[kind]
    return frame(
        face,
        page,
        f"{name} · {label}",
        description=f"{name} · {label}{face.t.colon}{face.t.n('events', len(period.entries))}",
        crumbs=[(index[0], face.url(index[1])), (name, face.url(timeline.base))],
        downloads=downloads(face, timeline.base),
        summary=face.t.n("events", len(period.entries)),
        **period_page(face, timeline, period, identifier if kind == "entity" else ""),
    )


def _summary(face: Face, name: str, timeline: Timeline) -> str:
    return f"{name}{face.t.colon}{face.t.n('events', len(timeline.entries))}"


def _facts(face: Face, entity: Entity) -> list[SimpleNamespace]:
    t = face.t
    shown = {face.entity_name(entity.id)}
    others = [name for name in entity.surfaces if name not in shown]
    found: list[SimpleNamespace] = []
    if others:
        found.append(_fact(t.also_known, [(name, "") for name in others[:12]], t.comma))
    found += [_fact(face.date(period.period), [(period.name, "")]) for period in entity.name_periods]
    if entity.parent:
        url = face.url(addresses.entity(entity.parent)) if entity.parent in face.library.entities else ""
        found.append(_fact(t.parent, [(face.entity_name(entity.parent), url)]))
    children = (
        [other.id for other in face.library.entities.values() if other.parent == entity.id]
        if _has_children(face, entity.id)
        else []
    )
    if children:
        found.append(
            _fact(t.includes, [(face.entity_name(c), face.url(addresses.entity(c))) for c in children[:20]], t.comma)
        )
    outer = [(_host(url), url) for url in map(safe_url, entity.links) if url]
    if entity.wikidata:
        outer.append((f"Wikidata {entity.wikidata}", f"https://www.wikidata.org/wiki/{entity.wikidata}"))
    if outer:
        found.append(_fact(t.links, outer, t.comma, external=True))
    return found


def _fact(label: str, values: list[tuple[str, str]], join: str = "", *, external: bool = False) -> SimpleNamespace:
    return SimpleNamespace(label=label, values=values, join=join, external=external)


def _has_children(face: Face, entity_id: str) -> bool:
    memory = face.memory
    if "parents" not in memory:
        memory["parents"] = {entity.parent for entity in face.library.entities.values() if entity.parent}
    return entity_id in memory["parents"]


def _host(url: str) -> str:
    return url.split("/")[2].removeprefix("www.")


def _relations(face: Face, entity_id: str) -> list[SimpleNamespace]:
    return [_relation(face, other, articles, events) for other, articles, events in neighbours(face, entity_id)]


def _relation(face: Face, other: str, articles: int, events: int) -> SimpleNamespace:
    return SimpleNamespace(
        name=face.entity_name(other), url=face.url(addresses.entity(other)), articles=articles, events=events
    )


def _busiest(face: Face, timeline: Timeline) -> list[SimpleNamespace]:
    """Return the entities a topic's events name most, with how many of its articles tell of them."""
    return [_relation(face, other, articles, events) for other, articles, events in busiest(face, timeline)]


def _compares(face: Face, entity_id: str) -> list[tuple[str, str]]:
    from dateline.site.views.compare import partners

    return [
        (face.entity_name(other), face.url(addresses.compare(entity_id, other))) for other in partners(face, entity_id)
    ]


def _sources(face: Face, kind: str, identifier: str, articles: tuple[str, ...]) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(name=name, url=face.url(addresses.source(source)), count=count)
        for name, count, source in sources(face, kind, identifier, articles)
    ]
