"""What people do with the site: find who says what in two clicks, by keyboard alone, on paper, by ear."""

from __future__ import annotations

from itertools import pairwise

import pytest

pytestmark = pytest.mark.browser

ORDER = """
[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')]
    .filter(node => node.checkVisibility({visibilityProperty: true}) && node.tabIndex >= 0)
    .map(node => node.closest('.skip') ? 'skip' : node.closest('.top') ? 'header' : node.closest('.crumbs') ? 'crumbs' : node.closest('.strip') ? 'strip'
        : node.closest('.bar') ? 'filters' : node.closest('.window, .primary') ? 'timeline' : node.closest('.side') ? 'side' : node.closest('.foot') ? 'foot' : 'page')
    .filter((name, place, all) => name !== all[place - 1])
"""


@pytest.mark.parametrize(("lang", "year", "told"), [("", "2024", "Compute Ledger"), ("zh/", "2024", "Compute Ledger、智算观察")])
def test_two_clicks_from_home_tell_what_a_company_did_in_a_year_and_who_says_so(page, address, lang, year, told):
    page.goto(address + lang)
    page.locator(".active a", has_text="xAI").click()
    page.wait_for_url("**/entities/xai/")
    page.locator(f".strip li[data-year='{year}'] a").click()
    group = page.locator(f"#y{year}")
    assert group.locator("h2").inner_text().startswith(year)
    sources = group.locator(".s summary").first
    assert sources.is_visible()
    assert told in sources.inner_text() or told.split("、")[0] in sources.inner_text()
    box = group.bounding_box()
    assert box is not None
    assert box["y"] < 900


def test_the_keyboard_meets_a_page_in_the_order_it_is_read(page, address):
    page.goto(f"{address}entities/xai/")
    assert page.evaluate(ORDER) == ["skip", "header", "crumbs", "strip", "timeline", "side", "foot"]
    page.goto(f"{address}timeline/")
    assert page.evaluate(ORDER) == ["skip", "header", "strip", "filters", "timeline", "page", "foot"]


@pytest.mark.parametrize("path", ["", "timeline/", "entities/xai/", "articles/colossus-runs/", "compare/openai--xai/", "health/"])
def test_a_screen_reader_meets_landmarks_and_headings_in_order(page, address, path):
    page.goto(address + path)
    tree = page.locator("body").aria_snapshot()
    places = [tree.index(mark) for mark in ("- banner", "- main", "- contentinfo")]
    assert places == sorted(places)
    levels = page.evaluate("[...document.querySelectorAll('main :is(h1, h2, h3, h4)')].filter(h => h.checkVisibility()).map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_filters_work_by_keyboard_and_say_how_many_are_left(page, address):
    page.goto(f"{address}timeline/")
    page.locator(".bar select[name=status]").focus()
    page.keyboard.type("Planned")
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline/?status=planned")
    assert page.locator(".e:not([hidden])").count() == 2
    status = page.locator(".bar [role=status]")
    assert "2" in status.inner_text()


def test_dragging_over_the_strip_keeps_a_span_of_years(page, address):
    page.goto(f"{address}timeline/")
    bars = page.locator(".strip .bars").bounding_box()
    years = page.locator(".strip li").count()
    assert bars is not None
    step, middle = bars["width"] / years, bars["y"] + bars["height"] / 2
    page.mouse.move(bars["x"] + step * (years - 2.5), middle)
    page.mouse.down()
    page.mouse.move(bars["x"] + step * (years - 0.5), middle)
    page.mouse.up()
    page.wait_for_url("**/timeline/?from=2023&to=2025")
    shown = page.evaluate("[...document.querySelectorAll('.y')].filter(y => !y.hidden).map(y => y.id)")
    assert shown == ["y2025", "y2024", "y2023"]


def test_a_preview_opens_on_focus_is_described_and_closes_with_escape(page, address):
    page.goto(f"{address}articles/colossus-runs/")
    link = page.locator(".prose a", has_text="OpenAI")
    link.focus()
    page.get_by_role("tooltip").wait_for()
    assert link.get_attribute("aria-describedby") == page.get_by_role("tooltip").get_attribute("id")
    page.keyboard.press("Escape")
    assert page.get_by_role("tooltip").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "OpenAI"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_paper_is_white_and_carries_the_text_alone(browser, address, theme):
    context = browser.new_context(color_scheme=theme)
    page = context.new_page()
    page.goto(f"{address}articles/colossus-runs/")
    page.emulate_media(media="print", color_scheme=theme)
    colours = page.evaluate("['html', '.art .m'].map(s => getComputedStyle(document.querySelector(s))).map(s => [s.backgroundColor, s.color])")
    assert colours[0] == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert colours[1][1] == "rgb(100, 94, 85)"
    for gone in ("nav.main", ".tools", ".foot"):
        assert not page.locator(gone).is_visible()
    tops = page.evaluate("[...document.querySelectorAll('.notes li')].map(li => li.getBoundingClientRect()).map(r => [r.top, r.bottom])")
    assert all(before[1] <= after[0] + 1 for before, after in pairwise(tops))
    context.close()


def test_marks_stay_visible_under_forced_colours_and_high_contrast(browser, address):
    context = browser.new_context(forced_colors="active", contrast="more")
    page = context.new_page()
    page.goto(f"{address}timeline/")
    look = page.evaluate(
        "[...document.querySelectorAll('.tl .e')].map(e => getComputedStyle(e, '::after')).map(s => [s.backgroundColor, s.borderTopWidth])"
    )
    assert look
    assert all(colour != "rgb(255, 255, 255)" or width != "0px" for colour, width in look)
    soft, ink = page.evaluate("['.totals, .lead', 'h1'].map(s => getComputedStyle(document.querySelector(s)).color)")
    assert soft == ink
    context.close()
