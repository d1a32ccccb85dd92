"""Fingerprints of what results depend on besides the content: the program itself and the configuration."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

_PACKAGE: Final = str(Path(__file__).resolve().parent.parent)
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


@lru_cache(maxsize=1)
def code_fingerprint() -> str:
    """Return a digest of the program: its files' sizes and times, the Python version and the libraries' folders.

    It is taken once: what a process has loaded stays what it runs.

    It only decides what the cache may be used for; two machines may have different ones for the same bytes.
    """
    state = hashlib.blake2b(digest_size=16)
    state.update(f"{sys.version_info[:3]}".encode())
    lines = (line for folder, _, names in os.walk(_PACKAGE) for line in _modules(folder, names))
    state.update("".join(sorted(lines)).encode())
    state.update("\n".join(sorted(name for entry in sys.path for name in _distributions(entry))).encode())
    return state.hexdigest()


def _modules(folder: str, names: Iterable[str]) -> Iterator[str]:
    paths = (f"{folder}/{name}" for name in names if name.endswith(".py"))
    for path in paths:
        status = os.stat(path)  # noqa: PTH116 - a tenth of the time of Path, for every file at each start
        yield f"{path.removeprefix(_PACKAGE)} {status.st_size} {status.st_mtime_ns}\n"


def _distributions(entry: str) -> list[str]:
    try:
        names = os.listdir(entry) if entry else []  # noqa: PTH208 - as above
    except OSError:
        return []
    stems = {name.lower().replace("-", "_") for name in LIBRARIES}
    return [name for name in names if name.endswith(".dist-info") and name.split("-")[0].lower() in stems]


def value_fingerprint(value: object) -> str:
    """Return a digest of a value whose ``repr`` says everything about it (frozen dataclasses of plain values)."""
    return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
