"""The article that a person edits is shown before the site is brought up to date, as it will be afterwards."""

from __future__ import annotations

import pytest

from dateline.engine.lock import project_lock
from dateline.errors import DatelineError
from dateline.pipeline.at_once import Resident, render_at_once
from dateline.pipeline.build import Options, build_project

ARTICLE = '---\ntitle: "{}"\npublished: "2016-01-05"\nlang: en\n---\nIn May 2014 Quay Rail opened a depot.\n'
LINK = "articles/lab/"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/entities.yml").write_text("- {type: company, name: Quay Rail}\n")
    for name in ("lab", "other"):
        save(tmp_path, ARTICLE.format(name.title()), name)
    return tmp_path


@pytest.fixture
def resident(project):
    kept = Resident()
    build_project(project, Options(jobs=1, resident=kept))
    return kept


def save(root, text, name="lab"):
    path = root / f"content/articles/{name}.md"
    path.write_text(text, "utf-8")
    return path.resolve()


def page(root):
    return (root / f"site/{LINK}index.html").read_bytes()


def test_it_is_the_page_that_the_build_makes(project, resident):
    changed = save(project, ARTICLE.format("New words") + "\nOn 3 June 2015 it closed.\n")
    made = render_at_once(resident.made, [changed], [LINK])
    assert made == {LINK: page(project)}
    assert b"New words" in made[LINK]
    build_project(project, Options(jobs=1, resident=resident))
    assert page(project) == made[LINK]


def test_a_run_that_ends_before_the_build_leaves_nothing_stale(project, resident):
    render_at_once(resident.made, [save(project, ARTICLE.format("New words"))], [LINK])
    save(project, ARTICLE.format("Lab"))
    build_project(project, Options(jobs=1))
    assert b"New words" not in page(project)


@pytest.mark.parametrize("shown", [[], ["articles/other/"], ["", "entities/quay-rail/"]])
def test_pages_that_nobody_looks_at_wait(project, resident, shown):
    before = page(project)
    assert render_at_once(resident.made, [save(project, ARTICLE.format("New words"))], shown) == {}
    assert page(project) == before


def test_a_change_beside_articles_waits_for_the_build(project, resident):
    changed = save(project, ARTICLE.format("New words"))
    assert render_at_once(resident.made, [changed, project.resolve() / "content/entities.yml"], [LINK]) == {}
    assert render_at_once(resident.made, [save(project, ARTICLE.format("Third"), "third")], ["articles/third/"]) == {}


@pytest.mark.parametrize("text", [
    "no front matter", '---\ntitle: "Lab\n---\n', ARTICLE.format("Lab").replace("lang: en", "lang: en\ndraft: true"),
    ARTICLE.format("Lab").replace("lang: en", "lang: en\nslug: elsewhere"),
])  # fmt: skip
def test_what_is_broken_hidden_or_renamed_waits_for_the_build(project, resident, text):
    before = page(project)
    assert render_at_once(resident.made, [save(project, text)], [LINK]) == {}
    assert page(project) == before


def test_while_another_run_works_nothing_is_written(project, resident):
    before, changed = page(project), save(project, ARTICLE.format("New words"))
    with project_lock(project / ".dateline"), pytest.raises(DatelineError, match="another run"):
        render_at_once(resident.made, [changed], [LINK])
    assert page(project) == before


def test_a_deleted_article_and_a_fault_in_a_stage_wait_for_the_build(project, resident, monkeypatch):
    changed = save(project, ARTICLE.format("New words"))
    monkeypatch.setattr("dateline.pipeline.at_once.process_article", lambda *_: 1 / 0)
    assert render_at_once(resident.made, [changed], [LINK]) == {}
    changed.unlink()
    assert render_at_once(resident.made, [changed], [LINK]) == {}
