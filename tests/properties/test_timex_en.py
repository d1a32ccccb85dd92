from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.timex import find_timexes
from dateline.annotate.timex.en import LANGUAGE, read_run
from dateline.annotate.timex.en_words import FUNCTION_WORDS, MONTHS, UNITS, WEEKDAYS
from dateline.model.annotation import Document
from dateline.model.dates import PartialDate

WORDS = [*FUNCTION_WORDS, *MONTHS, *UNITS, *WEEKDAYS, *"may 5 28th 2024 '98 1990s first two quarter-final $5 12:30 p.m. 3/4 İ ﬁ – ’ ~ ,".split()]
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from([*WORDS, "-", ",", ".", "/", "'s", "(", "\n"]), max_size=60).map("".join),
    st.text(max_size=200),
)
DAY = PartialDate.parse("2024-11-28")


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_spans_are_valid_and_do_not_overlap(text: str):
    timexes = find_timexes(Document("d", "en", text, dct=DAY))
    last = 0
    for timex in timexes:
        assert last <= timex.start < timex.end <= len(text)
        assert text[timex.start : timex.end] == timex.text
        last = timex.end


@settings(deadline=None, max_examples=100)
@given(TEXTS, TEXTS)
def test_a_block_is_read_by_itself(before: str, text: str):
    alone = LANGUAGE.find(text, 0, len(text))
    start = len(before) + 1
    moved = LANGUAGE.find(before + "\n" + text, start, start + len(text))
    assert [(e.start, e.end, e.meaning) for e in alone] == [(e.start - start, e.end - start, e.meaning) for e in moved]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_a_run_is_read_the_same_twice_and_inside_its_bounds(words: list[str]):
    run = " ".join(words).lower()
    points = read_run(run)
    assert points == read_run.__wrapped__(run)
    assert all(0 <= point.start < point.end <= len(run) for point in points)


def test_long_strings_of_time_words_take_linear_time():
    for word in ("later ", "the ", "of the same ", "may 5 and ", "12:30-", "first last ", "1990s, ", "two "):
        assert LANGUAGE.find(word * 4000, 0, len(word) * 4000) is not None
