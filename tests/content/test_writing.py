from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from dateline.content.writing import WriteRefusedError, atomic_write, is_temporary, remove_temporaries

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_writes_below_the_root_and_makes_folders(tmp_path: Path) -> None:
    assert atomic_write(tmp_path, "articles/2024/文章.md", "正文".encode())
    assert (tmp_path / "articles/2024/文章.md").read_text(encoding="utf-8") == "正文"
    assert names(tmp_path) == ["articles", "articles/2024", "articles/2024/文章.md"]


def test_equal_bytes_are_not_written_again(tmp_path: Path) -> None:
    atomic_write(tmp_path, "a.md", b"one")
    before = (tmp_path / "a.md").stat()
    assert not atomic_write(tmp_path, "a.md", b"one")
    assert (tmp_path / "a.md").stat().st_ino == before.st_ino
    assert atomic_write(tmp_path, "a.md", b"two")


@pytest.mark.parametrize("relative", ["../a", "a/../../b", "/etc/x", "", "a//b", "./a", "a/.", "a\0b", "a\\b", "x" * 300])
def test_paths_that_leave_the_root_are_refused(tmp_path: Path, relative: str) -> None:
    with pytest.raises(WriteRefusedError):
        atomic_write(tmp_path / "root", relative, b"x")
    assert names(tmp_path) == []


def test_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = tmp_path / "root"
    root.mkdir()
    (root / "articles").symlink_to(outside)
    with pytest.raises(WriteRefusedError, match="link"):
        atomic_write(root, "articles/a.md", b"x")
    assert names(outside) == []


def test_a_linked_file_is_not_written_through(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.md").symlink_to(target)
    with pytest.raises(WriteRefusedError):
        atomic_write(root, "a.md", b"x")
    assert target.read_bytes() == b"mine"
    assert (root / "a.md").is_symlink()


def test_a_folder_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"file")
    (tmp_path / "b").mkdir()
    with pytest.raises(WriteRefusedError):
        atomic_write(tmp_path, "a/b.md", b"x")
    with pytest.raises(WriteRefusedError):
        atomic_write(tmp_path, "b", b"x")


def test_the_root_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "root").symlink_to(tmp_path / "real")
    atomic_write(tmp_path / "root", "a.md", b"x")
    assert (tmp_path / "real/a.md").read_bytes() == b"x"


def test_an_existing_file_is_kept_where_replace_is_off(tmp_path: Path) -> None:
    atomic_write(tmp_path, "a.md", b"first", replace=False)
    with pytest.raises(FileExistsError):
        atomic_write(tmp_path, "a.md", b"second", replace=False)
    assert (tmp_path / "a.md").read_bytes() == b"first"
    assert names(tmp_path) == ["a.md"]


def test_permissions_stay_as_they_were(tmp_path: Path) -> None:
    atomic_write(tmp_path, "a.md", b"one")
    (tmp_path / "a.md").chmod(0o640)
    atomic_write(tmp_path, "a.md", b"two")
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o640


def test_nothing_stays_behind_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atomic_write(tmp_path, "a.md", b"one")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        atomic_write(tmp_path, "a.md", b"two")
    assert (tmp_path / "a.md").read_bytes() == b"one"
    assert names(tmp_path) == ["a.md"]


def test_left_over_temporaries_are_removed(tmp_path: Path) -> None:
    left = tmp_path / "articles/.dateline-77-abc.tmp"
    left.parent.mkdir()
    left.write_bytes(b"half")
    (tmp_path / "articles/a.md").write_bytes(b"whole")
    assert is_temporary(left.name)
    assert remove_temporaries(tmp_path) == [left]
    assert names(tmp_path) == ["articles", "articles/a.md"]
