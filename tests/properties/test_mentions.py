"""Whatever the text: spans in order, none overlapping, each the text it says, offsets of the original."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.mention import build_gazetteer, find_about, find_mentions
from dateline.annotate.mention.suggest.names import find_names
from dateline.annotate.mention.suggest.pairs import find_pairs
from dateline.model.annotation import Document
from dateline.model.entity import Entity
from dateline.model.problem import SourceRef

REGISTRY = [
    Entity("musk", "person", {"en": "Elon Musk", "zh": "埃隆·马斯克"}, SourceRef(""), aliases=("马斯克", "Musk")),
    Entity("apple", "company", {"en": "Apple", "zh": "苹果"}, SourceRef(""), not_surfaces=("苹果树",)),
    Entity("x", "product", {"en": "X"}, SourceRef(""), aliases=("社交网络X", "推特"), needs={"X": ("推特",)}),
    Entity("china", "place", {"zh": "中国"}, SourceRef(""), aliases=("中", "C++", ".NET")),
    Entity("other", "person", {"en": "Robin Musk"}, SourceRef(""), aliases=("Café Nero", "苹果")),
]
GAZETTEER = build_gazetteer(REGISTRY)
PIECES = ["Elon Musk", "Musk", "埃隆・馬斯克", "马斯克", "Apple", "苹果", "苹果树", "X", "社交网络X", "推特", "中国", "中美", "C++", "Cafe\u0301 Nero",
          "《", "》", "(", ")", "“", "”", " ", "\n", "，", "。", ".", "-", "'s", "s", "·", "said", "公司", "在", "和", "www.", "@", "Ｍｕｓｋ", "İ", "\u0301"]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=25).map("".join)


@given(TEXTS)
@settings(deadline=None, max_examples=400)
def test_mentions(text: str) -> None:
    document = Document("d", "zh", text)
    found = find_mentions(document, GAZETTEER)
    assert found == find_mentions(document, GAZETTEER)
    last = 0
    for mention in found:
        assert last <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start:mention.end]
        assert mention.entity is None or mention.entity in GAZETTEER.entities
        assert mention.why
        last = mention.end
    assert set(find_about(document, found)) <= {mention.entity for mention in found}


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_names(text: str) -> None:
    found = find_names(text)
    last = 0
    for item in found:
        assert last <= item.start < item.end <= len(text)
        last = item.end
    for pair in find_pairs(text, found):
        assert 0 <= pair.start < pair.end <= len(text)
        assert 0 <= pair.other_start < pair.other_end <= len(text)
