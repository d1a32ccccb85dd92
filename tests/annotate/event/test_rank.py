from __future__ import annotations

from dataclasses import replace

from dateline.annotate.event import merge_events, rank_entries
from dateline.annotate.event.salience import prominence, weigh_days
from dateline.model.annotation import Event
from dateline.model.dates import PartialDate
from dateline.model.event import Entry
from tests.marked import events_of

TOLD = [
    ("a1", "2024-05-28", "{2024-05-26:周日}，[xai:xAI]宣布完成60亿美元B轮融资。"),
    ("a2", "2024-06-02", "[xai:xAI]{2024-05-26:5月26日}完成60亿美元的B轮融资。"),
    ("a3", "2024-06-02", "{2024-05-27:5月27日}，有人看到[xai:xAI]的办公室换了招牌。"),
    ("a4", "2024-06-02", "{2024-03-17:3月17日}，[xai:xAI]开源[grok:Grok]模型。"),
    ("a5", "2024-06-02", "{2024-05-29:5月29日}，[openai:OpenAI]、[nvidia:英伟达]与[xai:xAI]的高管出席论坛。"),
]


def entries() -> list[Entry]:
    return merge_events([event for name, told, text in TOLD for event in events_of(name, told, text)])


def first(entry: Entry) -> str:
    return entry.statements[0].article


def test_what_more_articles_tell_comes_first() -> None:
    ranked = rank_entries(entries(), entity="xai")
    assert first(ranked[0]) == "a1"
    assert ranked[0].score > ranked[1].score > 0


def test_a_passing_part_counts_less() -> None:
    ranked = [first(entry) for entry in rank_entries(entries(), entity="xai")]
    assert ranked.index("a4") < ranked.index("a5")


def test_neighbours_of_a_better_day_are_thinned() -> None:
    ranked = rank_entries(entries(), entity="xai", top=3)
    assert [first(entry) for entry in ranked if entry.key] == ["a1", "a4", "a5"]


def test_pinned_entries_lead() -> None:
    pinned = [replace(entry, pinned=first(entry) == "a3") for entry in entries()]
    ranked = rank_entries(pinned, entity="xai", top=2)
    assert first(ranked[0]) == "a3"
    assert ranked[0].key


def test_more_publishers_weigh_more() -> None:
    one = rank_entries(entries(), None, {"a1": "甲报", "a2": "甲报"})[0].score
    assert rank_entries(entries(), None, {"a1": "甲报", "a2": "乙报"})[0].score > one


def test_articles_that_look_back_weigh_more() -> None:
    day = {name: PartialDate.parse(told) for name, told, _ in TOLD}
    assert rank_entries(entries(), day)[0].score > rank_entries(entries())[0].score


def test_an_article_counts_once_a_day_by_its_best_sentence() -> None:
    weights = weigh_days([("2024-05-26", "a1", 0), ("2024-05-26", "a1", 9), ("2024-05-26", "a2", 8)], ["2024-05-27"])
    assert weights["2024-05-26"] == prominence(0) + prominence(8)
    assert weights["2024-05-27"] == 0.25


def test_reports_come_last() -> None:
    report = replace(entries()[0], id="r", kind="report")
    assert rank_entries([report, *entries()])[-1].id == "r"


def test_scores_do_not_depend_on_the_order() -> None:
    found: list[Event] = [event for name, told, text in reversed(TOLD) for event in events_of(name, told, text)]
    assert rank_entries(merge_events(found), entity="xai") == rank_entries(entries()[::-1], entity="xai")
