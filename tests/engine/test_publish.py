from __future__ import annotations

import contextlib
import errno
import json
import multiprocessing
import os
import sqlite3
import time

import pytest

from dateline.content.writing import WriteRefusedError
from dateline.engine.lock import project_lock
from dateline.engine.publish import (
    MARKER,
    PENDING,
    Writer,
    check_replaceable,
    finish,
    move_into_place,
    publish,
    remove_stale,
    swap_in,
)
from dateline.engine.scan import scan, stamp_of
from dateline.engine.store import VERSION, Store, bring_in
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


def test_a_full_disk_is_told_with_the_file_that_found_it(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left") as caught:
        Writer(tmp_path).write("a/index.html", b"a")
    assert caught.value.filename == str(tmp_path / "a/index.html")


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


def _site_and_stage(root):
    writer = Writer(root / "site")
    for path in (MARKER, "index.html", "feed.xml", "b/index.html", "old/index.html", "old/data.json"):
        writer.write(path, b"old")
    stage = Writer(root / ".dateline/stage")
    for path in ("index.html", "feed.xml", "b/index.html", "b/c/index.html", "b/c/data.json"):
        stage.write(path, b"new")
    return root / "site", root / ".dateline/stage"


MOVED = ["index.html", "feed.xml", "b/index.html", "b/c/index.html", "b/c/data.json"]
STALE = ["old/index.html", "old/data.json"]
NEW = {MARKER: "old"} | dict.fromkeys(MOVED, "new")


def _files(folder):
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_changes_come_in_so_that_links_lead_somewhere_at_any_time(tmp_path, monkeypatch):
    site, stage = _site_and_stage(tmp_path)
    came = []
    rename = type(site).replace
    monkeypatch.setattr(type(site), "replace", lambda self, target: (came.append(target.relative_to(site).as_posix()), rename(self, target)))
    stamps = publish(stage, site, MOVED, STALE)
    assert came == ["b/c/data.json", "b/c/index.html", "b/index.html", "index.html", "feed.xml"]
    assert stamps == {path: stamp_of((site / path).stat()) for path in MOVED}
    assert _files(site) == NEW
    assert not list((tmp_path / ".dateline").iterdir())


@pytest.mark.parametrize("fails", range(len(MOVED) + 2))
def test_what_was_begun_is_finished_by_the_next_run(tmp_path, monkeypatch, fails):
    site, stage = _site_and_stage(tmp_path)
    before = _files(site)
    left = [fails]

    def until_killed(function):
        def run(*given, **named):
            if left[0] == 0:
                raise KeyboardInterrupt
            left[0] -= 1
            return function(*given, **named)
        return run

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(type(site), "replace", until_killed(type(site).replace))
        patch.setattr(type(site), "unlink", until_killed(type(site).unlink))
        publish(stage, site, MOVED, STALE)
    assert _files(site) not in (before, NEW) or fails == 0
    assert finish(tmp_path / ".dateline")
    assert _files(site) == NEW
    assert not finish(tmp_path / ".dateline")


def test_a_stage_that_was_not_complete_is_not_published(tmp_path):
    site, stage = _site_and_stage(tmp_path)
    before = _files(site)
    assert not finish(stage.parent)
    assert _files(site) == before


@pytest.mark.parametrize("record", [
    None, b"", b"{", b"[]", b"\xff", {"site": "../site"}, {"site": "../site", "moves": 3, "stale": []},
    {"site": "../site", "moves": [], "stale": [7]}, {"site": "../site", "moves": ["../x"], "stale": []},
    {"site": "../site", "moves": [], "stale": ["../mine.txt"]}, {"site": "../site", "moves": [], "stale": ["/etc/none"]},
    {"site": "../elsewhere", "moves": ["index.html"], "stale": ["mine.txt"]},
])
def test_a_record_that_is_not_ours_is_thrown_away(tmp_path, record):
    site, stage = _site_and_stage(tmp_path)
    before = _files(site)
    (tmp_path / "elsewhere").mkdir()
    for path in ("mine.txt", "elsewhere/mine.txt"):
        (tmp_path / path).write_text("mine")
    pending = stage.rename(stage.with_name(PENDING))
    if record is not None:
        (pending / ".dateline-moves").write_bytes(record if isinstance(record, bytes) else json.dumps(record).encode())
    assert not finish(tmp_path / ".dateline")
    assert _files(site) == before
    assert (tmp_path / "mine.txt").exists()
    assert _files(tmp_path / "elsewhere") == {"mine.txt": "mine"}
    assert not pending.exists()


def test_a_link_in_place_of_what_was_begun_is_not_followed(tmp_path):
    site, stage = _site_and_stage(tmp_path)
    before = _files(site)
    stage.rename(tmp_path / "foreign")
    (tmp_path / ".dateline" / PENDING).symlink_to(tmp_path / "foreign")
    assert not finish(tmp_path / ".dateline")
    assert _files(site) == before
    assert (tmp_path / "foreign/index.html").exists()


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
        store.commit()
        store.database.execute(f"PRAGMA user_version = {VERSION + 7}")
    with Store(path) as store:
        assert store.meta("a") is None


def test_a_new_cache_is_filled_without_a_log_and_has_one_from_then_on(tmp_path):
    path = tmp_path / "cache.sqlite"
    with Store(path) as store:
        store.set_meta("large", bytes(9_000_000))
        assert path.stat().st_size > 1_000_000
        assert [file.name for file in tmp_path.iterdir()] == [path.name]
        store.commit()
        store.set_meta("a", b"1")
        store.commit()
        assert store.database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as other:
            store.set_meta("a", b"2")
            assert other.execute("SELECT value FROM meta WHERE name = 'a'").fetchone() == (b"1",)
        store.commit()
    with Store(path) as store:
        assert (store.meta("large"), store.meta("a")) == (bytes(9_000_000), b"2")


def test_the_log_comes_in_when_somebody_brings_it_in_or_closes_the_cache(tmp_path):
    path, alone = tmp_path / "cache.sqlite", tmp_path / "alone.sqlite"
    with Store(path) as store:
        store.commit()
        store.set_meta("large", bytes(9_000_000))
        store.commit()
        assert path.stat().st_size < 1_000_000, "nobody waits for the disk here"
        bring_in(path)
        alone.write_bytes(path.read_bytes())
        store.set_meta("a", b"1")
        store.commit()
    assert not path.with_name("cache.sqlite-wal").exists()
    for file, after in ((alone, None), (path, b"1")):
        with Store(file) as store:
            assert (store.meta("large"), store.meta("a")) == (bytes(9_000_000), after)


def test_a_cache_that_was_not_filled_to_the_end_is_made_anew(tmp_path):
    path = tmp_path / "cache.sqlite"

    def die():
        Store(path).set_meta("large", bytes(9_000_000))
        os._exit(9)

    process = multiprocessing.get_context("fork").Process(target=die)
    process.start()
    process.join()
    assert path.stat().st_size > 1_000_000
    with Store(path) as store:
        assert store.meta("large") is None
        store.set_meta("a", b"1")
        store.commit()
    with Store(path) as store:
        assert store.meta("a") == b"1"
