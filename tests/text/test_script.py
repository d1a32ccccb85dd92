from __future__ import annotations

import importlib.util

import pytest

from dateline.text.script import has_han, has_traditional, is_han, is_spaced_word, simplify

needs_opencc = pytest.mark.skipif(importlib.util.find_spec("opencc") is None, reason="needs the extra zh")


@pytest.mark.parametrize(("char", "han"), [("马", True), ("〇", True), ("𠮷", True), ("ー", False), ("。", False), ("a", False), ("カ", False)])
def test_is_han(char: str, han: bool) -> None:
    assert is_han(char) is han
    assert has_han(f"x{char}") is han


@pytest.mark.parametrize(("char", "word"), [("a", True), ("é", True), ("я", True), ("7", True), ("马", False), ("カ", False), ("-", False)])
def test_is_spaced_word(char: str, word: bool) -> None:
    assert is_spaced_word(char) is word


@needs_opencc
@pytest.mark.parametrize(("text", "simple"), [("馬斯克", "马斯克"), ("輝達", "辉达"), ("马斯克", "马斯克"), ("Musk", "Musk")])
def test_simplify(text: str, simple: str) -> None:
    assert simplify(text) == simple
    assert has_traditional(text) is (text != simple)
