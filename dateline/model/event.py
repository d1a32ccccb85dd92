"""Events merged over articles: the entries of a timeline."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.annotation import Event, Status
from dateline.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources, or two sentences of one, that do not agree.

    ``kind`` is ``date``, ``amount`` or ``status``; ``values`` are what they say, in the order of the entry's statements.
    """

    kind: str
    values: tuple[str, ...]
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One happening on a timeline, with every statement that tells of it.

    ``id`` is the id of the first statement (by article date, then id) and stays as long as that
    statement does. ``date`` is the most precise date that agrees with all statements. ``score`` orders
    key events (higher first); ``outcome`` is the id of the entry that fulfils a plan, ``plan`` the reverse;
    ``open`` marks a plan whose day has passed without a known outcome.
    """

    id: str
    date: PartialDate
    mod: str
    headline: str
    status: Status
    kind: str
    entities: tuple[str, ...]
    topics: tuple[str, ...]
    statements: tuple[Event, ...]
    conflicts: tuple[Conflict, ...] = ()
    score: float = 0.0
    key: bool = False
    pinned: bool = False
    plan: str = ""
    outcome: str = ""
    open: bool = False
