"""Make the site: refresh the cache, then publish what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.content.registry import Registry
from dateline.engine.executor import processes_of
from dateline.engine.memory import collection_off
from dateline.pipeline.annotations import refresh
from dateline.pipeline.build import Making, timed
from dateline.pipeline.present import looking

if TYPE_CHECKING:
    from dateline.index.library import ArticleCard
    from dateline.pipeline.retouching import Ground


def make_site(making: Making) -> None:
    """Do what a build consists of, one stage after the other; what goes wrong goes into the report.

    Where a few articles changed, another process reads them while this one gets ready for what comes afterwards.
    """
    project, found, report, resident = making.project, making.found, making.report, making.options.resident
    alone = processes_of(making.jobs) == 1
    ready = _Ready(making, dict(resident.cards) if resident is not None else {})
    edit = making.options.edit if found.changed is not None else None
    as_left = edit.as_left if edit is not None else None
    with looking(project, making.store, making.made_with, alone=alone, as_left=as_left) as present:
        with timed(report, "annotate"):
            refreshed = refresh(
                project,
                making.store,
                found,
                jobs=making.jobs,
                progress=making.progress,
                scheduler=making.options.scheduler,
                meanwhile=None if alone else ready.get,
            )
        report.problems += [*project.problems, *found.problems, *refreshed.problems]
        if refreshed.unmoved is not None:
            from dateline.pipeline.retouching import retouch_site

            if retouch_site(making, refreshed, present, ready.ground):
                return
        from dateline.pipeline.publication import publish_site

        publish_site(making, refreshed, present, ready.cards)


class _Ready:
    """What a build gets ready for what comes after reading: the program, and what that begins with."""

    def __init__(self, making: Making, cards: dict[bytes, ArticleCard]) -> None:
        self.making = making
        self.cards = cards
        self.ground: Ground | None = None

    def get(self, registry: Registry, revision: bytes) -> None:
        """Read what an edit that moves nothing stands on where this may be one, else the cards as they were."""
        store = self.making.store
        with collection_off():
            from dateline.pipeline.retouching import is_standing, read_ground, standing_state

            if revision and is_standing(store, standing_state(self.making), revision):
                self.ground = read_ground(store, registry)
                return
            import dateline.pipeline.publication  # noqa: F401 - whatever it takes is loaded with it
            from dateline.pipeline.cards import read_cards

            self.cards.update(read_cards(store, self.cards))
