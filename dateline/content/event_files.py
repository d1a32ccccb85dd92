"""Read ``content/events/*.md``: merges, splits and corrections of events over articles."""

from __future__ import annotations

from dateline.content.frontmatter import FrontMatterError, parse, split
from dateline.content.reader import decode, stem_of
from dateline.content.schema import Fields
from dateline.model.annotation import Status
from dateline.model.event import EventFile
from dateline.model.problem import Problem, SourceRef


def read_event_file(path: str, data: bytes) -> tuple[EventFile | None, list[Problem]]:
    """Read one event file; None, with a problem, where it says nothing about any statement."""
    text, problems = decode(path, data)
    if text is None:
        return None, problems
    try:
        parts = split(text.replace("\r\n", "\n"))
        fields = Fields(path, parts.head, parse(parts.head))
    except FrontMatterError as error:
        hint = "quote values that hold ': ' or '#'"
        return None, [Problem(path, error.line, error.column, "DL201", str(error), hint)]
    statements, apart = fields.texts("statements", "merge"), fields.texts("apart", "split")
    if not statements and not apart:
        hint = "list event ids, or 'article-id: quoted words', under statements:"
        fields.problem((), "DL203", "the event names no statements", hint)
        return None, fields.problems
    return _event_file(path, fields, statements, apart, parts.body), fields.problems


def _event_file(path: str, fields: Fields, statements: tuple[str, ...], apart: tuple[str, ...], body: str) -> EventFile:
    return EventFile(
        id=fields.text("id", "slug") or stem_of(path), ref=SourceRef(path), statements=statements, apart=apart,
        headline=fields.text("title", "headline"), date=fields.date("date"),
        status=fields.choice("status", (status.value for status in Status), ""),
        entities=fields.texts("entities") if "entities" in fields.values else None,
        topics=fields.texts("topics") if "topics" in fields.values else None,
        hide=fields.flag("hide"), pin=fields.flag("pin"), body=body.strip("\n"),
    )
