"""A timeline alone, for an iframe on another site."""

from __future__ import annotations

from dateline.model.page import Page
from dateline.site.choices import embedded
from dateline.site.context import Face
from dateline.site.timeline_store import any_timeline, timeline_name
from dateline.site.views.frame import View, frame
from dateline.site.views.windows import newest_first, rows


def embed_view(face: Face, page: Page) -> View:
    """Make the page an iframe shows, and the line of HTML to copy."""
    kind, identifier = page.subject
    timeline = any_timeline(face, kind, identifier)
    name = timeline_name(face, kind, identifier)
    address = face.absolute(timeline.base + "embed/")
    code = (
        f'<iframe src="{address}" title="{name}" width="100%" height="600" loading="lazy"></iframe>' if address else ""
    )
    return frame(
        face,
        page,
        name,
        robots="noindex",
        code=code,
        home=face.url(timeline.base),
        rows=rows(face, newest_first(embedded(face, timeline)), identifier if kind == "entity" else ""),
    )
