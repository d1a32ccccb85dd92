"""A build with nothing to do is told from one with something to do, without building; in doubt it is a build."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from dateline.engine import fork, program, stamps
from dateline.pipeline import build as conductor
from dateline.pipeline import unchanged
from dateline.pipeline.build import Options, build_project
from dateline.pipeline.unchanged import Edit, Outcome, last_outcome

SITES = Path(__file__).resolve().parents[1] / "sites"
ARTICLE = "---\ntitle: Second\npublished: '2024-05-02'\n---\nHarbour Power opened a second plant in 2012.\n"


@pytest.fixture(params=["young", "settled", "two processes"])
def project(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site just built; its folders are young, or their times beyond doubt."""
    if request.param != "young":
        monkeypatch.setattr(stamps, "YOUNG", 0)
    if request.param == "two processes":
        monkeypatch.setattr(fork, "WORTHWHILE", 2)
    return built(tmp_path / "project")


def built(root: Path, **options: object) -> Path:
    if not root.exists():
        shutil.copytree(SITES / "minimal", root)
    build_project(root, Options(**{"jobs": 1, **options}))  # type: ignore[arg-type]
    return root


def ask(root: Path, *, convert: bool = True) -> Outcome | None:
    found = last_outcome(str(root), convert=convert)
    return found if isinstance(found, Outcome) else None


def rewrite(path: Path) -> None:
    """Change a file in place, keeping its size and its time."""
    before, data = path.lstat(), path.read_bytes()
    path.write_bytes(data[:-2] + b"x" + data[-1:])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_nothing_changed(project: Path):
    outcome = ask(project)
    assert outcome is not None
    report = build_project(project, Options(jobs=1))
    assert (outcome.site_dir, list(outcome.problems)) == ("site", report.problems)
    assert outcome.counts == {name: count for name, count in report.counts.items() if name != "converted"}
    assert outcome.counts["written"] == 0
    assert ask(project) is not None


CHANGES = {
    "an article is edited": lambda root: rewrite(root / "content/articles/first.md"),
    "an article comes": lambda root: (root / "content/articles/second.md").write_text(ARTICLE, "utf-8"),
    "an article comes in a new folder": lambda root: write(root / "content/articles/2024/second.md", ARTICLE),
    "an article goes": lambda root: (root / "content/articles/first.md").unlink(),
    "an article becomes a link": lambda root: replace_by_link(root / "content/articles/first.md"),
    "a folder becomes a link": lambda root: replace_by_link(root / "content/entities"),
    "the content becomes a link": lambda root: replace_by_link(root / "content"),
    "a topic comes": lambda root: write(root / "content/topics/power.md", "---\nid: power\nnames: {en: Power}\n---\n"),
    "a bulk file comes": lambda root: write(root / "content/topics.yml", "- id: power\n  names: {en: Power}\n"),
    "an event file comes": lambda root: write(root / "content/events/x.md", "---\nid: e-1\n---\n"),
    "a page comes": lambda root: write(root / "content/pages/about.md", "---\ntitle: About\n---\nUs\n"),
    "the configuration changes": lambda root: write(root / "mkdocs.yml", "site_name: Another\n"),
    "a theme comes": lambda root: write(root / "templates/article.html", "{% extends 'base.html' %}"),
    "a page of the site is edited": lambda root: rewrite(root / "site/index.html"),
    "a page of the site goes": lambda root: (root / "site/index.html").unlink(),
    "a file comes into the site": lambda root: write(root / "site/entities/new.html", "x"),
    "the site goes": lambda root: shutil.rmtree(root / "site"),
    "the site becomes a link": lambda root: replace_by_link(root / "site"),
    "the site's mark goes": lambda root: (root / "site/.dateline-site").unlink(),
    "a killed build left files": lambda root: (root / ".dateline/publishing").mkdir(),
    "the cache goes": lambda root: (root / ".dateline/cache.sqlite").unlink(),
    "the cache's folder becomes a link": lambda root: replace_by_link(root / ".dateline"),
    "a capture waits": lambda root: write(root / "content/inbox/page.html", "<html><title>x</title></html>"),
}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def replace_by_link(path: Path) -> None:
    elsewhere = path.with_name(f"{path.name}-elsewhere")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_left_to_a_build(project: Path, change: str):
    CHANGES[change](project)
    assert ask(project) is None


def test_another_program_is_another_outcome(project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(program, "_taken", [program.program_state() + "more"])
    assert ask(project) is None


def test_a_template_of_the_program_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from dateline.site import folders

    monkeypatch.setattr(stamps, "YOUNG", 0)
    packaged = tmp_path / "packaged"
    shutil.copytree(folders.packaged_templates(), packaged)
    monkeypatch.setattr(folders, "packaged_templates", lambda: packaged)
    root = built(tmp_path / "project")
    assert ask(root) is not None
    rewrite(packaged / "static/dateline.css")
    assert ask(root) is None
    built(root)
    assert ask(root) is not None
    (packaged / "new.html").touch()
    assert ask(root) is None


def test_a_configuration_that_goes_is_noticed(tmp_path: Path):
    root = tmp_path / "project"
    shutil.copytree(SITES / "minimal", root)
    write(root / "mkdocs.yml", "site_name: One\n")
    built(root)
    assert ask(root) is not None
    (root / "mkdocs.yml").unlink()
    assert ask(root) is None


def test_a_name_that_left_no_trace_is_found_where_its_folder_is_young(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A clock too coarse to tell: all stamps are those of before."""
    root = built(tmp_path / "project")
    monkeypatch.setattr(unchanged, "agree", lambda *_: True)
    monkeypatch.setattr(unchanged, "differing", lambda *_: ([], []))
    assert ask(root) is not None
    for path in ("content/articles/new.md", "content/new.yml", "site/entities/new.html", "site/new.html"):
        (root / path).touch()
        assert ask(root) is None, path
        (root / path).unlink()
    assert ask(root) is not None


@pytest.mark.parametrize("settled", [False, True])
def test_what_changes_while_a_build_runs_is_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settled: bool
):
    if settled:
        monkeypatch.setattr(stamps, "YOUNG", 0)
    root = tmp_path / "project"
    shutil.copytree(SITES / "minimal", root)
    later = {
        "scan_content": lambda: write(root / "content/articles/second.md", ARTICLE),
        "site_state": lambda: write(root / "mkdocs.yml", "site_name: Another\n"),
        "left": lambda: write(root / "content/inbox/page.html", "<html><title>x</title></html>"),
    }
    for name, change in later.items():
        with monkeypatch.context() as patched:
            step = getattr(conductor, name)

            def slow(*given: object, step=step, change=change) -> object:
                result = step(*given)
                change()
                return result

            patched.setattr(conductor, name, slow)
            built(root, convert=False)
        assert ask(root) is None, name
        built(root, convert=False)
        assert ask(root, convert=False) is not None, name


def test_what_waits_is_in_the_way_of_nobody_who_leaves_it_alone(project: Path):
    write(project / "content/inbox/page.html", "<html><title>x</title></html>")
    built(project, convert=False)
    assert ask(project, convert=True) is None
    assert ask(project, convert=False) is not None


@pytest.mark.parametrize("options", [{"drafts": True}, {"site_url": "https://example.org/"}, {"site_dir": "other"}])
def test_builds_with_options_are_not_taken_for_plain_ones(project: Path, options: dict[str, object]):
    built(project, **options)
    assert ask(project) is None
    built(project)
    assert ask(project) is not None


def test_a_build_that_fails_leaves_nothing_to_rely_on(project: Path, monkeypatch: pytest.MonkeyPatch):
    from dateline.pipeline import publication

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(publication, "write_site", full)
    with pytest.raises(OSError, match="no space"):
        built(project, clean=True)
    assert ask(project) is None


def test_a_damaged_record_is_no_record(project: Path):
    record = project / ".dateline/unchanged"
    whole = record.read_bytes()
    for damaged in (b"", b"x", b"dateline 2\n", b"dateline 2\n5 x\n", b"dateline 1" + whole[10:], whole[:-1]):
        record.write_bytes(damaged)
        assert ask(project) is None
    for at in range(0, len(whole), 97):
        record.write_bytes(whole[:at] + bytes([whole[at] ^ 8]) + whole[at + 1 :])
        assert ask(project) is None, at
    record.write_bytes(whole)
    assert ask(project) is not None
    record.unlink()
    assert ask(project) is None


def test_a_project_that_moved_is_the_same(project: Path, monkeypatch: pytest.MonkeyPatch):
    moved = project.with_name("moved")
    project.rename(moved)
    assert ask(moved) is not None
    monkeypatch.chdir(moved)
    assert last_outcome(".", convert=True) is not None


def test_the_problems_of_converting_are_not_those_of_the_content(tmp_path: Path):
    root = tmp_path / "project"
    shutil.copytree(SITES / "minimal", root)
    write(root / "content/inbox/empty.html", "")
    assert build_project(root, Options(jobs=1)).problems
    assert build_project(root, Options(jobs=1)).problems, "it still waits"
    (root / "content/inbox/empty.html").unlink()
    assert build_project(root, Options(jobs=1)).problems == []
    assert ask(root) is not None


def edited(root: Path, *, convert: bool = True) -> Edit | None:
    found = last_outcome(str(root), convert=convert)
    return found if isinstance(found, Edit) else None


def add(root: Path, text: str = "\nNothing more was said.\n") -> None:
    path = root / "content/articles/first.md"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def add_as_a_new_file(root: Path) -> None:
    path = root / "content/articles/first.md"
    path.with_name("new").write_text(path.read_text("utf-8") + "\nMore.\n", "utf-8")
    path.with_name("new").replace(path)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("change", [add, CHANGES["an article is edited"], add_as_a_new_file])
def test_an_edit_is_told_from_all_else(project: Path, monkeypatch: pytest.MonkeyPatch, change):
    change(project)
    edit = edited(project)
    assert edit is not None
    assert edit.changed == {"content/articles/first.md"}
    with monkeypatch.context() as patched:
        patched.setattr(conductor, "scan_content", lambda _: pytest.fail("all was scanned"))
        patched.setattr("dateline.pipeline.present.compare", lambda *_: pytest.fail("the output was looked at"))
        counts = build_project(project, Options(jobs=1, edit=edit)).counts
    assert counts["processed"] == 1
    kept = tree(project / "site")
    assert ask(project) is not None
    build_project(project, Options(jobs=1, clean=True))
    assert kept == tree(project / "site")


def add_an_alias(root: Path) -> None:
    path = next(iter(sorted((root / "content/entities").glob("*.md"))))
    path.write_text(path.read_text("utf-8").replace("\n---\n", "\naliases: [Tideway Laboratory]\n---\n", 1), "utf-8")


@pytest.mark.parametrize("more", [add, lambda _: None])
def test_an_edit_of_the_registry_is_one_too(project: Path, monkeypatch: pytest.MonkeyPatch, more):
    add(project, "\nTideway Laboratory opened a plant on 3 March 2021.\n")
    built(project)
    add_an_alias(project)
    more(project)
    edit = edited(project)
    assert edit is not None
    assert len(edit.changed) == (more is add)
    with monkeypatch.context() as patched:
        patched.setattr(conductor, "scan_content", lambda _: pytest.fail("all was scanned"))
        patched.setattr("dateline.pipeline.present.compare", lambda *_: pytest.fail("the output was looked at"))
        counts = build_project(project, Options(jobs=1, edit=edit)).counts
    assert counts["processed"] >= 1
    kept = tree(project / "site")
    assert ask(project) is not None
    build_project(project, Options(jobs=1, clean=True))
    assert kept == tree(project / "site")


@pytest.mark.parametrize("change", [change for change in CHANGES if change != "an article is edited"])
def test_an_edit_beside_another_change_is_left_to_a_scan(project: Path, change: str):
    if change != "an article becomes a link":
        add(project)
    CHANGES[change](project)
    found = last_outcome(str(project), convert=True)
    assert found is None or isinstance(found, Edit) and not found.as_left()


@pytest.mark.parametrize("change", ["a page of the site is edited", "a page of the site goes", "a file comes into the site"])
def test_an_edit_mends_an_output_that_somebody_touched(project: Path, change: str):
    add(project)
    CHANGES[change](project)
    edit = edited(project)
    assert edit is not None
    build_project(project, Options(jobs=1, edit=edit))
    kept = tree(project / "site")
    assert ask(project) is not None
    build_project(project, Options(jobs=1, clean=True))
    assert kept == tree(project / "site")


def test_an_edit_that_another_build_has_seen_is_scanned_for(project: Path, monkeypatch: pytest.MonkeyPatch):
    add(project)
    edit = edited(project)
    built(project)
    monkeypatch.setattr(conductor, "edited_content", lambda _: pytest.fail("it is another record by now"))
    assert build_project(project, Options(jobs=1, edit=edit)).counts["processed"] == 0


def test_an_edit_after_another_command_had_seen_one_is_found_among_all(project: Path):
    from dateline.pipeline.reading import read_library

    add(project)
    write(project / "content/articles/second.md", ARTICLE)
    built(project)
    write(project / "content/articles/second.md", ARTICLE + "\nOnce more.\n")
    read_library(project)
    add(project)
    edit = edited(project)
    assert edit is not None
    assert edit.changed == {"content/articles/first.md", "content/articles/second.md"}
    build_project(project, Options(jobs=1, edit=edit))
    kept = tree(project / "site")
    build_project(project, Options(jobs=1, clean=True))
    assert kept == tree(project / "site")


def test_where_a_link_lies_in_the_content_an_edit_is_scanned_for(project: Path):
    (project / "content/articles/link.md").symlink_to(project / "content/articles/first.md")
    built(project)
    add(project)
    assert last_outcome(str(project), convert=True) is None


def test_the_command_line_hands_an_edit_on(project: Path, monkeypatch: pytest.MonkeyPatch):
    from dateline.cli import main

    add(project)
    monkeypatch.setattr(conductor, "scan_content", lambda _: pytest.fail("all was scanned"))
    assert main(["build", "--quiet", "--jobs", "1", "--root", str(project)]) == 0
    assert ask(project) is not None
    assert main(["build", "--quiet", "--jobs", "1", "--root", str(project)]) == 0
