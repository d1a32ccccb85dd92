from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dateline.capture import convert
from dateline.model.capture import Capture

CASES = Path(__file__).resolve().parents[1] / "cases/dumps"


@dataclass
class Case:
    name: str
    text: str
    captured: str
    want: dict[str, str] = field(default_factory=dict)


def cases() -> list[Case]:
    found = []
    for path in sorted(CASES.glob("*.md")):
        for part in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, rest = part.split("\n", 1)
            before, text, after = re.split(r"^```(?:text)?\n", rest, flags=re.MULTILINE)
            captured = re.search(r"^captured: (\S+)", before, re.MULTILINE)
            want = dict(re.findall(r"^- (\w+): ?(.*)$", after, re.MULTILINE))
            found.append(Case(f"{path.stem}: {name}", text, captured[1] if captured else "", want))
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_page_dump(case: Case) -> None:
    articles, _ = convert(Capture(case.text.encode(), "dump.txt", captured=case.captured))
    assert len(articles) == 1
    article = articles[0]
    body = article.body.replace("\\", "")
    for name, value in case.want.items():
        if name == "first":
            assert body.startswith(value)
        elif name == "last":
            assert body.rstrip("\n").endswith(value)
        elif name == "without":
            for snippet in value.split(" | "):
                assert snippet not in body
        else:
            found = getattr(article, name)
            assert (", ".join(found) if isinstance(found, tuple) else found) == value, name


def test_every_case_says_where_its_body_begins_and_ends() -> None:
    assert len(cases()) >= 10
    assert all({"title", "published", "first", "last", "without"} <= set(case.want) for case in cases())
