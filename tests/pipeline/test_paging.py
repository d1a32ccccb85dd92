from __future__ import annotations

import io
from pathlib import Path

import pytest

from dateline.capture.sources import read_sources
from dateline.pipeline.adding import AddRun, add_sources

SUBJECTS = ("crane", "cable", "switch")


def page(number: int) -> str:
    subject = SUBJECTS[number - 1]
    text = "".join(
        f"<p>The {subject} was tested {count} times before the hall opened, and it held every time it was tried.</p>"
        for count in ("three", "four", "five", "six")
    )
    address = "https://example.org/hall" + ("" if number == 1 else f"-{number}") + ".html"
    head = f'<title>How the hall was built</title><link rel="canonical" href="{address}">'
    return f"<html><head>{head}</head><body><h1>How the hall was built</h1><p>2024-05-06</p>{text}</body></html>"


@pytest.mark.parametrize("names", [("hall.html", "hall-2.html", "hall-3.html"), ("c.html", "b.html", "a.html")])
def test_pages_of_one_run_are_joined_whatever_the_files_are_called(tmp_path: Path, names: tuple[str, ...]) -> None:
    folder, content = tmp_path / "saved", tmp_path / "content"
    folder.mkdir()
    for number, name in enumerate(names, 1):
        (folder / name).write_text(page(number), "utf-8")
    for _ in range(2):
        list(add_sources(content, read_sources((str(folder),), stdin=io.BytesIO()), AddRun()))
        (path,) = (content / "articles").rglob("*.md")
        body = path.read_text("utf-8").partition("\n---\n")[2]
        found = [line.split()[1] for line in body.splitlines() if line]
        assert found == [subject for subject in SUBJECTS for _ in range(4)]
    kept = [path.read_bytes() for path in (content / "captures").rglob("*.html")]
    assert sorted(kept) == sorted(path.read_bytes() for path in folder.iterdir())
