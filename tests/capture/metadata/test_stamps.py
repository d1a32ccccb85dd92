from __future__ import annotations

from pathlib import Path

import pytest

from dateline.capture.metadata.stamps import Stamp, find_stamps, resolve_year

CASES = Path(__file__).parents[2] / "cases" / "capture" / "stamps.md"


def _rows() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][2:]
    return [(cells[1].strip(), cells[2].strip()) for cells in (line.split("|") for line in lines)]


def _text(stamp: Stamp) -> str:
    return stamp.edtf or f"--{stamp.month:02d}-{stamp.day:02d}" + (f"T{stamp.time}" if stamp.time else "")


@pytest.mark.parametrize(("text", "wanted"), _rows())
def test_found_dates(text: str, wanted: str) -> None:
    assert " ".join(_text(stamp) for stamp in find_stamps(text, yearless=True)) == wanted


def test_spans_cover_the_expression() -> None:
    text = "发布于 2024-11-28 08:15 新京报"
    (stamp,) = find_stamps(text)
    assert text[stamp.start : stamp.end].strip() == "2024-11-28 08:15"


def test_day_and_month_that_could_be_swapped() -> None:
    (european,), (american,) = find_stamps("03/04/2024"), find_stamps("03/04/2024", month_first=True)
    assert (european.date, american.date) == ("2024-04-03", "2024-03-04")
    assert european.ambiguous
    assert american.ambiguous


@pytest.mark.parametrize(
    ("month", "day", "captured", "year"),
    [(11, 28, "2025-11-01", 2024), (11, 1, "2025-11-01", 2025), (10, 8, "2019-12-29T10:00:00+08:00", 2019), (2, 29, "2023-06-01", 2020), (5, 5, "", 0)],
)
def test_year_of_a_date_without_one(month: int, day: int, captured: str, year: int) -> None:
    assert resolve_year(Stamp(0, month, day), captured).year == year


def test_year_that_is_given_stays() -> None:
    assert resolve_year(Stamp(2020, 1, 1), "2025-01-01").year == 2020
