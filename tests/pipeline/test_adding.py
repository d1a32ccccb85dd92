from __future__ import annotations

import errno
import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline.capture.add import AddOptions, Outcome
from dateline.capture.sources import read_sources
from dateline.errors import DatelineError
from dateline.pipeline import adding
from dateline.pipeline.adding import AddRun, CaptureResult, add_sources, refuse_when_git_is_busy
from dateline.pipeline.inbox import inbox_sources

SAMPLES = Path(__file__).resolve().parents[1] / "capture/samples"
SEED = Path(__file__).resolve().parents[2] / "../shared/data/seed"


def add(content: Path, sources: Sequence[Path | str], run: AddRun | None = None) -> list[CaptureResult]:
    import io

    found = read_sources(tuple(str(source) for source in sources), stdin=io.BytesIO(b""))
    return list(add_sources(content, found, run or AddRun()))


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_folder_of_samples_becomes_articles_with_evidence(tmp_path: Path) -> None:
    results = add(tmp_path, [SAMPLES])
    written = [plan.path for result in results for plan in result.plans if plan.outcome is Outcome.NEW]
    assert len(written) == 12
    files = tree(tmp_path)
    assert set(written) <= set(files)
    page = "2024/2024-12-20-首条跨省算力专线开通"
    assert f"articles/{page}.md" in files
    assert files[f"articles/{page}.md"] == files[f"captures/{page}.machine.md"]
    assert any(name.startswith("captures/") and name.endswith(".html") for name in files)


def test_adding_twice_changes_no_byte(tmp_path: Path) -> None:
    add(tmp_path, [SAMPLES])
    before = tree(tmp_path)
    results = add(tmp_path, [SAMPLES])
    assert tree(tmp_path) == before
    outcomes = [plan.outcome for result in results for plan in result.plans]
    assert outcomes.count(Outcome.SAME) == 13
    # Three samples hold one page: two the same text, the third another version of it.
    assert set(outcomes) == {Outcome.SAME, Outcome.CONFLICT}


def test_the_result_does_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    for workers in (1, 3):
        add(tmp_path / str(workers), [SAMPLES], AddRun(workers=workers))
    assert tree(tmp_path / "1") == tree(tmp_path / "3")


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    results = add(tmp_path, [SAMPLES], AddRun(dry=True))
    assert any(plan.outcome is Outcome.NEW for result in results for plan in result.plans)
    assert tree(tmp_path) == {}


def test_one_bad_capture_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_bytes((SAMPLES / "page.html").read_bytes())
    (folder / "b.gz").write_bytes(gzip.compress(b"\0" * 70_000_000))
    (folder / "c.bin").write_bytes(bytes(range(256)) * 10)
    (folder / "d.md").write_bytes((SAMPLES / "markdownload.md").read_bytes())
    results = add(tmp_path / "content", [folder, tmp_path / "missing"])
    assert [(result.name, result.failed) for result in results[:4]] == [("a.html", False), ("b.gz", True), ("c.bin", True), ("d.md", False)]
    assert results[4].problems[0].code == "DL126"
    assert len(list((tmp_path / "content/articles").rglob("*.md"))) == 2


def test_what_waits_in_the_inbox_is_moved_to_the_captures(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "page.html").write_bytes((SAMPLES / "page.html").read_bytes())
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    (inbox / "README.md").write_text("what this folder is for")
    assert [Path(name).name for name in inbox_sources(tmp_path)] == ["broken.pdf", "page.html"]
    add(tmp_path, inbox_sources(tmp_path))
    assert sorted(path.name for path in inbox.iterdir()) == ["README.md", "broken.pdf"]
    assert (tmp_path / "captures/2024/2024-12-20-首条跨省算力专线开通.html").read_bytes() == (SAMPLES / "page.html").read_bytes()


def zipped(path: Path, **members: bytes) -> Path:
    import zipfile

    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return path


def test_an_archive_in_the_inbox_is_emptied_page_by_page(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    page, note = (SAMPLES / "page.html").read_bytes(), (SAMPLES / "markdownload.md").read_bytes()
    path = zipped(tmp_path / "inbox/vault.zip", a__html=page, b__md=note, index__html=b"<html><body><a href=/>Home</a></body></html>")
    results = add(tmp_path, [path])
    assert [result.failed for result in results] == [False, False, False]
    assert not path.exists()
    assert (tmp_path / "captures/2024/2024-12-20-首条跨省算力专线开通.html").read_bytes() == page
    assert len(list((tmp_path / "articles").rglob("*.md"))) == 2


def test_an_archive_with_a_broken_member_stays(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    path = zipped(tmp_path / "inbox/vault.zip", a__html=(SAMPLES / "page.html").read_bytes(), b__pdf=b"%PDF-1.4 broken")
    results = add(tmp_path, [path])
    assert [(result.name, result.failed) for result in results] == [("vault.zip/a.html", False), ("vault.zip/b.pdf", True)]
    assert path.exists()
    assert [result.plans[0].outcome for result in add(tmp_path, [path]) if result.plans] == [Outcome.SAME]


def test_captures_are_not_kept_where_a_person_does_not_want_them(tmp_path: Path) -> None:
    add(tmp_path, [SAMPLES / "page.html"], AddRun(keep=False))
    assert [Path(name).suffixes for name in tree(tmp_path)] == [[".md"], [".machine", ".md"]]


def test_a_persons_edit_is_not_touched_and_a_deleted_article_stays_deleted(tmp_path: Path) -> None:
    path = tmp_path / add(tmp_path, [SAMPLES / "page.html"])[0].plans[0].path
    path.write_text(path.read_text(encoding="utf-8") + "\n我的批注。\n", encoding="utf-8")
    before = tree(tmp_path)
    add(tmp_path, [SAMPLES / "page.html"])
    assert tree(tmp_path) == before
    add(tmp_path, [SAMPLES / "page.html"], AddRun(AddOptions(again=True)))
    assert "我的批注。" in path.read_text(encoding="utf-8")
    path.unlink()
    assert add(tmp_path, [SAMPLES / "page.html"])[0].plans[0].outcome is Outcome.DELETED
    assert not path.exists()


def test_a_file_that_cannot_be_written_is_a_problem_with_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> bool:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(adding, "atomic_write", full)
    result = add(tmp_path, [SAMPLES / "page.html"])[0]
    assert result.failed
    assert result.plans[0].outcome is Outcome.FAILED
    assert "No space left" in result.plans[0].problems[0].message


def test_an_article_changed_meanwhile_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / add(tmp_path, [SAMPLES / "page.html"])[0].plans[0].path
    newer = tmp_path / "newer.html"
    newer.write_bytes((SAMPLES / "page.html").read_bytes().replace("八亿元".encode(), "九亿元".encode()))
    real = adding._write

    def late(content: Path, plan: object) -> object:
        path.write_text("a person wrote this meanwhile", encoding="utf-8")
        return real(content, plan)  # type: ignore[arg-type]

    monkeypatch.setattr(adding, "_write", late)
    result = add(tmp_path, [newer], AddRun(AddOptions(update=True)))[0]
    assert result.plans[0].outcome is Outcome.CONFLICT
    assert path.read_text(encoding="utf-8") == "a person wrote this meanwhile"


@pytest.mark.parametrize("state", ["MERGE_HEAD", "rebase-merge", "index.lock"])
def test_nothing_is_written_while_git_is_busy(tmp_path: Path, state: str) -> None:
    (tmp_path / ".git").mkdir()
    refuse_when_git_is_busy(tmp_path)
    (tmp_path / ".git" / state).mkdir()
    with pytest.raises(DatelineError, match=state):
        refuse_when_git_is_busy(tmp_path)


def test_a_worktree_points_to_its_git_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/MERGE_HEAD").write_text("x")
    (tmp_path / ".git").write_text("gitdir: real\n")
    with pytest.raises(DatelineError):
        refuse_when_git_is_busy(tmp_path)


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="the evaluation data is not beside the checkout")
def test_the_seed_gives_every_field_of_its_gold(tmp_path: Path) -> None:
    import json

    gold = json.loads((SEED / "article.json").read_text(encoding="utf-8"))
    article = add(tmp_path, [SEED / "163-colossus.txt"])[0].plans[0].extracted
    assert article.title == gold["title"]
    assert (article.published, article.captured) == (gold["published"], gold["captured"])
    assert (article.source, article.site, article.section) == (gold["source"], gold["site"], gold["section"])
    assert article.editors == (gold["editor"],)
    assert article.authors == ()
    assert article.lang == gold["language"]
    page = (SEED / "163-colossus.txt").read_text(encoding="utf-8")
    body = page[gold["body_start"] : gold["body_end"]]
    assert article.body.replace("\\", "").split() == body.split()
