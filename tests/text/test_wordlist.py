"""Sets of words written as one string."""

from __future__ import annotations

from dateline.text.wordlist import word_set


def test_any_white_space_parts_words_and_repeats_count_once():
    assert word_set("在 于\n  since since\t自") == {"在", "于", "since", "自"}
    assert word_set(" \n") == frozenset()
