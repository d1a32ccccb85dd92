"""The outlet an article is credited to (来源), apart from the site that hosts the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.capture.metadata.bylines import clean_source, find_source, read_byline
from dateline.capture.metadata.found import Found, Line
from dateline.capture.metadata.names import is_outlet
from dateline.capture.metadata.structured import Facts, names_of
from dateline.model.capture import Certainty

_METAS: Final = ("source", "contentsource", "article:source", "og:article:source", "mediaid", "originalsource", "news_source", "newssource", "copyright_source")
_NAMES = re.compile(r"(?:^|[\s_-])(?:source|from|media[-_]?name|ly|laiyuan|origin|article-source|ep-source|media|ss0[0-9]|profile_nickname)(?:$|[\s_-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceClues:
    """Where the credit may be read from: the lines about the headline, those after the text, machine fields."""

    facts: Facts
    head: Sequence[Line] = ()
    foot: Sequence[Line] = ()
    site: str = ""
    chinese: bool = False


def find_source_line(clues: SourceClues) -> Found:
    """Return the credited outlet: a labelled line first, then a line beside the date, then machine fields."""
    for lines, where in ((clues.head, "dateline"), (clues.foot, "line after the text")):
        for line in lines:
            name = find_source(line.text)
            if name:
                return Found(name, f"{where}: {line.text[:80]}")
    if clues.chinese:
        for line in clues.head:
            name = _unlabelled(line)
            if name:
                return Found(name, f"dateline: {line.text[:80]}", Certainty.LIKELY)
    for name in _METAS:
        value = clues.facts.meta(name)
        cleaned = (find_source(value) or clean_source(value)) if value else ""
        if cleaned and not cleaned.isascii():
            return Found(cleaned, f"meta {name}", Certainty.LIKELY)
    if clues.facts.account:
        return Found(clues.facts.account, "script: account name", Certainty.LIKELY)
    publisher = next(iter(names_of(clues.facts.article.get("publisher"))), "")
    if publisher and not publisher.startswith("http"):
        return Found(publisher, "JSON-LD publisher", Certainty.LIKELY)
    return Found(clues.site, "name of the site", Certainty.LIKELY) if clues.site else Found()


def _unlabelled(line: Line) -> str:
    """Return an outlet's name that stands beside a date, or in an element called ``source``."""
    byline = read_byline(line.text)
    rest = byline.rest
    if byline.stamp and 2 <= len(rest) <= 16 and is_outlet(rest):
        return rest
    if _NAMES.search(line.names) and 2 <= len(line.text) <= 20 and not byline.stamp and not line.text.isdigit():
        return clean_source(line.text)
    return ""
