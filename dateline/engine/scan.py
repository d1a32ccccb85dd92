"""What lies in a folder, and whether it changed since it was last looked at."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from dateline.content.writing import is_temporary
from dateline.model.problem import Problem

IGNORED: Final = frozenset((".git", ".obsidian", ".trash", "node_modules", "__pycache__"))


class Stamp(NamedTuple):
    """What the file system says of a file: equal stamps mean equal bytes, unequal ones mean nothing.

    ``changed`` is the inode's change time, which no program can set back, so a stamp can spare reading a file
    but never hide a change that kept size and modification time.
    """

    size: int
    modified: int
    changed: int
    inode: int


@dataclass(frozen=True, slots=True)
class Scan:
    """The files below a folder by relative path, sorted, and what was passed over."""

    files: Mapping[str, Stamp]
    problems: tuple[Problem, ...] = ()


def scan(root: Path, folder: str, suffixes: tuple[str, ...] = ()) -> Scan:
    """List the files below ``root/folder``; paths are relative to ``root`` with forward slashes.

    Symbolic links are not followed and are reported; dot files, other tools' folders and half-written files are left
    out.
    """
    found: dict[str, Stamp] = {}
    problems: list[Problem] = []
    for path, entry in _walk(root, folder, problems):
        if suffixes and not path.endswith(suffixes):
            continue
        found[path] = stamp_of(entry.stat(follow_symlinks=False))
    return Scan(dict(sorted(found.items())), tuple(sorted(problems)))


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file's status."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def digest(data: bytes) -> bytes:
    """Return the 16-byte digest that stands for a file's content."""
    return hashlib.blake2b(data, digest_size=16).digest()


def _walk(root: Path, folder: str, problems: list[Problem]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    if (root / folder).is_symlink():
        problems.append(Problem(folder, 0, 0, "DL702", "symbolic links are not followed", "put the folder itself here"))
        return
    top, pending = str(root), [folder]
    while pending:
        relative = pending.pop()
        try:
            entries = list(os.scandir(f"{top}/{relative}"))  # a Path for each folder would take as long as reading it
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(
                Problem(
                    relative, 0, 0, "DL701", f"the folder cannot be read: {error.strerror}", "check its permissions"
                )
            )
            continue
        for entry in entries:
            name = entry.name
            path = f"{relative}/{name}" if relative else name
            if name.startswith(".") or name in IGNORED or is_temporary(name):
                continue
            if entry.is_file(follow_symlinks=False):
                yield path, entry
            elif entry.is_dir(follow_symlinks=False):
                pending.append(path)
            elif entry.is_symlink():
                problems.append(
                    Problem(path, 0, 0, "DL702", "symbolic links are not followed", "put the file itself here")
                )
