"""Entries that the cache remembers by the year are those made from nothing, and little is read for an edit."""

from __future__ import annotations

import os
from dataclasses import fields

import pytest

from dateline.engine.fork import may_fork
from dateline.engine.store import Store
from dateline.index.library import count_co_mentions
from dateline.model.event import Entry
from dateline.pipeline import annotations, linking, merging, shelving, years
from dateline.pipeline.annotations import refresh
from dateline.pipeline.assemble import make_entries
from dateline.pipeline.cards import read_cards
from dateline.pipeline.merging import stored_entries
from dateline.pipeline.parts import StoredEntries
from dateline.pipeline.project import open_project, scan_content
from dateline.pipeline.publication import load_library
from dateline.pipeline.stored_events import EventSource

ARTICLE = '---\ntitle: "{title}"\npublished: {day}\nlang: en\nsource: Harbour Ledger\n---\n{text}\n'
TEXTS = {
    "plan": ("Gate to open", "2019-11-02", "Copper Gate plans to open a foundry in Aldport in March 2020."),
    "done": ("Gate opens", "2020-03-12", "On 10 March 2020 Copper Gate opened a foundry in Aldport."),
    "again": ("A foundry", "2020-03-13", "Copper Gate opened a foundry in Aldport on 10 March 2020."),
    "older": ("Looking back", "2021-05-05", "Copper Gate was founded in 1998. It bought Quay Rail in June 2014."),
}
COLUMNS = [each.name for each in fields(Entry) if each.name not in ("digest", "statements")]


@pytest.fixture
def project(tmp_path):
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/entities.yml").write_text(
        "- {type: company, name: Copper Gate}\n- {type: company, name: Quay Rail}\n- {type: place, name: Aldport}\n"
    )
    for name, (title, day, text) in TEXTS.items():
        write(tmp_path, name, ARTICLE.format(title=title, day=day, text=text))
    return tmp_path


def write(root, name, text):
    (root / "content/articles" / f"{name}.md").write_text(text, "utf-8")


def edit(root, name, old, new):
    path = root / "content/articles" / f"{name}.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def entries(root, jobs=1):
    """Return the entries as the cache brings them up to date, checked against those made from nothing."""
    project = open_project(root)
    with Store(project.cache) as store:
        refreshed = refresh(project, store, scan_content(project), jobs=1)
        library, _, _ = load_library(store, refreshed, jobs=jobs)
        cards = list(library.articles.values())
        stored = stored_entries(store, cards, jobs)[0]
        found = sorted(stored.all(), key=lambda entry: entry.id)
        assert all(stored[identifier].id == identifier for identifier in stored.where)
        expected, _ = make_entries(cards)
        store.commit()
        for entry, made in zip(found, sorted(expected, key=lambda entry: entry.id), strict=True):
            assert [getattr(entry, name) for name in COLUMNS] == [getattr(made, name) for name in COLUMNS]
            assert tuple(entry.statements) == tuple(made.statements)
    return {entry.headline: entry for entry in found}


def test_what_is_remembered_is_what_would_be_made(project):
    first = entries(project)
    assert entries(project) == first
    plan = next(entry for entry in first.values() if entry.outcome)
    assert len(next(entry for entry in first.values() if entry.id == plan.outcome).statements) == 2


@pytest.mark.parametrize(("name", "old", "new"), [
    ("done", "10 March 2020", "11 March 2020"),
    ("done", "title: \"Gate opens\"", "title: \"The gate opens at last\""),
    ("again", "source: Harbour Ledger", "source: Valley Ledger"),
    ("again", "published: 2020-03-13", "published: 2020-03-20"),
    ("plan", "in March 2020", "in March 2023"),
    ("older", "Copper Gate was founded", "A first paragraph.\n\nCopper Gate was founded"),
    ("older", "in June 2014", "in June 2019"),
])  # fmt: skip
def test_after_an_edit_too(project, name, old, new):
    entries(project)
    edit(project, name, old, new)
    entries(project)


def test_after_articles_come_and_go(project):
    entries(project)
    (project / "content/articles/done.md").rename(project / "content/articles/late.md")
    entries(project)
    (project / "content/articles/again.md").unlink()
    assert not any(entry.outcome and len(entry.statements) > 1 for entry in entries(project).values())


def test_the_plan_of_an_outcome_that_went_is_open_again(project):
    entries(project)
    for name in ("done", "again"):
        (project / f"content/articles/{name}.md").unlink()
    plan = next(entry for entry in entries(project).values() if entry.status == "planned")
    assert (plan.outcome, plan.open) == ("", True)


def test_a_title_makes_the_events_of_its_own_article_be_read_and_no_others(project, monkeypatch):
    entries(project)
    edit(project, "older", 'title: "Looking back"', 'title: "A look back, once more"')
    read = []
    usual = EventSource.read
    monkeypatch.setattr(EventSource, "read", lambda self, path, shown: read.append(path) or usual(self, path, shown))
    opened = open_project(project)
    with Store(opened.cache) as store:
        load_library(store, refresh(opened, store, scan_content(opened), jobs=1))
    assert set(read) == {"content/articles/older.md"}


def test_a_year_that_changed_a_little_is_brought_up_to_date_by_another_process(project, monkeypatch):
    entries(project)
    edit(project, "older", "in June 2014", "on 3 June 2014")
    usual, told = merging._shelve, project / "who"
    monkeypatch.setattr(merging, "_shelve", lambda *given: told.write_text(str(os.getpid())) and usual(*given))
    assert any(entry.date.edtf == "2014-06-03" for entry in entries(project, jobs=2).values())
    assert (int(told.read_text()) != os.getpid()) == may_fork()


def test_other_processes_make_the_same(project, monkeypatch):
    monkeypatch.setattr(years, "WORTHWHILE", 0)
    first = entries(project, jobs=2)
    (project / ".dateline/cache.sqlite").unlink()
    assert entries(project) == first


def test_to_link_plans_no_entry_is_made_and_none_is_held(project, monkeypatch):
    held = []
    usual = linking.stored_links

    def stored_links(store, known, shelves, *rest):
        links = list(usual(store, known, shelves, *rest))
        held.extend(shelf._rows or [entry for entry in shelf._made if entry] for shelf in shelves.values())
        return links

    monkeypatch.setattr(merging, "stored_links", stored_links)
    monkeypatch.setattr(StoredEntries, "take", None)
    opened = open_project(project)
    with Store(opened.cache) as store:
        refresh(opened, store, scan_content(opened), jobs=1)
        found, _ = stored_entries(store, list(read_cards(store).values()))
        assert found.where
    assert held
    assert not any(held)


def test_a_plan_is_weighed_again_only_where_it_or_what_may_fulfil_it_changed(project, monkeypatch):
    weighed = []
    usual = linking.choose_outcome
    monkeypatch.setattr(
        linking, "choose_outcome", lambda plan, done, signatures: weighed.append(plan.article) or usual(plan, done, signatures)
    )
    entries(project)
    assert weighed == ["plan"]
    edit(project, "older", "published: 2021-05-05", "published: 2020-05-05")
    edit(project, "older", "in June 2014", "in June 2020")
    entries(project)
    assert weighed == ["plan"]
    edit(project, "done", "opened a foundry in Aldport", "opened a large foundry in Aldport")
    entries(project)
    assert weighed == ["plan", "plan"]


def test_a_plan_that_nothing_new_may_concern_is_not_even_looked_at(project, monkeypatch):
    looked_at = []
    usual = linking.find_candidates
    monkeypatch.setattr(linking, "find_candidates", lambda *what: looked_at.append(what[0]) or usual(*what))
    entries(project)
    assert len(looked_at) == 1
    edit(project, "older", "in June 2014", "on 2 January 2020")  # stands before the outcome and moves it
    plan = next(entry for entry in entries(project).values() if entry.outcome)
    assert (len(looked_at), plan.headline) == (1, "Copper Gate plans to open a foundry in Aldport")
    edit(project, "older", "It bought Quay Rail", "Copper Gate opened a foundry and bought Quay Rail")
    entries(project)
    assert len(looked_at) == 2


def test_a_plan_finds_an_outcome_in_a_year_that_nobody_spoke_of_before(project):
    for name in ("done", "again"):
        (project / f"content/articles/{name}.md").rename(project / f"{name}.md")
    assert not any(entry.outcome for entry in entries(project).values())
    (project / "done.md").rename(project / "content/articles/done.md")
    assert any(entry.outcome for entry in entries(project).values())
    edit(project, "done", "10 March 2020", "10 March 2031")
    assert not any(entry.outcome for entry in entries(project).values())


def test_another_program_makes_all_anew(project, monkeypatch):
    entries(project)
    monkeypatch.setattr(annotations, "code_fingerprint", lambda: "another")
    monkeypatch.setattr(shelving, "score_entry", lambda *_: 7.0)
    opened = open_project(project)
    with Store(opened.cache) as store:
        library, _, _ = load_library(store, refresh(opened, store, scan_content(opened), jobs=1))
        assert {entry.score for entry in library.entries.values()} == {7.0}


def test_who_is_tagged_together_is_counted_on(project):
    entries(project)
    edit(project, "older", "It bought Quay Rail", "It bought the rail company")
    opened = open_project(project)
    with Store(opened.cache) as store:
        library, _, _ = load_library(store, refresh(opened, store, scan_content(opened), jobs=1))
        assert library.co_mentions == count_co_mentions(library.articles.values())
