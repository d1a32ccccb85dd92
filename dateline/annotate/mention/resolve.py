"""Which entity a span means, if any: the undoubted first, then the doubtful in their light; in doubt none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.annotate.mention import surface as flag
from dateline.annotate.mention.context import Context, conditions_met, weigh
from dateline.annotate.mention.gazetteer import Gazetteer, Name
from dateline.annotate.mention.match import Span
from dateline.annotate.mention.word_edges import WordEdges
from dateline.model.annotation import Document, Mention

ENOUGH: Final = 2
"""The least evidence that makes a link of a doubtful name, or of a name that several entities share."""


def resolve(
    document: Document, gazetteer: Gazetteer, spans: Sequence[Span], shape: str, folded: str, word_edges: WordEdges,
) -> list[Mention]:
    """Turn spans into mentions; a name that several entities claim without evidence stays without a link (NIL).

    A doubtful name (an ordinary word, one character, one with ``needs``) without evidence is no mention at all.
    """
    text, rejected = document.text, document.rejected
    mentions: list[Mention] = []
    present: dict[str, list[Span]] = {}
    pending: list[Span] = []
    for span in spans:
        start, end, claims = span
        name = claims[0]
        if len(claims) > 1 or name.flags & flag.DOUBTFUL:
            pending.append(span)
        elif not rejected or name.entity not in rejected:
            entity = name.entity
            mentions.append(Mention(start, end, text[start:end], name.type, entity, name.surface, (entity,), "name"))
            found = present.get(entity)
            if found is None:
                present[entity] = [span]
            else:
                found.append(span)
    if pending:
        mentions += _decide_all(Context(document, gazetteer, shape, folded, spans, present, word_edges), pending)
        mentions.sort(key=lambda mention: mention.start)
    return mentions


def _decide_all(context: Context, pending: list[Span]) -> list[Mention]:
    """Decide what can be decided, then the rest once more: one clear use tells what the others mean."""
    decided: list[Mention] = []
    for last in (False, True):
        waiting: list[Span] = []
        for span in pending:
            mention = _decide(context, span)
            if mention is None or (mention.entity is None and not last):
                waiting.append(span)
                continue
            decided.append(mention)
            if mention.entity is not None and span.end - span.start > 1:
                context.present.setdefault(mention.entity, []).append(span)
        pending = waiting
    return decided


def _decide(context: Context, span: Span) -> Mention | None:
    return _decide_one(context, span) if len(span.claims) == 1 else _decide_among(context, span)


def _decide_one(context: Context, span: Span) -> Mention | None:
    """Decide about a doubtful name of one entity: a mention, or none at all."""
    name = span.claims[0]
    if name.entity in context.document.rejected or not conditions_met(context, span, name):
        return None
    worth, why = weigh(context, span, name, until=ENOUGH)
    if worth < ENOUGH and not _sure_enough(name):
        return None
    start, end, _ = span
    text = context.document.text[start:end]
    return Mention(start, end, text, name.type, name.entity, name.surface, (name.entity,), why or "name")


def _decide_among(context: Context, span: Span) -> Mention | None:
    """Decide between several entities; without evidence for one the mention has none."""
    claims = _one_per_entity(span.claims, context.document.rejected)
    met = [name for name in claims if conditions_met(context, span, name)]
    until = ENOUGH if len(met) == 1 else 1000
    scored = sorted(
        ((*weigh(context, span, name, until=until), name) for name in met),
        key=lambda item: (-item[0], item[2].entity),
    )
    if not scored:
        return None
    best, why, name = scored[0]
    candidates = tuple(sorted(claim.entity for claim in claims))
    text = context.document.text[span.start:span.end]
    clear = len(scored) == 1 or best > scored[1][0]
    if clear and (best >= ENOUGH or (len(scored) == 1 and _sure_enough(name))):
        return Mention(span.start, span.end, text, name.type, name.entity, name.surface, candidates, why or "name")
    if len(scored) > 1 and not all(item[2].flags & flag.COMMON for item in scored):
        return Mention(span.start, span.end, text, _shared_type(claims), None, name.surface, candidates,
                       "claimed by " + ", ".join(candidates) + " and nothing here speaks for one of them")
    return None


def _sure_enough(name: Name) -> bool:
    """Of a single claim left: nothing more is needed once its own conditions are met, but for ordinary words."""
    return not name.flags & flag.COMMON or name.needs is not None


def _shared_type(claims: Sequence[Name]) -> str:
    kinds = {claim.type for claim in claims}
    return kinds.pop() if len(kinds) == 1 else "other"


def _one_per_entity(names: Sequence[Name], rejected: Sequence[str]) -> list[Name]:
    best: dict[str, Name] = {}
    for name in names:
        held = best.get(name.entity)
        if name.entity not in rejected and (held is None or held.flags & flag.DOUBTFUL > name.flags & flag.DOUBTFUL):
            best[name.entity] = name
    return list(best.values())
