"""No pattern that reads a page repeats a repetition without bounds: every search is linear for each start."""

from __future__ import annotations

import importlib
import pkgutil
import re
from re import _constants, _parser
from typing import Any

import pytest

import dateline.capture.html
import dateline.capture.metadata

NAMES = [
    module.name
    for package in (dateline.capture.html, dateline.capture.metadata)
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + ".")
] + [f"dateline.capture.markdown_{part}" for part in ("captions", "code", "escape", "read", "runs", "tables", "write")]


def _nested(tree: Any, depth: int = 0) -> bool:
    for kind, value in tree:
        if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            _, high, inner = value
            endless = high == _constants.MAXREPEAT
            if (endless and depth) or _nested(inner, depth + endless):
                return True
        elif kind is _constants.SUBPATTERN and _nested(value[3], depth) or kind is _constants.BRANCH and any(_nested(branch, depth) for branch in value[1]) or kind in (_constants.ASSERT, _constants.ASSERT_NOT) and _nested(value[1], depth):
            return True
    return False


@pytest.mark.parametrize("name", NAMES)
def test_no_nested_endless_repeat(name: str) -> None:
    found = {key: value for key, value in vars(importlib.import_module(name)).items() if isinstance(value, re.Pattern)}
    assert [key for key, value in found.items() if _nested(_parser.parse(value.pattern, value.flags))] == []


def test_the_check_sees_what_it_looks_for() -> None:
    assert _nested(_parser.parse("(?:a+b?)+"))
    assert not _nested(_parser.parse("(?:a{1,3}b?)+"))
