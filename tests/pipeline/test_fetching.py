from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dateline.capture.add import Outcome
from dateline.capture.fetch import Fetcher, FetchError
from dateline.capture.options import CaptureOptions
from dateline.capture.sources import Source, read_sources
from dateline.content.pictures import PICTURE_BYTES
from dateline.model.capture import Capture
from dateline.pipeline import adding
from dateline.pipeline.adding import AddRun, CaptureResult, add_sources
from dateline.pipeline.convert import convert_inbox
from dateline.pipeline.fetching import Fetching
from dateline.pipeline.inbox import inbox_sources
from dateline.pipeline.project import Project, open_project

GIF = b"GIF89a" + struct.pack("<HH", 64, 48) + b"\0" * 16
TEXT = "<p>" + "The hall was finished in spring, and the first racks were lifted in by a crane on the same day. " * 5 + "</p>"
PAGE = (
    "<html><head><title>Racks in the new hall</title></head><body><article><h1>Racks in the new hall</h1>"
    f"<p>2024-05-06</p>{TEXT}<img src='/one.gif' alt='One'>{TEXT.replace('spring', 'autumn')}"
    f"<img src='/two.gif' alt='Two'>{TEXT.replace('spring', 'winter')}</article></body></html>"
).encode()
WANTED = CaptureOptions(assets=True)


@dataclass
class Web(Fetcher):
    """Answer from memory."""

    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)  # type: ignore[assignment]

    def fetch(self, url: str, limit: int = 0) -> Capture:
        self.asked.append((url, limit))  # type: ignore[attr-defined]
        if url not in self.files:
            raise FetchError(f"{url} answered 404")
        return Capture(self.files[url], "file")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    found = Web(files={"https://example.org/one.gif": GIF, "https://example.org/two.gif": b"<svg/>"})
    monkeypatch.setattr(adding, "Fetching", lambda: Fetching(found))
    yield found


def add(content: Path, run: AddRun, *, fetched: bool) -> list[CaptureResult]:
    capture = Capture(PAGE, "page.html", url="https://example.org/a")
    return list(add_sources(content, [Source(capture, fetched=fetched)], run))


def test_pictures_of_a_page_named_by_its_address_are_fetched_and_what_is_none_stays_a_link(
    tmp_path: Path, web: Web
) -> None:
    (result,) = add(tmp_path, AddRun(capture=WANTED), fetched=True)
    (plan,) = result.plans
    assert plan.outcome is Outcome.NEW
    text = (tmp_path / plan.path).read_text("utf-8")
    (asset,) = (tmp_path / "assets").rglob("*.gif")
    assert asset.read_bytes() == GIF
    link = asset.relative_to(tmp_path).as_posix()
    assert f"![One](../../{link})" in text
    assert (tmp_path / plan.path).parent.joinpath(f"../../{link}").resolve() == asset
    assert "![Two](https://example.org/two.gif)" in text
    assert [problem.code for problem in result.problems if "two.gif" in problem.message] == ["DL124"]
    assert web.asked == [("https://example.org/one.gif", PICTURE_BYTES), ("https://example.org/two.gif", PICTURE_BYTES)]


@pytest.mark.parametrize(
    ("run", "fetched"),
    [
        (AddRun(), True),
        (AddRun(capture=WANTED), False),
        (AddRun(capture=WANTED, dry=True), True),
        (AddRun(capture=WANTED, fetch_pictures=True, dry=True), False),
    ],
)
def test_nothing_is_fetched_unless_a_person_asked(tmp_path: Path, web: Web, run: AddRun, *, fetched: bool) -> None:
    add(tmp_path, run, fetched=fetched)
    assert web.asked == []
    assert not (tmp_path / "assets").exists()


def test_pictures_of_a_file_are_fetched_where_a_person_says_so(tmp_path: Path, web: Web) -> None:
    add(tmp_path, AddRun(capture=WANTED, fetch_pictures=True), fetched=False)
    assert [url for url, _ in web.asked] == ["https://example.org/one.gif", "https://example.org/two.gif"]


def test_adding_again_with_pictures_changes_nothing_and_another_capture_is_the_same_text(
    tmp_path: Path, web: Web
) -> None:
    assert web.files
    add(tmp_path, AddRun(capture=WANTED), fetched=True)
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    add(tmp_path, AddRun(capture=WANTED), fetched=True)
    (tmp_path / "other.html").write_bytes(PAGE + b"<!-- another -->")
    found = read_sources((str(tmp_path / "other.html"),), stdin=io.BytesIO(), url="https://example.org/a")
    (result,) = add_sources(tmp_path, found, AddRun())
    (tmp_path / "other.html").unlink()
    assert [plan.outcome for plan in result.plans] == [Outcome.SAME]
    assert {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()} == before


def waiting(root: Path, keep: str) -> Project:
    """Return a project with a page in its inbox that links to two pictures and has one saved beside it."""
    inbox = root / "content/inbox"
    (inbox / "page_files").mkdir(parents=True)
    (inbox / "page_files/three.gif").write_bytes(GIF + b"3")
    (inbox / "page_files/frame.html").write_bytes(PAGE)
    held = PAGE.replace(b"</article>", b"<img src='page_files/three.gif' alt='Three'>" + TEXT.encode() + b"</article>")
    (inbox / "page.html").write_bytes(held.replace(b"<title>", b"<base href='https://example.org/a'><title>"))
    settings = f"plugins:\n  - dateline:\n      keep_pictures: {keep}\n" if keep else ""
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    return open_project(root)


@pytest.mark.parametrize(
    ("keep", "kept", "asked"),
    [("", 0, False), ("none", 0, False), ("held", 1, False), ("linked", 2, True)],
)
def test_the_inbox_keeps_the_pictures_that_the_configuration_names(
    tmp_path: Path, web: Web, keep: str, kept: int, asked: bool
) -> None:
    made, _ = convert_inbox(waiting(tmp_path, keep))
    assert made == 1
    assert len(list((tmp_path / "content/assets").rglob("*.gif"))) == kept
    assert [url for url, _ in web.asked] == ["https://example.org/one.gif", "https://example.org/two.gif"] * asked
    (article,) = (tmp_path / "content/articles").rglob("*.md")
    assert article.read_text("utf-8").count("](../../assets/") == kept
    assert [path.name for path in (tmp_path / "content/inbox").iterdir()] == ["page_files"]
    assert inbox_sources(tmp_path / "content") == []
