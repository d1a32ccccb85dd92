from __future__ import annotations

import pytest

from dateline.exchange.items import make_items
from dateline.model.instants import instant_of


@pytest.mark.parametrize(("text", "expected"), [
    ("2025-11-01T02:44:49+08:00", "2025-10-31T18:44:49Z"),
    ("2025-11-01T02:44:49Z", "2025-11-01T02:44:49Z"),
    ("2025-11-01 02:44", "2025-11-01T02:44:00Z"),
    ("2025-11-01", "2025-11-01T00:00:00Z"),
    ("2025-11", ""),
    ("2025-02-30", ""),
    ("yesterday", ""),
    ("", ""),
])
def test_a_capture_time_becomes_an_instant_in_utc(text, expected):
    assert instant_of(text) == expected


def test_an_item_has_every_source_and_the_first_day_it_was_known(sample):
    library = sample().library
    items = {item.headline: item for item in make_items(library, library.entries.values(), "zh", lambda a, e: f"{a}#{e}")}
    item = items["xAI switched Colossus on"]
    assert item.date_text == "2024年9月"
    assert item.entities == ("xAI", "巨人集群")
    assert [source.publisher for source in item.sources] == ["Compute Ledger", "智算观察"]
    assert item.entered == "2025-11-02T00:00:00Z"
    assert item.url == "colossus-runs#colossus-runs-00000002"
    assert items["200,000 chips"].disputed


def test_an_undated_capture_falls_back_to_the_publication(sample):
    library = sample().library
    item = next(item for item in make_items(library, library.entries.values(), "en") if item.headline == "英伟达停止供货")
    assert item.entered == "2025-01-01T00:00:00Z"
