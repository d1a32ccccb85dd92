"""Pages of one article that come one by one, in any order and in different runs: which of them stand side by side.

An article that holds several pages says how many in its front matter (``pages``); its address is that of the first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.capture.duplicates import address_key
from dateline.capture.pages import append_page, bare_title, series
from dateline.content.edit import set_key

if TYPE_CHECKING:
    from dateline.model.capture import Extracted

SeriesKey = tuple[str, str]
"""What pages of one article share: the folded address without the page's number, and the folded title."""


@dataclass(frozen=True, slots=True)
class Part:
    """An article that holds the pages ``first`` … ``first + count - 1`` of a series."""

    path: str
    first: int
    count: int

    @property
    def end(self) -> int:
        """The number of the page after the last."""
        return self.first + self.count


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page belongs among the parts that are here: behind one, before one, between two, or inside one."""

    number: int
    before: Part | None = None
    after: Part | None = None
    inside: Part | None = None


def series_key(url: str, title: str) -> tuple[SeriesKey, int]:
    """Return what the pages of an article share, and which page this is; an empty key without an address."""
    if not url:
        return ("", ""), 1
    base, number = series(url)
    return (address_key(base), bare_title(title)), number


def part_of(path: str, values: Mapping[str, str]) -> tuple[SeriesKey, Part]:
    """Return the series and the pages of an article, from its front matter."""
    key, first = series_key(values.get("url", ""), values.get("title", ""))
    count = values.get("pages", "")
    return key, Part(path, first, int(count) if count.isdecimal() and 0 < int(count) < 1000 else 1)


def find_place(extracted: Extracted, parts: Mapping[SeriesKey, Mapping[str, Part]]) -> Place | None:
    """Return where a page belongs, or None where no page beside it is here."""
    key, number = series_key(extracted.url, extracted.title)
    found = sorted(parts.get(key, {}).values(), key=lambda part: (part.first, part.path)) if key[0] else []
    inside = next((part for part in found if part.first < number < part.end), None)
    if inside:
        return Place(number, inside=inside)
    before = next((part for part in found if part.end == number), None)
    after = next((part for part in found if part.first == number + 1), None)
    return Place(number, before, after) if before or after else None


def is_further(extracted: Extracted) -> bool:
    """Tell a page that is not the first of its article."""
    return bool(extracted.url) and series_key(extracted.url, extracted.title)[1] > 1


def joined(first: str, others: list[str], pages: int) -> str:
    """Put the bodies of further pages behind the file of the first, and say how many pages it holds."""
    start = body_start(first)
    body = append_page(first[start:], others)
    return set_key(f"{first[:start]}\n\n{body}", "pages", str(pages))


def with_further(text: str, base: str) -> str:
    """Give a new conversion of a first page the further pages that the machine's last version holds.

    They begin behind the last paragraph that both share; where none is shared, nothing is known of them.
    """
    pages = re.search(r"^pages:[ \t]*[\"']?(\d+)", base[: body_start(base)], re.MULTILINE)
    if pages is None:
        return text
    old, new = _blocks(base), _blocks(text)
    shared = set(new)
    last = max((index for index, block in enumerate(old) if block in shared), default=-1)
    if last < 0:
        return text
    return joined(text, ["\n\n".join(old[last + 1 :])], int(pages[1]))


def body_start(text: str) -> int:
    """Return where the body begins: behind the front matter's last line."""
    end = text.find("\n---", 4) if text.startswith("---") else -1
    return end + 4 if end > 0 else 0


def _blocks(text: str) -> list[str]:
    return [block for block in text[body_start(text) :].strip("\n").split("\n\n") if block.strip()]
