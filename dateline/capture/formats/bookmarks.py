"""Reading lists in HTML: Pocket's and Instapaper's exports, and the bookmark file of browsers and Raindrop."""

from __future__ import annotations

import html
import re

from dateline.capture.decode import decode
from dateline.capture.encoding_problems import report
from dateline.capture.options import CaptureOptions, Link, Reading
from dateline.capture.records import moment
from dateline.model.capture import Capture

_ANCHOR = re.compile(r"<a\s(?P<attributes>[^<>]{1,8000})>(?P<title>[^<]{0,2000})</a", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z_-]{1,40})\s?=\s?(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def read(capture: Capture, options: CaptureOptions) -> Reading:
    """Read the links with their titles, tags and the time they were saved."""
    decoded = decode(capture.data, options.charset, markup=True)
    links: list[Link] = []
    for match in _ANCHOR.finditer(decoded.text):
        attributes = {
            name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(match["attributes"])
        }
        url = attributes.get("href", "")
        if not url.startswith(("http://", "https://")):
            continue
        saved = moment(attributes.get("time_added") or attributes.get("add_date") or "")
        tags = tuple(tag for tag in attributes.get("tags", "").split(",") if tag)
        title = " ".join(html.unescape(match["title"]).split())
        links.append(Link(url, "" if title == url else title, saved, tags))
    return Reading(links=list(dict.fromkeys(links)), problems=report(decoded, capture.name))
