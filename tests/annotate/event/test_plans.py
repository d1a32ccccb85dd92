from __future__ import annotations

from dateline.annotate.event import link_plans, merge_events
from dateline.model.dates import PartialDate
from dateline.model.event import Entry
from tests.marked import events_of

PLAN = ("a1", "2024-11-28", "[xai:xAI]计划{2024-12:下月}推出独立的[grok:Grok]应用。")
OUTCOME = ("a2", "2025-01-10", "[xai:xAI]{2025-01-09:周四}推出独立的[grok:Grok]应用。")
OTHER = ("a3", "2025-01-20", "[xai:xAI]{2025-01-15:上周三}起诉一名前员工。")


def linked(*told: tuple[str, str, str], today: str = "2025-03-01") -> dict[str, Entry]:
    published = {name: PartialDate.parse(day) for name, day, _ in told}
    events = [event for name, day, text in told for event in events_of(name, day, text)]
    entries = link_plans(merge_events(events, published), published, PartialDate.parse(today))
    return {entry.statements[0].article: entry for entry in entries}


def test_a_plan_is_linked_to_what_came_of_it() -> None:
    found = linked(PLAN, OUTCOME, OTHER)
    assert found["a1"].outcome == found["a2"].id
    assert found["a2"].plan == found["a1"].id
    assert not found["a1"].open
    assert found["a3"].plan == ""


def test_a_plan_without_an_outcome_is_open_once_its_day_has_passed() -> None:
    assert linked(PLAN, OTHER)["a1"].open
    assert not linked(PLAN, OTHER, today="2024-12-15")["a1"].open


def test_what_was_told_before_the_plan_is_no_outcome() -> None:
    earlier = ("a0", "2024-09-10", "[xai:xAI]{2024-09-09:周一}推出独立的[grok:Grok]应用。")
    assert linked(earlier, PLAN)["a1"].outcome == ""


def test_a_plan_for_a_day_before_its_article_is_not_open() -> None:
    past = ("a1", "2024-11-28", "[xai:xAI]原计划{2024-03:今年3月}推出手机应用。")
    assert not linked(past)["a1"].open


def test_without_a_reference_day_nothing_is_open() -> None:
    events = events_of(*PLAN)
    assert not link_plans(merge_events(events))[0].open
