from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.text.fragment import link_to_quote, text_directive, without_directive

LONG_ZH = "这家公司周三宣布，将在内蒙古新建一座数据中心，首期投资二十亿元，预计明年下半年投入使用，届时算力将翻一番。"
LONG_EN = "The carmaker said on Wednesday it would build a new battery plant in the north, which should open late next year."


def parts(directive: str) -> list[str]:
    assert directive.startswith("text=")
    return [unquote(part) for part in directive[5:].split(",")]


def test_short_quotations_are_given_whole() -> None:
    assert text_directive("公司在五月搬家。") == "text=%E5%85%AC%E5%8F%B8%E5%9C%A8%E4%BA%94%E6%9C%88%E6%90%AC%E5%AE%B6%E3%80%82"


def test_syntax_characters_are_encoded() -> None:
    assert text_directive("well-known, R&D #1") == "text=well%2Dknown%2C%20R%26D%20%231"


def test_long_chinese_is_cut_at_clause_borders() -> None:
    start, end = parts(text_directive(LONG_ZH))
    assert start == "这家公司周三宣布，将在内蒙古新建一座数据中心"
    assert end == "预计明年下半年投入使用，届时算力将翻一番。"


def test_long_english_is_cut_between_words() -> None:
    start, end = parts(text_directive(LONG_EN))
    assert LONG_EN.startswith(start)
    assert LONG_EN[len(start)] in " ,"
    assert LONG_EN.endswith(end)
    assert LONG_EN[-len(end) - 1] == " "


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a#:~:text=x", "https://example.org/a"),
        ("https://example.org/a#part:~:text=x", "https://example.org/a#part"),
        ("https://example.org/a#part", "https://example.org/a#part"),
        ("https://example.org/a#", "https://example.org/a#"),
    ],
)
def test_directives_are_taken_off(url: str, expected: str) -> None:
    assert without_directive(url) == expected


def test_a_fragment_of_the_page_is_kept() -> None:
    assert link_to_quote("https://example.org/a#part", "yes") == "https://example.org/a#part:~:text=yes"
    assert link_to_quote("https://example.org/a#:~:text=old", "new") == "https://example.org/a#:~:text=new"
    assert link_to_quote("", "new") == ""
    assert link_to_quote("https://example.org/a", "  ") == "https://example.org/a"


@settings(deadline=None, max_examples=150)
@given(st.text(min_size=1, max_size=200))
def test_start_and_end_come_from_the_quotation(text: str) -> None:
    directive = text_directive(text)
    flat = " ".join(text.split())
    if flat:
        found = parts(directive)
        assert flat.startswith(found[0])
        assert flat.endswith(found[-1])
        assert len(found) <= 2
