"""Compiled regular expressions for other processes, as bytecode files are compiled modules for them.

What ``re`` compiles is a list of numbers for the interpreter's matching engine. Compiling takes longer than an article
takes to be read; handing the numbers to the engine takes next to nothing. They are good for this very interpreter, and
kept only where the engine makes of them what ``re`` itself made; anywhere else patterns are compiled as ever.
"""

from __future__ import annotations

import re
import sys
from array import array
from typing import Any, Final

Row = tuple[int, bytes, int, dict[str, int]]
"""Flags, numbers, how many groups, and which of them have names."""
Rows = dict[tuple[str, int], Row]
"""By source and flags as they were given."""

_CODE: Final = "I"
"""How an array holds the numbers: 32 bits each."""
_engine: Any = sys.modules.get("_sre")
_compiler: Any = getattr(re, "_compiler", None)


class _Shelf:
    """What this process has of compiled patterns; what it compiles itself is noted where ``learned`` is there."""

    def __init__(self) -> None:
        self.kept: Rows = {}
        self.learned: Rows | None = None


_shelf: Final = _Shelf()


def interpreter() -> str:
    """Return what interpreter this is: what another one compiled is of no use to it."""
    return f"{sys.version} {getattr(_engine, 'MAGIC', 0)} {getattr(_engine, 'CODESIZE', 0)} {sys.byteorder}"


def use(rows: Rows) -> None:
    """Take patterns from what was kept from now on, and note which have to be compiled."""
    if _shelf.learned is None or rows is not _shelf.kept:
        _shelf.kept, _shelf.learned = rows, {}


def learned() -> Rows:
    """Return what had to be compiled since ``use``, or since this was asked last, to be kept."""
    found = _shelf.learned or {}
    if found:
        _shelf.learned = {}
    return found


def compile_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern as ``re.compile`` does, or take it from what was kept."""
    flags = int(flags)  # plain numbers are kept, no members of an enumeration
    row = _shelf.kept.get((source, flags))
    made = _made(source, row) if row is not None else None
    if made is not None:
        return made
    return re.compile(source, flags) if _shelf.learned is None else _learn(_shelf.learned, source, flags)


def _made(source: str, row: Row) -> re.Pattern[str] | None:
    flags, numbers, groups, names = row
    order: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        order[number] = name
    try:
        found: re.Pattern[str] = _engine.compile(
            source, flags, array(_CODE, numbers).tolist(), groups, names, tuple(order)
        )
    except (AttributeError, TypeError, ValueError, RuntimeError, OverflowError):  # an engine of another kind
        return None
    return found


def _learn(learned: Rows, source: str, flags: int) -> re.Pattern[str]:
    """Compile a pattern and note the numbers that ``re`` comes to, if the engine makes the same of them again."""
    caught: list[Any] = []
    make = getattr(_compiler, "_code", None)

    def watched(*arguments: Any) -> Any:
        caught.append(make(*arguments))  # type: ignore[misc]
        return caught[-1]

    if make is not None:
        _compiler._code = watched  # noqa: SLF001 - nothing public gives the numbers
    try:
        made = re.compile(source, flags)
    finally:
        if make is not None:
            _compiler._code = make  # noqa: SLF001
    if len(caught) == 1:  # none where this process had compiled it before
        row = made.flags, array(_CODE, caught[0]).tobytes(), made.groups, dict(made.groupindex)
        if _made(source, row) == made:
            learned[source, flags] = row
    return made
