from __future__ import annotations

import pytest

from dateline.text.normalise import fold, fold_case, fold_shape, normalise


@pytest.mark.parametrize(("text", "folded"), [
    ("ＯｐｅｎＡＩ", "openai"),
    ("埃隆・马斯克", "埃隆·马斯克"),
    ("埃隆•马斯克", "埃隆·马斯克"),
    ("McDonald’s", "mcdonald's"),
    ("Wal‑Mart", "wal-mart"),
    ("Elon\u00a0Musk", "elon musk"),
    ("Ｃ＋＋", "c++"),
    ("X（原推特）", "x(原推特)"),
    ("İstanbul", "İstanbul"),
    ("ΣΑΣ", "σασ"),
    ("straße", "straße"),
])
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert len(folded) == len(text)


def test_shape_keeps_case_and_case_keeps_shape() -> None:
    assert fold_shape("ＯｐｅｎＡＩ") == "OpenAI"
    assert fold_case("OPEN・AI") == "open・ai"


def test_composed_text_has_no_map() -> None:
    assert normalise("Café 马斯克").offsets is None


def test_decomposed_text_leads_back() -> None:
    result = normalise("Cafe\u0301 1")
    assert result.text == "Café 1"
    assert [result.original(at) for at in range(len(result.text) + 1)] == [0, 1, 2, 3, 5, 6, 7]


def test_hangul_vowels_compose_with_what_stands_before() -> None:
    result = normalise("\u1112\u1161\u11ab a")
    assert result.text == "한 a"
    assert result.original(1) == 3
