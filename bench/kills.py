"""Kill runs before every change of the disk that they make, and look for damage: ``python -m bench.kills [--every N] [NAME…]``.

Each scenario of tests/trust/kill_sweep.py is run once for every kill point (some hundreds each): the content files and the
site must be old or new, and the next run must end byte-equal to one that was left alone. ``--random N`` kills N builds of a
site of 2,000 articles, with two workers, at random times instead. Prints one line a scenario; exit status 1 on any fault.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.trust import kill_sweep, ptrace_kill
from tests.trust.projects import CHECKOUT, build, small_site, tree


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
    chance = random.Random(seed)
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        root = small_site(Path(folder) / "project", articles // 20, quiet=articles - articles // 20)
        started = time.monotonic()
        build(root, jobs=2)
        whole = time.monotonic() - started
        before = tree(root / "site")
        content = tree(root / "content")
        code = "from pathlib import Path; from dateline.pipeline.build import *; build_project(Path(), Options(jobs=2, clean=True))"
        for number in range(kills):
            running = subprocess.Popen([sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONPATH": str(CHECKOUT)})
            time.sleep(chance.uniform(0, whole * 1.1))
            running.send_signal(signal.SIGKILL)
            running.wait()
            if tree(root / "site") != before or tree(root / "content") != content:
                faults += 1
                print(f"kill {number}: the site or the content differs", flush=True)
        build(root, jobs=2)
        faults += tree(root / "site") != before
    print(f"{kills} kills of a build of {articles} articles: {faults} faults")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="scenarios; all where none is named")
    parser.add_argument("--every", type=int, default=1, help="take every n-th kill point")
    parser.add_argument("--random", type=int, default=0, metavar="N", help="kill N builds of a large site at random times")
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
