"""What feeds list, newest first by the day the knowledge base learned of it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from heapq import nlargest
from typing import Final

from dateline.index.heads import Head
from dateline.index.shelves import Year
from dateline.model.event import Entry
from dateline.site.context import Face, once
from dateline.site.timeline_store import is_large
from dateline.site.timelines import Timeline

ITEMS: Final = 50
"""Most items of a feed."""
LEAN_ITEMS: Final = 15
"""Most items of a timeline's feed on a large site."""


def newest_articles(face: Face, kind: str, identifier: str) -> list[str]:
    """Return the ids of the articles in the feed of a source, or of the whole site."""
    library, known = face.library, face.library.learned
    ids = library.articles if kind == "site" else library.source_articles[identifier]
    key = ("newest articles", kind, identifier)
    return once(face, key, lambda: nlargest(ITEMS, ids, key=lambda article: (known.get(article, ""), article)))


def newest_entries(face: Face, timeline: Timeline) -> list[Entry]:
    """Return the entries of a timeline that were learned of last."""
    count = LEAN_ITEMS if is_large(face) else ITEMS
    key = ("newest entries", timeline.kind, timeline.id)
    return once(face, key, lambda: timeline.entries.latest(count, partial(_entered, face)))


def _entered(face: Face, year: Year) -> Sequence[str]:
    """Return when each event of a year entered the knowledge base: with the first of its articles."""
    return once(face, ("entered", year.number), lambda: _entered_in(face, year.head))


def _entered_in(face: Face, head: Head) -> list[str]:
    known = face.library.learned
    instants = [known.get(article, "") for article in head.tellers]
    days = list(map(instants.__getitem__, array("I", head.first))) if instants else [""] * head.size
    for at, tellers in head.together.items():
        days[at] = min([instants[teller] for teller in tellers if instants[teller]], default="")
    return days
