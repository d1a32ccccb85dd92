"""What an article is about: headline, lead, counts and spread, not every name in passing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from dateline.model.annotation import Document, Mention

TITLE_WEIGHT: Final = 6.0
LEAD_WEIGHT: Final = 2.0
LEAD_CHARACTERS: Final = 300
"""The lead: the first paragraphs, in characters of the body."""
LIMIT: Final = 10
"""No article is about more."""


def find_about(document: Document, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the ids of the entities an article is about, the most central first.

    What a person confirmed comes first and always counts, what they rejected never. Then: a name in the title, or
    a share of the mentions with some spread over the text.
    """
    rejected = set(document.rejected)
    confirmed = [entity for entity in document.entities if entity not in rejected]
    scores = _scores(document, mentions)
    ranked = sorted((entity for entity in scores if entity not in rejected), key=lambda e: (-scores[e], e))
    top = scores[ranked[0]] if ranked else 0.0
    chosen = [entity for entity in ranked if scores[entity] >= max(2.0, 0.08 * top)]
    order = [*sorted(confirmed, key=lambda e: -scores.get(e, 0.0)), *chosen[:LIMIT]]
    return tuple(dict.fromkeys(order))


def _scores(document: Document, mentions: Sequence[Mention]) -> dict[str, float]:
    body = document.body_start
    size = max(1, len(document.text) - body)
    counts: dict[str, float] = defaultdict(float)
    quarters: dict[str, set[int]] = defaultdict(set)
    for mention in mentions:
        if mention.entity is None:
            continue
        if mention.start < body:
            counts[mention.entity] += TITLE_WEIGHT
            continue
        at = mention.start - body
        counts[mention.entity] += LEAD_WEIGHT if at < LEAD_CHARACTERS else 1.0
        quarters[mention.entity].add(4 * at // size)
    return {entity: count + len(quarters[entity]) - 1 for entity, count in counts.items()}
