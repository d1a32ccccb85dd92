"""A tree of files as it was left, and what differs from that now, found without listing its folders.

A folder's own times change with every name that comes or goes in it. So it takes one question for each known file and
folder, a third of what listing takes where most folders hold one page; only folders that differ are listed.
"""

from __future__ import annotations

import os
import time
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from types import MappingProxyType
from typing import Final, NamedTuple

from dateline.engine.fork import both
from dateline.engine.scan import scan
from dateline.engine.stamps import PACKED, agree, hold, names_below, packed, passed_over, recent

_GONE: Final = bytes(PACKED.size)


class Tree(NamedTuple):
    """The folders (the top is "") and files of a tree by path, their stamps in that order, and what to list anyway."""

    folders: Sequence[str]
    files: Sequence[str]
    stamps: bytes
    young: Sequence[str]
    """Folders that changed so shortly before they were looked at that their times would not tell of one more change."""

    def file_stamps(self) -> dict[str, bytes]:
        """Return the files' stamps by path."""
        size, stamps = PACKED.size, self.stamps
        starts = range(len(self.folders) * size, len(stamps), size)
        return dict(zip(self.files, (stamps[start : start + size] for start in starts), strict=True))


class Difference(NamedTuple):
    """What a tree is now, beside what it was; of a new tree nothing is known but the time."""

    seen: int
    """When it was looked at, in nanoseconds."""
    folders: Mapping[str, bytes] | None = MappingProxyType({})
    """The stamps of the known folders that are still there; None where all are as they were left."""
    touched: Collection[str] = frozenset()
    """Known files that are gone or not as they were left."""
    gone: Collection[str] = frozenset()
    """Those of them that are no files any more."""
    added: Sequence[str] = ()
    """Files that nobody knows."""


def leave(top: Path, files: Mapping[str, bytes], before: Difference, changed: Iterable[str] = ()) -> Tree:
    """Record a tree of ``files`` and their stamps.

    ``changed`` are the paths that came or went since ``before``: their folders are looked at again.
    """
    names, there = _folders(files), before.folders or {}
    again = {_parent(path) for path in changed} | {_parent(path) for path in names ^ there.keys()}
    folders = sorted(names)
    stamps = {name: stamp for name, stamp in there.items() if name not in again}
    later = [name for name in folders if name not in stamps]
    stamps |= zip(later, _look(top, later), strict=True)
    paths = sorted(files)
    joined = b"".join([*(stamps[name] for name in folders), *(files[path] for path in paths)])
    return grown(Tree(folders, paths, joined, folders), before.seen)


def grown(tree: Tree, seen: int) -> Tree:
    """Leave out of the young folders those that were old at a time (in nanoseconds) when they were looked at."""
    if not tree.young:
        return tree
    size = PACKED.size
    places = {name: at * size for name in tree.young if (at := _place(tree.folders, name)) is not None}
    late = recent(places, b"".join([tree.stamps[at : at + size] for at in places.values()]), seen)
    return tree._replace(young=[name for name in tree.young if name in late])


def is_as_left(top: Path, tree: Tree) -> bool:
    """Tell whether a tree is as it was left; a second process looks at half of a large one."""
    paths, start = [*tree.folders, *tree.files], f"{top}/"
    half = len(paths) // 2
    cut = half * PACKED.size
    return both(
        lambda: agree(start, paths[:half], tree.stamps[:cut]),
        lambda: (
            agree(start, paths[half:], tree.stamps[cut:])
            and hold(start, names_below(tree.young, tree.folders, tree.files))
        ),
        size=len(paths),
    )


def compare(top: Path, tree: Tree) -> Difference:
    """Find what differs from the tree as it was left."""
    seen, size, left = time.time_ns(), PACKED.size, tree.stamps
    paths = [*tree.folders, *tree.files]
    now = _look(top, paths)
    starts = range(0, len(left), size)
    differ = {path for path, stamp, at in zip(paths, now, starts, strict=True) if stamp != left[at : at + size]}
    known, folders = set(paths), dict(zip(tree.folders, now, strict=False))
    there: set[str] = set()
    lost: tuple[str, ...] = ()
    added: list[str] = []
    for path in sorted(differ.union(tree.young)):
        mode = 0 if path.startswith(lost) else _mode(top, path)
        if S_ISDIR(mode):
            added += _unknown(top, path, known)
        elif path in folders:
            lost += (f"{path}/",)
            del folders[path]
        elif S_ISREG(mode):
            there.add(path)
    touched = {path for path in tree.files if path in differ or path.startswith(lost)}
    return Difference(seen, folders, touched, touched - there, added)


def _look(top: Path, paths: Iterable[str]) -> list[bytes]:
    found: list[bytes] = []
    start, lstat = f"{top}/", os.lstat
    for path in paths:
        try:
            status = lstat(start + path)
        except OSError:
            found.append(_GONE)
        else:
            found.append(packed(status))
    return found


def _mode(top: Path, path: str) -> int:
    try:
        return os.lstat(f"{top}/{path}").st_mode
    except OSError:
        return 0


def _entries(top: Path, folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(f"{top}/{folder}") as entries:
            yield from (entry for entry in entries if not passed_over(entry.name))
    except OSError:
        return


def _unknown(top: Path, folder: str, known: Collection[str]) -> Iterator[str]:
    """Yield the files of a folder that nobody knows, and those of its unknown folders."""
    for entry in _entries(top, folder):
        path = f"{folder}/{entry.name}" if folder else entry.name
        if path in known:
            continue
        if entry.is_file(follow_symlinks=False):
            yield path
        elif entry.is_dir(follow_symlinks=False):
            yield from scan(top, path).files


def renew(top: Path, tree: Tree, before: Difference, written: Mapping[str, bytes]) -> Tree | None:
    """Record a tree of which some files were written again, as ``leave`` does, by these files and their folders alone.

    None where anything came, went or is otherwise than it was left.
    """
    size, edge = PACKED.size, len(tree.folders) * PACKED.size
    again = sorted({_parent(path) for path in written})
    places = [_place(tree.folders, name) for name in again] + [_place(tree.files, path) for path in written]
    same = before.folders is None or b"".join(before.folders.values()) == tree.stamps[:edge]
    if before.gone or before.added or None in places or not same:
        return None
    stamps = bytearray(tree.stamps)
    starts = [0] * len(again) + [edge] * len(written)
    for start, place, stamp in zip(starts, places, [*_look(top, again), *written.values()], strict=True):
        at = start + (place or 0) * size
        stamps[at : at + size] = stamp
    young = sorted({*again, *(tree.young if before.folders is None else tree.folders)})
    return grown(Tree(tree.folders, tree.files, bytes(stamps), young), before.seen)


def _place(paths: Sequence[str], path: str) -> int | None:
    at = bisect_left(paths, path)
    return at if at < len(paths) and paths[at] == path else None


def _folders(files: Iterable[str]) -> set[str]:
    """Return every folder that files lie in, the top included."""
    found, new = {""}, {_parent(path) for path in files}
    while new:
        found |= new
        new = {_parent(path) for path in new} - found
    return found


def _parent(path: str) -> str:
    return path.rpartition("/")[0]
