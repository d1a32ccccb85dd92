"""Score the reading of plain-text page dumps against the evaluation data beside the checkout.

    python bench/dumps.py [DATA] [PREDICTIONS.jsonl]

DATA is a folder with ``gold/`` and ``text/`` (default ``../shared/data/extraction/dev``). Prints the table of
``score_extraction.py`` and the pages read a second.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / "../shared"
sys.path.insert(0, str(ROOT))


def main(arguments: list[str]) -> int:
    from dateline.capture import convert
    from dateline.cli.extract import as_record
    from dateline.model.capture import Capture

    data = Path(arguments[0]) if arguments else SHARED / "data/extraction/dev"
    rows, spent = [], 0.0
    for path in sorted((data / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "text" not in gold["inputs"]:
            continue
        dump = (data / gold["inputs"]["text"]).read_bytes()
        started = time.process_time()
        articles, _ = convert(Capture(dump, gold["id"], captured=gold.get("captured", "")))
        spent += time.process_time() - started
        rows.append(as_record(gold["id"], articles[0]) if articles else {"id": gold["id"]})
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(arguments[1]) if len(arguments) > 1 else Path(folder) / "predictions.jsonl"
        predictions.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        scorer = SHARED / "bench/score_extraction.py"
        command = [sys.executable, str(scorer), str(data), str(predictions), "--input", "text"]
        status = subprocess.run(command, check=False).returncode
    print(f"\n{len(rows) / spent:.0f} dumps a second of one core")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
