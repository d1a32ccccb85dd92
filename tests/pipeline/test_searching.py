"""The search index after an edit is that of a build from nothing, whatever part of it was made again."""

from __future__ import annotations

import json
import os

import pytest

from dateline.pipeline import searching
from dateline.pipeline.build import Options, build_project
from dateline.site.search import BLOCK
from dateline.text import pinyin

TEXT = '---\ntitle: "{title}"\nslug: {slug}\npublished: "{date}"\nlang: en\n---\n{body}\n'


def write(root, name, slug, date="2024-05-01", title="A title", body="The harbour opened."):
    path = root / "content/articles" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(title=title, slug=slug, date=date, body=body), "utf-8")


def build(root, **options):
    return build_project(root, Options(jobs=1, **options))


def index(root):
    folder = root / "site/search-index"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def check(root):
    build(root)
    found = index(root)
    build(root, clean=True)
    assert found == index(root)
    return found


@pytest.fixture
def root(tmp_path):
    for number in range(BLOCK + 1):
        write(tmp_path, f"b{number:02}", f"s{number:02}", f"2024-05-{number + 1:02}", body=f"The harbour number{number} opened.")
    write(tmp_path, "z", "twice", "2024-06-01", body="The second of two.")
    build(tmp_path)
    return tmp_path


def test_results_of_articles_that_are_gone_go(root):
    (root / "content/articles/b03.md").unlink()
    (root / "content/articles/b04.md").unlink()
    assert not any(path.startswith("d/1") for path in check(root))


def test_a_file_that_takes_the_id_of_another_takes_its_place(root):
    write(root, "a", "twice", "2024-06-01", title="Another", body="The first by path.")
    assert "Another" in {row[1] for row in json.loads(check(root)["d/1.json"])}


@pytest.mark.parametrize(
    ("body", "first", "second"),
    [
        ("The first by path.", ("once", "2024-06-02", "The first by path."), "The second of two, edited."),
        ("Alpha beta.", ("twice", "2024-06-01", "Gamma beta."), "Alpha delta."),
    ],
    ids=["one gives up its id and leaves it to the other", "both change"],
)
def test_of_two_files_with_one_id(root, body, first, second):
    write(root, "a", "twice", "2024-06-01", body=body)
    build(root)
    slug, date, edited = first
    write(root, "a", slug, date, body=edited)
    write(root, "z", "twice", "2024-06-01", body=second)
    check(root)


def test_an_article_that_moves_in_time_moves_in_the_numbering(root):
    write(root, "b02", "s02", "2024-05-20", body="The harbour number2 opened.")
    check(root)


def test_an_edit_makes_its_shards_and_results_and_the_manifest_alone(root, monkeypatch):
    made = []
    whole = searching.make_index

    def watched(*arguments, **options):
        made.append(whole(*arguments, **options))
        return made[-1]

    monkeypatch.setattr("dateline.pipeline.output.make_index", watched)
    write(root, "b02", "s02", "2024-05-04", title="Another", body="The harbour number2 opened.")
    check(root)
    names = {path.partition("/")[2] for path in made[0].files}
    assert "n/all.json" not in names
    assert {"manifest.json", "d/0.json"} <= names
    assert "d/1.json" not in names
    assert made[0].made == ()
    assert "n/all.json" in {path.partition("/")[2] for path in made[1].files}


def test_an_edit_that_moves_nothing_makes_its_shards_and_results_alone(root, monkeypatch):
    made = []
    whole = searching.touched_index

    def watched(*arguments):
        made.append(whole(*arguments))
        return made[-1]

    monkeypatch.setattr("dateline.pipeline.retouching.touched_index", watched)
    write(root, "b02", "s02", "2024-05-03", title="Another", body="The harbour number2 opened again.")
    build(root)
    names = {path.partition("/")[2] for path in made[0]}
    assert "d/0.json" in names
    assert {name for name in names if not name.startswith("t/")} == {"d/0.json"}
    check(root)


def test_a_new_name_is_found(root):
    (root / "content/entities").mkdir()
    (root / "content/entities/pier.md").write_text("---\nid: pier\ntype: company\nnames: {en: Pier Works}\n---\n", "utf-8")
    assert b"Pier Works" in check(root)["n/all.json"]


def test_the_sounds_of_names_outlast_edits_of_articles(root, monkeypatch):
    (root / "content/entities").mkdir()
    file = root / "content/entities/pier.md"
    file.write_text("---\nid: pier\ntype: company\nnames: {zh: 码头公司}\n---\n", "utf-8")
    build(root)
    write(root, "b02", "s02", "2024-05-03", body="The harbour number2 closed.")
    build(root)
    monkeypatch.setattr(pinyin, "_known", {})
    monkeypatch.setattr(pinyin, "_spell", lambda name: pytest.fail(f"{name} was sounded again"))
    file.write_text("---\nid: pier\ntype: company\nnames: {zh: 码头公司}\naliases: [Pier]\n---\n", "utf-8")
    build(root)
    assert b"Pier" in index(root)["n/all.json"]


def test_shards_that_another_process_made_meanwhile_are_the_same(root, monkeypatch):
    alone = index(root)
    asked = []
    whole = searching.ahead

    def watched(work, *, worthwhile):
        asked.append((work.__name__, worthwhile))
        return whole(work, worthwhile=worthwhile)

    monkeypatch.setattr(searching, "ahead", watched)
    monkeypatch.setattr("dateline.pipeline.annotations.MANY_CHANGES", 0)
    build_project(root, Options(jobs=2, clean=True))
    assert index(root) == alone
    build_project(root, Options(jobs=1, clean=True))
    assert index(root) == alone
    assert asked == [("write", True), ("write", False)]


def test_another_process_tells_how_names_sound(root, monkeypatch):
    (root / "content/entities").mkdir()
    (root / "content/entities/pier.md").write_text("---\nid: pier\ntype: company\nnames: {zh: 码头公司}\n---\n", "utf-8")
    build(root, clean=True)
    alone = index(root)
    monkeypatch.setattr(pinyin, "_known", {})
    monkeypatch.setattr("dateline.pipeline.annotations.MANY_CHANGES", 0)
    asked = []
    monkeypatch.setattr(searching, "learn", lambda known: asked.append(sorted(known)) or pinyin.learn(known))
    spell, here = pinyin._spell, os.getpid()

    def spelt(name: str) -> str | None:
        assert os.getpid() != here, "what this loads is large"
        return spell(name)

    monkeypatch.setattr(pinyin, "_spell", spelt)
    build_project(root, Options(jobs=2, clean=True))
    assert index(root) == alone
    assert ["码头公司"] in asked


def test_what_was_staged_and_lies_there_already_is_left_alone(root):
    (root / "content/articles/b03.md").unlink()
    shards = root / "site/search-index/t"
    before = {path.name: (path.read_bytes(), path.stat().st_ino) for path in shards.iterdir()}
    build(root)
    after = {path.name: (path.read_bytes(), path.stat().st_ino) for path in shards.iterdir()}
    for name, (data, inode) in before.items():
        assert (after[name][1] == inode) == (after[name][0] == data)
