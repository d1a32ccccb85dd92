"""The library of a project as it stands, for commands that only read it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from dateline.config import Config
from dateline.engine.lock import project_lock
from dateline.engine.store import Store, use
from dateline.index.library import Library
from dateline.model.problem import Problem
from dateline.pipeline.annotations import Refreshed, refresh
from dateline.pipeline.project import ContentScan, Project, open_project, scan_content
from dateline.pipeline.publication import load_library


class Loaded(NamedTuple):
    """A project's content as it stands: what was found, read and merged, and everything that is wrong with it."""

    found: ContentScan
    refreshed: Refreshed
    library: Library
    digests: dict[str, str]
    problems: list[Problem]


def load(project: Project, store: Store, *, drafts: bool = False) -> Loaded:
    """Bring the cache up to date and read the library back; call it with the project's lock."""
    found = scan_content(project)
    refreshed = refresh(project, store, found)
    library, digests, problems = load_library(store, refreshed, drafts=drafts, jobs=project.config.jobs)
    problems = [*project.problems, *found.problems, *refreshed.problems, *problems]
    return Loaded(found, refreshed, library, digests, problems)


def read_library(root: Path) -> tuple[Config, Library]:
    """Read a project's configuration and library; what is broken in the content is left out silently."""
    config, library, _ = read_library_and_problems(root)
    return config, library


def read_library_and_problems(root: Path, *, drafts: bool = False) -> tuple[Config, Library, list[Problem]]:
    """Read a project's configuration, library and the problems of its content."""
    project = open_project(root)
    with project_lock(project.cache.parent):
        loaded = use(project.cache, lambda store: load(project, store, drafts=drafts))
    return project.config, loaded.library, loaded.problems
