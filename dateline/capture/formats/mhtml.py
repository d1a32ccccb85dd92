"""MHTML: a page with its resources in one MIME message, as browsers save it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.capture.limits import LimitError
from dateline.capture.mime import Part, header, parse_message, parts_of, pictures_of
from dateline.capture.options import CaptureOptions, Reading
from dateline.capture.records import moment
from dateline.model.capture import Capture
from dateline.model.problem import Problem

if TYPE_CHECKING:
    from email.message import Message

_PAGES = ("text/html", "application/xhtml+xml")


def read(capture: Capture, options: CaptureOptions) -> Reading:
    """Hand on the page itself, with the address and the day that the message states."""
    message = parse_message(capture.data)
    try:
        parts = parts_of(message)
    except LimitError as error:
        return Reading(problems=[Problem(capture.name, 0, 0, "DL116", str(error), "")])
    page = _root(message, parts)
    if page is None:
        return Reading(problems=[Problem(capture.name, 0, 0, "DL117", "the MHTML file holds no page", "save it again")])
    url = header(message, "Snapshot-Content-Location") or page.location
    url = url if url.startswith(("http://", "https://")) else capture.url
    inner = Capture(
        page.data, capture.name, f"text/html; charset={page.charset}" if page.charset else "text/html", url,
        moment(header(message, "Date")) or capture.captured,
        pictures_of(parts) if options.assets else {},
    )
    return Reading(inner=[inner])


def _root(message: Message, parts: list[Part]) -> Part | None:
    """The part that ``start`` names, the one at the snapshot's address, or the first page."""
    pages = [part for part in parts if part.media_type in _PAGES and part.data.strip()]
    start = message.get_param("start")
    wanted = start.strip("<>") if isinstance(start, str) else ""
    address = header(message, "Snapshot-Content-Location")
    by_id = [page for page in pages if wanted and page.content_id == wanted]
    by_address = [page for page in pages if address and page.location == address]
    return next(iter([*by_id, *by_address, *pages]), None)
