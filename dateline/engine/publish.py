"""Bring a built site to its folder: whole or not at all.

A reader of the folder sees the old bytes or the new ones of each file, never a torn one. A site built from nothing is
written beside the old one and takes its place by one rename. A few changes are written beside it too, with a record of
what is to be done with them; from then on they are certain, for what a killed run has not done the next one does
(``finish``). They come in by an order in which every link leads somewhere at any time.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from dateline.engine.scan import Stamp, stamp_of
from dateline.errors import DatelineError

MARKER: Final = ".dateline-site"
"""A file in every folder that Dateline built: a folder without it is never replaced."""
PENDING: Final = "publishing"
"""The stage's name once its files are on their way into the site: beside the stage, in the cache's folder."""
_RECORD: Final = ".dateline-moves"
_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100


class Writer:
    """Write new files below one folder, making each subfolder once; for trees that nobody reads yet."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.made: set[str] = set()

    def write(self, path: str, data: bytes) -> Stamp:
        """Write one file of the tree; ``path`` is relative, with forward slashes and no ``..`` (the plan made it)."""
        folder, _, name = path.rpartition("/")
        if folder not in self.made:
            if ".." in path.split("/") or path.startswith("/"):
                from dateline.content.writing import WriteRefusedError

                raise WriteRefusedError(f"{path!r} is not a path below the site")
            _make_folder(f"{self.root}/{folder}" if folder else self.root)
            self.made.add(folder)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        handle = os.open(f"{self.root}/{folder}/{name}" if folder else f"{self.root}/{name}", flags, 0o644)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            return stamp_of(os.fstat(handle))
        except OSError as error:
            error.filename = f"{self.root}/{path}"
            raise
        finally:
            os.close(handle)


def _make_folder(path: str) -> None:
    """Make a folder; the one above it is there already for all but a few."""
    try:
        os.mkdir(path)  # noqa: PTH102 - half the time of Path, for every page
    except (FileNotFoundError, FileExistsError):
        os.makedirs(path, exist_ok=True)  # noqa: PTH103 - as above


def check_replaceable(site: Path) -> None:
    """Raise DatelineError where the output folder holds something that Dateline did not build."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise DatelineError(f"{site} is not a folder: remove it, or set another site_dir in mkdocs.yml")
    if site.is_dir() and not (site / MARKER).exists() and any(site.iterdir()):
        raise DatelineError(
            f"{site} was not built by Dateline and will not be replaced: empty it, or set another site_dir"
        )


def swap_in(new: Path, site: Path) -> None:
    """Put a finished tree in the site's place and delete the old one.

    On Linux the two folders change places in one step; elsewhere there is a moment without a site between two renames.
    """
    if not site.exists():
        new.rename(site)
        return
    if _exchange(new, site):
        shutil.rmtree(new, ignore_errors=True)
        return
    old = site.with_name(site.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(left: Path, right: Path) -> bool:
    """Exchange two folders atomically (renameat2, Linux 3.15); False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:
        return False
    return bool(function(_AT_FDCWD, os.fsencode(left), _AT_FDCWD, os.fsencode(right), _EXCHANGE) == 0)


def publish(stage: Path, site: Path, paths: Iterable[str], stale: Iterable[str]) -> dict[str, Stamp]:
    """Bring staged files into the site and delete the stale ones; return the stamps of what came in.

    The rename of the stage decides: killed before it the site stays the old one, after it ``finish`` makes it the new
    one. Nothing is synced to the disk, so this holds for a killed run and not for a power cut.
    """
    moves, gone = sorted(paths, key=lambda path: _turn(site, path)), sorted(stale)
    if not moves and not gone:
        shutil.rmtree(stage, ignore_errors=True)
        return {}
    import json

    record = {"site": os.path.relpath(site, stage.parent), "moves": moves, "stale": gone}
    Writer(stage).write(_RECORD, json.dumps(record).encode())
    pending = stage.rename(stage.with_name(PENDING))
    stamps = move_into_place(pending, site, moves)
    remove_stale(site, gone)
    shutil.rmtree(pending, ignore_errors=True)
    return stamps


def _turn(site: Path, path: str) -> tuple[bool, bool, int, str]:
    """Sort new files before changed ones, so that no link leads to a page that is not there yet.

    Among new files what pages load comes before the pages; among changed ones pages come before feeds and indices, and
    deep ones (articles) before the lists above them.
    """
    changed, page = os.path.lexists(site / path), path.endswith(".html")
    return changed, page != changed, -path.count("/"), path


def finish(cache: Path) -> bool:
    """Do what a killed ``publish`` has left undone; tell whether there was anything. ``cache`` is the stage's folder.

    Call it under the project's lock before the site is read or written. A record that cannot be what ``publish`` wrote
    is thrown away: the next build sees that the site is not as it left it.
    """
    pending = cache / PENDING
    if pending.is_symlink():
        pending.unlink()
    if not pending.is_dir():
        return False
    site, moves, stale = _read_record(pending / _RECORD)
    found = bool(site) and not (cache / site).is_symlink() and (cache / site / MARKER).exists()
    if found:
        move_into_place(pending, cache / site, (path for path in moves if os.path.lexists(pending / path)))
        remove_stale(cache / site, stale)
    shutil.rmtree(pending, ignore_errors=True)
    return found


def _read_record(path: Path) -> tuple[str, list[str], list[str]]:
    """Read where the site is, what comes in and what goes; empty where it cannot be read or leads outside the site."""
    import json

    try:
        record = json.loads(b"" if path.is_symlink() else path.read_bytes())
        site, moves, stale = str(record["site"]), list(record["moves"]), list(record["stale"])
        outside = [item for item in moves + stale if item.startswith("/") or ".." in item.split("/")]
    except (FileNotFoundError, ValueError, LookupError, TypeError, AttributeError):
        return "", [], []
    return ("", [], []) if outside else (site, moves, stale)


def move_into_place(stage: Path, site: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """Rename staged files over those of the site, one by one; return their stamps."""
    stamps: dict[str, Stamp] = {}
    made: set[Path] = set()
    for path in paths:
        target = site / path
        if target.parent not in made:
            _make_folders(site, target.parent)
            made.add(target.parent)
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        (stage / path).replace(target)
        stamps[path] = stamp_of(target.lstat())
    return stamps


def _make_folders(site: Path, folder: Path) -> None:
    """Make a folder below the site, replacing what is in its way (a file or a link where a folder belongs)."""
    if folder == site or folder.is_dir() and not folder.is_symlink():
        return
    _make_folders(site, folder.parent)
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    folder.mkdir(exist_ok=True)


def remove_stale(site: Path, stale: Iterable[str]) -> int:
    """Delete files that no page stands for any more, and the folders that they leave empty."""
    removed = 0
    folders: set[Path] = set()
    for path in stale:
        target = site / path
        target.unlink(missing_ok=True)
        removed += 1
        folders.add(target.parent)
    for folder in sorted(folders, key=lambda item: -len(item.parts)):
        current = folder
        while current != site and current.is_dir() and not any(current.iterdir()):
            current.rmdir()
            current = current.parent
    return removed
