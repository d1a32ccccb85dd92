from __future__ import annotations

import re
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = '---\ntitle: "{}"\npublished: "2016-01-05"\nlang: en\n---\nA plain text.\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "content" / "articles" / "lab.md").write_text(ARTICLE.format("First title"), encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Small\nsite_url: https://x.example/kb/\n", encoding="utf-8")
    return tmp_path


def save_until(told, path):
    """Save an article every second: the watcher starts after the address is printed, nobody knows when."""
    while not told.wait(1):
        path.write_text(ARTICLE.format("Second title"), encoding="utf-8")


def test_a_saved_article_is_rebuilt_and_open_pages_are_told(project):
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), "serve", "--root", str(project), "--port", "0"], stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )
    try:
        assert process.stderr is not None
        line = ""
        while not (found := re.search(r"http://127\.0\.0\.1:\d+/kb/", line)):
            line = process.stderr.readline()
            assert line, "the preview ended before it said where it is"
        address = f"{found[0]}articles/lab/"
        assert "First title" in urllib.request.urlopen(address).read().decode()
        with urllib.request.urlopen(f"{found[0]}_dateline/reload?page=%2Fkb%2Farticles%2Flab%2F", timeout=60) as stream:
            stream.readline()
            told = threading.Event()
            saving = threading.Thread(target=save_until, args=(told, project / "content" / "articles" / "lab.md"))
            saving.start()
            try:
                while b"event: reload" not in stream.readline():
                    pass
            finally:
                told.set()
                saving.join()
        assert "Second title" in urllib.request.urlopen(address).read().decode()
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stderr.close()
