"""From all occurrences to the ones that count: edges, case, what is never the entity, then leftmost and longest."""

from __future__ import annotations

from typing import NamedTuple

from dateline.annotate.mention import surface as flag
from dateline.annotate.mention.edges import (
    JOINTS,
    WordEdges,
    in_address,
    in_dotted_name,
    in_hyphenated_name,
    in_longer_name,
    plural_end,
    spaced_edges_hold,
)
from dateline.annotate.mention.gazetteer import Gazetteer, Name
from dateline.text.script import has_han

_SPACED = flag.LATIN_START | flag.LATIN_END | flag.SYMBOL_START | flag.SYMBOL_END
_NAME_PART = flag.ONE_WORD | flag.PLACE


class Span(NamedTuple):
    """A stretch of text and the names that claim it; half-open, in code points."""

    start: int
    end: int
    claims: tuple[Name, ...]


def find_spans(shape: str, folded: str, gazetteer: Gazetteer) -> list[Span]:
    """Return the names in a text, given with its shape folded and with its case folded too; in order, no overlaps.

    Of names that overlap the leftmost counts, of those that start together the longest; a name that breaks an
    edge rule takes no part. ``not`` surfaces drop their entity from the claims within them.
    """
    hits = gazetteer.scan(folded)
    if not hits:
        return []
    blocks = _blocks(hits, gazetteer)
    spaceless = has_han(shape)
    word_edges = WordEdges(cutter=gazetteer.options.word_edges)
    flags_of, names_of = gazetteer.flags, gazetteer.names
    kept: list[tuple[int, int, int, tuple[Name, ...]]] = []
    for pattern, start, end in hits:
        flags = flags_of[pattern]
        if flags & _SPACED and not spaced_edges_hold(folded, start, end, flags):
            continue
        if flags & flag.HAN and not word_edges(shape, start, end, flags):
            continue
        claims = names_of[pattern]
        if flags & flag.CASED:
            written = shape[start:end]
            if len(claims) != 1 or claims[0].shape != written:
                claims = tuple(name for name in claims
                               if flag.case_fits(name.shape, name.flags, written, spaceless=spaceless))
        if blocks:
            claims = _unblocked(claims, start, end, blocks)
        claims = _free_claims(shape, start, end, flags, claims)
        if claims:
            kept.append((start, -end, pattern, claims))
    return _leftmost_longest(kept, folded, gazetteer)


def _blocks(hits: object, gazetteer: Gazetteer) -> list[tuple[int, int, frozenset[str]]]:
    blocked = gazetteer.blocked
    if not blocked:
        return []
    return [(start, end, blocked[pattern]) for pattern, start, end in hits if pattern in blocked]  # type: ignore[attr-defined]


def _unblocked(
    claims: tuple[Name, ...], start: int, end: int, blocks: list[tuple[int, int, frozenset[str]]],
) -> tuple[Name, ...]:
    for low, high, ids in blocks:
        if low <= start and end <= high:
            claims = tuple(name for name in claims if name.entity not in ids)
    return claims


def _free_claims(shape: str, start: int, end: int, flags: int, claims: tuple[Name, ...]) -> tuple[Name, ...]:
    """Drop the claims that what stands around the span makes part of another name."""
    left = shape[start - 1] if start else "\n"
    right = shape[end] if end < len(shape) else "\n"
    if left in JOINTS or right in JOINTS:
        if in_dotted_name(shape, start, end):
            return ()
        if flags & flag.LATIN_START and in_address(shape, start, end):
            return ()
        if flags & flag.LATIN_START and (left in "-&" or right == "-"):
            claims = tuple(name for name in claims if not in_hyphenated_name(shape, start, end, name.flags))
    if flags & flag.LATIN_END and flags & (flag.PERSON | flag.PLACE) and flags & flag.ONE_WORD and (left == " " or right == " "):
        claims = tuple(name for name in claims if not (
            name.flags & (flag.PERSON | flag.PLACE) and in_longer_name(shape, start, end, name.flags)))
    return claims


def _leftmost_longest(
    kept: list[tuple[int, int, int, tuple[Name, ...]]], folded: str, gazetteer: Gazetteer,
) -> list[Span]:
    kept.sort(key=lambda hit: hit[:3])
    spans: list[Span] = []
    free_from = 0
    for start, minus_end, pattern, claims in kept:
        if start < free_from:
            continue
        end = -minus_end
        flags = gazetteer.flags[pattern]
        if flags & flag.LATIN_END and end < len(folded) and folded[end] == "s":
            end = plural_end(folded, end, flags)
        spans.append(Span(start, end, claims))
        free_from = end
    return spans
