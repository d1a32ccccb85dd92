"""Kill runs before every change of the disk that they make, and look for damage: ``python -m bench.kills [--every N] [NAME…]``.

Each scenario of tests/trust/kill_sweep.py is run once for every kill point (some hundreds each): the content files and the
site must be old or new, and the next run must end byte-equal to one that was left alone. ``--random N`` makes N kills at random
times of edits, captures, updates and builds from nothing instead, on one site of 2,000 articles, each going on from what the
last kill left (tests/trust/kill_random.py). Prints one line a scenario; exit status 1 on any fault.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.trust import kill_random, kill_sweep, ptrace_kill


def sweep(names: list[str], every: int) -> int:
    faults = 0
    for scenario in kill_sweep.SCENARIOS:
        if names and scenario.name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            kill_sweep.warm(Path(folder))
            totals: list[int] = []

            def points(total: int, totals: list[int] = totals) -> range:
                totals.append(total)
                return range(1, total + 1, every)

            found = list(kill_sweep.sweep(scenario, Path(folder), points))
        faults += len(found)
        print(f"{scenario.name}: {len(range(1, totals[0] + 1, every))} kills, {len(found)} faults", flush=True)
        print("".join(f"  {fault}\n" for fault in found[:20]), end="")
    return faults


def at_random(kills: int, articles: int, seed: int) -> int:
    faults = 0
    said: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for found in kill_random.kill_at_random(Path(folder), kills, articles, seed, said):
            faults += len(found)
            print("".join(f"  {fault}\n" for fault in found[:20]), end="", flush=True)
            print(f"\r{said.total()} kills", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(f"{said.total()} kills of runs over {articles} articles: {faults} faults ({', '.join(f'{count} {name}' for name, count in said.items())})")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="scenarios; all where none is named")
    parser.add_argument("--every", type=int, default=1, help="take every n-th kill point")
    parser.add_argument("--random", type=int, default=0, metavar="N", help="kill runs over a large site N times, at random")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.random:
        return int(at_random(options.random, options.articles, options.seed) > 0)
    if reason := ptrace_kill.why_not():
        print(f"bench.kills: {reason}", file=sys.stderr)
        return 2
    return int(sweep(options.names, options.every) > 0)


if __name__ == "__main__":
    sys.exit(main())
