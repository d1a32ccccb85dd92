"""Which module reads which block, and what the whole keeps to."""

from __future__ import annotations

from dateline.annotate.timex import find_timexes
from dateline.annotate.timex.engine import split_lines
from dateline.annotate.timex.language import language
from dateline.model.annotation import Block, BlockKind, Document
from dateline.model.dates import PartialDate

DCT = PartialDate.parse("2024-11-28")


def values(text: str, lang: str = "zh", **more):
    return [(t.text, t.value) for t in find_timexes(Document("d", lang, text, dct=DCT, **more))]


def test_each_block_is_read_in_its_own_script():
    text = "公司去年上市。\nThe report of 2 May 2019 was short.\n会社は昨年設立された。"
    found = values(text)
    assert ("去年", "2023") in found
    assert ("昨年", "2023") in found
    assert any(value == "2019-05-02" for _, value in found)


def test_traditional_and_simplified_tags_are_one_language():
    assert values("後天開會。", "zh-Hant") == [("後天", "2024-11-30")]
    assert values("后天开会。", "zh-Hans-CN") == [("后天", "2024-11-30")]


def test_without_a_tag_the_script_decides():
    assert values("公司去年上市。", "") == [("去年", "2023")]


def test_code_is_not_read():
    text = "去年\n2019年"
    blocks = (Block(0, 2), Block(3, 8, BlockKind.CODE))
    assert values(text, blocks=blocks) == [("去年", "2023")]


def test_a_language_without_a_module_finds_nothing():
    assert values("Im Jahr 2019 gab es 3 Messen.", "de") == []


def test_lines_are_blocks():
    assert split_lines("甲\n\n 乙 \n") == (Block(0, 1), Block(3, 6))
    assert split_lines("") == ()


def test_spans_count_in_the_whole_text():
    text = "标题\n\n公司去年上市，次年退市。"
    for timex in find_timexes(Document("d", "zh", text, dct=DCT)):
        assert text[timex.start:timex.end] == timex.text


def test_the_registry_takes_base_tags_only():
    assert language("zh") is not None
    assert language("ja") is not None
    assert language("resolve") is None
    assert language("../zh") is None
    assert language("qq") is None


def test_a_heading_gives_its_section_the_year():
    lines = ["2018年", "3月，公司成立。", "11月，首轮融资。", "结语", "3月，记者回访。"]
    kinds = [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH]
    blocks, start = [], 0
    for line, kind in zip(lines, kinds, strict=True):
        blocks.append(Block(start, start + len(line), kind))
        start += len(line) + 1
    assert [value for _, value in values("\n".join(lines), blocks=tuple(blocks))] == ["2018", "2018-03", "2018-11", "2024-03"]


def test_a_date_of_the_other_language_inside_a_block_is_read_too():
    assert values("公告（Nov. 5, 2024）次日生效。") == [("Nov. 5, 2024", "2024-11-05"), ("次日", "2024-11-06")]
    assert ("2019年3月5日", "2019-03-05") in values("The stamp reads 2019年3月5日, as the court noted last year.", "en")
    assert values("MacBook Air 2024款和Mar 3型号") == []


def test_a_dateline_stands_in_for_a_missing_publish_date():
    text = "新华社北京2024年11月28日电 昨天，会议闭幕。去年的议题被再次提起。"
    assert [t.value for t in find_timexes(Document("d", "zh", text))] == ["2024-11-28", "2024-11-27", "2023"]
    assert [t.value for t in find_timexes(Document("d", "zh", "2019年3月5日，公司成立。去年亏损。"))] == ["2019-03-05", ""]
