from __future__ import annotations

import json

import lxml.html
import pytest

from dateline.capture.metadata.structured import choose_article, names_of, read_facts, read_json_ld, text_of


def _facts(head: str, top: str = ""):
    return read_facts(lxml.html.document_fromstring(f"<html lang='zh-CN'><head>{head}</head><body>x</body></html>"), top)


def test_metas_by_any_key_in_order() -> None:
    facts = _facts('<meta property="og:title" content=" A  b "><meta name="Author" content="x"><meta name="author" content="y"><meta itemprop="d" content="z">')
    assert facts.meta("og:title") == "A b"
    assert facts.metas["author"] == ["x", "y"]
    assert facts.meta("none", "d") == "z"
    assert facts.lang == "zh-CN"


def test_graph_and_broken_json() -> None:
    graph = {"@graph": [{"@type": "WebPage", "headline": "w"}, {"@type": ["NewsArticle"], "headline": "a", "datePublished": "2024-01-01"}]}
    assert choose_article(read_json_ld(json.dumps(graph)))["headline"] == "a"
    assert read_json_ld('{"@type": "Article", "headline": "x",}')[0]["headline"] == "x"
    assert read_json_ld("{broken") == []
    assert read_json_ld("[" * 100_000) == []


def test_live_blog_is_the_article_and_not_its_updates() -> None:
    node = {"@type": "LiveBlogPosting", "headline": "live", "datePublished": "2024-01-01", "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "u", "datePublished": "2024-01-02", "articleBody": "x", "author": "y"}]}
    assert choose_article(read_json_ld(json.dumps(node)))["headline"] == "live"


def test_line_breaks_inside_json_strings() -> None:
    assert read_json_ld('{"@type": "Article", "headline": "a\nb"}')[0]["headline"] == "a\nb"


def test_moments_and_accounts_in_scripts() -> None:
    facts = _facts('<script>var nickname = htmlDecode("某某号"); var ct = "1581517074";</script><script>{"publishTime":"2024-05-06 07:08"}</script>')
    assert (facts.wechat_time, facts.account, facts.script_date) == (1581517074, "某某号", "2024-05-06 07:08")


@pytest.mark.parametrize(
    ("value", "text"),
    [("a  b", "a b"), (["x", "y"], "x"), ({"name": "n"}, "n"), ({"name": ["n"]}, "n"), ({"@value": "v"}, "v"), (None, ""), ([], ""), (5, "5"), ("&amp;", "&")],
)
def test_text_of(value: object, text: str) -> None:
    assert text_of(value) == text


def test_names_of() -> None:
    assert names_of([{"name": "a"}, "b", {"@type": "Person"}]) == ["a", "b"]
