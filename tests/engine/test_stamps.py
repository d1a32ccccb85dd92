"""Paths are compared with their stamps; whatever cannot be told counts as a difference."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.engine.stamps import YOUNG, agree, folder_stamp, hold, names_below, names_in, packed, recent

PATHS = st.lists(st.lists(st.sampled_from(["a", "b", "ab", ".a", "公司", "a.b"]), min_size=1, max_size=4), max_size=20)


@given(PATHS, PATHS, st.data())
def test_names_below_folders_are_those_in_them(folders: list[list[str]], files: list[list[str]], data: st.DataObject):
    above = {"/".join(path[:end]) for path in [*folders, *files] for end in range(len(path))}
    named = sorted({"", *("/".join(path) for path in folders), *above})
    paths = [named, sorted({"/".join(path) for path in files} - set(named))]
    asked = data.draw(st.lists(st.sampled_from(named), unique=True))
    assert names_below(asked, *paths) == names_in(asked, [*paths[0], *paths[1]])


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    (tmp_path / "folder").mkdir()
    for name in ("a", "folder/b"):
        (tmp_path / name).write_text(name)
    return ["a", "folder", "folder/b"]


def stamps(top: Path, paths: list[str]) -> bytes:
    return b"".join(packed((top / path).lstat()) for path in paths)


def test_nothing_differs(tmp_path: Path, paths: list[str]):
    assert agree(f"{tmp_path}/", paths, stamps(tmp_path, paths))
    assert agree("", [f"{tmp_path}/{path}" for path in paths], stamps(tmp_path, paths))
    assert agree("", [], b"")


def test_an_edit_that_keeps_size_and_time_is_found(tmp_path: Path, paths: list[str]):
    before, status = stamps(tmp_path, paths), (tmp_path / "a").lstat()
    (tmp_path / "a").write_text("x")
    os.utime(tmp_path / "a", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert not agree(f"{tmp_path}/", paths, before)


def test_what_is_gone_or_without_a_stamp_differs(tmp_path: Path, paths: list[str]):
    before = stamps(tmp_path, paths)
    assert not agree(f"{tmp_path}/", paths, before[:-32])
    assert not agree(f"{tmp_path}/", paths[:-1], before)
    (tmp_path / "folder/b").unlink()
    assert not agree(f"{tmp_path}/", paths, before)


def test_a_link_is_no_folder(tmp_path: Path, paths: list[str]):
    assert folder_stamp(f"{tmp_path}/folder") == packed((tmp_path / "folder").lstat())
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    assert [folder_stamp(f"{tmp_path}/{name}") for name in ("link", "a", "absent")] == [None] * 3


def test_folders_hold_their_names_and_no_others(tmp_path: Path, paths: list[str]):
    names = names_in(["", "folder"], ["", *paths, "folder/.hidden"])
    assert names == {"": {"a", "folder"}, "folder": {"b"}}
    starts = {f"{tmp_path}/{folder}": held for folder, held in names.items()}
    (tmp_path / "folder/.hidden").touch()
    assert hold("", starts)
    (tmp_path / "folder/c").touch()
    assert not hold("", starts)
    assert not hold("", {f"{tmp_path}/absent": []})


def test_a_folder_is_young_until_the_coarsest_clock_has_moved_on(tmp_path: Path):
    stamp, status = packed(tmp_path.lstat()), tmp_path.lstat()
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    assert recent(["x"], stamp, changed + YOUNG - 1) == {"x"}
    assert recent(["x"], stamp, changed + YOUNG) == set()
    assert recent(["x"], stamp, 0) == {"x"}, "a clock set back"
