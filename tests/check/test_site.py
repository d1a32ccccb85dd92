from __future__ import annotations

import pytest

from dateline.check.site import check_site


def page(body, head=""):
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def codes(files, base="/kb/"):
    return [(problem.path, problem.code) for problem in check_site(files, base)]


@pytest.mark.parametrize(
    "address",
    ["../b/", "../b/#here", "/kb/b/", "../", "", "#top", "https://example.org/", "../b/index.html", "../caf%C3%A9/"],
)
def test_links_that_lead_somewhere(address):
    files = {
        "index.html": page(""),
        "a/index.html": page(f'<p id="top"><a href="{address}">x</a></p>'),
        "b/index.html": page('<i id="here"></i>'),
        "café/index.html": page(""),
    }
    assert codes(files) == []


@pytest.mark.parametrize("address", ["../c/", "../b/#there", "/b/", "../../b/", "#nowhere", "b/"])
def test_links_that_lead_nowhere(address):
    files = {"index.html": page(""), "a/index.html": page(f'<a href="{address}">x</a>'), "b/index.html": page("")}
    assert codes(files) == [("a/index.html", "DL502")]


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="https://x.org/a.png">',
        '<script src="//x.org/a.js"></script>',
        '<iframe src="http://x.org/"></iframe>',
    ],
)
def test_nothing_is_loaded_from_elsewhere(tag):
    assert codes({"index.html": page(tag)}) == [("index.html", "DL601")]


def test_a_foreign_style_sheet_is_found_and_a_canonical_link_is_not():
    files = {
        "index.html": page(
            "", '<link rel="stylesheet" href="https://x.org/a.css"><link rel="canonical" href="https://x.org/">'
        )
    }
    assert codes(files) == [("index.html", "DL601")]


def test_budgets_of_scripts_and_styles():
    files = {"index.html": page(""), "static/a.js": b"x" * 30_001, "static/a.css": b"x" * 15_001}
    assert codes(files) == [("static", "DL602"), ("static", "DL602")]
