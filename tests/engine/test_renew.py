"""A tree of which files were written again is recorded as it would be from nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dateline.engine.scan import stamp_of
from dateline.engine.tree import Difference, Tree, compare, is_as_left, leave, renew

PATHS = ("index.html", "articles/a/index.html", "articles/b/index.html", "articles/b/more/x.html", "static/s.css")
LONG = 10_000_000_000


def write(top: Path, path: str, text: str = "text") -> bytes:
    """Write a file beside its place and rename it there, so that its folder's times change."""
    (top / path).parent.mkdir(parents=True, exist_ok=True)
    (top / f"{path}.new").write_text(text)
    (top / f"{path}.new").replace(top / path)
    return stamp_of((top / path).lstat()).packed()


@pytest.fixture(params=[0, LONG], ids=["young", "settled"])
def tree(request: pytest.FixtureRequest, tmp_path: Path) -> Tree:
    files = {path: write(tmp_path, path) for path in PATHS}
    return leave(tmp_path, files, Difference(time.time_ns() + request.param))


@pytest.mark.parametrize("later", [0, LONG], ids=["at-once", "later"])
@pytest.mark.parametrize("paths", [PATHS[:1], PATHS[1:3], PATHS[3:], PATHS, ()])
def test_it_is_what_leaving_it_gives(tmp_path: Path, tree: Tree, paths: tuple[str, ...], later: int):
    found = compare(tmp_path, tree)._replace(seen=time.time_ns() + later)
    written = {path: write(tmp_path, path, "other") for path in paths}
    whole = leave(tmp_path, tree.file_stamps() | written, found, written)
    assert renew(tmp_path, tree, found, written) == whole
    assert is_as_left(tmp_path, whole)
    write(tmp_path, PATHS[1], "once more")
    assert not is_as_left(tmp_path, whole)


def test_a_file_that_was_tampered_with_is_recorded_as_it_is_now(tmp_path: Path, tree: Tree):
    (tmp_path / PATHS[2]).write_text("tampered with")
    found = compare(tmp_path, tree)
    assert found.touched
    written = {PATHS[2]: write(tmp_path, PATHS[2])}
    assert renew(tmp_path, tree, found, written) == leave(tmp_path, tree.file_stamps() | written, found, written)


def test_what_came_or_went_or_differs_is_not_for_it(tmp_path: Path, tree: Tree):
    found = compare(tmp_path, tree)
    assert renew(tmp_path, tree, found, {"new.html": write(tmp_path, "new.html")}) is None
    assert renew(tmp_path, tree, found, {"new/index.html": write(tmp_path, "new/index.html")}) is None
    (tmp_path / "new.html").unlink()
    assert renew(tmp_path, tree, compare(tmp_path, tree), {}) is None
    (tmp_path / PATHS[0]).unlink()
    assert renew(tmp_path, tree, compare(tmp_path, tree), {}) is None
