"""The reference page shows what the stage really answers."""

from __future__ import annotations

import json
import re
from pathlib import Path

from dateline.annotate.timex.contract import annotate_record

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "timex.md"


def test_the_example_of_the_contract_is_true():
    block = re.search(r"```\nin (.*?)\nout(.*?)\n```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    assert annotate_record(json.loads(block[1])) == json.loads(block[2])
