"""Front matter in a small strict subset of YAML, with every error located.

Strings stay strings: ``no``, ``12:30``, ``0123`` and ``2024-05-03`` are read as written, and the schema decides what
they mean. Anchors, aliases, tags, merge keys and duplicate keys are errors. Simple blocks are read by a line
parser; whatever it does not know for certain goes to PyYAML's C event parser.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from dateline.text.pattern import deferred

MAX_BYTES: Final = 65_536
"""Longest front matter that is read; longer is a mistake or an attack."""
MAX_DEPTH: Final = 8

Value = Any
"""A value as read: str, None, list of values, or dict of str to value."""

_FENCE: Final = re.compile(r"---[ \t]*\r?\n")
_END: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.M)
_SIMPLE_KEY: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):(?:[ ]+(.*))?")
_PLAIN: Final = re.compile(
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<][^#:]*|[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<](?:[^#:]|:(?=\S)|(?<=\S)#)*"
)
_UNUSUAL: Final = deferred(r"[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))


class FrontMatterError(ValueError):
    """The front matter cannot be read; ``line`` and ``column`` count from 1 within the file."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Parts:
    """A file cut at its fences: ``head`` is the YAML between them, ``body`` what follows.

    ``head_start`` and ``body_start`` are code-point offsets into the text, ``body_line`` the line
    (from 1) that the body starts on. A file without front matter has ``head_start`` -1.
    """

    head: str
    body: str
    head_start: int
    body_start: int
    body_line: int


def split(text: str) -> Parts:
    """Cut a file into front matter and body; raise FrontMatterError for a block that never ends."""
    offset = 1 if text.startswith("\ufeff") else 0
    opening = _FENCE.match(text, offset)
    if opening is None:
        return Parts("", text[offset:], -1, offset, 1)
    closing = _END.search(text, opening.end())
    if closing is None:
        raise FrontMatterError("the front matter that starts here has no closing '---' line", 1, 1)
    head = text[opening.end() : closing.start()]
    body_line = text.count("\n", 0, closing.end()) + 1
    return Parts(head, text[closing.end() :], opening.end(), closing.end(), body_line)


def parse(head: str, first_line: int = 2) -> dict[str, Value]:
    """Read the YAML between the fences; ``first_line`` is the file's line it starts on.

    Raises FrontMatterError with the place in the file. Scalars are returned as the text they stand
    for; a plain empty scalar, ``~`` and ``null`` are None.
    """
    if len(head) > MAX_BYTES:
        raise FrontMatterError(f"the front matter is longer than {MAX_BYTES} characters", first_line, 1)
    simple = _parse_simple(head)
    return simple if simple is not None else _parse_events(head, first_line)


def locate(head: str, path: tuple[str | int, ...], first_line: int = 2) -> tuple[int, int]:
    """Return line and column of the value at ``path`` (keys and list indexes); its parent's where it is absent.

    The line parser reads a little that YAML does not; there it is the block's first line.
    """
    from dateline.content.yaml_tree import read_tree

    try:
        node = read_tree(head, first_line)
    except FrontMatterError:
        return first_line, 1
    for step in path:
        child = node.child(step)
        if child is None:
            break
        node = child
    return node.line, node.column


def _parse_events(head: str, first_line: int) -> dict[str, Value]:
    from dateline.content.yaml_tree import read_tree

    value = read_tree(head, first_line).plain()
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise FrontMatterError("front matter must be 'key: value' lines", first_line, 1)
    return value


def _parse_simple(head: str) -> dict[str, Value] | None:
    """Read the forms that Dateline itself writes; None where a line is anything else.

    Known forms: ``key: plain``, ``key: "json string"``, ``key: [a, "b"]``, ``key:`` with ``- item`` lines, comments,
    blanks.
    """
    if not head.replace("\n", "").isprintable() and _UNUSUAL.search(head):  # what can be printed is not unusual
        return None
    values: dict[str, Value] = {}
    waiting: dict[str, list[Value]] = {}
    items: list[Value] | None = None
    for line in head.split("\n"):
        stripped = line.strip()
        if not stripped:
            continue
        if stripped[0] == "#":
            continue
        if line[0] in " -":
            item = _list_item(stripped) if items is not None else _FAIL
            if item is _FAIL or items is None:
                return None
            items.append(item)
            continue
        match = _SIMPLE_KEY.fullmatch(stripped)
        if match is None or match[1] in values:
            return None
        text = match[2]
        if text is None:
            items = waiting[match[1]] = []
            values[match[1]] = None
            continue
        items = None
        value = _scalar(text.strip())
        if value is _FAIL:
            return None
        values[match[1]] = value
    return values | {key: found for key, found in waiting.items() if found}


_FAIL: Final = object()


def _list_item(stripped: str) -> Any:
    if not stripped.startswith("- "):
        return _FAIL
    text = stripped[2:].strip()
    return _FAIL if text[:1] in ("[", "{", "-") else _scalar(text)


def _scalar(text: str) -> Any:
    """Read one scalar or a one-line flow list; _FAIL where only a YAML parser can be sure."""
    first = text[:1]
    if first == '"':
        return _quoted(text)
    if first == "[":
        return _flow_list(text)
    if first == "'":
        return text[1:-1] if len(text) > 1 and text[-1] == "'" and "'" not in text[1:-1] else _FAIL
    if text in _NULLS:
        return None
    return text if _PLAIN.fullmatch(text) else _FAIL


def _quoted(text: str) -> Any:
    if "\\" not in text:
        return text[1:-1] if len(text) > 1 and text.find('"', 1) == len(text) - 1 else _FAIL
    if "\\/" in text or "\\u" in text:
        return _FAIL
    try:
        value = json.loads(text)
    except ValueError:
        return _FAIL
    return value if isinstance(value, str) else _FAIL


def _flow_list(text: str) -> Any:
    if text[-1] != "]":
        return _FAIL
    inner = text[1:-1].strip()
    if not inner:
        return []
    if '"' in inner:
        if "'" in inner:
            return _FAIL
        try:
            values = json.loads(text)
        except ValueError:
            return _FAIL
        return values if all(isinstance(value, str) for value in values) and "\\u" not in text else _FAIL
    parts = [part.strip() for part in inner.split(",")]
    if any(part in _NULLS or "[" in part or "]" in part or "{" in part or not _PLAIN.fullmatch(part) for part in parts):
        return _FAIL
    return parts
