"""Random walks of a person and the machine over one knowledge base: no word of the person is ever lost."""

from __future__ import annotations

from zlib import crc32

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dateline.capture.add import MACHINE_SUFFIX, AddOptions, Duplicates, Outcome, Shelf, plan_article
from dateline.capture.new_article import ArticleChoices
from dateline.content.edit import set_key
from dateline.content.frontmatter import parse, split
from dateline.model.capture import Extracted

PARAGRAPHS = [f"第{n}段：这一段讲的是第{n}号数据中心的建设情况，预计{2020 + n}年完工。" for n in range(8)]


class Walk(RuleBasedStateMachine):
    """The folder is a dict; a kill writes only the first files of a plan."""

    @initialize()
    def start(self) -> None:
        self.files: dict[str, str] = {}
        self.words: set[str] = set()
        self.count = 0
        self.last: tuple[Extracted, AddOptions] | None = None
        self.deleted = False

    def article(self) -> str | None:
        return next((path for path in sorted(self.files) if path.startswith("articles/")), None)

    def add(self, extracted: Extracted, options: AddOptions, stop: int = 9) -> Outcome:
        shelf = Shelf(lambda path: self.files[path])
        for path, text in self.files.items():
            (shelf.put_machine if path.endswith(MACHINE_SUFFIX) else shelf.put)(path, text)
        plan = plan_article(extracted, "capture", shelf, options)
        for file in plan.files[:stop]:
            assert self.files.get(file.path) == file.replaces
            self.files[file.path] = file.text
        return plan.outcome

    @rule(order=st.permutations(range(8)), length=st.integers(2, 8), version=st.integers(1, 3), update=st.booleans(), again=st.booleans(), stop=st.integers(0, 9), date=st.sampled_from(["2024", "2024-11-28"]))
    def convert(self, order: list[int], length: int, version: int, update: bool, again: bool, stop: int, date: str) -> None:
        body = "\n\n".join(PARAGRAPHS[n] for n in sorted(order[:length])) + "\n"
        extracted = Extracted(title="数据中心", body=body, published=date, url="https://example.com/a", capture=f"sha256:{version}{crc32(body.encode())}")
        options = AddOptions(ArticleChoices(), Duplicates.REPORT, update=update, again=again)
        outcome = self.add(extracted, options, stop)
        if outcome in (Outcome.NEW, Outcome.UPDATED) and stop:
            self.deleted = False
        self.last = (extracted, options)

    @precondition(lambda self: self.article())
    @rule(place=st.integers(0, 9))
    def write_a_paragraph(self, place: int) -> None:
        path = self.article()
        assert path
        self.count += 1
        word = f"批注{self.count}号"
        parts = split(self.files[path])
        blocks = parts.body.strip("\n").split("\n\n")
        blocks.insert(min(place, len(blocks)), f"{word}，这是人写的。")
        self.files[path] = self.files[path][: parts.body_start] + "\n" + "\n\n".join(blocks) + "\n"
        self.words.add(word)

    @precondition(lambda self: self.article())
    @rule(place=st.integers(0, 9))
    def correct_a_paragraph(self, place: int) -> None:
        path = self.article()
        assert path
        self.count += 1
        word = f"更正{self.count}号"
        parts = split(self.files[path])
        blocks = parts.body.strip("\n").split("\n\n")
        blocks[place % len(blocks)] += f"（{word}）"
        self.files[path] = self.files[path][: parts.body_start] + "\n" + "\n\n".join(blocks) + "\n"
        self.words.add(word)

    @precondition(lambda self: self.article())
    @rule(key=st.sampled_from(["title", "source", "note"]))
    def set_a_key(self, key: str) -> None:
        path = self.article()
        assert path
        self.count += 1
        word = f"人写的{self.count}号"
        old = parse(split(self.files[path]).head).get(key) or ""
        self.words -= {known for known in self.words if known in old}
        self.files[path] = set_key(self.files[path], key, word)
        self.words.add(word)

    @precondition(lambda self: self.article())
    @rule()
    def delete(self) -> None:
        path = self.article()
        assert path
        del self.files[path]
        self.words.clear()
        self.deleted = True

    @precondition(lambda self: self.last and not self.last[1].again)
    @rule()
    def convert_the_same_again(self) -> None:
        assert self.last
        self.add(*self.last)
        before = dict(self.files)
        assert self.add(*self.last) not in (Outcome.NEW, Outcome.UPDATED)
        assert self.files == before

    @invariant()
    def every_word_is_there(self) -> None:
        path = self.article() if hasattr(self, "files") else None
        text = self.files[path] if path else ""
        assert all(word in text for word in getattr(self, "words", ()))

    @invariant()
    def there_is_one_article_at_most(self) -> None:
        assert sum(path.startswith("articles/") for path in getattr(self, "files", {})) <= 1


TestWalk = Walk.TestCase
TestWalk.settings = settings(deadline=None, max_examples=60, stateful_step_count=20)
