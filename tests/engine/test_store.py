from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from dateline.engine.store import Store, reading

OPEN = Path("/proc/self/fd")


def test_all_who_read_share_a_connection_until_a_store_is_opened_or_closed(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with Store(path) as store:
        store.set_meta("quay", b"1")
        store.commit()
        first = reading(path)
        assert reading(path) is first
    with pytest.raises(sqlite3.ProgrammingError):
        first.execute("SELECT 1")
    after = reading(path)
    assert after.execute("SELECT value FROM meta WHERE name = 'quay'").fetchone() == (b"1",)
    with Store(path):
        assert reading(path) is not after


def test_a_forked_process_reads_by_a_connection_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cache.sqlite"
    with Store(path) as store:
        store.commit()
        here = reading(path)
        monkeypatch.setattr(os, "getpid", lambda: -1)
        assert reading(path) is not here
        with Store(path):
            pass
        monkeypatch.undo()
        assert reading(path) is here, "what the other one came with is left alone"


@pytest.mark.skipif(not OPEN.exists(), reason="nothing tells which files are open")
def test_many_openings_that_overlap_with_readers_keep_no_file_open(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    counts = []
    for _ in range(5):
        with Store(path) as store:
            store.commit()
            reading(path).execute("SELECT count(*) FROM meta").fetchone()
        reading(path).execute("SELECT count(*) FROM meta").fetchone()
        counts.append(len(list(OPEN.iterdir())))
    assert len(set(counts)) == 1
