from __future__ import annotations

import re

from dateline.annotate.event.cues import find_cues
from dateline.annotate.event.scripts import either, simplified, spellings


def test_words_are_spelt_in_both_scripts() -> None:
    assert spellings("宣布") == ("宣布", "宣佈")
    assert spellings("启动") == ("启动", "啟動", "啓動")
    assert spellings("launch") == ("launch",)


def test_patterns_take_both_scripts() -> None:
    pattern = re.compile(either(r"(?:该|这家)公司|[据为]\[于"))
    assert pattern.fullmatch("該公司")
    assert pattern.fullmatch("這家公司")
    assert pattern.fullmatch("據[於")
    assert pattern.fullmatch("爲[于")


def test_simplifying_keeps_the_length() -> None:
    text = "該公司於2024年宣佈裁員，貓不變"
    assert len(simplified(text)) == len(text)
    assert simplified(text).startswith("该公司于2024年宣布裁员")


def test_cues_are_found_in_both_scripts() -> None:
    for text in ("公司宣布收购对手，并计划裁员", "公司宣佈收購對手，並計劃裁員"):
        names = [name for _, _, _, name in find_cues(text)]
        assert names == ["statement", "announce", "acquisition", "plan", "layoff"]


def test_english_cues_are_whole_words() -> None:
    assert find_cues("The planet issued pursuits.") == []
    assert [name for _, _, role, name in find_cues("It Launched and sued.") if role == "trigger"] == ["launch", "lawsuit"]
