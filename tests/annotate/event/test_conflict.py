from __future__ import annotations

import pytest

from dateline.annotate.event import find_conflicts
from dateline.model.annotation import Event
from tests.marked import events_of

CASES = [
    ("[xai:xAI]成立于2023年。{2023-07:2023年7月}，[elon-musk:马斯克]创立[xai:xAI]。{2023-22:去年夏天}，[elon-musk:马斯克]成立了[xai:xAI]。", ["precision"]),
    ("{2015:2015年}，[sam-altman:奥特曼]创立[openai:OpenAI]。{2016:2016年}，[sam-altman:奥特曼]创办了[openai:OpenAI]。", ["date"]),
    ("{2024-05:5月}，[xai:xAI]融资60亿美元。[xai:xAI]{2024-05:当月}的融资额为50亿美元。", ["amount"]),
    ("[xai:xAI]{2023-03:3月}购买了芯片。{2023-07:7月}，[elon-musk:马斯克]创立[xai:xAI]。", ["order"]),
    ("[elon-musk:Musk] founded [xai:xAI] in {2023-07:July 2023}. [xai:xAI] bought chips in {2023-03:March 2023}.", ["order"]),
    ("{2018:2018年}，[elon-musk:马斯克]离开[openai:OpenAI]。{2023-07:7月}，[elon-musk:马斯克]创立[xai:xAI]。", []),
    ("{2024-05:5月}，[xai:xAI]融资60亿美元。{2024-12:12月}，[xai:xAI]融资60亿美元。", []),
    ("[baidu:百度]于{2024-06-16:6月16日}发布手册（另有资料记为{2024-06-17:17日}）。", ["date"]),
    ("[arm:Arm] came out on {2024-04-26:26 April}. (Others date the release to {2024-04-24:the 24th}.)", ["date"]),
    ("[arm:Arm] put its office in {2024-04-26:April} and moved in {2024-05:May}.", []),
    ("[zhipu:智谱]{2024-01-08:1月8日}挂牌上市。{2024-04-24:4月24日}，港股上市的[zhipu:智谱]股价大跌。", []),
    ("{2024-05:5月}，[xai:xAI]融资60亿美元，估值240亿美元。[xai:xAI]{2024-05:当月}融资60亿美元。", []),
]


@pytest.mark.parametrize(("text", "kinds"), CASES)
def test_contradictions_of_an_article_are_found(text: str, kinds: list[str]) -> None:
    assert [conflict.kind for conflict in find_conflicts(events_of("a", "2024-12-31", text))] == kinds


def test_a_conflict_names_its_statements_and_their_values() -> None:
    events: list[Event] = events_of("a", "2024-12-31", CASES[2][0])
    (conflict,) = find_conflicts(events)
    assert conflict.values == ("60亿美元", "50亿美元")
    assert conflict.events == tuple(event.id for event in events)


def test_approximate_dates_contradict_nothing() -> None:
    text = "[elon-musk:马斯克]{2023-11/2024-11^APPROX:过去一年}创立[xai:xAI]。{2023-07:7月}，[elon-musk:马斯克]创立[xai:xAI]。"
    assert find_conflicts(events_of("a", "2024-12-31", text)) == []


def test_a_date_told_otherwise_is_of_the_same_participants() -> None:
    text = "[arm:Arm] came out on {2024-04-26:26 April}. (Others date the release to {2024-04-24:the 24th}.)"
    assert [event.entities for event in events_of("a", "2024-12-31", text)] == [("arm",), ("arm",)]
