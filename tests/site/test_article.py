"""An article's page says what the article tells in two ways; a large site's pages quote key events only."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dateline.index.library import build_library
from dateline.model.annotation import Status
from dateline.model.dates import PartialDate
from dateline.site import timelines
from dateline.site.context import Site
from dateline.site.plan import plan_site
from dateline.site.render import Renderer


def page_of(site, kind, subject, lang="en"):
    plan, _ = plan_site(site.library, site.config, site=site)
    page = next(page for page in plan.pages if page.kind == kind and page.subject == subject and page.lang == lang)
    return Renderer(site).render(page).decode()


@pytest.mark.parametrize(("lang", "heading"), [("en", "Told differently in this article"), ("zh", "文中的不同说法")])
def test_two_dates_for_one_founding_are_shown_side_by_side(sample, lang, heading):
    made = sample()
    card = made.library.articles["colossus-runs"]
    first, second = card.events[:2]
    told = [
        replace(event, date=PartialDate.parse(date), triggers=("founding",), target="xai", entities=("xai",), status=Status.HAPPENED, headline="xAI was founded")
        for event, date in ((first, "2023-03-09"), (second, "2021-07-12"))
    ]
    cards = [replace(card, events=tuple(told)) if other.id == card.id else other for other in made.library.articles.values()]
    library = build_library(cards, dict(made.library.entities), dict(made.library.topics), made.library.entries.values())
    html = page_of(Site(library, made.config, made.site.readings), "article", ("colossus-runs",), lang)
    section = html.split(heading)[1].split("</section>")[0]
    anchors = re.findall(r'href="#([^"]+)"', section)
    assert len(anchors) == 2
    assert all(f'id="{anchor}"' in html for anchor in anchors)


def test_an_article_that_agrees_with_itself_says_nothing(built):
    assert not [path for path, data in built.pages.items() if b"Told differently in this article" in data]


@pytest.fixture
def large(sample, monkeypatch):
    monkeypatch.setattr(timelines, "PERIOD_BUDGET", 0)
    return sample(page_size=10)


def test_a_large_site_quotes_key_events_and_names_the_sources_of_the_others(large):
    rows = re.findall(r'<li class="e [^"]*".*?</li>', page_of(large.site, "entity", ("xai",)), re.S)
    quoted = [row for row in rows if "<blockquote" in row]
    assert quoted
    assert all('class="e k ' in row for row in quoted)
    brief = next(row for row in rows if row not in quoted)
    assert re.search(r'<p class="s"><bdi>[^<]+</bdi>', brief)
    assert '<p class="h"><a href="../../articles/' in brief


def test_pages_of_periods_quote_nobody_from_a_middling_size_on(sample, monkeypatch):
    def quoted(site):
        rows = re.findall(r'<li class="e [^"]*".*?</li>', page_of(site, "period", ("2024",)), re.S)
        return {('class="e k ' in row, "<blockquote" in row) for row in rows}

    assert quoted(sample(page_size=10_000).site) == {(True, True), (False, True)}
    monkeypatch.setattr(timelines, "QUOTE_BUDGET", 0)
    made = sample(page_size=10_000)
    assert quoted(made.site) == {(True, False), (False, False)}
    latest = re.findall(r'<li class="e [^"]*".*?</li>', page_of(made.site, "entity", ("xai",)), re.S)
    assert all("<blockquote" in row for row in latest)


def test_headlines_of_one_language_say_so_once(built):
    html = built.pages["articles/巨人集群/index.html"].decode()
    notes = html.split('class="notes"')[1].split("</aside>")[0]
    assert notes.count('lang="zh"') == 1
