"""Read the case tables in tests/cases/mention and check each row's links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.annotate.mention import build_gazetteer, find_mentions
from dateline.annotate.mention.gazetteer import Gazetteer
from dateline.content.reader import read_bulk
from dateline.model.annotation import Document

CASES = Path(__file__).parents[2] / "cases" / "mention"
MARKED = re.compile(r"\{([^|{}]+)\|([a-z0-9-]+)\}")
GAZETTEERS: dict[str, Gazetteer] = {}


def rows() -> list[tuple[str, str]]:
    found = []
    for path in sorted(CASES.glob("*.md")):
        lines = path.read_text(encoding="utf-8").splitlines()
        cells = [line for line in lines if line.startswith("| ") and not line.startswith(("| ---", "| text |"))]
        found += [(path.stem, line.split(" | ")[0].removeprefix("| ").removesuffix(" |").replace("\\|", "|")) for line in cells]
    return found


def gazetteer(name: str) -> Gazetteer:
    if name not in GAZETTEERS:
        text = (CASES / f"{name}.md").read_text(encoding="utf-8")
        registry, problems = read_bulk("entities.yml", text.split("```yaml\n")[1].split("```")[0].encode())
        assert not problems
        GAZETTEERS[name] = build_gazetteer(registry)
    return GAZETTEERS[name]


@pytest.mark.parametrize(("table", "marked"), rows())
def test_case(table: str, marked: str) -> None:
    text, wanted, at = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[at:match.start()]
        wanted.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    text += marked[at:]
    lang = "zh" if re.search(r"[\u4e00-\u9fff]", text) else "en"
    found = find_mentions(Document("case", lang, text), gazetteer(table))
    assert [(m.start, m.end, m.entity) for m in found if m.entity] == wanted
    assert all(m.text == text[m.start:m.end] and m.why for m in found)
