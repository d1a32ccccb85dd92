"""The timelines of a site, each made once a process and shared by its languages."""

from __future__ import annotations

from dateline.index.heads import entity_timeline, timelines_of, topic_timeline
from dateline.site.context import Face, once
from dateline.site.timelines import Timeline, affordable, quotable, timeline_on, whole

SMALLEST_PAGE = 10
"""Fewest entries that a page size may ask for."""


def whole_timeline(face: Face) -> Timeline:
    """Return the timeline of everything."""
    memory = face.site.language(face.config.lang).memory
    if "whole" not in memory:
        memory["whole"] = whole(face.library, page_size(face), face.config.key_events * 4)
    return memory["whole"]  # type: ignore[no-any-return]


def timeline_of(face: Face, kind: str, identifier: str) -> Timeline:
    """Return the timeline of an entity, a topic or a set."""
    memory = face.site.language(face.config.lang).memory
    key = ("timeline", kind, identifier)
    if key not in memory:
        size, count = page_size(face), face.config.key_events
        periods = kind == "set" or not is_large(face)
        on = _names(face, kind, identifier)
        memory[key] = timeline_on(face.library, kind, identifier, on, size, count, periods=periods)
    return memory[key]  # type: ignore[no-any-return]


def _names(face: Face, kind: str, identifier: str) -> tuple[str, ...]:
    """Return the names of the library's timelines that a timeline of the site is made of."""
    if kind != "set":
        return (entity_timeline(identifier) if kind == "entity" else topic_timeline(identifier),)
    members = next(item.members for item in face.config.sets if item.id == identifier)
    return timelines_of(members, members)


def any_timeline(face: Face, kind: str, identifier: str) -> Timeline:
    """Return the timeline of anything; the kind ``all`` is that of everything."""
    return whole_timeline(face) if kind == "all" else timeline_of(face, kind, identifier)


def timeline_name(face: Face, kind: str, identifier: str) -> str:
    """Return the name of what a timeline is about."""
    if kind == "entity":
        return face.entity_name(identifier)
    if kind == "topic":
        return face.topic_name(identifier)
    if kind == "set":
        return next(item.name(face.lang) for item in face.config.sets if item.id == identifier)
    return face.config.site_name


def page_size(face: Face) -> int:
    """Return how many entries a first page holds."""
    return max(SMALLEST_PAGE, face.config.page_size)


def is_large(face: Face) -> bool:
    """Tell whether the site must save on period pages and files; see ``PERIOD_BUDGET``."""
    return once(face, ("large",), lambda: not affordable(face.library))


def is_middling(face: Face) -> bool:
    """Tell whether the site must save on quotations on pages that are one of many; see ``QUOTE_BUDGET``."""
    return once(face, ("middling",), lambda: not quotable(face.library))
