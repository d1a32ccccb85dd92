"""What a registry says that the matcher cannot follow: names that are never looked for, or seldom found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.annotate.mention import surface as flag
from dateline.annotate.mention.gazetteer import shape_of
from dateline.annotate.mention.surface import names_nobody, surface_flags
from dateline.model.entity import Entity
from dateline.model.problem import Problem, Severity


def review_names(entities: Iterable[Entity]) -> Iterator[Problem]:
    """Yield a note for every surface that is muted, with what would make it count; collisions are DL402, elsewhere."""
    for entity in sorted(entities, key=lambda entity: entity.id):
        for surface in entity.surfaces:
            reason = muted_because(surface, entity)
            if reason:
                yield Problem(
                    entity.ref.path, entity.ref.line, 1, "DL406", f"the name {surface!r} is never looked for: {reason}",
                    f'give it context words: needs: {{"{surface}": [...]}}, or an empty list to look for it anyway',
                    Severity.NOTE,
                )


def muted_because(surface: str, entity: Entity) -> str:
    """Return why a surface is never looked for, or nothing."""
    shape = shape_of(surface)
    if not shape:
        return "it is empty"
    if not surface_flags(shape, entity.type, asked=bool(entity.needs.keys() & {surface, ""})) & flag.MUTE:
        return ""
    if len(shape) == 1:
        return "one character says too little"
    return "it is a common noun, a number or a function word" if names_nobody(shape) else "it is all in small letters"
