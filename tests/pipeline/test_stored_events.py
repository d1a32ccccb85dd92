"""Events that stay in the cache until somebody looks at them."""

from __future__ import annotations

import pickle

import pytest

from dateline.engine.store import Store
from dateline.errors import DatelineError
from dateline.pipeline.build import Options, build_project
from dateline.pipeline.reading import read_library
from dateline.pipeline.stored_events import release

TEXT = '---\ntitle: Two\npublished: 2020-03-13\nlang: en\n---\nIn May 2018 a plant opened. It closed on 3 June 2019.\n'


@pytest.fixture
def project(tmp_path):
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/two.md").write_text(TEXT, "utf-8")
    build_project(tmp_path, Options(jobs=1))
    return tmp_path


def test_how_many_there_are_is_known_without_reading_them(project):
    card = read_library(project)[1].articles["two"]
    assert card.told == 2
    assert card.events._events is None
    assert [event.date.edtf for event in card.events if event.kind == "statement"] == ["2018-05", "2019-06-03"]
    assert card.events[0].kind == "report"
    assert len(card.events[1:]) == 2


def test_an_entry_knows_whose_statements_it_has(project):
    library = read_library(project)[1]
    entries = library.entries.values()
    assert {entry.articles for entry in entries} == {("two",)}
    assert library.articles["two"].events._events is None
    assert [tuple(event.id for event in entry.statements) for entry in entries] == [e.statement_ids for e in entries]


def test_they_go_to_other_processes_unread(project):
    card = pickle.loads(pickle.dumps(read_library(project)[1].articles["two"]))
    assert card == read_library(project)[1].articles["two"]
    assert card.events._events is None or len(card.events) == 3


def test_what_another_command_replaced_meanwhile_is_said(project):
    card = read_library(project)[1].articles["two"]
    with Store(project / ".dateline/cache.sqlite") as store:
        store.write("UPDATE article SET shown = x'00'", [()])
        store.commit()
    with pytest.raises(DatelineError, match="once more"):
        list(card.events)


def test_one_event_is_found_without_making_the_others(project):
    library = read_library(project)[1]
    events = library.articles["two"].events
    entry = next(entry for entry in library.entries.values() if entry.date.edtf == "2018-05")
    assert entry.statements[0].quote == "In May 2018 a plant opened."
    assert entry.statements[0] is entry.statements[0]
    assert events._events is None
    assert entry.statements[0] in tuple(events)
    release()
    assert events._packed is None
    assert entry.statements._events is None
