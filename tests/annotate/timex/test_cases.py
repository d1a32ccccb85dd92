"""Every row of tests/cases/timex/*.md is one case; see the README there for the notation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.annotate.timex import find_timexes
from dateline.model.annotation import Document
from dateline.model.dates import PartialDate

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "timex"


@dataclass(frozen=True)
class Case:
    lang: str
    text: str
    reference: str
    expected: tuple[tuple[str, str, str], ...]


def _row(line: str) -> list[str] | None:
    cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip())]
    return cells[1:-1] if len(cells) >= 5 and not set(cells[1]) <= {"-"} and cells[1] != "text" else None


def _expected(cell: str) -> tuple[tuple[str, str, str], ...]:
    spans = []
    for part in cell.split("; ") if cell != "-" else []:
        surface, _, answer = part.strip().rpartition("=")
        value, _, mod = answer.partition(",")
        spans.append((surface, value, mod))
    return tuple(spans)


def _cases() -> list:
    found = []
    for path in sorted(FOLDER.glob("*-*.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("|") and (row := _row(line)):
                case = Case(path.stem.partition("-")[0], row[0].replace("\\n", "\n"), row[1], _expected(row[2]))
                found.append(pytest.param(case, id=f"{path.stem}:{number}"))
    return found


@pytest.mark.parametrize("case", _cases())
def test_case(case: Case):
    dct = None if case.reference == "-" else PartialDate.parse(case.reference)
    timexes = find_timexes(Document("case", case.lang, case.text, dct=dct))
    dated = [(t.text, t.value, t.mod) for t in timexes if t.date is not None or t.mod == "FISCAL"]
    other = [(t.text, t.value, t.mod) for t in timexes if t.date is None and t.mod != "FISCAL"]
    wanted_other = [span for span in case.expected if span[1] == "" or span[1][0] in "PTRX"]
    assert dated == [span for span in case.expected if span not in wanted_other], case.text
    assert [span for span in wanted_other if span not in other] == [], other


def test_the_tables_are_read():
    assert len(_cases()) >= 1
