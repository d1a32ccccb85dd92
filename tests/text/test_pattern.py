import re

import pytest

from dateline.text import pattern
from dateline.text.pattern import deferred


def test_a_pattern_is_compiled_when_it_is_first_used_and_once(monkeypatch):
    made = []

    def watched(source, flags):
        made.append(source)
        return re.compile(source, flags)

    monkeypatch.setattr(pattern, "compile_pattern", watched)
    found = deferred("(a)(?P<last>B)", re.IGNORECASE)
    assert made == []
    assert [found.match("ab")["last"], found.search("xab").start(), found.groups] == ["b", 1, 2]
    assert found.sub("-", "abab") == "--"
    assert made == ["(a)(?P<last>B)"]


def test_it_has_all_that_a_pattern_has():
    plain, found = re.compile("[a-c]+"), deferred("[a-c]+")
    for name in dir(re.Pattern):
        if not name.startswith("_"):
            assert type(getattr(found, name)) is type(getattr(plain, name))
    assert (found.pattern, found.flags) == (plain.pattern, plain.flags)


def test_what_no_pattern_has_it_has_not_before_and_after():
    found = deferred("a")
    for _ in range(2):
        with pytest.raises(AttributeError):
            found.matches  # noqa: B018
