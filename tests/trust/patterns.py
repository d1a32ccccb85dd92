"""Every regular expression of the package, and strings that make a bad one slow."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import re._constants as constants  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import dateline

_CALLS = frozenset(("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"))
_LONG = 20


def modules() -> Iterator[Any]:
    """Import and yield every module of the package."""
    for found in pkgutil.walk_packages(dateline.__path__, "dateline."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def patterns() -> dict[tuple[str, int], str]:
    """Return every pattern and its flags, with the name of a module that has it."""
    found: dict[tuple[str, int], str] = {}
    for module in modules():
        seen: set[int] = set()
        for value in list(vars(module).values()):
            for pattern in _inside(value, seen, 0):
                if isinstance(pattern.pattern, str):
                    found.setdefault((pattern.pattern, pattern.flags), module.__name__)
        for text, flags in _written(Path(str(module.__file__))):
            found.setdefault((text, flags), module.__name__)
    return found


def _inside(value: Any, seen: set[int], depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and id(value) not in seen and not isinstance(value, (str, bytes, int, float, type)):
        seen.add(id(value))
        if isinstance(value, dict):
            items: list[Any] = [*value.keys(), *value.values()][:4000]
        elif isinstance(value, (list, tuple, set, frozenset)):
            items = list(value)[:4000]
        elif type(value).__module__.startswith("dateline"):
            items = [getattr(value, name, None) for name in (*getattr(value, "__slots__", ()), *getattr(value, "__dict__", ()))]
        else:
            return
        for item in items:
            yield from _inside(item, seen, depth + 1)


def _written(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the patterns that stand in calls such as ``re.sub("…", …)``."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CALLS:
            of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            text = node.args[0].value if of_re and node.args and isinstance(node.args[0], ast.Constant) else None
            if isinstance(text, str):
                names = {item.attr for item in ast.walk(node) if isinstance(item, ast.Attribute)}
                flags = sum(int(getattr(re, name)) for name in names & {"M", "S", "I", "X", "MULTILINE", "DOTALL", "IGNORECASE", "VERBOSE"})
                yield text, flags


def pieces(text: str, flags: int) -> list[str]:
    """Return what the pattern may repeat, alone, in pairs and with what stands before it, and a few that are always bad."""
    found = [piece for piece in dict.fromkeys(_loops(parser.parse(text, flags))) if piece][:40]
    found += [a + b for a, b in pairwise(found)][:20]
    return list(dict.fromkeys([*found, " ", "a", "1", "年", "\t", "\n", "<", "[", "a "]))


def _loops(tree: Any, before: str = "") -> Iterator[str]:
    """Yield a sample of the body of each long repetition, alone and with what stands before it."""
    for operator, value in tree:
        if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            _, high, body = value
            yield from _loops(body, before)
            if high > _LONG:
                yield from _samples(body)
                yield from (before + sample for sample in _samples(body) if before)
        elif operator is constants.SUBPATTERN:
            yield from _loops(value[3], before)
        elif operator is constants.BRANCH:
            for branch in value[1]:
                yield from _loops(branch, before)
        elif operator in (constants.ASSERT, constants.ASSERT_NOT):
            yield from _loops(value[1], before)
        elif operator is constants.ATOMIC_GROUP:
            yield from _loops(value, before)
        before = next(iter(_samples([(operator, value)])), "")[-12:] or before


def _samples(tree: Any) -> list[str]:
    """Return one or two strings that the tree matches, roughly."""
    made = [""]
    for operator, value in tree:
        choices = _choices(operator, value)
        made = [(left + right)[:200] for left in made[:2] for right in choices[:2]]
    return made[:3]


def _choices(operator: Any, value: Any) -> list[str]:
    if operator is constants.LITERAL:
        return [chr(value)]
    if operator is constants.NOT_LITERAL:
        return ["a" if value != ord("a") else "b"]
    if operator is constants.ANY:
        return ["a", " "]
    if operator is constants.IN:
        return _of_class(value)
    if operator is constants.SUBPATTERN:
        return _samples(value[3])
    if operator is constants.ATOMIC_GROUP:
        return _samples(value)
    if operator is constants.BRANCH:
        return [sample for branch in value[1][:3] for sample in _samples(branch)][:4]
    if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
        low, high, body = value
        return [sample * max(low, 1 if high else 0) for sample in _samples(body)]
    return [""]


def _of_class(items: Any) -> list[str]:
    negated = any(operator is constants.NEGATE for operator, _ in items)
    taken = "".join(_of_item(operator, value) for operator, value in items)
    if negated:
        return [char for char in "a1 年\n<" if char not in taken][:2] or ["\x7f"]
    return list(dict.fromkeys(taken))[:2] or ["a"]


def _of_item(operator: Any, value: Any) -> str:
    if operator is constants.LITERAL:
        return chr(value)
    if operator is constants.RANGE:
        return chr(value[0]) + (chr(value[1]) if value[1] - value[0] < 64 else "")
    if operator is constants.CATEGORY:
        name = str(value)
        return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " \n", "CATEGORY_WORD": "a1"}.get(name, "") or ("a" if "NOT" in name else "")
    return ""


def slow_on(text: str, flags: int) -> str:
    """Say on which string a pattern takes more than quadratic time; empty where none was found.

    Steps double with each character for the worst, and 400 characters cost the third power 64 million of them; a square
    costs 160 thousand, which no clock here notices.
    """
    compiled = re.compile(text, flags)
    for piece in pieces(text, flags):
        for tail in ("\x00", "!\n"):
            for size in (25, 100, 400):
                sample = piece * max(size // len(piece), 1) + tail
                spent = _seconds(compiled, sample)
                if spent > 0.2 and _seconds(compiled, sample) > 0.2:
                    return f"{spent * 1000:.0f} ms on {len(sample)} characters like {sample[:30]!r}"
    return ""


def _seconds(compiled: re.Pattern[str], sample: str) -> float:
    started = time.process_time()
    for _ in compiled.finditer(sample):
        pass
    return time.process_time() - started
