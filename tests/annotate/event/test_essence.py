from __future__ import annotations

from dateline.annotate.event.essence import digest_years, read_years
from dateline.model.annotation import Event
from dateline.model.dates import PartialDate


def event(day: str, headline: str = "The quay opens", kind: str = "statement") -> Event:
    date = PartialDate.parse(day)
    return Event(f"e-{day}", "one", 0, 4, 0, 9, 0, 4, date, headline, f"{headline}.", kind=kind)


def test_years_come_back_as_they_were_packed_in_their_order():
    days = [event(day) for day in ("2021-03-04", "-0043-03", "2019", "2021-05")]
    packed = digest_years([*days, event("2020", kind="report")])
    assert [year for year, _ in read_years(packed)] == [-43, 2019, 2021]
    assert list(read_years(digest_years([]))) == []


def test_a_digest_changes_with_what_a_statement_of_its_year_says():
    before = dict(read_years(digest_years([event("2021-03-04"), event("2019")])))
    after = dict(read_years(digest_years([event("2021-03-04", "The quay is closed"), event("2019")])))
    assert before[2019] == after[2019]
    assert before[2021] != after[2021]
