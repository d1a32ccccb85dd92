"""The JSONL contract of ``annotate --timex``."""

from __future__ import annotations

import json

from dateline.annotate.timex.contract import annotate_record


def test_a_record_in_and_a_record_out():
    record = {"id": "a1", "lang": "zh", "text": "去年底开工，次年3月完工。", "reference_date": "2024-11-28"}
    answer = annotate_record(record)
    assert answer["id"] == "a1"
    first, second = answer["spans"]
    assert {key: first[key] for key in ("start", "end", "text", "value", "type", "mod", "qualifier", "anchor")} == {
        "start": 0, "end": 3, "text": "去年底", "value": "2023", "type": "DATE", "mod": "END", "qualifier": "late", "anchor": "DCT",
    }
    assert (second["value"], second["anchor"], second["anchor_start"]) == ("2024-03", "previous", 0)
    assert second["rule"].startswith("zh.")
    json.dumps(answer)


def test_what_has_no_value_says_so():
    span = annotate_record({"id": 1, "lang": "zh", "text": "近日，专家抵达。", "reference_date": None})["spans"][0]
    assert (span["value"], span["mod"], span["qualifier"]) == (None, None, None)


def test_missing_and_broken_keys_are_no_error():
    assert annotate_record({}) == {"id": None, "spans": []}
    assert annotate_record({"id": 7, "text": "2019年", "reference_date": "yesterday"})["spans"][0]["value"] == "2019"
