"""From the cache to the site: assemble the library, plan the pages, write what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial

from dateline.engine.memory import collection_paused
from dateline.engine.store import Store
from dateline.index.library import ArticleCard, Library
from dateline.model.problem import Problem
from dateline.pipeline.annotations import Refreshed
from dateline.pipeline.assemble import assemble, find_clashes
from dateline.pipeline.build import Making, timed
from dateline.pipeline.cards import MANY, merge_ahead, published, read_cards
from dateline.pipeline.kept_plan import read_kept
from dateline.pipeline.output import empty_stage, write_site
from dateline.pipeline.pictures import gather
from dateline.pipeline.planning import plan_pages
from dateline.pipeline.present import Present
from dateline.pipeline.project import read_pages
from dateline.pipeline.rendering import context_of, render_ahead
from dateline.pipeline.retouching import keep_standing, standing_state
from dateline.pipeline.roll import OF
from dateline.pipeline.searching import staging
from dateline.pipeline.stored_events import release
from dateline.pipeline.templates import make_folder

Cards = Mapping[bytes, ArticleCard]
"""Cards by the digest of what they were read from."""


def publish_site(
    making: Making, refreshed: Refreshed, present: Callable[[], Present], cards: Cards | None = None
) -> None:
    """Bring the site up to date with the cache; what goes wrong goes into the report.

    ``present`` tells what lies in the output folder; ``cards`` are known already, as far as they still hold.
    """
    project, store, found, options, report = (
        making.project, making.store, making.found, making.options, making.report,
    )  # fmt: skip
    jobs, state = making.jobs, standing_state(making)
    store.set_meta(OF, b"")
    with timed(report, "library"), collection_paused():
        now = current_cards(store, refreshed, drafts=options.drafts, jobs=jobs, known=cards)
        last_plan = cache(partial(read_kept, store))
        library, digests, problems = load_library(
            store, refreshed, drafts=options.drafts, jobs=jobs, cards=now, meanwhile=last_plan
        )
        pages, page_problems = read_pages(project, found.pages.files)
    report.problems += problems + page_problems
    again = list(problems)
    stage, old_terms = empty_stage(project), refreshed.old_terms
    make_folder(project.cache)
    with timed(report, "plan"), collection_paused():
        pictures = gather(project, store, found, library)
        context = context_of(project, store, library, pages, pictures.shown)
    render = partial(render_ahead, replace(context, stage=stage)) if old_terms is None and present().fresh else None
    with staging(project, store, library, stage, old_terms, render, jobs=jobs) as staged:
        with timed(report, "plan"), collection_paused():
            plan, problems = plan_pages(store, context.site, digests, last_plan(), jobs)
            context = replace(context, pictures=pictures.files)
        last_plan.cache_clear()
        staged.pages()
        release()  # before other processes come to share what is held
        report.problems += [*pictures.problems, *problems]
        again += [*pictures.problems, *problems]
        report.counts |= {
            "articles": len(library.articles),
            "entities": len(library.entities),
            "entries": len(library.entries),
            "pages": len(plan.pages),
            "processed": refreshed.processed,
            "dated": refreshed.dated,
        }
        with timed(report, "write"):
            progress = making.progress
            report.counts["written"] = write_site(
                project, store, context, plan, old_terms, present, stage, staged, jobs=jobs, progress=progress
            )
    keep_standing(store, library, refreshed, state, again, options)
    if options.resident is not None:
        from dateline.pipeline.at_once import Made

        options.resident.cards = now
        options.resident.made = Made(project, refreshed.registry, context, plan.pages)


def current_cards(
    store: Store, refreshed: Refreshed, *, drafts: bool = False, jobs: int = 1, known: Cards | None = None
) -> dict[bytes, ArticleCard]:
    """Return the cards of all articles as they are now; of those ``known`` what still holds is taken over."""
    if refreshed.processed >= MANY:
        merge_ahead(store, refreshed.registry.events, drafts=drafts, jobs=jobs)
    return read_cards(store, known)


def load_library(
    store: Store,
    refreshed: Refreshed,
    *,
    drafts: bool = False,
    jobs: int = 1,
    cards: Cards | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> tuple[Library, dict[str, str], list[Problem]]:
    """Assemble the library from cards; also a digest of what its page shows of each article, by id.

    Cards that are not given are read back. ``meanwhile`` is what else is to be done, maybe beside another process.
    """
    if cards is None:
        cards = current_cards(store, refreshed, drafts=drafts, jobs=jobs)
    digests: dict[str, str] = {}
    for shown, card in cards.items():
        digests.setdefault(card.id, shown.hex())
    kept, problems = find_clashes(published(cards.values(), drafts=drafts))
    library, more = assemble(kept, refreshed.registry, store, jobs=jobs, meanwhile=meanwhile)
    return library, digests, problems + more
