"""What workers do: a shard of articles through the stages, results as bytes that the cache keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dateline.annotate.mention import find_about, find_mentions
from dateline.annotate.mention.word_edges import WordEdges
from dateline.annotate.timex import find_timexes
from dateline.engine.scan import digest
from dateline.engine.sealed import DamagedError, pack, seal
from dateline.model.annotation import Annotation, Event, Mention, Timex
from dateline.model.article import Publish
from dateline.model.problem import Problem
from dateline.pipeline.article import (
    ArticleWork,
    Context,
    ReadArticle,
    find_events,
    make_card,
    read_and_render,
)
from dateline.pipeline.basis import fold_text, load_dates, load_edges, make_basis, pack_dates, pack_edges
from dateline.pipeline.faults import article_fault
from dateline.pipeline.jobs import Job, Result
from dateline.pipeline.readings import pack_reading
from dateline.pipeline.stored_events import pack_card
from dateline.site.searchterms import extract
from dateline.text import compiled
from dateline.text.compiled import Rows


@dataclass(frozen=True, slots=True)
class WorkContext:
    """What a worker needs: where the project lies and what articles are read with."""

    root: Path
    stages: Context


@dataclass(slots=True)
class _Underway:
    """An article on its way through the stages; ``result`` is set where it ends, at the last stage or before."""

    job: Job
    seen: bytes = b""
    data: bytes = b""
    dates: bytes = b""
    problems: list[Problem] = field(default_factory=list)
    read: ReadArticle | None = None
    mentions: Sequence[Mention] = ()
    edges: bytes = b""
    folded: str = ""
    timexes: Sequence[Timex] = ()
    events: Sequence[Event] = ()
    work: ArticleWork | None = None
    terms: bytes = b""
    result: Result | None = None

    @property
    def article(self) -> ReadArticle:
        """The article as it was read, for the stages after reading."""
        assert self.read is not None
        return self.read

    @property
    def done(self) -> ArticleWork:
        """All that was found, for the stages after annotation."""
        assert self.work is not None
        return self.work


def work_on(context: WorkContext, jobs: Sequence[Job]) -> list[Result]:
    """Read and process a shard of files; a file that vanished meanwhile is a problem of its own.

    All go through one stage before any goes through the next, and those of one language after another, so that the
    tables and patterns of a stage are looked into while they still lie near the processor: that spares a fifth of
    the time.
    """
    shard = [_Underway(job) for job in jobs]
    _go_through(_READING, context, shard)
    _go_through(_FINDING, context, sorted(shard, key=_language))
    return [article.result for article in shard if article.result is not None]


def work_and_learn(context: tuple[WorkContext, Rows], jobs: Sequence[Job]) -> tuple[list[Result], Rows]:
    """Process a shard with the patterns that are kept; return also those that this process has compiled for it."""
    compiled.use(context[1])
    return work_on(context[0], jobs), compiled.learned()


def _language(article: _Underway) -> str:
    return article.read.document.lang if article.read is not None else ""


def _go_through(stages: Sequence[_Stage], context: WorkContext, shard: Sequence[_Underway]) -> None:
    for stage in stages:
        for article in shard:
            if article.result is not None:
                continue
            try:
                stage(context, article)
            except DamagedError:
                raise  # what the cache handed in is made anew with all of it
            except Exception as error:  # noqa: BLE001 - one file that trips a stage must not stop the others
                problems = pack([article_fault(article.job.path, error)])
                article.result = Result(article.job.path, article.seen, problems=problems)


def _load(context: WorkContext, article: _Underway) -> None:
    """Read the bytes, and see whether anything is to be done."""
    job = article.job
    try:
        article.data = (context.root / job.path).read_bytes() if job.data is None else job.data
    except OSError as error:
        problem = Problem(
            job.path, 0, 0, "DL701", f"the file cannot be read: {error.strerror}", "check its permissions"
        )
        article.result = Result(job.path, b"", problems=pack([problem]))
        return
    article.seen = digest(article.data)
    if article.seen == job.known:
        article.result = Result(job.path, article.seen, unchanged=True)
    elif job.dates and article.seen == job.dated:
        article.dates = job.dates


def _read(context: WorkContext, article: _Underway) -> None:
    article.read, article.problems = read_and_render(article.job.path, article.data, context.stages)
    if article.read is None:
        article.result = Result(article.job.path, article.seen, problems=pack(article.problems))


def _find_mentions(context: WorkContext, article: _Underway) -> None:
    document = article.article.document
    edges = WordEdges(load_edges(article.job.edges), cutter=context.stages.gazetteer.options.word_edges)
    article.mentions = find_mentions(document, context.stages.gazetteer, edges)
    article.edges = pack_edges(edges.used)
    article.folded = fold_text(document.text)  # names were just looked for in it, so it is remembered


def _find_dates(_: WorkContext, article: _Underway) -> None:
    article.timexes = load_dates(article.dates) if article.dates else find_timexes(article.article.document)


def _find_events(_: WorkContext, article: _Underway) -> None:
    read = article.article
    article.events, problems = find_events(read.document, read.article, article.timexes, article.mentions)
    article.problems += problems


def _sum_up(context: WorkContext, article: _Underway) -> None:
    read = article.article
    about = find_about(read.document, article.mentions)
    annotation = Annotation(tuple(article.mentions), tuple(article.timexes), tuple(article.events), about)
    article.work = ArticleWork(read, annotation, make_card(read, annotation, context.stages))


def _find_terms(context: WorkContext, article: _Underway) -> None:
    article.terms = search_terms(article.done) if context.stages.config.search else seal(b"")


def _pack(context: WorkContext, article: _Underway) -> None:
    work, problems = article.done, article.problems
    card, events, told = pack_card(work.card)
    reading = pack_reading(work, context.stages.config.link_mentions)
    dates = article.dates or pack_dates(work.annotation.timexes)
    article.result = Result(
        article.job.path,
        article.seen,
        work.card.id,
        card,
        events,
        reading,
        article.terms,
        pack(problems) if problems else b"",
        shown=digest(told + reading),
        basis=make_basis(work.read.written, work.read.article, article.folded, dates, article.edges),
        dated=not article.dates,
    )


_Stage = Callable[[WorkContext, _Underway], None]
_READING: Final[tuple[_Stage, ...]] = (_load, _read)
_FINDING: Final[tuple[_Stage, ...]] = (
    _find_mentions, _find_dates, _find_events, _sum_up, _find_terms, _pack,
)  # fmt: skip


def search_terms(work: ArticleWork) -> bytes:
    """Extract what an article is found by: its text, or where only an excerpt is published the sentences quoted."""
    card = work.card
    if card.publish is Publish.EXCERPT:
        text = "\n".join(event.quote for event in card.events if event.kind == "statement")
    else:
        text = work.read.document.text[work.read.document.body_start :]
    return seal(extract(card.title, text))
