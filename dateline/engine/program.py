"""What program runs: told apart from every other by its files' sizes and times, without loading much."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # see engine/stamps.py
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Final

PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120 - pathlib takes long to load
LIBRARIES: Final = (
    "comrak",
    "nh3",
    "jinja2",
    "markupsafe",
    "markdown",
    "ahocorasick_rs",
    "rjieba",
    "opencc",
    "jieba",
    "pypinyin",
    "pyyaml",
)
"""Packages whose version can change what a build writes."""
_taken: Final[list[str]] = []


def program_state() -> str:
    """Return the program's files with their sizes and times, the Python version and the libraries' folders.

    It is taken once: what a process has loaded stays what it runs.
    """
    if not _taken:
        modules = sorted(line for folder, _, names in os.walk(PACKAGE) for line in _modules(folder, names))
        libraries = sorted(name for entry in sys.path for name in _distributions(entry))
        _taken.append("".join([f"{sys.version_info[:3]}", *modules, "\n".join(libraries)]))
    return _taken[0]


def _modules(folder: str, names: Iterable[str]) -> Iterator[str]:
    paths = (f"{folder}/{name}" for name in names if name.endswith(".py"))
    for path in paths:
        status = os.stat(path)  # noqa: PTH116 - a tenth of the time of Path, for every file at each start
        yield f"{path.removeprefix(PACKAGE)} {status.st_size} {status.st_mtime_ns}\n"


def _distributions(entry: str) -> list[str]:
    try:
        names = os.listdir(entry) if entry else []  # noqa: PTH208 - as above
    except OSError:
        return []
    stems = {name.lower().replace("-", "_") for name in LIBRARIES}
    return [name for name in names if name.endswith(".dist-info") and name.split("-")[0].lower() in stems]
