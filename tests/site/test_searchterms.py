from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.site.searchterms import CLASSES, PARTS, extract, read_all, read_part, terms_of

CASES = Path(__file__).parents[1] / "cases" / "search" / "terms.md"


def rows():
    for line in CASES.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 2 and cells[0] not in ("text", "---"):
            yield pytest.param(*cells, id=cells[0][:20])


@pytest.mark.parametrize(("text", "expected"), rows())
def test_a_text_gives_words_and_bigrams(text, expected):
    assert sorted(set(terms_of(text))) == expected.split()


def test_a_title_counts_as_much_as_six_mentions():
    assert read_all(extract("Colossus", "The cluster runs."))["colossus"] == CLASSES - 1


def test_counts_become_four_classes():
    found = read_all(extract("", "one two two three three three " + "six " * 6))
    assert [found[word] for word in ("one", "two", "thre", "six")] == [0, 1, 2, 3]


@given(st.text(max_size=200), st.text(max_size=40))
@settings(deadline=None, max_examples=80)
def test_what_is_extracted_is_read_back_by_part(text, title):
    data = extract(title, text)
    parts = [term for part in range(PARTS) for group in read_part(data, part) for term in group]
    assert sorted(parts) == sorted(read_all(data)) == sorted(set(terms_of(text)) | set(terms_of(title)))


@given(st.text(alphabet="珊瑚礁计划芯片的", min_size=2, max_size=30), st.data())
@settings(deadline=None, max_examples=80)
def test_every_chinese_substring_of_two_or_more_is_covered(text, data):
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))
    assert set(terms_of(text[start:end])) <= set(terms_of(f"前{text}后"))
