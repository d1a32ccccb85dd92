"""Fingerprints of what results depend on besides the content: the program itself and the configuration."""

from __future__ import annotations

import hashlib
import sys
from functools import lru_cache
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent.parent
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
    for path in sorted(_PACKAGE.rglob("*.py")):
        status = path.stat()
        state.update(f"{path.relative_to(_PACKAGE)} {status.st_size} {status.st_mtime_ns}\n".encode())
    for name in sorted(path.name for entry in sys.path for path in _distributions(entry)):
        state.update(name.encode() + b"\n")
    return state.hexdigest()


def _distributions(entry: str) -> list[Path]:
    folder = Path(entry)
    if not entry or not folder.is_dir():
        return []
    stems = {name.lower().replace("-", "_") for name in LIBRARIES}
    return [path for path in folder.glob("*.dist-info") if path.name.split("-")[0].lower() in stems]


def value_fingerprint(value: object) -> str:
    """Return a digest of a value whose ``repr`` says everything about it (frozen dataclasses of plain values)."""
    return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
