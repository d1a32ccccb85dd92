from __future__ import annotations

import gc
from dataclasses import replace

from dateline.model.page import Page
from dateline.site.keys import Keys
from dateline.site.plan import plan_site
from dateline.site.states import States
from dateline.site.units import Units


def plan_of(made, **changes):
    library = replace(made.library, **changes) if changes else made.library
    return plan_site(library, made.config, dict.fromkeys(library.articles, "digest"))


def test_every_kind_of_page_is_planned_once(built):
    kinds = {page.kind for page in built.plan.pages}
    assert kinds >= {
        "home", "article", "entity", "topic", "set", "timeline", "period", "entities", "type", "topics", "sources", "source", "articles",
        "sets", "compare", "compares", "about", "health", "changes", "search", "missing", "redirect", "embed", "feed", "json-feed",
        "sitemap", "robots", "timeline-json", "timeline-csv", "timelinejs", "markwhen", "calendar", "events-jsonl",
    }
    assert len(built.plan.paths()) == len(built.plan.pages)
    assert built.problems == []


def test_each_language_has_its_own_pages(built):
    paths = built.plan.paths()
    assert {"index.html", "zh/index.html", "entities/xai/index.html", "zh/entities/xai/index.html"} <= paths


def test_a_page_knows_its_file_and_its_root():
    assert Page("", "home").path == "index.html"
    assert Page("", "home").root == "./"
    assert Page("entities/xai/", "entity").root == "../../"
    assert Page("zh/feed.xml", "feed").root == "../"


def test_an_old_address_leads_to_the_new_one(built):
    assert ("entities/x-ai/", "entities/xai/") in built.plan.redirects


def test_two_things_that_want_one_address_are_reported_by_file(sample):
    made = sample(cards={"lab-opens": {"redirect_from": ("/entities/xai/",)}})
    _, problems = plan_of(made)
    assert [(problem.code, problem.severity.value) for problem in problems] == [("DL501", "warning")]


def test_addresses_that_differ_in_case_only_clash(sample):
    made = sample()
    articles = dict(made.library.articles)
    articles["Lab-Opens"] = replace(articles["lab-opens"], id="Lab-Opens", path="content/articles/Lab-Opens.md")
    _, problems = plan_of(made, articles=articles)
    assert [problem.path for problem in problems if problem.code == "DL501"] == ["content/articles/Lab-Opens.md"] * 2


def test_every_page_has_a_key_when_bodies_have_digests(built):
    assert [page.permalink for page in built.plan.pages if not page.key] == []


def test_without_digests_articles_are_always_made(sample):
    plan, _ = plan_site(sample().library, sample().config)
    assert {page.kind for page in plan.pages if not page.key} == {"article"}


def test_a_renamed_entity_changes_the_keys_of_the_pages_that_show_it(sample):
    made = sample(languages=("en",))
    before, _ = plan_of(made)
    entities = dict(made.library.entities)
    entities["nvidia"] = replace(entities["nvidia"], names={"en": "NVIDIA Corp", "zh": "英伟达"})
    after, _ = plan_of(made, entities=entities)
    old = {page.permalink: page.key for page in before.pages}
    changed = {page.permalink for page in after.pages if old[page.permalink] != page.key}
    assert {"entities/nvidia/", "articles/quoted-only/", "entities/", ""} <= changed
    assert not {"articles/lab-opens/", "entities/openai/", "topics/funding/", "about/"} & changed


def test_an_edited_body_changes_only_the_pages_that_show_it(sample):
    made = sample(languages=("en",))
    digests = dict.fromkeys(made.library.articles, "digest")
    before, _ = plan_site(made.library, made.config, digests)
    after, _ = plan_site(made.library, made.config, digests | {"lab-opens": "other"})
    old = {page.permalink: page.key for page in before.pages}
    changed = {page.permalink for page in after.pages if old[page.permalink] != page.key}
    assert changed == {"articles/lab-opens/"}


def test_what_planning_alone_takes_is_let_go_of_at_once(sample):
    made = sample()
    gc.collect()
    gc.disable()  # as while a site is built
    try:
        plan_of(made)
        held = [kind.__name__ for kind in map(type, gc.get_objects()) if kind in (Keys, States, Units)]
    finally:
        gc.enable()
    assert held == []
