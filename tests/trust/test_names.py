"""Names are made, never taken: whatever a file or a title says, no path leaves its folder or is one that a system refuses."""

from __future__ import annotations

import os
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.content.edit import quote
from dateline.content.writing import WriteRefusedError, atomic_write
from dateline.engine.publish import Writer
from dateline.text.slug import component, is_reserved, slug, unique_key
from tests.trust.projects import CONFIG, build, small_site, tree, write

BAD = (
    "..", "../x", "../../../etc/passwd", "..\\x", "/abs", "C:\\x", "C:x", "\\\\host\\share", "a/b", "a\\b", "a:b", "con", "CON", "aux.md", "nul", "com1.txt", "LPT9",
    "name.", "name ", " name", ".git", ".git/config", ".dateline-site", "git~1", ".g\u200cit", "．．／x", "a\u202eb", "x" * 300, "中" * 100, "中" * 300, "index.html", "feed.xml",
    "%2e%2e%2f", "%2e%2e", "a?b", "a*b", 'a"b', "<a>", "a|b", "C#", "#", "?", "*", "~", "-", "--", "\u2028", "é", "e\u0301", "\ufeff", "404.html", "static", "search-index",
)


@given(st.text(max_size=400) | st.sampled_from(BAD))
@settings(deadline=None, max_examples=300)
def test_a_made_name_fits_every_system(text):
    for name in (slug(text), component(text)):
        assert 0 < len(name.encode()) <= 100
        assert name == unicodedata.normalize("NFC", name)
        assert not set(name) & set('<>:"/\\|?*#') and name not in (".", "..")
        assert not name.startswith((".", " ")) and not name.endswith((".", " "))
        assert not is_reserved(name)
        assert not [char for char in name if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]


def test_long_titles_with_a_common_start_stay_apart():
    assert len({slug("中" * 300 + str(number)) for number in range(1000)}) == 1000
    assert len({component("中" * 90 + str(number)) for number in range(1000)}) == 1000


@pytest.mark.parametrize(("one", "other"), [("Foo", "foo"), ("\u00e9", "e\u0301"), ("ﬁ", "fi"), ("STRASSE", "straße"), ("Ａ", "a")])
def test_names_that_a_system_takes_for_one_are_one(one, other):
    assert unique_key(one) == unique_key(other)


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/x", "a//b", ".", "..", "", "a\\b", "a\0b", "x" * 256])
def test_nothing_is_written_outside_the_root(tmp_path, name):
    root = tmp_path / "root"
    root.mkdir()
    with pytest.raises((WriteRefusedError, ValueError)):
        atomic_write(root, name, b"x")
    assert tree(tmp_path) == {}
    if ".." in name.split("/"):
        with pytest.raises(WriteRefusedError):
            Writer(root).write(name, b"x")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_no_link_is_written_through(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_bytes(b"mine")
    root = tmp_path / "root"
    root.mkdir()
    (root / "folder").symlink_to(outside, target_is_directory=True)
    (root / "file").symlink_to(outside / "file")
    for name in ("folder/new", "file"):
        with pytest.raises(WriteRefusedError):
            atomic_write(root, name, b"x")
    assert tree(outside) == {"file": b"mine"}


@pytest.mark.parametrize("folder", ["content/articles", "content/pages", "content/entities", ".dateline/stage", "site/articles"])
def test_linked_folders_are_neither_read_nor_written(tmp_path, folder):
    root = small_site(tmp_path / "project", 1)
    build(root)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("---\ntitle: Secret words\npublished: '2024'\n---\nSecret words.\n", "utf-8")
    before = tree(outside)
    place = root / folder
    if place.exists():
        place.rename(tmp_path / "aside")
    place.symlink_to(outside, target_is_directory=True)
    build(root)
    assert tree(outside) == before
    assert not [path for path, data in tree(root / "site").items() if b"Secret words" in data]
    assert not [path for path in (root / "site").rglob("*") if path.is_symlink()]


def test_a_linked_cache_folder_is_refused(tmp_path):
    from dateline.errors import DatelineError

    root = small_site(tmp_path / "project", 1)
    (tmp_path / "outside").mkdir()
    (root / ".dateline").symlink_to(tmp_path / "outside", target_is_directory=True)
    with pytest.raises(DatelineError, match="is a link"):
        build(root)
    assert tree(tmp_path / "outside") == {}


def test_every_bad_id_old_address_and_file_name_is_built_below_the_site(tmp_path):
    files = {"mkdocs.yml": CONFIG}
    for number, bad in enumerate(BAD):
        value = quote(bad)
        files[f"content/articles/2024/slug-{number}.md"] = f"---\ntitle: T {number}\npublished: '2024'\nslug: {value}\nredirect_from: [{value}, {quote('/' + bad)}, {quote('old/' + bad + '/x.html')}]\n---\nText.\n"
        files[f"content/entities/id-{number}.md"] = f"---\nid: {value}\nnames: {{en: Name {number}}}\nredirect_from: [{value}]\n---\n"
        files[f"content/topics/id-{number}.md"] = f"---\nid: {value}\ntitle: Topic {number}\n---\n"
        files[f"content/articles/2023/t-{number}.md"] = f"---\ntitle: U {number}\npublished: '2023'\nsource: {value}\ntopics: [{value}]\n---\nText.\n"
        if "/" not in bad and "\0" not in bad and bad not in (".", "..") and len(bad.encode()) < 200:
            files[f"content/articles/2022/{bad}.md"] = f"---\ntitle: V {number}\npublished: '2022'\n---\nText.\n"
            files[f"content/pages/{bad}.md"] = "# Page\n"
            files[f"content/pages/feed.xml/{bad}.md"] = "# Page\n"
    root = write(tmp_path / "project", files)
    report = build(root)
    assert not [problem for problem in report.problems if problem.code == "DL703"]
    assert {path.name for path in tmp_path.iterdir()} == {"project"}
    assert {path.name for path in root.iterdir()} == {"content", "mkdocs.yml", "site", ".dateline"}
    built = tree(root / "site")
    assert (root / "site/.dateline-site").is_file()
    assert sum(path.startswith("articles/") and path.endswith("/index.html") for path in built) > len(BAD)
    for path in built:
        assert len(path.encode()) <= 400
        for part in path.split("/"):
            assert len(part.encode()) <= 120
            assert not is_reserved(part) and not part.endswith((".", " ")) and (part == ".dateline-site" or not part.startswith("."))
    assert len({unique_key(path) for path in built}) == len(built)


@pytest.mark.parametrize(("one", "other"), [("Foo", "foo"), ("e\u0301t", "\u00e9t")])
def test_two_files_of_one_name_are_an_error_that_names_both(tmp_path, one, other):
    files = {f"content/articles/{folder}/{name}.md": f"---\ntitle: T {name}\npublished: '2024'\n---\nText.\n" for folder, name in (("2023", one), ("2024", other))}
    root = write(tmp_path, {"mkdocs.yml": CONFIG, **files})
    clashes = [problem for problem in build(root).problems if problem.code == "DL403"]
    assert len(clashes) == 1
    assert f"2024/{other}" in clashes[0].path and f"2023/{one}" in clashes[0].message
