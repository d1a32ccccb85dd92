"""Stamps as bytes, and whether many paths still have theirs; loads next to nothing, for a build with nothing to do.

What typing, dataclasses and pathlib load would take longer than the comparison of a small site.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from operator import attrgetter, eq
from stat import S_ISDIR
from struct import Struct

TYPE_CHECKING = False  # typing's own takes long to load
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Final

IGNORED: Final = frozenset((".git", ".obsidian", ".trash", "node_modules", "__pycache__"))
PACKED: Final = Struct("=qqqQ")
"""How a stamp is kept as bytes."""
YOUNG: Final = 2_000_000_000
"""Nanoseconds of the coarsest clock of a file system (FAT): a folder that changed twice within it may not show it."""
_FIELDS: Final = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")


def packed(status: os.stat_result) -> bytes:
    """Return the stamp of a status as bytes."""
    return PACKED.pack(*_FIELDS(status))


def folder_stamp(path: str) -> bytes | None:
    """Return the stamp of a folder; None where there is none, be it a link to one."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return packed(status) if S_ISDIR(status.st_mode) else None


def agree(start: str, paths: Sequence[str], stamps: bytes) -> bool:
    """Tell whether paths, which ``start`` is put before, have their stamps; end at the first that has not.

    All of it happens in the interpreter's own loops: the system's answers take most of the time.
    """
    if len(stamps) != len(paths) * PACKED.size:
        return False
    now = map(_FIELDS, map(os.lstat, map(start.__add__, paths)))
    try:
        return all(map(eq, now, PACKED.iter_unpack(stamps)))
    except OSError:
        return False


def differing(start: str, paths: Sequence[str], stamps: bytes) -> tuple[bytes, list[int]] | None:
    """Return the stamps that paths have now, and the places of those that had others; None where one is gone."""
    if len(stamps) != len(paths) * PACKED.size:
        return None
    try:
        now = list(map(_FIELDS, map(os.lstat, map(start.__add__, paths))))
    except OSError:
        return None
    then = list(PACKED.iter_unpack(stamps))
    if now == then:
        return stamps, []
    places = [at for at, stamp in enumerate(now) if stamp != then[at]]
    changed = bytearray(stamps)
    for at in places:
        PACKED.pack_into(changed, at * PACKED.size, *now[at])
    return bytes(changed), places


def passed_over(name: str) -> bool:
    """Tell whether a name is none of ours: dot files (half-written ones among them) and other tools' folders."""
    return name[0] == "." or name in IGNORED


def recent(folders: Iterable[str], stamps: bytes, seen: int) -> set[str]:
    """Return the folders that changed so shortly before they were seen that their stamps would not tell of one more."""
    limit = seen - YOUNG
    return {name for name, stamp in zip(folders, PACKED.iter_unpack(stamps), strict=True) if max(stamp[1:3]) > limit}


def names_in(folders: Iterable[str], paths: Iterable[str]) -> dict[str, set[str]]:
    """Return the names that paths give to what lies in each of some folders, passing over what is none of ours."""
    found: dict[str, set[str]] = {folder: set() for folder in folders}
    for path in paths if found else ():
        folder, _, name = path.rpartition("/")
        if folder in found and name and not passed_over(name):
            found[folder].add(name)
    return found


def names_below(folders: Iterable[str], *paths: Sequence[str]) -> dict[str, set[str]]:
    """Do the same where paths stand in order: only those of the folders are looked at."""
    found: dict[str, set[str]] = {}
    for folder in folders:
        start = f"{folder}/" if folder else ""
        names = found[folder] = set()
        for part in paths:
            first, last = bisect_left(part, start), bisect_left(part, f"{folder}0") if folder else len(part)
            below = [path[len(start) :] for path in part[first:last]]  # "0" comes after "/"
            names.update(name for name in below if name and "/" not in name and not passed_over(name))
    return found


def hold(start: str, names: Mapping[str, Iterable[str]]) -> bool:
    """Tell whether folders hold these names and no others, besides what is passed over."""
    return all(listed(f"{start}{folder}") == set(expected) for folder, expected in names.items())


def listed(folder: str) -> set[str] | None:
    """Return the names in a folder but those passed over; None where it cannot be read."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - pathlib takes long to load
    except OSError:
        return None
    return {name for name in names if not passed_over(name)}
