"""Everything ``check`` looks at: the content, the plan of the site, and the built site where there is one."""

from __future__ import annotations

from pathlib import Path

from dateline.check.content import check_registry
from dateline.check.site import check_site
from dateline.engine.lock import project_lock
from dateline.engine.publish import MARKER, finish
from dateline.engine.scan import scan
from dateline.engine.store import Store, use
from dateline.model.problem import Problem
from dateline.pipeline.build import Options, configured
from dateline.pipeline.kept_plan import read_kept
from dateline.pipeline.pictures import gather
from dateline.pipeline.planning import plan_pages
from dateline.pipeline.project import Project, open_project, read_pages
from dateline.pipeline.reading import load
from dateline.pipeline.rendering import context_of


def check_project(root: Path, *, site: bool = True, site_url: str = "") -> list[Problem]:
    """Return every problem of a project; ``site`` looks at the built site too, if there is one."""
    project = configured(open_project(root), Options(site_url=site_url))
    with project_lock(project.cache.parent):
        finish(project.cache.parent)
        problems = use(project.cache, lambda store: _check_content(project, store))
    if site and (project.site / MARKER).exists():
        problems += _check_built(project)
    return problems


def _check_content(project: Project, store: Store) -> list[Problem]:
    found, refreshed, library, digests, problems = load(project, store)
    pages, page_problems = read_pages(project, found.pages.files)
    pictures = gather(project, store, found, library)
    context = context_of(project, store, library, pages, pictures.shown)
    _, plan_problems = plan_pages(store, context.site, digests, read_kept(store))
    problems += [*pictures.problems, *page_problems, *plan_problems]
    return problems + check_registry(refreshed.registry, library, project.config)


def _check_built(project: Project) -> list[Problem]:
    prefix = project.config.site_dir + "/"
    listed = scan(project.root, project.config.site_dir)
    files = {path.removeprefix(prefix): (project.root / path).read_bytes() for path in listed.files}
    return [*listed.problems, *check_site(files, project.config.base_path)]
