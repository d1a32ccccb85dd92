from __future__ import annotations

import lxml.html
import pytest

from dateline.capture.html import extract_html
from dateline.capture.html.paging import next_page
from tests.capture.html_pages import CHINESE, page, paragraphs

HERE = "https://example.cn/a/20240506.html"


@pytest.mark.parametrize(
    ("address", "link", "wanted"),
    [
        (HERE, '<a href="20240506_2.html">下一页</a>', "https://example.cn/a/20240506_2.html"),
        ("https://example.cn/a/20240506_2.html", '<a href="20240506_3.html">下一页 &gt;</a>', "https://example.cn/a/20240506_3.html"),
        (HERE, '<link rel="next" href="/a/20240506.html?page=2">', "https://example.cn/a/20240506.html?page=2"),
        (HERE, '<a href="20240507.html">下一篇</a>', ""),
        (HERE, '<a href="/list/2.html">下一页</a>', ""),
        (HERE, '<a href="https://other.example/a/20240506_2.html">下一页</a>', ""),
        (HERE, '<a href="#">下一页</a>', ""),
        ("", '<a href="2.html">下一页</a>', ""),
        (HERE, "", ""),
    ],
)
def test_next_page(address: str, link: str, wanted: str) -> None:
    assert next_page(lxml.html.document_fromstring(f"<html><body>{link}<p>x</p></body></html>"), address) == wanted


def test_article_that_goes_on_is_reported() -> None:
    body = f"<h1>河边将建新工厂</h1>{paragraphs(CHINESE)}<a href='20240506_2.html'>下一页</a>"
    article, problems = extract_html(page(body, title="河边将建新工厂"), url=HERE)
    assert [item.value for item in article.evidence if item.field == "next"] == ["https://example.cn/a/20240506_2.html"]
    assert "DL118" in {problem.code for problem in problems}
