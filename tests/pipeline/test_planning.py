"""Timelines that another process plans come out as those planned here."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dateline.engine.aside import aside
from dateline.model.page import Unit
from dateline.pipeline import planning
from dateline.pipeline.build import Options, build_project

SITES = Path(__file__).resolve().parents[1] / "sites"


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Have half of what is planned anew planned by another process; give the names of those units, plan by plan."""
    planned: list[set[str]] = []

    @contextmanager
    def watched(work: Callable[[], dict[str, Unit]]) -> Iterator[Callable[[], dict[str, Unit]]]:
        with aside(work) as made:

            def seen() -> dict[str, Unit]:
                planned.append(set(made()))
                return made()

            yield seen

    monkeypatch.setattr(planning, "aside", watched)
    monkeypatch.setattr("dateline.site.plan.MANY", 0)
    return planned


def built(root: Path, jobs: int, *, clean: bool = False) -> dict[str, bytes]:
    build_project(root, Options(jobs=jobs, clean=clean))
    files = root / "site"
    return {path.relative_to(files).as_posix(): path.read_bytes() for path in files.rglob("*") if path.is_file()}


def test_half_of_what_changed_is_planned_beside(tmp_path: Path, beside: list[set[str]]) -> None:
    root = tmp_path / "site"
    shutil.copytree(SITES / "站点-ünï", root)
    built(root, 2)
    assert not beside, "from nothing all is planned here"
    article = min((root / "content" / "articles").rglob("*.md"))
    article.write_text(article.read_text("utf-8") + "\nHarbour Power opened a yard on 4 May 2015.\n", "utf-8")
    now = built(root, 2)
    (names,) = beside
    chinese, english = ({name[3:] for name in names if name.startswith(lang)} for lang in ("zh ", "en "))
    assert chinese & english, "what is found out of a timeline in one language is known for the other"
    shutil.copytree(root / "content", tmp_path / "again" / "content")
    shutil.copy(root / "mkdocs.yml", tmp_path / "again" / "mkdocs.yml")
    assert built(tmp_path / "again", 1, clean=True) == now
