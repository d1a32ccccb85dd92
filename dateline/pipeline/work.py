"""What workers do: a shard of articles through the stages, results as bytes that the cache keeps."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dateline.engine.scan import digest
from dateline.engine.sealed import pack, seal, unpack
from dateline.markup import Run
from dateline.model.annotation import Mention, Timex, TimexType
from dateline.model.article import Publish
from dateline.model.dates import PartialDate
from dateline.model.problem import Problem
from dateline.pipeline.article import ArticleWork, Context, linkable, process_article
from dateline.pipeline.basis import Basis, load_dates, make_basis, pack_dates
from dateline.pipeline.stored_events import pack_card
from dateline.site.context import Reading
from dateline.site.links import SPELT_OUT
from dateline.site.searchterms import extract


class Job(NamedTuple):
    """One content file to process.

    ``known`` is the digest of the version in the cache, if its row is still good; ``data`` are the file's bytes where
    the worker cannot read them itself. ``dates`` are what was dated in the version whose digest is ``dated``.
    """

    path: str
    known: bytes = b""
    data: bytes | None = None
    dated: bytes = b""
    dates: bytes = b""


class Result(NamedTuple):
    """What a worker made of one file; ``card`` is empty for no article, and all is where nothing changed.

    ``shown`` is the digest of card, events and reading; ``dated`` tells whether dates had to be found.
    """

    path: str
    digest: bytes
    id: str = ""
    card: bytes = b""
    events: bytes = b""
    reading: bytes = b""
    terms: bytes = b""
    problems: bytes = b""
    unchanged: bool = False
    shown: bytes = b""
    basis: Basis | None = None
    dated: bool = True


@dataclass(frozen=True, slots=True)
class WorkContext:
    """What a worker needs: where the project lies and what articles are read with."""

    root: Path
    stages: Context


def work_on(context: WorkContext, jobs: Sequence[Job]) -> list[Result]:
    """Read and process a shard of files; a file that vanished meanwhile is a problem of its own."""
    return [_one(context, job) for job in jobs]


def _one(context: WorkContext, job: Job) -> Result:
    try:
        data = (context.root / job.path).read_bytes() if job.data is None else job.data
    except OSError as error:
        problem = Problem(
            job.path, 0, 0, "DL701", f"the file cannot be read: {error.strerror}", "check its permissions"
        )
        return Result(job.path, b"", problems=pack([problem]))
    seen = digest(data)
    if seen == job.known:
        return Result(job.path, seen, unchanged=True)
    reused = job.dates if job.dates and seen == job.dated else b""
    try:
        work, problems = process_article(job.path, data, context.stages, load_dates(reused) if reused else None)
    except Exception as error:  # noqa: BLE001 - one file that trips a stage must not stop the others
        work, problems = None, [_fault(job.path, error)]
    if work is None:
        return Result(job.path, seen, problems=pack(problems))
    terms = search_terms(work) if context.stages.config.search else seal(b"")
    card, events = pack_card(work.card)
    reading = pack_reading(work, context.stages.config.link_mentions)
    dates = reused or pack_dates(work.annotation.timexes)
    return Result(
        job.path,
        seen,
        work.card.id,
        card,
        events,
        reading,
        terms,
        pack(problems) if problems else b"",
        shown=digest(card + events + reading),
        basis=make_basis(work.read.written, work.read.article, work.read.document.text, dates),
        dated=not reused,
    )


def _fault(path: str, error: Exception) -> Problem:
    """Report a fault of the program itself, with the place in it, so that it can be mended."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    return Problem(
        path,
        0,
        0,
        "DL703",
        f"the article could not be read: {type(error).__name__} at {where}: {error}",
        "this is a fault of Dateline: please report it",
    )


def pack_reading(work: ArticleWork, mode: str) -> bytes:
    """Keep what the article's own page needs: HTML, runs, the mentions to link, the dates that were resolved.

    Plain tuples: they are packed and read in a tenth of the time that the values they stand for would take.
    """
    mentions = [
        (m.start, m.end, m.entity)
        for m in linkable(work.annotation.mentions, mode, work.read.document.blocks, work.read.plain.runs)
    ]
    timexes = [(t.start, t.end, t.value, t.mod, t.anchor) for t in work.annotation.timexes if t.date is not None]
    return pack((work.read.html, [tuple(run) for run in work.read.plain.runs], mentions, timexes))


def load_reading(data: bytes) -> Reading:
    """Read back what ``pack_reading`` kept, of the dates those that a page explains."""
    html, runs, mentions, timexes = unpack(data)
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


def search_terms(work: ArticleWork) -> bytes:
    """Extract what an article is found by: its text, or where only an excerpt is published the sentences quoted."""
    card = work.card
    if card.publish is Publish.EXCERPT:
        text = "\n".join(event.quote for event in card.events if event.kind == "statement")
    else:
        text = work.read.document.text[work.read.document.body_start :]
    return seal(extract(card.title, text))
