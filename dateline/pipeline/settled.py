"""Write down how a build found and left everything, for ``pipeline/unchanged.py`` to compare.

Whatever may change while a build runs is looked at before it is read: a change that comes later then shows. Folders
that changed a moment before are listed as well, since their times would not tell of one more name.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from dateline.config import FILE_NAME
from dateline.engine.publish import MARKER, PENDING, Writer
from dateline.engine.scan import packed_stamp
from dateline.engine.stamps import PACKED, folder_stamp, listed, names_below, names_in, packed, recent
from dateline.model.problem import Problem
from dateline.pipeline.inbox import INBOX, inbox_sources
from dateline.pipeline.present import Left
from dateline.pipeline.project import ContentScan, Project
from dateline.pipeline.unchanged import (
    CACHE_FOLDER,
    RECORD,
    Outcome,
    Surroundings,
    packed_names,
    packed_paths,
    packed_record,
    paths_of,
    running,
)
from dateline.site.folders import template_folders

_PENDING: Final = f"{CACHE_FOLDER}/{PENDING}"


@dataclass(frozen=True, slots=True)
class Outset:
    """How things stood before a build read them; the content's files are scanned beside."""

    seen: int
    """When, in nanoseconds."""
    near: Mapping[str, bytes]
    """Stamps of what lies below the project's folder, by path."""
    names: Mapping[str, set[str]]
    """What young folders among them held."""
    elsewhere: Mapping[str, bytes]
    absent: Sequence[str]
    waiting: bool


def set_out(project: Project) -> Outset | None:
    """Look at what a build reads besides the content's files; None where that is laid out in a way not foreseen."""
    seen, config = time.time_ns(), project.config
    if any(Path(name).is_absolute() for name in (config.content_dir, config.site_dir, config.templates_dir)):
        return None
    content = config.content_dir
    inbox = f"{content}/{INBOX}"
    absent = [_PENDING]
    near: dict[str, bytes] = {}
    names: dict[str, set[str]] = {}
    theme = config.templates_dir
    for path, stamp in ((FILE_NAME, project.stamp), (theme, packed_stamp(project.root / theme))):
        near |= {path: stamp} if stamp is not None else {}
        absent += [path] if stamp is None else []
    for folder in (content, inbox):
        full = f"{project.root}/{folder}"
        stamp, held = folder_stamp(full), listed(full)
        if stamp is None and os.path.lexists(full):
            return None
        if stamp is not None and held is not None:
            near[folder] = stamp
            names |= dict.fromkeys(recent([folder], stamp, seen), held)
    templates = _templates(project, seen)
    if templates is None:
        return None
    elsewhere = {path: stamp for path, stamp in templates.items() if Path(path).is_absolute()}
    near |= {path: stamp for path, stamp in templates.items() if path not in elsewhere}
    return Outset(seen, near, names, elsewhere, absent, bool(inbox_sources(project.root / content)))


def _templates(project: Project, seen: int) -> dict[str, bytes] | None:
    """Stamp all templates, the site's own by paths below the project's; None where folders are young or links there."""
    own = project.root / project.config.templates_dir
    found: dict[str, bytes] = {}
    for folder in template_folders(own):
        top = project.config.templates_dir if folder == own else str(folder)
        paths = [path for path in (folder, *sorted(folder.rglob("*"))) if "__pycache__" not in path.parts]
        for path in paths:
            stamp = packed(path.lstat())
            if path.is_symlink() or path.is_dir() and recent([""], stamp, seen):
                return None
            below = path.relative_to(folder).as_posix()
            found[top if below == "." else f"{top}/{below}"] = stamp
    return found


def settle(
    project: Project,
    outset: Outset,
    found: ContentScan,
    tree: Left,
    counts: Mapping[str, int],
    problems: Iterable[Problem],
) -> None:
    """Write down what a build has read, and how it left the output folder."""
    site = project.config.site_dir
    content, mark = _content(outset, found), packed_stamp(project.site / MARKER) or b""
    around = Surroundings(
        running(),
        list(outset.elsewhere),
        b"".join(outset.elsewhere.values()),
        outset.absent,
        [project.cache.relative_to(project.root).as_posix()],
        outset.waiting,
    )
    outcome = Outcome(site, counts, [_values(problem) for problem in problems])
    near = packed_paths([*content.paths, f"{site}/{MARKER}"]), packed_names(content.stamps + mark, content.names)
    output = tree.folders, tree.files, *_halves(tree, len(content.paths))
    size = len(content.paths) + len(tree.stamps) // PACKED.size
    _write(project.cache.parent, packed_record(around, outcome, size, content.bounds, *near, *output))


def _halves(tree: Left, near: int) -> tuple[bytes, bytes]:
    """Cut what is known of the output into two parts; the first one holds half of all, with what lies ``near``."""
    names = names_below(tree.young, *map(paths_of, (tree.folders, tree.files)))
    count = len(tree.stamps) // PACKED.size
    cut = min(count, (near + count) // 2) * PACKED.size
    beside = set(sorted(names)[: len(names) // 2])
    return (
        packed_names(tree.stamps[:cut], {folder: names[folder] for folder in beside}),
        packed_names(tree.stamps[cut:], {folder: held for folder, held in names.items() if folder not in beside}),
    )


class _Content(NamedTuple):
    """What was read below the project's folder: paths and stamps, what young folders held, and an Edit's bounds."""

    paths: list[str]
    stamps: bytes
    names: Mapping[str, set[str]]
    bounds: tuple[int, ...]


def _content(outset: Outset, found: ContentScan) -> _Content:
    scans = found.articles, found.registry, found.pages, found.pictures
    folders: dict[str, bytes] = {}
    for scanned in scans:
        folders |= scanned.folders
    paths = [*outset.near, *(path for scanned in scans for path in scanned.files), *folders]
    stamps = [*outset.near.values(), *(scanned.packed() for scanned in scans), *folders.values()]
    late = recent(folders, b"".join(folders.values()), outset.seen)
    bounds = (len(outset.near), *(len(scan.files) for scan in scans), sum(len(scan.folders) for scan in scans))
    alone = sum(bounds) == len(set(paths)) and not found.problems  # else an edit needs a scan
    return _Content(paths, b"".join(stamps), names_in(late, paths) | dict(outset.names), bounds if alone else ())


def _values(problem: Problem) -> tuple[str | int, ...]:
    place = problem.path, problem.line, problem.column
    return (*place, problem.code, problem.message, problem.hint, problem.severity.value)


def _write(folder: Path, data: bytes) -> None:
    Writer(folder).write(f"{RECORD}.new", data)
    (folder / f"{RECORD}.new").replace(folder / RECORD)


def unsettle(project: Project) -> None:
    """Forget how the last build left everything: another one begins to change it."""
    (project.cache.parent / RECORD).unlink(missing_ok=True)
