"""Rules over the registry and the configuration: names that clash, references that lead nowhere, what nobody uses."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.mention.review import review_names
from dateline.config import Config
from dateline.content.registry import Registry
from dateline.errors import did_you_mean
from dateline.index.library import Library
from dateline.model.problem import Problem, Severity


def check_registry(registry: Registry, library: Library, config: Config) -> list[Problem]:
    """Return what a person should look at in the registry, in a fixed order."""
    return sorted(
        [
            *_shared_names(registry),
            *_parents(registry),
            *_members(registry, config),
            *_unused(registry, library),
            *_mixed_scripts(registry),
            *review_names(registry.entities.values()),
        ]
    )


def _shared_names(registry: Registry) -> Iterator[Problem]:
    """A name that two entities claim is linked only where the context decides: people should know."""
    for name, holders in sorted(registry.ambiguous.items()):
        first = registry.entities[holders[0]]
        others = ", ".join(f"{holder} ({registry.entities[holder].ref.path})" for holder in holders[1:])
        undecided = [holder for holder in holders if not registry.entities[holder].needs]
        if len(undecided) > 1:
            yield Problem(
                first.ref.path,
                first.ref.line,
                1,
                "DL402",
                f"the name {name!r} is also one of {others}",
                "give each 'needs:' words that tell them apart, or take the name from one",
                Severity.WARNING,
            )


def _parents(registry: Registry) -> Iterator[Problem]:
    for entity in registry.entities.values():
        if entity.parent and registry.entity_id(entity.parent) is None:
            yield Problem(
                entity.ref.path,
                entity.ref.line,
                1,
                "DL401",
                f"the parent {entity.parent!r} is not known{did_you_mean(entity.parent, registry.entities)}",
                "write the id of an entity",
            )


def _members(registry: Registry, config: Config) -> Iterator[Problem]:
    known = [*registry.entities, *registry.topics]
    for item in config.sets:
        for member in item.members:
            if registry.entity_id(member) is None and registry.topic_id(member) is None:
                yield Problem(
                    "mkdocs.yml",
                    1,
                    1,
                    "DL401",
                    f"the set {item.id!r} has a member nobody knows: {member!r}{did_you_mean(member, known)}",
                    "write the id of an entity or topic",
                )
    for group in config.compare:
        for member in group:
            if registry.entity_id(member) is None:
                message = f"compare: no entity is called {member!r}{did_you_mean(member, registry.entities)}"
                yield Problem("mkdocs.yml", 1, 1, "DL401", message, "write the id of an entity")


def _unused(registry: Registry, library: Library) -> Iterator[Problem]:
    for entity in registry.entities.values():
        if not library.entity_articles.get(entity.id):
            yield Problem(
                entity.ref.path,
                entity.ref.line,
                1,
                "DL404",
                f"no article mentions {entity.id!r}",
                "add an alias that articles use, or leave it",
                Severity.NOTE,
            )


def _mixed_scripts(registry: Registry) -> Iterator[Problem]:
    """A Latin name with a Cyrillic or Greek letter in it looks right and matches nothing."""
    for entity in registry.entities.values():
        for surface in entity.surfaces:
            if _is_confusing(surface):
                yield Problem(
                    entity.ref.path,
                    entity.ref.line,
                    1,
                    "DL405",
                    f"the name {surface!r} mixes letters that look alike",
                    "type it again in one script",
                    Severity.WARNING,
                )


def _is_confusing(text: str) -> bool:
    latin = any("a" <= char.lower() <= "z" for char in text)
    other = any("\u0370" <= char <= "\u03ff" or "\u0400" <= char <= "\u04ff" for char in text)
    return latin and other
