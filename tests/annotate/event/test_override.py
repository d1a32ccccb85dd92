from __future__ import annotations

from dateline.annotate.event import apply_overrides, extract_events
from dateline.model.annotation import Event, Status
from dateline.model.article import EventOverride
from dateline.model.problem import Problem
from tests.marked import read_marked

TEXT = "# [xai:xAI]的一年\n{2024-05:5月}，[xai:xAI]完成融资。{2024-06:6月}，[xai:xAI]开始建设数据中心，[elon-musk:马斯克]到场。"


def applied(*overrides: EventOverride, text: str = TEXT) -> tuple[list[Event], list[Problem]]:
    document, timexes, mentions = read_marked("a", "2024-12-01", text)
    return apply_overrides(extract_events(document, timexes, mentions), overrides, document)


def statements(events: list[Event]) -> list[tuple[str, str]]:
    return [(event.date.edtf, event.headline) for event in events if event.kind == "statement"]


def test_quoted_words_choose_the_event() -> None:
    events, problems = applied(EventOverride(match="完成融资", date="2024-05-26", text="xAI融资", entities=("xai", "grok"), pin=True))
    assert problems == []
    assert statements(events) == [("2024-05-26", "xAI融资"), ("2024-06", "xAI开始建设数据中心")]
    assert events[1].entities == ("xai", "grok")
    assert events[1].pinned


def test_an_id_chooses_the_event() -> None:
    (first, second) = [event for event in applied()[0] if event.kind == "statement"]
    events, _ = applied(EventOverride(match=second.id, status="planned"))
    assert [event.status for event in events if event.kind == "statement"] == [first.status, Status.PLANNED]


def test_hidden_events_are_gone() -> None:
    assert statements(applied(EventOverride(match="开始建设", hide=True))[0]) == [("2024-05", "xAI完成融资")]


def test_spacing_and_punctuation_do_not_matter() -> None:
    events, problems = applied(EventOverride(match="开始 建设，数据中心", pin=True))
    assert problems == []
    assert [event.pinned for event in events if event.kind == "statement"] == [False, True]


def test_the_decision_survives_other_text_around_it() -> None:
    changed = TEXT.replace("# ", "# 更正：").replace("完成融资。", "完成融资。另有一句新话。")
    events, problems = applied(EventOverride(match="完成融资", date="2024-05-26"), text=changed)
    assert problems == []
    assert statements(events)[0] == ("2024-05-26", "xAI完成融资")


def test_a_person_can_add_an_event() -> None:
    events, problems = applied(EventOverride(date="2024-07-22", text="训练开始", entities=("xai",)))
    assert problems == []
    assert ("2024-07-22", "训练开始") in statements(events)


def test_added_events_point_at_their_words() -> None:
    text = f"{TEXT}[elon-musk:马斯克]后来 到访。"
    events, problems = applied(EventOverride(match="马斯克后来到访", date="2024-06-12", text="马斯克到访"), text=text)
    assert problems == []
    assert [event.quote for event in events if event.headline == "马斯克到访"] == ["马斯克后来 到访"]


def test_what_fits_nothing_is_a_problem() -> None:
    events, problems = applied(EventOverride(match="没有这句话", pin=True))
    assert [problem.code for problem in problems] == ["DL303"]
    assert len(statements(events)) == 2
