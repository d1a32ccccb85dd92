"""The gazetteer: every surface of the registry, with all that can be known about it before a text is read."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dateline.annotate.mention.automaton import Scanner, make_scanner
from dateline.annotate.mention.lexicon import CORPORATE, DESCRIPTIONS, HAN_CORPORATE
from dateline.annotate.mention.probes import Probe
from dateline.annotate.mention.profile import profile
from dateline.annotate.mention.surface import COMMON, DERIVED, MUTE, PLURAL, SINGLE, surface_flags
from dateline.model.entity import Entity
from dateline.model.value import value
from dateline.text.normalise import MIDDLE_DOT, fold_case, fold_shape, normalise

_MARKS: Final = frozenset(("“”", "''", '""', "「」", "『』", "《》", "〈〉"))

RULES_VERSION: Final = 1
"""Raised whenever the same registry and text may give other mentions than before; part of the fingerprint."""


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of the matcher: the defaults serve Chinese and English text alike.

    ``lower`` admits names all in lower case and ``single`` names of one character, which otherwise need an entry
    under the entity's ``needs``; ``extension`` and ``word_edges`` can switch the faster libraries off.
    """

    lower: bool = False
    single: bool = False
    extension: bool = True
    word_edges: bool = True


@value
class Name:
    """One surface of one entity.

    ``shape`` is the surface with width and look-alikes folded but its case kept; ``needs`` are context
    words folded like text, or None when the registry asks for none.
    """

    surface: str
    shape: str
    entity: str
    type: str
    flags: int
    needs: tuple[str, ...] | None = None


@dataclass(slots=True)
class Gazetteer:
    """Patterns, what each may name, and the scanner over them; picklable, the scanner is made again on arrival."""

    patterns: tuple[str, ...]
    names: tuple[tuple[Name, ...], ...]
    flags: tuple[int, ...]
    blocked: Mapping[int, frozenset[str]]
    entities: Mapping[str, Entity]
    general: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    options: Options = field(default_factory=Options)
    _scanner: Scanner | None = field(default=None, repr=False)
    _fingerprint: str = ""

    @property
    def scan(self) -> Scanner:
        """The scanner, made at first use."""
        if self._scanner is None:
            self._scanner = make_scanner(self.patterns, extension=self.options.extension)
        return self._scanner

    def fingerprint(self) -> str:
        """Return a digest that changes whenever some text might get other mentions; the same on every machine."""
        if not self._fingerprint:
            self._fingerprint = _digest(self)
        return self._fingerprint

    def plain(self) -> tuple[object, ...]:
        """Return what was found out about the registry's names, as plain values; the options are not part of it."""
        rows = [[(n.surface, n.shape, n.entity, n.type, n.flags, n.needs) for n in claims] for claims in self.names]
        blocked = [(at, sorted(ids)) for at, ids in sorted(self.blocked.items())]
        return self.patterns, rows, self.flags, blocked, dict(self.general), dict(self.parts)

    def __getstate__(self) -> tuple[object, ...]:
        return (self.patterns, self.names, self.flags, dict(self.blocked), dict(self.entities),
                dict(self.general), dict(self.parts), self.options, self._fingerprint)

    def __setstate__(self, state: tuple[object, ...]) -> None:
        (self.patterns, self.names, self.flags, self.blocked, self.entities, self.general, self.parts, self.options,
         self._fingerprint) = state  # type: ignore[assignment]
        self._scanner = None


def build_gazetteer(entities: Iterable[Entity], options: Options | None = None) -> Gazetteer:
    """Make the gazetteer of a registry; the order of the entities makes no difference."""
    chosen = options or Options()
    registry = {entity.id: entity for entity in sorted(entities, key=lambda entity: entity.id)}
    found: dict[str, list[Name]] = {}
    blocked: dict[str, set[str]] = {}
    for entity in registry.values():
        for name in _entity_names(entity, chosen):
            found.setdefault(fold_case(name.shape), []).append(name)
        for surface in entity.not_surfaces:
            if pattern := alias_probe(surface):
                blocked.setdefault(pattern, set()).add(entity.id)
    patterns = tuple(sorted({*found, *blocked}))
    names = tuple(tuple(found.get(pattern, ())) for pattern in patterns)
    flags = tuple(_pattern_flags(claims) for claims in names)
    index = {pattern: number for number, pattern in enumerate(patterns)}
    blocks = {index[pattern]: frozenset(ids) for pattern, ids in blocked.items()}
    general = {entity.id: _folded(entity.needs[""]) for entity in registry.values() if "" in entity.needs}
    return Gazetteer(patterns, names, flags, blocks, registry, general, _parts(registry), chosen)


def from_plain(plain: tuple[Any, ...], entities: Iterable[Entity]) -> Gazetteer:
    """Return the gazetteer of a registry that ``plain`` was made of; it is read back in a tenth of the time."""
    patterns, rows, flags, blocked, general, parts = plain
    registry = {entity.id: entity for entity in sorted(entities, key=lambda entity: entity.id)}
    names = tuple(tuple([Name(*row) for row in claims]) for claims in rows)
    blocks = {at: frozenset(ids) for at, ids in blocked}
    return Gazetteer(patterns, names, flags, blocks, registry, general, parts)


def _parts(registry: Mapping[str, Entity]) -> dict[str, tuple[str, ...]]:
    """Map each parent to the entities that are part of it."""
    found: dict[str, list[str]] = {}
    for entity in registry.values():
        if entity.parent:
            found.setdefault(entity.parent, []).append(entity.id)
    return {parent: tuple(ids) for parent, ids in found.items()}


def alias_probe(alias: str) -> str:
    """Return an alias as it is looked for.

    Search ``fold(text)`` for it to see which texts a changed alias may touch.
    """
    return fold_case(fold_shape(normalise(" ".join(alias.split())).text))


def changed_probes(old: Gazetteer, new: Gazetteer) -> frozenset[Probe]:
    """Return what to search folded texts for to find those that may get other mentions after a change.

    A text that holds none of them has the same mentions under both, given the same options and rules.
    """
    moved = {entity for entity in {*old.entities, *new.entities} if _means_otherwise(old, new, entity)}
    probes: set[Probe] = set()
    tables = [dict(zip(one.patterns, zip(one.names, one.flags, strict=True), strict=True)) for one in (old, new)]
    for table, other in (tables, tables[::-1]):
        probes.update(Probe(pattern, flags) for pattern, (names, flags) in table.items()
                      if names != other.get(pattern, ((), 0))[0] or any(name.entity in moved for name in names))
    blocks = [{one.patterns[at]: ids for at, ids in one.blocked.items()} for one in (old, new)]
    refused = {pattern for pattern, _ in set(blocks[0].items()) ^ set(blocks[1].items())}
    return frozenset(probes | {Probe(pattern) for pattern in refused})  # these count wherever they stand


def _means_otherwise(old: Gazetteer, new: Gazetteer, identifier: str) -> bool:
    """Tell whether what of an entity besides its names can change a decision is otherwise; its parts count too."""
    left, right = old.entities.get(identifier), new.entities.get(identifier)
    if left is None or right is None:
        return True
    said = left != right and (left.type, left.parent, profile(left)) != (right.type, right.parent, profile(right))
    return said or any(one.get(identifier) != other.get(identifier)
                       for one, other in ((old.general, new.general), (old.parts, new.parts)))


def _pattern_flags(claims: Sequence[Name]) -> int:
    flags = 0
    for name in claims:
        flags |= name.flags
    return flags


def _entity_names(entity: Entity, options: Options) -> Iterator[Name]:
    shapes = {shape: surface for surface in reversed(entity.surfaces) if (shape := shape_of(surface))}
    for shape, surface in reversed(shapes.items()):
        if _only_described(shape, shapes):
            continue
        needs = _needs(entity, surface, shape)
        flags = surface_flags(shape, entity.type, asked=needs is not None, lower=options.lower, single=options.single)
        if not flags & MUTE:
            yield Name(surface, shape, entity.id, entity.type, flags, needs)
    refused = {fold_shape(text) for text in (*entity.rejected, *entity.not_surfaces)}
    for shape in _short_forms(entity, set(shapes)):
        if shape not in refused:
            flags = (surface_flags(shape, entity.type, asked=False) | DERIVED) & ~PLURAL
            if not flags & MUTE:
                yield Name(shape, shape, entity.id, entity.type, flags)


def shape_of(surface: str) -> str:
    """Fold a surface's shape; quotation marks around it belong to texts, not to the name."""
    shape = fold_shape(normalise(" ".join(surface.split())).text)
    inner = shape[1:-1].strip()
    return inner if inner and shape[0] + shape[-1] in _MARKS else shape


def _only_described(shape: str, shapes: Collection[str]) -> bool:
    """Tell whether a surface is a plainer one of the entity with a common noun (Grok聊天机器人)."""
    if len(shapes) < 2 or not (shape.endswith(DESCRIPTIONS) or shape.startswith(DESCRIPTIONS)):
        return False
    for noun in DESCRIPTIONS:
        core = shape.removesuffix(noun) if shape.endswith(noun) else shape.removeprefix(noun)
        if core != shape and len(core) > 2 and core in shapes:
            return True
    return False


def _needs(entity: Entity, surface: str, shape: str) -> tuple[str, ...] | None:
    """Return the context words of a surface: its own, or for one that says little those of the whole entity."""
    words = entity.needs.get(surface)
    if words is None and "" in entity.needs:
        doubtful = surface_flags(shape, entity.type, asked=False) & (COMMON | SINGLE | MUTE)
        words = entity.needs[""] if doubtful else None
    return None if words is None else _folded(words)


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(probe for word in words if (probe := alias_probe(word))))


def _short_forms(entity: Entity, known: set[str]) -> list[str]:
    """List forms a text may use once it has given the full name; they count only there."""
    forms: dict[str, None] = {}
    for shape in sorted(known):
        if entity.type == "person":
            parts = shape.split(MIDDLE_DOT) if MIDDLE_DOT in shape else shape.split(" ")
            if len(parts) > 1 and len(parts[-1]) > 1 and not parts[-1].endswith("."):
                forms[parts[-1]] = None
        elif entity.type in ("company", "organisation"):
            forms[_without_legal_form(shape)] = None
    return [form for form in forms if form and form not in known]


def _without_legal_form(shape: str) -> str:
    for suffix in HAN_CORPORATE if shape.endswith(HAN_CORPORATE) else ():
        if shape.endswith(suffix) and len(shape) - len(suffix) >= 2:
            return shape.removesuffix(suffix)
    head, _, last = shape.rpartition(" ")
    return head.rstrip(",") if head and last in CORPORATE else ""


def _digest(gazetteer: Gazetteer) -> str:
    lines = [f"{RULES_VERSION} {gazetteer.options}"]
    for pattern, claims in zip(gazetteer.patterns, gazetteer.names, strict=True):
        lines.extend(repr((pattern, name)) for name in claims)
    lines.extend(repr((gazetteer.patterns[at], sorted(ids))) for at, ids in sorted(gazetteer.blocked.items()))
    lines.extend(
        repr((one.id, one.type, one.parent, one.description, one.body[:200], sorted(one.needs.items())))
        for one in gazetteer.entities.values())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
