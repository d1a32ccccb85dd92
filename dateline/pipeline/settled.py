"""Write down how a build found and left everything, for ``pipeline/unchanged.py`` to compare.

Whatever may change while a build runs is looked at before it is read: a change that comes later then shows. Folders
that changed a moment before are listed as well, since their times would not tell of one more name.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from typing import Final

from dateline.config import FILE_NAME
from dateline.engine.publish import MARKER, PENDING, Writer
from dateline.engine.scan import packed_stamp
from dateline.engine.stamps import PACKED, folder_stamp, listed, names_in, packed, recent
from dateline.engine.tree import Tree
from dateline.model.problem import Problem
from dateline.pipeline.inbox import INBOX, inbox_sources
from dateline.pipeline.project import ContentScan, Project
from dateline.pipeline.unchanged import (
    CACHE_FOLDER,
    RECORD,
    Outcome,
    Surroundings,
    packed_part,
    packed_record,
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
    tree: Tree,
    counts: Mapping[str, int],
    problems: Iterable[Problem],
) -> None:
    """Write down what a build has read, and how it left the output folder."""
    site = project.config.site_dir
    near, names = _content(outset, found)
    bounds = _bounds(outset, found, near)
    near[f"{site}/{MARKER}"] = packed_stamp(project.site / MARKER) or b""
    around = Surroundings(
        running(),
        list(outset.elsewhere),
        b"".join(outset.elsewhere.values()),
        outset.absent,
        [project.cache.relative_to(project.root).as_posix()],
        outset.waiting,
    )
    outcome = Outcome(site, counts, [_values(problem) for problem in problems])
    size = len(near) + len(tree.folders) + len(tree.files)
    _write(project.cache.parent, packed_record(around, outcome, size, bounds, *_parts(site, tree, near, names)))


def _parts(
    site: str, tree: Tree, near: Mapping[str, bytes], names: Mapping[str, set[str]]
) -> tuple[list[bytes], list[bytes]]:
    """Cut what is to be looked at into two parts of one size; what people edit comes first in the first one."""
    paths = [*tree.folders, *tree.files]
    young = {_below(site, folder): held for folder, held in names_in(tree.young, paths).items()}
    beside = set(sorted(young)[: len(young) // 2])
    far = [_below(site, path) for path in paths]
    half = min(len(far), (len(near) + len(far)) // 2)
    cut = half * PACKED.size
    return (
        packed_part(
            [*near, *far[half:]],
            b"".join([*near.values(), tree.stamps[cut:]]),
            {**names, **{folder: held for folder, held in young.items() if folder not in beside}},
        ),
        packed_part(far[:half], tree.stamps[:cut], {folder: young[folder] for folder in beside}),
    )


def _below(site: str, path: str) -> str:
    return f"{site}/{path}" if path else site


def _content(outset: Outset, found: ContentScan) -> tuple[dict[str, bytes], dict[str, set[str]]]:
    """Return the stamps of everything that was read below the project's folder, and what young folders held."""
    near, folders = dict(outset.near), dict[str, bytes]()
    for scanned in (found.articles, found.registry, found.pages, found.pictures):
        folders |= scanned.folders
        near |= zip(scanned.files, starmap(PACKED.pack, scanned.files.values()), strict=True)
    near |= folders
    late = recent(folders, b"".join(folders.values()), outset.seen)
    return near, names_in(late, near) | dict(outset.names)


def _bounds(outset: Outset, found: ContentScan, near: Mapping[str, bytes]) -> tuple[int, ...]:
    """Return how many paths of each kind there are, in the order they come in; none where an edit needs a scan."""
    scans = found.articles, found.registry, found.pages, found.pictures
    bounds = (len(outset.near), *(len(scan.files) for scan in scans), sum(len(scan.folders) for scan in scans))
    return bounds if sum(bounds) == len(near) and not found.problems else ()


def _values(problem: Problem) -> tuple[str | int, ...]:
    place = problem.path, problem.line, problem.column
    return (*place, problem.code, problem.message, problem.hint, problem.severity.value)


def _write(folder: Path, data: bytes) -> None:
    Writer(folder).write(f"{RECORD}.new", data)
    (folder / f"{RECORD}.new").replace(folder / RECORD)


def unsettle(project: Project) -> None:
    """Forget how the last build left everything: another one begins to change it."""
    (project.cache.parent / RECORD).unlink(missing_ok=True)
