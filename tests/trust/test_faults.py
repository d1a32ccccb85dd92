"""Full disks, folders that cannot be written, two runs at once, clocks set back, caches that lie: nothing is lost, nothing is wrong."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
import time

import pytest

from dateline.content.writing import atomic_write
from dateline.engine.lock import project_lock
from dateline.errors import DatelineError
from tests.trust.projects import CHECKOUT, article, build, command, small_site, tree, write

LINUX = sys.platform.startswith("linux")


def in_a_small_disk(root, size, *arguments):
    """Run the command in a copy of a project on a disk of ``size`` kB; the copy comes back. Needs to be root on Linux."""
    script = (
        f'mkdir -p "$2" && mount -t tmpfs -o size={size}k none "$2" && cp -r "$1"/. "$2" && cd "$2" && shift 2 && status=0; '
        f'"$@" || status=$?; cp -r . "$OUT"; exit $status'
    )
    place = root.with_name("disk")
    out = root.with_name("out")
    out.mkdir()
    code = "import sys; from dateline.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script, "sh", str(root), str(place), sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), "OUT": str(out)}, capture_output=True, text=True, check=False, timeout=120,
    )
    return done, out


def can_mount():
    if not LINUX or shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_mount(), reason="needs root on Linux, to mount a small disk")
@pytest.mark.parametrize("size", [150, 300, 450])
def test_a_full_disk_leaves_the_old_site_and_says_so(tmp_path, size):
    root = small_site(tmp_path / "project", 2)
    # What is there already does not count for the size: only what the build adds does.
    used = sum(len(data) + 4096 for data in tree(root).values()) // 1024
    done, out = in_a_small_disk(root, used + size, "build", "--quiet")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "dateline: " in done.stderr
    assert tree(out / "content") == tree(root / "content")
    assert not (out / "site").exists()


@pytest.mark.skipif(not LINUX, reason="needs /dev/full")
def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    (tmp_path / "file.md").write_bytes(b"old")
    real = os.fsync

    def fail(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        atomic_write(tmp_path, "file.md", b"new")
    monkeypatch.setattr(os, "fsync", real)
    assert tree(tmp_path) == {"file.md": b"old"}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs permissions as on Unix")
def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    root = small_site(tmp_path / "project", 1)
    build(root)
    before = tree(root / "site")
    write(root, {"content/articles/2024/new.md": article("New", "Text.")})
    places = [root / ".dateline", root / "site"]
    if os.geteuid() == 0:  # permissions do not hold root back; a file in the way does
        shutil.rmtree(root / ".dateline")
        (root / ".dateline").write_text("in the way")
    else:
        for place in places:
            place.chmod(0o555)
    done = command(root, "build", "--quiet")
    if os.geteuid() != 0:
        for place in places:
            place.chmod(0o755)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert ".dateline" in done.stderr
    assert tree(root / "site") == before


def test_a_second_run_stops_with_the_number_of_the_first(tmp_path):
    root = small_site(tmp_path / "project", 1)
    with project_lock(root / ".dateline"):
        done = command(root, "build", "--quiet")
    assert done.returncode == 1
    assert f"process {os.getpid()}" in done.stderr
    assert not (root / "site").exists()


@pytest.mark.slow
def test_many_runs_at_once_end_as_one(tmp_path):
    alone = small_site(tmp_path / "alone", 3)
    build(alone)
    root = small_site(tmp_path / "project", 3)
    code = "from pathlib import Path; from dateline.cli import main; raise SystemExit(main(['build', '--quiet', '--jobs', '1']))"
    runs = [subprocess.Popen([sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, stderr=subprocess.PIPE, text=True) for _ in range(5)]
    ends = [(run.communicate()[1], run.returncode) for run in runs]
    assert 0 in [status for _, status in ends]
    assert all(status == 0 or "another run (process" in message for message, status in ends)
    assert tree(root / "site") == tree(alone / "site")


def test_an_edit_that_keeps_size_and_time_is_seen(tmp_path):
    root = small_site(tmp_path / "project", 1)
    path = root / "content/articles/2024/piece-0.md"
    build(root)
    status = path.stat()
    path.write_text(path.read_text("utf-8").replace("bought a quay", "bought a dock"), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    build(root)
    assert b"bought a dock" in (root / "site/articles/piece-0/index.html").read_bytes()


@pytest.mark.parametrize("days", [-4000, 4000])
def test_times_far_away_change_nothing(tmp_path, days):
    one, other = small_site(tmp_path / "one", 1), small_site(tmp_path / "other", 1)
    for path in other.rglob("*"):
        moment = time.time() + days * 86400
        os.utime(path, (moment, moment))
    build(one)
    build(other)
    build(other)
    assert tree(one / "site") == tree(other / "site")


def test_a_clock_set_back_between_two_runs_changes_nothing(tmp_path, monkeypatch):
    root = small_site(tmp_path / "project", 1)
    build(root)
    whole = tree(root / "site")
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    write(root, {"content/articles/2024/new.md": article("New", "Text.")})
    build(root)
    (root / "content/articles/2024/new.md").unlink()
    build(root)
    assert tree(root / "site") == whole


def test_a_command_that_only_looks_does_not_hide_a_change_from_the_next_build(tmp_path):
    from dateline.pipeline.checking import check_project

    root = small_site(tmp_path / "project", 2, quiet=20)
    build(root)
    write(root, {"content/articles/2023/quiet-1.md": article("A word on ropes 1", "Knots instead of marmalade.", "2023-02", source="Rope Letter 1")})
    check_project(root)
    build(root)
    once = tree(root / "site")
    build(root, clean=True)
    assert once == tree(root / "site")


@pytest.mark.slow
def test_a_cache_with_a_flipped_byte_changes_nothing(tmp_path):
    """Any byte: what is stored carries a checksum, and a build that fails with an old cache is done again with a new one."""
    root = small_site(tmp_path / "project", 2)
    build(root)
    whole = tree(root / "site")
    cache = root / ".dateline/cache.sqlite"
    kept = {path.name: path.read_bytes() for path in cache.parent.glob("cache.sqlite*")}
    chance = random.Random(7)
    config = (root / "mkdocs.yml").read_text("utf-8")
    for number in range(6):
        for path in cache.parent.glob("cache.sqlite*"):
            path.unlink()
        for name, data in kept.items():
            damaged = bytearray(data)
            if damaged and not name.endswith("-shm"):
                damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
            cache.with_name(name).write_bytes(damaged)
        # A site that has to be made again is read from the cache as a whole.
        (root / "mkdocs.yml").write_text(config.replace("Quay Watch", f"Quay {number % 2}"), "utf-8")
        with contextlib.suppress(FileNotFoundError):
            (root / "site/.dateline-site").touch()
        build(root)
        (root / "mkdocs.yml").write_text(config, "utf-8")
        build(root)
        assert tree(root / "site") == whole, number


def test_a_cache_of_another_program_or_time_is_thrown_away(tmp_path):
    import sqlite3

    root = small_site(tmp_path / "project", 1)
    build(root)
    whole = tree(root / "site")
    cache = root / ".dateline/cache.sqlite"
    for statement in ("PRAGMA user_version = 9999", "DROP TABLE article", "UPDATE article SET card = x'8004952e'", "UPDATE article SET reading = x''", "UPDATE source SET digest = 'text'", "UPDATE article SET id = 'x'"):
        with contextlib.closing(sqlite3.connect(cache)) as database:
            database.execute(statement)
            database.commit()
        build(root)
        shutil.rmtree(root / "site")
        build(root)
        assert tree(root / "site") == whole, statement


def test_nothing_is_written_while_git_is_busy(tmp_path):
    root = small_site(tmp_path / "project", 1)
    write(root, {"content/inbox/a.txt": "Head line here\n\nThe port office said on 3 May 2024 that the ships would be moved.\n"})
    for name in ("MERGE_HEAD", "index.lock", "rebase-merge/x"):
        write(root, {f".git/{name}": ""})
        before = tree(root / "content")
        done = command(root, "build", "--quiet")
        assert done.returncode == 1
        assert "Git is busy" in done.stderr
        assert tree(root / "content") == before
        shutil.rmtree(root / ".git")
    with pytest.raises(DatelineError):
        write(root, {".git/CHERRY_PICK_HEAD": ""})
        build(root)
