"""What lies in a folder, and whether it changed since it was last looked at."""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from dateline.engine.stamps import PACKED, folder_stamp, packed, passed_over
from dateline.model.problem import Problem


class Stamp(NamedTuple):
    """What the file system says of a file: equal stamps mean equal bytes, unequal ones mean nothing.

    ``changed`` is the inode's change time, which no program can set back, so a stamp can spare reading a file
    but never hide a change that kept size and modification time.
    """

    size: int
    modified: int
    changed: int
    inode: int

    def packed(self) -> bytes:
        """Return the stamp as bytes."""
        return PACKED.pack(*self)


class Stamps(Mapping[str, Stamp]):
    """The stamps of files in the order of their paths, as packed: few of them are ever asked for."""

    __slots__ = ("packed", "paths")

    def __init__(self, paths: Sequence[str], packed: bytes) -> None:
        self.paths = paths
        self.packed = packed

    def __getitem__(self, path: str) -> Stamp:
        at = bisect_left(self.paths, path)
        if at == len(self.paths) or self.paths[at] != path:
            raise KeyError(path)
        return Stamp._make(PACKED.unpack_from(self.packed, at * PACKED.size))

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


@dataclass(frozen=True, slots=True)
class Scan:
    """The files below a folder by relative path, sorted, and what was passed over."""

    files: Mapping[str, Stamp]
    problems: tuple[Problem, ...] = ()
    folders: Mapping[str, bytes] = field(default_factory=dict)
    """The folders that were listed, with their packed stamps of just before: later changes show, unless at once."""

    def state(self) -> bytes:
        """Return a digest of the files' paths and stamps."""
        state = hashlib.blake2b("\0".join(self.files).encode("utf-8", "surrogatepass"), digest_size=16)
        state.update(self.packed())
        return state.digest()

    def packed(self) -> bytes:
        """Return the files' stamps as bytes."""
        files = self.files
        return files.packed if isinstance(files, Stamps) else b"".join(starmap(PACKED.pack, files.values()))


def scan(root: Path, folder: str, suffixes: tuple[str, ...] = ()) -> Scan:
    """List the files below ``root/folder``; paths are relative to ``root`` with forward slashes.

    Symbolic links are not followed and are reported; dot files, other tools' folders and half-written files are left
    out.
    """
    found: list[tuple[str, Stamp]] = []
    problems: list[Problem] = []
    folders: dict[str, bytes] = {}
    pending = [] if _is_link(root, folder, problems) else [folder]
    while pending:
        relative = pending.pop()
        start = f"{relative}/" if relative else ""
        stamp = folder_stamp(f"{root}/{relative}")
        if stamp is not None:
            folders[relative] = stamp
        for entry in _entries(root, relative, problems):
            name = entry.name
            if passed_over(name):
                continue
            if entry.is_file(follow_symlinks=False):
                if not suffixes or name.endswith(suffixes):
                    found.append((start + name, stamp_of(entry.stat(follow_symlinks=False))))
            elif entry.is_dir(follow_symlinks=False):
                pending.append(start + name)
            elif entry.is_symlink():
                problems.append(_not_followed(start + name, "put the file itself here"))
    return Scan(dict(sorted(found)), tuple(sorted(problems)), folders)


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file's status."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def packed_stamp(path: Path) -> bytes | None:
    """Return the stamp of a file, folder or link as bytes; None where nothing is there."""
    try:
        return packed(path.lstat())
    except OSError:
        return None


def digest(data: bytes) -> bytes:
    """Return the 16-byte digest that stands for a file's content."""
    return hashlib.blake2b(data, digest_size=16).digest()


def _is_link(root: Path, folder: str, problems: list[Problem]) -> bool:
    linked = (root / folder).is_symlink()
    if linked:
        problems.append(_not_followed(folder, "put the folder itself here"))
    return linked


def _not_followed(path: str, hint: str) -> Problem:
    return Problem(path, 0, 0, "DL702", "symbolic links are not followed", hint)


def _entries(root: Path, folder: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(f"{root}/{folder}") as entries:
            return list(entries)
    except FileNotFoundError:
        return []
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        problems.append(Problem(folder, 0, 0, "DL701", message, "check its permissions"))
        return []
