from __future__ import annotations

import lxml.html

from dateline.capture.html import extract_html
from dateline.capture.html.sites import SITES, find_rule, select
from tests.capture.html_pages import CHINESE, page, paragraphs


def test_rules_are_a_last_resort() -> None:
    assert len(SITES) <= 15


def test_rule_of_an_address() -> None:
    assert find_rule("https://www.ithome.com/0/1/2.htm") is SITES["www.ithome.com"]
    assert find_rule("https://example.com/") is None
    assert find_rule("http://[bad") is None


def test_select_by_id_and_class() -> None:
    root = lxml.html.fromstring("<div><p id='a'>1</p><p class='x b'>2</p><p class='bb'>3</p></div>")
    assert [element.text for element in select(root, "#a")] == ["1"]
    assert [element.text for element in select(root, ".b")] == ["2"]


def test_rule_names_the_text() -> None:
    body = f"<h1>河边将建新工厂</h1><div id='paragraph'>{paragraphs(CHINESE[:2])}</div><div>{paragraphs(CHINESE[2:])}</div>"
    article, _ = extract_html(page(body, title="河边将建新工厂"), url="https://www.ithome.com/0/1/2.htm")
    assert article.body == "\n\n".join(CHINESE[:2]) + "\n"
    assert {item.value for item in article.evidence if item.field == "body"} == {"site rule"}


def test_rule_without_its_element_changes_nothing() -> None:
    body = f"<h1>河边将建新工厂</h1><div>{paragraphs(CHINESE)}</div>"
    article, _ = extract_html(page(body, title="河边将建新工厂"), url="https://www.ithome.com/0/1/2.htm")
    assert article.body == "\n\n".join(CHINESE) + "\n"
