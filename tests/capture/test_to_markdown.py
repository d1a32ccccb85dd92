from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from dateline.capture.html.images import embed_source, image_source
from dateline.capture.to_markdown import ReadOptions, escape_line, paragraphs_to_markdown, to_markdown

CASES = Path(__file__).parents[1] / "cases" / "capture" / "to_markdown.md"


def _cases() -> list[tuple[str, str, str]]:
    """Read ``## name``, an ``html`` block and a ``markdown`` block per case."""
    found = []
    for part in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, _, rest = part.partition("\n")
        source = rest.split("~~~html\n")[1].split("\n~~~")[0]
        wanted = rest.split("~~~markdown\n")[1].split("~~~")[0]
        found.append((name.strip(), source, wanted))
    return found


def _write(source: str) -> str:
    options = ReadOptions(base_url="https://news.example/a/", image=image_source, embed=embed_source)
    return to_markdown(lxml.html.fromstring(f"<div>{source}</div>"), options)


@pytest.mark.parametrize(("source", "wanted"), [case[1:] for case in _cases()], ids=[case[0] for case in _cases()])
def test_case(source: str, wanted: str) -> None:
    assert _write(source) == wanted


def test_deep_nesting_is_read_without_recursion_error() -> None:
    source = "<div>" * 250 + "<b>" * 1 + "x" + "</div>" * 250
    assert "x" in _write(source)


def test_skipped_elements_are_left_out() -> None:
    root = lxml.html.fromstring("<div><p>keep</p><p id='gone'>drop</p></div>")
    assert to_markdown(root, ReadOptions(skip=frozenset(root.xpath("//*[@id='gone']")))) == "keep\n"


def test_empty_source_is_an_empty_text() -> None:
    assert _write("<p> </p>") == ""


@pytest.mark.parametrize(("line", "wanted"), [("# 话题", "\\# 话题"), ("3*4", "3\\*4"), ("a  b", "a b"), ("1) x", "1\\) x")])
def test_escape_line(line: str, wanted: str) -> None:
    assert escape_line(line) == wanted


def test_paragraphs_keep_their_line_breaks() -> None:
    assert paragraphs_to_markdown(["一行\n二行", "", "- 三"]) == "一行  \n二行\n\n\\- 三\n"
