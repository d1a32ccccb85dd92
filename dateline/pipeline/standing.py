"""Whether articles that were read again stand where they stood: most edits move nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from dateline.engine.sealed import unpack
from dateline.engine.store import Store
from dateline.index.library import CARD_FIELDS, TAGGED

FEW: Final = 20
"""Articles that may have changed for an edit to be looked at by itself."""
_SAID: Final = frozenset(("title", "subtitle", "excerpt", "description", "body_line", "length", "entities", "report"))
"""What an article may say otherwise and stand where it stood; of its own publication the day stays."""


def revision_of(store: Store) -> bytes:
    """Return the number of the last change of the articles in the cache."""
    return store.meta("articles.revision") or b"0"


class Step(NamedTuple):
    """What changed of an article that stands where it stood."""

    retold: bool = False
    """Its publication is told otherwise."""
    reordered: bool = False
    """The entities it is tagged with come in another order: lists of those are made anew."""


class Touched(NamedTuple):
    """An article that was read again and stands where it stood.

    ``shown`` is the digest of what its page shows.
    """

    id: str
    shown: bytes
    step: Step


Rows = Mapping[str, tuple[str, bytes, bytes]]
"""The id, the digest of what the page shows, and the card of articles, by path."""


def rows_of(store: Store, paths: Iterable[str]) -> Rows:
    """Return the rows of some files, as far as they are articles."""
    found = ((path, store.one("SELECT id, shown, card FROM article WHERE path = ?", (path,))) for path in paths)
    return {path: row for path, row in found if row is not None and row[2]}


def unmoved(before: Rows, now: Rows) -> tuple[Touched, ...] | None:
    """Return the articles whose rows changed, if all of them stand where they stood; None else."""
    found: list[Touched] = []
    if before.keys() != now.keys():
        return None
    for path, (article, shown, card) in now.items():
        same, old_shown, old = before[path]
        if shown == old_shown:
            continue
        step = _compare(unpack(old), unpack(card)) if same == article else None
        if step is None:
            return None
        found.append(Touched(article, shown, step))
    return tuple(found)


def _compare(old: Sequence[Any], new: Sequence[Any]) -> Step | None:
    """Return what changed between two packed cards; None for an article that moved."""
    (told, before, _, placed), (told_now, after, _, placed_now) = old, new
    was, now = dict(zip(CARD_FIELDS, before, strict=True)), dict(zip(CARD_FIELDS, after, strict=True))
    if told != told_now or placed != placed_now or now["draft"]:
        return None
    if any(was[name] != value for name, value in now.items() if name not in _SAID):
        return None
    if now["title"] != was["title"] and now["redirect_from"]:
        return None  # the page at the old address shows the title
    tags, tags_now = was["entities"], now["entities"]
    if any(sorted(tags[part]) != sorted(tags_now[part]) for part in (slice(TAGGED), slice(TAGGED, None))):
        return None
    report, report_now = was["report"] or _NO_REPORT, now["report"] or _NO_REPORT
    if report[:2] != report_now[:2]:
        return None
    return Step(report != report_now, tags != tags_now)


_NO_REPORT: Final = (None, "", b"")
