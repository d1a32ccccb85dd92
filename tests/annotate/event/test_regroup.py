"""A year merged again where a few statements changed is merged as from nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.event import block
from dateline.annotate.event.merge import in_order
from dateline.annotate.event.regroup import group, regroup
from dateline.annotate.event.statement import row_of
from dateline.model.annotation import Event, Status
from dateline.model.dates import PartialDate

DATES = ("2024-05-26", "2024-05-26", "2024-05-27", "2024-05", "2024-06", "2024", "2024-22", "2024-05-26T10:00Z")
WORDS = ("opened a foundry in the north", "opened a foundry at the north quay", "raised 20 million euros", "a new foundry opened")
PUBLISHED = {article: PartialDate.parse(f"2024-0{6 + at}-01") for at, article in enumerate("cab")}


@st.composite
def statement(draw, number):
    """Draw a statement of one of three articles, about few things, so that many are alike."""
    article, words = draw(st.sampled_from("abcd")), draw(st.sampled_from(WORDS))
    start = number * 100 if draw(st.integers(0, 5)) else 0
    return Event(
        f"{article}-{number:02d}", article, start, start + len(words), start, start + len(words), start, start,
        PartialDate.parse(draw(st.sampled_from(DATES))), words, words,
        entities=tuple(draw(st.lists(st.sampled_from(("gate", "quay", "rail")), max_size=3, unique=True))),
        triggers=tuple(draw(st.lists(st.sampled_from(("opening", "funding", "launch")), max_size=2, unique=True))),
        amounts=("20 million euros",) if "euros" in words else (), terms=tuple(draw(st.lists(st.sampled_from("xy"), max_size=1))),
        status=draw(st.sampled_from((Status.HAPPENED, Status.HAPPENED, Status.PLANNED))), lang="en",
    )  # fmt: skip


@st.composite
def change(draw):
    """Draw the statements of a year, and the same with some gone, some new and some that say something else."""
    old = [draw(statement(number)) for number in range(draw(st.integers(0, 24)))]
    gone = draw(st.sets(st.sampled_from(old), max_size=3)) if old else set()
    new = [event for event in old if event not in gone] + [draw(statement(30 + at)) for at in range(draw(st.integers(0, 3)))]
    other = draw(st.sets(st.integers(0, len(new) - 1), max_size=2)) if new else set()
    for at in other:
        article, _, number = new[at].id.partition("-")
        again = draw(statement(int(number)))
        new[at] = replace(again, id=new[at].id, article=article)
    return old, new


@pytest.mark.parametrize("neighbours", [2, 16])
def test_it_is_what_merging_all_of_it_gives(monkeypatch, neighbours):
    monkeypatch.setattr(block, "NEIGHBOURS", neighbours)
    monkeypatch.setattr(block, "COARSE_NEIGHBOURS", max(1, neighbours // 2))

    @settings(max_examples=300, deadline=None)
    @given(change())
    def check(years):
        old, new = (in_order(events, PUBLISHED) for events in years)
        told = {event.id: event for event in new}
        changed = {event.id for event in set(old).symmetric_difference(new)}
        read = []

        def find(names):
            read.extend(names)
            return told

        rows = (list(map(row_of, events)) for events in (old, new))
        assert regroup(next(rows), group(old), next(rows), changed, find) == group(new)
        assert changed or not read

    check()


def test_of_the_statements_that_stay_only_those_are_read_that_it_may_be_alike_with():
    told = [
        Event(f"a-{at}", f"a{at}", 0, 9, 0, 9, 0, 0, PartialDate.parse(date), "Told", "It opened.", entities=(who,), triggers=("opening",))
        for at, (date, who) in enumerate([("2024-05-26", "gate"), ("2024-05-27", "gate"), ("2024-05-26", "quay"), ("2024-05-26", "gate")])
    ]  # fmt: skip
    read = set()

    def find(names):
        read.update(names)
        return {event.id: event for event in told}

    old, new = (list(map(row_of, events)) for events in (told[:3], told))
    regroup(old, group(told[:3]), new, {told[3].id}, find)
    assert read == {told[0].id, told[3].id}
