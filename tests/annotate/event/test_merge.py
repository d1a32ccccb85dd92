from __future__ import annotations

import random

from dateline.annotate.event import doubtful_pairs, merge_events
from dateline.annotate.event.merge import bucket_of
from dateline.model.annotation import Event, Status
from dateline.model.dates import PartialDate
from tests.marked import events_of

TOLD = [
    ("a1", "2024-05-28", "{2024-05-26:周日}，[xai:xAI]宣布完成60亿美元B轮融资。"),
    ("a2", "2024-06-02", "[xai:xAI]在{2024-05:5月}的B轮融资中筹得60亿美元。"),
    ("a3", "2024-05-27", "[xai:xAI] raised $6 billion in a Series B round {2024-05-26:on Sunday}."),
    ("a4", "2024-12-24", "[xai:xAI] raised $6 billion in a Series C round {2024-12-23:on Monday}."),
    ("a5", "2024-06-02", "[xai:xAI]计划{2024-12:12月}再融资60亿美元。"),
]


def statements() -> list[Event]:
    return [event for name, told, text in TOLD for event in events_of(name, told, text)]


def published() -> dict[str, PartialDate]:
    return {name: PartialDate.parse(told) for name, told, _ in TOLD}


def test_one_happening_is_one_entry_with_every_source() -> None:
    entry = merge_events(statements(), published())[0]
    assert [event.article for event in entry.statements] == ["a3", "a1", "a2"]
    assert entry.id == entry.statements[0].id
    assert entry.date.edtf == "2024-05-26"
    assert entry.entities == ("xai",)
    assert entry.conflicts == ()


def test_plans_are_not_merged_with_what_happened() -> None:
    entries = merge_events(statements(), published())
    assert [(entry.date.edtf, entry.status) for entry in entries] == [
        ("2024-05-26", Status.HAPPENED), ("2024-12", Status.PLANNED), ("2024-12-23", Status.HAPPENED),
    ]


def test_the_order_of_the_events_makes_no_difference() -> None:
    wanted = merge_events(statements(), published())
    shuffled = statements()
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        assert merge_events(shuffled, published()) == wanted


def test_years_are_merged_by_themselves() -> None:
    events = statements() + events_of("a6", "2023-12-01", "[xai:xAI]{2023-11:11月}发布聊天机器人[grok:Grok]。")
    apart = [
        entry for year in sorted({bucket_of(event) for event in events})
        for entry in merge_events([event for event in events if bucket_of(event) == year], published())
    ]
    assert sorted(apart, key=lambda entry: (entry.date.sort_key, entry.id)) == merge_events(events, published())


def test_topics_come_from_the_articles() -> None:
    entry = merge_events(statements(), published(), {"a1": ("funding",), "a2": ("funding", "ai")})[0]
    assert entry.topics == ("funding", "ai")


def test_sources_that_disagree_are_said_to() -> None:
    events = [
        *events_of("b1", "2024-05-28", "[apple:苹果]{2024-05-26:周日}否认与[openai:OpenAI]达成收购协议。"),
        *events_of("b2", "2024-05-28", "[apple:苹果]{2024-05-26:周日}与[openai:OpenAI]达成收购协议。"),
    ]
    entry = merge_events(events)[0]
    assert len(entry.statements) == 2
    assert [conflict.kind for conflict in entry.conflicts] == ["status"]


def test_reports_stay_apart() -> None:
    from dateline.annotate.event import extract_events
    from tests.marked import read_marked

    events = [
        event for name in ("c1", "c2")
        for event in extract_events(*read_marked(name, "2024-05-28", "# [xai:xAI]完成融资\n[xai:xAI]完成融资。"))
    ]
    assert [event.kind for event in events] == ["report", "report"]
    assert len(merge_events(events)) == 2


def test_what_is_nearly_the_same_is_left_to_a_person() -> None:
    events = [
        *events_of("d1", "2020-12-04", "[microsoft:微软]{2020-12-03:周四}宣布开除多名员工。"),
        *events_of("d2", "2020-12-04", "[microsoft:Microsoft] fired several employees {2020-12-03:on Thursday}."),
        *events_of("d3", "2020-12-04", "[microsoft:微软]{2020-12-01:周二}发布财报。"),
    ]
    entries = merge_events(events)
    assert len(entries) == 3
    home = {event.id: entry.id for entry in entries for event in entry.statements}
    ((score, *pair),) = doubtful_pairs(entries)
    assert 0.8 <= score < 1.0
    assert sorted(pair) == sorted((home[events[0].id], home[events[1].id]))


def merged(*texts: str) -> int:
    events = [event for at, text in enumerate(texts) for event in events_of(f"m{at}", "2026-06-02", text)]
    return len(merge_events(events))


def test_one_sum_in_one_month_is_one_round_in_two_languages() -> None:
    zh = "[xai:xAI]{2024-05:2024年5月}完成60亿美元B轮融资。"
    assert merged("[xai:xAI] raised six billion dollars in {2024-05:May 2024}.", zh) == 1
    assert merged("[xai:xAI] raised five billion dollars in {2024-05:May 2024}.", zh) == 2


def test_a_firm_is_founded_once_however_coarse_the_date() -> None:
    assert merged("[xai:xAI]成立于{2023:2023年}。", "[xai:xAI] was incorporated in {2023-03:March 2023}.") == 1


def test_going_public_and_a_report_after_it_are_two() -> None:
    plan = "[spacex:SpaceX] plans to go public in {2026-40:the first half of 2026}."
    assert merged(plan, "[spacex:SpaceX]将于{2026-08:8月}公布上市后的第一份季报。") == 2


def test_figures_that_differ_beyond_rounding_are_shown() -> None:
    zh = "{2025-01-27:1月27日}，[nvidia:英伟达]股价收跌17%，市值减少约5930亿美元。"
    en = "[nvidia:Nvidia]'s shares fell by 17 per cent on {2025-01-27:27 January}, wiping out 589 billion dollars."
    (entry,) = merge_events([*events_of("z", "2025-01-28", zh), *events_of("e", "2025-01-29", en)])
    assert [conflict.kind for conflict in entry.conflicts] == ["amount"]


def test_the_one_told_takes_part() -> None:
    text = "[openai:OpenAI]'s board told [sam-altman:Sam Altman] on {2023-11-17:17 November} that he was dismissed."
    (event,) = events_of("t", "2023-11-23", text)
    assert event.entities == ("openai", "sam-altman")
    assert "departure" in event.triggers
