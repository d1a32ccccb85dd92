"""Whatever a page or a file says is shown as text: every payload in every channel, statically and in Chromium."""

from __future__ import annotations

import html
import json
import re
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.trust.hostile_site import hostile_project, saved_page
from tests.trust.payloads import PAYLOADS, naughty_strings, shared_payloads
from tests.trust.projects import CHROMIUM, CONFIG, build, tree, write
from tests.trust.site_checker import check, check_page

shared = pytest.mark.skipif(not shared_payloads(), reason="the shared collections are not beside the checkout")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A site in which every payload stands in every channel."""
    root = hostile_project(tmp_path_factory.mktemp("hostile") / "project", PAYLOADS)
    report = build(root)
    return root, report, tree(root / "site")


def test_nothing_in_the_built_site_runs_or_fetches(hostile):
    _, report, files = hostile
    assert check(files) == []
    assert not [problem for problem in report.problems if problem.code == "DL703"]


def test_the_payloads_reached_every_kind_of_page(hostile):
    """The test above means something: the payloads are there, as text."""
    _, _, files = hostile
    seen = {path: data for path, data in files.items() if b"alert(" in data}
    kinds = {re.sub(r"[^/]*\d[^/]*", "N", path) for path in seen}
    for wanted in ("articles/N/index.html", "entities/N/index.html", "topics/N/index.html", "N/index.html", "events.jsonl", "feed.xml", "feed.json", "topics/index.html"):
        assert wanted in kinds, (wanted, sorted(kinds))
    assert any(path.startswith("search-index/") for path in seen)
    assert any(path.endswith("timeline.json") for path in seen)
    assert any(b"application/ld+json" in data and b"\\u003cscript\\u003ealert(1)" in data for data in seen.values())


def test_every_link_keeps_to_web_addresses(hostile):
    _, _, files = hostile
    for path, data in files.items():
        if path.endswith(".html"):
            for node in LexborHTMLParser(data.decode()).css("a[href]"):
                # Browsers drop blanks and controls in front, tabs and line ends anywhere.
                address = re.sub(r"^[\x00-\x20]+|[\t\r\n]", "", node.attributes["href"] or "")
                assert re.match(r"https?:|mailto:|(?![a-zA-Z][a-zA-Z0-9+.-]*:)", address), (path, address)


@pytest.mark.slow
@shared
@pytest.mark.shared
def test_three_public_collections_run_nowhere(tmp_path):
    build(hostile_project(tmp_path, shared_payloads()[::4]))
    assert check(tree(tmp_path / "site")) == []


def test_without_the_sanitiser_no_page_has_foreign_script_in_captured_text(tmp_path, monkeypatch):
    """The renderer alone keeps captured text text; nh3 is the second line."""
    monkeypatch.setattr("dateline.markup.render.sanitise", lambda markup: markup)
    root = hostile_project(tmp_path, PAYLOADS[::2])
    for folder in ("entities", "topics", "pages"):
        for path in (root / "content" / folder).iterdir():
            path.unlink()
    build(root)
    allowed = ("an element of this site", "has the scheme", "is fetched from elsewhere")
    assert not [offence for offence in check(tree(root / "site")) if not offence.endswith(allowed) and not any(word in offence for word in allowed)]


# Saved pages ------------------------------------------------------------------------------------------------------


def convert_pages(root, payloads, *, shown):
    from dateline.capture import convert
    from dateline.capture.new_article import ArticleChoices, article_text
    from dateline.capture.options import CaptureOptions
    from dateline.model.capture import Capture

    files = {"mkdocs.yml": CONFIG.replace("[en, zh]", "[en]")}
    for number, payload in enumerate(payloads):
        found, _ = convert(Capture(saved_page(payload, shown=shown).encode("utf-8", "surrogatepass"), f"{number}.html"), CaptureOptions())
        if found:
            files[f"content/articles/2024/page-{number}.md"] = article_text(found[0], ArticleChoices())
    return write(root, files)


def visible(text):
    """What a reader sees of a text: white space as one blank, nothing of what has no shape."""
    return "".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufeff]", " ", text).split())


def share_shown_as_written(site, payloads):
    shown = wanted = 0
    missing = []
    for number, payload in enumerate(payloads):
        path = f"articles/page-{number}/index.html"
        if path not in site or not visible(payload):
            continue
        wanted += 1
        body = LexborHTMLParser(site[path].decode()).body
        if visible(payload) in visible(body.text(deep=True) if body else ""):
            shown += 1
        else:
            missing.append(payload)
    return shown / max(wanted, 1), wanted, missing


@pytest.mark.parametrize("form", ["markup", "shown"])
def test_saved_pages_bring_no_markup_to_life(tmp_path, form):
    root = convert_pages(tmp_path, PAYLOADS, shown=form == "shown")
    build(root)
    site = tree(root / "site")
    assert check(site) == []
    if form == "shown":
        share, wanted, missing = share_shown_as_written(site, PAYLOADS)
        assert wanted > 60
        assert share >= 0.97, missing


@pytest.mark.slow
@shared
@pytest.mark.shared
def test_shared_payloads_shown_in_saved_pages_stay_readable(tmp_path):
    payloads = shared_payloads()
    build(convert_pages(tmp_path, payloads, shown=True))
    site = tree(tmp_path / "site")
    assert check(site) == []
    share, wanted, missing = share_shown_as_written(site, payloads)
    assert wanted > 300
    assert share >= 0.995, missing


@pytest.mark.slow
@shared
@pytest.mark.shared
def test_naughty_strings_are_shown_as_written(tmp_path):
    payloads = [text for text in naughty_strings() if text.strip()]
    build(convert_pages(tmp_path, payloads, shown=True))
    site = tree(tmp_path / "site")
    assert check(site) == []
    share, wanted, missing = share_shown_as_written(site, payloads)
    assert wanted > 400
    assert share >= 0.995, missing


# Pages by themselves ----------------------------------------------------------------------------------------------


def test_every_kind_of_page_has_the_strict_policy_first(hostile):
    _, _, files = hostile
    pages = [path for path in files if path.endswith(".html")]
    assert {"404.html", "index.html", "search/index.html"} <= set(pages)
    assert not [path for path in pages if any("policy" in offence for offence in check_page(files[path].decode()))]


def test_the_checker_finds_what_it_is_for():
    frame = '<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="{}"></head><body>{}</body></html>'
    from tests.trust.site_checker import CSP

    assert not list(check_page(frame.format(CSP, "<p>text</p>")))
    assert list(check_page(frame.format("default-src *", "<p>text</p>")))
    found = [payload for payload in PAYLOADS if re.search(r"<(?:img|svg|script|iframe|a) ?/?[^>]*(?:on\w+=|javascript:|>alert|src)", payload) and list(check_page(frame.format(CSP, payload)))]
    assert len(found) > 20


def test_templates_have_no_way_around_escaping():
    from dateline.site.folders import packaged_templates

    for path in packaged_templates().rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|<style|\sstyle=|\son[a-z]+=", text), path
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", text), path
    for path in packaged_templates().rglob("*.js"):
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(['\"]|srcdoc", path.read_text("utf-8")), path


def test_messages_cannot_steer_a_terminal():
    from dateline.cli.report import format_problem
    from dateline.model.problem import Problem

    problem = Problem("a\x1b[2J.md", 1, 1, "DL201", "title \x1b]0;x\x07 \u202e\u2066 \x9b31m \r\n::error::x", "hint\x00")
    for form in ("text", "github"):
        line = format_problem(problem, form)
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)
    assert not re.search(r"[\x00-\x1f]", format_problem(problem, "json"))


# In a browser -----------------------------------------------------------------------------------------------------

_HOOK = "for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => { window.__ran = (window.__ran || 0) + 1; };"
_ACT = """(events) => {
  const all = [...document.querySelectorAll('body *')].slice(0, 250);
  for (const element of all) {
    if (element.localName === 'details') element.open = true;
    for (const type of events) element.dispatchEvent(new Event(type, { cancelable: true }));
  }
  for (const element of all) if (element.closest('main a') && !/^https?:/.test(element.href || '')) {
    const stop = (event) => event.preventDefault();
    if (/^javascript:/i.test(element.href || '')) element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  }
  return window.__ran || 0;
}"""
_EVENTS = ["mouseover", "mouseenter", "focus", "blur", "keydown", "input", "toggle", "animationstart", "load", "error", "pointerdown", "click-x"]


def run_in_chromium(site, pages):
    """Return what went wrong: pages on which foreign code ran, or that asked another host.

    In a thread of its own, for the browser tests keep a Playwright open in this one.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_run_in_chromium, site, pages).result()


def _run_in_chromium(site, pages):
    from playwright.sync_api import sync_playwright

    kinds = {"html": "text/html; charset=utf-8", "js": "text/javascript", "css": "text/css", "json": "application/json", "svg": "image/svg+xml", "xml": "application/xml"}
    faults = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"])
        context = browser.new_context(service_workers="block")
        context.add_init_script(_HOOK)

        def answer(route):
            url = urllib.parse.urlsplit(route.request.url)
            path = urllib.parse.unquote(url.path).removeprefix("/watch/") or "index.html"
            path += "index.html" if path.endswith("/") else ""
            if url.hostname != "quay.example":
                faults.append(f"asked {url.hostname} for a {route.request.resource_type}")
                route.abort()
            elif path in site:
                route.fulfill(body=site[path], content_type=kinds.get(path.rpartition(".")[2], "application/octet-stream"))
            else:
                route.fulfill(status=404, body="")

        context.route("**/*", answer)
        page = context.new_page()
        page.on("dialog", lambda dialog: (faults.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
        context.on("page", lambda popup: popup.close() if popup != page else None)
        for path in pages:
            page.goto("https://quay.example/watch/" + urllib.parse.quote(path), wait_until="load", timeout=15000)
            if page.evaluate(_ACT, _EVENTS):
                faults.append(f"{path}: code ran")
        browser.close()
    return faults


def sampled(site, most):
    """Choose pages of every kind: all that are alone of their kind, a part of the others."""
    kinds = {}
    for path in sorted(site):
        if path.endswith(".html") and b'http-equiv="refresh"' not in site[path]:
            kinds.setdefault(re.sub(r"[^/]*\d[^/]*", "N", path), []).append(path)
    return [path for paths in kinds.values() for path in paths[:: max(1, len(paths) // most)]]


browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.mark.browser
@pytest.mark.slow
@browser
def test_nothing_runs_in_chromium(hostile):
    _, _, site = hostile
    pages = sampled(site, 12)
    assert len(pages) > 60
    assert not run_in_chromium(site, pages)


@pytest.mark.browser
@pytest.mark.slow
@browser
def test_nothing_runs_in_chromium_with_the_sanitiser_off(tmp_path, monkeypatch):
    """Hand-written pages may hold raw HTML; with nh3 off only the policy stands between it and the reader."""
    monkeypatch.setattr("dateline.markup.render.sanitise", lambda markup: markup)
    root = write(tmp_path, {"mkdocs.yml": CONFIG.replace("[en, zh]", "[en]"), **{
        f"content/pages/page-{number}.md": f"---\ntitle: Page {number}\n---\n\n{payload}\n" for number, payload in enumerate(PAYLOADS)
    }})
    build(root)
    site = tree(root / "site")
    raw = [path for path in site if re.match(r"page-\d+/", path)]
    assert len([path for path in raw if any(check_page(site[path].decode()))]) > 20
    faults = run_in_chromium(site, raw[::2])
    assert not [fault for fault in faults if "ran" in fault or "dialog" in fault or "script" in fault]


def test_data_for_scripts_is_json(hostile):
    _, _, files = hostile
    found = [path for path in files if path.endswith(".json")]
    assert len(found) > 50
    for path in found:
        json.loads(files[path])
    assert html.escape("<") not in json.dumps(json.loads(files["feed.json"])["title"])


@pytest.mark.slow
def test_pages_handed_to_mkdocs_stay_text_under_its_own_theme(tmp_path):
    """MkDocs escapes no title by itself; what it gets is escaped already."""
    import subprocess
    import sys

    from dateline.hosts.pages import export_docs
    from tests.trust.site_checker import check_fragment

    export_docs(hostile_project(tmp_path / "project", PAYLOADS[::3]), tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text("site_name: Quay\ndocs_dir: docs\nplugins: []\n", "utf-8")
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--quiet", "--site-dir", "out"], cwd=tmp_path, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-1000:]
    pages = {path: data.decode() for path, data in tree(tmp_path / "out").items() if path.endswith(".html")}
    assert sum("alert(" in text for text in pages.values()) > 20
    offences = [(path, offence) for path, text in pages.items() for offence in check_fragment(text) if re.search(r"alert\(|evil\.example|javascript:", offence)]
    assert offences == []
