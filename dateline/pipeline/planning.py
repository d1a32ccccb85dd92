"""The plan of the site as part of a build: what holds of the last one is taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.content.reader import WrittenPage
from dateline.engine.store import Store
from dateline.index.library import Library
from dateline.model.page import Kept, SitePlan
from dateline.model.problem import Problem
from dateline.pipeline.kept_plan import keep
from dateline.pipeline.pictures import Gathered
from dateline.pipeline.project import Project
from dateline.pipeline.rendering import RenderContext, context_of
from dateline.pipeline.stored_events import release_many
from dateline.site.plan import plan_site


def plan_pages(
    project: Project,
    store: Store,
    library: Library,
    digests: Mapping[str, str],
    pages: Sequence[WrittenPage],
    pictures: Gathered,
    before: Kept,
) -> tuple[RenderContext, SitePlan, list[Problem]]:
    """Plan every page of the site; what the next plan may take over is kept in the cache alone.

    ``before`` is what was kept of the last one.
    """
    context = context_of(project, store, library, pages, pictures.shown)
    plan, problems = plan_site(library, project.config, digests, context.site, before, release_many)
    keep(store, plan.kept, before)
    return replace(context, pictures=pictures.files), replace(plan, kept=Kept()), problems
