from __future__ import annotations

import html
from typing import Any

import pytest

from dateline.capture.html import arbitration
from dateline.capture.html.arbitration import Case, choose
from dateline.capture.html.candidates import Candidate, from_json_ld, map_text, overlap
from dateline.capture.html.density import choose_body, within
from dateline.capture.html.page import Page, read_page
from dateline.capture.html.parse import parse_page
from dateline.capture.html.segments import Segment
from tests.capture.html_pages import ENGLISH, page, paragraphs

LONG = ENGLISH * 1 + [f"{text} That much is clear by now." for text in ENGLISH]


def _page(body: str) -> Page:
    root = parse_page(page(body)).root
    assert root is not None
    return read_page(root)


def _case(read: Page, own: list[Segment], **more: Any) -> Case:
    values: dict[str, Any] = {"title_at": 0, "article": {}, "chinese": False, "source": "", "trim": list, **more}
    return Case(read.survey, own, **values)


def _own(read: Page) -> list[Segment]:
    body = choose_body(read.survey)
    return [segment for segment in within(read.survey, body) if segment.prose]


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the other readers find nothing."""
    monkeypatch.setattr(arbitration, "from_trafilatura", lambda *_: None)
    monkeypatch.setattr(arbitration, "from_readability", lambda *_: None)


def _answers(monkeypatch: pytest.MonkeyPatch, trafilatura: set[int], readability: set[int]) -> None:
    monkeypatch.setattr(arbitration, "from_trafilatura", lambda *_: Candidate("trafilatura", frozenset(trafilatura)))
    monkeypatch.setattr(arbitration, "from_readability", lambda *_: Candidate("readability", frozenset(readability)))


def test_clear_case_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arbitration, "from_trafilatura", lambda *_: pytest.fail("asked"))
    read = _page(f"<h1>New plant by the river</h1><div>{paragraphs(LONG)}</div>")
    choice = choose(_case(read, _own(read)))
    assert choice.name == "text density"
    assert "below the headline" in choice.why


def test_json_ld_that_agrees_is_a_clear_case() -> None:
    read = _page(f"<div>{paragraphs(ENGLISH)}</div>")
    choice = choose(_case(read, _own(read), title_at=-1, article={"articleBody": " ".join(ENGLISH)}))
    assert choice.why.startswith("agrees with JSON-LD")


def test_site_rule_wins() -> None:
    read = _page(f"<div>{paragraphs(LONG)}</div><div>{paragraphs(ENGLISH[:1])}</div>")
    rule = [read.segments[0]]
    assert choose(_case(read, _own(read), rule=rule)).kept == rule


def test_two_others_outvote_a_reading_far_from_the_headline(monkeypatch: pytest.MonkeyPatch) -> None:
    read = _page(f"<div>{paragraphs(ENGLISH)}</div><div>{paragraphs(LONG[5:])}</div>")
    _answers(monkeypatch, {5, 6, 7, 8, 9}, {5, 6, 7, 8})
    choice = choose(_case(read, read.segments[:2], title_at=-1))
    assert choice.name == "trafilatura"
    assert [segment.index for segment in choice.kept] == [5, 6, 7, 8, 9]


def test_reading_right_below_the_headline_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    read = _page(f"<h1>New plant by the river</h1><div>{paragraphs(ENGLISH[:2])}</div><div>{paragraphs(LONG[5:])}</div>")
    _answers(monkeypatch, {4, 5, 6, 7}, {4, 5, 6, 7})
    assert choose(_case(read, read.segments[1:3])).name == "text density"


def test_nothing_found_by_density_leaves_it_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    read = _page(f"<div>{paragraphs(LONG)}</div>")
    _answers(monkeypatch, {0, 1, 2, 3}, {7, 8, 9})
    choice = choose(_case(read, [], title_at=-1))
    assert choice.doubtful
    assert len(choice.kept) == 4


@pytest.mark.usefixtures("nobody")
def test_short_text_that_nobody_else_finds_is_ours() -> None:
    read = _page(f"<div>{paragraphs(ENGLISH[:1])}</div>")
    choice = choose(_case(read, _own(read), title_at=-1))
    assert choice.name == "text density"
    assert not choice.doubtful


def test_text_is_mapped_onto_segments() -> None:
    read = _page(f"<p>menu</p><div>{paragraphs(ENGLISH)}</div><p>other text that is not wanted here</p>")
    assert map_text("\n".join(ENGLISH[:3]), read.segments, "x").kept == {1, 2, 3}


def test_short_lines_between_kept_ones_are_kept() -> None:
    read = _page(f"<p>{ENGLISH[0]}</p><h2>Jobs</h2><p>{ENGLISH[1]}</p><p>End</p>")
    assert map_text(" ".join(ENGLISH[:2]), read.segments, "x").kept == {0, 1, 2}


@pytest.mark.parametrize("body", ["", "too short", " ".join(ENGLISH) + " …", "An entirely different text. " * 20])
def test_json_ld_that_is_no_text_of_the_page(body: str) -> None:
    read = _page(f"<div>{paragraphs(ENGLISH)}</div>")
    assert from_json_ld({"articleBody": body}, read.segments) is None


def test_json_ld_with_markup() -> None:
    read = _page(f"<div>{paragraphs(ENGLISH)}</div>")
    candidate = from_json_ld({"articleBody": html.escape(paragraphs(ENGLISH))}, read.segments)
    assert candidate is not None
    assert candidate.kept == {0, 1, 2, 3, 4}


def test_overlap() -> None:
    read = _page(f"<div>{paragraphs(ENGLISH)}</div>")
    assert overlap({0, 1}, {0, 1}, read.segments) == 1.0
    assert overlap({0}, {1}, read.segments) == 0.0
    assert overlap((), (), read.segments) == 0.0
