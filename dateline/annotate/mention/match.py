"""From all occurrences to the ones that count: edges, case, what is never the entity, then leftmost and longest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from dateline.annotate.mention import surface as flag
from dateline.annotate.mention.automaton import Hit
from dateline.annotate.mention.edges import (
    JOINTS,
    in_address,
    in_dotted_name,
    in_hyphenated_name,
    in_longer_name,
    is_nationality,
    plural_end,
    spaced_edges_hold,
)
from dateline.annotate.mention.gazetteer import Gazetteer, Name
from dateline.annotate.mention.word_edges import WordEdges
from dateline.text.script import SPACELESS_FROM, has_han

_SPACED: Final = flag.LATIN_START | flag.LATIN_END | flag.SYMBOL_START | flag.SYMBOL_END
_NAME_PART: Final = flag.PERSON | flag.PLACE
_LINE_END: Final = "\n"
_Kept = tuple[int, int, int, tuple[Name, ...]]
"""Start, end with a minus (so that the longest sorts first), pattern, claims."""


class Span(NamedTuple):
    """A stretch of text and the names that claim it; half-open, in code points."""

    start: int
    end: int
    claims: tuple[Name, ...]


def find_spans(
    shape: str, folded: str, gazetteer: Gazetteer, word_edges: WordEdges | None = None,
) -> list[Span]:
    """Return the names in a text, given with its shape folded and with its case folded too; in order, no overlaps.

    Of names that overlap the leftmost counts, of those that start together the longest; a name that breaks an
    edge rule takes no part. ``not`` surfaces drop their entity from the claims within them.
    """
    hits = gazetteer.scan(folded)
    if not hits:
        return []
    blocks = _blocks(hits, gazetteer)
    word_edges = word_edges or WordEdges(cutter=gazetteer.options.word_edges)
    flags_of, names_of = gazetteer.flags, gazetteer.names
    size = len(folded)
    kept: list[_Kept] = []
    for pattern, start, end in hits:
        flags = flags_of[pattern]
        left = folded[start - 1] if start else _LINE_END
        right = folded[end] if end < size else _LINE_END
        if flags & _SPACED and not spaced_edges_hold(folded, end, flags, left, right):
            continue
        if flags & flag.HAN and (left >= SPACELESS_FROM or right >= SPACELESS_FROM) and not word_edges(
                shape, start, end, flags):
            continue
        claims = names_of[pattern]
        if flags & flag.CASED and (len(claims) != 1 or claims[0].shape != shape[start:end]):
            claims = _cased_claims(claims, shape, start, end)
        if blocks is not None:
            claims = blocks.free(claims, start, end)
        if left in JOINTS or right in JOINTS or (flags & _NAME_PART and (flags & flag.ONE_WORD or right in "国籍")):
            claims = _free_claims(shape, start, end, flags, claims)
        if claims:
            kept.append((start, -end, pattern, claims))
    return _leftmost_longest(kept, folded, gazetteer)


def _cased_claims(claims: tuple[Name, ...], shape: str, start: int, end: int) -> tuple[Name, ...]:
    spaceless = has_han(shape[max(0, start - 40):end + 40])
    written = shape[start:end]
    return tuple(name for name in claims if flag.case_fits(name.shape, name.flags, written, spaceless=spaceless))


@dataclass(frozen=True, slots=True)
class _Blocks:
    """Where ``not`` surfaces stand, in order, and how long the longest is."""

    starts: tuple[int, ...]
    places: tuple[tuple[int, int, frozenset[str]], ...]
    longest: int

    def free(self, claims: tuple[Name, ...], start: int, end: int) -> tuple[Name, ...]:
        """Drop the claims of entities that the text around the span is never about."""
        at = bisect_right(self.starts, start) - 1
        while at >= 0 and self.starts[at] > start - self.longest:
            _, high, ids = self.places[at]
            if end <= high:
                claims = tuple(name for name in claims if name.entity not in ids)
            at -= 1
        return claims


def _blocks(hits: Sequence[Hit], gazetteer: Gazetteer) -> _Blocks | None:
    blocked = gazetteer.blocked
    if not blocked:
        return None
    found = ((start, end, blocked[pattern]) for pattern, start, end in hits if pattern in blocked)
    places = tuple(sorted(found, key=lambda place: place[:2]))
    if not places:
        return None
    return _Blocks(tuple(place[0] for place in places), places, max(end - start for start, end, _ in places))


def _free_claims(shape: str, start: int, end: int, flags: int, claims: tuple[Name, ...]) -> tuple[Name, ...]:
    """Drop the claims that what stands around the span makes part of another name."""
    left = shape[start - 1] if start else _LINE_END
    right = shape[end] if end < len(shape) else _LINE_END
    if left in JOINTS or right in JOINTS:
        if in_dotted_name(shape, start, end):
            return ()
        if flags & flag.LATIN_START:
            if in_address(shape, start, end):
                return ()
            if left in "-&" or right == "-":
                claims = tuple(name for name in claims if not in_hyphenated_name(shape, start, end, name.flags))
    if flags & flag.PLACE and right in "国籍" and is_nationality(shape, end):
        claims = tuple(name for name in claims if not name.flags & flag.PLACE)
    if flags & flag.ONE_WORD and flags & _NAME_PART and (left == " " or right == " "):
        claims = tuple(name for name in claims if not (
            name.flags & _NAME_PART and in_longer_name(shape, start, end, name.flags)))
    return claims


def _leftmost_longest(kept: list[_Kept], folded: str, gazetteer: Gazetteer) -> list[Span]:
    kept.sort()
    spans: list[Span] = []
    free_from = 0
    for start, minus_end, pattern, claims in kept:
        if start < free_from:
            continue
        end = -minus_end
        kept_claims = claims
        if gazetteer.flags[pattern] & flag.LATIN_END and folded[end:end + 1] == "s":
            end = plural_end(folded, end, gazetteer.flags[pattern])
            if end > -minus_end:
                kept_claims = tuple(name for name in claims if name.flags & flag.PLURAL)
        if not kept_claims:
            continue
        spans.append(Span(start, end, kept_claims))
        free_from = end
    return spans
