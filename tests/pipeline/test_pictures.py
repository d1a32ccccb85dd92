from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

import pytest

from dateline.check.site import check_site
from dateline.pipeline.build import Options, Report, build_project
from dateline.pipeline.checking import check_project

ARTICLE = """---
title: The north hall
published: "2024-05-06"
{more}---

On 6 May 2024 the hall opened.

![Racks]({source} "Racks in June 2019")

A crane lifted them in.
"""


def png(width: int = 64, height: int = 48, shade: int = 0) -> bytes:
    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def site(root: Path, source: str = "../../assets/ab/racks.png", more: str = "") -> Path:
    save(root / "mkdocs.yml", b"site_name: Halls\nsite_url: https://halls.example/\n")
    save(root / "content/articles/2024/hall.md", ARTICLE.format(source=source, more=more).encode())
    return root


def save(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def build(root: Path) -> Report:
    return build_project(root, Options(jobs=1))


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def clean(root: Path, tmp_path: Path) -> dict[str, bytes]:
    """Return what a build from nothing makes of the same content."""
    other = tmp_path / "clean"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("site", ".dateline"), symlinks=True)
    build(other)
    return tree(other / "site")


def pictures(files: dict[str, bytes]) -> list[str]:
    return sorted(path for path in files if path.startswith("pictures/"))


def test_a_picture_is_published_and_shown_with_size_and_caption(tmp_path: Path) -> None:
    root = site(tmp_path / "halls")
    save(root / "content/assets/ab/racks.png", png())
    save(root / "content/assets/ab/nobody-names-it.png", png(shade=9))
    report = build(root)
    assert not report.problems
    files = tree(root / "site")
    (address,) = pictures(files)
    assert files[address] == png()
    page = files["articles/hall/index.html"].decode()
    shown = f'<img src="../../{address}" alt="Racks" width="64" height="48" loading="lazy" decoding="async">'
    assert f"<figure>{shown}<figcaption>Racks in June 2019</figcaption></figure>" in page
    assert "2019-06" not in page
    assert not [problem for problem in check_site(files, "/") if problem.code in ("DL502", "DL601")]
    assert not [problem for problem in check_project(root) if problem.code == "DL504"]


def test_every_change_of_a_picture_is_seen_and_the_site_is_that_of_a_clean_build(tmp_path: Path) -> None:
    root = site(tmp_path / "halls")
    picture = root / "content/assets/ab/racks.png"
    seen = []
    for data in (png(), png(shade=7), None, png(8, 8), b"<svg onload='alert(1)'/>", png()):
        if data is None:
            picture.unlink()
        else:
            save(picture, data)
        report = build(root)
        files = tree(root / "site")
        assert files == clean(root, tmp_path)
        shown = pictures(files)
        assert len(shown) == (data is not None and data.startswith(b"\x89PNG"))
        assert bool([problem for problem in report.problems if problem.code == "DL504"]) is not bool(shown)
        seen.append(shown)
    assert seen[0] == seen[-1] != seen[1]


def test_a_picture_that_no_text_names_any_more_goes(tmp_path: Path) -> None:
    root = site(tmp_path / "halls")
    save(root / "content/assets/ab/racks.png", png())
    build(root)
    assert pictures(tree(root / "site"))
    path = root / "content/articles/2024/hall.md"
    path.write_text(path.read_text("utf-8").replace("![Racks]", "[Racks]").replace("../../assets/ab/racks.png", "https://e.org/"), "utf-8")
    build(root)
    assert not pictures(tree(root / "site"))
    assert tree(root / "site") == clean(root, tmp_path)


def test_a_second_build_writes_nothing_and_mends_what_was_touched(tmp_path: Path) -> None:
    root = site(tmp_path / "halls")
    save(root / "content/assets/ab/racks.png", png())
    build(root)
    before = tree(root / "site")
    assert build(root).counts["written"] == 0
    (address,) = pictures(before)
    (root / "site" / address).write_bytes(b"broken")
    build(root)
    assert tree(root / "site") == before


def test_an_excerpt_publishes_no_picture(tmp_path: Path) -> None:
    root = site(tmp_path / "halls", more="publish: excerpt\n")
    save(root / "content/assets/ab/racks.png", png())
    assert not build(root).problems
    files = tree(root / "site")
    assert not pictures(files)
    assert b"<img" not in files["articles/hall/index.html"]


@pytest.mark.parametrize(
    "source",
    [
        "../../assets/ab/missing.png",
        "../../secret.png",
        "../../../secret.png",
        "..%2F..%2Fsecret.png",
        "/secret.png",
        "../../assets/ab/script.svg",
        "../../assets/ab/page.png",
        "../../assets/ab/link.png",
    ],
)
def test_a_missing_or_unsafe_picture_is_reported_where_it_stands_and_left_out(tmp_path: Path, source: str) -> None:
    root = site(tmp_path / "halls", source)
    save(root / "secret.png", png())
    save(root / "content/secret.png", png())
    save(root / "content/assets/ab/script.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    save(root / "content/assets/ab/page.png", b"<!doctype html><script>alert(1)</script>")
    (root / "content/assets/ab/link.png").symlink_to(root / "secret.png")
    report = build(root)
    files = tree(root / "site")
    assert not pictures(files)
    assert b"<img" not in files["articles/hall/index.html"]
    for problems in (report.problems, check_project(root)):
        (problem,) = [problem for problem in problems if problem.code == "DL504"]
        assert (problem.path, problem.line, problem.column) == ("content/articles/2024/hall.md", 8, 10)


def test_a_picture_beside_its_article_is_published_too(tmp_path: Path) -> None:
    root = site(tmp_path / "halls", "hall%20pictures/r%C3%A4ck.PNG")
    save(root / "content/articles/2024/hall pictures/räck.PNG", png())
    assert not build(root).problems
    assert len(pictures(tree(root / "site"))) == 1
