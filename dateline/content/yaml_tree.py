"""YAML events as a tree with places: the exact reader behind the front-matter line parser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from dateline.content.frontmatter import MAX_DEPTH, FrontMatterError

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A scalar, list or mapping with the place it starts at (line and column from 1)."""

    line: int
    column: int
    value: str | None = None
    items: list[Node] | None = None
    pairs: dict[str, Node] | None = None

    def child(self, step: str | int) -> Node | None:
        """Return the value under a key or list index, or None."""
        if isinstance(step, int):
            return self.items[step] if self.items is not None and 0 <= step < len(self.items) else None
        return self.pairs.get(step) if self.pairs is not None else None

    def plain(self) -> Any:
        """Return the tree as str, None, list and dict; it is at most MAX_DEPTH deep."""
        if self.pairs is not None:
            return {key: node.plain() for key, node in self.pairs.items()}
        if self.items is not None:
            return [node.plain() for node in self.items]
        return self.value


def read_tree(head: str, first_line: int) -> Node:
    """Parse one YAML document of the strict subset; raise FrontMatterError with the place in the file."""
    try:
        return _build(head, first_line)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        problem = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
        raise FrontMatterError(f"not valid YAML: {problem}", first_line + line, column + 1) from None
    except (ValueError, UnicodeError, RecursionError) as error:
        if isinstance(error, FrontMatterError):
            raise
        raise FrontMatterError(f"not valid YAML: {error}", first_line, 1) from None


def _build(head: str, first_line: int) -> Node:
    root = Node(first_line, 1)
    stack: list[_Frame] = []
    documents = 0
    for event in yaml.parse(head, Loader=Loader):
        mark: Any = event.start_mark
        line, column = first_line + mark.line, mark.column + 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise FrontMatterError("front matter must be a single YAML document", line, column)
        elif isinstance(event, yaml.AliasEvent):
            raise FrontMatterError("YAML aliases (*name) are not read here; write the value out", line, column)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            node = _node(event, line, column)
            if stack:
                stack[-1].add(node)
            else:
                root = node
            if node.items is not None or node.pairs is not None:
                if len(stack) >= MAX_DEPTH:
                    raise FrontMatterError(f"values nest deeper than {MAX_DEPTH} levels", line, column)
                stack.append(_Frame(node))
    return root


def _node(event: Any, line: int, column: int) -> Node:
    if event.anchor is not None:
        raise FrontMatterError("YAML anchors (&name) are not read here; write the value out", line, column)
    if event.tag not in (None, "!"):
        raise FrontMatterError(f"YAML tags ({event.tag}) are not read here", line, column)
    if isinstance(event, yaml.MappingStartEvent):
        return Node(line, column, pairs={})
    if isinstance(event, yaml.SequenceStartEvent):
        return Node(line, column, items=[])
    if _NO_TEXT.search(event.value):
        raise FrontMatterError("the value holds a NUL or half a character; write the text itself", line, column)
    plain_null = event.implicit[0] and event.value in ("", "~", "null", "Null", "NULL")
    return Node(line, column, value=None if plain_null else event.value)


class _Frame:
    """An open list or mapping, and the key that waits for its value."""

    __slots__ = ("key", "node")

    def __init__(self, node: Node) -> None:
        self.node = node
        self.key: str | None = None

    def add(self, child: Node) -> None:
        if self.node.items is not None:
            self.node.items.append(child)
            return
        pairs = self.node.pairs
        if pairs is None:
            return
        if self.key is None:
            self.key = self._key(child, pairs)
        else:
            pairs[self.key] = child
            self.key = None

    @staticmethod
    def _key(child: Node, pairs: dict[str, Node]) -> str:
        if child.items is not None or child.pairs is not None:
            raise FrontMatterError("a key must be plain text", child.line, child.column)
        key = child.value or ""
        if key in pairs:
            raise FrontMatterError(f"the key {key!r} is given twice", child.line, child.column)
        if key == "<<":
            raise FrontMatterError("YAML merge keys (<<) are not read here", child.line, child.column)
        return key
