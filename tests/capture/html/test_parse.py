from __future__ import annotations

import pytest

from dateline.capture.html import extract_html
from dateline.capture.html.parse import MAX_DEPTH, drop_prologue, gate_depth, parse_page


def _depth(text: str) -> int:
    root = parse_page(text).root
    assert root is not None
    return max(sum(1 for _ in element.iterancestors()) for element in root.iter())


@pytest.mark.parametrize("tag", ["div", "b", "font", "blockquote", "table", "ul", "section", "span", "a"])
def test_deep_pages_are_flattened(tag: str) -> None:
    parsed = parse_page(f"<p>before</p>{f'<{tag}>' * 3000}deep text{f'</{tag}>' * 3000}<p>after</p>")
    assert parsed.limits == ("depth",)
    assert parsed.root is not None
    text = "".join(parsed.root.itertext())
    assert "before" in text
    assert "deep text" in text
    assert "after" in text
    assert _depth(parsed.source) <= MAX_DEPTH + 4


def test_tags_that_do_not_nest_are_not_counted() -> None:
    text = "<ul>" + "<li>x" * 1000 + "</ul>" + "<p>y" * 1000 + "<br>" * 1000
    assert gate_depth(text) == text


def test_scripts_and_comments_are_not_counted() -> None:
    text = f"<script>{'<div>' * 1000}</script><!--{'<div>' * 1000}--><p>x</p>"
    assert gate_depth(text) == text


@pytest.mark.parametrize("text", ["<!--", "<script>", "<" * 1000, "</div>" * 1000, "<div", "&" * 1000, "\x00\x01", "<a href='"])
def test_broken_pages_never_crash(text: str) -> None:
    parse_page(text)


def test_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.capture.html.parse.MAX_CHARS", 50)
    parsed = parse_page("<p>" + "x" * 200)
    assert parsed.limits == ("size",)
    assert len(parsed.source) == 50


def test_script_before_html_does_not_lose_the_body() -> None:
    root = parse_page("<script>var a = 1;</script>\n<!-- x --><html><head><title>t</title></head><body><p>text</p></body></html>").root
    assert root is not None
    assert root.findtext(".//p") == "text"


def test_html_inside_a_script_is_no_start() -> None:
    text = "<head><script>document.write('<html><body>')</script></head><body><p>x</p></body>"
    assert drop_prologue(text) == text


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_to_parse(text: str) -> None:
    assert parse_page(text).root is None


def test_xml_declaration_is_ignored() -> None:
    root = parse_page('<?xml version="1.0" encoding="gb2312"?><html><body><p>中文</p></body></html>').root
    assert root is not None
    assert root.findtext(".//p") == "中文"


@pytest.mark.parametrize("unit", ["<p>x", "<pre>x</pre>", "<dl><dt>x<dd>y", "<div><p>x</p>"])
def test_a_page_whose_tags_cost_too_much_is_cut_off_and_reported(unit: str) -> None:
    article, problems = extract_html(f"<html><body><h1>Title</h1>{unit * 60_000}")
    assert any(problem.code == "DL116" and "work" in problem.message for problem in problems)
    assert len(article.body) < 60_000 * len(unit)


def test_text_that_nests_too_deep_for_markdown_is_written_as_paragraphs() -> None:
    line = "The hall was finished in the spring, and the racks were lifted in by a crane on the same day. "
    article, problems = extract_html(f"<html><body><h1>Title</h1>{f'<table><tr><td>{line}' * 300}")
    assert "DL116" in {problem.code for problem in problems}
    assert line.strip() in article.body
