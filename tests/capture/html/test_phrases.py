from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.capture.html.phrases import LOOSE, OPENERS, PAYWALL, STATEMENTS

CASES = Path(__file__).parents[2] / "cases" / "capture" / "phrases.md"


def _rows() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][2:]
    return [(cells[1].strip(), cells[2].strip()) for cells in (line.split("|") for line in lines)]


def _kinds(line: str) -> set[str]:
    found = {
        "opener": OPENERS.fullmatch(re.sub(r"\s*[·•]\s*", "", line)),
        "loose": LOOSE.fullmatch(line),
        "statement": STATEMENTS.match(line),
        "paywall": PAYWALL.match(line),
    }
    return {kind for kind, match in found.items() if match} or {"text"}


@pytest.mark.parametrize(("line", "kind"), _rows())
def test_line(line: str, kind: str) -> None:
    assert kind in _kinds(line)
