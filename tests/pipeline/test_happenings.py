"""What happened in a year is found by actor and kind as it was put down, and what is new is told exactly."""

from __future__ import annotations

from itertools import product
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.event.entry import make_entry
from dateline.engine.sealed import DamagedError
from dateline.model.annotation import Event, Status
from dateline.model.dates import PartialDate
from dateline.pipeline.happenings import Happened, index_rows, news_in, pack_index, read_index, read_news, revise_index
from dateline.pipeline.rows import row_of


def row(name, date, who=("mill",), kinds=("opening",), status=Status.HAPPENED, kind="statement", headline="Told"):
    event = Event(
        name, name.rpartition("-")[0], 0, 4, 0, 12, 0, 4, PartialDate.parse(date), headline, "It was told.", kind=kind,
        status=status, entities=who, triggers=kinds,
    )  # fmt: skip
    return row_of(make_entry([event], {}, {}), 1.0)


ROWS = [
    row("b-1", "2020", ("mill", "quay")),
    row("c-1", "2020-01-01", ("mill",), ("opening", "sale")),
    row("a-1", "2020-01-01", ("quay",), ("sale",)),
    row("d-1", "2020-02", status=Status.PLANNED),
    row("e-1", "2020-03-01", kind="report"),
    row("f-1", "../2020-12"),
]


def happened(rows):
    return Happened(2020, lambda: read_index(pack_index(b"state", index_rows(rows), None).data))


def test_happenings_are_found_by_actor_and_kind_by_day_and_id():
    found = happened(ROWS)
    assert [(name, year, place) for _, name, (year, place, _) in found(("mill", "opening"))] == [
        ("b-1", 2020, 0), ("c-1", 2020, 1),
    ]  # fmt: skip
    assert [name for _, name, _ in found(("quay", "sale"))] == ["a-1"]
    assert (found(("mill", "strike")), found(("nobody", "sale"))) == ([], [])
    assert [found.place(name) for name in ("a-1", "b-1", "c-1")] == [2, 0, 1]


def test_plans_are_put_down_apart():
    (plan,) = index_rows(ROWS).plans
    assert (plan.id, plan.place, plan.article, plan.date, plan.acts) == (
        "d-1", 3, "d", PartialDate.parse("2020-02"), (("mill",), ("opening",)),
    )  # fmt: skip


def test_a_year_without_happenings_has_an_index_too():
    assert happened([])(("mill", "opening")) == []


def test_news_are_what_came_went_or_says_something_else():
    went, stays, was = row("a-1", "2020-01-02"), row("b-1", "2020-01-03"), row("c-1", "2020-01-04")
    came, now = row("d-1", "2020-01-05"), row("c-1", "2020-01-04", headline="Told otherwise")
    plan = row("e-1", "2020-02", status=Status.PLANNED)
    news = news_in(b"before", [went, stays, was, plan], [stays, now, came, plan])
    assert (news.before, list(news.plans)) == (b"before", ["e-1"])
    days = sorted(day for day, _ in news.happened)
    assert [day - days[0] for day in days] == [0, 2, 2, 3]
    assert {acts for _, acts in news.happened} == {(("mill",), ("opening",))}
    assert tuple(read_news(pack_index(b"state", index_rows([]), news))) == tuple(news)
    assert read_news(pack_index(b"state", index_rows([]), None)) is None


def test_a_damaged_index_is_not_read():
    part = pack_index(b"state", index_rows(ROWS), None)
    with pytest.raises(DamagedError):
        read_index(part.data[:-1] + b"?")


NAMES = st.sampled_from(["mill", "quay", "bank"])
ENTRIES = st.builds(
    row,
    st.integers(0, 30).map("article-{}".format),
    st.sampled_from(["2020", "2020-01-01", "2020-02-03", "../2020-12"]),
    st.lists(NAMES, max_size=2).map(tuple),
    st.lists(st.sampled_from(["opening", "sale"]), max_size=2).map(tuple),
    st.sampled_from([Status.HAPPENED, Status.PLANNED]),
    st.sampled_from(["statement", "report"]),
)
YEARS = st.lists(ENTRIES, max_size=10, unique_by=lambda each: each[0]).map(lambda rows: sorted(rows, key=itemgetter(0)))


def told(index):
    """Return all that an index tells, whatever its numbers."""
    found = Happened(2020, lambda: index)
    return {pair: found(pair) for pair in product(["mill", "quay", "bank"], ["opening", "sale"])}, list(index.plans)


@given(YEARS, st.lists(YEARS, max_size=3))
def test_an_index_brought_up_to_date_tells_what_a_new_one_does(rows, later):
    index = index_rows(rows)
    for now in later:
        stay = [at for at, each in enumerate(rows) if each in now]
        gone = [at for at, each in enumerate(rows) if each not in now]
        made = [(at, each) for at, each in enumerate(now) if each not in rows]
        moved = [now.index(each) if at in stay else 99 for at, each in enumerate(rows)]
        index = revise_index(index, [rows[at] for at in gone], made, moved)
        rows = now
        assert told(index) == told(index_rows(rows))
        assert told(read_index(pack_index(b"state", index, None).data)) == told(index)
