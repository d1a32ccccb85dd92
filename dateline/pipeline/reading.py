"""The library of a project as it stands, for commands that only read it."""

from __future__ import annotations

from pathlib import Path

from dateline.config import Config
from dateline.engine.lock import project_lock
from dateline.engine.store import Store, use
from dateline.index.library import Library
from dateline.model.problem import Problem
from dateline.pipeline.annotations import refresh
from dateline.pipeline.make import load_library
from dateline.pipeline.project import open_project, scan_content


def read_library(root: Path) -> tuple[Config, Library]:
    """Read a project's configuration and library; what is broken in the content is left out silently."""
    config, library, _ = read_library_and_problems(root)
    return config, library


def read_library_and_problems(root: Path, *, drafts: bool = False) -> tuple[Config, Library, list[Problem]]:
    """Read a project's configuration, library and the problems of its content."""
    project = open_project(root)

    def work(store: Store) -> tuple[Library, list[Problem]]:
        found = scan_content(project)
        refreshed = refresh(project, store, found)
        library, _, problems = load_library(store, refreshed, drafts=drafts)
        return library, [*project.problems, *found.problems, *refreshed.problems, *problems]

    with project_lock(project.cache.parent):
        return project.config, *use(project.cache, work)
