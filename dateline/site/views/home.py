"""The front page: what happened lately, what is ahead, who is active, what is new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from types import SimpleNamespace
from typing import Final, NamedTuple

from dateline.index.heads import ALL, entity_timeline
from dateline.index.runs import Run
from dateline.model.annotation import Status
from dateline.model.dates import HIGH, Day, Precision
from dateline.model.entity import Entity
from dateline.model.event import Entry
from dateline.model.page import Page
from dateline.site import addresses, jsonld
from dateline.site.context import Face, made, once
from dateline.site.entries import entry_url
from dateline.site.strips import sparkline
from dateline.site.timeline_store import whole_timeline
from dateline.site.views.cards import cards
from dateline.site.views.frame import View, frame
from dateline.site.views.windows import rows, strip

LATELY: Final = 8
AHEAD: Final = 5
ACTIVE: Final = 10
ARTICLES: Final = 6
ON_THIS_DAY: Final = 4
TOPICS: Final = 14
_DATED: Final = frozenset((Precision.DAY, Precision.MONTH, Precision.RANGE))
_DONE: Final = frozenset((Status.HAPPENED, Status.ONGOING))
_COMING: Final = frozenset((Status.PLANNED, Status.PROMISED, Status.FORECAST))


def home_view(face: Face, page: Page) -> View:
    """Make the view of the front page."""
    library, t = face.library, face.t
    timeline, chosen = whole_timeline(face), home_choice(face)
    totals = [
        t.n("events", len(timeline.entries)),
        t.n("articles", len(library.articles)),
        t.n("entities", len(library.entities)),
    ]
    return frame(
        face,
        page,
        face.config.site_name,
        description=face.config.site_description or t.home_lead,
        jsonld=jsonld.website(face),
        lead=face.config.site_description or t.home_lead,
        strip=strip(face, timeline, anchors=False),
        lately=rows(face, chosen.lately, quoted=True),
        ahead=rows(face, chosen.ahead, quoted=True),
        articles=cards(face, list(library.articles)[:ARTICLES]),
        active=[_active(face, entity) for entity in chosen.active],
        topics=_topics(face),
        on_this_day=_on_this_day(face, chosen.on_this_day),
        body=made(face.site.pages.get("index.md", ("", ""))[1]),
        totals=totals,
    )


class HomeChoice(NamedTuple):
    """What the front page shows of the timeline of everything: entries, and the ids of entities and topics."""

    lately: list[Entry]
    ahead: list[Entry]
    on_this_day: list[Entry]
    active: list[str]
    topics: list[str]


def home_choice(face: Face) -> HomeChoice:
    """Choose what the front page shows; made once for all languages."""
    return once(face, ("home",), lambda: _home_choice(face))


def _home_choice(face: Face) -> HomeChoice:
    library = face.library
    entries, now = library.entries.run(ALL), _now(face)
    return HomeChoice(
        find_lately(face),
        _ahead(entries, now),
        _this_day(entries, now),
        most_active(face, entries, now),
        sorted(library.topics, key=lambda topic: (-len(library.topic_articles.get(topic, ())), topic))[:TOPICS],
    )


def find_lately(face: Face) -> list[Entry]:
    """Choose what the front page tells of lately: the one thing that entries' weights and all names have a part in."""
    library = face.library
    return once(face, ("lately",), lambda: _lately(library.entries.run(ALL), _now(face), library.entities))


def _now(face: Face) -> Day:
    return face.library.today.latest if face.library.today else HIGH


def _lately(entries: Sequence[Entry], now: Day, entities: Mapping[str, Entity]) -> list[Entry]:
    """Return the newest events that read by themselves: those that say who, one of several about one actor's day."""
    found: list[Entry] = []
    for entry in reversed(entries):
        if entry.date.latest > now or entry.date.precision not in _DATED or entry.status not in _DONE:
            continue
        if not _says_who(entry, entities):
            continue
        same = next((at for at, other in enumerate(found) if _same_news(entry, other)), None)
        if same is not None:
            found[same] = max(entry, found[same], key=lambda told: (len(told.statements), told.score, told.id))
        elif len(found) == LATELY:
            break
        else:
            found.append(entry)
    return found


def _says_who(entry: Entry, entities: Mapping[str, Entity]) -> bool:
    """Tell whether the headline names a participant and is whole, and the text says what kind of thing happened."""
    told = any(set(event.triggers) - _SAYING for event in entry.said)
    if not told or entry.headline.startswith("…") or _CUT.search(entry.headline):
        return len(entry.statements) > 1
    names = (entities[entity] for entity in entry.entities if entity in entities)
    return any(name in entry.headline for one in names for name in one.surfaces)


_CUT: Final = re.compile(r", [a-z]+$")
"""A headline that stops inside its sentence: "the prospectus, published"."""
_SAYING: Final = frozenset(("statement", "meeting", "start", "price"))


def _same_news(one: Entry, two: Entry) -> bool:
    if not one.entities or not two.entities or one.entities[0] != two.entities[0]:
        return False
    (year, month, day), (other_year, other_month, other_day) = one.date.earliest, two.date.earliest
    return (year, month) == (other_year, other_month) and abs(day - other_day) <= _NEAR_DAYS


_NEAR_DAYS: Final = 1


def _ahead(entries: Sequence[Entry], now: Day) -> list[Entry]:
    found: list[Entry] = []
    for entry in reversed(entries):
        if entry.date.latest <= now and entry.date.earliest < now:
            if entry.date.earliest[0] < now[0] - 1:
                break
            continue
        if entry.entities and entry.status in _COMING and entry.date.latest > now:
            found.append(entry)
    return found[::-1][:AHEAD]


def _this_day(entries: Run, now: Day) -> list[Entry]:
    """Return what happened in earlier years on the newest day that the content knows, the latest first."""
    found = (
        entry
        for entry in reversed(entries.in_month(now[1]))
        if entry.date.precision is Precision.DAY and entry.date.earliest[1:] == now[1:] and entry.date.earliest < now
    )
    return [entry for entry in islice(found, ON_THIS_DAY) if entry.status in _DONE]


def _on_this_day(face: Face, entries: list[Entry]) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            url=entry_url(face, entry),
            lang=entry.statements[0].lang[:2] or face.lang,
            headline=entry.headline,
            date=face.date(entry.date, entry.mod),
        )
        for entry in entries
    ]


def most_active(face: Face, entries: Run, now: Day, count: int = ACTIVE) -> list[str]:
    """Return the entities with most events in the last year the content knows."""
    since = (now[0] - 1, now[1], now[2])
    recent: Counter[str] = Counter()
    start, library = entity_timeline(""), face.library
    for name, told in entries.between(since, now).meeting(start).items():
        recent[name.removeprefix(start)] = told
    if len(recent) < count:
        for entity_id, told in library.entity_entries.sizes.items():
            recent.setdefault(entity_id, 0)
            recent[entity_id] += told / 1_000_000  # type: ignore[assignment]
    return sorted((e for e in recent if e in library.entities), key=lambda e: (-recent[e], e))[:count]


def _active(face: Face, entity: str) -> SimpleNamespace:
    return SimpleNamespace(
        name=face.entity_name(entity),
        url=face.url(addresses.entity(entity)),
        spark=entity_spark(face, entity),
        count=face.t.n("events", face.library.entity_entries.sizes.get(entity, 0)),
    )


def entity_spark(face: Face, entity_id: str) -> str:
    """Draw an entity's events a year over the years of the whole timeline; made once."""
    key = ("spark", entity_id)
    if key not in face.memory:
        years = site_years(face)
        counts = face.library.entries.events(entity_timeline(entity_id))
        label = f"{years[0]}–{years[-1]}" if years else ""
        face.memory[key] = sparkline([counts.get(year, 0) for year in years], label)
    return face.memory[key]  # type: ignore[no-any-return]


def site_years(face: Face) -> list[int]:
    """Return the last sixteen years that have happened and have events."""
    if "years" not in face.memory:
        now = face.library.today.latest[0] if face.library.today else HIGH[0]
        seen = sorted({year.number for year in face.library.entries.years if year.number <= now + 1})
        face.memory["years"] = list(range(max(seen[0], seen[-1] - 15), seen[-1] + 1)) if seen else []
    return face.memory["years"]  # type: ignore[no-any-return]


def _topics(face: Face) -> list[SimpleNamespace]:
    library = face.library
    return [
        SimpleNamespace(
            name=face.topic_name(topic),
            url=face.url(addresses.topic(topic)),
            count=len(library.topic_articles.get(topic, ())),
        )
        for topic in home_choice(face).topics
    ]
