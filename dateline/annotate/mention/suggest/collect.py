"""Suggestions over many documents: what is named and not in the registry yet, with its evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from dateline.annotate.mention.gazetteer import Gazetteer, alias_probe
from dateline.annotate.mention.link import find_mentions
from dateline.annotate.mention.suggest.candidate import Candidate
from dateline.annotate.mention.suggest.groups import Group, Groups
from dateline.annotate.mention.suggest.kinds import is_demonym
from dateline.annotate.mention.suggest.names import find_names
from dateline.annotate.mention.suggest.near import core, duplicate_key, near_pairs, plain
from dateline.annotate.mention.suggest.pairs import find_pairs
from dateline.annotate.mention.suggest.suggestion import Suggestion, SuggestionKind
from dateline.model.annotation import Document, Mention
from dateline.text.normalise import fold
from dateline.text.script import has_han

_NEVER: Final = frozenset(("country in short",))


def suggest_entities(
    documents: Iterable[Document], gazetteer: Gazetteer, *, refused: Collection[str] = (), least: int = 1,
) -> list[Suggestion]:
    """Return what a person may want to add, the likeliest first.

    ``refused`` are names a person said no to (content/suggestions.yml); ``least`` leaves out new names seen less
    often. Names in the registry, refused by an entity, or of one character are not proposed.
    """
    groups = Groups()
    known = _known_cores(gazetteer)
    aliases: dict[tuple[str, str], Group] = {}
    for document in documents:
        _read(document, gazetteer, groups, known, aliases)
    groups.join_short_forms()
    said_no = {alias_probe(name) for name in refused}
    new = [made for group in groups.all() if group.count >= least and (made := _entity(group, said_no))]
    found = [*_aliases(aliases, gazetteer, said_no), *new, *_duplicates(gazetteer)]
    found = _with_near(found, gazetteer, said_no)
    return sorted(found, key=lambda item: (-item.score, item.kind, item.name))


def _known_cores(gazetteer: Gazetteer) -> dict[str, str]:
    """Map the core of every registered name to its entity, where only one has it."""
    cores: dict[str, str] = {}
    for entity in gazetteer.entities.values():
        for surface in entity.surfaces:
            key = core(surface)
            cores[key] = entity.id if cores.get(key, entity.id) == entity.id else ""
    return cores


def _read(
    document: Document, gazetteer: Gazetteer, groups: Groups, known: dict[str, str],
    aliases: dict[tuple[str, str], Group],
) -> None:
    text = document.text
    folded = fold(text)
    candidates = [item for item in find_names(text) if item.why not in _NEVER and item.end - item.start > 1]
    mentions = find_mentions(document, gazetteer)
    linked = {(mention.start, mention.end): mention.entity or "" for mention in mentions}
    new = [item for item in candidates if not _covered(item, mentions)]
    for item in new:
        name = text[item.start:item.end]
        entity = known.get(core(name))
        if entity and _may_be_short_for(gazetteer, entity, name):
            _count(aliases, entity, document, folded, item)
        elif core(name) not in known:
            groups.add(document, folded, item)
    for pair in find_pairs(text, candidates):
        first, second = text[pair.start:pair.end], text[pair.other_start:pair.other_end]
        one, two = linked.get((pair.start, pair.end)), linked.get((pair.other_start, pair.other_end))
        if one and two:
            continue
        if one or two:
            start, end = (pair.other_start, pair.other_end) if one else (pair.start, pair.end)
            _count(aliases, one or two or "", document, folded, Candidate(start, end, "other", pair.why, 0.9))
        elif core(first) not in known and core(second) not in known:
            for start, end, name in ((pair.start, pair.end, first), (pair.other_start, pair.other_end, second)):
                if not groups.at(name).count:
                    groups.add(document, folded, Candidate(start, end, "other", pair.why, 0.9))
            groups.join(first, second)
            groups.at(first).paired = True


def _may_be_short_for(gazetteer: Gazetteer, entity: str, name: str) -> bool:
    """Only firms and offices take a legal form: 杭州公司 is some company in Hangzhou, not another name of the town."""
    known = gazetteer.entities[entity]
    return known.type in ("company", "organisation") or plain(name) in {plain(surface) for surface in known.surfaces}


def _covered(item: Candidate, mentions: Sequence[Mention]) -> bool:
    """Tell whether a registered name covers a candidate inside it."""
    return any(mention.start <= item.start and item.end <= mention.end for mention in mentions)


def _count(
    aliases: dict[tuple[str, str], Group], entity: str, document: Document, folded: str, item: Candidate,
) -> None:
    name = document.text[item.start:item.end]
    aliases.setdefault((entity, name), Group()).add(document, folded, item)


def _aliases(
    seen: dict[tuple[str, str], Group], gazetteer: Gazetteer, said_no: Collection[str],
) -> Iterator[Suggestion]:
    for (entity, name), group in sorted(seen.items()):
        known = gazetteer.entities[entity]
        probe = alias_probe(name)
        refused = {alias_probe(text) for text in (*known.rejected, *known.not_surfaces)}
        if probe in refused or probe in said_no or probe in {alias_probe(text) for text in known.surfaces}:
            continue
        why = ", ".join(rule for rule, _ in group.rules.most_common(2))
        yield Suggestion(SuggestionKind.ALIAS, name, known.type, entity=entity, count=group.count,
                         documents=len(group.documents), quotes=tuple(group.quotes), why=why, score=0.9)


def _entity(group: Group, said_no: Collection[str]) -> Suggestion | None:
    surfaces = [name for name, _ in sorted(group.surfaces.items(), key=lambda item: (-item[1], item[0]))]
    if any(alias_probe(name) in said_no for name in surfaces):
        return None
    if all(len(name) < 2 or is_demonym(name) for name in surfaces):
        return None
    names = _names(surfaces)
    main = next(iter(names.values()))
    others = tuple(name for name in surfaces if name not in names.values())
    often = min(group.count, 10) / 10
    score = min(0.99, 0.35 * group.best + 0.35 * often + 0.15 * min(len(group.documents), 4) / 4 + 0.15 * group.paired)
    why = ", ".join(rule for rule, _ in group.rules.most_common(3))
    return Suggestion(
        SuggestionKind.ENTITY, main, group.kind(), tuple(names.items()), others, count=group.count,
        documents=len(group.documents), quotes=tuple(group.quotes), why=why, score=round(score, 4))


def _names(surfaces: Sequence[str]) -> dict[str, str]:
    """Choose the fullest form in each script as the name in that language: 埃隆·马斯克 before 马斯克."""
    names: dict[str, str] = {}
    for lang, wanted in (("en", False), ("zh", True)):
        forms = [name for name in surfaces if has_han(name) == wanted]
        if forms:
            names[lang] = max(forms, key=lambda name: ("·" in name or " " in name, -forms.index(name)))
    return names


def _duplicates(gazetteer: Gazetteer) -> Iterator[Suggestion]:
    by_key: dict[str, list[str]] = {}
    for entity in gazetteer.entities.values():
        for key in duplicate_key(entity.surfaces):
            by_key.setdefault(key, []).append(entity.id)
    pairs = sorted({pair for ids in by_key.values() for pair in combinations(sorted(set(ids)), 2)})
    for first, second in pairs:
        one, two = gazetteer.entities[first], gazetteer.entities[second]
        if one.type != two.type or second in one.rejected or first in two.rejected:
            continue
        yield Suggestion(SuggestionKind.DUPLICATE, one.name("en"), one.type, entity=first, other=second,
                         why=f"{first} and {second} share a name but for its legal form or spelling", score=0.8)


def _with_near(found: list[Suggestion], gazetteer: Gazetteer, said_no: Collection[str]) -> list[Suggestion]:
    """Mark new names that are one letter away from another name; pairs inside the registry are listed by themselves."""
    owners: dict[str, str] = {}
    for entity in gazetteer.entities.values():
        owners.update((alias_probe(surface), entity.id) for surface in entity.surfaces)
    new = (item for item in found if item.kind is SuggestionKind.ENTITY)
    news = {alias_probe(name) for item in new for name in (item.name, *item.aliases)}
    near: dict[str, list[str]] = {}
    listed: list[Suggestion] = []
    for first, second in near_pairs({*owners, *news}):
        near.setdefault(first, []).append(second)
        near.setdefault(second, []).append(first)
        one, two = owners.get(first, ""), owners.get(second, "")
        if not one or not two or one == two or {first, second} & set(said_no):
            continue
        if two not in gazetteer.entities[one].rejected:
            listed.append(Suggestion(SuggestionKind.NEAR, first, entity=one, other=two, near=(second,),
                                     why="one letter apart: two things, or a slip", score=0.1))
    marked = [_marked(item, near) for item in found]
    return [*marked, *listed]


def _marked(item: Suggestion, near: dict[str, list[str]]) -> Suggestion:
    close = tuple(sorted({other for name in (item.name, *item.aliases) for other in near.get(alias_probe(name), ())}))
    return replace(item, near=close) if close and item.kind is SuggestionKind.ENTITY else item
