from __future__ import annotations

import pytest

from dateline.annotate.event import link_plans, merge_events
from dateline.index.library import ArticleCard, Library, build_library
from dateline.index.timeline import UnknownTimelineError, build_timeline, windows
from dateline.model.annotation import Event
from dateline.model.dates import PartialDate
from dateline.model.entity import Entity, Topic
from dateline.model.problem import SourceRef
from tests.marked import events_of

REF = SourceRef("content/x.md")
TOLD = [
    ("a1", "2024-05-28", "{2024-05-26:周日}，[xai:xAI]宣布完成60亿美元B轮融资。"),
    ("a2", "2024-06-02", "[xai:xAI]在{2024-05:5月}的B轮融资中筹得60亿美元。[xai:xAI]近日扩招。"),
    ("a3", "2024-06-02", "[openai:OpenAI]{2024-05-13:5月13日}发布GPT-4o。"),
    ("a4", "2024-12-31", "{2024:今年}，[xai:xAI]与[nvidia:英伟达]签署合作协议。{2023-11:去年11月}，[xai:xAI]发布聊天机器人[grok:Grok]。"),
]


def library() -> Library:
    events = {name: events_of(name, told, text) for name, told, text in TOLD}
    published = {name: PartialDate.parse(told) for name, told, _ in TOLD}
    cards = [
        ArticleCard(name, f"content/articles/{name}.md", name, "zh", published=published[name], source="示例报", topics=("funding",) if name == "a1" else ())
        for name in events
    ]
    flat: list[Event] = [event for found in events.values() for event in found]
    entities = {i: Entity(i, "company", {"en": i}, REF) for i in ("xai", "openai", "nvidia", "grok")}
    topics = {"funding": Topic("funding", {"zh": "融资"}, REF)}
    entries = link_plans(merge_events(flat, published, {"a1": ("funding",)}), published)
    return build_library(cards, entities, topics, entries)


def dates(identifier: str, since: str = "", until: str = "", top: int = 20) -> list[str]:
    timeline = build_timeline(
        library(), identifier, since=PartialDate.parse(since) if since else None, until=PartialDate.parse(until) if until else None, top=top,
    )
    return [entry.date.edtf for entry in timeline.entries]


def test_an_entity_has_its_entries_by_date() -> None:
    assert dates("xai") == ["2023-11", "2024", "2024-05-26"]


def test_a_topic_has_those_of_its_articles() -> None:
    assert dates("funding") == ["2024-05-26"]


def test_a_set_has_those_of_all_its_members_once() -> None:
    assert dates("xai+openai+nvidia") == ["2023-11", "2024", "2024-05-13", "2024-05-26"]
    assert dates("all") == dates("xai+openai+nvidia")


def test_a_period_keeps_what_may_have_happened_in_it() -> None:
    assert dates("xai", since="2024-06") == ["2024"]
    assert dates("xai", until="2023") == ["2023-11"]


def test_an_unknown_id_is_an_error() -> None:
    with pytest.raises(UnknownTimelineError):
        build_timeline(library(), "nobody")


def test_the_key_entries_are_the_best_by_date() -> None:
    timeline = build_timeline(library(), "xai", top=1)
    assert [entry.date.edtf for entry in timeline.key] == ["2024-05-26"]
    assert len(build_timeline(library(), "xai", top=9).key) == 3


def test_undated_statements_are_kept_apart() -> None:
    assert [entry.headline for entry in build_timeline(library(), "xai").undated] == ["xAI扩招"]


def test_windows_cover_everything_and_keep_a_day_together() -> None:
    entries = build_timeline(library(), "all").entries
    pages = windows(entries, 2)
    assert [(page.start, page.end) for page in pages] == [(0, 2), (2, 4)]
    same = [entries[0], entries[1], entries[1], entries[2]]
    assert [(page.start, page.end) for page in windows(same, 2)] == [(0, 1), (1, 3), (3, 4)]
    assert windows([], 10) == ()
