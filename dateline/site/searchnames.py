"""The names that the search finds entities, topics and sets by, with the sound of Chinese ones."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from dateline.index.library import Library
from dateline.site import addresses
from dateline.site.searchterms import fold
from dateline.text.pinyin import Spelling, learn, spelling

FOLDER: Final = addresses.INDEX_DATA
NAMES: Final = f"{FOLDER}n/"


class Sounds:
    """The pinyin of Chinese names, whole and as initials, where pypinyin is installed.

    ``known`` are those of an earlier run: loading pypinyin takes longer than all else that an edit needs of names.
    """

    def __init__(self, known: Mapping[str, Spelling] | None = None) -> None:
        self.known = known or {}
        self.used: dict[str, Spelling] = {}
        learn(self.known)

    def of(self, names: Iterable[str]) -> list[str]:
        """Return how some names sound, each sound once; one of a single letter finds too much and is left out."""
        found: list[str] = []
        for name in names:
            if (spelt := spelling(name)) is not None:
                self.used[name] = spelt
                found += ("".join(sound.lower().split()) for sound in spelt)
        return [key for key in dict.fromkeys(found) if len(key) > 1]


def build_names(
    library: Library, sets: Iterable[tuple[str, Mapping[str, str]]], sounds: Sounds
) -> dict[str, bytes]:
    """Return the files of names: one while they are few, else one for each first letter or group of Han characters."""
    rows = [
        *_entity_rows(library, sounds),
        *_topic_rows(library, sounds),
        *(["set", set_id, dict(names), [], 0] for set_id, names in sets),
    ]
    whole = write_json(rows)
    if len(whole) <= 60_000:
        return {f"{NAMES}all.json": whole}
    buckets: defaultdict[str, list[list[Any]]] = defaultdict(list)
    for row in rows:
        keys = [*row[2].values(), *row[3]]
        for bucket in sorted({bucket_of(str(key)) for key in keys}):
            buckets[bucket].append(row)
    return {f"{NAMES}{bucket}.json": write_json(found) for bucket, found in sorted(buckets.items())}


def bucket_of(key: str) -> str:
    """Return the file that a name is looked for in: its first letter, or its first Han character's code modulo 32."""
    first = fold(key.strip())[:1]
    if "a" <= first <= "z":
        return first
    return f"h{ord(first) % 32}" if first > "\u2e7f" else "other"


def _entity_rows(library: Library, sounds: Sounds) -> Iterator[list[Any]]:
    for entity in library.entities.values():
        shown = set(entity.names.values())
        keys = [name for name in entity.surfaces if name not in shown]
        yield [
            entity.type,
            entity.id,
            dict(entity.names),
            [*keys, *sounds.of(entity.surfaces)],
            library.entity_entries.sizes.get(entity.id, 0),
        ]


def _topic_rows(library: Library, sounds: Sounds) -> Iterator[list[Any]]:
    for topic in library.topics.values():
        surfaces = (*topic.names.values(), *topic.aliases)
        yield [
            "topic",
            topic.id,
            dict(topic.names),
            [*topic.aliases, *sounds.of(surfaces)],
            len(library.topic_articles.get(topic.id, ())),
        ]


def write_json(value: object) -> bytes:
    """Write a file of the index."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
