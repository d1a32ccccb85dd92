"""The case tables of tests/cases/event, one test a row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.marked import events_of

CASES = Path(__file__).resolve().parents[2] / "cases" / "event"
_EXPECTED = re.compile(r"(?P<date>\S+): (?P<headline>.+) \((?P<status>\w+)\) \[(?P<entities>[^\]]*)\]")


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [row for row in cells if row[0] != "case" and not row[0].startswith("---")]


@pytest.mark.parametrize("row", rows("extraction.md"), ids=lambda row: f"{row[0]}-{'zh' if re.search('[㐀-鿿]', row[2]) else 'en'}")
def test_events_are_extracted(row: list[str]) -> None:
    _, told, text, *expected = row
    found = events_of("case", told, text.replace("⏎", "\n"))
    wanted = [part.strip() for part in " ".join(expected).split(";;") if part.strip()]
    shown = [f"{e.date.edtf}: {e.headline} ({e.status.value}) [{' '.join(sorted(e.entities))}]" for e in found]
    assert shown == [_sorted(part) for part in wanted]


def _sorted(expected: str) -> str:
    match = _EXPECTED.fullmatch(expected)
    assert match is not None, expected
    return f"{match['date']}: {match['headline']} ({match['status']}) [{' '.join(sorted(match['entities'].split()))}]"
