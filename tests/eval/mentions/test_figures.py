"""Floors on text of others, where the evaluation data stands beside the checkout; see bench/entities.py for the figures."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from dateline.annotate.mention import build_gazetteer, find_mentions
from dateline.annotate.mention.suggest.names import find_names
from dateline.annotate.mention.suggest.tagger import load_tagger
from dateline.model.annotation import Document
from dateline.model.entity import Entity
from dateline.model.problem import SourceRef

DATA = Path(__file__).resolve().parents[3] / "../shared/data/entities/dev"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.is_dir(), reason="the evaluation data is not beside the checkout"),
    pytest.mark.skipif(load_tagger() is None or importlib.util.find_spec("rjieba") is None, reason="needs the extra zh"),
]
Spans = set[tuple[int, int]]


def records(prefix: str) -> list[dict[str, Any]]:
    files = sorted(DATA.glob(f"{prefix}*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines() if line]


def gold(record: dict[str, Any]) -> tuple[Spans, Spans]:
    must: Spans = set()
    may: Spans = set()
    for mention in record["mentions"]:
        (may if mention.get("optional") or mention.get("desc") else must).add((mention["start"], mention["end"]))
    return must, may


def f1(results: list[tuple[Spans, Spans, Spans]]) -> float:
    right = made = wanted = 0
    for found, must, may in results:
        kept = {one for one in found if one in must or not any(one[0] < end and start < one[1] for start, end in may)}
        right, made, wanted = right + len(kept & must), made + len(kept), wanted + len(must)
    return 2 * right / (made + wanted)


@pytest.mark.parametrize(("lang", "floor"), [("zh", 0.95), ("en", 0.89)])
def test_matching_with_the_right_registry(lang: str, floor: float) -> None:
    documents = records(f"{lang}_")
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for record in documents:
        for mention in record["mentions"]:
            if not (mention.get("optional") or mention.get("desc")):
                kinds[mention["text"]][mention["type"]] += 1
    gazetteer = build_gazetteer(
        Entity(f"e{at}", kinds[name].most_common(1)[0][0], {lang: name}, SourceRef("")) for at, name in enumerate(sorted(kinds)))
    results = []
    for record in documents:
        found = {(m.start, m.end) for m in find_mentions(Document("d", lang, record["text"]), gazetteer)}
        must, may = gold(record)
        results.append((found & must if record["source"] == "rss-500" else found, must, may))
    assert f1(results) >= floor


@pytest.mark.parametrize(("source", "floor"), [("zh_cluener", 0.70), ("zh_msra", 0.76), ("en_wikigold", 0.77)])
def test_suggestions_from_nothing(source: str, floor: float) -> None:
    assert f1([({(i.start, i.end) for i in find_names(r["text"])}, *gold(r)) for r in records(source)]) >= floor
