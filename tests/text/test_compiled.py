"""A pattern taken from what was kept is the one that re compiles; where that cannot be had, re compiles it."""

import re
import subprocess
import sys

import pytest

from dateline.text import compiled
from dateline.text.compiled import compile_pattern, learned, use

PATTERNS = [
    (r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月)?", 0),
    (r"\b(?:jan|feb)\w*\.? (\d+)(?=,|\b)", re.IGNORECASE),
    (r"(?<![a-z])(a+?)(?P<b>b|\u0130)*+(?(b)c|d)\1", re.IGNORECASE | re.ASCII),
    (r"^ \S+ $ # a line", re.MULTILINE | re.VERBOSE),
    ("[一-龥\U00020000-\U0002a6df]+|[^\x00-\uffff]", re.DOTALL),
    ("", 0),
    (r"(?i:x)(?-i:y)", 0),
]
TEXTS = ["2024年5月 2023年", "Feb. 12, jan 3", "aabbcaa", " x \n y # a line", "龥𠀀", "Xy xY"]


@pytest.fixture(autouse=True)
def _nothing_compiled_before_or_kept_afterwards():
    re.purge()
    yield
    use({})
    compiled._shelf.learned = None


@pytest.mark.parametrize(("source", "flags"), PATTERNS)
def test_what_was_kept_is_what_is_compiled(source, flags):
    use({})
    first = compile_pattern(source, flags)
    rows = learned()
    assert list(rows) == [(source, int(flags))]
    use(rows)
    again, plain = compile_pattern(source, flags), re.compile(source, flags)
    assert learned() == {}
    assert first == again == plain
    assert (again.groups, dict(again.groupindex), again.flags) == (plain.groups, dict(plain.groupindex), plain.flags)
    for text in TEXTS:
        found = [[match.span(), match.groups(), match.groupdict()] for match in again.finditer(text)]
        assert found == [[match.span(), match.groups(), match.groupdict()] for match in plain.finditer(text)]


RULES = """
import re
from dateline.annotate.timex import find_timexes
from dateline.model.annotation import Document
from dateline.text import compiled

compiled.use({})
for lang, text in (("en", "It opened on 3 March 2021, two years after spring 2019."), ("zh", "2021年3月3日启用，去年春天开工。")):
    assert find_timexes(Document("x", lang, text))
rows = compiled.learned()
assert len(rows) > 20
assert all(compiled._made(source, row) == re.compile(source, flags) for (source, flags), row in rows.items())
"""


def test_the_rules_of_both_languages_come_out_the_same():
    """A process of its own reads a text in each: this one may have compiled their rules before."""
    subprocess.run([sys.executable, "-c", RULES], check=True)


@pytest.mark.parametrize("numbers", [b"", b"\x00" * 8, b"\xff" * 64, b"abc"])
def test_numbers_that_make_no_pattern_are_passed_over(numbers):
    use({("a|b", 0): (32, numbers, 0, {})})
    assert compile_pattern("a|b") == re.compile("a|b")


@pytest.mark.parametrize("missing", ["_engine", "_compiler"])
def test_another_interpreter_compiles_as_ever(missing, monkeypatch):
    use({})
    compile_pattern("(a)|b")
    rows = dict(learned())
    monkeypatch.setattr(compiled, missing, None)
    use(rows if missing == "_engine" else {})
    assert compile_pattern("(a)|b") == re.compile("(a)|b")
    assert learned() == {}


def test_nothing_is_noted_unless_somebody_asks():
    compiled._shelf.learned = None
    compile_pattern("c|d")
    assert learned() == {}


def test_a_mistake_in_a_pattern_shows():
    use({})
    with pytest.raises(re.error):
        compile_pattern("(")
