from __future__ import annotations

from pathlib import Path

import pytest

from dateline.capture.metadata.bylines import beside_date, find_signature, read_byline
from dateline.capture.metadata.stamps import Stamp

CASES = Path(__file__).parents[2] / "cases" / "capture" / "bylines.md"


def _rows() -> list[list[str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][2:]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


def _text(stamp: Stamp | None) -> str:
    if stamp is None:
        return ""
    return stamp.edtf or f"--{stamp.month:02d}-{stamp.day:02d}"


@pytest.mark.parametrize("row", _rows(), ids=[row[0][:30] for row in _rows()])
def test_line(row: list[str]) -> None:
    line, date, updated, source, authors, editors, only = row
    byline = read_byline(line)
    assert (_text(byline.stamp), _text(byline.updated)) == (date, updated)
    assert byline.source == source
    assert ",".join(byline.authors) == authors
    assert ",".join(byline.editors) == editors
    if only == "yes":
        assert byline.rest == ""


def test_year_comes_from_the_capture() -> None:
    byline = read_byline("11月28日 10:20 来源：新京报", captured="2025-11-01")
    assert byline.stamp is not None
    assert byline.stamp.edtf == "2024-11-28T10:20"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("2024-11-28 08:15:00 新京报", "新京报"),
        ("原创 某某财经 2024-11-28 16:01:46", "某某财经"),
        ("2024-06-02 09:52:19 某某观察 来自北京市", "某某观察"),
        ("2024年11月28日 17:02 新京报作者：王明", "新京报"),
        ("2024-11-28", ""),
    ],
)
def test_what_stands_beside_the_date(line: str, name: str) -> None:
    assert beside_date(line) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("活动将持续到月底。（王明 李红）", ("王明", "李红")),
        ("各方反应不一。（王明 上海报道）", ("王明",)),
        ("【责任编辑：王明】", ()),
        ("结果如下（见下图）", ()),
        ("项目进展顺利（组图）", ()),
    ],
)
def test_signature(text: str, names: tuple[str, ...]) -> None:
    assert find_signature(text) == names


def test_long_line_is_cut() -> None:
    assert read_byline("字" * 5000 + "来源：新京报").source == ""
