"""Which entity a span means, if any: context words, other names nearby, what a person confirmed; in doubt none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.annotate.mention import surface as flag
from dateline.annotate.mention.gazetteer import Gazetteer, Name
from dateline.annotate.mention.lexicon import HAN_GLUE, TYPE_CUES
from dateline.annotate.mention.match import Span
from dateline.model.annotation import Document, Mention
from dateline.text.normalise import fold
from dateline.text.script import is_han

NEAR: Final = 60
"""Characters on either side in which context words count: about a sentence."""
ENOUGH: Final = 2
"""The least evidence that turns a doubtful name into a link."""
_DOUBTFUL: Final = flag.SINGLE | flag.DERIVED | flag.COMMON


@dataclass(slots=True)
class _Context:
    document: Document
    gazetteer: Gazetteer
    folded: str
    sure: dict[str, list[Span]]
    confirmed: frozenset[str]
    rejected: frozenset[str]


def resolve(document: Document, gazetteer: Gazetteer, spans: Sequence[Span]) -> list[Mention]:
    """Turn spans into mentions; a span that several entities claim equally stays without a link (NIL)."""
    sure: dict[str, list[Span]] = {}
    for span in spans:
        name = span.claims[0]
        if len(span.claims) == 1 and name.needs is None and not name.flags & _DOUBTFUL:
            sure.setdefault(name.entity, []).append(span)
    context: _Context | None = None
    mentions: list[Mention] = []
    rejected = frozenset(document.rejected)
    text = document.text
    for start, end, claims in spans:
        name = claims[0]
        if len(claims) == 1 and name.needs is None and not name.flags & _DOUBTFUL:
            if name.entity not in rejected:
                mentions.append(Mention(start, end, text[start:end], name.type, name.entity, name.surface,
                                        (name.entity,), "name"))
            continue
        if context is None:
            context = _Context(document, gazetteer, fold(text), sure, frozenset(document.entities), rejected)
        mention = _decide(context, Span(start, end, claims))
        if mention is not None:
            mentions.append(mention)
    return mentions


def _decide(context: _Context, span: Span) -> Mention | None:
    claims = _one_per_entity(name for name in span.claims if name.entity not in context.rejected)
    scored = [(score, why, name) for name in claims for score, why in [_evidence(context, span, name)] if score is not None]
    if not scored:
        return None
    scored.sort(key=lambda item: (-item[0], item[2].entity))
    best, why, name = scored[0]
    text = context.document.text[span.start:span.end]
    candidates = tuple(sorted({claim.entity for claim in claims}))
    doubtful = name.needs is not None or name.flags & _DOUBTFUL
    clear = len(scored) == 1 or best > scored[1][0]
    if clear and (best >= ENOUGH or (best > 0 and not doubtful) or (len(claims) == 1 and not doubtful)):
        return Mention(span.start, span.end, text, name.type, name.entity, name.surface, candidates, why)
    if len(scored) > 1 and not doubtful:
        kinds = {item[2].type for item in scored}
        kind = kinds.pop() if len(kinds) == 1 else "other"
        return Mention(span.start, span.end, text, kind, None, name.surface, candidates, "several entities, no evidence for one")
    return None


def _one_per_entity(names: object) -> list[Name]:
    best: dict[str, Name] = {}
    for name in names:  # type: ignore[attr-defined]
        held = best.get(name.entity)
        if held is None or (held.flags & _DOUBTFUL and not name.flags & _DOUBTFUL):
            best[name.entity] = name
    return list(best.values())


def _evidence(context: _Context, span: Span, name: Name) -> tuple[int | None, str]:
    """Weigh what speaks for one entity; None when a condition of the name is not met."""
    introduced = _introduced(context, span, name)
    if name.flags & flag.DERIVED and not introduced:
        return None, ""
    needed = _needed(context, span, name)
    if name.flags & flag.SINGLE:
        if needed or (introduced and _stands_free(context.folded, span)):
            return 4, "context word beside it" if needed else "introduced by a longer name"
        return None, ""
    score, reasons = 0, []
    if name.needs and not needed and not introduced and name.entity not in context.confirmed:
        return None, ""
    for holds, worth, reason in (
        (name.entity in context.confirmed, 4, "confirmed for this article"),
        (bool(needed), 4, f"context word {needed}"),
        (name.needs == (), 2, "asked for in the registry"),
        (introduced, 4, "another name of it in this article"),
        (_relative_present(context, name), 2, "an entity it belongs to is in this article"),
    ):
        if holds:
            score += worth
            reasons.append(reason)
    cues = _cues(context, span, name)
    if cues:
        score += min(2, len(cues))
        reasons.append("beside " + ", ".join(cues[:2]))
    return score, "; ".join(reasons)


def _introduced(context: _Context, span: Span, name: Name) -> bool:
    """Tell whether another, undoubted name of the entity stands in the text (before a derived short form)."""
    found = context.sure.get(name.entity)
    if not found:
        return False
    return not name.flags & flag.DERIVED or found[0].start < span.start


def _needed(context: _Context, span: Span, name: Name) -> str:
    if not name.needs:
        return ""
    reach = 4 if name.flags & flag.SINGLE else NEAR
    low = max(0, span.start - reach - max(map(len, name.needs)) * (reach < NEAR))
    near = context.folded[low:span.start] + "\n" + context.folded[span.end:span.end + reach]
    return next((word for word in name.needs if word in near), "")


def _stands_free(folded: str, span: Span) -> bool:
    """One character alone must not touch a word that could make a compound of it (X模型, X光)."""
    left = folded[span.start - 1] if span.start else " "
    right = folded[span.end] if span.end < len(folded) else " "
    return (not is_han(left) or left in HAN_GLUE) and (not is_han(right) or right in HAN_GLUE) and right not in "-_"


def _relative_present(context: _Context, name: Name) -> bool:
    registry = context.gazetteer.entities
    parent = registry[name.entity].parent
    return (parent != "" and parent in context.sure) or any(
        registry[other].parent == name.entity for other in context.sure)


def _cues(context: _Context, span: Span, name: Name) -> list[str]:
    near = context.folded[max(0, span.start - NEAR):span.start] + "\n" + context.folded[span.end:span.end + NEAR]
    return [cue for cue in TYPE_CUES.get(name.type, ()) if cue.lower() in near]
