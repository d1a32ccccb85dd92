"""The plan of the site as part of a build: what holds of the last one is taken over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.engine.store import Store
from dateline.model.page import Kept, SitePlan
from dateline.model.problem import Problem
from dateline.pipeline.kept_plan import keep
from dateline.pipeline.stored_events import release_many
from dateline.site.context import Site
from dateline.site.plan import plan_site


def plan_pages(
    store: Store, site: Site, digests: Mapping[str, str], before: Kept
) -> tuple[SitePlan, list[Problem]]:
    """Plan every page of a site; what the next plan may take over is kept in the cache alone.

    ``before`` is what was kept of the last one.
    """
    plan, problems = plan_site(site.library, site.config, digests, site, before, release_many)
    keep(store, plan.kept, before)
    return replace(plan, kept=Kept()), problems
