from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from dateline.site.plan import plan_site
from dateline.site.render import Renderer


class Reader(HTMLParser):
    """Collect what the tests ask of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if attributes.get("id"):
            self.ids.append(str(attributes["id"]))


def read(data: bytes) -> Reader:
    reader = Reader()
    reader.feed(data.decode())
    return reader


def html_pages(built):
    return {path: data for path, data in built.pages.items() if path.endswith(".html")}


def test_no_page_keeps_the_roots_token(built):
    assert [path for path, data in built.pages.items() if b"\0" in data] == []


def test_every_page_has_the_policy_first_and_nothing_inline(built):
    for path, data in html_pages(built).items():
        reader = read(data)
        head = [tag for tag, _ in reader.tags].index("head")
        assert reader.tags[head + 1][1].get("http-equiv") == "Content-Security-Policy", path
        for tag, attributes in reader.tags:
            assert "style" not in attributes, path
            assert not any(name.startswith("on") for name in attributes), path
            assert tag not in ("style", "form", "iframe", "base"), path
            assert tag != "script" or "src" in attributes or attributes.get("type") == "application/ld+json", path


def test_ids_are_unique_on_each_page(built):
    for path, data in html_pages(built).items():
        ids = read(data).ids
        assert len(ids) == len(set(ids)), path


def test_every_link_within_the_site_leads_to_a_page_and_its_anchor(built):
    anchors = {path: set(read(data).ids) for path, data in html_pages(built).items()}
    for path, data in html_pages(built).items():
        for tag, attributes in read(data).tags:
            url = attributes.get("href") or attributes.get("src") or ""
            if tag not in ("a", "script", "link", "img") or url.startswith("http") or path == "404.html":
                continue
            target, anchor = resolve(path, url)
            assert target in built.files, f"{path}: {url}"
            assert not anchor or anchor in anchors[target], f"{path}: {url}"


def resolve(path: str, url: str) -> tuple[str, str]:
    from urllib.parse import unquote, urljoin, urlsplit

    parts = urlsplit(urljoin(f"https://site.example/{path}", url))
    target = unquote(parts.path).lstrip("/")
    return (target + "index.html" if target.endswith("/") or not target else target), unquote(parts.fragment)


def test_the_page_for_wrong_addresses_has_absolute_links(built):
    links = [attributes["href"] for tag, attributes in read(built.pages["404.html"]).tags if tag == "a" and not str(attributes["href"]).startswith("#")]
    assert links
    assert all(str(link).startswith("/kb/") for link in links)


def test_foreign_text_is_escaped(built):
    page = built.pages["articles/colossus-runs/index.html"].decode()
    assert "Colossus is running &lt;soon&gt;" in page
    assert "<soon>" not in page
    assert "javascript:" not in built.pages["entities/xai/index.html"].decode()


def test_an_excerpt_shows_the_event_sentences_only(built):
    page = built.pages["articles/quoted-only/index.html"].decode()
    assert "据称，英伟达在2024年5月停止供货。" in page
    assert "这句不公开" not in page
    assert 'content="noindex"' in page


def test_mentions_link_and_relative_dates_say_what_they_mean(built):
    page = built.pages["zh/articles/巨人集群/index.html"].decode()
    assert re.search(r'<a href="../../entities/elon-musk/">马斯克</a>', page)
    assert '<span class="when" title="2023年夏">去年夏天</span>' in page


def test_the_shown_text_is_the_articles_text(built, sample):
    body = built.pages["articles/巨人集群/index.html"].decode().split('id="text">')[1].split("</div>")[0]
    shown = "".join(re.sub(r"<[^>]+>", "", body).split())
    assert shown == "".join(sample().texts["巨人集群"].split("\n", 1)[1].split())


def test_an_entry_quotes_each_source_and_leads_to_its_sentence(built):
    page = built.pages["entities/xai/index.html"].decode()
    assert "../../articles/colossus-runs/#e-00000002" in page
    assert "https://ledger.example/2024/colossus#:~:text=xAI%20switched%20Colossus%20on%20in%20September%202024." in page
    assert "2 sources" in page


def test_planned_disputed_and_overdue_entries_are_marked(built):
    page = built.pages["timeline/index.html"].decode()
    assert 'class="e p-open s-planned to x"' in page
    assert "Sources disagree on the amount" in page
    assert "The day has passed; outcome unknown" in page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_declare_their_language_and_its_alternates(built, lang):
    page = built.pages["index.html" if lang == "en" else "zh/index.html"].decode()
    assert f'<html lang="{"en" if lang == "en" else "zh-Hans"}">' in page
    assert '<link rel="alternate" hreflang="zh-Hans" href="https://site.example/kb/zh/">' in page


def test_two_renderings_give_the_same_bytes(built):
    plan, _ = plan_site(built.library, built.config, dict.fromkeys(built.library.articles, "digest"), built.site)
    renderer = Renderer(built.site)
    again = {page.path: renderer.render(page) for page in reversed(plan.pages)}
    assert again == built.pages


def test_first_pages_and_shared_files_stay_within_their_budgets(built):
    import gzip

    for path, data in html_pages(built).items():
        assert len(gzip.compress(data)) <= 60_000, path
    scripts = sum(len(data) for path, data in built.files.items() if path.endswith(".js"))
    sheets = sum(len(data) for path, data in built.files.items() if path.endswith(".css"))
    assert scripts <= 30_000
    assert sheets <= 15_000


def test_an_own_template_replaces_the_packaged_one(built, tmp_path):
    from dateline.site.folders import template_folders

    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "footer.html").write_text("<footer>Our own {{ site.name }}</footer>", encoding="utf-8")
    home = next(page for page in built.plan.pages if page.path == "index.html")
    assert b"<footer>Our own Sample</footer>" in Renderer(built.site, template_folders(tmp_path)).render(home)


def test_content_is_never_a_template(sample):
    made = sample(cards={"lab-opens": {"title": "{{ 7*7 }} {% include 'x' %} ${x}"}})
    plan, _ = plan_site(made.library, made.config)
    page = next(page for page in plan.pages if page.permalink == "articles/lab-opens/")
    assert "{{ 7*7 }} {% include &#39;x&#39; %} ${x}" in Renderer(made.site).render(page).decode()


class Keeper:
    def __init__(self):
        self.kept = {}

    def load(self, key):
        return self.kept.get(key)

    def keep(self, key, data):
        assert key not in self.kept
        self.kept[key] = data


def test_compiled_templates_may_be_kept_and_give_the_same_pages(built):
    page, keeper = next(page for page in built.plan.pages if page.path == "index.html"), Keeper()
    first = Renderer(built.site, (), keeper).render(page)
    assert keeper.kept
    assert Renderer(built.site, (), keeper).render(page) == first == built.pages["index.html"]


def test_templates_that_were_kept_are_not_compiled(built, monkeypatch):
    page, keeper = next(page for page in built.plan.pages if page.path == "index.html"), Keeper()
    Renderer(built.site, (), keeper).render(page)
    monkeypatch.setattr("jinja2.Environment.compile", lambda *_arguments: pytest.fail("compiled again"))
    assert Renderer(built.site, (), keeper).render(page) == built.pages["index.html"]
