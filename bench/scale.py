"""Time and memory of builds at growing sizes: ``python bench/scale.py 1000 3000 10000``.

Measured: from nothing, with nothing to do, after one edit. All three are done twice: unwatched for the time, and watched
for the memory, since looking at the memory of processes twenty times a second slows them.

Prints a table and the exponent of the growth between the sizes: 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import corpus
from peers import Tool, edit, timed, weighed


def measure(count: int, place: Path) -> dict[str, dict[str, float]]:
    """Build a corpus of ``count`` articles three ways."""
    folder = place / f"scale-{count}"
    if not folder.exists():
        corpus.write(count, folder)
    command = [sys.executable, "-m", "dateline.cli", "build", "--no-convert", "--quiet", "--root", str(folder)]
    tool = Tool("dateline", folder, command, folder / "content/articles", folder / "site")
    found: dict[str, dict[str, float]] = {"cold": {}, "nothing": {}, "edit": {}}
    for run, look in enumerate((timed, weighed)):
        for old in (tool.output, folder / ".dateline"):
            shutil.rmtree(old, ignore_errors=True)
        for step in found:
            if step == "edit":
                edit(tool, run)
            found[step] |= look(tool)
    files = [path for path in tool.output.rglob("*") if path.is_file()]
    found["site"] = {"files": float(len(files)), "MB": sum(path.stat().st_size for path in files) / 1e6}
    return found


def main() -> None:
    """Read the command line, measure each size, print the growth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 3000, 10000])
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    place = given.work or Path(tempfile.mkdtemp(prefix="dateline-scale-"))
    before: tuple[int, dict[str, dict[str, float]]] | None = None
    for size in given.sizes:
        found = measure(size, place)
        growth = ""
        if before:
            times = math.log(size / before[0])
            growth = "  growth " + ", ".join(
                f"{step} {math.log(found[step]['cpu'] / before[1][step]['cpu']) / times:.2f}"
                for step in ("cold", "edit")
            )
        steps = "  ".join(
            f"{step} {found[step]['wall']:.2f} s wall {found[step]['cpu']:.2f} s cpu {found[step]['memory']:.0f} MiB"
            for step in ("cold", "nothing", "edit")
        )
        print(
            f"{size:7d}: {steps}  site {found['site']['files']:.0f} files {found['site']['MB']:.0f} MB{growth}",
            flush=True,
        )
        before = (size, found)


if __name__ == "__main__":
    main()
