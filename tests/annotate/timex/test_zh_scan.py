"""The Chinese scanner may skip only where no rule could begin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.annotate.timex.zh_lengths import first_units
from dateline.annotate.timex.zh_patterns import FOLLOWERS, RULES
from dateline.annotate.timex.zh_scan import _RULES, candidate
from dateline.annotate.timex.zh_tokens import READERS, clock_value

CASES = Path(__file__).resolve().parents[2] / "cases" / "timex"


def sentences() -> list[str]:
    return [line.split("|")[1].strip() for path in CASES.glob("zh-*.md")
            for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]


def test_no_rule_begins_where_the_scan_does_not_look():
    every = [re.compile(pattern) for _, _, pattern in RULES]
    for text in sentences():
        looked = {candidate(text, position) for position in range(len(text))}
        for position in range(len(text)):
            if text[position] in "０１２３４５６７８９" or (position and text[position - 1] in "一二三四五六七八九十"):
                continue
            hit = next((m for rule in every if (m := rule.match(text, position))), None)
            if hit is not None and _RULES[text[position]] is not None:
                assert position in looked or (position and text[position - 1].isdecimal()), (text, hit.group())


@pytest.mark.parametrize("rule", [*RULES, *FOLLOWERS], ids=lambda rule: rule[0])
def test_rules_compile_and_name_their_first_characters(rule: tuple[str, str, str]):
    kind, first, pattern = rule
    compiled = re.compile(pattern)
    assert first
    for text in sentences():
        for match in compiled.finditer(text):
            assert match.group()[0] in first, (kind, match.group())


def test_every_kind_of_starter_has_a_reader():
    assert {kind for kind, _, _ in RULES} - {"nums"} <= READERS.keys()


@pytest.mark.parametrize(("text", "value"), [
    ("下午3点", "T15"), ("晚上20时30分", "T20:30"), ("上午十点", "T10"), ("下午3点半", "T15:30"), ("12时", "T12"), ("凌晨", "T00"),
])
def test_times_of_day(text: str, value: str):
    assert clock_value(text) == value


def test_parts_of_a_year():
    assert first_units("前五个月") == {"first": 1, "second": 5}
    assert first_units("最后4个月") == {"first": 9, "second": 12}
    assert first_units("前两个季度") == {"first": 1, "second": 6}
    assert first_units("第九个月") == {"month": 9}
    assert first_units("第十三个月") is None
