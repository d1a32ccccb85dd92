from __future__ import annotations

import pytest

from dateline.capture.metadata.names import is_han_name, is_outlet


@pytest.mark.parametrize("text", ["王明", "李小红", "欧阳锋", "司马相如", "阿卜杜·热西提", "陳大文"])
def test_names_of_people(text: str) -> None:
    assert is_han_name(text)


@pytest.mark.parametrize("text", ["新京报", "关注", "高清", "江苏", "获悉", "王", "王小明等人", "记者", "John", "成都", "马上"])
def test_what_is_no_name(text: str) -> None:
    assert not is_han_name(text)


@pytest.mark.parametrize("text", ["新京报", "新华网", "央视新闻", "某某杂志", "The Daily Example", "Reuters", "example.com", "区办事处"])
def test_outlets(text: str) -> None:
    assert is_outlet(text)


@pytest.mark.parametrize("text", ["王明", "Ada Lovelace"])
def test_people_are_no_outlets(text: str) -> None:
    assert not is_outlet(text)
