from __future__ import annotations

from pathlib import Path

import pytest

from dateline.capture.metadata.end_credit import split_end_credit

CASES = Path(__file__).parents[2] / "cases" / "capture" / "end_credits.md"


def _cases() -> list[tuple[str, str, tuple[str, ...]]]:
    found = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] not in ("text", "---"):
            found.append((cells[0], cells[1], tuple(cells[2].split())))
    return found


@pytest.mark.parametrize(("text", "kept", "editors"), _cases(), ids=[case[0] for case in _cases()])
def test_case(text: str, kept: str, editors: tuple[str, ...]) -> None:
    assert split_end_credit(text) == (kept or text, editors)


def test_a_long_paragraph_is_read_at_its_end_only() -> None:
    text = "（责编：王明" * 20_000
    assert split_end_credit(text) == (text, ())
