"""Compiled patterns are kept for the next process that reads an article, and for no other interpreter or program."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.engine.fork import CAN_FORK
from dateline.engine.sealed import DamagedError
from dateline.engine.store import Store
from dateline.pipeline import compiled_patterns
from dateline.pipeline.compiled_patterns import keep_patterns, kept_patterns

SITES = Path(__file__).resolve().parents[1] / "sites"
ROW = (32, b"\x00\x00\x00\x00", 1, {"name": 1})


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "cache.sqlite") as opened:
        yield opened


def test_what_is_kept_comes_back(store):
    assert kept_patterns(store) == {}
    keep_patterns(store, {("a", 0): ROW}, {("b", 2): ROW})
    assert kept_patterns(store) == {("a", 0): ROW, ("b", 2): ROW}


@pytest.mark.parametrize("other", ["interpreter", "code_fingerprint"])
def test_another_interpreter_or_program_keeps_its_own(store, other, monkeypatch):
    keep_patterns(store, {}, {("a", 0): ROW})
    monkeypatch.setattr(compiled_patterns, other, lambda: "another")
    assert kept_patterns(store) == {}


def test_damage_is_found(store):
    keep_patterns(store, {}, {("a", 0): ROW})
    store.set_meta("patterns", store.meta("patterns").replace(b"name", b"nama"))
    with pytest.raises(DamagedError):
        kept_patterns(store)


@pytest.mark.skipif(not CAN_FORK, reason="there is no processor for another process")
def test_the_second_edit_compiles_nothing(tmp_path):
    root = tmp_path / "site"
    shutil.copytree(SITES / "minimal", root)
    article = next((root / "content/articles").rglob("*.md"))
    kept = []
    for number in range(4):
        with article.open("a", encoding="utf-8") as file:
            file.write(f"\nIt opened on {number + 3} March 2021.\n")
        subprocess.run([sys.executable, "-m", "dateline.cli", "build", "--quiet", "--root", str(root)], check=True)
        with Store(root / ".dateline/cache.sqlite") as store:
            kept.append(store.meta("patterns"))
    assert kept[1]
    assert kept[1] == kept[2] == kept[3]
