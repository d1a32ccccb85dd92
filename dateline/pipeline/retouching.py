"""Bring a site up to date with an edit that moves nothing: what it shows of the articles that changed, no more.

What all else is and where it stands was kept by the last build. Where anything is otherwise than that, nothing is done
here and the whole path is taken, which comes to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from dateline.engine.fingerprint import value_fingerprint
from dateline.engine.memory import collection_off
from dateline.engine.sealed import unpack
from dateline.engine.store import Store
from dateline.index.library import Library
from dateline.model.problem import Problem
from dateline.pipeline.annotations import Refreshed
from dateline.pipeline.build import Options, Progress, Report, timed
from dateline.pipeline.kept_plan import (
    amend_marks,
    is_current,
    read_mark,
    read_units,
    showing,
    write_articles,
    write_units,
)
from dateline.pipeline.output import write_some
from dateline.pipeline.pictures import shown_pictures
from dateline.pipeline.planning import context_of
from dateline.pipeline.present import Present
from dateline.pipeline.project import ContentScan, Project, read_pages
from dateline.pipeline.roll import OF, StoredCards, call_roll, library_of, read_roll, write_roll
from dateline.pipeline.searching import touched_index
from dateline.pipeline.standing import revision_of
from dateline.pipeline.stored_events import EventSource
from dateline.pipeline.stored_years import stored_years
from dateline.site.retouch import Retouched, Standing, retouch


def standing_state(project: Project, store: Store, found: ContentScan, made_with: bytes) -> bytes:
    """Return the fingerprint of all that has to be as it was for an edit to move nothing, the articles left out."""
    scans = [found.pages.state(), found.pictures.state()]
    states = [store.meta(name) for name in ("articles.state", "registry.state")]
    return value_fingerprint((made_with, states, scans, project.problems)).encode()


def is_standing(store: Store, state: bytes, revision: bytes) -> bool:
    """Tell whether the last build kept what an edit finds in its place; ``revision`` is that of its articles."""
    return store.meta(OF) == state + revision and is_current(store)


def keep_standing(
    store: Store, library: Library, refreshed: Refreshed, state: bytes, problems: Iterable[Problem], options: Options
) -> None:
    """Keep what an edit may find in its place, unless there is anything that each build has to say again."""
    if any(problems) or options.drafts:
        return
    write_roll(store, call_roll(library, refreshed.registry))
    _take_note(store, state)


def _take_note(store: Store, state: bytes) -> None:
    store.set_meta(OF, state + revision_of(store))


def retouch_site(
    project: Project,
    store: Store,
    found: ContentScan,
    refreshed: Refreshed,
    present: Callable[[], Present],
    state: bytes,
    options: Options,
    report: Report,
    progress: Progress | None = None,
) -> bool:
    """Bring the site up to date with articles that stand where they stood; tell whether that could be done.

    What went wrong with people's own pages goes into the report.
    """
    touched, terms, jobs = refreshed.unmoved, refreshed.old_terms, options.jobs or project.config.jobs
    plain = options.resident is None and not options.drafts
    if touched is None or terms is None or not plain or not is_standing(store, state, refreshed.since):
        return False
    if refreshed.registry.events and any(each.step.retold for each in touched):
        return False  # people may have told of such a publication
    there = present()
    if not there.untouched:
        return False
    with timed(report, "library"), collection_off():
        library = _library(store, refreshed)
    pages, problems = read_pages(project, found.pages.files)
    with timed(report, "plan"), collection_off():
        context = context_of(project, store, library, pages, shown_pictures(store))
        digests = {each.id: each.shown.hex() for each in touched}
        reordered = frozenset(each.id for each in touched if each.step.reordered)
        planned = retouch(context.site, digests, reordered, _standing(store))
        index = touched_index(store, library, project.config, project.site, terms) if planned is not None else None
    if planned is None or index is None:
        return False
    with timed(report, "write"):
        _keep(store, planned)
        _take_note(store, state)
        written = write_some(project, store, context, planned.pages, index, there, jobs=jobs, progress=progress)
    _, counts = unpack(store.meta("build.report") or b"")
    done = {"processed": refreshed.processed, "dated": refreshed.dated, "written": written}
    report.counts |= {**counts, **done}
    report.problems += problems
    return True


def _library(store: Store, refreshed: Refreshed) -> Library:
    """Return the library as it is now."""
    source, roll = EventSource(store.path), read_roll(store)
    cards = StoredCards(source, roll.ids)
    _, co_mentions = unpack(store.meta("co-mentions") or b"")
    return library_of(roll, refreshed.registry, stored_years(store, source, cards), cards, co_mentions)


def _standing(store: Store) -> Standing:
    common, listed, orders = (read_mark(store, name) for name in ("common", "listed", "orders"))
    return Standing(common, listed, orders, partial(read_units, store), partial(showing, store))


def _keep(store: Store, planned: Retouched) -> None:
    write_units(store, planned.units)
    write_articles(store, planned.articles)
    amend_marks(store, listed=planned.listed, bodies=planned.bodies)


