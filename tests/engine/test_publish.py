from __future__ import annotations

import multiprocessing
import os
import time

import pytest

from dateline.content.writing import WriteRefusedError
from dateline.engine.lock import project_lock
from dateline.engine.publish import MARKER, Writer, check_replaceable, move_into_place, remove_stale, swap_in
from dateline.engine.scan import scan, stamp_of
from dateline.engine.store import VERSION, Store
from dateline.errors import DatelineError


def test_a_new_tree_takes_the_place_of_the_old_one(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/old.html").write_text("old")
    Writer(tmp_path / "next").write("new/index.html", b"new")
    swap_in(tmp_path / "next", tmp_path / "site")
    assert (tmp_path / "site/new/index.html").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/x"])
def test_no_page_is_written_outside(tmp_path, path):
    with pytest.raises(WriteRefusedError):
        Writer(tmp_path / "site").write(path, b"x")


def test_a_staged_file_replaces_what_is_in_its_way(tmp_path):
    site, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    (site / "a").mkdir(parents=True)
    (site / "b").write_text("a file where a folder belongs")
    (site / "c").symlink_to(outside)
    writer = Writer(tmp_path / "stage")
    for path in ("a", "b/index.html", "c/index.html"):
        writer.write(path, b"new")
    move_into_place(tmp_path / "stage", site, ["a", "b/index.html", "c/index.html"])
    assert [(site / path).read_bytes() for path in ("a", "b/index.html", "c/index.html")] == [b"new"] * 3
    assert not list(outside.iterdir())


def test_stale_files_go_with_the_folders_they_leave_empty(tmp_path):
    for path in ("a/b/x.html", "a/y.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    assert remove_stale(tmp_path, ["a/b/x.html"]) == 1
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "y.html"]


def test_only_our_own_folder_may_be_replaced(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(DatelineError):
        check_replaceable(tmp_path)
    (tmp_path / MARKER).write_text("")
    check_replaceable(tmp_path)


def test_a_scan_passes_over_links_and_dot_files(tmp_path):
    for name in ("b.md", "a.md", ".hidden.md", "x.txt"):
        (tmp_path / name).write_text(name)
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    found = scan(tmp_path, "", (".md",))
    assert list(found.files) == ["a.md", "b.md"]
    assert [(problem.path, problem.code) for problem in found.problems] == [("link.md", "DL702")]


def test_a_change_that_keeps_size_and_time_changes_the_stamp(tmp_path):
    path = tmp_path / "a"
    path.write_text("one")
    os.utime(path, ns=(10**18, 10**18))
    before = stamp_of(path.stat())
    time.sleep(0.02)
    path.write_text("two")
    os.utime(path, ns=(10**18, 10**18))
    after = stamp_of(path.stat())
    assert (before.size, before.modified) == (after.size, after.modified)
    assert before != after


def _try_lock(folder, queue):
    try:
        with project_lock(folder):
            queue.put("got it")
    except DatelineError as error:
        queue.put(str(error))


def test_a_second_run_stops_and_names_the_first(tmp_path):
    queue = multiprocessing.get_context("fork").Queue()
    with project_lock(tmp_path):
        process = multiprocessing.get_context("fork").Process(target=_try_lock, args=(tmp_path, queue))
        process.start()
        message = queue.get(timeout=20)
        process.join()
    assert str(os.getpid()) in message
    with project_lock(tmp_path):
        pass


@pytest.mark.parametrize("content", [b"not a database", b"", b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_cache_that_is_none_is_made_anew(tmp_path, content):
    path = tmp_path / "cache.sqlite"
    path.write_bytes(content)
    with Store(path) as store:
        store.set_meta("a", b"1")
        assert store.meta("a") == b"1"


def test_a_cache_of_another_version_is_made_anew(tmp_path):
    path = tmp_path / "cache.sqlite"
    with Store(path) as store:
        store.set_meta("a", b"1")
        store.database.execute(f"PRAGMA user_version = {VERSION + 7}")
        store.commit()
    with Store(path) as store:
        assert store.meta("a") is None
