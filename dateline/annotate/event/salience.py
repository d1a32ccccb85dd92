"""How much a day matters, told from who speaks of it and where in the article.

Every article counts once for a day, by its most prominent statement: the first sentence counts 1, the
ninth 0.7, the twenty-fifth 0.5. An article published on the day adds a quarter, whether it names the day or not. The
constants were fixed once for all topics and languages; see docs/explanation/events.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import sqrt
from typing import Final

DEPTH: Final = 8.0
"""Sentences after which a statement counts noticeably less."""
PUBLISHED: Final = 0.25
"""What an article's own publication adds to its day."""
SENTENCE: Final = {"zh": 40, "en": 120}
"""The length of a usual sentence of news in code points: turns an offset into a sentence number."""

Mentioned = tuple[str, str, float]
"""A day (or other date, EDTF), the article that speaks of it, and the number of the sentence (from 0)."""


def sentences_before(offset: int, lang: str) -> int:
    """Estimate how many sentences come before an offset in an article's body."""
    return max(0, offset) // SENTENCE["zh" if lang.startswith("zh") else "en"]


def prominence(sentence: float) -> float:
    """Return the weight of a statement by the number of its sentence, from 0."""
    return 1.0 / sqrt(1.0 + sentence / DEPTH)


def weigh_days(mentioned: Iterable[Mentioned], published: Iterable[str] = ()) -> dict[str, float]:
    """Return the weight of every date that is spoken of, or that an article of ``published`` came out on."""
    best: dict[str, dict[str, float]] = defaultdict(dict)
    for day, article, sentence in mentioned:
        weight = prominence(sentence)
        articles = best[day]
        if weight > articles.get(article, 0.0):
            articles[article] = weight
    weights: dict[str, float] = defaultdict(float)
    for day, articles in best.items():
        for article in sorted(articles):  # the last digit of a sum depends on the order
            weights[day] += articles[article]
    for day in published:
        weights[day] += PUBLISHED
    return dict(weights)
