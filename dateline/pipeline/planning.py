"""The plan of the site as part of a build: what holds of the last one is taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.content.reader import WrittenPage
from dateline.engine.sealed import pack, unpack
from dateline.engine.store import Store
from dateline.index.library import Library
from dateline.markup import render_written
from dateline.model.page import Kept, Keyed, Marks, Page, Planned, SitePlan, Unit, page_values
from dateline.model.problem import Problem
from dateline.pipeline.pictures import Gathered
from dateline.pipeline.project import Project
from dateline.pipeline.rendering import RenderContext
from dateline.pipeline.stored_events import release_many
from dateline.site.context import Site
from dateline.site.folders import template_folders
from dateline.site.plan import plan_site
from dateline.site.write import static_files


def read_kept(store: Store) -> Kept:
    """Return what may be taken over of the last plan, if this version of the program made it."""
    data = store.meta("plan.kept")
    state, units, articles, marks = unpack(data) if data is not None else (None, {}, {}, ())
    if state != store.meta("articles.state"):
        return Kept()
    return Kept(
        {
            name: Unit(said, weights, order, tuple([Planned(Page(*page), core, shown) for page, core, shown in pages]))
            for name, (said, weights, order, pages) in units.items()
        },
        {article: Keyed._make(values) for article, values in articles.items()},
        Marks(*marks),
    )


def write_kept(store: Store, kept: Kept) -> None:
    """Remember for the next plan what it may take over of this one."""
    units = {
        name: (*state, [(page_values(page), core, shown) for page, core, shown in pages])
        for name, (*state, pages) in kept.units.items()
    }
    articles = {article: tuple(keyed) for article, keyed in kept.articles.items()}
    store.set_meta("plan.kept", pack((store.meta("articles.state"), units, articles, tuple(kept.marks))))


def plan_pages(
    project: Project,
    store: Store,
    library: Library,
    digests: Mapping[str, str],
    pages: Sequence[WrittenPage],
    pictures: Gathered,
) -> tuple[RenderContext, SitePlan, list[Problem]]:
    """Plan every page of the site."""
    folders = template_folders(project.root / project.config.templates_dir)
    static = static_files(folders, project.config.theme)
    config = project.config

    def written(text: str) -> str:
        return render_written(text, config.markdown_extensions, config.markdown_settings)

    own = {
        page.ref.path.removeprefix(f"{config.content_dir}/pages/"): (page.title, written(page.body)) for page in pages
    }
    assets = {name: hashed for name, (hashed, _) in static.items()}
    site = Site(library, config, written=written, assets=assets, pages=own, pictures=pictures.shown)
    plan, problems = plan_site(library, config, digests, site, read_kept(store), release_many)
    write_kept(store, plan.kept)
    files = {f"static/{hashed}": data for hashed, data in static.values()}
    return RenderContext(site, tuple(folders), store.path, files, pictures=pictures.files), plan, problems
