from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.exchange import timelinejs
from dateline.exchange.items import make_items

SAMPLE = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "tls" / "handmade"


def write(made, lang="en"):
    library = made.library
    return timelinejs.write(make_items(library, library.entries.values(), lang, lambda a, e: f"https://kb.example/{a}#{e}"), "xAI & <co>")


def test_unknown_months_and_days_are_left_out(sample):
    events = {event["display_date"]: event for event in json.loads(write(sample()))["events"]}
    assert events["11 December 2015"]["start_date"] == {"year": 2015, "month": 12, "day": 11}
    assert events["September 2024"]["start_date"] == {"year": 2024, "month": 9}
    assert events["2016"]["start_date"] == {"year": 2016}
    assert events["Q1 2025"]["end_date"] == {"year": 2025, "month": 3, "day": 31}
    assert "end_date" not in events["by 31 December 2024"]


def test_ids_are_plain_ascii_and_text_is_escaped(sample):
    page = json.loads(write(sample()))
    assert all(event["unique_id"].isascii() and event["unique_id"] for event in page["events"])
    assert page["title"]["text"]["headline"] == "xAI &amp; &lt;co&gt;"


def test_what_is_written_is_read_back(sample):
    events, faults = timelinejs.read(write(sample()))
    assert faults == []
    assert [event.headline for event in events][:2] == ["OpenAI was founded", "A gym for agents"]
    assert events[0].date.edtf == "2015-12-11"
    assert events[0].url == "https://kb.example/lab-opens#lab-opens-00000000"


def test_a_spreadsheet_is_read_with_its_partial_dates():
    table = (
        "\ufeffYear,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,"
        "Alt Text,Type,Group,Background\r\n"
        "2015,12,11,,,,,,,<b>OpenAI</b> founded,One &amp; two,https://x.example/,,,,,,labs,\r\n"
        "2016,,,,2018,3,,,,A run of years,,,,,,,,,\r\n"
        ",,,,,,,,,The title,,,,,,,title,,\r\n"
        "2020,13,,,,,,,,No such month,,,,,,,,,\r\n"
    )
    events, faults = timelinejs.read(table)
    assert [(event.date.edtf, event.headline, event.text, event.group) for event in events] == [
        ("2015-12-11", "OpenAI founded", "One & two", "labs"), ("2016/2018-03", "A run of years", "", ""),
    ]
    assert len(faults) == 1
    assert faults[0].startswith("line 5:")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"events": 3}', '{"events": [1, {"start_date": {}}]}', "not,a,timeline\n1,2,3"])
def test_a_file_of_another_kind_gives_faults_not_errors(text):
    events, _ = timelinejs.read(text)
    assert events == []


@pytest.mark.shared
@pytest.mark.skipif(not SAMPLE.is_dir(), reason="the evaluation data are not beside the checkout")
def test_the_reference_sample_is_read_whole():
    files = [path for path in sorted(SAMPLE.rglob("*")) if "timelinejs" in path.name.lower() and path.suffix in (".json", ".csv")]
    if not files:
        pytest.skip("no TimelineJS sample there")
    for path in files:
        events, faults = timelinejs.read(path.read_text(encoding="utf-8"))
        assert events, path.name
        assert faults == [], path.name
