"""Entities and topics: the registry that people keep in ``content/entities`` and ``content/topics``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dateline.model.dates import PartialDate
from dateline.model.problem import SourceRef

ENTITY_TYPES: Final = ("company", "person", "product", "place", "organisation", "event", "work", "other")
"""The types a registry may use; their order is the order of the indexes."""


def name_in(names: Mapping[str, str], lang: str, fallback: str) -> str:
    """Return the name for a language: its own, its base language's, English, Chinese, any, or the fallback."""
    for tag in (lang, lang.partition("-")[0], "en", "zh"):
        if tag in names:
            return names[tag]
    return next(iter(names.values()), fallback)


@dataclass(frozen=True, slots=True)
class NamePeriod:
    """A name that held for a time only: Twitter until 2023-07, then X."""

    name: str
    period: PartialDate


@dataclass(frozen=True, slots=True)
class Entity:
    """One page for one thing, whatever it is called.

    ``names`` maps a language tag to the name shown in it; ``aliases`` are other names (never old
    addresses: those are ``redirect_from``); ``not_surfaces`` are texts that are never this
    entity; ``needs`` are context words without which an alias does not count: the key ``""``
    holds those for every ambiguous alias, other keys those of one alias. ``rejected`` lists ids or
    surfaces a person has refused. ``articles_rejected`` are articles said not to be about it. Where it was read from
    makes it no other entity: in a list of many each new line moves all that follow.
    """

    id: str
    type: str
    names: Mapping[str, str]
    ref: SourceRef = field(compare=False, repr=False)
    aliases: tuple[str, ...] = ()
    not_surfaces: tuple[str, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wikidata: str = ""
    links: tuple[str, ...] = ()
    parent: str = ""
    name_periods: tuple[NamePeriod, ...] = ()
    redirect_from: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    description: str = ""
    body: str = ""
    body_line: int = field(default=1, compare=False, repr=False)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def name(self, lang: str) -> str:
        """Return the name to show in ``lang``, falling back to its base language, English, then any."""
        return name_in(self.names, lang, self.id)

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Every text that may name the entity: names, then aliases, then dated names; no repeats."""
        all_names = (*self.names.values(), *self.aliases, *(p.name for p in self.name_periods))
        return tuple(dict.fromkeys(name for name in all_names if name))


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that articles share; ``keywords`` are texts that suggest it."""

    id: str
    names: Mapping[str, str]
    ref: SourceRef = field(compare=False, repr=False)
    aliases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    redirect_from: tuple[str, ...] = ()
    description: str = ""
    body: str = ""
    body_line: int = field(default=1, compare=False, repr=False)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def name(self, lang: str) -> str:
        """Return the name to show in ``lang``, as Entity.name does."""
        return name_in(self.names, lang, self.id)
