"""The health report counts everything and lists a window of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.index.library import build_library
from dateline.site.context import Site
from dateline.site.plan import plan_site
from dateline.site.render import Renderer
from dateline.site.views.health import find_health


def with_cards(made, **edits):
    cards = [replace(card, **edits.get(card.id, {})) for card in made.library.articles.values()]
    library = build_library(cards, dict(made.library.entities), dict(made.library.topics), made.library.entries.values())
    return Site(library, made.config, made.site.readings)


def test_each_list_holds_what_its_heading_says(sample):
    made = sample()
    site = with_cards(
        made, **{"lab-opens": {"published": None, "archived": "https://archive.example/1"}, "quoted-only": {"entities": (), "mentioned": ()}}
    )
    found = find_health(site.language("en"))
    assert [card.id for card in found["h_undated"].articles] == ["lab-opens"]
    assert [card.id for card in found["h_lone"].articles] == ["quoted-only"]
    assert {card.id for card in found["h_unarchived"].articles} == {"colossus-runs", "巨人集群", "quoted-only"}
    assert [entry.conflicts[0].kind for entry in found["h_disputed"].entries] == ["amount"]
    assert all(entry.open for entry in found["h_overdue"].entries)
    assert found["h_overdue"].total == 1
    assert found["h_single"].total == sum(len({s.article for s in entry.statements}) == 1 for entry in made.library.entries.values())
    weights = [(entry.pinned, entry.key, entry.score) for entry in found["h_single"].entries]
    assert weights == sorted(weights, reverse=True)


def test_an_article_without_a_dated_event_is_on_no_timeline(sample):
    made = sample()
    entries = [entry for entry in made.library.entries.values() if all(s.article != "quoted-only" for s in entry.statements)]
    library = build_library(made.library.articles.values(), dict(made.library.entities), dict(made.library.topics), entries)
    found = find_health(Site(library, made.config).language("en"))
    assert [card.id for card in found["h_idle"].articles] == ["quoted-only"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nearly_alike_events_stand_side_by_side(sample, monkeypatch, lang):
    made = sample()
    left, right = list(made.library.entries)[:2]
    monkeypatch.setattr("dateline.site.views.health.doubtful_pairs", lambda entries: [(0.5, left, right)])
    site = Site(made.library, made.config, made.site.readings)
    plan, _ = plan_site(made.library, made.config, site=site)
    page = next(page for page in plan.pages if page.kind == "health" and page.lang == lang)
    html = Renderer(site).render(page).decode()
    row = next(line for line in html.split("<tr>") if made.library.entries[left].headline in line and made.library.entries[right].headline in line)
    assert row.count("<a ") == 2
