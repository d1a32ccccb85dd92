"""Entries that people merged, split, corrected and hid are those of doing it all at once, and cost no more than others."""

from __future__ import annotations

import shutil
from dataclasses import fields

import pytest
from hypothesis.stateful import initialize, rule

from dateline.engine.store import Store
from dateline.index.heads import line_of
from dateline.index.years import Entries
from dateline.model.event import Entry
from dateline.pipeline import grouping, merging
from dateline.pipeline.annotations import refresh
from dateline.pipeline.assemble import make_entries
from dateline.pipeline.project import open_project, scan_content
from dateline.pipeline.publication import load_library
from dateline.pipeline.stored_events import EventSource
from tests.pipeline.test_incremental import Edits, run

COLUMNS = [each.name for each in fields(Entry) if each.name not in ("digest", "statements")]
ARTICLE = "---\ntitle: {title}\npublished: {day}\nlang: en\n---\n{text}\n"


def load(root):
    """Return the library of a project, what is wrong with its event files, and the same of merging everything anew."""
    project = open_project(root)
    with Store(project.cache) as store:
        refreshed = refresh(project, store, scan_content(project), jobs=1)
        library, _, problems = load_library(store, refreshed)
        store.commit()
        entries, expected = make_entries(list(library.articles.values()), refreshed.registry.events)
        found = [problem for problem in problems if problem.code == "DL304"]
        assert sorted(found) == sorted(expected)
        same(library.entries, Entries.of(entries))
    return library, problems


def same(found, expected):
    assert [(year.number, year.reports) for year in found.years] == [(y.number, y.reports) for y in expected.years]
    for year, other in zip(found.years, expected.years, strict=True):
        assert year.head == other.head
        for entry, made in zip(year.entries, other.entries, strict=True):
            assert [getattr(entry, name) for name in COLUMNS] == [getattr(made, name) for name in COLUMNS]
            assert tuple(entry.statements) == tuple(made.statements)
            assert line_of(entry) == line_of(made)
    assert dict(found.linked) == dict(expected.linked)


class Corrections(Edits):
    """The edits of a whole site, looked at as far as its entries go."""

    @initialize()
    def begin(self):
        super().begin()

    def teardown(self):
        self.look()
        shutil.rmtree(self.folder)

    @rule()
    def look(self):
        load(self.root)


@pytest.mark.parametrize("many", [1, 3], ids=["little by little", "as usual"])
def test_entries_after_any_edits_are_those_made_anew(monkeypatch, many):
    monkeypatch.setattr(grouping, "MANY", many)
    run(Corrections, examples=25, steps=20)


@pytest.fixture
def root(tmp_path):
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/events").mkdir()
    (tmp_path / "content/entities.yml").write_text("- {type: company, name: Copper Gate}\n- {type: place, name: Aldport}\n")
    write(tmp_path, "done", "2020-03-12", "On 10 March 2020 Copper Gate opened a foundry in Aldport.")
    write(tmp_path, "again", "2020-03-13", "Copper Gate opened a foundry in Aldport on 10 March 2020.")
    write(tmp_path, "older", "2021-05-05", "Copper Gate was founded in 1998. It bought a rival in June 2014.")
    return tmp_path


def write(root, name, day, text):
    (root / f"content/articles/{name}.md").write_text(ARTICLE.format(title=f"Of {name}", day=day, text=text))


def correct(root, text):
    (root / "content/events/foundry.md").write_text(f"---\n{text}\n---\n")


def test_an_event_file_moves_an_entry_to_another_year_and_back(root):
    load(root)
    correct(root, "statements: ['done: opened a foundry']\ndate: 1999-05")
    library, _ = load(root)
    assert library.entries["foundry"].date.edtf == "1999-05"
    assert {year.number for year in library.entries.years if not year.reports} == {1998, 1999, 2014}
    (root / "content/events/foundry.md").unlink()
    assert [entry.date.edtf for entry in load(root)[0].entries.values() if len(entry.statements) > 1] == ["2020-03-10"]


def test_a_correction_under_the_id_of_the_entry_itself_goes_with_its_file(root):
    entry = next(entry for entry in load(root)[0].entries.values() if entry.date.edtf == "2014-06")
    correct(root, f"statements: [{entry.id}]\nid: {entry.id}\ntitle: A rival bought")
    assert load(root)[0].entries[entry.id].headline == "A rival bought"
    (root / "content/events/foundry.md").unlink()
    assert load(root)[0].entries[entry.id].headline == entry.headline


def weights(root):
    """Return what each entry weighs, by its headline."""
    return {entry.headline: entry.score for entry in load(root)[0].entries.values()}


def test_what_is_hidden_does_not_weigh_on_its_day(root):
    write(root, "third", "2020-03-20", "Aldport elected a mayor on 10 March 2020.")
    before = weights(root)
    correct(root, "statements: ['done: opened a foundry']\nhide: true")
    after = weights(root)
    (mayor,) = (headline for headline in after if "mayor" in headline)
    assert after[mayor] < before[mayor]


def test_a_publication_that_is_hidden_does_not_weigh_on_its_day_either(root):
    write(root, "third", "2020-03-10", "Aldport elected a mayor on 10 March 2020.")
    before = weights(root)
    correct(root, "statements: ['third: Of third']\nhide: true")
    after = weights(root)
    (mayor,) = (headline for headline in after if "mayor" in headline)
    assert after[mayor] < before[mayor]
    assert before.keys() - after.keys() == {"Of third"}


def test_one_thing_is_hidden_after_another(root):
    for words in ("older: founded", "done: opened a foundry", "again: Of again", "done: Of done", "older: Of older"):
        correct(root, f"statements: ['{words}']\nhide: true")
        load(root)


def test_a_file_under_the_id_of_another_entry_takes_its_place(root):
    entries = {entry.date.edtf: entry.id for entry in load(root)[0].entries.values()}
    correct(root, f"statements: ['older: founded']\nid: {entries['2014-06']}")
    library, _ = load(root)
    assert library.entries[entries["2014-06"]].date.edtf == "1998"


def test_an_entry_in_a_year_that_no_article_tells_of_goes_with_its_articles(root):
    correct(root, "statements: ['done: opened a foundry', 'older: bought a rival']\ndate: 1987")
    before = load(root)[0].entries["foundry"].score
    for name in ("done", "again"):
        path = root / f"content/articles/{name}.md"
        path.write_text(path.read_text().replace("lang: en", "lang: en\nsource: Valley Ledger"))
    assert load(root)[0].entries["foundry"].score < before
    write(root, "older", "2021-05-05", "Nothing was said.")
    assert load(root)[0].entries["foundry"].articles == ("done", "again")


@pytest.mark.parametrize("text", ["statements: ['done: opened a foundry']\npin: true", "apart: ['again: opened a foundry']"])
def test_with_an_event_file_nothing_is_merged_for_an_edit_elsewhere(root, text, monkeypatch):
    correct(root, text)
    load(root)
    write(root, "older", "2021-05-05", "Copper Gate was founded in 1998. It bought a rival in July 2014.")
    merged, read = [], []
    usual, look = merging.merge_year, EventSource.read
    monkeypatch.setattr(merging, "merge_year", lambda years, year, old: merged.append(year) or usual(years, year, old))
    monkeypatch.setattr(EventSource, "read", lambda self, path, shown: read.append(path) or look(self, path, shown))
    project = open_project(root)
    with Store(project.cache) as store:
        load_library(store, refresh(project, store, scan_content(project), jobs=1))
    assert merged == [2014]
    assert "content/articles/older.md" in read
    load(root)


def test_an_unchanged_event_file_has_nothing_written(root, monkeypatch):
    correct(root, "statements: ['done: opened a foundry', 'older: bought a rival']\ntitle: The foundry")
    load(root)
    written = []
    monkeypatch.setattr(merging, "write_parts", lambda _, made: written.extend(made))
    library, _ = load(root)
    assert library.entries["foundry"].headline == "The foundry"
    assert written == []
