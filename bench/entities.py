"""Measure matching, suggestions and speed of entities on local data; needs the evaluation data beside the checkout.

``python bench/entities.py`` measures everything in twenty seconds, with ``matching speed`` those parts only.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))

from dateline.annotate.mention import build_gazetteer, find_mentions, suggest_entities  # noqa: E402
from dateline.annotate.mention.suggest.names import find_names  # noqa: E402
from dateline.annotate.mention.word_edges import is_person, is_whole, is_word  # noqa: E402
from dateline.model.annotation import Document  # noqa: E402
from dateline.model.entity import Entity  # noqa: E402
from dateline.model.problem import SourceRef  # noqa: E402

Record = dict[str, Any]
Spans = set[tuple[int, int]]


def records() -> list[Record]:
    found = []
    for path in sorted((SHARED / "data/entities/dev").glob("*.jsonl")):
        if not path.name.startswith("registry"):
            found += [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    return found


def gold(record: Record) -> tuple[Spans, Spans]:
    """Return the spans to find, and those that may be found or not."""
    must, may = set(), set()
    for mention in record["mentions"]:
        target = may if mention.get("optional") or mention.get("desc") else must
        target.add((mention["start"], mention["end"]))
    return must, may


def score(pairs: Iterable[tuple[Spans, Spans, Spans]]) -> str:
    right = made = wanted = touched = 0
    for found, must, may in pairs:
        kept = {one for one in found if one in must or not any(one[0] < e and s < one[1] for s, e in may)}
        right += len(kept & must)
        made += len(kept)
        wanted += len(must)
        touched += sum(any(s < e2 and s2 < e for s2, e2 in kept) for s, e in must)
    precision, recall = right / max(made, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.4f}  overlap recall {touched / max(wanted, 1):.3f}"


def matching() -> None:
    """All gold names of a language as registry, one setting."""
    for lang in ("zh", "en"):
        documents = [record for record in records() if record["lang"].startswith(lang)]
        kinds: dict[str, Counter[str]] = defaultdict(Counter)
        for record in documents:
            for mention in record["mentions"]:
                if not (mention.get("optional") or mention.get("desc")):
                    kinds[mention["text"]][mention["type"]] += 1
        registry = [Entity(f"e{at}", kinds[name].most_common(1)[0][0], {lang: name}, SourceRef(""))
                    for at, name in enumerate(sorted(kinds))]
        gazetteer = build_gazetteer(registry)
        results = []
        for record in documents:
            found = {(m.start, m.end) for m in find_mentions(Document("d", lang, record["text"]), gazetteer)}
            must, may = gold(record)
            results.append((found & must if record["source"] == "rss-500" else found, must, may))
        print(f"matching {lang}: {score(results)}  ({len(kinds)} names, {len(documents)} texts)")


def suggestions() -> None:
    """Names proposed from nothing, type ignored."""
    for source in ("cluener", "msra", "wikigold"):
        documents = [record for record in records() if record["source"] == source]
        print(f"suggestions {source}: " + score(
            ({(item.start, item.end) for item in find_names(record["text"])}, *gold(record)) for record in documents))


def seed() -> None:
    """The seed article: mentions with its registry, entities from nothing, time for 2,000 characters."""
    data = json.loads((SHARED / "data/seed/entities.json").read_text("utf-8"))
    raw = next((SHARED / "data/seed").glob("*.txt")).read_text("utf-8")
    body = raw[data["body_start"]:data["body_end"]]
    kept = [one for one in data["entities"] if one["type"] != "topic"]
    registry = [Entity(one["id"], one["type"], one["names"], SourceRef(""), aliases=(*one["surfaces"], *one["aliases"]))
                for one in kept]
    found = {(m.start, m.end): m.entity for m in find_mentions(Document("d", "zh", body), build_gazetteer(registry))}
    flat = [m for m in data["mentions"]["body"] if m["type"] != "topic" and "nested_in" not in m]
    hit = sum(found.get((m["start"], m["end"])) == m["entity"] for m in flat)
    traps = sum((t["start"], t["end"]) in found for t in data["traps"] if t["kind"] == "must-not-link")
    print(f"seed: {hit} of {len(flat)} flat mentions, {traps} traps")
    owners = {
        name: one["id"] for one in data["entities"]
        for name in (*one["surfaces"], *one["aliases"], *one["names"].values())}
    hits, wrong = set(), []
    for item in suggest_entities([Document("d", "zh", body)], build_gazetteer([])):
        names = {owners[name] for name in (item.name, *item.aliases, *dict(item.names).values()) if name in owners}
        hits |= names
        wrong += [] if names else [item.name]
    print(f"seed: {len(hits & {one['id'] for one in kept})} of {len(kept)} entities suggested, {len(wrong)} wrong")
    spent = []
    for _ in range(5):
        started = time.process_time()
        find_names(body[:2000])
        spent.append(time.process_time() - started)
    print(f"seed: {1000 * min(spent):.0f} ms CPU to suggest from 2,000 characters")


def speed() -> None:
    """CPU seconds for 10 MB of text, half Chinese, half English, with 10,000 and 100,000 names."""
    texts = {lang: "\n".join(r["text"] for r in records() if r["lang"].startswith(lang)) for lang in ("zh", "en")}
    chunks = [*cut(texts["zh"], 1500, 1_700_000), *cut(texts["en"], 4400, 5_000_000)]
    size = sum(len(chunk.encode()) for chunk in chunks) / 1e6
    for count in (10_000, 100_000):
        registry = [Entity(f"e{n}", "company", {"zh": name}, SourceRef("")) for n, name in enumerate(names(count))]
        started = time.process_time()
        gazetteer = build_gazetteer(registry)
        gazetteer.scan("")
        built = time.process_time() - started
        for judge in (is_word, is_person, is_whole):
            judge.cache_clear()
        started = time.process_time()
        made = sum(len(find_mentions(Document("d", "zh", chunk), gazetteer)) for chunk in chunks)
        spent = time.process_time() - started
        print(f"speed: {count} names over {size:.1f} MB in {spent:.2f} s CPU, {made} mentions (built in {built:.2f} s)")


def cut(text: str, length: int, total: int) -> Iterator[str]:
    whole = text * (total // len(text) + 1)
    return (whole[at:at + length] for at in range(0, total, length))


def names(count: int) -> list[str]:
    found: dict[str, None] = {}
    for record in records():
        found.update(dict.fromkeys(mention["text"] for mention in record["mentions"]))
    for line in (SHARED / "data/entities/dev/registry_ashare.jsonl").read_text("utf-8").splitlines():
        values = (value for value in json.loads(line).values() if isinstance(value, str))
        found.update(dict.fromkeys(value for value in values if 1 < len(value) < 40))
    rng = random.Random(1)
    kept = sorted(found)
    rng.shuffle(kept)
    at = 0
    while len(kept) < count:
        kept.append(kept[at] + rng.choice("甲乙丙丁ABCD") + str(at % 97))
        at += 1
    return kept[:count]


PARTS: dict[str, Callable[[], None]] = {"matching": matching, "suggestions": suggestions, "seed": seed, "speed": speed}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="what to measure; everything if left out")
    if not SHARED.is_dir():
        parser.error(f"there is no evaluation data in {SHARED}")
    if importlib.util.find_spec("rjieba") is None:
        print("without the extra zh: word edges and suggestions by patterns", file=sys.stderr)
    for part in parser.parse_args().parts or PARTS:
        PARTS[part]()
