"""Convert again over a person's edits: take what the machine changed where the person changed nothing.

The base is the machine's last version. Front matter merges key by key, the body paragraph by paragraph (diff3). Where
both changed the same place the person's text stays and the place is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from dateline.content.edit import remove_key, set_key
from dateline.content.frontmatter import Parts, parse, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.content.frontmatter import Value


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged file; ``clashes`` name the keys and paragraphs where the person's version was kept."""

    text: str
    clashes: tuple[str, ...] = ()


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Merge the machine's new version ``theirs`` into the person's ``mine``; ``base`` is the machine's last version.

    Every token that is in ``mine`` and not in ``base`` is in the result. Raises FrontMatterError where one of the three
    has no readable front matter.
    """
    if mine == base:
        return Merged(theirs)
    if theirs == base:
        return Merged(mine)
    text, clashes = _merge_keys(base, mine, theirs)
    body, places = merge_blocks(_blocks(split(base)), _blocks(split(mine)), _blocks(split(theirs)))
    parts = split(text)
    if body != _blocks(parts):
        text = text[: parts.body_start] + _joined(body, parts, text)
    return Merged(text, (*clashes, *places))


def _merge_keys(base: str, mine: str, theirs: str) -> tuple[str, list[str]]:
    old, own, new = (_values(text) for text in (base, mine, theirs))
    text, clashes = mine, []
    for key in dict.fromkeys([*new, *old]):
        before, here, there = old.get(key), own.get(key), new.get(key)
        if there in (before, here):
            continue
        if here != before:
            clashes.append(f"key {key!r}: yours stays, the new conversion says {there!r}")
        elif there is None:
            text = remove_key(text, key)
        elif isinstance(there, str) or (isinstance(there, list) and all(isinstance(item, str) for item in there)):
            text = set_key(text, key, there)
    return text, clashes


def _values(text: str) -> dict[str, Value]:
    parts = split(text)
    return parse(parts.head) if parts.head else {}


def _blocks(parts: Parts) -> list[str]:
    """Paragraphs without the blank lines around them; line ends are not a difference."""
    body = parts.body.replace("\r\n", "\n").strip("\n")
    return [block for block in re.split(r"\n[ \t]*\n\s*", body) if block.strip()]


def _joined(blocks: Sequence[str], parts: Parts, text: str) -> str:
    lead = re.match(r"\s*", parts.body)
    body = (lead[0] if lead and parts.body.strip() else "\n") + "\n\n".join(blocks) + "\n"
    return body.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in text[: parts.body_start] else body


def merge_blocks(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Merge three lists of paragraphs (diff3); return the result and the places where both sides changed."""
    own, new = _changes(base, mine), _changes(base, theirs)
    out: list[str] = []
    clashes: list[str] = []
    at = own_at = new_at = 0
    while own_at < len(own) or new_at < len(new):
        left = own[own_at] if own_at < len(own) else None
        right = new[new_at] if new_at < len(new) else None
        if left and right and _touch(left, right):
            start, end = min(left[0], right[0]), max(left[1], right[1])
            own_at, new_at, end = _absorb(own, new, own_at, new_at, end)
            kept = _region(base, mine, own, start, end)
            other = _region(base, theirs, new, start, end)
            out += [*base[at:start], *kept]
            if kept != other:
                place = (kept or other or [""])[0]
                clashes.append(f"paragraph {len(out) - len(kept) + 1}, {place[:30]!r}: yours stays")
            at = end
            continue
        change, text, is_own = _first(left, right, mine, theirs)
        out += [*base[at : change[0]], *text[change[2] : change[3]]]
        at = change[1]
        own_at, new_at = own_at + is_own, new_at + (not is_own)
    return [*out, *base[at:]], clashes


_Change = tuple[int, int, int, int]
"""Half-open range in the base, half-open range in the other version."""


def _changes(base: Sequence[str], other: Sequence[str]) -> list[_Change]:
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return [(a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _touch(left: _Change, right: _Change) -> bool:
    """Two changes overlap, or insert at one place, or meet: then nobody can say in which order they belong."""
    return left[0] <= right[1] and right[0] <= left[1]


def _absorb(own: list[_Change], new: list[_Change], own_at: int, new_at: int, end: int) -> tuple[int, int, int]:
    """Take every change of both sides that touches the region, which grows with each."""
    grown = True
    while grown:
        grown = False
        while own_at < len(own) and own[own_at][0] <= end:
            end, own_at, grown = max(end, own[own_at][1]), own_at + 1, True
        while new_at < len(new) and new[new_at][0] <= end:
            end, new_at, grown = max(end, new[new_at][1]), new_at + 1, True
    return own_at, new_at, end


def _region(base: Sequence[str], other: Sequence[str], changes: list[_Change], start: int, end: int) -> list[str]:
    """Return what one version has in place of ``base[start:end]``."""
    out: list[str] = []
    at = start
    for a, b, c, d in changes:
        if a >= start and b <= end and (a < end or a == b):
            out += [*base[at:a], *other[c:d]]
            at = b
    return [*out, *base[at:end]]


def _first(
    left: _Change | None, right: _Change | None, mine: Sequence[str], theirs: Sequence[str]
) -> tuple[_Change, Sequence[str], bool]:
    if left is not None and (right is None or left[0] < right[0]):
        return left, mine, True
    assert right is not None
    return right, theirs, False
