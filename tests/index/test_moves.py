"""Items go and come, and everything else stands where it should."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.index.moves import Moves


@st.composite
def moves(draw):
    size = draw(st.integers(0, 12))
    gone = draw(st.sets(st.integers(0, size - 1))) if size else set()
    return size, sorted(gone), sorted(draw(st.lists(st.integers(0, size), max_size=6)))


@given(moves())
def test_what_stays_keeps_its_order_and_what_comes_stands_before_its_place(given_):
    size, gone, before = given_
    moved = Moves(size, gone, before)
    now = moved.splice(range(size), [f"new {number}" for number in range(len(before))])
    expected = [
        item
        for at in range(size + 1)
        for item in (
            *(f"new {number}" for number, place in enumerate(before) if place == at),
            *([at] if at < size and at not in gone else []),
        )
    ]
    assert now == expected
    assert moved.size == len(expected)
    assert [now[at] for at in moved.made] == [f"new {number}" for number in range(len(before))]
    places = moved.places
    stay = [at for at in range(size) if at not in gone]
    assert [now[places[at]] for at in stay] == stay
    assert moved.moved(range(size)) == [places[at] for at in stay]


@given(moves(), st.integers(1, 3))
def test_bytes_move_as_items_do(given_, width):
    size, gone, before = given_
    moved = Moves(size, gone, before)
    items = [bytes([at]) * width for at in range(size)]
    new = [bytes([100 + number]) * width for number in range(len(before))]
    assert moved.splice_bytes(b"".join(items), new, width) == b"".join(moved.splice(items, new))
