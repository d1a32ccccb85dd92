"""A saved web page: plain HTML, SingleFile, reader-mode and AMP copies."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.capture.decode import decode
from dateline.capture.encoding_problems import report
from dateline.capture.options import CaptureOptions, Reading

if TYPE_CHECKING:
    from dateline.model.capture import Capture


def read(capture: Capture, options: CaptureOptions) -> Reading:
    """Read the one article of a page."""
    from dateline.capture.html import extract_html
    from dateline.capture.pictures import Pictures

    decoded = decode(capture.data, options.charset, markup=True)
    pictures = Pictures(capture.resources, options.assets)
    article, problems = extract_html(
        decoded.text, _address(capture.url), capture.captured, path=capture.name, pictures=pictures
    )
    found = [article] if article.body.strip() else []
    return Reading(found, problems=[*report(decoded, capture.name), *problems])


def _address(url: str) -> str:
    """Return the address if it is one; archives record what was asked for, whatever it was."""
    try:
        return url if urlsplit(url).hostname else ""
    except ValueError:
        return ""
