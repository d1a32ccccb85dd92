"""The built sample in a browser: accessibility, no foreign requests, search, filters, phones, no scripting."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
PAGES = (
    "", "timeline/", "timeline/2024/", "entities/", "entities/type/company/", "entities/xai/", "topics/", "topics/chips/", "sets/", "sets/labs/", "compare/",
    "compare/openai--xai/", "articles/", "articles/colossus-runs/", "articles/巨人集群/", "articles/quoted-only/", "sources/", "sources/compute-ledger/",
    "search/", "about/", "health/", "changes/", "entities/xai/embed/", "404.html",
)


def axe_source() -> str:
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page) -> list[str]:
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    return [f"{item['id']}: {node['html'][:160]}" for item in found["violations"] for node in item["nodes"][:3]]


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360)])
@pytest.mark.parametrize("lang", ["", "zh/"])
def test_no_page_has_an_accessibility_fault(browser, address, lang, scheme, width):
    source = axe_source()
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    faults = {}
    for path in PAGES:
        if lang and path == "404.html":
            continue
        page.goto(f"{address}{lang}{path}")
        page.evaluate(source)
        if found := violations(page):
            faults[path] = found
    context.close()
    assert faults == {}


def test_no_page_asks_another_host_or_breaks_its_policy(page, address):
    foreign, messages = [], []
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(address) else None)
    page.on("console", lambda message: messages.append(f"{message.text} {message.location.get('url')}") if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: messages.append(str(error)))
    for path in PAGES:
        page.goto(address + path)
    assert foreign == []
    assert messages == []


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_nothing_is_wider_than_a_small_phone(browser, address, lang):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    wide = []
    for path in PAGES:
        if lang and path == "404.html":
            continue
        page.goto(f"{address}{lang}{path}")
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
    context.close()
    assert wide == []


def test_pages_are_whole_without_scripting(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}entities/xai/")
    assert page.locator(".e .h a").all_inner_texts() == ["200,000 chips", "xAI switched Colossus on", "马斯克成立了xAI"]
    page.goto(f"{address}articles/colossus-runs/")
    assert page.locator(".notes li").count() == 2
    page.goto(f"{address}search/")
    assert page.locator("a", has_text="Companies & people").first.is_visible()
    context.close()


@pytest.mark.parametrize(("query", "first"), [
    ("珊瑚礁", "四个月建成十万块芯片的集群"), ("switching", "Colossus is running <soon>"), ("masike", "Elon Musk"), ("nvdia", "Nvidia"),
    ("英伟达", "Nvidia"), ("gym", "A laboratory opens in San Francisco"),
])
def test_search_finds(page, address, query, first):
    page.goto(f"{address}search/?q={query}")
    page.locator("#hits .ti").first.wait_for()
    assert page.locator("#hits .ti").first.inner_text() == first


def test_a_result_jumps_to_the_event_that_matches(page, address):
    page.goto(f"{address}search/?q=珊瑚礁")
    link = page.locator("#hits .m a").first
    link.wait_for()
    assert link.inner_text() == "Q1 2025"
    link.click()
    page.wait_for_url("**/articles/**#e-00000006")


def test_search_can_be_used_with_the_keyboard_alone(page, address):
    page.goto(address)
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    page.keyboard.type("openai")
    page.locator("#hits .ti").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entities/openai/")


def test_the_browser_makes_the_terms_that_the_index_has(page, address):
    page.goto(f"{address}search/")
    cases = Path(__file__).parents[1] / "cases" / "search" / "terms.md"
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in cases.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    for text, expected in rows[2:]:
        assert sorted(page.evaluate("text => datelineTerms(text)", text)) == expected.split(), text


def test_filters_keep_their_state_in_the_address(page, address):
    page.goto(f"{address}timeline/?status=planned")
    shown = page.locator(".e:not([hidden]) .h a")
    assert shown.all_inner_texts() == ["200,000 chips", "A gym for agents"]
    page.locator(".bar input").fill("gym")
    page.wait_for_url("**/timeline/?q=gym&status=planned")
    assert shown.all_inner_texts() == ["A gym for agents"]


def test_the_order_can_be_turned(page, address):
    page.goto(f"{address}entities/xai/?order=old")
    page.locator(".bar, .e").first.wait_for()
    assert page.locator(".e .h a").first.inner_text() in ("马斯克成立了xAI", "200,000 chips")


def test_the_readers_theme_is_kept(page, address):
    page.goto(address)
    page.locator("button.theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.goto(f"{address}entities/xai/")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_an_old_address_forwards_with_its_anchor(page, address):
    page.goto(f"{address}entities/x-ai/#y2024")
    page.wait_for_url("**/entities/xai/#y2024")


def test_notes_stand_beside_their_sentences(page, address):
    page.goto(f"{address}articles/colossus-runs/")
    tops = page.evaluate(
        "[...document.querySelectorAll('.notes li')].map(li => [li.getBoundingClientRect().top,"
        " document.getElementById(li.querySelector('a').hash.slice(1)).getClientRects()[0].top])"
    )
    assert abs(tops[0][0] - tops[0][1]) < 40
    assert tops[1][0] > tops[0][0]


def test_nothing_moves_while_a_page_loads(page, address):
    for path in ("", "entities/xai/", "articles/colossus-runs/", "compare/openai--xai/"):
        page.goto(address + path)
        shift = page.evaluate(
            "new Promise(done => { let sum = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })"
            ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300); })"
        )
        assert shift < 0.05, path


def test_any_two_entities_can_be_compared(page, address):
    page.goto(f"{address}compare/")
    first, second = page.locator(".pick input").all()
    first.fill("xAI")
    second.fill("Elon Musk")
    page.locator(".picked .e").first.wait_for()
    assert page.locator(".picked h3").all_inner_texts() == ["xAI", "xAI", "Elon Musk"]
    source = page.locator(".picked figure", has_text="xAI switched Colossus on in September 2024.").first
    source.locator("xpath=ancestor::details/summary").click()
    source.locator("figcaption a").click()
    page.wait_for_url("**/articles/*/#e-*")
    assert "xAI switched Colossus on" in page.locator(":target").inner_text()
    page.go_back()
    assert page.url.endswith("compare/?a=xai&b=elon-musk")
    page.goto(page.url)
    page.locator(".picked .e").first.wait_for()


def test_a_preview_shows_on_hover_and_goes_with_escape(page, address):
    page.goto(f"{address}articles/colossus-runs/")
    page.locator(".prose a", has_text="OpenAI").hover()
    card = page.get_by_role("tooltip")
    card.wait_for()
    assert "A laboratory." in card.inner_text()
    page.keyboard.press("Escape")
    assert card.count() == 0
