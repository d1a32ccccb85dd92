"""MkDocs builds the same knowledge base: strictly, with working links, and without markup of foreign texts."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from dateline.hosts.pages import docs_pages, export_docs

SITE = Path(__file__).resolve().parents[1] / "sites" / "站点-ünï"
HOSTILE = """---
title: "Grid <img src=x onerror=alert(1)> & [co](javascript:alert(2))"
published: "2024-06-05"
source: "<script>alert(3)</script> Weekly"
url: "https://example.org/a?b=<script>"
entities: [haigang-power]
topics: [storage]
---

Harbour Power opened a plant on 3 June 2024. <img src=y onerror=alert(4)> <script>alert(5)</script>

[a link](javascript:alert(6)) and ![a picture](https://tracker.example/x.png)
"""


class Page(HTMLParser):
    """What a page links to, and what could run in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.handlers: list[str] = []
        self.inline: list[str] = []
        self.ids: set[str] = set()
        self.in_script = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids |= {values[key] for key in ("id", "name") if values.get(key)}
        self.handlers += [f"{tag} {key}" for key, _ in attrs if key.startswith("on")]
        self.links += [values[key] or "" for key in ("href", "src") if key in values]
        self.pictures += [values["src"] or ""] if tag == "img" and "://" in (values.get("src") or "") else []
        self.in_script = tag == "script"

    def handle_data(self, data):
        if self.in_script:
            self.inline.append(data)

    def handle_endtag(self, tag):
        self.in_script = False


def project(root: Path) -> Path:
    shutil.copytree(SITE, root)
    config = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    config |= {"docs_dir": "content", "site_dir": "build/mkdocs", "theme": {"name": "mkdocs"}}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    (root / "content/articles/2024/hostile.md").write_text(HOSTILE, "utf-8")
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    root = project(tmp_path_factory.mktemp("mk docs") / "知识 库")
    config = load_config(str(root / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    output = root / "build/mkdocs"
    return SimpleNamespace(root=root, output=output, pages={path.relative_to(output).as_posix(): Page(path.read_text("utf-8")) for path in output.rglob("*.html")})


def test_a_strict_build_has_a_page_for_everything(site):
    ids = {path.stem for folder in ("articles", "entities", "topics") for path in (site.root / "content" / folder).rglob("*.md")} - {"draft"}
    made = {Path(path).parent.name for path in site.pages}
    assert {"haigang-power", "storage", "timeline", "2024", "hostile", "about"} <= made
    assert ids <= made


def test_drafts_and_what_waits_are_not_there(site):
    assert not [path for path in site.pages if "draft" in path]
    assert not list(site.output.rglob("*.yml"))


def test_links_lead_to_pages_and_anchors(site):
    broken = []
    for path, page in site.pages.items():
        if path == "404.html":
            continue
        for link in page.links:
            target = urlsplit(link)
            if target.scheme or target.netloc or not link:
                continue
            full = (site.output / path).parent / unquote(target.path) if target.path else site.output / path
            full = full / "index.html" if full.is_dir() else full
            name = full.resolve().relative_to(site.output.resolve()).as_posix() if full.exists() else ""
            if not name or (target.fragment and name in site.pages and unquote(target.fragment) not in site.pages[name].ids):
                broken.append(f"{path}: {link}")
    assert not broken


def test_foreign_texts_bring_no_markup(site):
    for path, page in site.pages.items():
        assert not page.handlers, path
        assert not [link for link in page.links if link.lower().startswith(("javascript:", "data:text"))], path
        assert not [text for text in page.inline if "alert(" in text], path
        assert not page.pictures, path
    shown = (site.output / "articles/hostile/index.html").read_text("utf-8")
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown


def test_excerpts_stay_excerpts(site):
    from dateline.config import load_config

    assert load_config(site.root)[0].publish_by_source
    cards = [path for path in (site.root / "content/articles").rglob("*.md") if "外刊摘译" in path.read_text("utf-8")]
    assert cards
    for path in cards:
        last = path.read_text("utf-8").rstrip().splitlines()[-1]
        assert last not in (site.output / f"articles/{path.stem}/index.html").read_text("utf-8")


def test_the_edit_link_names_the_content_file(site):
    pages, _ = docs_pages(site.root)
    sources = {page.path: page.source for page in pages}
    assert sources["entities/haigang-power.md"] == "content/entities/haigang-power.md"
    assert sources["timeline/2024.md"] == ""


def test_a_fault_in_the_content_fails_a_strict_build(tmp_path):
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    root = project(tmp_path / "p")
    (root / "content/articles/2024/broken.md").write_text("---\ntitle: [\n---\n\nText.\n", "utf-8")
    config = load_config(str(root / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises(Abort):
        build(config)


def test_the_exported_tree_needs_no_plugin(site, tmp_path):
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    count = export_docs(site.root, tmp_path / "docs")
    assert count == len(list((tmp_path / "docs").rglob("*.md")))
    (tmp_path / "mkdocs.yml").write_text("site_name: Tree\nvalidation: {anchors: warn, unrecognized_links: warn}\n", "utf-8")
    build(load_config(str(tmp_path / "mkdocs.yml"), strict=True))
    assert (tmp_path / "site/entities/haigang-power/index.html").exists()


def test_the_plugin_takes_every_option_that_the_program_reads() -> None:
    import dataclasses

    from dateline.config import Config
    from dateline.hosts.mkdocs import DatelineOptions

    everyones = {"site_name", "site_url", "site_description", "site_author", "copyright", "repo_url", "edit_uri",
                 "markdown_extensions", "markdown_settings"}
    assert {field.name for field in dataclasses.fields(Config)} - everyones == {name for name, _ in DatelineOptions._schema}


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("assets/ab/0123456789abcdef0123456789abcd.png", True),
        ("articles/2024/hall/racks.png", True),
        ("captures/2024/a.html", True),
        ("assets/theme.css", False),
        ("pages/map.png", False),
    ],
)
def test_pictures_of_articles_and_captures_are_not_handed_to_mkdocs(path: str, ours: bool) -> None:
    from dateline.hosts.mkdocs import _is_ours

    assert _is_ours(path) is ours
