"""Articles' pages that are rendered before all is planned come out as those rendered afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.engine.publish import Writer
from dateline.model.page import Page
from dateline.pipeline import output, rendering, searching
from dateline.pipeline.build import Options, build_project
from dateline.site.context import Face

SITES = Path(__file__).resolve().parents[1] / "sites"


@pytest.fixture
def afterwards(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Do all that a process may do ahead, here; give the paths of articles' pages that are rendered afterwards."""

    @contextmanager
    def here(work: Callable[[Callable[[], bool]], object], *, worthwhile: bool) -> Iterator[Callable[[], object]]:
        made = work(lambda: not worthwhile)
        yield lambda: made

    rendered: list[str] = []
    whole = output._rendered
    monkeypatch.setattr(searching, "ahead", here)
    monkeypatch.setattr("dateline.pipeline.annotations.MANY_CHANGES", 0)

    def watched(context: rendering.RenderContext, todo: Sequence[Page], jobs: int) -> object:
        rendered.extend(page.path for page in todo if page.kind == "article")
        return whole(context, todo, jobs)

    monkeypatch.setattr(output, "_rendered", watched)
    return rendered


def site(name: str, root: Path, jobs: int, *, search: bool | None = None) -> dict[str, bytes]:
    if not root.exists():
        shutil.copytree(SITES / name, root)
    build_project(root, Options(jobs=jobs, clean=True, search=search))
    files = root / "site"
    return {path.relative_to(files).as_posix(): path.read_bytes() for path in files.rglob("*") if path.is_file()}


def test_a_site_without_a_search_has_its_pages_made_ahead_too(tmp_path: Path, afterwards: list[str]) -> None:
    one = site("minimal", tmp_path / "one", 1, search=False)
    afterwards.clear()
    assert site("minimal", tmp_path / "two", 2, search=False) == one
    assert not afterwards
    assert searching.shard_path(0) not in one


@pytest.mark.parametrize("name", ["minimal", "站点-ünï"])
def test_pages_made_ahead_are_those_made_afterwards(name: str, tmp_path: Path, afterwards: list[str]) -> None:
    one = site(name, tmp_path / "one", 1)
    assert afterwards
    afterwards.clear()
    assert site(name, tmp_path / "two", 2) == one
    assert not afterwards


def test_nothing_is_made_ahead_where_pages_may_stay_as_they_are(tmp_path: Path, afterwards: list[str]) -> None:
    root = tmp_path / "one"
    whole = site("minimal", root, 2)
    afterwards.clear()
    (root / "content/articles/first.md").touch()
    (root / "site/articles/first/index.html").unlink()
    build_project(root, Options(jobs=2))
    assert afterwards == ["articles/first/index.html"]
    assert (root / "site/articles/first/index.html").read_bytes() == whole["articles/first/index.html"]


def test_what_fails_ahead_fails_where_the_rest_is_rendered(tmp_path: Path, afterwards: list[str], monkeypatch) -> None:
    alone = site("minimal", tmp_path / "one", 1)
    whole, failed = rendering.render_shard, []

    def fails_first(context: rendering.RenderContext, pages: list[Page]) -> object:
        if not failed:
            failed.append(pages[0].path)
            Writer(context.stage).write(pages[0].path, b"half a shard")
            raise ValueError("no such thing")
        return whole(context, pages)

    monkeypatch.setattr(rendering, "render_shard", fails_first)
    afterwards.clear()
    assert site("minimal", tmp_path / "two", 2) == alone
    assert failed[0] in afterwards


def test_a_page_that_was_not_planned_after_all_does_not_get_to_the_site(
    tmp_path: Path, afterwards: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = rendering.unkeyed_pages

    def more(face: Face) -> Iterator[Page]:
        yield from pages(face)
        yield replace(next(pages(face)), permalink="articles/elsewhere/")

    monkeypatch.setattr(rendering, "unkeyed_pages", more)
    files = site("minimal", tmp_path / "one", 2)
    assert "articles/first/index.html" in files
    assert "articles/elsewhere/index.html" not in files
