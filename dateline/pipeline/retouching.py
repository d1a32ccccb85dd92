"""Bring a site up to date with an edit that moves nothing: what it shows of the articles that changed, no more.

What all else is and where it stands was kept by the last build. Where anything is otherwise than that, nothing is done
here and the whole path is taken, which comes to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from dateline.content.registry import Registry
from dateline.engine.fingerprint import value_fingerprint
from dateline.engine.memory import collection_off
from dateline.engine.sealed import unpack
from dateline.engine.store import Store
from dateline.index.library import Library
from dateline.model.problem import Problem
from dateline.pipeline.annotations import Refreshed
from dateline.pipeline.build import Making, Options, timed
from dateline.pipeline.kept_plan import (
    amend_marks,
    is_current,
    read_mark,
    showing,
    units_showing,
    write_articles,
    write_units,
)
from dateline.pipeline.output import write_some
from dateline.pipeline.pictures import shown_pictures
from dateline.pipeline.present import Present
from dateline.pipeline.project import read_pages
from dateline.pipeline.rendering import context_of
from dateline.pipeline.roll import OF, StoredCards, call_roll, library_of, read_roll, write_roll
from dateline.pipeline.searching import touched_index
from dateline.pipeline.standing import revision_of
from dateline.pipeline.stored_events import EventSource
from dateline.pipeline.stored_years import stored_years
from dateline.site.retouch import Retouched, Standing, retouch


class Ground(NamedTuple):
    """What an edit that moves nothing stands on: all else, as the last build left it."""

    library: Library
    standing: Standing


def standing_state(making: Making) -> bytes:
    """Return the fingerprint of all that has to be as it was for an edit to move nothing, the articles left out."""
    scans = [making.found.pages.state(), making.found.pictures.state()]
    states = [making.store.meta(name) for name in ("articles.state", "registry.state")]
    return value_fingerprint((making.made_with, states, scans, making.project.problems)).encode()


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
    making: Making, refreshed: Refreshed, present: Callable[[], Present], ground: Ground | None = None
) -> bool:
    """Bring the site up to date with articles that stand where they stood; tell whether that could be done.

    What went wrong with people's own pages goes into the report. ``ground`` was read already, or is read here.
    """
    project, store, options, report = making.project, making.store, making.options, making.report
    touched, terms, state = refreshed.unmoved, refreshed.old_terms, standing_state(making)
    plain = options.resident is None and not options.drafts
    if touched is None or terms is None or not plain or not is_standing(store, state, refreshed.since):
        return False
    if refreshed.registry.events and any(each.step.retold for each in touched):
        return False  # people may have told of such a publication
    there = present()
    if not there.untouched:
        return False
    with timed(report, "library"), collection_off():
        library, standing = ground or read_ground(store, refreshed.registry)
    pages, problems = read_pages(project, making.found.pages.files)
    with timed(report, "plan"), collection_off():
        context = context_of(project, store, library, pages, shown_pictures(store))
        digests = {each.id: each.shown.hex() for each in touched}
        reordered = frozenset(each.id for each in touched if each.step.reordered)
        planned = retouch(context.site, digests, reordered, standing)
        index = touched_index(store, library, project.config, project.site, terms) if planned is not None else None
    if planned is None or index is None:
        return False
    with timed(report, "write"):
        _keep(store, planned)
        _take_note(store, state)
        jobs, progress = making.jobs, making.progress
        written = write_some(project, store, context, planned.pages, index, there, jobs=jobs, progress=progress)
    _, counts = unpack(store.meta("build.report") or b"")
    done = {"processed": refreshed.processed, "dated": refreshed.dated, "written": written}
    report.counts |= {**counts, **done}
    report.problems += problems
    return True


def read_ground(store: Store, registry: Registry) -> Ground:
    """Return what the last build kept for an edit that moves nothing; cards and entries are read when shown."""
    source, roll = EventSource(store.path), read_roll(store)
    cards = StoredCards(source, roll.ids)
    _, co_mentions = unpack(store.meta("co-mentions") or b"")
    library = library_of(roll, registry, stored_years(store, source, cards), cards, co_mentions)
    common, listed, orders = (read_mark(store, name) for name in ("common", "listed", "orders"))
    return Ground(library, Standing(common, listed, orders, partial(units_showing, store), partial(showing, store)))


def _keep(store: Store, planned: Retouched) -> None:
    write_units(store, planned.units)
    write_articles(store, planned.articles)
    amend_marks(store, listed=planned.listed, bodies=planned.bodies)


