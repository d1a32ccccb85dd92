"""The outlet an article is credited to (来源), apart from the site that hosts the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.capture.metadata.bylines import beside_date, clean_source, find_source
from dateline.capture.metadata.found import Found, Line
from dateline.capture.metadata.names import is_han_name, is_outlet
from dateline.capture.metadata.stamps import find_stamps
from dateline.capture.metadata.structured import Facts, names_of
from dateline.model.capture import Certainty

_METAS: Final = (
    "source",
    "contentsource",
    "article:source",
    "og:article:source",
    "mediaid",
    "originalsource",
    "news_source",
    "newssource",
    "copyright_source",
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:source|from|media[-_]?name|ly|laiyuan|origin|article-source|ep-source|media|ss0[0-9]|author|profile_nickname|[\w-]{0,20}(?:author|source|media)[\w-]{0,12})(?:$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SourceClues:
    """Where the credit may be read from: the lines about the headline, those after the text, machine fields."""

    facts: Facts
    head: Sequence[Line] = ()
    foot: Sequence[Line] = ()
    site: str = ""
    chinese: bool = False


def find_source_line(clues: SourceClues) -> Found:
    """Return the credited outlet: labelled in the dateline, beside the date, after the text, then machine fields."""
    found = _labelled(clues.head, "dateline")
    if not found and clues.chinese:
        found = (
            Found(clues.facts.account, "script: account name", Certainty.LIKELY)
            if clues.facts.account
            else _unlabelled(clues.head)
        )
    found = found or _labelled(clues.foot, "line after the text") or _machine(clues)
    if found:
        return found
    publisher = next(iter(names_of(clues.facts.article.get("publisher"))), "")
    if publisher and not publisher.startswith("http"):
        return Found(publisher, "JSON-LD publisher", Certainty.LIKELY)
    return Found(clues.site, "name of the site", Certainty.LIKELY) if clues.site else Found()


def _labelled(lines: Sequence[Line], where: str) -> Found | None:
    for line in lines:
        name = find_source(line.text)
        if name:
            return Found(name, f"{where}: {line.text[:80]}")
    return None


def _unlabelled(lines: Sequence[Line]) -> Found | None:
    """Return what stands beside the date, or in an element called source or media next to it."""
    for index, line in enumerate(lines):
        stamps = find_stamps(line.text, yearless=True) if len(line.text) < 90 else []
        name = beside_date(line.text) if stamps else ""
        if name and not is_han_name(name):
            return Found(name, f"dateline: {line.text[:80]}", Certainty.LIKELY)
        if stamps:
            for near in (*lines[max(0, index - 2) : index], *lines[index + 1 : index + 3]):
                text = near.text.strip()
                if 2 <= len(text) <= 16 and _NAMES.search(near.names) and is_outlet(text):
                    return Found(text, f"line beside the date: {text}", Certainty.LIKELY)
    return None


def _machine(clues: SourceClues) -> Found | None:
    for name in _METAS:
        value = clues.facts.meta(name)
        cleaned = (find_source(value) or clean_source(value)) if value else ""
        if cleaned and not cleaned.isascii():
            return Found(cleaned, f"meta {name}", Certainty.LIKELY)
    return None
