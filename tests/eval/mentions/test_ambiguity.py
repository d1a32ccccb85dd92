"""The ambiguity set: ordinary words and names, one name for two things, names inside names. Floors, not targets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.annotate.mention import build_gazetteer, find_mentions
from dateline.content.reader import read_bulk
from dateline.model.annotation import Document

HERE = Path(__file__).parent
MARKED = re.compile(r"\{([^|{}]+)\|([a-z0-9-]+)\}")
Link = tuple[int, int, str]


def sentences(lang: str) -> list[tuple[str, set[Link]]]:
    found = []
    for line in (HERE / f"{lang}.md").read_text(encoding="utf-8").splitlines():
        if not line.startswith("- "):
            continue
        text, links, at = "", set(), 0
        for match in MARKED.finditer(line[2:]):
            text += line[2:][at:match.start()]
            links.add((len(text), len(text) + len(match[1]), match[2]))
            text += match[1]
            at = match.end()
        found.append((text + line[2:][at:], links))
    return found


def measure(lang: str) -> tuple[float, float, list[str]]:
    registry, problems = read_bulk("entities.yml", (HERE / "entities.yml").read_bytes())
    assert not problems
    gazetteer = build_gazetteer(registry)
    right = made = wanted = 0
    slips = []
    for text, links in sentences(lang):
        found = {(m.start, m.end, m.entity) for m in find_mentions(Document("s", lang, text), gazetteer) if m.entity}
        right += len(found & links)
        made += len(found)
        wanted += len(links)
        if found != links:
            slips.append(f"{text}  wrong: {sorted(found - links)}  missed: {sorted(links - found)}")
    return right / made, right / wanted, slips


def test_the_set_has_two_hundred_sentences() -> None:
    assert len(sentences("zh")) + len(sentences("en")) >= 200


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_floors(lang: str) -> None:
    precision, recall, slips = measure(lang)
    report = "\n".join(slips)
    assert precision >= 0.97, report
    assert recall >= 0.90, report
