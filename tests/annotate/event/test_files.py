from __future__ import annotations

from dateline.annotate.event import apply_event_files, merge_events
from dateline.content.event_files import read_event_file
from dateline.model.event import Entry, EventFile
from dateline.model.problem import SourceRef
from tests.marked import events_of

TOLD = [
    ("a1", "2024-05-28", "{2024-05-26:周日}，[xai:xAI]宣布完成60亿美元B轮融资。"),
    ("a2", "2024-06-02", "[xai:xAI]在{2024-05:5月}的B轮融资中筹得60亿美元。"),
    ("a3", "2024-06-02", "[xai:xAI]{2024-05-24:上周五}见了投资者。"),
]
REF = SourceRef("content/events/round.md")


def entries() -> list[Entry]:
    return merge_events([event for name, told, text in TOLD for event in events_of(name, told, text)])


def articles(found: list[Entry]) -> list[list[str]]:
    return sorted(sorted(event.article for event in entry.statements) for entry in found)


def test_two_entries_are_merged_under_the_name_of_the_file() -> None:
    file = EventFile("xai-round", REF, statements=("a1: 完成60亿美元", "a3: 见了投资者"), headline="xAI融资", pin=True)
    found, problems = apply_event_files(entries(), [file])
    assert problems == []
    assert articles(found) == [["a1", "a2", "a3"]]
    assert (found[0].id, found[0].headline, found[0].pinned) == ("xai-round", "xAI融资", True)


def test_a_statement_is_set_apart() -> None:
    file = EventFile("split", REF, apart=("a2: 筹得60亿美元",))
    assert articles(entries()) == [["a1", "a2"], ["a3"]]
    assert articles(apply_event_files(entries(), [file])[0]) == [["a1"], ["a2"], ["a3"]]


def test_ids_work_as_well_as_words() -> None:
    ids = {event.article: event.id for entry in entries() for event in entry.statements}
    file = EventFile("all", REF, statements=(ids["a1"], ids["a3"]), apart=(ids["a2"],))
    assert articles(apply_event_files(entries(), [file])[0]) == [["a1", "a3"], ["a2"]]


def test_an_entry_is_hidden() -> None:
    file = EventFile("gone", REF, statements=("a3: 见了投资者",), hide=True)
    assert articles(apply_event_files(entries(), [file])[0]) == [["a1", "a2"]]


def test_a_statement_that_is_not_there_is_a_problem() -> None:
    found, problems = apply_event_files(entries(), [EventFile("lost", REF, statements=("a9: 没有这一句",))])
    assert [problem.code for problem in problems] == ["DL304"]
    assert articles(found) == articles(entries())


def test_the_order_of_the_files_makes_no_difference() -> None:
    files = [EventFile("one", REF, statements=("a1: 完成", "a3: 见了")), EventFile("two", REF, apart=("a3: 见了",))]
    assert apply_event_files(entries(), files) == apply_event_files(entries(), files[::-1])


def test_a_file_is_read() -> None:
    data = '---\ntitle: xAI融资\ndate: "2024-05-26"\nstatements:\n  - "a1: 完成60亿美元"\napart: [a2-12345678]\npin: true\n---\n说明。\n'
    file, problems = read_event_file("content/events/xai-round.md", data.encode())
    assert problems == []
    assert file is not None
    assert (file.id, file.headline, file.statements, file.apart) == ("xai-round", "xAI融资", ("a1: 完成60亿美元",), ("a2-12345678",))
    assert file.date is not None
    assert (file.date.edtf, file.pin, file.body) == ("2024-05-26", True, "说明。")


def test_a_file_without_statements_is_a_problem() -> None:
    file, problems = read_event_file("content/events/empty.md", "---\ntitle: 空\n---\n".encode())
    assert file is None
    assert [problem.code for problem in problems] == ["DL203"]
