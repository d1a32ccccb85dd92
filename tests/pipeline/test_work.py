"""A shard of articles: each comes out as it would by itself, whatever happens to the others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.annotate.mention import build_gazetteer, word_edges
from dateline.config import Config
from dateline.content.registry import Registry
from dateline.engine.scan import digest
from dateline.engine.sealed import DamagedError, unpack
from dateline.model.entity import Entity
from dateline.model.problem import SourceRef
from dateline.pipeline import work
from dateline.pipeline.article import Context
from dateline.pipeline.basis import load_edges
from dateline.pipeline.desk import SHARD_BYTES, SHARES, shard_count
from dateline.pipeline.work import Job, Result, WorkContext, work_on

TEXT = '---\ntitle: "{title}"\npublished: "2024-06-01"\nlang: {lang}\n---\n{body}\n'
BODIES = {
    "one": ("en", "The harbour opened on 3 May 2024. It will close in July."),
    "two": ("zh", "港口于2024年5月3日开放。公司表示，去年11月已签署协议。"),
    "three": ("en", "A ferry sank in March 2019, the board said."),
}


def test_shards_are_large_where_there_is_much_and_enough_for_all_workers_where_there_is_little():
    assert shard_count([SHARD_BYTES / 50] * 5_000, 2) == 100
    assert shard_count([SHARD_BYTES / 50] * 200, 8) == 8 * SHARES
    assert (shard_count([5_000.0] * 1_000, 1), shard_count([5_000.0], 1)) == (10, 1)


def saved(path, found: Result) -> tuple[object, ...]:
    return (path, unpack(found.card) if found.card else None, found.reading, found.events, found.terms)


@pytest.fixture
def shard(tmp_path):
    for name, (lang, body) in BODIES.items():
        (tmp_path / f"{name}.md").write_text(TEXT.format(title=name, lang=lang, body=body), encoding="utf-8")
    (tmp_path / "broken.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    return WorkContext(tmp_path, Context(Config(), Registry(), build_gazetteer(())))


def test_a_shard_gives_what_each_article_gives_by_itself(shard):
    jobs = [Job(f"{name}.md") for name in (*BODIES, "broken", "missing")]
    together = work_on(shard, jobs)
    assert [result.path for result in together] == [job.path for job in jobs]
    assert together == [work_on(shard, [job])[0] for job in jobs]
    assert [bool(result.card) for result in together] == [True, True, True, False, False]
    assert [problem.code for result in together[3:] for problem in unpack(result.problems)] == ["DL201", "DL701"]


def test_a_fault_in_a_late_stage_stops_that_article_alone(shard, monkeypatch):
    jobs = [Job(f"{name}.md") for name in BODIES]
    whole = work_on(shard, jobs)
    found = work.find_events

    def trip(document, *rest):
        return 1 / 0 if document.text.startswith("two") else found(document, *rest)

    monkeypatch.setattr(work, "find_events", trip)
    one, two, three = work_on(shard, jobs)
    assert (saved("one", one), saved("three", three)) == (saved("one", whole[0]), saved("three", whole[2]))
    assert [problem.code for problem in unpack(two.problems)] == ["DL703"]
    assert (two.digest, two.card) == (whole[1].digest, b"")


def test_what_is_known_is_left_alone_and_dates_that_are_known_are_kept(shard):
    first = work_on(shard, [Job("one.md")])[0]
    assert work_on(shard, [Job("one.md", known=first.digest)])[0] == Result("one.md", first.digest, unchanged=True)
    again = work_on(shard, [Job("one.md", dated=first.digest, dates=first.basis.dates)])[0]
    assert (first.dated, again.dated) == (True, False)
    assert again._replace(dated=True) == first


def test_what_the_word_cutter_said_spares_the_next_reading_its_dictionary(shard, monkeypatch):
    port = Entity("port", "company", {"zh": "港口"}, SourceRef(""))
    shard = replace(shard, stages=replace(shard.stages, gazetteer=build_gazetteer([port])))
    first = work_on(shard, [Job("two.md")])[0]
    assert load_edges(first.basis.edges)
    (shard.root / "two.md").write_text((shard.root / "two.md").read_text("utf-8") + "\n它还说，没有更多。\n", "utf-8")
    monkeypatch.setattr(word_edges, "_JUDGES", {})
    again = work_on(shard, [Job("two.md", known=first.digest, edges=first.basis.edges)])[0]
    assert again.basis.edges == first.basis.edges
    assert again.shown != first.shown


def test_damage_in_what_the_cache_handed_in_is_not_taken_for_a_fault_of_the_article(shard):
    with pytest.raises(DamagedError):
        work_on(shard, [Job("two.md", edges=b"damaged")])
    with pytest.raises(DamagedError):
        work_on(shard, [Job("one.md", dated=digest((shard.root / "one.md").read_bytes()), dates=b"damaged")])
