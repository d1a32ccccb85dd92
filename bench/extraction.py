"""Measure the capture of web pages: ``python bench/extraction.py GOLD_DIR [--out FILE] [--probes FILE] [--repeat N]``.

GOLD_DIR holds ``gold/ID.json`` (with ``inputs.html``, and ``url``, ``captured`` where known) and the gzipped pages they
name. Predictions go to ``--out``, one JSON object a line as ``dateline extract`` writes them (the date as a day), for any
scorer. The table printed is speed: pages a second of processor time, by how the text was chosen. With ``--probes`` each
minimal input is converted and its patterns are searched.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import re
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from dateline.capture.decode import decode_html
from dateline.capture.html import extract_html
from dateline.model.capture import Extracted


def pages(folder: Path) -> list[tuple[dict[str, Any], bytes]]:
    """Read the gold and the pages that have HTML."""
    found = []
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        name = gold["inputs"].get("html")
        if name:
            data = (folder / name).read_bytes()
            found.append((gold, gzip.decompress(data) if name.endswith(".gz") else data))
    return found


def record(identity: str, article: Extracted) -> dict[str, Any]:
    """Return the fields that are scored."""
    return {
        "id": identity,
        "title": article.title,
        "author": list(article.authors),
        "date": article.published.partition("T")[0],
        "text": article.body,
        "source": article.source,
    }


def how(article: Extracted) -> str:
    """Say how the text of an article was chosen, without the numbers."""
    body = next((item for item in article.evidence if item.field == "body"), None)
    if body is None:
        return "no text"
    return f"{body.value}: {re.sub(r'[(]?[0-9][0-9.%)]*', '', body.origin).split(',')[0].strip()}"


def measure(folder: Path, out: Path | None, repeat: int) -> None:
    """Convert every page and print how fast."""
    seconds: dict[str, float] = defaultdict(float)
    counts: dict[str, int] = defaultdict(int)
    rows = []
    for gold, data in pages(folder):
        best = float("inf")
        for _ in range(repeat):
            start = time.process_time()
            article, _problems = extract_html(decode_html(data).text, gold.get("url") or "", gold.get("captured") or "")
            best = min(best, time.process_time() - start)
        seconds[how(article)] += best
        counts[how(article)] += 1
        rows.append(record(gold["id"], article))
    if out:
        out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    for name in sorted(counts, key=lambda key: -counts[key]):
        print(f"{counts[name]:5} pages {counts[name] / seconds[name]:8.1f} a second   {name}")
    total = sum(seconds.values())
    print(f"{len(rows):5} pages {len(rows) / total:8.1f} a second   all")


def probe(path: Path) -> None:
    """Convert the minimal inputs and count those whose patterns hold."""
    passed = 0
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for item in lines:
        article, _ = extract_html(base64.b64decode(item["html_base64"]))
        row = record("", article)
        value = ", ".join(row["author"]) if item["field"] == "author" else row[item["field"]]
        good = all(re.search(p, value) for p in item["must"]) and not any(re.search(p, value) for p in item["must_not"])
        passed += good
        if not good:
            print(f"failed: {item['name']}")
    print(f"{passed} of {len(lines)} probes")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--probes", type=Path)
    parser.add_argument("--repeat", type=int, default=1)
    args = parser.parse_args()
    extract_html("<p>warm up the patterns</p>")
    measure(args.folder, args.out, args.repeat)
    if args.probes:
        probe(args.probes)


if __name__ == "__main__":
    main()
