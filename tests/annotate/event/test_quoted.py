"""Words a person quoted, compared with the words of a text."""

from __future__ import annotations

import pytest

from dateline.annotate.event.quoted import fold_quoted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("xAI 成立，", "ｘＡＩ成立。"),
        ("opened its\n second plant", "Opened its second plant!"),
    ],
)
def test_spacing_punctuation_width_and_case_do_not_count(one, other):
    assert fold_quoted(one) == fold_quoted(other) != ""


def test_letters_and_digits_count():
    assert fold_quoted("GPT-4") != fold_quoted("GPT-5")
    assert fold_quoted("，。 _") == ""
