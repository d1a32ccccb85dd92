"""The resolver on its own: hand-made expressions, no language module."""

from __future__ import annotations

import pytest

from dateline.annotate.timex.expression import (
    Base,
    Between,
    Century,
    Clock,
    Decade,
    Direction,
    Duration,
    Expression,
    Fields,
    Fiscal,
    Open,
    Relative,
    Repeat,
    Same,
    Side,
    Unit,
    Vague,
    Window,
)
from dateline.annotate.timex.resolve import resolve
from dateline.model.annotation import Block, Document, TimexType
from dateline.model.dates import PartialDate

DCT = PartialDate.parse("2024-11-28")


class Silent:
    """A language without tense."""

    code = "xx"

    def find(self, text, start, end):
        return []

    def direction(self, text, start, end, low, high):
        return Direction.NONE


def read(*meanings, dct=DCT, direction=Direction.NONE, text="", blocks=1):
    """Resolve meanings laid out one a word; with several blocks, one a block."""
    text = text or " ".join("x" for _ in meanings)
    expressions = [Expression(2 * i, 2 * i + 1, m, f"xx.{i}", direction=direction) for i, m in enumerate(meanings)]
    document = Document("d", "xx", text, dct=dct)
    if blocks == 1:
        return resolve(document, [(Block(0, len(text)), Silent(), expressions)])
    return resolve(document, [(Block(e.start, e.end), Silent(), [e]) for e in expressions])


@pytest.mark.parametrize(("meaning", "value"), [
    (Fields(year=2018), "2018"), (Fields(year=98, short=True), "1998"), (Fields(year=2023, code=22), "2023-22"),
    (Fields(unit=Unit.YEAR, offset=-1, base=Base.DCT, month=11), "2023-11"),
    (Fields(unit=Unit.MONTH, offset=-1, base=Base.DCT, day=20), "2024-10-20"),
    (Fields(unit=Unit.WEEK, offset=1, base=Base.DCT, weekday=3), "2024-12-04"),
    (Fields(month=11, day=20), "2024-11-20"), (Fields(month=12, day=20), "2023-12-20"), (Fields(month=3), "2024-03"),
    (Fields(day=25), "2024-11-25"), (Fields(day=30), "2024-10-30"), (Fields(weekday=2), "2024-11-26"),
    (Fields(weekday=4, nth=-1), "2024-11-21"), (Fields(weekday=4, nth=1), "2024-12-05"), (Fields(month=11, nth=-1), "2023-11"),
    (Fields(weekend=True, unit=Unit.WEEK, base=Base.DCT), "2024-11-30/2024-12-01"), (Fields(year=2024, month=9, weekday=1, week=1), "2024-09-02"),
    (Fields(holiday="thanksgiving"), "2024-11-28"), (Fields(year=2024, lunar=True, month=8, day=15), "2024-09-17"),
    (Fields(year=2023, month=2, day=29), ""), (Fields(month=2, day=29), "2024-02-29"), (Fields(month=2, day=30), ""),
    (Fields(unit=Unit.YEAR, base=Base.DCT, first=1, second=9), "2024-01/2024-09"),
    (Relative(Unit.DAY, -1), "2024-11-27"), (Relative(Unit.YEAR, -5), "2019"), (Relative(Unit.WEEK, -2, exact=True), "2024-11-11/2024-11-17"),
    (Relative(Unit.DAY, None), ""), (Relative(Unit.HOUR, -2, Base.AUTO), "2024-11-28"),
    (Window(Unit.YEAR, -1), "2023-11-28/2024-11-28"), (Decade(90), "199X"), (Decade(20), "202X"), (Decade(70, century=18), "187X"),
    (Decade(90, century_offset=-1), "199X"), (Century(18), "18XX"), (Century(offset=-1), "19XX"), (Fiscal(2024, quarter=2), "FY2024-Q2"),
    (Fiscal(offset=-1), "FY2023"), (Vague(), ""), (Duration("P3D"), "P3D"), (Repeat("XXXX-WXX-1"), "XXXX-WXX-1"), (Clock("T15"), "T15"),
    (Between(Fields(month=11, day=28), Fields(day=30)), "2024-11-28/2024-11-30"),
    (Between(Fields(month=9, day=30), Fields(month=10, day=7)), "2024-09-30/2024-10-07"),
    (Between(Fields(month=5), Fields(year=2023, month=7)), "2023-05/2023-07"), (Between(Fields(day=28), Fields(year=2023, month=3, day=2)), "2023-02-28/2023-03-02"),
    (Between(Fields(year=2024), Fields(year=2020)), ""), (Same(Unit.YEAR, -1), "2023"),
])
def test_one_expression(meaning, value: str):
    assert [timex.value for timex in read(meaning)] == [value]


@pytest.mark.parametrize(("meaning", "value"), [
    (Fields(month=12, day=2), "2024-12-02"), (Fields(month=1, day=8), "2025-01-08"), (Fields(day=5), "2024-12-05"),
    (Fields(weekday=1), "2024-12-02"), (Fields(month=3), "2025-03"),
])
def test_a_clause_that_looks_forward(meaning, value: str):
    assert [timex.value for timex in read(meaning, direction=Direction.FUTURE)] == [value]


@pytest.mark.parametrize(("first", "second", "value"), [
    (Fields(year=2023, code=21), Fields(unit=Unit.YEAR, base=Base.PREVIOUS, month=11), "2023-11"),
    (Fields(year=2015, month=12), Relative(Unit.YEAR, 1, Base.PREVIOUS), "2016"),
    (Fields(year=2015, month=12), Relative(Unit.MONTH, 0, Base.PREVIOUS), "2015-12"),
    (Fields(year=2015, month=12, day=31), Relative(Unit.DAY, 1, Base.PREVIOUS), "2016-01-01"),
    (Fields(year=2015, month=12), Relative(Unit.DAY, 1, Base.PREVIOUS), ""),
    (Fields(year=2018), Fields(month=9), "2018-09"), (Fields(year=2018, month=12), Fields(month=1), "2019-01"),
    (Fields(year=2018, month=9, day=22), Fields(day=20), "2018-09-20"), (Fields(year=2018, month=9, day=29), Fields(day=2), "2018-09-02"),
    (Fields(year=2023, code=34), Same(Unit.YEAR, -1, Base.PREVIOUS), "2022-34"),
    (Fields(year=2022), Relative(Unit.WEEK, None, Base.PREVIOUS), "2022/.."),
    (Fields(year=2019, month=10), Relative(Unit.HOUR, None, Base.AUTO), "2019-10"),
    (Fields(year=2024, month=11, day=9), Fields(weekend=True), "2024-11-09/2024-11-10"),
])
def test_counted_from_an_earlier_mention(first, second, value: str):
    found = read(first, second)[1]
    assert found.value == value
    if value:
        assert (found.anchor, found.anchor_start, found.anchor_end) == ("previous", 0, 1)


def test_the_publish_date_is_the_only_now():
    assert [t.value for t in read(Relative(Unit.YEAR, -1), Fields(month=9), Fields(day=3), Decade(90, century_offset=-1), dct=None)] == [""] * 4
    assert read(Relative(Unit.DAY, -1), dct=PartialDate.parse("2024-11"))[0].value == ""
    assert read(Relative(Unit.MONTH, 0), dct=PartialDate.parse("2024-11"))[0].value == "2024-11"
    assert read(Relative(Unit.YEAR, 0), dct=PartialDate.parse("2024"))[0].value == "2024"


def test_a_modifier_opens_the_bounds_but_not_the_value():
    before = read(Open(Fields(year=2024, month=12), Side.BEFORE))[0]
    assert (before.value, before.mod, before.date.edtf) == ("2024-12", "BEFORE", "../2024-12")
    after = read(Open(Fields(year=2018), Side.AFTER))[0]
    assert (after.value, after.mod, after.date.edtf) == ("2018", "AFTER", "2018/..")


def test_types_and_anchors_are_recorded():
    duration, repeated, vague, today, absolute = read(
        Duration("P3D"), Repeat("XXXX"), Vague(), Relative(Unit.DAY, 0), Fields(year=2001))
    assert (duration.type, duration.anchor) == (TimexType.DURATION, "")
    assert repeated.type is TimexType.SET
    assert vague.anchor == "vague"
    assert (today.anchor, today.rule) == ("DCT", "xx.3")
    assert absolute.anchor == "absolute"
    assert "2024-11-28" in today.why


def test_what_lies_ahead_of_the_publish_date():
    assert [t.future for t in read(Relative(Unit.DAY, 1), Relative(Unit.DAY, 0), Fields(year=2030))] == [True, False, True]


def test_a_window_is_no_anchor():
    assert read(Fields(year=2020, month=5), Window(Unit.YEAR, -1), Relative(Unit.MONTH, 0, Base.PREVIOUS))[2].value == "2020-05"


def test_within_needs_a_forward_clause():
    text = "x words around it"
    assert read(Window(Unit.DAY, 60, within=True), text=text)[0].value == "P60D"
    assert read(Window(Unit.DAY, 60, within=True), text=text, direction=Direction.FUTURE)[0].value == "2024-11-28/2025-01-27"
    assert read(Window(Unit.DAY, 60, within=True))[0].value == "2024-11-28/2025-01-27"


def test_a_quoted_today_is_the_speakers():
    text = "x “x” x “x”"
    expressions = [
        Expression(0, 1, Fields(month=8, day=15), "a"), Expression(3, 4, Relative(Unit.DAY, 0), "b"),
    ]
    found = resolve(Document("d", "xx", text, dct=DCT), [(Block(0, len(text)), Silent(), expressions)])
    assert [t.value for t in found] == ["2024-08-15", "2024-08-15"]
    assert found[1].anchor == "previous"


def test_a_list_member_continues_the_one_before():
    expressions = [Expression(0, 1, Fields(year=2023, month=7), "a"), Expression(2, 3, Fields(month=2), "b", linked=True)]
    found = resolve(Document("d", "xx", "x x", dct=DCT), [(Block(0, 3), Silent(), expressions)])
    assert found[1].value == "2023-02"
