from __future__ import annotations

from dataclasses import replace

from dateline.annotate.event import merge_events
from dateline.model.annotation import Event
from dateline.model.dates import LOW
from dateline.model.entity import Entity
from dateline.model.event import Entry
from dateline.model.problem import SourceRef
from dateline.site.context import Site
from dateline.site.views.home import _lately, site_years
from tests.marked import events_of

NOW = (2026, 6, 20)
ENTITIES = {
    "spacex": Entity("spacex", "company", {"en": "SpaceX"}, SourceRef("content/entities/spacex.md")),
    "arm": Entity("arm", "company", {"en": "Arm", "zh": "安谋"}, SourceRef("content/entities/arm.md")),
}


def entries(*texts: str) -> tuple[Entry, ...]:
    events: list[Event] = [e for at, text in enumerate(texts) for e in events_of(f"a{at}", "2026-06-20", text)]
    return tuple(merge_events(events))


def headlines(*texts: str) -> list[str]:
    return [entry.headline for entry in _lately(entries(*texts), NOW, ENTITIES)]


def test_the_newest_event_leads() -> None:
    assert headlines(
        "[arm:Arm] bought a laboratory on {2026-06-01:1 June}.", "[spacex:SpaceX] went public on {2026-06-12:12 June}.",
    ) == ["SpaceX went public", "Arm bought a laboratory"]


def test_a_headline_without_a_name_is_left_out() -> None:
    told = entries("[arm:Arm] bought a laboratory on {2026-06-01:1 June}.")
    assert _lately((replace(told[0], headline="It bought a laboratory"),), NOW, ENTITIES) == []


def test_one_day_of_an_actor_takes_one_place() -> None:
    assert len(headlines(
        "[spacex:SpaceX] went public on {2026-06-12:12 June}.",
        "[spacex:SpaceX] sued a rival on {2026-06-11:11 June}.",
    )) == 1


def test_plans_and_what_is_still_to_come_are_left_out() -> None:
    assert headlines("[arm:Arm] plans to buy a laboratory in {2026-07:July}.") == []


def test_sparklines_span_the_years_that_have_events(sample) -> None:
    made = sample()
    face = Site(made.library, made.config).language(made.config.lang)
    years = [entry.date.latest[0] if entry.date.earliest == LOW else entry.date.earliest[0] for entry in made.library.entries.values()]
    past = [year for year in years if year <= made.library.today.latest[0] + 1]
    assert site_years(face) == list(range(max(min(past), max(past) - 15), max(past) + 1))
