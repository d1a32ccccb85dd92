"""Texts compared by their letters and digits."""

from __future__ import annotations

from dateline.capture.folding import fold, letters


def test_marks_and_case_count_for_neither():
    assert fold("GPT-4：“巨人” 落成!") == letters("GPT-4：“巨人” 落成!") == "gpt4巨人落成"


def test_only_fold_makes_full_width_forms_half_width():
    assert fold("ＧＰＴ") == "gpt"
    assert letters("ＧＰＴ") == "ｇｐｔ" != fold("ＧＰＴ")
