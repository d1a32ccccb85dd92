from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.heads import ALL, entity_timeline, topic_timeline
from dateline.index.years import Entries
from dateline.model.dates import PartialDate
from dateline.site import timelines


def entries_of(made, dates):
    first = next(iter(made.library.entries.values()))
    made_entries = [replace(first, id=f"e-{n:04d}", date=PartialDate.parse(date), score=float(n % 7), key=False) for n, date in enumerate(dates)]
    return sorted(made_entries, key=lambda entry: (entry.date.sort_key, entry.id))


def run_of(entries):
    return Entries.of(entries).run(ALL)


def test_a_short_year_is_one_page_a_long_one_goes_by_quarter_and_month(sample):
    days = [f"2024-{month:02d}-{day:02d}" for month in (1, 2, 3, 7) for day in range(1, 21)]
    periods = timelines.cut(run_of(entries_of(sample(), [*days, "2024", "2024-33", "2023-05"])), 30)
    assert list(periods) == ["2023", "2024", "2024-q1", "2024-01", "2024-02", "2024-03", "2024-q3"]
    assert periods["2024"].children == ("2024-q1", "2024-q3")
    assert [entry.date.edtf for entry in periods["2024"].own] == ["2024"]
    assert [entry.date.edtf for entry in periods["2024-q1"].own] == ["2024-33"]
    assert periods["2024-01"].parent == "2024-q1"


edtf = st.one_of(
    st.dates().map(lambda day: f"{day.year:04d}-{day.month:02d}-{day.day:02d}"), st.sampled_from(["2024", "2024-11", "2024-33", "2023-22", "../2024-12", "2020/2022", "201X"]),
)


@given(st.lists(edtf, max_size=40), st.integers(1, 8))
@settings(deadline=None, max_examples=60)
def test_no_entry_is_lost_whatever_the_cuts(sample, dates, size):
    entries = entries_of(sample(), dates)
    periods = timelines.cut(run_of(entries), size)
    leaves = [entry.id for period in periods.values() for entry in (period.own if period.children else period.entries)]
    assert sorted(leaves) == sorted(entry.id for entry in entries)


def test_the_most_important_come_back_by_date(sample):
    entries = entries_of(sample(), ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"])
    pinned = [replace(entries[0], pinned=True, score=0.0), *entries[1:]]
    chosen = timelines.most_important(pinned, 2)
    assert [entry.date.edtf for entry in chosen] == ["2024-01-01", "2024-04-01"]


def test_a_set_holds_what_concerns_any_member_once(sample):
    library = sample().library
    names = [entity_timeline("xai"), entity_timeline("openai"), topic_timeline("funding")]
    made = timelines.timeline_on(library, "set", "labs", names, 10, 2, periods=True)
    ids = [entry.id for entry in made.entries]
    assert len(ids) == len(set(ids)) == 5
    assert ids == [entry_id for entry_id in library.entries if entry_id in set(ids)]


def test_reports_and_undated_statements_are_no_events_of_a_timeline(sample):
    first = next(iter(sample().library.entries.values()))
    report, undated = (replace(first, id=kind, kind=kind) for kind in ("report", "undated"))
    assert list(run_of([report, undated, first])) == [first]
