"""Names a person said no to: ``content/suggestions.yml``, read and added to without touching other lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from dateline.content.edit import quote
from dateline.content.yaml_tree import read_tree

PATH: Final = "suggestions.yml"
"""The file's path below the content folder."""
_HEADER: Final = (
    "# Names that dateline suggest must not propose again; take a line out to hear of it once more.\nrefused:\n")


def read_refused(text: str) -> tuple[str, ...]:
    """Return the refused names in the file's order; raise FrontMatterError with the place where it is no YAML."""
    if not text.strip():
        return ()
    root = read_tree(text, 1)
    node = (root.pairs or {}).get("refused")
    values: Any = node.plain() if node is not None else []
    items = values if isinstance(values, list) else [values]
    return tuple(item for item in items if isinstance(item, str) and item)


def add_refused(text: str, names: Iterable[str]) -> str:
    """Return the file with more refused names at its end; those in it already are not written twice."""
    known = set(read_refused(text))
    new = [name for name in dict.fromkeys(names) if name not in known]
    if not new:
        return text
    start = text if text.strip() else _HEADER
    if "refused:" not in start:
        start = f"{start.rstrip()}\nrefused:\n"
    return start.rstrip("\n") + "\n" + _items(new, start)


def _items(names: Sequence[str], text: str) -> str:
    items = (line for line in text.splitlines() if line.lstrip().startswith("- "))
    indent = next((line[:len(line) - len(line.lstrip())] for line in items), "  ")
    return "".join(f"{indent}- {quote(name)}\n" for name in names)
