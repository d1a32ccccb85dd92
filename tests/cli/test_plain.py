"""A build with nothing to do says what it would have said, and loads nothing to find that out."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli import main, plain
from dateline.cli.group import run

SITES = Path(__file__).resolve().parents[1] / "sites"


@pytest.fixture(params=["minimal", "broken/unknown-entity", "broken/bad-date"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    root = tmp_path / "project"
    shutil.copytree(SITES / request.param, root)
    main(["build", "--quiet", "--root", str(root)])
    return root


def said(capsys: pytest.CaptureFixture[str], status: int) -> tuple[int, str, str]:
    out, err = capsys.readouterr()
    return status, re.sub(r"in \d+\.\d s", "in … s", out), err


@pytest.mark.parametrize("more", [[], ["--quiet"], ["-q", "--no-convert"], ["-j", "2"]])
def test_the_words_and_the_status_are_those_of_a_build(
    project: Path, more: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    arguments = ["build", "--root", str(project), *more]
    capsys.readouterr()
    by_the_book = said(capsys, run(arguments))
    assert plain.answer(arguments) is not None
    capsys.readouterr()
    assert said(capsys, main(arguments)) == by_the_book
    monkeypatch.chdir(project)
    here = said(capsys, run(more and ["build", *more]))
    assert plain.answer(more and ["build", *more]) is not None
    capsys.readouterr()
    assert said(capsys, main(more and ["build", *more])) == here


def test_nothing_heavy_is_loaded(tmp_path: Path):
    root = tmp_path / "project"
    shutil.copytree(SITES / "minimal", root)
    arguments = ["build", "--quiet", "--root", str(root)]
    program = "import sys; from dateline.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    loaded = [
        set(subprocess.run([sys.executable, "-c", *given], check=True, capture_output=True, text=True).stdout.split())
        for given in (["import sys; print(*sys.modules)"], [program, *arguments], [program, *arguments])
    ]
    heavy = {"click", "sqlite3", "yaml", "jinja2", "dataclasses", "pathlib", "typing", "re", "hashlib", "pickle"}
    assert heavy <= loaded[1]
    assert not heavy & (loaded[2] - loaded[0])


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["--root", "."],
        ["build", "--root"],
        ["build", "--root", ""],
        ["build", "--root", "--quiet"],
        ["build", "--jobs", "-1"],
        ["build", "--jobs"],
        ["build", "--clean"],
        ["build", "--strict"],
        ["build", "--site-dir", "x"],
        ["build", "--help"],
        ["build", "extra"],
        ["--version"],
    ],
)
def test_anything_but_the_plainest_is_read_by_the_book(arguments: list[str]):
    assert plain.read(arguments) is None


def test_what_is_read_is_what_is_meant():
    asked = plain.read(["build", "--root", "a", "-q", "--root", "b", "--no-convert", "--jobs", "2"])
    assert asked is not None
    assert (asked.root, asked.quiet, asked.convert) == ("b", True, False)
    default = plain.read([])
    assert default is not None
    assert (default.root, default.quiet, default.convert) == (".", False, True)


def touch_up(root: Path) -> None:
    article = next((root / "content/articles").rglob("*.md"))
    with article.open("a", encoding="utf-8") as file:
        file.write("\nNothing more was said.\n")


def test_an_edit_is_built_at_once_and_said_as_by_the_book(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    told = []
    for command in (run, main):
        root = tmp_path / "project"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(SITES / "minimal", root)
        main(["build", "--quiet", "--root", str(root)])
        touch_up(root)
        capsys.readouterr()
        with monkeypatch.context() as patch:
            if command is main:
                patch.setattr("dateline.cli.group.run", lambda _: pytest.fail("read by the book"))
            told.append(said(capsys, command(["build", "--root", str(root)])))
    assert told[0] == told[1]
    pages = [path.read_text("utf-8") for path in (root / "site/articles").rglob("index.html")]
    assert any("Nothing more was said." in page for page in pages)


def test_what_stops_a_build_of_an_edit_is_said_too(project: Path, capsys: pytest.CaptureFixture[str], monkeypatch):
    def stopped(*_: object) -> None:
        raise OSError(28, "No space left on device", "site/index.html")

    touch_up(project)
    monkeypatch.setattr("dateline.pipeline.build.build_project", stopped)
    capsys.readouterr()
    assert main(["build", "--root", str(project)]) == 1
    assert capsys.readouterr().err == (
        "dateline: site/index.html: No space left on device; free some and run the command again, nothing is lost\n"
    )
