from __future__ import annotations

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.exchange import ics
from dateline.exchange.items import Item, Source
from dateline.model.dates import PartialDate


def item(date: str, headline: str = "巨人集群启用；10万块芯片, 说明\\", mod: str = "", **fields) -> Item:
    source = Source("智算观察", "标题", "https://x.example/", "2024", "原句；有分号, 有逗号\n换行", "https://kb.example/a/#e-1")
    values = {"id": "a-1", "date": PartialDate.parse(date), "mod": mod, "date_text": date, "headline": headline, "status": "happened", "lang": "zh",
              "url": "https://kb.example/a/#e-1", "entities": ("xAI", "埃隆·马斯克"), "ids": ("xai", "elon-musk"), "topics": (), "sources": (source,),
              "key": False, "disputed": False, "entered": "2025-11-01T02:44:49Z"}
    return Item(**(values | fields))


def test_a_reference_parser_reads_every_field_back():
    calendar = icalendar.Calendar.from_ical(ics.write([item("2024-09-02")], "xAI 时间线", "kb.example"))
    (event,) = calendar.walk("VEVENT")
    assert str(calendar["NAME"]) == "xAI 时间线"
    assert event["UID"] == "a-1@kb.example"
    assert event.decoded("DTSTART").isoformat() == "2024-09-02"
    assert str(event["SUMMARY"]) == "巨人集群启用；10万块芯片, 说明\\"
    assert "原句；有分号, 有逗号\n换行" in str(event["DESCRIPTION"])
    assert event.decoded("DTSTAMP").isoformat() == "2025-11-01T02:44:49+00:00"
    assert [str(name) for name in event["CATEGORIES"].cats] == ["xAI", "埃隆·马斯克"]


def test_the_end_of_a_run_of_days_is_exclusive():
    calendar = icalendar.Calendar.from_ical(ics.write([item("2023-11-17/2023-11-30")], "x", "kb.example"))
    assert calendar.walk("VEVENT")[0].decoded("DTEND").isoformat() == "2023-12-01"


@pytest.mark.parametrize(("date", "mod", "expected"), [
    ("2024-09-02", "", True), ("2024-09", "", False), ("2024", "", False), ("2024-09-02~", "", False), ("2024-09-02", "BEFORE", False),
    ("2023-11-17/2023-11-30", "", True), ("2023-11/2023-12", "", False), ("../2024-09-02", "", False), ("-0043-03-15", "", False),
])
def test_only_what_is_known_to_the_day_enters_a_calendar(date, mod, expected):
    assert ics.is_dated(item(date, mod=mod)) is expected


@given(st.text(max_size=120))
@settings(deadline=None, max_examples=80)
def test_lines_fold_at_75_octets_between_characters(text):
    line = "SUMMARY:" + ics.escape(text)
    folded = ics.fold(line)
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line


def test_lines_end_in_crlf():
    text = ics.write([item("2024-09-02")], "x", "kb.example")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
