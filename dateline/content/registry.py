"""The registry: every entity and topic by id, and by every name people write in front matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeVar

from dateline.model.entity import Entity, Topic
from dateline.model.event import EventFile
from dateline.model.problem import Problem, SourceRef
from dateline.text.slug import slug

Record = TypeVar("Record", Entity, Topic, EventFile)
_MERGE: Final = "rename one, or merge them with 'dateline entity merge'"


@lru_cache(maxsize=16384)
def fold_name(name: str) -> str:
    """Return the form under which two spellings of a name are one: NFKC, case folded, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True, slots=True)
class Registry:
    """All entities and topics by id, with the names that lead to them.

    A name several claim leads nowhere (``ambiguous`` says who claims it), except where it is the id itself.
    ``events`` are the merges and splits of ``content/events``.
    """

    entities: Mapping[str, Entity] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    entity_names: Mapping[str, str] = field(default_factory=dict)
    topic_names: Mapping[str, str] = field(default_factory=dict)
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    events: tuple[EventFile, ...] = ()

    def entity_id(self, reference: str) -> str | None:
        """Return the id that an id, name or alias stands for, or None."""
        return reference if reference in self.entities else self.entity_names.get(fold_name(reference))

    def topic_id(self, reference: str) -> str | None:
        """Return the topic's id that an id, name or alias stands for, or None."""
        return reference if reference in self.topics else self.topic_names.get(fold_name(reference))


def build_registry(
    entities: Iterable[Entity], topics: Iterable[Topic], events: Iterable[EventFile] = ()
) -> tuple[Registry, list[Problem]]:
    """Index entities, topics and event files; two files with one id are a problem and the first by path counts."""
    problems: list[Problem] = []
    by_id = _unique(entities, "entity", _MERGE, problems)
    topics_by_id = _unique(topics, "topic", _MERGE, problems)
    told = _unique(events, "event", "give one another 'id:', or write all into one file", problems)
    names, ambiguous = _names({key: (key, *value.surfaces) for key, value in by_id.items()})
    topic_names, _ = _names({key: (key, *value.names.values(), *value.aliases) for key, value in topics_by_id.items()})
    return Registry(by_id, topics_by_id, names, topic_names, ambiguous, tuple(told.values())), problems


def implicit_topic_id(reference: str) -> str:
    """Return the id of a topic that has no file."""
    return slug(reference)


def implicit_topic(reference: str, path: str) -> Topic:
    """Make the topic that an article names without a file of its own, as Hugo and Material allow."""
    return Topic(id=implicit_topic_id(reference), names={"en": reference}, ref=SourceRef(path))


def _unique(records: Iterable[Record], what: str, hint: str, problems: list[Problem]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    folded: dict[str, Record] = {}
    for record in sorted(records, key=lambda item: (item.ref, item.id)):
        other = folded.setdefault(fold_name(record.id), record)
        if other is not record:
            problems.append(
                Problem(
                    record.ref.path,
                    record.ref.line,
                    1,
                    "DL403",
                    f"the {what} id {record.id!r} is also defined in {other.ref.path}:{other.ref.line}",
                    f"ids are unique whatever their case: {hint}",
                )
            )
            continue
        found[record.id] = record
    return found


def _names(surfaces: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    claims: dict[str, list[str]] = {}
    for identifier in sorted(surfaces):
        for name in surfaces[identifier]:
            holders = claims.setdefault(fold_name(name), [])
            if identifier not in holders:
                holders.append(identifier)
    single = {name: holders[0] for name, holders in claims.items() if len(holders) == 1}
    return single, {name: tuple(holders) for name, holders in claims.items() if len(holders) > 1}
