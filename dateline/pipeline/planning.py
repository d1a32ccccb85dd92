"""The plan of the site as part of a build: what holds of the last one is taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.content.reader import WrittenPage
from dateline.engine.store import Store
from dateline.index.library import Library
from dateline.markup import render_written
from dateline.model.page import Kept, SitePlan
from dateline.model.problem import Problem
from dateline.pipeline.kept_plan import keep, read_kept
from dateline.pipeline.pictures import Gathered
from dateline.pipeline.project import Project
from dateline.pipeline.rendering import RenderContext
from dateline.pipeline.stored_events import release_many
from dateline.site.context import Site
from dateline.site.folders import template_folders
from dateline.site.pictures import Shown
from dateline.site.plan import plan_site
from dateline.site.write import static_files


def plan_pages(
    project: Project,
    store: Store,
    library: Library,
    digests: Mapping[str, str],
    pages: Sequence[WrittenPage],
    pictures: Gathered,
) -> tuple[RenderContext, SitePlan, list[Problem]]:
    """Plan every page of the site; what the next plan may take over is kept in the cache alone."""
    context = context_of(project, store, library, pages, pictures.shown)
    before = read_kept(store)
    plan, problems = plan_site(library, project.config, digests, context.site, before, release_many)
    keep(store, plan.kept, before)
    return replace(context, pictures=pictures.files), replace(plan, kept=Kept()), problems


def context_of(
    project: Project, store: Store, library: Library, pages: Sequence[WrittenPage], pictures: Mapping[str, Shown]
) -> RenderContext:
    """Return what pages are rendered with; ``pages`` are people's own, ``pictures`` tells how each one is shown."""
    folders = template_folders(project.root / project.config.templates_dir)
    static = static_files(folders, project.config.theme)
    config = project.config

    def written(text: str) -> str:
        return render_written(text, config.markdown_extensions, config.markdown_settings)

    own = {
        page.ref.path.removeprefix(f"{config.content_dir}/pages/"): (page.title, written(page.body)) for page in pages
    }
    assets = {name: hashed for name, (hashed, _) in static.items()}
    site = Site(library, config, written=written, assets=assets, pages=own, pictures=pictures)
    files = {f"static/{hashed}": data for hashed, data in static.values()}
    return RenderContext(site, tuple(folders), store.path, files)
