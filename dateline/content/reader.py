"""Markdown files to articles, entities, topics and pages: bytes in, a value and its problems out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from dateline.content.frontmatter import FrontMatterError, Parts, parse, split
from dateline.content.records import article_from, entity_from, topic_from
from dateline.content.schema import Fields
from dateline.model.article import Article
from dateline.model.entity import Entity, Topic
from dateline.model.problem import Problem, SourceRef
from dateline.text.slug import component

_CONFLICT: Final = re.compile(r"^(?:<{7} .*|={7}|>{7} .*)\r?$", re.M)


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page of ``content/pages``: free prose with a title, kept in the order people gave it."""

    id: str
    ref: SourceRef
    title: str
    body: str
    body_line: int = 1
    lang: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


def read_article(path: str, data: bytes) -> tuple[Article | None, list[Problem]]:
    """Read one file of ``content/articles``; None where it cannot be an article at all."""
    parts, fields = _open(path, data)
    if parts is None:
        return None, fields.problems
    article = article_from(fields, parts.body, parts.body_line)
    return article, fields.problems


def read_entity(path: str, data: bytes) -> tuple[Entity | None, list[Problem]]:
    """Read one file of ``content/entities``."""
    parts, fields = _open(path, data)
    if parts is None:
        return None, fields.problems
    return entity_from(fields, parts.body, parts.body_line), fields.problems


def read_topic(path: str, data: bytes) -> tuple[Topic | None, list[Problem]]:
    """Read one file of ``content/topics``."""
    parts, fields = _open(path, data)
    if parts is None:
        return None, fields.problems
    return topic_from(fields, parts.body, parts.body_line), fields.problems


def read_page(path: str, data: bytes) -> tuple[WrittenPage | None, list[Problem]]:
    """Read one file of ``content/pages``; front matter is optional there."""
    text, problems = decode(path, data)
    if text is None:
        return None, problems
    parts, fields = _parse(path, text)
    if parts is None:
        return None, fields.problems
    stem = stem_of(path)
    title = fields.text("title") or _first_heading(parts.body) or stem
    lang = fields.text("lang", "language")
    page = WrittenPage(
        component(fields.text("slug", "id") or stem),
        SourceRef(path),
        title,
        parts.body,
        parts.body_line,
        lang,
        dict(fields.values),
    )
    return page, fields.problems


def read_bulk(path: str, data: bytes) -> tuple[list[Entity], list[Problem]]:
    """Read a bulk ``entities.yml``: a list of entities, or a mapping from id to entity, ids optional.

    An entry of a list that cannot be read costs itself alone.
    """
    text, problems = decode(path, data)
    if text is None:
        return [], problems
    try:
        tree = read_bulk_tree(text)
    except FrontMatterError as error:
        tree, faults = _read_one_by_one(text)
        problems += [Problem(path, each.line, each.column, "DL201", str(each)) for each in faults or [error]]
    entities: list[Entity] = []
    for key, values, line in tree:
        fields = Fields(path, "", dict(values), line)
        if key and "id" not in fields.values:
            fields.values["id"] = key
        entity = entity_from(fields, "", line)
        problems += fields.problems
        if entity is not None:
            entities.append(entity)
    return entities, problems


def read_bulk_tree(text: str) -> list[tuple[str, dict[str, Any], int]]:
    """Return (key, values, line) of each entry of a bulk file; raise FrontMatterError with the place."""
    from dateline.content.yaml_tree import read_tree

    root = read_tree(text, 1)
    if root.pairs is not None:
        nodes = [(key, node) for key, node in root.pairs.items()]
        if set(root.pairs) & {"entities", "items"} and len(root.pairs) == 1:
            return read_bulk_nodes([("", node) for node in (nodes[0][1].items or [])])
        return read_bulk_nodes(nodes)
    return read_bulk_nodes([("", node) for node in (root.items or [])])


def _read_one_by_one(text: str) -> tuple[list[tuple[str, dict[str, Any], int]], list[FrontMatterError]]:
    """Read what can be read of a list, entry by entry, and return what is wrong with the rest."""
    from dateline.content.yaml_tree import read_tree

    lines = text.split("\n")
    starts = [at for at, line in enumerate(lines) if line == "-" or line.startswith(("- ", "-\r"))]
    found: list[tuple[str, dict[str, Any], int]] = []
    faults: list[FrontMatterError] = []
    for start, end in pairwise([*starts, len(lines)]):
        try:
            entry = read_tree("\n".join(lines[start:end]), start + 1)
            found += read_bulk_nodes([("", node) for node in entry.items or []])
        except FrontMatterError as error:
            faults.append(error)
    return found, faults


def read_bulk_nodes(nodes: list[tuple[str, Any]]) -> list[tuple[str, dict[str, Any], int]]:
    """Turn the nodes of a bulk file into plain values; raise FrontMatterError for one that is no mapping."""
    found: list[tuple[str, dict[str, Any], int]] = []
    for key, node in nodes:
        values = node.plain()
        if isinstance(values, str):
            values = {"name": values}
        if not isinstance(values, dict):
            raise FrontMatterError("each entity must be a mapping with a name", node.line, node.column)
        found.append((key, values, node.line))
    return found


def decode(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """Decode a content file as UTF-8 (BOM allowed) and refuse empty files and merge conflict markers."""
    if not data.strip():
        return None, [Problem(path, 1, 1, "DL205", "the file is empty", "write front matter and text, or delete it")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return None, [
            Problem(
                path,
                line,
                column,
                "DL204",
                "the file is not UTF-8 text",
                "save it as UTF-8, or put it in content/inbox/ to be converted",
            )
        ]
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        return None, [Problem(path, line, 1, "DL204", "the file holds a NUL character", "save it as plain UTF-8 text")]
    if "<<<<<<<" in text or ">>>>>>>" in text:
        problem = _conflict(path, text)
        if problem is not None:
            return None, [problem]
    return text, []


def stem_of(path: str) -> str:
    """Return a file's name without folder and suffix: the id where front matter gives none."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _conflict(path: str, text: str) -> Problem | None:
    """Find merge conflict markers: an opening and a closing one at line starts."""
    markers = list(_CONFLICT.finditer(text))
    opening = next((match for match in markers if match[0].startswith("<")), None)
    closing = next((match for match in markers if match[0].startswith(">")), None)
    if opening is None or closing is None or closing.start() < opening.start():
        return None
    line = text.count("\n", 0, opening.start()) + 1
    return Problem(
        path,
        line,
        1,
        "DL206",
        "the file holds merge conflict markers",
        "resolve the conflict and remove the marker lines",
    )


def _open(path: str, data: bytes) -> tuple[Parts | None, Fields]:
    text, problems = decode(path, data)
    if text is None:
        fields = Fields(path, "", {})
        fields.problems += problems
        return None, fields
    parts, fields = _parse(path, text)
    if parts is not None and parts.head_start < 0:
        fields.problems.append(
            Problem(
                path,
                1,
                1,
                "DL203",
                "the file has no front matter",
                "start it with a line '---', keys such as title:, and another '---'",
            )
        )
        return None, fields
    return parts, fields


def _parse(path: str, text: str) -> tuple[Parts | None, Fields]:
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
    try:
        parts = split(text)
        return parts, Fields(path, parts.head, parse(parts.head))
    except FrontMatterError as error:
        fields = Fields(path, "", {})
        fields.problems.append(
            Problem(path, error.line, error.column, "DL201", str(error), "quote values that hold ': ' or '#'")
        )
        return None, fields


def _first_heading(body: str) -> str:
    match = re.search(r"^#[ \t]+(.+?)[ \t]*#*$", body, re.M)
    return match[1] if match else ""
