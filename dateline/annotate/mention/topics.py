"""Topics an article may belong to: their keywords in its title and text, ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from dateline.annotate.mention.automaton import Scanner, make_scanner
from dateline.annotate.mention.gazetteer import alias_probe
from dateline.model.annotation import Document
from dateline.model.entity import Topic
from dateline.text.normalise import fold
from dateline.text.script import is_spaced_word

TITLE_WEIGHT: Final = 4
"""One keyword in the title says as much as four in the text."""
ENOUGH: Final = 3
"""The least weight: three places of two different keywords, or one in the title."""
LIMIT: Final = 4
"""No article belongs to more."""

_Words = tuple[tuple[str, tuple[str, ...]], ...]


def suggest_topics(document: Document, topics: Iterable[Topic]) -> list[str]:
    """Return the ids of the topics whose keywords the document uses most, the likeliest first; often none.

    Keywords count in any case and width; of a spaced script only as whole words, an English plural ``s`` let pass.
    """
    words = tuple(sorted((topic.id, tuple(sorted(_keywords(topic)))) for topic in topics))
    weights, kinds = _weigh(document, words)
    ranked = sorted(weights, key=lambda topic: (-weights[topic], topic))
    if not ranked:
        return []
    least = max(ENOUGH, weights[ranked[0]] // 5)
    sure = (topic for topic in ranked if kinds[topic] > 1 or weights[topic] >= 2 * ENOUGH)
    return [topic for topic in sure if weights[topic] >= least][:LIMIT]


def _keywords(topic: Topic) -> set[str]:
    words = (*topic.keywords, *topic.names.values(), *topic.aliases)
    return {probe for text in words if len(probe := alias_probe(text)) > 1}


def _weigh(document: Document, words: _Words) -> tuple[Counter[str], Counter[str]]:
    scan, owners = _scanner(words)
    text = fold(document.text)
    weights: Counter[str] = Counter()
    seen: set[tuple[str, int]] = set()
    for pattern, start, end in scan(text):
        if _stands(text, start, end):
            worth = TITLE_WEIGHT if start < document.body_start else 1
            for topic in owners[pattern]:
                weights[topic] += worth
                seen.add((topic, pattern))
    return weights, Counter(topic for topic, _ in seen)


def _stands(text: str, start: int, end: int) -> bool:
    if is_spaced_word(text[start]) and start and is_spaced_word(text[start - 1]):
        return False
    if not is_spaced_word(text[end - 1]) or end >= len(text) or not is_spaced_word(text[end]):
        return True
    return text[end] == "s" and (end + 1 >= len(text) or not is_spaced_word(text[end + 1]))


@lru_cache(maxsize=4)
def _scanner(words: _Words) -> tuple[Scanner, tuple[tuple[str, ...], ...]]:
    owners: dict[str, list[str]] = {}
    for topic, keywords in words:
        for keyword in keywords:
            owners.setdefault(keyword, []).append(topic)
    patterns = tuple(sorted(owners))
    return make_scanner(patterns), tuple(tuple(owners[pattern]) for pattern in patterns)
