"""The timeline of everything, and its years, quarters and months."""

from __future__ import annotations

from dateline.model.page import Page
from dateline.site import jsonld
from dateline.site.context import Face
from dateline.site.timeline_store import whole_timeline
from dateline.site.views.frame import View, frame
from dateline.site.views.windows import first_page, period_name, period_page


def timeline_view(face: Face, page: Page) -> View:
    """Make the view of the whole timeline's first page."""
    timeline = whole_timeline(face)
    return frame(
        face,
        page,
        face.t.timeline,
        description=f"{face.config.site_name} · {face.t.timeline}",
        summary=face.t.n("events", len(timeline.entries)),
        downloads=_downloads(face),
        feeds=_feeds(face),
        jsonld=jsonld.collection(face, face.t.timeline, timeline),
        **first_page(face, timeline),
    )


def period_view(face: Face, page: Page) -> View:
    """Make the view of a year, quarter or month."""
    timeline = whole_timeline(face)
    period = timeline.periods[page.subject[0]]
    name = period_name(face, period.code)
    return frame(
        face,
        page,
        name,
        description=f"{name}{face.t.colon}{face.t.n('events', len(period.entries))}",
        crumbs=[(face.t.timeline, face.url(timeline.base))],
        summary=face.t.n("events", len(period.entries)),
        downloads=[],
        **period_page(face, timeline, period),
    )


def _downloads(face: Face) -> list[tuple[str, str]]:
    from dateline.site.views.entity import downloads

    return downloads(face, "timeline/")


def _feeds(face: Face) -> list[tuple[str, str, str]]:
    from dateline.site.views.entity import feed_links

    return feed_links(face, "timeline/", face.t.timeline)
