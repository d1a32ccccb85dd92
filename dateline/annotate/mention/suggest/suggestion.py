"""What a suggestion is: something a person may accept, with the places in the text that speak for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SuggestionKind(StrEnum):
    """What would change if the suggestion were accepted."""

    ENTITY = "entity"
    """A new file in content/entities."""
    ALIAS = "alias"
    """Another name for an entity that there is."""
    DUPLICATE = "duplicate"
    """Two entities that look like one: merge them, or refuse for good."""
    NEAR = "near"
    """Two names one letter apart that are likely not one (Grok, Groq): nothing to do but look."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Where it was seen: half-open span in the document's text and the words around it."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One proposal.

    ``name`` is the surface proposed; ``names`` maps languages to names of a new entity and ``aliases`` are its other
    surfaces; ``entity`` is the entity an alias would go to, or the first of a pair, and ``other`` the second.
    ``count`` and ``documents`` say how often and in how many articles it was seen; ``score`` (0 to 1) orders the
    list.
    """

    kind: SuggestionKind
    name: str
    type: str = "other"
    names: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    entity: str = ""
    other: str = ""
    count: int = 0
    documents: int = 0
    near: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    why: str = ""
    score: float = 0.0
