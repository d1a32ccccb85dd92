"""Pages that are planned together: those of one timeline, of a comparison, of what is chosen from everything.

Each unit is planned by itself, from what ``States`` tells of, so that it can be taken over from the last plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import chain
from typing import Final, NamedTuple

from dateline.config import EntitySet
from dateline.index.heads import ALL
from dateline.model.page import Planned, Unit
from dateline.site import addresses, share
from dateline.site.choices import compared, drawn, embedded, exported
from dateline.site.context import Face, Site
from dateline.site.keys import Keys, fingerprint
from dateline.site.states import State, States
from dateline.site.timeline_store import is_large, timeline_of, whole_timeline
from dateline.site.timelines import Period, Timeline, year_code
from dateline.site.views import compare, health
from dateline.site.views.feedlists import newest_entries
from dateline.site.views.home import ARTICLES, entity_spark, home_choice

DRAWN_FILES: Final = (("timelinejs.json", "timelinejs"), ("timeline.mw", "markwhen"))

EVENTS: Final = "events"
"""The name of the unit that belongs to no language."""
REST: Final = "rest"
"""The name of all that belongs to no unit and is planned each time: indexes, lists of sources, feeds, texts."""


class Task(NamedTuple):
    """A unit to be planned: its name, its state, and how its pages are found."""

    name: str
    state: State
    make: Callable[[], Iterable[Planned]]


class Units:
    """The units of a site."""

    def __init__(self, site: Site, digests: Mapping[str, str]) -> None:
        self.site = site
        self.library, self.config = site.library, site.config
        self.keys = Keys(site, digests)

    def tasks(self) -> Mapping[str, Task]:
        """Return all units by name, language by language."""
        first = self.site.language(self.config.lang)
        faces = map(self.site.language, self.config.languages)
        tasks = [task for face in faces for task in self._tasks(face)]
        if not is_large(first):
            tasks.append(Task(EVENTS, self.states.whole(first), partial(self._events, first)))
        return {task.name: task for task in tasks}

    def plan(self, task: Task) -> Unit:
        """Plan a unit."""
        said, weights, _, order = task.state
        self.keys.start()
        return Unit(said, weights, order() if order is not None else "", tuple(task.make()))

    @cached_property
    def states(self) -> States:
        """What tells whether units still hold."""
        return States(self.keys)

    def _tasks(self, face: Face) -> Iterator[Task]:
        lang, states = face.lang, self.states
        yield Task(f"{lang} home", states.home(face), partial(self._front, face))
        yield Task(f"{lang} health", states.health(), partial(self._health, face))
        yield Task(f"{lang} all", states.whole(face), partial(self._beginning, face))
        numbers = self.library.entries.events(ALL)
        for number in numbers:
            own = states.year(number, map(str, numbers)) if is_large(face) else states.whole(face)
            yield Task(f"{lang} all {number}", own, partial(self._period, face, number))
        yield from self._timelines(face)

    def _timelines(self, face: Face) -> Iterator[Task]:
        library, states, lang = self.library, self.states, face.lang
        for entity in library.entities:
            make = partial(self._entity, face, entity)
            yield Task(f"{lang} entity {entity}", states.entity(face, entity), make)
        for topic in library.topics:
            make = partial(self._topic, face, topic)
            yield Task(f"{lang} topic {topic}", states.topic(face, topic), make)
        for item in self.config.sets:
            yield Task(f"{lang} set {item.id}", states.group(face, item.members), partial(self._set, face, item))
        for group in compare.groups_to_compare(face):
            make = partial(self._comparison, face, group)
            yield Task(f"{lang} compare {' '.join(group)}", states.group(face, group), make)

    def _beginning(self, face: Face) -> Iterator[Planned]:
        timeline = whole_timeline(face)
        yield self.keys.page(face, addresses.TIMELINE, "timeline", (), self.keys.first_page(face, timeline), 20)
        yield from self._exports(face, timeline, "")

    def _period(self, face: Face, number: int) -> Iterator[Planned]:
        timeline = whole_timeline(face)
        return self._year(face, timeline, timeline.periods[year_code(number)])

    def _year(self, face: Face, timeline: Timeline, period: Period) -> Iterator[Planned]:
        """Yield the pages of a year and of the quarters and months it is cut into."""
        key = self.keys.period(face, timeline, period)
        yield self.keys.page(face, addresses.period(timeline.base, period.code), "period", (period.code,), key, 15)
        for child in period.children:
            yield from self._year(face, timeline, timeline.periods[child])

    def _entity(self, face: Face, entity: str) -> Iterator[Planned]:
        keys = self.keys
        own = keys.entity(face, entity, compare.partners(face, entity))
        timeline = timeline_of(face, "entity", entity)
        yield from self._one(face, timeline, keys.names[entity], own)
        if share.is_made(self.config):
            told = str(len(self.library.entity_articles.get(entity, ())))
            key = fingerprint(keys.names[entity], keys.shape(timeline), told)
            yield self.keys.page(face, timeline.base + addresses.SHARE, "share", (entity,), key, 100)

    def _topic(self, face: Face, topic: str) -> Iterator[Planned]:
        timeline = timeline_of(face, "topic", topic)
        yield from self._one(face, timeline, self.keys.topics[topic], self.keys.topic(face, timeline))

    def _set(self, face: Face, item: EntitySet) -> Iterator[Planned]:
        own = [repr(item), *map(self.keys.named, item.members)]
        yield from self._one(face, timeline_of(face, "set", item.id), repr(item), own)

    def _comparison(self, face: Face, group: tuple[str, ...]) -> Iterator[Planned]:
        key = self._compare(face, group)
        yield self.keys.page(face, compare.group_address(group), "compare", group, key, 20)

    def _compare(self, face: Face, group: tuple[str, ...]) -> str:
        keys = self.keys
        timelines = [timeline_of(face, "entity", entity) for entity in group]
        chosen = compared(face, group, timelines)
        return fingerprint(*map(keys.named, group), *map(keys.shape, timelines), *map(keys.rows, chosen))

    def _one(self, face: Face, timeline: Timeline, name: str, own: list[str]) -> Iterator[Planned]:
        kind, identifier, keys = timeline.kind, timeline.id, self.keys
        key = fingerprint(keys.first_page(face, timeline), *own)
        yield self.keys.page(face, timeline.base, kind, (identifier,), key, 6)
        for code, period in timeline.periods.items():
            key = fingerprint(name, keys.period(face, timeline, period))
            yield self.keys.page(face, addresses.period(timeline.base, code), "part", (kind, identifier, code), key, 8)
        yield from self._exports(face, timeline, name)

    def _exports(self, face: Face, timeline: Timeline, name: str) -> Iterator[Planned]:
        subject, base, large = (timeline.kind, timeline.id), timeline.base, is_large(face)
        key = fingerprint(name, str(len(timeline.entries)), self.keys.items(exported(face, timeline)))
        yield self.keys.page(face, base + "timeline.json", "timeline-json", subject, key, 3)
        if not large:
            yield self.keys.page(face, base + "timeline.csv", "timeline-csv", subject, key, 3)
            chief = fingerprint(name, self.keys.items(drawn(face, timeline)))
            for file, kind in DRAWN_FILES:
                yield self.keys.page(face, base + file, kind, subject, chief, 3)
        if self.config.calendars:
            yield self.keys.page(face, base + "calendar.ics", "calendar", subject, key, 3)
        if self.config.feeds:
            key = fingerprint(name, self.keys.items(newest_entries(face, timeline)))
            yield self.keys.page(face, base + "feed.xml", "feed", subject, key, 2)
            if not large:
                yield self.keys.page(face, base + "feed.json", "json-feed", subject, key, 2)
        key = fingerprint(name, self.keys.rows(embedded(face, timeline)))
        yield self.keys.page(face, base + "embed/", "embed", subject, key, 4)

    def _front(self, face: Face) -> Iterator[Planned]:
        """Yield the front page."""
        keys, library, chosen = self.keys, self.library, home_choice(face)
        sizes = library.entity_entries.sizes
        key = fingerprint(
            keys.shape(whole_timeline(face)),
            f"{len(library.articles)} {len(library.entities)}",
            keys.cards(list(library.articles)[:ARTICLES]),
            *map(keys.rows, (chosen.lately, chosen.ahead, chosen.on_this_day)),
            *(f"{keys.named(e)} {sizes.get(e, 0)}" for e in chosen.active),
            *(entity_spark(face, e) for e in chosen.active),
            *(f"{keys.named(t)} {len(library.topic_articles.get(t, ()))}" for t in chosen.topics),
            *self.site.pages.get("index.md", ("", "")),
        )
        yield self.keys.page(face, addresses.HOME, "home", (), key, 20)

    def _health(self, face: Face) -> Iterator[Planned]:
        keys = self.keys
        found = health.find_health(face).values()
        key = fingerprint(
            *(str(each.total) for each in found),
            *(keys.cards(card.id for card in each.articles) for each in found),
            *(keys.rows(chain(each.entries, *each.pairs)) for each in found),
            *(keys.named(entity) for each in found for entity in each.entities),
        )
        yield self.keys.page(face, addresses.HEALTH, "health", (), key, 10)

    def _events(self, face: Face) -> Iterator[Planned]:
        key = self.keys.items(whole_timeline(face).entries)
        yield self.keys.page(face, "events.jsonl", "events-jsonl", (), key, 50)
