"""Foreign text in every place that reaches a page, a feed or a file."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dateline.index.library import build_library
from dateline.site import search
from dateline.site.context import Site
from dateline.site.plan import plan_site
from dateline.site.render import Renderer

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "hostile" / "xss"
PAYLOADS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'><svg/onload=alert(1)>", "</script><script>alert(1)</script>", "<!--<script>",
    "]]><script>alert(1)</script>", "javascript:alert(1)", "jav\tascript:alert(1)", "data:text/html,<script>alert(1)</script>", "\u2028\u2029",
    "{{ 7*7 }}{% raw %}", "&lt;script&gt;", "<style>@import 'https://x.example'</style>", "<base href=https://x.example>", "\u202eevil\u202c", "a\x00b\x0bc",
    "<meta http-equiv=refresh content=0>", "<form action=//x.example><input name=createElement>", "<iframe srcdoc='<b>'>", "\ud800 lone",
)
KINDS = (
    "home", "article", "entity", "topic", "timeline", "period", "source", "sources", "entities", "health", "changes", "compare", "embed", "redirect",
    "feed", "json-feed", "timeline-json", "timelinejs", "timeline-csv", "markwhen", "calendar", "events-jsonl",
)


def poisoned(made, text: str):
    """Put the text into every field of articles, entities, topics and events that comes from outside."""
    library = made.library
    def event(one):
        return replace(one, headline=text, quote=text, attribution=text)
    cards = [
        replace(card, title=text, subtitle=text, source=text, site=text, section=text, url=text, archived=text, image=text, authors=(text,), editors=(text,),
                captured=text, capture=text, excerpt=text, description=text, lang="en", redirect_from=(text,), events=tuple(map(event, card.events)))
        for card in library.articles.values()
    ]
    entities = {key: replace(one, names={"en": text, "zh": text}, aliases=(text,), links=(text,), description=text, redirect_from=(text,)) for key, one in library.entities.items()}
    topics = {key: replace(one, names={"en": text}, aliases=(text,), description=text) for key, one in library.topics.items()}
    entries = [replace(one, headline=text, statements=tuple(map(event, one.statements))) for one in library.entries.values()]
    return build_library(cards, entities, topics, entries)


class Watcher(HTMLParser):
    """Note what a browser would run, fetch or follow beyond the site's own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in ("iframe", "object", "embed", "form", "base", "style", "math", "frame", "noscript", "template"):
            self.found.append(tag)
        if tag == "script" and "src" not in attributes and attributes.get("type") != "application/ld+json":
            self.found.append("inline script")
        if tag == "meta" and attributes.get("http-equiv", "").lower() not in ("", "content-security-policy"):
            self.found.append("meta")
        for name, value in attributes.items():
            scheme = "".join(value.split()).lower().partition(":")[0] if ":" in value else ""
            if name.startswith("on") or name == "style":
                self.found.append(name)
            if name in ("href", "src", "action") and scheme in ("javascript", "vbscript", "data"):
                self.found.append(f"{tag} {name} {value[:40]}")
            if tag in ("script", "img", "link") and name == "src" and value.startswith(("http:", "https:", "//")):
                self.found.append(f"{tag} {value[:40]}")


def inspect(made, text: str) -> list[str]:
    library = poisoned(made, text)
    site = Site(library, made.config, made.site.readings, lambda body: "")
    plan, _ = plan_site(library, made.config, None, site)
    renderer = Renderer(site)
    faults = []
    for page in plan.pages:
        if page.kind not in KINDS:
            continue
        data = renderer.render(page)
        if page.path.endswith(".html"):
            watcher = Watcher()
            watcher.feed(data.decode())
            faults += [f"{page.path}: {found}" for found in watcher.found]
        elif page.path.endswith(".xml"):
            ElementTree.fromstring(data)
        elif page.path.endswith(".json"):
            json.loads(data)
    for path, data in search.static_part(library).items():
        json.loads(data)
        assert path.startswith("search-index/")
    return faults


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_foreign_text_becomes_markup_anywhere(sample, payload):
    assert inspect(sample(languages=("en",)), payload) == []


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_embedded_json_cannot_end_its_script(payload):
    from dateline.site.jsonld import embed

    text = str(embed({"name": payload}))
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text)["name"] == payload


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the hostile corpora are not beside the checkout")
def test_known_payloads_do_nothing_in_any_field(sample):
    payloads = [json.loads(line)["payload"] for path in sorted(SHARED.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    made = sample(languages=("en",), sets=(), compare=())
    found = [fault for start in range(0, len(payloads), 20) for fault in inspect(made, " ".join(payloads[start:start + 20]))]
    assert found == []
