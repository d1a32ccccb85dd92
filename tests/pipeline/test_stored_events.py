"""Events that stay in the cache until somebody looks at them."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.engine.store import Store
from dateline.errors import DatelineError
from dateline.index.library import ArticleCard
from dateline.model.annotation import Event, Status
from dateline.model.article import Publish
from dateline.model.dates import PartialDate
from dateline.pipeline.build import Options, build_project
from dateline.pipeline.packed_events import unpack_events
from dateline.pipeline.reading import read_library
from dateline.pipeline.stored_events import EventSource, events_of, load_card, pack_card, release

TEXT = '---\ntitle: Two\npublished: 2020-03-13\nlang: en\n---\nIn May 2018 a plant opened. It closed on 3 June 2019.\n'


@pytest.fixture
def project(tmp_path):
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/two.md").write_text(TEXT, "utf-8")
    build_project(tmp_path, Options(jobs=1))
    return tmp_path


def told(year, status):
    return Event(
        f"two-{year}-{status}", "two", 0, 9, 0, 9, 0, 4, PartialDate.year(year), "Told", "A plant opened.", status=status,
        entities=("quay",), amounts=("2 yuan",), triggers=("opening",), terms=("plant",), target="quay", depth=3,
    )  # fmt: skip


def test_how_many_there_are_is_known_without_reading_them(project):
    card = read_library(project)[1].articles["two"]
    assert card.told == 2
    assert card.events._events is None
    assert [event.date.edtf for event in card.events if event.kind == "statement"] == ["2018-05", "2019-06-03"]
    assert card.events[0].kind == "report"
    assert len(card.events[1:]) == 2


def test_the_events_of_a_year_are_read_without_the_others(project):
    card = read_library(project)[1].articles["two"]
    assert [event.date.edtf for event in events_of(card, 2019)] == ["2019-06-03"]
    assert [event.kind for event in events_of(card, None)] == ["report"]
    assert events_of(card, 2017) == []
    assert card.events._events is None
    whole = replace(card, events=tuple(card.events))
    assert [events_of(whole, year) for year in (2018, 2019, None)] == [events_of(card, year) for year in (2018, 2019, None)]


def test_a_card_and_its_events_come_back_as_they_were_packed(monkeypatch):
    card = ArticleCard(
        "two", "content/articles/two.md", "Two", "en", PartialDate.parse("2020-03"), publish=Publish.EXCERPT,
        mentioned=(("quay", 2),), years=b"\xff", report=(2020, "2020-03", b"\x00"),
        events=[told(2019, Status.PLANNED), told(2018, Status.DENIED), told(2019, Status.HAPPENED)],
    )  # fmt: skip
    data, events, told_by = pack_card(card)
    assert pack_card(pickle.loads(pickle.dumps(card)))[1:] == (events, told_by)
    monkeypatch.setattr(EventSource, "read", lambda *_: unpack_events(events))
    back = load_card(data, card.path, b"", EventSource(Path()))
    assert tuple(back.events) == tuple(card.events)
    assert replace(back, events=card.events) == card


def test_cards_share_the_names_that_they_hold():
    packed = [
        pack_card(ArticleCard(each, f"{each}.md", each, "en", entities=("quay",), mentioned=(("quay", 2),)))
        for each in ("one", "two")
    ]
    one, two = (load_card(data, "", b"", EventSource(Path())) for data, *_ in packed)
    assert one.entities[0] is two.entities[0]
    assert one.mentioned[0] is two.mentioned[0]


def test_what_stands_for_a_card_does_not_tell_which_of_its_values_are_one_object():
    name, same = "harbour", "".join(["har", "bour"])
    one = ArticleCard("a", "a.md", "A", "en", entities=(name,), mentioned=((name, 1),))
    two = ArticleCard("a", "a.md", "A", "en", entities=(name,), mentioned=((same, 1),))
    assert one == two
    assert pack_card(one)[2] == pack_card(two)[2]
    assert pack_card(one)[2] != pack_card(replace(two, title="B"))[2]


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
