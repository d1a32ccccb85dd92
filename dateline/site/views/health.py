"""The health report: what a person should look at next, list by list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from types import SimpleNamespace
from typing import Final, NamedTuple

from dateline.annotate.event import doubtful_pairs
from dateline.index.library import ArticleCard
from dateline.index.runs import Run
from dateline.index.years import Entries
from dateline.model.annotation import Status
from dateline.model.dates import HIGH
from dateline.model.event import Entry
from dateline.model.page import Page
from dateline.site import addresses
from dateline.site.context import Face, once, publisher
from dateline.site.entries import entry_url
from dateline.site.timeline_store import is_large, whole_timeline
from dateline.site.timelines import by_date
from dateline.site.views.frame import View, frame
from dateline.site.views.texts import table

ROWS: Final = 100
"""Most rows of one table."""
QUIET: Final = frozenset(("h_doubtful",))
"""Lists that are left out where they are empty: a large site does not look for them."""


class Listed(NamedTuple):
    """How many there are, and those that the report lists."""

    total: int
    articles: tuple[ArticleCard, ...] = ()
    entries: tuple[Entry, ...] = ()
    pairs: tuple[tuple[Entry, Entry], ...] = ()
    entities: tuple[str, ...] = ()


def find_health(face: Face) -> dict[str, Listed]:
    """Find what the report lists, by the name of its phrase; made once for all languages."""
    return once(face, ("health",), lambda: _health(face))


def _health(face: Face) -> dict[str, Listed]:
    library = face.library
    entries, cards = whole_timeline(face).entries, library.articles.values()
    now = library.today.latest if library.today else HIGH
    told, single = entries.tellers()
    ahead = list(takewhile(lambda e: e.date.sort_key[0] > now, reversed(entries)))[::-1]
    bare = [e for e in library.entities if e not in library.entity_articles]
    return {
        "h_undated": _articles(a for a in cards if a.published is None),
        "h_disputed": _entries(entries.only("disputed")),
        "h_overdue": _overdue(library.entries),
        "h_future": _entries([e for e in ahead if e.status is Status.HAPPENED and e.date.earliest > now]),
        "h_doubtful": _doubtful(face, entries),
        "h_single": Listed(single, entries=tuple(entries.of_one().heaviest(ROWS))),
        "h_idle": _articles(a for a in cards if a.id not in told),
        "h_lone": _articles(a for a in cards if not (a.entities or a.mentioned)),
        "h_unarchived": _articles(a for a in cards if a.url and not a.archived),
        "h_bare": Listed(len(bare), entities=tuple(bare[:ROWS])),
    }


def _articles(found: Iterable[ArticleCard]) -> Listed:
    listed = tuple(found)
    return Listed(len(listed), articles=listed[:ROWS])


def _entries(found: Sequence[Entry]) -> Listed:
    return Listed(len(found), entries=tuple(found[:ROWS]))


def _overdue(known: Entries) -> Listed:
    """Return the open plans by date: their places tell the order, and only those that are listed are read."""
    places = known.where
    if places.keys() >= known.waiting:
        waiting = sorted(known.waiting, key=places.__getitem__)
        return Listed(len(waiting), entries=tuple(map(known.__getitem__, waiting[:ROWS])))
    return _entries(sorted(map(known.__getitem__, known.waiting), key=by_date))


def _doubtful(face: Face, entries: Run) -> Listed:
    """Find pairs that may be one happening; on a large site only ``dateline suggest`` looks for them."""
    if is_large(face):
        return Listed(0)
    known = {entry.id: entry for entry in entries}
    pairs = [(known[left], known[right]) for _, left, right in doubtful_pairs(entries)]
    return Listed(len(pairs), pairs=tuple(pairs[:ROWS]))


def health_view(face: Face, page: Page) -> View:
    """Make the health report."""
    lists = find_health(face).items()
    tables = [_table(face, name, found) for name, found in lists if found.total or name not in QUIET]
    return frame(face, page, face.t.health, lead=face.t.health_lead, body="", tables=tables)


def _table(face: Face, name: str, found: Listed) -> SimpleNamespace:
    t = face.t
    columns = [t.article, t.source]
    rows = [[(a.title, face.url(addresses.article(a.id))), (publisher(a), "")] for a in found.articles]
    if found.entries or found.pairs:
        columns = [t.date_column, t.event, t.other_event] if found.pairs else [t.date_column, t.event]
        rows = [[_day(face, e), _linked(face, e)] for e in found.entries]
        rows += [[_day(face, one), _linked(face, one), _linked(face, other)] for one, other in found.pairs]
    if found.entities:
        columns = [t.name]
        rows = [[(face.entity_name(e), face.url(addresses.entity(e)))] for e in found.entities]
    phrase = getattr(t, name)
    return table(f"{phrase} ({found.total:,})", columns, rows, getattr(t, f"{name}_note") if found.total else "")


def _day(face: Face, entry: Entry) -> tuple[str, str]:
    return (face.date(entry.date, entry.mod), "")


def _linked(face: Face, entry: Entry) -> tuple[str, str]:
    return (entry.headline, entry_url(face, entry))
