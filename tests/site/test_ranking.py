"""Key events are chosen for each timeline by itself."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from dateline.index.library import build_library
from dateline.model.dates import PartialDate
from dateline.site import choices
from dateline.site.choices import exported, first_choice, listed, period_choice
from dateline.site.context import Site
from dateline.site.files import markwhen, timeline_csv, timeline_json, timelinejs
from dateline.site.plan import plan_site
from dateline.site.ranking import key_entries, top, weigh
from dateline.site.timeline_store import timeline_of, whole_timeline


@pytest.fixture
def crowded(sample):
    """Return the sample with forty entries of one entity, alone in every third, second named in the others."""
    made = sample(page_size=10, key_events=5)
    first = next(iter(made.library.entries.values()))
    entries = []
    for number in range(40):
        alone = number % 3 == 0
        named = ("xai",) if alone else ("openai", "nvidia", "xai")
        statements = tuple(replace(statement, entities=named) for statement in first.statements)
        date = PartialDate.parse(f"{1980 + number}-03-05")
        entries.append(
            replace(first, id=f"e-{number:03d}", date=date, entities=named, statements=statements, key=False, score=1.0 + (not alone))
        )
    cards, entities = made.library.articles.values(), dict(made.library.entities)
    library = build_library(cards, entities, dict(made.library.topics), entries)
    face = Site(library, made.config, made.site.readings).language("en")
    return SimpleNamespace(face=face, library=library, config=made.config)


def test_what_an_entity_leads_counts_more_on_its_own_timeline(crowded):
    face = crowded.face
    own = timeline_of(face, "entity", "xai")
    assert {entry.entities for entry in key_entries(face, own, 6)} == {("xai",)}
    assert {entry.entities for entry in key_entries(face, timeline_of(face, "entity", "openai"), 5)} == {("openai", "nvidia", "xai")}


def test_pages_files_and_descriptions_agree_on_the_key_events(crowded):
    face = crowded.face
    own = timeline_of(face, "entity", "xai")
    keys = {entry.id for entry in first_choice(face, own).key}
    assert len(keys) == 5
    assert {entry.id for entry in listed(face, own)} == keys
    assert {entry.id for entry in exported(face, own) if entry.key} == keys
    plan, _ = plan_site(crowded.library, crowded.config)
    page = next(page for page in plan.pages if page.kind == "timeline-json" and page.subject == ("entity", "xai") and page.lang == "en")
    assert {event["id"] for event in json.loads(timeline_json(face, page))["events"] if event["key"]} == keys


def test_files_that_are_drawn_hold_the_most_important_of_what_is_exported(crowded, monkeypatch):
    monkeypatch.setattr(choices, "DRAWN", 7)
    face = crowded.face
    own = timeline_of(face, "entity", "xai")
    plan, _ = plan_site(crowded.library, crowded.config)
    pages = {page.kind: page for page in plan.pages if page.subject == ("entity", "xai") and page.lang == "en"}
    chief = {entry.id for entry in top(face, own, 7)}
    slides = json.loads(timelinejs(face, pages["timelinejs"]))["events"]
    assert {slide["unique_id"] for slide in slides} == chief
    assert markwhen(face, pages["markwhen"]).decode().count("↗") == 7
    assert timeline_csv(face, pages["timeline-csv"]).decode().count("\r\n") == len(own.entries) + 1


def test_marked_entries_are_the_key_events(sample):
    face = sample().site.language("en")
    assert [entry.key for entry in key_entries(face, timeline_of(face, "entity", "openai"), 6)] == [True]


def test_the_timeline_of_everything_keeps_its_scores(crowded):
    face = crowded.face
    low, high = sorted(whole_timeline(face).entries, key=weigh(face, whole_timeline(face)))[:: len(whole_timeline(face).entries) - 1]
    assert (low.score, high.score) == (1.0, 2.0)


def test_a_period_shows_what_weighs_most_for_its_timeline(crowded):
    face = crowded.face
    own = timeline_of(face, "entity", "xai")
    assert own.periods
    chosen = period_choice(face, own, next(iter(own.periods.values())))
    assert len(chosen.entries) == 1
