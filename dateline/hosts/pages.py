"""The knowledge base as a tree of Markdown pages, for the MkDocs plugin and for ``export docs``."""

from __future__ import annotations

from pathlib import Path

from dateline.engine.lock import project_lock
from dateline.engine.store import Store
from dateline.hosts.docs_tree import DocsPage, DocsTree
from dateline.model.problem import Problem
from dateline.pipeline.annotations import refresh
from dateline.pipeline.build import load_library
from dateline.pipeline.project import open_project, read_pages, scan_content
from dateline.pipeline.rendering import reader


def docs_pages(root: Path) -> tuple[list[DocsPage], list[Problem]]:
    """Return every page of the docs tree, and the problems of the content."""
    project = open_project(root)
    with project_lock(project.cache.parent), Store(project.cache) as store:
        found = scan_content(project)
        refreshed = refresh(project, store, found)
        library, _, problems = load_library(store, refreshed)
        pages, more = read_pages(project, found.pages.files)
        tree = DocsTree(library, project.config, reader(project.cache), pages)
        return list(tree.make()), [*project.problems, *found.problems, *refreshed.problems, *problems, *more]
