from __future__ import annotations

import pytest

from dateline.capture.metadata.end_credit import split_end_credit
from dateline.capture.page_text.article import read_page

PAGE = """{crumbs}

城北新机房投入使用

0
分享至

9月15日消息,城北的新机房当天投入使用,第一批机柜已经上架通电,负责人说第二批年底前到位。

附近的居民说,夜里能听到风扇的声音,但是比去年小了许多。{end}

热点推荐
秋季换季的五个小办法

生活样本
2025-10-02 06:58:20
"""
HOME = "示例网首页 > 示例科技 > 算力笔记 > 正文"


@pytest.mark.parametrize(
    ("end", "editors"),
    [
        ("(责编:示例)", ("示例",)),
        ("（责任编辑：王明、李红）", ("王明", "李红")),
        ("【编辑:王明】", ("王明",)),
        ("(本文编辑 : 王明)", ("王明",)),
        ("", ()),
    ],
)
def test_editors_behind_the_last_sentence_are_named_and_cut_off(end: str, editors: tuple[str, ...]) -> None:
    article, _ = read_page(PAGE.format(crumbs=HOME, end=end))
    assert article is not None
    assert article.editors == editors
    assert article.body.endswith("但是比去年小了许多。\n")


@pytest.mark.parametrize("text", ["他说（编辑部在三楼）", "（责编：王明）", "图为编辑:王明", "见附录(编辑:第一句。第二句)"])
def test_other_brackets_stay(text: str) -> None:
    assert split_end_credit(text) == (text, ())


@pytest.mark.parametrize(
    ("crumbs", "site", "section", "source"),
    [
        (HOME, "示例网", "算力笔记", "示例科技"),
        ("网易首页 > 网易科技 > 正文", "163.com", "网易科技", "网易科技"),
        ("示例网首页 > 科技频道 > 正文", "示例网", "科技频道", ""),
        ("您的位置：新闻 > 国内 > 正文", "", "国内", ""),
    ],
)
def test_a_breadcrumb_tells_site_section_and_desk(crumbs: str, site: str, section: str, source: str) -> None:
    article, _ = read_page(PAGE.format(crumbs=crumbs, end=""))
    assert article is not None
    assert (article.site, article.section, article.source) == (site, section, source)


@pytest.mark.parametrize("crumbs", ["", HOME])
def test_a_stamp_among_recommendations_gives_the_year_and_never_the_date(crumbs: str) -> None:
    article, _ = read_page(PAGE.format(crumbs=crumbs, end=""))
    assert article is not None
    assert (article.published, article.captured) == ("2025-09-15", "2025-10-02")
