"""Apply event files: what a person merged, split, hid or corrected among the entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from dateline.annotate.event.entry import make_entry
from dateline.annotate.event.quoted import fold_quoted
from dateline.model.annotation import Event, Status
from dateline.model.dates import PartialDate
from dateline.model.event import Entry, EventFile
from dateline.model.problem import Problem, Severity


def apply_event_files(
    entries: Iterable[Entry], files: Iterable[EventFile], published: Mapping[str, PartialDate] | None = None,
    topics: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[list[Entry], list[Problem]]:
    """Return the entries as people want them, by date, and a problem for every statement that is not there.

    A file takes whole entries: the one of each named statement, with all its sources, less those it says stand
    ``apart``, which become entries of their own. Files are applied in the order of their ids, so the outcome is the
    same however they were read.
    """
    state = _State(entries, published or {}, topics or {})
    problems: list[Problem] = []
    for file in sorted(files, key=lambda file: file.id):
        problems += state.apply(file)
    return sorted(state.entries.values(), key=attrgetter("order")), problems


def find_named(files: Iterable[EventFile], events: Callable[[str], Iterable[Event]]) -> list[Event]:
    """Return the events that files name: no others, and what is merged with them, can be changed by them.

    ``events`` gives those of an article, by its id.
    """
    words: dict[str, list[str]] = defaultdict(list)
    ids: set[str] = set()
    for file in files:
        ids.add(file.id)
        for name in (*file.statements, *file.apart):
            article, wanted = _parted(name)
            if wanted is None:
                ids.add(article)
            else:
                words[article].append(wanted)
    articles = words.keys() | {identifier.rpartition("-")[0] for identifier in ids}
    return [
        event
        for article in sorted(articles)
        for event in events(article)
        if event.id in ids or any(_says(event, wanted) for wanted in words.get(article, ()))
    ]


def _parted(name: str) -> tuple[str, str | None]:
    """Return the article and the folded words that name statements, or an id and None."""
    article, _, words = name.partition(":")
    return (article.strip(), fold_quoted(words)) if words.strip() else (name.strip(), None)


def _says(event: Event, wanted: str) -> bool:
    return wanted in fold_quoted(event.quote)


class _State:
    """The entries while files are applied, with the statements' whereabouts."""

    def __init__(
        self, entries: Iterable[Entry], published: Mapping[str, PartialDate], topics: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self.published, self.topics = published, topics
        self._home: dict[str, str] = {}
        self._articles: dict[str, list[Event]] = defaultdict(list)
        for entry in self.entries.values():
            for event in entry.statements:
                self._home[event.id] = entry.id
                self._articles[event.article].append(event)

    def apply(self, file: EventFile) -> list[Problem]:
        named, problems = self._find(file, file.statements)
        apart, more = self._find(file, file.apart)
        for event in apart:
            self._take_out(event)
        loose = {event.id for event in apart}
        merged: dict[str, Event] = {}
        for event in named:
            home = self.entries.pop(self._home.get(event.id, ""), None)
            for statement in home.statements if home else ():
                if statement.id not in loose:
                    merged[statement.id] = statement
        if merged and not file.hide:
            self._put(_corrected(make_entry(list(merged.values()), self.published, self.topics), file))
        return problems + more

    def _take_out(self, event: Event) -> None:
        home = self.entries.get(self._home.get(event.id, ""))
        if home is None or len(home.statements) == 1:
            return
        del self.entries[home.id]
        rest = [statement for statement in home.statements if statement.id != event.id]
        self._put(make_entry(rest, self.published, self.topics))
        self._put(make_entry([event], self.published, self.topics))

    def _put(self, entry: Entry) -> None:
        self.entries[entry.id] = entry
        for event in entry.statements:
            self._home[event.id] = entry.id

    def _find(self, file: EventFile, names: Sequence[str]) -> tuple[list[Event], list[Problem]]:
        found: list[Event] = []
        problems: list[Problem] = []
        for name in names:
            events = self._named(name)
            if events:
                found += events
            else:
                problems.append(Problem(
                    file.ref.path, file.ref.line, file.ref.column, "DL304", f"no statement is called {name!r}",
                    "give an event's id, or 'article-id: a few words of its sentence'", Severity.WARNING,
                ))
        return found, problems

    def _named(self, name: str) -> list[Event]:
        identifier, wanted = _parted(name)
        if wanted is not None:
            return [event for event in self._articles.get(identifier, ()) if _says(event, wanted)]
        entry = self.entries.get(self._home.get(identifier, identifier))
        if entry is None:
            return []
        if identifier == entry.id and identifier not in self._home:
            return list(entry.statements)
        return [event for event in entry.statements if event.id == identifier]


def _corrected(entry: Entry, file: EventFile) -> Entry:
    return replace(
        entry, id=file.id, headline=file.headline or entry.headline, date=file.date or entry.date,
        mod="" if file.date else entry.mod, status=Status(file.status) if file.status else entry.status,
        entities=entry.entities if file.entities is None else file.entities,
        topics=entry.topics if file.topics is None else file.topics, pinned=entry.pinned or file.pin,
    )
