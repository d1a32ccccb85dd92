"""What is chosen from a run without reading it is what reading all of it would have given."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from heapq import nlargest
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from dateline.index.grains import MONTHS, QUARTERS, WITHIN_QUARTER
from dateline.index.heads import ALL, entity_timeline, line_of
from dateline.index.years import Entries
from dateline.model.annotation import Status
from dateline.model.dates import LOW, Precision
from dateline.model.event import Conflict
from tests.index.test_years import DAYS, entry

DATES = (*DAYS, "2024-33", "2023-22", "201X", "2021-05-17", "2019-11")


@st.composite
def known(draw):
    """Draw events with equal and unequal weights, pinned, marked and disputed ones among them."""
    found = []
    for number in range(draw(st.integers(0, 30))):
        date, score = draw(st.sampled_from(DATES)), draw(st.sampled_from((0.0, 1.5, 2.5)))
        articles = draw(st.lists(st.sampled_from("abcde"), min_size=1, max_size=2, unique=True))
        one = entry(number, date, draw(st.sampled_from(((), ("harbour",), ("harbour", "quay")))), articles=articles, score=score)
        odd = draw(st.sampled_from(({}, {}, {"status": Status.PLANNED}, {"pinned": True}, {"key": True}, {"conflicts": (Conflict("date", ("a", "b")),)})))
        found.append(replace(one, id=f"e{number:02d}", **odd))
    return sorted(found, key=lambda one: (one.date.sort_key, one.id))


def run_of(entries):
    return Entries.of(entries).run(ALL)


@given(known(), st.integers(1, 12))
def test_the_heaviest_are_those_of_sorting_all(entries, count):
    run = run_of(entries)
    assert list(run) == entries
    assert list(reversed(run)) == entries[::-1]
    assert run.heaviest(count) == nlargest(count, entries, key=lambda one: (one.pinned, one.key, one.score))
    assert run[:count] == entries[:count]


@given(known(), st.integers(1, 12), st.data())
def test_the_standing_is_the_order_of_the_heaviest_whatever_they_weigh(entries, count, data):
    standing = run_of(entries).standing(count)
    chosen = nlargest(count, entries, key=lambda one: (one.pinned, one.key, one.score))
    years = dict(run_of(entries).by_year())
    assert [list(years[number])[place] for number, place, _, _ in standing] == chosen
    weights = [(one.pinned, one.key, one.score) for one in chosen]
    assert [rank for _, _, rank, _ in standing] == [sum(other > own for other in weights) for own in weights]
    grown = [replace(one, score=one.score * 2 + 1) for one in entries]
    assert run_of(grown).standing(count) == standing
    if entries:
        at = data.draw(st.integers(0, len(entries) - 1))
        changed = [replace(one, score=9.0) if place == at else one for place, one in enumerate(entries)]
        assert run_of(changed).standing(len(entries) + 1)[0][2] == 0


@given(known(), st.integers(1, 3))
def test_what_is_known_to_be_heaviest_is_that_of_weighing_all(entries, count):
    with patch.multiple("dateline.index.heads", HEAVIEST=2, MANY=3), patch("dateline.index.runs.HEAVIEST", 2):
        run = run_of([*entries, *(replace(one, id=f"u{one.id}", kind="undated", score=7.0) for one in entries)])
        assert all(year.head.heaviest for year, places in run.parts if len(places) > 1)
        assert run.heaviest(count) == nlargest(count, entries, key=lambda one: (one.pinned, one.key, one.score))


@given(known(), st.data())
def test_how_deep_a_statement_stands_is_part_of_the_standing(entries, data):
    if not entries:
        return
    at = data.draw(st.integers(0, len(entries) - 1))
    first, *others = entries[at].statements
    deeper = replace(entries[at], statements=(replace(first, depth=first.depth + 9), *others))
    moved = [deeper if place == at else one for place, one in enumerate(entries)]
    assert line_of(deeper).digest == line_of(entries[at]).digest
    assert Entries.of(moved).said(ALL) == Entries.of(entries).said(ALL)
    assert Entries.of(moved).weights(ALL) != Entries.of(entries).weights(ALL)
    assert run_of(moved).standing(len(entries)) != run_of(entries).standing(len(entries)) or entries[at].kind != "statement"


@given(known())
def test_who_tells_of_a_run_is_known_without_reading_it(entries):
    told = {article for one in entries for article in one.articles}
    assert run_of(entries).tellers() == (told, sum(len(set(one.articles)) == 1 for one in entries))
    vague = [replace(one, id=f"u{at}", kind="undated", statements=(replace(one.statements[0], article=name),)) for at, (one, name) in enumerate(zip(entries, "axyz", strict=False))]
    assert run_of([*entries, *vague]).tellers() == run_of(entries).tellers()


@given(known(), st.integers(1, 12))
def test_the_latest_are_those_of_sorting_all(entries, count):
    learned = {"a": "2024", "b": "2025", "c": "2024", "d": "2026"}

    def day(one):
        return (min([learned[article] for article in one.articles if article in learned], default=""), one.id)

    def days(year):
        return [day(one)[0] for one in year.entries]

    assert run_of(entries).latest(count, days) == nlargest(count, entries, key=day)


@given(known())
def test_counts_and_cuts_go_by_the_dates(entries):
    run = run_of(entries)
    fine = {Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.SEASON}

    def quarter(date):
        year = date.latest[0] if date.earliest == LOW else date.earliest[0]
        return (year, (date.earliest[1] + 2) // 3 if date.precision in fine else 0)

    assert run.counts() == Counter(quarter(one.date) for one in entries)
    assert [one for _, part in run.by_year() for one in part] == entries
    months, others = run.by_grain(range(1, 13), int)
    for month, part in months.items():
        assert all(one.date.earliest[1] == month and one.date.precision in (Precision.DAY, Precision.MONTH) for one in part)
    assert {one.id for one in others} == {one.id for one in run.without(others)} ^ {one.id for one in entries}
    assert sum(map(len, months.values())) + len(others) == len(entries)


@given(known(), st.integers(1, 12))
def test_a_part_is_what_reading_all_would_have_kept(entries, month):
    run = run_of(entries)
    fine = (Precision.DAY, Precision.MONTH)
    assert list(run.in_month(month)) == [one for one in entries if one.date.precision in fine and one.date.earliest[1] == month]
    for start in {one.date.earliest[1] for one in entries}:
        quarters, _ = run.by_grain(WITHIN_QUARTER, QUARTERS.__getitem__)
        halves = [part.by_grain(MONTHS, int) for part in quarters.values()]
        found = [one for months, coarse in halves for part in (*months.values(), coarse) for one in part if one.date.earliest[1] == start]
        assert {one.id for one in found} == {one.id for one in entries if one.date.earliest[1] == start and one.date.precision in (*fine, Precision.QUARTER)}
        assert sum((part.counts() for part in quarters.values()), Counter()) == Counter({key: count for key, count in run.counts().items() if key[1]}) - Counter(
            (one.date.earliest[0], (one.date.earliest[1] + 2) // 3) for one in entries if one.date.precision is Precision.SEASON
        )


DAYS_OF_A_YEAR = st.tuples(st.sampled_from((2019, 2021, 2023, 2024)), st.integers(1, 12), st.integers(1, 28))


@given(known(), DAYS_OF_A_YEAR, DAYS_OF_A_YEAR)
def test_what_may_have_happened_between_two_days_is_what_all_dates_say(entries, one_day, other):
    first, last = sorted((one_day, other))
    wanted = [
        one for one in entries
        if one.date.sort_key[0][0] >= first[0] and one.date.latest >= first and one.date.earliest <= last
    ]
    assert list(run_of(entries).between(first, last)) == wanted


@given(known())
def test_who_is_named_and_what_is_set_apart(entries):
    run = run_of(entries)
    assert run.meeting("e ") == Counter(f"e {entity}" for one in entries for entity in one.entities)
    assert list(run.also_on("e quay")) == [one for one in entries if "quay" in one.entities]
    assert list(run.of_one()) == [one for one in entries if len(set(one.articles)) < 2]
    assert list(run.only("disputed")) == [one for one in entries if one.conflicts]
    assert list(run.only("marked")) == [one for one in entries if one.key]
    whole = Entries.of(entries)
    assert list(whole.run(entity_timeline("harbour"), entity_timeline("quay"))) == [one for one in entries if one.entities]
