from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.text.sentences import sentence_at, split_clauses, split_sentences

SENTENCES = [
    ("他说：“走吧。”然后他走了。", ["他说：“走吧。”", "然后他走了。"]),
    ("她留下!真的？好……\n第二行3.5亿元。", ["她留下!", "真的？", "好……", "第二行3.5亿元。"]),
    ("营收增长3.5%.利润下降。", ["营收增长3.5%.利润下降。"]),
    ("收入上升.利润下降.", ["收入上升.", "利润下降."]),
    ("Mr. Smith paid $3.5 million on Jan. 5. He left.", ["Mr. Smith paid $3.5 million on Jan. 5.", "He left."]),
    ("Apple Inc. Chief Tim Cook spoke. U.S. Steel did not.", ["Apple Inc. Chief Tim Cook spoke.", "U.S. Steel did not."]),
    ("It moved to the U.S. The rest stayed.", ["It moved to the U.S.", "The rest stayed."]),
    ("Yahoo! said yes. J. K. Rowling agreed.", ["Yahoo! said yes.", "J. K. Rowling agreed."]),
    ('She said: "No." He ran.', ['She said: "No."', "He ran."]),
    ("We said no. Then it rained.", ["We said no.", "Then it rained."]),
    ("Sales fell … but profit rose. Fine.", ["Sales fell … but profit rose.", "Fine."]),
    ("", []),
    ("  \n ", []),
]

CLAUSES = [
    ("去年夏天,公司成立，资本1,000万元；总部在北京", ["去年夏天", "公司成立", "资本1,000万元", "总部在北京"]),
    ("In May, the firm cut 1,200 jobs; others stayed", ["In May", "the firm cut 1,200 jobs", "others stayed"]),
    ("会议——第一次——结束", ["会议", "第一次", "结束"]),
    ("at 10:30 it began", ["at 10:30 it began"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences_are_cut_where_they_end(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text)] == expected


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_clauses_are_cut_at_commas_and_dashes(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split_clauses(text)] == expected


def test_spans_count_from_the_whole_text() -> None:
    text = "前一段。\n第一句。第二句。"
    assert split_sentences(text, 5, len(text)) == [(5, 9), (9, 13)]


def test_sentence_at_finds_the_one_that_holds_the_position() -> None:
    text = "One is here. Two is there. Three."
    assert sentence_at(text, text.index("there")) == (13, 26)
    assert sentence_at(text, 0) == (0, 12)


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="ab AB.,!?…。，“”\"'\n123公司U.S"))
def test_sentences_cover_everything_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="ab AB.,!?…。，“”\"'\n123公司U.S", min_size=1), st.data())
def test_sentence_at_agrees_with_the_split(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text) - 1))
    spans = split_sentences(text)
    before = [span for span in spans if span[0] <= position]
    if before and not text[position].isspace():
        assert sentence_at(text, position) == before[-1]
