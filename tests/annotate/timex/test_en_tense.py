from __future__ import annotations

import pytest

from dateline.annotate.timex.en_tense import direction_of
from dateline.annotate.timex.expression import Direction


def direction(marked: str) -> Direction:
    """The date stands in brackets."""
    start = marked.index("[")
    text = marked.replace("[", "", 1)
    end = text.index("]")
    text = text.replace("]", "", 1)
    return direction_of(text, start, end, 0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "The board met [Friday].",
        "The board said [Friday] that it will sell the unit.",
        "Shares have risen since [May].",
        "The envoy vowed on [Tuesday] to press ahead.",
        "They failed to sell the unit in [May].",
        "The town had been taken by [Friday].",
        "Hundreds were hurt by [Tuesday]'s storm.",
        "He held out until [May].",
        "She died on [Sunday], becoming the first victim.",
        "The company, after joining the index in [March], grew.",
        "By [Monday], the officials had hardened their view.",
        "Talks were to resume, but in [March] a judge stopped them.",
    ],
)
def test_past(text: str):
    assert direction(text) is Direction.PAST


@pytest.mark.parametrize(
    "text",
    [
        "The board will meet [Friday].",
        "The board won't meet [Friday].",
        "The dividend is payable [Dec. 14].",
        "It agreed to buy the unit in [February].",
        "A hearing is set for [Monday].",
        "The judge ordered him to appear on [Dec. 9].",
        "It said it would cut flights in [April].",
        "Rain is forecast for [Saturday].",
        "The offer must be accepted by [June 30].",
        "The band plays [Sunday].",
        "The poll is out [Monday].",
        "It faces a [Feb. 10] deadline.",
        "On [Monday], the protesters will return.",
        "It will have a flight on [Saturday].",
        "The port should take 350 ships a day as of [Jan. 25].",
        "It plans a concert of the Black Eyed Peas on [Feb. 5].",
    ],
)
def test_future(text: str):
    assert direction(text) is Direction.FUTURE


@pytest.mark.parametrize(
    "text",
    [
        "[Friday]",
        "As of [June 30], it had no debt.",
        "The terminal was to open in [October].",
        "The vote was expected [Wednesday].",
        "A quiet [Friday] in town",
    ],
)
def test_undecided(text: str):
    assert direction(text) is Direction.NONE


def test_the_month_of_may_is_no_sign_of_what_may_come():
    assert direction("It opened on May 5 and [6].") is Direction.PAST


def test_a_sentence_before_does_not_decide():
    assert direction("It will pay. The board met [Friday].") is Direction.PAST


def test_an_abbreviation_ends_no_sentence():
    assert direction("It was sold. Acme Corp. will, said Gov. and Sen. alike, do so [Friday].") is Direction.PAST
    assert direction("It will pay holders of record at Acme Inc. on [Dec. 1].") is Direction.FUTURE
