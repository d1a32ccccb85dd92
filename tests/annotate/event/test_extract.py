from __future__ import annotations

from dateline.annotate.event import extract_events
from dateline.model.annotation import Block, BlockKind, Document, Timex, TimexType
from dateline.model.dates import PartialDate
from tests.marked import events_of, read_marked

TITLE = "# [xai:xAI]融资60亿美元\n"


def test_the_article_is_a_report_on_its_day() -> None:
    report, *_ = extract_events(*read_marked("a", "2024-05-28", TITLE + "{2024-05-26:周日}，[xai:xAI]完成融资。"))
    assert (report.kind, report.date.edtf, report.headline, report.entities) == ("report", "2024-05-28", "xAI融资60亿美元", ("xai",))


def test_a_dateline_is_the_report_itself() -> None:
    events = extract_events(*read_marked("a", "2024-05-28", TITLE + "{2024-05-28:5月28日}消息，[xai:xAI]和[nvidia:英伟达]合作。"))
    assert [event.kind for event in events] == ["report"]
    assert events[0].entities == ("xai", "nvidia")
    assert events[0].timex_end > events[0].timex_start


def test_without_a_publication_date_there_is_no_report() -> None:
    events = extract_events(*read_marked("a", "", "{2024-05-26:2024年5月26日}，[xai:xAI]完成融资。"))
    assert [event.kind for event in events] == ["statement"]


def test_ids_stay_while_the_sentence_stays() -> None:
    sentence = "{2024-05-26:周日}，[xai:xAI]完成融资。"
    (before,) = events_of("a", "2024-05-28", sentence)
    after = events_of("a", "2024-05-28", "新的第一句。" + sentence + "新的最后一句。")
    assert [event.id for event in after] == [before.id]
    assert before.id.startswith("a-")
    assert events_of("a", "2024-05-28", sentence.replace("完成", "宣布完成"))[0].id != before.id


def test_equal_sentences_have_different_ids() -> None:
    events = events_of("a", "2024-05-28", "{2024-05-26:周日}，[xai:xAI]融资。{2024-05-26:周日}，[xai:xAI]融资。")
    assert len({event.id for event in events}) == 2


def test_code_has_no_events() -> None:
    text = "2024-05-26 released\n"
    timex = Timex(0, 10, "2024-05-26", TimexType.DATE, "2024-05-26", PartialDate.parse("2024-05-26"))
    blocks = (Block(0, len(text), BlockKind.CODE),)
    assert extract_events(Document("a", "en", text, blocks), [timex], []) == []
    assert len(extract_events(Document("a", "en", text), [timex], [])) == 1


def test_a_heading_needs_a_verb() -> None:
    text = "Spring term in 2024\nIt opened."
    timex = Timex(15, 19, "2024", TimexType.DATE, "2024", PartialDate.parse("2024"))
    heading = (Block(0, 19, BlockKind.HEADING),)
    assert extract_events(Document("a", "en", text, heading), [timex], []) == []


def test_durations_are_no_events() -> None:
    text = "It took 122 days to build."
    timex = Timex(8, 16, "122 days", TimexType.DURATION, "P122D")
    assert extract_events(Document("a", "en", text), [timex], []) == []


def test_a_table_in_one_line_does_not_become_one_sentence() -> None:
    row, timexes = "第2024期 数据 若干 ", []
    text = row * 2000
    for number in range(0, 2000, 4):
        at = number * len(row) + 1
        timexes.append(Timex(at, at + 4, "2024", TimexType.DATE, "2024", PartialDate.parse("2024")))
    events = extract_events(Document("a", "zh", text), timexes, [])
    assert events
    assert all(len(event.quote) <= 1200 for event in events)


def test_the_source_is_named() -> None:
    (event,) = events_of("a", "2024-06-03", "据知情人士透露，[apple:苹果]{2024-05:5月}裁撤了汽车团队。")
    assert event.attribution == "据知情人士透露"
    (event,) = events_of("a", "2024-06-03", "[apple:Apple] cut jobs in {2024-05:May}, according to people familiar with the matter.")
    assert event.attribution == "according to people familiar with the matter"


def test_places_are_kept_apart_from_the_actors() -> None:
    (event,) = events_of("a", "2024-06-03", "{2024-05:5月}，[tesla:特斯拉]在[shanghai:上海]建厂，投资约110亿元。")
    assert event.places == ("shanghai",)
    assert event.amounts == ("110亿元",)
