"""The plan of the site as part of a build: what holds of the last one is taken over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.engine.aside import aside
from dateline.engine.store import Store
from dateline.model.page import Kept, SitePlan
from dateline.model.problem import Problem
from dateline.pipeline.kept_plan import keep
from dateline.pipeline.stored_events import release_many
from dateline.site.context import Site
from dateline.site.plan import plan_site


def plan_pages(
    store: Store, site: Site, digests: Mapping[str, str], before: Kept, jobs: int = 1
) -> tuple[SitePlan, list[Problem]]:
    """Plan every page of a site; what the next plan may take over is kept in the cache alone.

    ``before`` is what was kept of the last one. Where much of it does not hold another process plans half of that; from
    nothing all is planned here, for the other one has pages to render.
    """
    beside = aside if jobs != 1 and before.units else None
    plan, problems = plan_site(site.library, site.config, digests, site, before, release_many, beside)
    keep(store, plan.kept, before)
    return replace(plan, kept=Kept()), problems
