from __future__ import annotations

import pytest

from dateline.annotate.mention import surface as flag
from dateline.annotate.mention import word_edges as module
from dateline.annotate.mention.word_edges import WordEdges

TEXT = "中国移动称，白俄罗斯与中国签署协议，王明说。"
ASKED = [("中国", flag.SHORT_HAN, 0), ("俄罗斯", 0, 7), ("中国", flag.SHORT_HAN, 11), ("王明", flag.SHORT_HAN | flag.PERSON, 18)]


def ask(edges: WordEdges) -> list[bool]:
    return [edges(TEXT, start, start + len(name), flags) for name, flags, start in ASKED]


@pytest.fixture
def no_cutter(monkeypatch):
    def fail() -> None:
        pytest.fail("the dictionary was loaded")

    monkeypatch.setattr(module, "_load_cutter", fail)
    for judge in (module.is_word, module.is_person, module.is_whole, module.has_longer_word):
        judge.cache_clear()


def test_a_name_that_is_part_of_a_word_does_not_stand_on_its_edges() -> None:
    pytest.importorskip("rjieba")
    assert [TEXT[start:start + len(name)] == name for name, _, start in ASKED] == [True] * 4
    assert ask(WordEdges()) == [False, False, True, True]


def test_answers_that_were_handed_in_are_taken_over_and_handed_on(monkeypatch) -> None:
    first = WordEdges()
    said = ask(first)
    monkeypatch.setattr(module, "_JUDGES", {})
    again = WordEdges({**first.used, ("word", "一些其他的", 1, 3): True})
    assert ask(again) == said
    assert again.used == first.used


def test_english_around_a_name_asks_for_no_dictionary(no_cutter) -> None:
    edges = WordEdges()
    assert edges("The 中国 of old", 4, 6, flag.SHORT_HAN)
    assert not edges.used


def test_without_a_cutter_a_short_name_is_judged_by_its_neighbours(monkeypatch) -> None:
    monkeypatch.setattr(module, "_load_cutter", lambda: None)
    for judge in (module.is_word, module.is_person, module.is_whole, module.has_longer_word):
        judge.cache_clear()
    assert ask(WordEdges()) == ask(WordEdges(cutter=False)) == [True, True, True, True]
    for judge in (module.is_word, module.is_person, module.is_whole, module.has_longer_word):
        judge.cache_clear()
