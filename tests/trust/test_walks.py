"""Random walks of editing, converting again and being killed: not one word that a person typed is lost."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dateline.capture.add import AddOptions
from dateline.capture.sources import read_sources
from dateline.content.edit import quote, remove_key, set_key
from dateline.content.frontmatter import FrontMatterError, parse, split
from dateline.pipeline.adding import AddRun, add_sources
from tests.trust.projects import small_site, tree

SENTENCES = ("The port office spoke of ropes.", "Ships left the dock at night.", "A crane was moved on 3 May 2024.", "海港电力说明年投产。", "Nobody asked about the bell.", "The quay is closed.")
WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=9).map(lambda word: f"zz{word}")


class Walk(RuleBasedStateMachine):
    """A person edits an article; captures of it change; runs end early."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="walk"))
        self.root = self.folder
        self.typed = []
        self.page = list(SENTENCES)
        self.title = "Ships move to the western docks"

    def teardown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    @initialize()
    def begin(self):
        self.root = small_site(self.folder / "project", 0)
        self.add()

    def article(self):
        found = [path for path in (self.root / "content/articles").rglob("*.md") if not path.name.startswith(".")]
        return found[0] if found else None

    def add(self, *, update=False, again=False, stop=0):
        (self.root / "new").mkdir(exist_ok=True)
        text = "\n\n".join(self.page)
        (self.root / "new/ships.md").write_text(f"---\ntitle: {self.title}\nurl: https://quay.example/ships\npublished: 2024-05-04\n---\n{text}\n", "utf-8")
        sources = read_sources((str(self.root / "new/ships.md"),), stdin=io.BytesIO(), url="")
        run = AddRun(AddOptions(update=update, again=again), workers=1)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("dateline.pipeline.adding.convert_isolated", convert_here)
            if stop:
                patch.setattr("dateline.pipeline.adding.atomic_write", Stopping(stop))
            with contextlib.suppress(KilledError):
                list(add_sources(self.root / "content", sources, run))

    @rule(place=st.integers(0, 9), word=WORDS)
    def type_a_word(self, place, word):
        path = self.article()
        text = path.read_text("utf-8")
        parts = split(text)
        lines = parts.body.split("\n")
        spot = place % len(lines)
        lines[spot] = f"{lines[spot]} {word}".strip()
        path.write_text(text[: parts.body_start] + "\n".join(lines), "utf-8")
        self.typed.append(word)

    @rule(key=st.sampled_from(["note", "source", "title", "description", "section"]), word=WORDS)
    def set_a_value(self, key, word):
        path = self.article()
        text = path.read_text("utf-8")
        old = parse(split(text).head).get(key) or ""
        path.write_text(set_key(text, key, f"{old} {word}".strip()), "utf-8")
        self.typed.append(word)

    @rule(word=WORDS)
    def write_a_comment(self, word):
        path = self.article()
        text = path.read_text("utf-8")
        start = split(text).head_start
        path.write_text(f"{text[:start]}# {word}\n{text[start:]}", "utf-8")
        self.typed.append(word)

    @rule(place=st.integers(0, 9), sentence=st.sampled_from(SENTENCES), what=st.sampled_from(["change", "insert", "delete"]))
    def the_page_changes(self, place, sentence, what):
        spot = place % len(self.page)
        if what == "insert":
            self.page.insert(spot, f"{sentence} It was said {len(self.page)} times.")
        elif what == "change":
            self.page[spot] = f"{sentence} That was on day {place}."
        elif len(self.page) > 3:
            del self.page[spot]

    @rule(number=st.integers(1, 9))
    def the_title_changes(self, number):
        self.title = f"Ships move to the western docks, part {number}"

    @rule()
    def convert_again(self):
        self.add(again=True)

    @rule()
    def update(self):
        self.add(update=True)
        before = tree(self.root / "content")
        self.add(update=True)
        assert tree(self.root / "content") == before

    @rule(stop=st.integers(1, 3))
    def be_killed(self, stop):
        self.add(update=True, stop=stop)

    @invariant()
    def every_word_is_there(self):
        path = self.article()
        if path is not None:
            found = set(re.findall(r"zz[a-z]+", path.read_text("utf-8")))
            assert set(self.typed) <= found
            parse(split(path.read_text("utf-8")).head)


class KilledError(BaseException):
    """Stands for kill -9."""


class Stopping:
    """Write as the real function does, and end the run before the n-th file."""

    def __init__(self, number):
        self.left = number

    def __call__(self, *arguments, **options):
        from dateline.content.writing import atomic_write

        self.left -= 1
        if self.left == 0:
            raise KilledError
        return atomic_write(*arguments, **options)


def convert_here(captures, options, **_):
    from dateline.capture import convert

    for number, capture in captures:
        yield number, convert(capture, options)


TestWalk = pytest.mark.slow(Walk.TestCase)
TestWalk.settings = settings(max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))


# Front matter -----------------------------------------------------------------------------------------------------

KEYS = st.sampled_from(["title", "source", "note", "tags", "x-y", "published"])
PLAIN = st.sampled_from(["plain", "'single'", '"double"', "2024-05-03", "12:30", "no", "[a, b]", "'it''s'", '"a # b"', "海港", "a  # with a word"])


@st.composite
def heads(draw):
    """Front matter as people write it: comments, blanks, lists, any quotes, either line end, perhaps a byte order mark."""
    lines = []
    for key in draw(st.lists(KEYS, unique=True, min_size=1, max_size=5)):
        if draw(st.booleans()):
            lines.append(f"# a word on {key}")
        if draw(st.integers(0, 3)) == 0:
            lines += [f"{key}:", *(f"  - {item}" for item in draw(st.lists(st.sampled_from(["a", "'b'", '"c"']), min_size=1, max_size=3)))]
        else:
            lines.append(f"{key}: {draw(PLAIN)}")
        if draw(st.integers(0, 4)) == 0:
            lines.append("")
    end = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return mark + end.join(["---", *lines, "---", "body", "more # body", ""])


@given(heads(), KEYS, st.text(max_size=20).filter(lambda text: "\x00" not in text and not re.search("[\ud800-\udfff]", text)))
@settings(deadline=None, max_examples=300)
def test_setting_a_key_changes_one_run_of_lines_and_reads_back(text, key, value):
    changed = set_key(text, key, value)
    before, after = text.splitlines(keepends=True), changed.splitlines(keepends=True)
    start = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    end = next((n for n, (a, b) in enumerate(zip(before[::-1], after[::-1], strict=False)) if a != b), min(len(before), len(after)))
    gone = before[start : len(before) - end]
    assert len(after[start : len(after) - end]) <= 1 + sum(line.count("\n") for line in after if quote(value)[:4] in line)
    assert all(line.lstrip().startswith((f"{key}:", "-")) or not line.strip() for line in gone), gone
    assert changed.startswith("\ufeff") == text.startswith("\ufeff")
    assert changed.count("\r\n") >= text.count("\r\n") - len(gone)
    assert parse(split(changed.replace("\r\n", "\n")).head)[key] == value
    others = parse(split(text.replace("\r\n", "\n")).head)
    others.pop(key, None)
    now = parse(split(changed.replace("\r\n", "\n")).head)
    now.pop(key)
    assert now == others
    assert set_key(changed, key, value) == changed
    assert remove_key(set_key(text, "fresh", value), "fresh") == text


@given(st.text(max_size=200), st.text(alphabet="abc:", min_size=1, max_size=5))
@settings(deadline=None, max_examples=200)
def test_editing_any_text_works_or_says_why_not(text, key):
    try:
        changed = set_key(text, key, "x")
    except FrontMatterError:
        return
    assert split(changed).body == split(text).body


@pytest.mark.parametrize("text", [
    "---\ntitle: 'x\n\n[1]: y' # z\ntags: [a]\n---\nbody\n", "---\ntitle: ' # y\ntags:\n  - a# c\ntitle: ' # y\n---\nbody\n", "---\ntitle: x\n---a: x\n---\nbody\n", "---\ntitle: \"a\nb: c\"\n---\nbody\n",
    "\ufeff---\r\ntitle: x\r\n---\r\r\ntitle: x\r\n---\r\nbody\r\n", "---\r\n\r\n---\r\r\n---\r\nby\r\n", "---\r\r\ntitle: x\r\n---\r\nbody\r\n",
])
def test_a_value_that_runs_on_in_the_first_column_is_left_to_its_author(text):
    """Found by bench/fuzz.py: a change of whole lines would have torn these, or come behind what the reader takes for the end."""
    for change in (lambda: set_key(text, "title", "new"), lambda: remove_key(text, "title")):
        try:
            changed = change()
        except FrontMatterError:
            continue
        before, after = read_as_content(text), read_as_content(changed)
        assert after[0].pop("title", "new") == "new"
        before[0].pop("title", None)
        assert before == after


def read_as_content(text):
    parts = split(text.replace("\r\n", "\n"))
    return parse(parts.head), parts.body
