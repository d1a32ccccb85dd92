"""What people wrote in ``content/events``, as what it changes in each part: all other parts stay as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.annotate.event import apply_event_files
from dateline.annotate.event.entry import make_entry
from dateline.annotate.event.essence import digest_entry
from dateline.annotate.event.files import find_named
from dateline.annotate.event.merge import bucket_of
from dateline.annotate.event.regroup import Groups
from dateline.model.annotation import Event
from dateline.model.event import Entry, EventFile
from dateline.model.problem import Problem
from dateline.pipeline.stored_events import event_of
from dateline.pipeline.years import REPORTED, TOLD, Amendment, Years


def named_events(years: Years, files: Iterable[EventFile]) -> list[Event]:
    """Return the events that people's files name."""
    return find_named(files, lambda article: years.by_id[article].events if article in years.by_id else ())


def amend(
    years: Years, files: Sequence[EventFile], named: Iterable[Event], groups: Mapping[int, Groups]
) -> tuple[dict[str, Amendment], list[Problem]]:
    """Return what files change, by part, and what is wrong with them; ``groups`` are those of the years they name."""
    before = _entries(years, named, groups)
    after, problems = apply_event_files(before, files, years.published, years.topics)
    told = {event.id for entry in after for event in entry.statements}
    silent = [event for entry in before for event in entry.statements if event.id not in told]
    taken: dict[str, list[str]] = defaultdict(list)
    added: dict[str, list[Entry]] = defaultdict(list)
    for entry in before:
        taken[_part_of(entry)].append(entry.id)
    for entry in after:
        added[_part_of(entry)].append(entry)
    names = {*taken, *added, *(f"{TOLD}{bucket_of(event)}" for event in silent)}
    return {name: _amendment(years, name, taken[name], added[name], silent) for name in sorted(names)}, problems


def _entries(years: Years, named: Iterable[Event], groups: Mapping[int, Groups]) -> list[Entry]:
    """Return the entries that hold some events, as they are merged, in the order of all entries."""
    home = {statement: names for found in groups.values() for names in found for statement in names}
    wanted = dict.fromkeys((bucket_of(event), home.get(event.id, (event.id,))) for event in named)
    found = [
        (year, make_entry([_event(years, name) for name in names], years.published, years.topics))
        for year, names in wanted
    ]
    return [entry for _, entry in sorted(found, key=lambda each: (each[0], each[1].order))]


def _event(years: Years, identifier: str) -> Event:
    return event_of(years.by_id[identifier.rpartition("-")[0]], identifier)


def _part_of(entry: Entry) -> str:
    return f"{REPORTED if entry.kind == 'report' else TOLD}{entry.date.sort_key[0][0]}"


def _amendment(
    years: Years, name: str, taken: Iterable[str], added: Sequence[Entry], silent: Iterable[Event]
) -> Amendment:
    quiet = [event for event in silent if f"{TOLD}{bucket_of(event)}" == name]
    unreported = tuple(sorted(event.date.edtf for event in quiet if event.kind == "report"))
    amendment = Amendment(frozenset(taken), tuple(added), frozenset(event.id for event in quiet), unreported)
    said = [digest_entry(entry) + _articles(years, entry) for entry in added]
    gone = _bytes((sorted(amendment.taken), sorted(amendment.silent), unreported))
    return amendment._replace(state=years.mark(gone, *said))


def _articles(years: Years, entry: Entry) -> bytes:
    """Return what its articles add to the weight of an entry."""
    told = [(article, years.published.get(article), years.sources.get(article, "")) for article in entry.articles]
    return _bytes([(article, date and date.edtf, source) for article, date, source in told])


def _bytes(value: object) -> bytes:
    return repr(value).encode("utf-8", "surrogatepass")
