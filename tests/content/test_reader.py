from __future__ import annotations

import pytest

from dateline.content.reader import read_article, read_bulk, read_entity, read_page, read_topic
from dateline.content.registry import build_registry, fold_name
from dateline.model.article import Publish

ARTICLE = """---
title: "芯片出口新规"
published: "2024-11"
source: 示例科技周报
url: "https://example.org/a?utm_source=x"
entities: [nvidia]
colour: blue
---
正文。
"""


def article(text: str):
    found, problems = read_article("content/articles/2024/a.md", text.encode())
    return found, problems


def test_an_article_keeps_what_it_says_and_what_we_do_not_know():
    found, problems = article(ARTICLE)
    assert not problems
    assert (found.id, found.lang, found.published.edtf, found.body_line) == ("a", "zh-Hans", "2024-11", 9)
    assert found.extra == {"colour": "blue"}
    assert found.publish is None


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("date: 2019-02-26", "2019-02-26"),
        ("published: 2024", "2024"),
        ("publishDate: 2024/3/7", "2024-03-07"),
        ("date: 2024-05-03 10:00", "2024-05-03T10:00"),
        ("date: {created: 2024-05-03, updated: 2024-06-01}", "2024-05-03"),
    ],
)
def test_publication_dates_as_other_tools_write_them(line, edtf):
    found, problems = article(f"---\ntitle: a\n{line}\n---\nBody")
    assert not problems
    assert found.published.edtf == edtf


def test_a_web_clipper_file_is_read_as_it_is():
    text = (
        '---\ntitle: "A clip"\nsource: "https://www.example.com/post"\nauthor:\n  - "[[Example Desk]]"\n'
        'published: 2024-09-06\ncreated: 2024-09-07\ntags:\n  - "clippings"\n---\nBody'
    )
    found, problems = article(text)
    assert not problems
    assert (found.source, found.url, found.authors, found.captured) == (
        "example.com",
        "https://www.example.com/post",
        ("Example Desk",),
        "2024-09-07",
    )


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "DL205", 1),
        (b"\n \n", "DL205", 1),
        ("---\ntitle: 标题".encode("gb18030") + b"\n---\n", "DL204", 2),
        (b"---\ntitle: a\nx: y: z\n---\n", "DL201", 3),
        (b"No front matter", "DL203", 1),
        (b"---\nlang: en\n---\nx", "DL203", 2),
        (b"---\ntitle: a\npublished: 2024-02-30\n---\nx", "DL301", 3),
        (b"---\ntitle: a\n<<<<<<< one\nx: 1\n=======\nx: 2\n>>>>>>> two\n---\n", "DL206", 3),
        (b"---\ntitle: a\npublished: '2024'\npublish: maybe\n---\n", "DL202", 4),
        (b"---\ntitle: a\n", "DL201", 1),
        (b"---\ntitle: a\x00\n---\n", "DL204", 2),
    ],
)
def test_what_is_broken_is_named_with_its_line(data, code, line):
    _, problems = read_article("content/articles/a.md", data)
    assert (problems[0].code, problems[0].line) == (code, line)
    assert problems[0].path == "content/articles/a.md"


def test_an_undated_article_is_a_warning_and_no_date_is_invented():
    found, problems = article("---\ntitle: a\n---\nBody")
    assert found.published is None
    assert [problem.code for problem in problems] == ["DL302"]


def test_publish_and_draft_are_read():
    found, _ = article("---\ntitle: a\npublished: '2024'\npublish: excerpt\nstatus: draft\n---\nBody")
    assert found.publish is Publish.EXCERPT
    assert found.draft


def test_corrections_of_events_need_something_to_match():
    found, problems = article(
        "---\ntitle: a\npublished: '2024'\nevents:\n  - match: 'in May'\n    date: '2024-05'\n    pin: true\n  - hide: true\n---\nx"
    )
    assert [event.match for event in found.events] == ["in May"]
    assert found.events[0].pin
    assert [problem.code for problem in problems] == ["DL202"]


def test_an_entity_with_everything():
    text = (
        "---\nid: x\ntype: product\nnames: {en: X, zh: X平台}\naliases: [Twitter]\nnot: [SpaceX]\nneeds: {X: [社交网络, platform]}\n"
        "renamed: [{name: Twitter, period: ../2023-07}]\nredirect_from: [twitter]\n---\nProse."
    )
    entity, problems = read_entity("content/entities/x.md", text.encode())
    assert not problems
    assert entity.needs == {"X": ("社交网络", "platform")}
    assert entity.name_periods[0].period.edtf == "../2023-07"
    assert (entity.name("zh"), entity.name("fr"), entity.surfaces) == ("X平台", "X", ("X", "X平台", "Twitter"))


def test_an_unknown_type_is_reported_and_counts_as_other():
    entity, problems = read_entity("content/entities/a.md", b"---\ntype: planet\nname: A\n---\n")
    assert entity.type == "other"
    assert [problem.code for problem in problems] == ["DL202"]


def test_bulk_entities_need_no_id():
    entities, problems = read_bulk(
        "content/entities.yml", "- name: 凯德能源\n  type: organisation\n- name: C++\n- name: C#\n".encode()
    )
    assert not problems
    assert entities[0].names == {"zh": "凯德能源"}
    assert len({entity.id for entity in entities}) == 3


def test_an_entry_of_a_bulk_file_that_cannot_be_read_costs_itself_alone():
    text = (
        "# the small ones\n- name: Quay Power\n  aliases: [Quay]\n\n- name: Pier\n  aliases: [a]\n  aliases: [b]\n"
        "- name: [Pier\n-\n  name: 凯德能源\n- [no, mapping]\n- name: Harbour\n"
    )
    for ending in ("\n", "\r\n"):
        entities, problems = read_bulk("content/entities.yml", text.replace("\n", ending).encode())
        assert [tuple(entity.names.values()) for entity in entities] == [("Quay Power",), ("凯德能源",), ("Harbour",)]
        assert [entity.ref.line for entity in entities] == [2, 10, 12]
        assert [(problem.code, problem.line) for problem in problems] == [("DL201", 7), ("DL201", 9), ("DL201", 11)]


def test_a_bulk_file_that_is_no_list_is_refused_as_a_whole():
    entities, problems = read_bulk("content/entities.yml", b"xai: {name: xAI}\nmeta: {name: Meta\n")
    assert not entities
    assert [problem.code for problem in problems] == ["DL201"]


def test_a_bulk_file_may_map_ids_to_entities():
    entities, _ = read_bulk("content/entities.yml", b"xai: {names: {en: xAI}, type: company}\nmeta: Meta\n")
    assert [(entity.id, entity.name("en")) for entity in entities] == [("xai", "xAI"), ("meta", "Meta")]


def test_topics_and_pages():
    topic, _ = read_topic(
        "content/topics/chips.md", "---\nnames: {en: Chips, zh: 芯片}\nkeywords: [wafer]\n---\n".encode()
    )
    page, _ = read_page("content/pages/about.md", b"# About us\n\nText")
    assert (topic.id, topic.keywords) == ("chips", ("wafer",))
    assert (page.id, page.title) == ("about", "About us")


def test_the_registry_resolves_names_and_refuses_to_guess():
    entities, _ = read_bulk(
        "content/entities.yml",
        b"a: {name: Alpha, aliases: [Shared]}\nb: {name: Beta, aliases: [shared]}\nA: {name: Again}\n",
    )
    registry, problems = build_registry(entities, ())
    assert registry.entity_id("ＡＬＰＨＡ") == "a"
    assert registry.entity_id("Shared") is None
    assert registry.ambiguous[fold_name("Shared")] == ("a", "b")
    assert [problem.code for problem in problems] == ["DL403"]
