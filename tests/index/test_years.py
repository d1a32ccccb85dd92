"""What is asked of all entries is answered as if every one had been looked at."""

from __future__ import annotations

import pickle
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.heads import ALL, entity_timeline, topic_timeline, year_timeline
from dateline.index.years import Entries, Placed
from dateline.model.annotation import Event, Status
from dateline.model.dates import PartialDate
from dateline.model.event import Entry

DAYS = ("2019", "2019-03-04", "2019-03", "2020-12-31", "2020/2021", "../2019-06-01", "2021-05")
NAMES = ("harbour", "lantern", "quay")


def told(article: str, number: int, date: str) -> Event:
    return Event(f"{article}-{number}", article, 0, 4, 0, 12, 0, 4, PartialDate.parse(date), f"Told {number}", "It was told.")


def entry(number: int, date: str, entities=(), topics=(), kind="statement", articles=("a",), score=1.0) -> Entry:
    events = tuple(told(article, number, date) for article in articles)
    return Entry(
        events[0].id, PartialDate.parse(date), "", f"Told {number}", Status.HAPPENED, kind, tuple(entities), tuple(topics),
        events, score=score,
    )  # fmt: skip


some = st.builds(
    entry,
    st.integers(0, 10_000),
    st.sampled_from(DAYS),
    st.lists(st.sampled_from(NAMES), max_size=3),
    st.lists(st.sampled_from(("energy", "freight")), max_size=2, unique=True),
    st.sampled_from(("statement", "statement", "report", "undated")),
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True),
    st.sampled_from((0.5, 1.0)),
)
many = st.lists(some, max_size=25, unique_by=lambda one: one.id)


def on(entries, name):
    """Return the entries that name an entity, in the order of ``Entries``."""
    found = [one for one in entries if name in one.entities]
    return sorted(found, key=lambda one: (one.kind == "report", one.date.sort_key, one.id))


@given(many)
def test_every_answer_is_that_of_looking_at_all(known):
    entries = Entries.of(known)
    assert list(entries) == [one.id for one in entries.values()]
    assert sorted(entries) == sorted(one.id for one in known)
    assert len(entries) == len(known)
    assert all(entries[one.id] == one for one in known)
    for name in NAMES:
        timeline, expected = entity_timeline(name), on(known, name)
        assert entries.on(timeline) == expected
        assert Counter(entries.events(timeline)) == Counter(
            one.date.sort_key[0][0] for one in expected if one.kind == "statement"
        )
    both = [one for one in known if {"harbour", "quay"} <= set(one.entities)]
    quay, none = entity_timeline("quay"), entity_timeline("nobody")
    assert entries.together(entity_timeline("harbour"), [quay, none]) == {quay: len(both), none: 0}
    either = {one.id for one in known if "harbour" in one.entities or "energy" in one.topics}
    joined = entries.on(entity_timeline("harbour"), topic_timeline("energy"))
    assert [one.id for one in joined] == [key for key in entries if key in either]


@given(many)
def test_ids_by_entity_and_how_many(known):
    placed = Placed(Entries.of(known), entity_timeline)
    expected = {name: tuple(one.id for one in on(known, name)) for name in NAMES if on(known, name)}
    assert dict(placed) == expected
    assert placed.sizes == {name: len(ids) for name, ids in expected.items()}
    assert "nobody" not in placed


@given(many, st.data())
def test_a_state_changes_with_what_stands_on_its_timeline_and_with_nothing_else(known, data):
    told = [one for one in known if one.kind != "report"]
    if not told:
        return
    before, one = Entries.of(known), data.draw(st.sampled_from(told))
    change = data.draw(st.sampled_from((
        {"headline": "Told otherwise"}, {"score": 7.0}, {"open": True}, {"outcome": next(e.id for e in told)},
    )))  # fmt: skip
    after = Entries.of([replace(each, **change) if each is one else each for each in known])
    state = Entries.weights if "score" in change else Entries.said
    for name in NAMES:
        same = state(before, entity_timeline(name)) == state(after, entity_timeline(name))
        linked = change.get("outcome") == one.id and len({each.id for each in told}) == 1
        assert same is (name not in one.entities) or linked
    assert state(before, ALL) != state(after, ALL)
    if "score" in change:
        assert all(before.said(entity_timeline(name)) == after.said(entity_timeline(name)) for name in NAMES)


def test_what_a_linked_entry_says_is_part_of_the_state_of_the_other():
    plan, done = entry(1, "2020-12-31", ["harbour"]), entry(2, "2021-05", ["quay"])
    linked = replace(plan, outcome=done.id)
    before, after = Entries.of([linked, done]), Entries.of([linked, replace(done, headline="Told otherwise")])
    assert before.said(entity_timeline("harbour")) != after.said(entity_timeline("harbour"))
    year = before.of_year(2020)
    assert year.said(ALL) != after.of_year(2020).said(ALL)
    assert year.linked[ALL] == before.linked[year_timeline(2020)]


def test_an_article_that_does_not_name_an_entity_is_known_to_stand_on_its_timeline():
    merged = entry(1, "2021-05", ["harbour"], articles=("a", "b"))
    alone = entry(2, "2021-05", ["harbour"], articles=("c",))
    entries = Entries.of([merged, alone])
    assert entries.others(entity_timeline("harbour")) == ["a", "b"]
    assert [retold.id for retold in entries.retold["b"]] == [merged.id]
    assert "c" not in entries.retold


def test_reports_come_last_and_change_no_state():
    event, report = entry(1, "2021-05", ["harbour"]), entry(2, "2019", ["harbour"], kind="report")
    entries = Entries.of([report, event])
    assert list(entries) == [event.id, report.id]
    other = Entries.of([replace(report, headline="Another title"), event])
    assert entries.said(entity_timeline("harbour")) == other.said(entity_timeline("harbour"))


def test_where_an_entry_is_known_to_be_nothing_is_looked_for():
    event = entry(1, "2021-05")
    entries = Entries.of([event])
    known = Entries(entries.years, {}, lambda: {event.id: (2021, 0)})
    assert known[event.id] == event
    assert not known.years[0].is_known
    with pytest.raises(KeyError):
        known["nothing"]


def test_entries_go_to_another_process():
    entries = Entries.of([entry(1, "2021-05", ["harbour"]), entry(2, "2019", kind="report")])
    copied = pickle.loads(pickle.dumps(entries))
    assert copied.all() == entries.all()
    assert copied.said(ALL) == entries.said(ALL)
