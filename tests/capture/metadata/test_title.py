from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.capture.metadata.found import Line
from dateline.capture.metadata.title import TitleClues, find_title, strip_site
from dateline.model.capture import Certainty

CASES = Path(__file__).parents[2] / "cases" / "capture" / "titles.md"


def _rows() -> list[list[str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][2:]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


@pytest.mark.parametrize("row", _rows(), ids=[row[0] or row[2] or "nothing" for row in _rows()])
def test_headline(row: list[str]) -> None:
    page, social, shown, site, wanted = row
    lines = [Line("首页"), Line(shown, heading=1)] if shown else [Line("首页")]
    assert find_title(TitleClues(page, social, "", site, "", lines)).value == wanted


def test_line_that_the_title_repeats_is_the_headline_without_being_a_heading() -> None:
    lines = [Line("导航"), Line("罢工影响交通", names="t"), Line("来源：新华网")]
    found = find_title(TitleClues("罢工影响交通-新华网", lines=lines))
    assert (found.value, found.certainty) == ("罢工影响交通", Certainty.SURE)


def test_title_that_names_only_the_site_gives_way_to_the_heading_above_the_text() -> None:
    lines = [Line("北方新闻网", heading=1), Line("首页 > 要闻"), Line("新桥今日通车", names="bt_title"), Line("2024-05-06"), Line("正文。")]
    assert find_title(TitleClues("北方新闻网_(新闻)", lines=lines), 4).value == "新桥今日通车"


def test_page_without_a_title_says_so() -> None:
    found = find_title(TitleClues())
    assert found.doubt
    assert found.certainty is Certainty.DOUBTFUL


@pytest.mark.parametrize(
    ("title", "site", "wanted"),
    [("A - B - Site", "Site", "A - B"), ("新车上市_汽车频道_某某网", "", "新车上市"), ("Site | A", "Site", "A"), ("A", "", "A"), ("甲—乙公司合并", "", "甲—乙公司合并")],
)
def test_strip_site(title: str, site: str, wanted: str) -> None:
    assert strip_site(title, site) == wanted
