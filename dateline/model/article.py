"""An article as it stands in the content folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from dateline.model.problem import SourceRef

if TYPE_CHECKING:
    from dateline.model.dates import PartialDate


class Publish(StrEnum):
    """How much of a captured text the site shows."""

    FULL = "full"
    EXCERPT = "excerpt"
    """Title, metadata, quoted event sentences and a link to the source; the text stays in the repository."""


@dataclass(frozen=True, slots=True)
class EventOverride:
    """A person's word about an event of an article, from the front-matter key ``events``.

    ``match`` is the quoted text the override is about (or an event id); empty fields change nothing.
    """

    match: str = ""
    date: str = ""
    text: str = ""
    entities: tuple[str, ...] | None = None
    status: str = ""
    hide: bool = False
    pin: bool = False
    certainty: str = ""
    ref: SourceRef = field(default=SourceRef(""))


@dataclass(frozen=True, slots=True)
class Article:
    """One Markdown file of ``content/articles``.

    ``id`` is the file's stem and the last part of its permalink; ``published`` is when the source
    published it and ``captured`` (ISO 8601) when it was saved. ``entities`` and ``topics`` hold what the file
    says, still by id, name or alias; ``extra`` holds unknown keys untouched. ``publish`` is None where
    the site's configuration decides; ``body`` is the
    Markdown after the front matter and ``body_line`` the line (from 1) it starts on.
    """

    id: str
    ref: SourceRef
    title: str
    body: str
    body_line: int = 1
    published: PartialDate | None = None
    updated: PartialDate | None = None
    captured: str = ""
    capture: str = ""
    source: str = ""
    site: str = ""
    section: str = ""
    subtitle: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    lang: str = ""
    entities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    description: str = ""
    image: str = ""
    archived: str = ""
    sources: tuple[str, ...] = ()
    draft: bool = False
    publish: Publish | None = None
    redirect_from: tuple[str, ...] = ()
    events: tuple[EventOverride, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
