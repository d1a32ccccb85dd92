"""What the cache keeps of an article's text for its own page: HTML, runs, mentions to link, dates to explain."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dateline.engine.sealed import pack_plain, seal, unpack_plain, unseal
from dateline.markup import Run
from dateline.model.annotation import Block, BlockKind, Mention, Timex, TimexType
from dateline.model.dates import PartialDate
from dateline.site.context import Reading
from dateline.site.links import SPELT_OUT

if TYPE_CHECKING:
    from dateline.pipeline.article import ArticleWork


def pack_reading(work: ArticleWork, mode: str) -> bytes:
    """Keep what the article's own page needs: HTML, runs, the mentions to link, the dates that were resolved.

    Plain tuples: they are packed and read in a tenth of the time that the values they stand for would take.
    """
    mentions = [
        (m.start, m.end, m.entity)
        for m in linkable(work.annotation.mentions, mode, work.read.document.blocks, work.read.plain.runs)
    ]
    timexes = [(t.start, t.end, t.value, t.mod, t.anchor) for t in work.annotation.timexes if t.date is not None]
    return seal(pack_plain((work.read.html, [tuple(run) for run in work.read.plain.runs], mentions, timexes)))


def load_reading(data: bytes) -> Reading:
    """Read back what ``pack_reading`` kept, of the dates those that a page explains."""
    html, runs, mentions, timexes = unpack_plain(unseal(data))
    return Reading(
        html,
        tuple(map(Run._make, runs)),
        0,
        tuple(Mention(start, end, "", "", entity) for start, end, entity in mentions),
        tuple(
            Timex(start, end, "", TimexType.DATE, value, PartialDate.parse(value), mod, anchor)
            for start, end, value, mod, anchor in timexes
            if anchor not in SPELT_OUT
        ),
    )


def linkable(mentions: Sequence[Mention], mode: str, blocks: Iterable[Block], runs: Sequence[Run]) -> list[Mention]:
    """Choose the mentions that become links: all, none, or the first of each entity in each section.

    A section runs from one heading to the next. Mentions in code, links and (unless configured) headings are passed
    over.
    """
    if mode == "none":
        return []
    linked = _in_linkable_runs(mentions, runs)
    if mode == "all":
        return linked
    starts = [block.start for block in blocks if block.kind is BlockKind.HEADING]
    chosen: list[Mention] = []
    seen: set[str | None] = set()
    section = 0
    for mention in linked:
        while section < len(starts) and mention.start >= starts[section]:
            seen.clear()
            section += 1
        if mention.entity not in seen:
            seen.add(mention.entity)
            chosen.append(mention)
    return chosen


def _in_linkable_runs(mentions: Sequence[Mention], runs: Sequence[Run]) -> list[Mention]:
    found: list[Mention] = []
    ends = [run.end for run in runs]
    for mention in mentions:
        if mention.entity is None:
            continue
        index = bisect_right(ends, mention.start)
        if index == len(runs):
            break
        run = runs[index]
        if run.linkable and run.start <= mention.start and mention.end <= run.end:
            found.append(mention)
    return found
