from __future__ import annotations

from typing import Any

import pytest

from dateline.capture.metadata.authors import AuthorClues, find_people, split_names
from dateline.capture.metadata.found import Line
from dateline.capture.metadata.source import SourceClues, find_source_line
from dateline.capture.metadata.structured import Facts


def _lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def _people(facts: Facts | None = None, **clues: Any) -> tuple[str, ...]:
    return find_people(AuthorClues(facts or Facts(), **clues)).names


def test_reporters_named_in_the_first_line() -> None:
    assert _people(first=["新华社北京电（记者王明、李红）统计部门公布数据。"], chinese=True) == ("王明", "李红")


def test_editors_are_kept_apart() -> None:
    people = find_people(AuthorClues(Facts(), _lines("作者：王明 责任编辑：李红"), chinese=True))
    assert (people.names, people.editors) == (("王明",), ("李红",))


def test_signature_at_the_end() -> None:
    assert _people(signed=["项目年底完工。（王明）"], chinese=True) == ("王明",)


@pytest.mark.parametrize("value", ["104363", "某某网", "https://example.com/u/1", "admin@example.com"])
def test_machine_author_that_is_no_person(value: str) -> None:
    assert _people(Facts(metas={"author": [value]}), head=_lines(value), chinese=True) == ()


def test_machine_author_counts_when_the_page_shows_it() -> None:
    facts = Facts(metas={"author": ["kite"]})
    assert _people(facts, head=_lines("原创 kite 某某号"), chinese=True) == ("kite",)
    assert _people(facts, head=_lines("某某号"), chinese=True) == ()


def test_source_is_no_author() -> None:
    assert _people(head=_lines("作者：新京报"), outlets=frozenset({"新京报"}), chinese=True) == ()


def test_people_of_json_ld() -> None:
    facts = Facts(article={"author": [{"@type": "Person", "name": "Ada Lovelace"}, {"name": "Example News"}]})
    assert _people(facts) == ("Ada Lovelace",)


def test_byline_comes_before_the_site_as_author() -> None:
    facts = Facts(metas={"author": ["Example Times"]})
    assert _people(facts, head=_lines("By Ada Lovelace"), outlets=frozenset({"exampletimes"})) == ("Ada Lovelace",)


def test_organisation_signs_what_no_person_signs() -> None:
    assert _people(Facts(article={"author": {"name": "Example News Agency"}})) == ("Example News Agency",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Lovelace and Alan Turing, staff writer", ["Ada Lovelace", "Alan Turing"]),
        ("Von Ada Lovelace", ["Ada Lovelace"]),
        ("Ada Lovelace Senior Editor", ["Ada Lovelace"]),
        ("Ada Lovelace, Alan Turing", ["Ada Lovelace", "Alan Turing"]),
        ("Ada Lovelace | Example", ["Ada Lovelace"]),
    ],
)
def test_split_names(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("head", "foot", "source"),
    [
        (["2024-11-28 来源：新京报"], [], "新京报"),
        (["2024-11-28 08:15 北方日报"], ["来源：南方周刊"], "北方日报"),
        (["2024-11-28 08:15"], ["来源：南方周刊"], "南方周刊"),
        (["王明/中国青年报", "2024-11-28"], [], "中国青年报"),
        (["2024-11-28 08:15 王明"], [], "某某网"),
    ],
)
def test_source_line(head: list[str], foot: list[str], source: str) -> None:
    clues = SourceClues(Facts(), _lines(*head), _lines(*foot), site="某某网", chinese=True)
    assert find_source_line(clues).value == source


def test_outlet_beside_the_date_in_an_element_called_author() -> None:
    head = [Line("法新社", names="attr-item-author"), Line("2024年5月20日週一 下午2:05", names="attr-time")]
    assert find_source_line(SourceClues(Facts(), head, site="某某新聞", chinese=True)).value == "法新社"


def test_account_name() -> None:
    assert find_source_line(SourceClues(Facts(account="某某号"), chinese=True)).value == "某某号"


def test_publisher_stands_in_elsewhere() -> None:
    facts = Facts(article={"publisher": {"name": "Example Times"}})
    assert find_source_line(SourceClues(facts)).value == "Example Times"
