from __future__ import annotations

import pytest

from dateline.site.links import sentence_at_source, text_fragment


@pytest.mark.parametrize(("quotation", "expected"), [
    ("xAI opened, at last - twice & more.", ":~:text=xAI%20opened%2C%20at%20last%20%2D%20twice%20%26%20more."),
    ("2024年9月，xAI启用巨人集群。", ":~:text=2024年9月，xAI启用巨人集群。"),
    ("", ""),
])
def test_a_short_quotation_is_given_whole(quotation, expected):
    assert text_fragment(quotation) == expected


def test_a_long_one_is_given_by_its_first_and_last_clause():
    text = "据知情人士透露的消息，这家公司在当年第三季度完成了一轮规模空前的融资，投资方包括多家主权基金，估值因此翻了一倍还多，创下了行业的新高，公司随后公布了新的扩张计划。"
    assert text_fragment(text) == ":~:text=据知情人士透露的消息,公司随后公布了新的扩张计划。"


@pytest.mark.parametrize(("url", "expected"), [
    ("https://x.example/a", "https://x.example/a#:~:text=word"),
    ("https://x.example/a#part", "https://x.example/a#part:~:text=word"),
    ("https://x.example/a#:~:text=old", "https://x.example/a#:~:text=word"),
    ("javascript:alert(1)", ""),
    ("java\tscript:alert(1)", ""),
    ("data:text/html,x", ""),
    ("ftp://x.example/", ""),
    ("//x.example/", ""),
    ("https://", ""),
    ("", ""),
])
def test_only_web_addresses_become_links(url, expected):
    assert sentence_at_source(url, "word") == expected
