"""The hand-labelled article beside the checkout: its statements, participants, status and contradictions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.annotate.event import extract_events, find_conflicts
from dateline.annotate.timex import find_timexes
from dateline.model.annotation import Document, Event, Mention
from dateline.model.dates import PartialDate

SEED = Path(__file__).resolve().parents[3] / "../shared/data/seed"

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SEED.is_dir(), reason="the evaluation data is not beside the checkout")]


def read(name: str) -> Any:
    return json.loads((SEED / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found() -> tuple[list[Event], int]:
    about, names = read("article.json"), read("entities.json")
    body = (SEED / about["seed"]).read_text(encoding="utf-8")[about["body_start"]:about["body_end"]]
    shift = len(about["title"]) + 1
    document = Document(
        "seed", about["language"], f"{about['title']}\n{body}", (), shift, PartialDate.parse(about["published"]),
    )
    mentions = [
        Mention(m["start"] + move, m["end"] + move, m["text"], m["type"], m["entity"])
        for part, move in (("title", 0), ("body", shift)) for m in names["mentions"][part]
    ]
    return extract_events(document, find_timexes(document), mentions), shift


@pytest.fixture(scope="module")
def matched(found: tuple[list[Event], int]) -> list[tuple[dict[str, Any], Event | None]]:
    events, shift = found
    left = list(events)
    pairs: list[tuple[dict[str, Any], Event | None]] = []
    for gold in read("events.json")["events"]:
        dates = [gold["edtf"], *gold["alt"]]
        fitting = [
            e for e in left
            if e.timex_start - shift < gold["end"] and gold["start"] < e.timex_end - shift and e.date.edtf in dates
        ]
        fitting.sort(key=lambda e: dates.index(e.date.edtf))
        pairs.append((gold, fitting[0] if fitting else None))
        left = [e for e in left if not fitting or e is not fitting[0]]
    return pairs


def test_every_dated_statement_is_an_event(matched: list[tuple[dict[str, Any], Event | None]]) -> None:
    assert [gold["id"] for gold, event in matched if event is None] == []


def test_nothing_else_is_an_event(found: tuple[list[Event], int]) -> None:
    assert len(found[0]) <= 27


def test_the_participants_are_right(matched: list[tuple[dict[str, Any], Event | None]]) -> None:
    right = missed = wrong = 0
    for gold, event in matched:
        wanted, got = set(gold["participants"]), set(event.entities if event else ())
        right, missed, wrong = right + len(wanted & got), missed + len(wanted - got), wrong + len(got - wanted)
    assert right / (right + missed) >= 0.95
    assert wrong / (right + wrong) <= 0.05


def test_the_status_is_right(matched: list[tuple[dict[str, Any], Event | None]]) -> None:
    said = {"occurred": "happened"}
    assert sum(event is not None and event.status == said.get(gold["status"], gold["status"]) for gold, event in matched) >= 26


def test_the_contradictions_are_found(
    found: tuple[list[Event], int], matched: list[tuple[dict[str, Any], Event | None]]
) -> None:
    name = {event.id: gold["id"] for gold, event in matched if event is not None}
    conflicts = {frozenset(name[event] for event in conflict.events): conflict.kind for conflict in find_conflicts(found[0])}
    assert conflicts == {
        frozenset({"e03", "e16"}): "precision", frozenset({"e16", "e17"}): "order", frozenset({"e06", "e11"}): "amount",
    }
