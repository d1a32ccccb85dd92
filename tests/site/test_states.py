"""A timeline's pages are planned again when something they are made from has changed, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.index.heads import ALL, entity_timeline, topic_timeline
from dateline.index.years import Entries, Placed
from dateline.site import timelines
from dateline.site.context import Site
from dateline.site.plan import plan_site


@pytest.fixture
def made(sample):
    return sample()


@pytest.fixture
def library(made):
    return made.library


def with_entries(library, *changed):
    """Return the library with some entries in the place of those with their ids."""
    entries = Entries.of({**library.entries, **{entry.id: entry for entry in changed}}.values())
    placed = {"entity_entries": Placed(entries, entity_timeline), "topic_entries": Placed(entries, topic_timeline)}
    return replace(library, entries=entries, **placed)


def plan(made, library, known=None):
    return plan_site(library, made.config, dict.fromkeys(library.articles, "digest"), Site(library, made.config), known)[0]


def changed(made, library, other):
    """Return the names of the units that a changed library plans anew."""
    before, after = plan(made, library).kept.units, plan(made, other).kept.units
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def keys_of(plan, kind):
    """Return the keys of the pages of a kind."""
    return {page.key for page in plan.pages if page.kind == kind}


def test_the_plan_with_units_taken_over_is_the_plan(made, library):
    first = plan(made, library)
    second = plan(made, library, first.kept)
    assert second.pages == first.pages
    assert all(second.kept.units[name] is unit for name, unit in first.kept.units.items())
    assert all(second.kept.articles[name] is keyed for name, keyed in first.kept.articles.items())


def test_what_is_taken_over_is_not_planned(made, library):
    first = plan(made, library)
    marked = {name: unit._replace(pages=unit.pages[:1]) for name, unit in first.kept.units.items()}
    assert len(plan(made, library, first.kept._replace(units=marked)).pages) < len(first.pages)
    other = {name: unit._replace(state="other", pages=()) for name, unit in first.kept.units.items()}
    assert plan(made, library, first.kept._replace(units=other)).pages == first.pages


def with_marks(kept, **marks):
    return kept._replace(marks=kept.marks._replace(**marks))


def test_the_key_of_an_articles_page_is_taken_over_while_the_page_stays(made, library):
    first = plan(made, library)
    marked = {article: keyed._replace(keys=("other",) * len(keyed.keys)) for article, keyed in first.kept.articles.items()}
    known = first.kept._replace(articles=marked)
    assert keys_of(plan(made, library, known), "article") == {"other"}
    assert plan(made, library, with_marks(known, common="other")).pages == first.pages
    assert plan(made, library, with_marks(known, bodies={})).pages == first.pages


@pytest.mark.parametrize(("mark", "name"), [("bodies", "colossus-runs"), ("retold", "colossus-runs"), ("orders", entity_timeline("xai"))])
def test_only_the_keys_of_articles_that_a_change_concerns_are_made_again(made, library, mark, name):
    first = plan(made, library)
    marked = {article: keyed._replace(keys=("other",) * len(keyed.keys)) for article, keyed in first.kept.articles.items()}
    before = {**getattr(first.kept.marks, mark), name: "other"}
    again = plan(made, library, with_marks(first.kept._replace(articles=marked), **{mark: before}))
    renewed = {page.subject[0] for page in again.pages if page.kind == "article" and page.key != "other"}
    about = {card.id for card in library.articles.values() if "xai" in card.entities[:2]}
    assert renewed == (about if mark == "orders" else {name}) != set()


def test_a_title_changes_keys_but_nothing_is_planned_for_it(made, library):
    first = plan(made, library)
    card = next(card for card in library.articles.values() if card.entities)
    titled = replace(library, articles={**library.articles, card.id: replace(card, title="Another title")})
    emptied = {name: unit._replace(pages=unit.pages[1:]) for name, unit in first.kept.units.items()}
    clean, taken = plan(made, titled), plan(made, titled, first.kept)
    assert taken.pages == clean.pages
    assert taken.pages != first.pages
    assert len(plan(made, titled, first.kept._replace(units=emptied)).pages) < len(clean.pages)


@pytest.fixture
def large(made, monkeypatch):
    """Have the sample saved on as a large site is, each of its events weighing another."""
    monkeypatch.setattr(timelines, "PERIOD_BUDGET", 0)
    return with_entries(made.library, *(replace(e, score=float(n)) for n, e in enumerate(made.library.entries.values())))


def heavier(library, entry, score):
    return with_entries(library, replace(library.entries[entry.id], score=score))


def test_what_weighs_otherwise_in_the_same_order_is_not_planned_again_on_a_large_site(made, large):
    first, last = plan(made, large), large.entries.on(ALL)[-1]
    after = heavier(large, last, last.score + 0.5)
    emptied = {name: unit._replace(pages=()) if " entity " in name else unit for name, unit in first.kept.units.items()}
    again = plan(made, after, first.kept)
    assert again.pages == plan(made, after).pages
    assert again.kept.units != first.kept.units  # what they weigh is remembered
    assert len(plan(made, after, first.kept._replace(units=emptied)).pages) < len(first.pages)


def test_what_comes_to_weigh_more_than_others_is_planned_again(made, large):
    first, known = plan(made, large), large.entries.on(entity_timeline("xai"))
    after = heavier(large, known[0], 999.0)
    again = plan(made, after, first.kept)
    assert again.pages == plan(made, after).pages
    assert again.kept.units["en entity xai"].order != first.kept.units["en entity xai"].order


def test_an_entry_concerns_its_own_timelines(made, library):
    entry = next(entry for entry in library.entries.values() if len(entry.entities) == 1 and entry.kind == "statement")
    names = changed(made, library, with_entries(library, replace(entry, headline="Another headline")))
    assert f"en entity {entry.entities[0]}" in names
    assert "en all" in names
    apart = [e for e in library.entities if e not in entry.entities and f"en entity {e}" in plan(made, library).kept.units]
    assert any(f"en entity {other}" not in names for other in apart)


@pytest.mark.parametrize("field", ["title", "source", "captured", "url"])
def test_what_lists_show_of_an_article_concerns_the_timelines_it_is_part_of(made, library, field):
    card = next(card for card in library.articles.values() if card.entities)
    other = replace(card, **{field: "2001-02-03"})
    names = changed(made, library, replace(library, articles={**library.articles, card.id: other}))
    assert {f"en entity {entity}" for entity in card.entities if entity in library.entities} <= names


@pytest.mark.parametrize("edit", [{"source": "Another Paper"}, {"captured": "2001-02-03"}, {"published": None}, {"title": "Other"}], ids=str)
def test_a_plan_from_the_last_one_is_a_clean_one_whichever_article_changed(made, library, edit):
    topics = {topic: tuple(dict.fromkeys(a for e in library.entries.on(topic_timeline(topic)) for a in e.articles)) for topic in library.topics}
    library = replace(library, topic_articles=topics)  # an entry has the topics of its articles
    first = plan(made, library)
    for card in library.articles.values():
        other = replace(library, articles={**library.articles, card.id: replace(card, **edit)})
        assert plan(made, other, first.kept).pages == plan(made, other).pages


def test_an_article_that_tells_of_an_entitys_event_without_naming_it_concerns_its_timeline(made, library):
    entry = next(entry for entry in library.entries.values() if len(set(entry.articles)) > 1)
    entity = next(e for e in entry.entities if e in library.entities)
    aside = replace(library, entity_articles={**library.entity_articles, entity: ()})
    first = plan(made, aside)
    emptied = {name: unit._replace(pages=()) if name == f"en entity {entity}" else unit for name, unit in first.kept.units.items()}
    known = first.kept._replace(units=emptied)
    card = replace(library.articles[entry.articles[-1]], source="Another Paper")
    moved = replace(aside, articles={**library.articles, card.id: card})
    assert f"entities/{entity}/" not in {page.permalink for page in plan(made, aside, known).pages}
    assert f"entities/{entity}/" in {page.permalink for page in plan(made, moved, known).pages}


def test_an_entitys_own_text_concerns_its_page_alone(made, library):
    entity = next(iter(library.entities.values()))
    entities = {**library.entities, entity.id: replace(entity, description="Another one.")}
    names = changed(made, library, replace(library, entities=entities))
    assert names == {f"{lang} entity {entity.id}" for lang in made.config.languages}


def test_an_alias_concerns_its_entity_and_the_front_page_but_no_report(made, library):
    entity = replace(library.entities["xai"], aliases=("The Lab",))
    found = changed(made, library, replace(library, entities={**library.entities, "xai": entity}))
    assert {name for name in found if name.endswith((" home", " entity xai"))}
    assert not {name for name in found if name.endswith((" health", " all"))}


@pytest.mark.parametrize("order", [None, "other"])
def test_for_an_alias_the_front_page_is_planned_again_where_it_comes_to_tell_of_something_else(made, library, order):
    entity = replace(library.entities["xai"], aliases=("The Lab",))
    aliased = replace(library, entities={**library.entities, "xai": entity})
    known = plan(made, library).kept
    units = {name: unit._replace(order=order or unit.order, pages=()) for name, unit in known.units.items() if name.endswith(" home")}
    pages = plan(made, aliased, known._replace(units={**known.units, **units})).pages
    assert any(page.kind == "home" for page in pages) == (order is not None)


def test_the_outcome_of_a_plan_concerns_the_plan(made, library):
    one, two = (entry for entry in list(library.entries.values())[:2])
    linked = replace(one, outcome=two.id)
    before = with_entries(library, linked)
    after = with_entries(before, replace(two, headline="Another headline"))
    assert {f"en entity {entity}" for entity in one.entities if entity in library.entities} <= changed(made, before, after)
