from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.site.folders import packaged_templates, template_folders
from dateline.site.render import Renderer
from dateline.site.write import static_files

ROOT = Path(__file__).resolve().parents[2]
LEDGER = ROOT / "docs" / "examples" / "theme-ledger"


def page_of(built, path):
    return next(page for page in built.plan.pages if page.path == path)


def test_a_second_theme_needs_no_more_than_sixty_lines(built):
    lines = [line for path in LEDGER.rglob("*") if path.is_file() for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(lines) <= 60
    folders = template_folders(LEDGER)
    static = static_files(folders, {})
    site = replace(built.site, assets={name: hashed for name, (hashed, _) in static.items()}, _faces={})
    page = Renderer(site, folders).render(page_of(built, "index.html")).decode()
    assert f'href="./static/{static["theme.css"][0]}"' in page
    assert "<p><strong>Sample</strong></p>" in page


def test_an_own_template_may_extend_the_packaged_one(built, tmp_path):
    (tmp_path / "entity.html").write_text('{% extends "dateline/entity.html" %}{% block content %}<p>Own words</p>{{ super() }}{% endblock %}', encoding="utf-8")
    page = Renderer(built.site, template_folders(tmp_path)).render(page_of(built, "entities/xai/index.html")).decode()
    assert page.index("<p>Own words</p>") < page.index("<h1")


def test_peoples_own_pages_are_in_the_footer_and_index_md_on_the_front_page(built):
    site = replace(built.site, pages={"method.md": ("Method", "<p>How.</p>"), "index.md": ("", "<p>Welcome here.</p>")}, _faces={})
    page = Renderer(site).render(page_of(built, "index.html")).decode()
    assert '<a href="./method/">Method</a>' in page
    assert "<p>Welcome here.</p>" in page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n{{ nope.x }}", r"article\.html:2: 'nope' is undefined"),
        ("{{ v.headin }}", r"article\.html:1: .*'headin'"),
        ("a\n{% if %}", r"article\.html:2: Expected an expression"),
        ('{% include "missing.html" %}', r"there is no template missing\.html"),
    ],
)
def test_a_fault_in_an_own_template_is_told_with_its_line(text, told, built, tmp_path):
    (tmp_path / "article.html").write_text(text, encoding="utf-8")
    page = page_of(built, "articles/colossus-runs/index.html")
    with pytest.raises(DatelineError, match=told):
        Renderer(built.site, template_folders(tmp_path)).render(page)


def test_the_reference_names_every_template_and_each_says_what_it_expects():
    reference = (ROOT / "docs" / "reference" / "templates.md").read_text(encoding="utf-8")
    for path in packaged_templates().rglob("*.html"):
        assert path.name in reference, path.name
        assert re.match(r"\{#- [\w/]*" + re.escape(path.name), path.read_text(encoding="utf-8")), path.name
