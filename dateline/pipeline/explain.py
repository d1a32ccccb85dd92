"""Why this date, why this entity: what was found on one line of a content file, with the rule and the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import comrak

from dateline.annotate.mention import build_gazetteer
from dateline.errors import UsageError, did_you_mean
from dateline.markup import plain_text
from dateline.model.annotation import Annotation, Block, Event, Mention, Timex
from dateline.pipeline.article import Context, ReadArticle, annotate, read_and_render
from dateline.pipeline.project import Project, read_registry, scan_content

_POSITION: Final = re.compile(r'<[a-z0-9]+[^>]*? data-sourcepos="(\d+):\d+-(\d+):\d+"')


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found on the line: ``kind`` is date, mention or event; ``details`` are (label, text) pairs."""

    kind: str
    start: int
    text: str
    result: str
    details: tuple[tuple[str, str], ...]


def explain_line(project: Project, path: str, line: int) -> list[Finding]:
    """Return what was found on a line of an article's file, in text order.

    ``line`` counts from 1 in the file, front matter included; in a paragraph that fills one long line that is all of
    it. Raises UsageError where the file is no article or has no such line.
    """
    read, annotation = _annotated(project, path)
    lines = project.read(path).decode("utf-8-sig").splitlines()
    if not 1 <= line <= len(lines):
        raise UsageError(f"{path} has {len(lines)} lines, not {line}")
    if line < read.article.body_line:
        blocks = list(read.document.blocks[:1]) if lines[line - 1].startswith("title") else []
    else:
        blocks = list(_blocks_on(read, line - read.article.body_line + 1))
    text = read.document.text
    found = [item for block in blocks for item in _in_block(annotation, text, block)]
    shown = _visible(lines[line - 1])
    return [
        item
        for item in sorted(found, key=lambda item: (item.start, item.kind))
        if _visible(item.text) in shown or len(blocks) == 0
    ]


def _annotated(project: Project, path: str) -> tuple[ReadArticle, Annotation]:
    registry, _ = read_registry(project, scan_content(project).registry.files)
    context = Context(project.config, registry, build_gazetteer(registry.entities.values()))
    try:
        data = project.read(path)
    except OSError as error:
        names = [file.rpartition("/")[2] for file in scan_content(project).articles.files]
        near = did_you_mean(path.rpartition("/")[2], names)
        raise UsageError(f"{path} cannot be read: {error.strerror}{near}") from None
    read, problems = read_and_render(path, data, context)
    if read is None:
        raise UsageError("\n".join(map(str, problems)))
    return read, annotate(read.document, read.article, context.gazetteer)[0]


def _blocks_on(read: ReadArticle, line: int) -> Iterator[Block]:
    """Yield the document's blocks whose Markdown covers a line of the body (from 1)."""
    extension = comrak.ExtensionOptions()
    extension.table = extension.footnotes = extension.strikethrough = extension.cjk_friendly_emphasis = True
    render = comrak.RenderOptions()
    render.escape = render.sourcepos = True
    markup = comrak.render_markdown(read.article.body, extension, comrak.ParseOptions(), render)
    plain = plain_text(markup, title=read.article.title)
    starts = {run.start: run.html_start for run in plain.runs}
    for block, placed in zip(read.document.blocks[1:], plain.blocks[1:], strict=False):
        where = starts.get(placed.start)
        span = _position_before(markup, where) if where is not None else None
        if span and span[0] <= line <= span[1]:
            yield block


def _position_before(markup: str, offset: int) -> tuple[int, int] | None:
    """Return the source lines of the innermost element that opens before an offset."""
    found = None
    for match in _POSITION.finditer(markup, 0, offset):
        found = match
    return (int(found[1]), int(found[2])) if found else None


def _in_block(annotation: Annotation, text: str, block: Block) -> Iterator[Finding]:
    for timex in annotation.timexes:
        if block.start <= timex.start < block.end:
            yield _explain_timex(timex, text)
    for mention in annotation.mentions:
        if block.start <= mention.start < block.end:
            yield _explain_mention(mention)
    for event in annotation.events:
        if event.kind == "statement" and block.start <= event.timex_start < block.end:
            yield _explain_event(event, text)


def _explain_timex(timex: Timex, text: str) -> Finding:
    details = [("type", timex.type.value), ("rule", timex.rule), ("why", timex.why)]
    if timex.anchor_start >= 0:
        details.append(("anchor", f"“{text[timex.anchor_start : timex.anchor_end]}”, an earlier expression"))
    elif timex.anchor:
        details.append(
            (
                "anchor",
                {"DCT": "the publication date", "absolute": "none: the text says it all"}.get(
                    timex.anchor, timex.anchor
                ),
            )
        )
    if timex.mod:
        details.append(("mod", timex.mod))
    if timex.date is not None:
        details.append(("bounds", f"{_day(timex.date.earliest)} to {_day(timex.date.latest)}"))
    return Finding(
        "date", timex.start, timex.text, timex.value or "no calendar value", tuple((k, v) for k, v in details if v)
    )


def _explain_mention(mention: Mention) -> Finding:
    details = (
        ("type", mention.type),
        ("alias", mention.alias),
        ("candidates", ", ".join(mention.candidates)),
        ("why", mention.why),
    )
    return Finding(
        "mention", mention.start, mention.text, mention.entity or "no entity", tuple((k, v) for k, v in details if v)
    )


def _explain_event(event: Event, text: str) -> Finding:
    details = (
        ("status", event.status.value),
        ("headline", event.headline),
        ("participants", ", ".join(event.entities)),
        ("attribution", event.attribution),
        ("id", event.id),
    )
    return Finding(
        "event",
        event.timex_start,
        text[event.timex_start : event.timex_end],
        event.date.edtf,
        tuple((k, v) for k, v in details if v),
    )


def _day(day: tuple[int, int, int]) -> str:
    year, month, number = day
    return "open" if abs(year) >= 99999 else f"{year:04d}-{month:02d}-{number:02d}"


def _visible(text: str) -> str:
    """Return only letters and digits: what Markdown's marks, escapes and line ends cannot change."""
    return "".join(char for char in text if char.isalnum())
