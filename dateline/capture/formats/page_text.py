"""Plain text of a whole page: what "select all, copy" gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.capture.decode import decode
from dateline.capture.encoding_problems import report
from dateline.capture.options import CaptureOptions, Reading
from dateline.capture.page_text.article import read_page

if TYPE_CHECKING:
    from dateline.model.capture import Capture


def read(capture: Capture, options: CaptureOptions) -> Reading:
    """Read the one article of a page dump."""
    decoded = decode(capture.data, options.charset)
    article, problems = read_page(decoded.text, name=capture.name, url=capture.url, captured=capture.captured)
    return Reading([article] if article else [], problems=[*report(decoded, capture.name), *problems])
