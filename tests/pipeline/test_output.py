"""A few pages are shared between two processes, and come out as one makes them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dateline.model.page import Page
from dateline.pipeline import output
from dateline.pipeline.build import Options, build_project
from dateline.pipeline.output import halves

SITES = Path(__file__).resolve().parents[1] / "sites"
PAGES = st.lists(
    st.builds(
        lambda at, subject, cost: Page(f"{at}.html", "entity", subject, "en", "", cost),
        st.integers(0, 999),
        st.sampled_from([(), ("a",), ("b",), ("a", "2024")]),
        st.sampled_from([1.0, 3.0, 6.0, 20.0]),
    ),
    unique_by=lambda page: page.path,
)


@given(PAGES)
def test_each_page_falls_to_one_and_a_subject_is_not_parted(pages: list[Page]):
    own, others = halves(pages)
    assert sorted(page.path for page in own + others) == sorted(page.path for page in pages)
    assert {page.subject for page in own if page.subject}.isdisjoint(page.subject for page in others)


@given(PAGES)
def test_no_half_costs_more_than_the_other_and_a_subject(pages: list[Page]):
    own, others = (sum(page.cost for page in half) for half in halves(pages))
    groups: dict[object, float] = {}
    for page in pages:
        key = page.subject or page.path
        groups[key] = groups.get(key, 0.0) + page.cost
    assert abs(own - others) <= max(groups.values(), default=0.0)


def test_two_processes_make_what_one_makes(tmp_path: Path, monkeypatch):
    made = []
    monkeypatch.setattr("dateline.engine.aside.may_fork", lambda: True)
    render = output.render_shard
    monkeypatch.setattr(output, "render_shard", lambda *given: made.append(os.getpid()) or render(*given))
    told: dict[int, list[tuple[str, int, int]]] = {1: [], 2: []}
    trees = []
    for jobs in (1, 2):
        root = tmp_path / str(jobs)
        shutil.copytree(SITES / "minimal", root)
        build_project(root, Options(jobs=jobs), lambda *step, jobs=jobs: told[jobs].append(step))
        site = root / "site"
        trees.append({path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()})
    assert trees[0] == trees[1]
    assert told[1][-1] == told[2][-1], "all pages were told of"
    assert made == [os.getpid()] * 2, "one half here, where the other one is made nobody sees"
