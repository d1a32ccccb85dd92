"""Events merged over articles: the entries of a timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.model.annotation import Event, Status
from dateline.model.dates import Day, PartialDate
from dateline.model.problem import SourceRef
from dateline.model.value import value


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources, or two sentences of one, that do not agree.

    ``kind`` is ``date``, ``amount`` or ``status``; ``values`` are what they say, in the order of the entry's
    statements.
    """

    kind: str
    values: tuple[str, ...]
    events: tuple[str, ...] = ()


class Said(NamedTuple):
    """What ranking looks at of a statement; the names are those of ``Event``."""

    kind: str
    article: str
    date: PartialDate
    depth: int
    triggers: tuple[str, ...]
    entities: tuple[str, ...]


@value
class Entry:
    """One happening on a timeline, with every statement that tells of it.

    ``id`` is the id of the first statement (by article date, then id) and stays as long as that
    statement does. ``date`` is the most precise date that agrees with all statements. ``score`` orders
    key events (higher first); ``outcome`` is the id of the entry that fulfils a plan, ``plan`` the reverse;
    ``open`` marks a plan whose day has passed without a known outcome. ``digest`` is a fingerprint of everything above
    but score, key and links, and of what the statements say; empty where it was not taken.
    """

    id: str
    date: PartialDate
    mod: str
    headline: str
    status: Status
    kind: str
    entities: tuple[str, ...]
    topics: tuple[str, ...]
    statements: Sequence[Event]
    conflicts: tuple[Conflict, ...] = ()
    score: float = 0.0
    key: bool = False
    pinned: bool = False
    plan: str = ""
    outcome: str = ""
    open: bool = False
    digest: bytes = field(default=b"", compare=False, repr=False)

    @property
    def order(self) -> tuple[tuple[Day, Day, str], str]:
        """Sort key of timelines: the date, then the id."""
        return (self.date.sort_key, self.id)

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that its statements stand in, one for each; nothing else of them is looked at."""
        told: tuple[str, ...] | None = getattr(self.statements, "articles", None)
        return tuple([event.article for event in self.statements]) if told is None else told

    @property
    def statement_ids(self) -> tuple[str, ...]:
        """The ids of its statements; nothing else of them is looked at."""
        ids: tuple[str, ...] | None = getattr(self.statements, "ids", None)
        return tuple([event.id for event in self.statements]) if ids is None else ids

    @property
    def said(self) -> Sequence[Event | Said]:
        """Its statements, as far as ranking looks at them; where that is known apart, they are not read."""
        known: Sequence[Said] | None = getattr(self.statements, "said", None)
        return self.statements if known is None else known


@dataclass(frozen=True, slots=True)
class EventFile:
    """A person's word about a merged event: one file of ``content/events``.

    ``statements`` name those that tell of this happening, ``apart`` those that do not, each as an event's id or as
    ``article-id: quoted words``. Without ``statements`` the file only keeps those of ``apart`` by themselves. Empty
    fields change nothing; the file's stem is the id of the entry and of its address.
    """

    id: str
    ref: SourceRef
    statements: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    headline: str = ""
    date: PartialDate | None = None
    status: str = ""
    entities: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    hide: bool = False
    pin: bool = False
    body: str = field(default="", repr=False)
