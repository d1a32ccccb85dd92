"""Make the site: refresh the cache, assemble the library, plan the pages, write what changed."""

from __future__ import annotations

from dateline.engine.memory import collection_paused
from dateline.engine.store import Store
from dateline.index.library import Library
from dateline.model.problem import Problem
from dateline.pipeline.annotations import Refreshed, refresh
from dateline.pipeline.assemble import assemble, find_clashes
from dateline.pipeline.at_once import Made, Resident
from dateline.pipeline.build import Options, Progress, Report, timed
from dateline.pipeline.cards import MANY, merge_ahead, published, read_cards
from dateline.pipeline.output import write_site
from dateline.pipeline.pictures import gather
from dateline.pipeline.planning import plan_pages
from dateline.pipeline.project import ContentScan, Project, read_pages
from dateline.pipeline.stored_events import release


def make_site(
    project: Project,
    store: Store,
    found: ContentScan,
    options: Options,
    report: Report,
    progress: Progress | None = None,
) -> None:
    """Do what a build consists of, one stage after the other; what goes wrong goes into the report."""
    with timed(report, "annotate"):
        refreshed = refresh(project, store, found, jobs=options.jobs, progress=progress, scheduler=options.scheduler)
    report.problems += [*project.problems, *found.problems, *refreshed.problems]
    with timed(report, "library"), collection_paused():
        library, digests, problems = load_library(
            store,
            refreshed,
            drafts=options.drafts,
            resident=options.resident,
            jobs=options.jobs or project.config.jobs,
        )
        pages, page_problems = read_pages(project, found.pages.files)
    report.problems += problems + page_problems
    with timed(report, "plan"), collection_paused():
        pictures = gather(project, store, found, library)
        context, plan, problems = plan_pages(project, store, library, digests, pages, pictures)
    release()  # before other processes come to share what is held
    report.problems += [*pictures.problems, *problems]
    report.counts |= {
        "articles": len(library.articles),
        "entities": len(library.entities),
        "entries": len(library.entries),
        "pages": len(plan.pages),
        "processed": refreshed.processed,
        "dated": refreshed.dated,
    }
    with timed(report, "write"):
        report.counts["written"] = write_site(
            project, store, context, plan, refreshed.old_terms, jobs=options.jobs, progress=progress
        )
    if options.resident is not None:
        options.resident.made = Made(project, refreshed.registry, context, plan.pages)


def load_library(
    store: Store, refreshed: Refreshed, *, drafts: bool = False, resident: Resident | None = None, jobs: int = 1
) -> tuple[Library, dict[str, str], list[Problem]]:
    """Read the cards back and assemble the library; also a digest of what its page shows of each article, by id."""
    if refreshed.processed >= MANY:
        merge_ahead(store, refreshed.registry.events, drafts=drafts, jobs=jobs)
    decoded = read_cards(store, resident.cards if resident is not None else None)
    if resident is not None:
        resident.cards = decoded
    digests: dict[str, str] = {}
    for shown, card in decoded.items():
        digests.setdefault(card.id, shown.hex())
    kept, problems = find_clashes(published(decoded.values(), drafts=drafts))
    library, more = assemble(kept, refreshed.registry, store, jobs=jobs)
    return library, digests, problems + more
