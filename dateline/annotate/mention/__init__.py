"""Names in text: the registry's gazetteer, mentions and their entities, what an article is about, suggestions.

The doors load their modules when called, so that importing this package costs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.annotate.mention.gazetteer import Gazetteer, Options
    from dateline.annotate.mention.suggest.suggestion import Suggestion
    from dateline.annotate.mention.word_edges import WordEdges
    from dateline.model.annotation import Document, Mention
    from dateline.model.entity import Entity, Topic

__all__ = ["build_gazetteer", "find_about", "find_mentions", "suggest_entities", "suggest_topics"]


def build_gazetteer(entities: Iterable[Entity], options: Options | None = None) -> Gazetteer:
    """Make the gazetteer of a registry; the order of the entities makes no difference."""
    from dateline.annotate.mention import gazetteer

    return gazetteer.build_gazetteer(entities, options)


def find_mentions(document: Document, gazetteer: Gazetteer, word_edges: WordEdges | None = None) -> list[Mention]:
    """Return the names of registered entities in a document, in order, none overlapping another.

    A name that several entities claim without evidence for one is a mention whose ``entity`` is None. ``word_edges``
    may know what the word cutter said of an earlier version of the text.
    """
    from dateline.annotate.mention.link import find_mentions as find

    return find(document, gazetteer, word_edges)


def find_about(document: Document, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the ids of the entities the document is about, the most central first."""
    from dateline.annotate.mention import about

    return about.find_about(document, mentions)


def suggest_entities(
    documents: Iterable[Document], gazetteer: Gazetteer, *, refused: Collection[str] = (), least: int = 1,
) -> list[Suggestion]:
    """Return new entities, aliases, duplicates and near names that a person may want to look at, the likeliest first.

    ``refused`` are names that were said no to; ``least`` leaves out new names seen less often.
    """
    from dateline.annotate.mention.suggest import collect

    return collect.suggest_entities(documents, gazetteer, refused=refused, least=least)


def suggest_topics(document: Document, topics: Iterable[Topic]) -> list[str]:
    """Return the ids of the topics whose keywords the document uses most, the likeliest first; often none."""
    from dateline.annotate.mention import topics as topic_words

    return topic_words.suggest_topics(document, topics)
