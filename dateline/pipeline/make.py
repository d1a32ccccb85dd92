"""Make the site: refresh the cache, then publish what it holds."""

from __future__ import annotations

from dateline.engine.executor import available_cores
from dateline.engine.memory import collection_off
from dateline.engine.store import Store
from dateline.pipeline.annotations import refresh
from dateline.pipeline.build import Options, Progress, Report, timed
from dateline.pipeline.present import looking
from dateline.pipeline.project import ContentScan, Project


def make_site(
    project: Project,
    store: Store,
    found: ContentScan,
    made_with: bytes,
    options: Options,
    report: Report,
    progress: Progress | None = None,
) -> None:
    """Do what a build consists of, one stage after the other; what goes wrong goes into the report.

    ``made_with`` is the fingerprint of what every page is made with. Where a few articles changed, another process
    reads them while this one gets ready for what comes afterwards.
    """
    jobs = options.jobs or project.config.jobs
    alone = (jobs or available_cores()) == 1
    cards = dict(options.resident.cards) if options.resident is not None else {}

    def get_ready(revision: bytes) -> None:
        """Load the rest of the program, and the cards as they were unless no more than a few may be asked for."""
        with collection_off():
            import dateline.pipeline.publication  # noqa: F401 - whatever it takes is loaded with it
            from dateline.pipeline.cards import read_cards
            from dateline.pipeline.retouching import is_standing, standing_state

            state = standing_state(project, store, found, made_with)
            if not revision or not is_standing(store, state, revision):
                cards.update(read_cards(store, cards))

    with looking(project, store, made_with, alone=alone, as_left=found.changed is not None) as present:
        with timed(report, "annotate"):
            refreshed = refresh(
                project,
                store,
                found,
                jobs=jobs,
                progress=progress,
                scheduler=options.scheduler,
                meanwhile=None if alone else get_ready,
            )
        report.problems += [*project.problems, *found.problems, *refreshed.problems]
        from dateline.pipeline.publication import publish_site

        publish_site(project, store, found, refreshed, present, made_with, options, report, progress, cards)
