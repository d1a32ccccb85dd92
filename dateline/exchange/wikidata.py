"""Read names from a local Wikidata JSON or a CSV, to propose aliases and ids for entities that a person keeps.

Nothing is fetched and nothing is written: the outcome is a list to review. Lists of names hold many
ordinary words (合作 and 友好 are towns), so no record ever becomes an entity by itself.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.annotate.mention.suggest.near import core
from dateline.model.entity import Entity

LANGS: Final = ("en", "zh", "zh-hans", "zh-cn", "zh-hant", "zh-tw", "zh-hk", "mul")
"""Languages whose labels and aliases are read."""
_LISTS: Final = ("aliases", "alias", "also known as", "别名")
_NAMES: Final = (*LANGS, "name", "label", "中文", "名称")
_IDS: Final = ("wikidata", "qid", "item", "id")


@dataclass(frozen=True, slots=True)
class NameRecord:
    """One thing of the file: its Wikidata id (or empty) and its names, the labels first."""

    wikidata: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameProposal:
    """What a record adds to an entity: names it lacks, the id if it has none; ``why`` says how they were matched."""

    entity: str
    wikidata: str
    aliases: tuple[str, ...]
    why: str


def read_names(text: str) -> list[NameRecord]:
    """Read a file's text: Wikidata's entity JSON (one, many, or one a line), or CSV with a header.

    CSV columns: ``wikidata`` or ``qid``, any of name, en, zh, label, and ``aliases`` separated by ``|`` or ``;``.
    Raises ValueError, saying where, for JSON that is broken.
    """
    start = text.lstrip("\ufeff \r\n\t")[:1]
    if start in ("{", "["):
        return [record for item in _items(text) if (record := _from_item(item)) is not None]
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    return [record for row in rows if (record := _from_row(row)) is not None]


def propose_names(records: Iterable[NameRecord], entities: Iterable[Entity]) -> list[NameProposal]:
    """Match records to entities, by id first, else by a name that only one entity and one record have.

    Surfaces an entity refused (``rejected``, ``not``) are not proposed again; the order is that of the entities' ids.
    """
    known = {entity.id: entity for entity in entities}
    by_id = {entity.wikidata: entity.id for entity in known.values() if entity.wikidata}
    by_name = _single(dict.fromkeys(map(core, entity.surfaces), entity.id) for entity in known.values())
    found: list[NameProposal] = []
    matched = [(record, *_match(record, by_id, by_name)) for record in records]
    claims = [entity for _, entity, _ in matched]
    for record, entity_id, why in matched:
        if entity_id and (why.startswith("the id") or claims.count(entity_id) == 1):
            proposal = _proposal(record, known[entity_id], why)
            if proposal.aliases or proposal.wikidata:
                found.append(proposal)
    return sorted(found, key=lambda proposal: (proposal.entity, proposal.wikidata))


def _match(record: NameRecord, by_id: Mapping[str, str], by_name: Mapping[str, str]) -> tuple[str, str]:
    if record.wikidata in by_id:
        return by_id[record.wikidata], f"the id {record.wikidata}"
    hits = {by_name[key]: name for name in record.names if by_name.get(key := core(name))}
    if len(hits) == 1:
        entity, name = hits.popitem()
        return entity, f"the name {name}"
    return "", ""


def _proposal(record: NameRecord, entity: Entity, why: str) -> NameProposal:
    refused = {core(text) for text in (*entity.rejected, *entity.not_surfaces)}
    held = set(entity.surfaces)
    aliases = tuple(name for name in record.names if name not in held and core(name) not in refused)
    wanted = record.wikidata if record.wikidata and not entity.wikidata else ""
    return NameProposal(entity.id, wanted, aliases, why)


def _single(maps: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Join maps from name to entity; a name that two entities have leads nowhere."""
    joined: dict[str, str] = {}
    for names in maps:
        for name, entity in names.items():
            joined[name] = entity if joined.get(name, entity) == entity else ""
    return joined


def _items(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        lines = [line.strip().rstrip(",") for line in text.splitlines()]
        data = [json.loads(line) for line in lines if line and line not in ("[", "]")]
    if isinstance(data, Mapping):
        inner = data.get("entities")
        data = list(inner.values()) if isinstance(inner, Mapping) else [data]
    for item in data:
        if isinstance(item, Mapping):
            yield item


def _from_item(item: Mapping[str, Any]) -> NameRecord | None:
    names = [value for lang in LANGS for value in _values(item.get("labels"), lang)]
    names += [value for lang in LANGS for value in _values(item.get("aliases"), lang)]
    identifier = item.get("id") or item.get("qid") or item.get("wikidata")
    return _record(str(identifier or ""), names)


def _values(table: Any, lang: str) -> list[str]:
    """Take the texts of one language out of Wikidata's labels (one each) or aliases (a list each)."""
    entry = table.get(lang) if isinstance(table, Mapping) else None
    entries: Sequence[Any] = entry if isinstance(entry, list) else [entry]
    texts = (part.get("value") if isinstance(part, Mapping) else part for part in entries)
    return [text for text in texts if isinstance(text, str)]


def _from_row(row: Mapping[str | Any, str | Any]) -> NameRecord | None:
    cells = {str(key).strip().lower(): value.strip() for key, value in row.items() if isinstance(value, str)}
    identifier = next((cells[key] for key in _IDS if cells.get(key)), "").rpartition("/")[2]
    names = [cells[key] for key in cells if key in _NAMES]
    lists = [cells[key] for key in _LISTS if cells.get(key)]
    names += [part.strip() for text in lists for part in text.replace(";", "|").split("|")]
    return _record(identifier, names)


def _record(identifier: str, names: Iterable[str]) -> NameRecord | None:
    kept = tuple(dict.fromkeys(name for name in names if name))
    qid = identifier if identifier[:1] == "Q" and identifier[1:].isdecimal() else ""
    return NameRecord(qid, kept) if kept else None
