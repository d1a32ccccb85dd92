"""Shards of terms are the same in however many runs and processes they are made, and nothing stays behind."""

from __future__ import annotations

import pytest

from dateline.engine.executor import Processes, Serial
from dateline.pipeline import shards
from dateline.pipeline.build import Options, build_project
from dateline.pipeline.shards import write_shards
from dateline.pipeline.stored_events import EventSource
from dateline.site.search import BLOCK

TEXT = '---\ntitle: "Number {number}"\nslug: s{number}\npublished: "2024-05-{day:02}"\nlang: en\n---\nThe harbour number{number} opened.\n'


@pytest.fixture
def built(tmp_path):
    root = tmp_path / "site-of-one"
    articles = root / "content/articles"
    articles.mkdir(parents=True)
    for number in range(2 * BLOCK):
        (articles / f"{number}.md").write_text(TEXT.format(number=number, day=number % 28 + 1), "utf-8")
    build_project(root, Options(jobs=1))
    return root


def order_of(root):
    numbers = range(2 * BLOCK)
    return [f"s{number}" for number in sorted(numbers, key=lambda number: (number % 28, f"s{number}"))]


@pytest.mark.parametrize(("run", "jobs"), [(10**9, 1), (400, 1), (1, 1), (400, 2)])
def test_shards_are_those_of_the_site(built, tmp_path, monkeypatch, run, jobs):
    monkeypatch.setattr(shards, "RUN", run)
    monkeypatch.setattr(shards, "make_executor", lambda jobs, _items: Processes(jobs) if jobs > 1 else Serial())
    cache = built / ".dateline/cache.sqlite"
    beside = set(cache.parent.iterdir())
    write_shards(cache, order_of(built), tmp_path / "stage", jobs)
    found = {path.name: path.read_bytes() for path in (tmp_path / "stage/search-index/t").iterdir()}
    assert found == {path.name: path.read_bytes() for path in (built / "site/search-index/t").iterdir()}
    assert set(cache.parent.iterdir()) <= beside | {cache.with_name(f"{cache.name}{end}") for end in ("-wal", "-shm")}


def test_the_terms_of_an_article_that_is_not_there_are_missed(built):
    with pytest.raises(KeyError):
        EventSource(built / ".dateline/cache.sqlite").terms("nobody")
