"""A head brought up to date is the head of the entries as they are now."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.index import heads, revising
from dateline.index.heads import Line, describe
from dateline.index.moves import Moves
from dateline.index.revising import revise
from dateline.model.dates import PartialDate

NAMES = st.lists(st.sampled_from(["mill", "quay", "bank"]), max_size=3).map(tuple)
ARTICLES = st.lists(st.sampled_from([f"article-{letter}" for letter in "abcdef"]), max_size=3).map(tuple)


@st.composite
def lines(draw, number):
    articles = draw(ARTICLES)
    name = f"entry-{number}"
    statements = draw(st.sampled_from([(name,), ("another",), tuple(f"{name}-{at}" for at in range(3))]))
    return Line(
        name, PartialDate.parse(draw(st.sampled_from(["2020", "2020-03", "2020-03-04"]))),
        draw(st.sampled_from(["statement", "statement", "undated"])), draw(NAMES), draw(NAMES), articles, statements,
        draw(st.booleans()), draw(st.sampled_from([1.0, 2.0, 2.5])), draw(st.booleans()), draw(st.booleans()),
        draw(st.binary(min_size=8, max_size=8)), draw(st.integers(0, 2**32 - 1)),
    )  # fmt: skip


@st.composite
def revisions(draw):
    size = draw(st.integers(0, 9))
    old = [draw(lines(number)) for number in range(size)]
    gone = {at: old[at] for at in (draw(st.sets(st.integers(0, size - 1))) if size else ())}
    before = sorted(draw(st.lists(st.integers(0, size), max_size=4)))
    return old, gone, [(at, draw(lines(100 + number))) for number, at in enumerate(before)]


@pytest.fixture
def few_are_many(monkeypatch):
    """What matters most is put down of timelines of a few entries too."""
    monkeypatch.setattr(heads, "MANY", 2)
    monkeypatch.setattr(heads, "HEAVIEST", 2)
    monkeypatch.setattr(revising, "MANY", 2)


def told(old, gone, made):
    """Return the lines as they are now."""
    return [
        line
        for at in range(len(old) + 1)
        for line in (
            *(each for place, each in made if place == at),
            *([old[at]] if at < len(old) and at not in gone else []),
        )
    ]


@given(revisions())
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("few_are_many")
def test_a_revised_head_is_that_of_the_entries_as_they_are(revision):
    old, gone, made = revision
    moves = Moves(len(old), sorted(gone), [at for at, _ in made])
    head, ledger = revise(*describe(old), moves, gone.values(), (line for _, line in made))
    now = describe(told(old, gone, made))
    assert head._asdict() == now[0]._asdict()
    assert ledger == now[1]
    for one, other in zip(head, now[0], strict=True):
        assert not isinstance(one, dict) or list(one) == list(other)


def test_nothing_that_happens_changes_nothing():
    old = describe([])
    assert revise(*old, Moves(0, [], []), [], []) == old
