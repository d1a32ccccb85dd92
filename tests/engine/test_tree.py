"""A tree as it was left is told from one that differs, whatever was done to it and however soon."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from dateline.engine import fork
from dateline.engine.scan import stamp_of
from dateline.engine.stamps import YOUNG
from dateline.engine.tree import Difference, Tree, compare, grown, is_as_left, leave

PATHS = ("index.html", "articles/a/index.html", "articles/b/index.html", "articles/b/more/x.html", "static/s.css")


def write(top: Path, path: str, text: str = "text") -> bytes:
    (top / path).parent.mkdir(parents=True, exist_ok=True)
    (top / path).write_text(text)
    return stamp_of((top / path).lstat()).packed()


def left(top: Path, *, settled: bool) -> Tree:
    """Return a tree of PATHS; a settled one is seen so late that its folders' times are beyond doubt."""
    files = {path: write(top, path) for path in PATHS}
    return leave(top, files, Difference(time.time_ns() + 2 * YOUNG * settled))


@pytest.fixture(params=[False, True], ids=["young", "settled"])
def tree(request: pytest.FixtureRequest, tmp_path: Path) -> Tree:
    return left(tmp_path, settled=request.param)


def outcome(top: Path, tree: Tree) -> tuple[bool, list[str], list[str], list[str]]:
    found = compare(top, tree)
    return is_as_left(top, tree), sorted(found.touched), sorted(found.gone), sorted(found.added)


def test_nothing_differs(tmp_path: Path, tree: Tree):
    assert list(tree.folders) == ["", "articles", "articles/a", "articles/b", "articles/b/more", "static"]
    assert outcome(tmp_path, tree) == (True, [], [], [])


def test_only_settled_folders_are_trusted(tmp_path: Path):
    young = left(tmp_path, settled=False)
    assert list(young.young) == list(young.folders)
    assert grown(young, time.time_ns()).young == young.young
    assert grown(young, time.time_ns() + 2 * YOUNG).young == []


def test_a_file_written_over_is_touched(tmp_path: Path, tree: Tree):
    before = (tmp_path / PATHS[1]).lstat()
    write(tmp_path, PATHS[1], "TEXT")
    os.utime(tmp_path / PATHS[1], ns=(before.st_atime_ns, before.st_mtime_ns))
    assert outcome(tmp_path, tree) == (False, [PATHS[1]], [], [])


def test_a_removed_file_is_gone(tmp_path: Path, tree: Tree):
    (tmp_path / PATHS[1]).unlink()
    assert outcome(tmp_path, tree) == (False, [PATHS[1]], [PATHS[1]], [])


@pytest.mark.parametrize("path", ["new.html", "articles/b/more/new.html", "deep/er/new.html", "articles/new/x.html"])
def test_an_added_file_is_found(tmp_path: Path, tree: Tree, path: str):
    write(tmp_path, path)
    assert outcome(tmp_path, tree) == (False, [], [], [path])


def test_a_file_added_without_a_trace_is_found_where_its_folder_is_young(tmp_path: Path):
    """A clock too coarse to tell: the folder's stamp is that of before."""
    young = left(tmp_path, settled=False)
    write(tmp_path, "static/new.css")
    at = young.folders.index("static") * 32
    now = stamp_of((tmp_path / "static").lstat()).packed()
    same = young._replace(stamps=young.stamps[:at] + now + young.stamps[at + 32 :])
    assert outcome(tmp_path, same) == (False, [], [], ["static/new.css"])


@pytest.mark.parametrize("name", [".hidden", "empty", "node_modules"])
def test_what_is_no_file_of_a_site_is_passed_over(tmp_path: Path, tree: Tree, name: str):
    (tmp_path / "articles" / name).mkdir()
    found = compare(tmp_path, tree)
    assert (found.touched, list(found.added)) == (set(), [])
    again = leave(tmp_path, tree.file_stamps(), found)
    assert is_as_left(tmp_path, grown(again, time.time_ns() + 2 * YOUNG))


def test_a_folder_that_became_a_link_takes_its_files_along(tmp_path: Path):
    top = tmp_path / "site"
    tree = left(top, settled=True)
    (top / "articles").rename(tmp_path / "elsewhere")
    write(tmp_path, "elsewhere/b/foreign.html")
    (top / "articles").symlink_to(tmp_path / "elsewhere")
    inside = sorted(path for path in PATHS if path.startswith("articles/"))
    assert outcome(top, tree) == (False, inside, inside, [])


def test_a_file_that_became_something_else_is_gone(tmp_path: Path, tree: Tree):
    (tmp_path / PATHS[0]).unlink()
    (tmp_path / PATHS[0]).symlink_to(tmp_path / PATHS[4])
    (tmp_path / PATHS[4]).unlink()
    write(tmp_path, f"{PATHS[4]}/inside.css")
    assert outcome(tmp_path, tree) == (False, [PATHS[0], PATHS[4]], [PATHS[0], PATHS[4]], [f"{PATHS[4]}/inside.css"])


def test_a_tree_is_left_again_after_changes(tmp_path: Path, tree: Tree):
    files = tree.file_stamps()
    found = compare(tmp_path, tree)
    files["topics/new/x.html"] = write(tmp_path, "topics/new/x.html")
    shutil.rmtree(tmp_path / "articles/b/more")
    del files["articles/b/more/x.html"]
    again = leave(tmp_path, files, found, ["topics/new/x.html", "articles/b/more/x.html"])
    assert outcome(tmp_path, again) == (True, [], [], [])
    assert again.file_stamps() == files


def test_two_processes_see_what_one_sees(tmp_path: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fork, "WORTHWHILE", 2)
    assert is_as_left(tmp_path, tree)
    for path in (PATHS[0], PATHS[4]):
        (tmp_path / path).unlink()
        assert not is_as_left(tmp_path, tree)
        tree = left(tmp_path, settled=True)


def test_without_a_process_to_give_one_looks_at_all(tmp_path: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch):
    def none() -> int:
        raise BlockingIOError

    monkeypatch.setattr(fork, "WORTHWHILE", 2)
    monkeypatch.setattr(os, "fork", none)
    assert is_as_left(tmp_path, tree)
