from __future__ import annotations

from typing import Any

import pytest

from dateline.capture.metadata.dates import DateClues, find_dates
from dateline.capture.metadata.found import Line
from dateline.capture.metadata.moments import home_zone, read_machine
from dateline.capture.metadata.structured import Facts
from dateline.model.capture import Certainty


def _facts(**article: str) -> Facts:
    return Facts(article=dict(article))


def _published(facts: Facts, *lines: str, **clues: Any) -> str:
    return find_dates(DateClues(facts, [Line(text) for text in lines], **clues)).published.value


def test_dateline_comes_before_a_machine_field_in_utc() -> None:
    facts = _facts(datePublished="2024-05-19T17:30:00.000Z")
    assert _published(facts, "2024-05-20 01:30 来源：某某网", lang="zh-Hans") == "2024-05-20T01:30:00+08:00"


def test_machine_field_in_utc_is_the_local_day() -> None:
    assert _published(_facts(datePublished="2024-05-19T17:30:00Z"), lang="zh-Hans") == "2024-05-20T01:30:00+08:00"
    assert _published(_facts(datePublished="2024-11-06T23:00:00Z"), lang="de", url="https://example.de/a").startswith("2024-11-07")
    assert _published(_facts(datePublished="2024-11-06T23:00:00Z"), lang="en").startswith("2024-11-06")


def test_labelled_update_is_not_the_publication() -> None:
    dates = find_dates(DateClues(_facts(datePublished="2024-06-28"), [Line("Akt.: 29. Juni 2024 - 21.18 Uhr"), Line("28. Juni 2024")]))
    assert dates.published.value[:10] == "2024-06-28"
    assert dates.updated.value[:10] == "2024-06-29"


def test_year_comes_from_the_capture() -> None:
    assert _published(Facts(), "发布时间：10-08 12:00", captured="2019-12-29") == "2019-10-08T12:00"


def test_year_that_cannot_be_known_is_a_doubt() -> None:
    found = find_dates(DateClues(Facts(), [Line("11月28日 10:20 来源：某某网")])).published
    assert found.value == ""
    assert "year" in found.doubt


def test_year_comes_from_a_machine_field_of_the_same_day() -> None:
    assert _published(_facts(datePublished="2021-03-04"), "03-04 09:00") == "2021-03-04T09:00"


def test_todays_date_of_the_site_is_not_the_publication() -> None:
    today = Line("Wednesday, 03 December 2025", above=True)
    byline = Line("by Ada Lovelace | 5 November 2024", above=True)
    both = DateClues(Facts(), [today, byline], captured="2025-12-03")
    assert find_dates(both).published.value == "2024-11-05"
    machine = DateClues(_facts(datePublished="2024-11-05"), [today], captured="2025-12-03")
    assert find_dates(machine).published.value == "2024-11-05"


def test_day_of_the_capture_below_the_headline_counts() -> None:
    assert _published(Facts(), "3 December 2025", "Other story, 5 May 2024", captured="2025-12-03") == "2025-12-03"


def test_date_after_the_capture_is_refused() -> None:
    assert _published(Facts(), "2026-05-05", captured="2025-12-03") == ""


def test_caption_and_sentence_are_no_dateline() -> None:
    caption = Line("Aid arrives in the harbour, April 14, 2024", names="caption")
    facts = _facts(datePublished="2024-04-28")
    assert find_dates(DateClues(facts, [caption])).published.value == "2024-04-28"
    assert _published(facts, "公司于2024年4月14日在上海举行了发布会，介绍了未来三年的规划") == "2024-04-28"


def test_disagreement_by_more_than_a_day_is_a_doubt() -> None:
    found = find_dates(DateClues(_facts(datePublished="2020-01-01"), [Line("2024年3月5日 来源：某某网")], lang="zh")).published
    assert found.value == "2024-03-05"
    assert "2020-01-01" in found.doubt


def test_ambiguous_day_follows_the_machine_field() -> None:
    assert _published(_facts(datePublished="2024-04-03"), "04/03/2024") == "2024-04-03"


def test_creation_time_of_an_account_page() -> None:
    assert _published(Facts(wechat_time=1581517074), lang="zh") == "2020-02-12T22:17:54+08:00"


def test_address_is_a_last_resort() -> None:
    found = find_dates(DateClues(Facts(), url="https://example.com/2024/05/06/story.html")).published
    assert (found.value, found.certainty) == ("2024-05-06", Certainty.LIKELY)


def test_comments_give_no_date() -> None:
    foot = [Line(f"网友：好 2025-10-{day} 01:25:29") for day in (10, 11, 12)]
    assert find_dates(DateClues(Facts(), foot=foot)).published.value == ""


def test_last_change_alone_is_doubtful() -> None:
    found = find_dates(DateClues(_facts(dateModified="2024-02-03"))).published
    assert (found.value, found.certainty) == ("2024-02-03", Certainty.DOUBTFUL)


@pytest.mark.parametrize(
    ("value", "zone", "edtf"),
    [
        ("2024-05-20", "", "2024-05-20"),
        ("2024-05-20T00:00:00Z", "Asia/Shanghai", "2024-05-20T00:00:00Z"),
        ("1716147000", "Asia/Shanghai", "2024-05-20T03:30:00+08:00"),
        ("2024-05-19 17:30:00 +0200", "", "2024-05-19T17:30:00+02:00"),
        ("May 20, 2024", "", "2024-05-20"),
        ("1970-01-01T00:00:00Z", "", None),
        ("2024-13-40", "", None),
        ("soon", "", None),
    ],
)
def test_machine_values(value: str, zone: str, edtf: str | None) -> None:
    stamp = read_machine(value, zone=zone)
    assert (stamp.edtf if stamp else None) == edtf


@pytest.mark.parametrize(("lang", "url", "zone"), [("ja", "", "Asia/Tokyo"), ("en", "https://example.co.za/a", "Africa/Johannesburg"), ("es", "https://example.com", "")])
def test_home_zone(lang: str, url: str, zone: str) -> None:
    assert home_zone(lang, url) == zone
