"""The knowledge base as a tree of Markdown pages, for the MkDocs plugin and for ``export docs``."""

from __future__ import annotations

from pathlib import Path

from dateline.content.writing import atomic_write
from dateline.engine.lock import project_lock
from dateline.engine.publish import MARKER, check_replaceable, remove_stale
from dateline.engine.scan import scan
from dateline.engine.store import Store, use
from dateline.hosts.docs_tree import DocsPage, DocsTree
from dateline.model.problem import Problem
from dateline.pipeline.project import open_project, read_pages
from dateline.pipeline.reading import load
from dateline.pipeline.rendering import reader


def docs_pages(root: Path) -> tuple[list[DocsPage], list[Problem]]:
    """Return every page of the docs tree, and the problems of the content."""
    project = open_project(root)

    def work(store: Store) -> tuple[list[DocsPage], list[Problem]]:
        loaded = load(project, store)
        pages, more = read_pages(project, loaded.found.pages.files)
        tree = DocsTree(loaded.library, project.config, reader(project.cache), pages)
        return list(tree.make()), loaded.problems + more

    with project_lock(project.cache.parent):
        return use(project.cache, work)


def export_docs(root: Path, output: Path) -> int:
    """Write the docs tree below ``output`` and return how many pages it has.

    Pages of an earlier export that are gone are removed.

    Raises DatelineError for a folder that holds anything but an earlier export.
    """
    pages, _ = docs_pages(root)
    check_replaceable(output)
    output.mkdir(parents=True, exist_ok=True)
    atomic_write(output, MARKER, b"Written by dateline export docs; the next export replaces what is here.\n")
    for page in pages:
        atomic_write(output, page.path, page.text.encode(), durable=False)
    wanted = {page.path for page in pages}
    remove_stale(output, [path for path in scan(output, "").files if path not in wanted])
    return len(pages)
