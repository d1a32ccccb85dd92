"""Take one entity out of a bulk file, as the text of a file of its own; all other lines stay byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.content.edit import format_value, quote
from dateline.content.frontmatter import FrontMatterError
from dateline.content.reader import read_bulk, read_bulk_tree
from dateline.errors import DatelineError


def take_out(path: str, text: str, identifier: str) -> tuple[str, str] | None:
    """Return the bulk file without an entity, and that entity's own file; None where the file does not hold it.

    The lines of the entry go, with comments inside it; what stands above it stays. Raises DatelineError for a file with
    an entry that cannot be read: nobody knows where that ends.
    """
    entities, _ = read_bulk(path, text.encode())
    try:
        entries = read_bulk_tree(text)
    except FrontMatterError as error:
        raise DatelineError(f"{path}:{error.line}:{error.column}: {error} — correct it, then run this again") from None
    lines = text.splitlines(keepends=True)
    place = next((at for at, entity in enumerate(entities) if entity.id == identifier), None)
    if place is None or len(entities) != len(entries):
        return None
    first = _first_line(lines, entries[place][0], entries[place][2])
    last = _end(lines, first)
    values = {"id": identifier, **{key: value for key, value in entries[place][1].items() if key != "id"}}
    own = "---\n" + "".join(f"{key}: {_flow(value)}\n" for key, value in values.items()) + "---\n"
    return "".join(lines[:first] + lines[last:]), own


def _first_line(lines: list[str], key: str, line: int) -> int:
    """Return the index of the line that opens the entry: the one with its dash, or with its key."""
    at = line - 1
    while at > 0 and not lines[at].lstrip().startswith((f"{key}:", f'"{key}":') if key else "-"):
        at -= 1
    return at


def _end(lines: list[str], first: int) -> int:
    """Return the index behind the entry: the next line that is indented no deeper and no blank."""
    indent = len(lines[first]) - len(lines[first].lstrip())
    at = first + 1
    while at < len(lines) and lines[at].strip() and len(lines[at]) - len(lines[at].lstrip()) > indent:
        at += 1
    return at


def _flow(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quote(str(key))}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return format_value([str(item) for item in value] if isinstance(value, list) else str(value))
