"""The reader's memory: quotations, sentences, and that it stays bounded."""

from __future__ import annotations

from dateline.annotate.timex.arithmetic import Period
from dateline.annotate.timex.context import LONGEST_SENTENCE, MEMORY, Context
from dateline.annotate.timex.expression import Unit
from dateline.model.dates import PartialDate

NOW = Period(Unit.DAY, (2024, 11, 28))


def told(context: Context, at: int, date: str) -> None:
    context.remember(at, at + 1, PartialDate.parse(date), told=True)


def test_the_latest_date_that_is_known_finely_enough():
    context = Context("x" * 9, NOW, block=0)
    told(context, 0, "2024-10")
    told(context, 2, "2024")
    assert context.last().date.edtf == "2024"
    assert context.last(Unit.MONTH).date.edtf == "2024-10"
    assert context.last(Unit.DAY) is None


def test_quotations_are_found_and_an_open_one_ends_with_its_line():
    context = Context("甲“乙”丙「丁\n戊\"己\"", NOW)
    assert context.quotes == [(1, 4), (5, 8), (9, 12)]
    assert context.quote_at(2) == 1
    assert context.quote_at(4) == -1


def test_the_speakers_day_stands_in_the_sentence_before_the_quotation():
    context = Context("x说：“x”", NOW, block=0)
    told(context, 0, "2024-08-15")
    assert context.speaker_day(4).date.edtf == "2024-08-15"
    other = Context("x。说：“x”", NOW, block=0)
    told(other, 0, "2024-08-15")
    assert other.speaker_day(5) is None


def test_sentences_end_and_do_not_go_on_for_ever():
    text = "x" + "甲" * (LONGEST_SENTENCE + 5)
    context = Context(text, NOW, block=0)
    told(context, 0, "2024")
    assert context.same_sentence(context.trail[0], 20)
    assert not context.same_sentence(context.trail[0], len(text))


def test_memory_is_bounded():
    context = Context("x", NOW, block=0)
    for number in range(MEMORY * 3):
        context.forget()
        told(context, number, "2024")
    assert len(context.trail) <= MEMORY + 1


def test_what_cannot_be_counted_from_is_not_remembered():
    context = Context("x", NOW)
    told(context, 0, "-0220")
    assert context.trail == []
