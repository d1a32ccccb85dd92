"""A site brought up to date edit by edit equals one built from nothing, whatever the edits and their order."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from dateline.pipeline.build import Options, build_project
from dateline.pipeline.reading import read_library
from dateline.site import choices, timelines

NAMES = {
    "harbour-power": ("Harbour Power", "海港电力"),
    "lantern-works": ("Lantern Works", "灯火工坊"),
    "tidal-basin": ("Tidal Basin", "潮汐湾"),
    "quay-rail": ("Quay Rail", "码头铁路"),
}
SENTENCES = (
    "On 3 March {year}, {en} opened a plant at the north quay.",
    "In May {year} {en} signed a contract worth 20 million euros.",
    "{en} plans to double its output by the end of {next}.",
    "Last year {en} sold its ferries.",
    "{year}年6月8日，{zh}宣布完成融资。",
    "{zh}计划于{next}年底前投产新线。",
    "去年，{zh}收购了一家船厂。",
    "A spokesman declined to comment on the matter.",
    "On 3 March {year}, {en} opened a plant at the south quay, according to the port office.",
    "{year}年，港务局批准了{zh}的方案。",
)
SOURCES = ("", "Harbour Ledger", "港口日报")
TOPICS = ("energy", "freight", "港口")
WORDS = ("opened a plant", "signed a contract", "plans to double", "sold its ferries", "完成融资", "Harbour", "declined")
CORRECTIONS = (
    {}, {"title": "Told by a person"}, {"date": "2020-03"}, {"date": "1987"}, {"hide": True}, {"pin": True},
    {"entities": ["Quay Rail", "nobody"]}, {"topics": ["freight"]}, {"status": "planned"}, {"status": "denied"},
)  # fmt: skip
FOOTER = "{{% extends 'dateline/partials/footer.html' %}}{{# {} #}}"
keys = st.sampled_from(sorted(NAMES))
numbers = st.integers(0, 6)
small = st.integers(0, 9)


class Edits(RuleBasedStateMachine):
    """Edit a small knowledge base by chance; after each ``look`` its site must be that of a clean build."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="dateline-"))
        self.root = self.folder / "kept"
        self.entities: dict[str, dict[str, object]] = {}
        self.options: dict[str, object] = {"languages": ["en", "zh"], "page_size": 10, "key_events": 2}

    def teardown(self) -> None:
        self.look()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        for folder in ("articles", "entities", "topics", "pages"):
            (self.root / "content" / folder).mkdir(parents=True)
        self.configure()
        for key in sorted(NAMES)[:2]:
            self.name_entity(key, 0)
        for number in range(5):
            self.write_article(number, number, 1, [number, number + 2, number + 4, number + 5], number % 3)
        build(self.root)

    def configure(self) -> None:
        lines = ["site_name: Port", "site_url: https://port.example/"]
        lines += [f"{key}: {json.dumps(value)}" for key, value in self.options.items()]
        self.save("mkdocs.yml", "\n".join(lines) + "\n")

    def save(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    @rule(number=numbers, title=small, year=st.integers(0, 3), told=st.lists(small, max_size=5), source=st.integers(0, 2))
    def write_article(self, number: int, title: int, year: int, told: list[int], source: int) -> None:
        """Add or replace an article."""
        english, chinese = NAMES[sorted(NAMES)[title % 4]]
        names = {"en": english, "zh": chinese, "year": 2019 + year, "next": 2021 + year}
        head = [f"title: {json.dumps(f'{english} {title}')}", f"published: 202{year}-0{1 + number}-15"]
        head += [f"source: {SOURCES[source]}"] if source else []
        head += [f"topics: [{TOPICS[number % 3]}]"] if number % 2 else []
        head += [f"entities: [{english}]"] if (english, chinese) == NAMES["harbour-power"] and number == 3 else []
        head += [f"captured: 2024-01-0{1 + title % 9}"] if title % 3 else []
        body = "\n\n".join(SENTENCES[index].format(**names) for index in told) or "Nothing was said."
        self.save(f"content/articles/a{number}.md", "\n".join(["---", *head, "---", body, ""]))

    @rule(number=numbers)
    def lead_in(self, number: int) -> None:
        """Put a paragraph before the text, so that every offset moves."""
        path = self.root / f"content/articles/a{number}.md"
        if path.exists():
            head, _, body = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
            self.save(f"content/articles/a{number}.md", f"---\n{head}\n---\nWithout any doubt.\n\n{body}")

    @rule(number=numbers, title=small, further=st.booleans())
    def touch_up(self, number: int, title: int, further: bool) -> None:
        """Change what an article says and nothing of where it stands, and look before and after."""
        path = self.root / f"content/articles/a{number}.md"
        if path.exists():
            self.look()
            text = path.read_text("utf-8")
            text = text + "\nA spokesman declined to comment.\n" if further else text.replace("\npublished", f" {title}\npublished")
            path.write_text(text.replace(f'" {title}\n', f' {title}"\n'), "utf-8")
            self.look()

    @rule(number=numbers)
    def delete_article(self, number: int) -> None:
        (self.root / f"content/articles/a{number}.md").unlink(missing_ok=True)

    @rule(number=numbers, other=numbers)
    def rename_article(self, number: int, other: int) -> None:
        path = self.root / f"content/articles/a{number}.md"
        if path.exists():
            path.rename(path.with_name(f"b{other}.md"))

    @rule(key=keys, variant=st.integers(0, 5))
    def name_entity(self, key: str, variant: int) -> None:
        """Add an entity, or change a part of it: its names, an alias, what it is never called, its type, its text."""
        english, chinese = NAMES[key]
        names = {"en": english + " Group" if variant == 1 else english, "zh": chinese}
        head = [f"type: {'product' if variant == 4 else 'company'}", f"names: {json.dumps(names, ensure_ascii=False)}"]
        head += ["aliases: [港务局, the port office]"] if variant == 2 else []
        head += [f"not: [{english}]"] if variant == 3 else []
        head += ["needs: {'': [ferries]}", "parent: harbour-power"] if variant == 5 else []
        self.save(f"content/entities/{key}.md", "\n".join(["---", *head, "---", f"Written {variant}.", ""]))

    @rule(key=keys)
    def delete_entity(self, key: str) -> None:
        (self.root / f"content/entities/{key}.md").unlink(missing_ok=True)

    @rule(topic=st.sampled_from(TOPICS), word=st.sampled_from(["plant", "ferries", "方案"]), there=st.booleans())
    def describe_topic(self, topic: str, word: str, there: bool) -> None:
        path = f"content/topics/{topic}.md"
        if there:
            self.save(path, f"---\nnames: {{en: {topic.upper()}}}\nkeywords: [{word}]\n---\n")
        else:
            (self.root / path).unlink(missing_ok=True)

    @rule(
        name=st.sampled_from(["one", "two", "a1"]),
        told=st.lists(st.tuples(numbers, st.sampled_from(WORDS)), max_size=3),
        apart=st.lists(st.tuples(numbers, st.sampled_from(WORDS)), max_size=2),
        known=st.lists(small, max_size=2),
        correction=st.sampled_from(CORRECTIONS),
    )
    def correct_event(
        self, name: str, told: list[tuple[int, str]], apart: list[tuple[int, str]], known: list[int], correction: dict[str, object]
    ) -> None:
        """Add or replace an event file, which names statements by words, by id, by the name of another file, or vainly."""
        ids = list(read_library(self.root)[1].entries)
        statements = [f"a{number}: {words}" for number, words in told] + [ids[at * 7 % len(ids)] for at in known if ids]
        if not statements and not apart:
            (self.root / f"content/events/{name}.md").unlink(missing_ok=True)
            return
        head = {"statements": statements, "apart": [f"a{number}: {words}" for number, words in apart], **correction}
        if name == "a1" and statements:
            head["id"] = statements[-1]  # taken from another entry
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
        self.save(f"content/events/{name}.md", "\n".join(["---", *lines, "---", ""]))

    @rule(name=st.sampled_from(["one", "two", "a1"]))
    def leave_event(self, name: str) -> None:
        (self.root / f"content/events/{name}.md").unlink(missing_ok=True)

    @rule(name=st.sampled_from(["about", "notes", "index"]), text=small)
    def write_page(self, name: str, text: int) -> None:
        self.save(f"content/pages/{name}.md", f"---\ntitle: {name} {text % 2}\n---\nText {text}.\n")

    @rule(
        change=st.sampled_from([
            ("languages", ["en", "zh"]), ("languages", ["zh"]), ("publish", "full"), ("publish", "excerpt"), ("search", True),
            ("search", False), ("key_events", 2), ("key_events", 5), ("feeds", False), ("link_mentions", "all"),
        ])
    )  # fmt: skip
    def change_configuration(self, change: tuple[str, object]) -> None:
        self.options[change[0]] = change[1]
        self.configure()

    @rule(text=st.integers(0, 2))
    def change_template(self, text: int) -> None:
        if text:
            self.save("templates/partials/footer.html", FOOTER.format(text))
        else:
            (self.root / "templates/partials/footer.html").unlink(missing_ok=True)

    @rule()
    def look(self) -> None:
        """Build what changed, and compare with the same content built from nothing."""
        report = build(self.root)
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        for name in ("content", "templates", "mkdocs.yml"):
            source = self.root / name
            if source.exists():
                (shutil.copytree if source.is_dir() else shutil.copy)(source, _made(clean) / name)
        expected = build(clean)
        kept, made = tree(self.root / "site"), tree(clean / "site")
        assert sorted(kept) == sorted(made)
        assert [path for path in kept if kept[path] != made[path]] == []
        assert sorted(report.problems) == sorted(expected.problems)


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def build(root: Path):
    return build_project(root, Options(jobs=1))


def run(machine: type[RuleBasedStateMachine], examples: int, steps: int) -> None:
    """Run a state machine, the same steps each time, however long they take."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("budget", ["", "QUOTE_BUDGET", "PERIOD_BUDGET"], ids=["small", "middling", "large"])
def test_edits_in_any_order_give_the_site_of_a_clean_build(monkeypatch, budget):
    monkeypatch.setattr(choices, "DRAWN", 3)
    if budget:
        monkeypatch.setattr(timelines, budget, 5)
    run(Edits, examples=12, steps=10)
