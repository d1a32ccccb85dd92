from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.capture.page_text.lines import Kind, classify, read_lines, unglue


@pytest.mark.parametrize(("text", "kind"), [
    ("分享至", Kind.BUTTON), ("1032人参与308评论", Kind.BUTTON), ("Share", Kind.BUTTON), ("View 3 Images", Kind.BUTTON), ("12,345", Kind.BUTTON), ("×", Kind.BUTTON),
    ("Facebook Twitter Flipboard Send Linkedin", Kind.BUTTON), ("Image copyright EPA", Kind.BUTTON), ("首页 > 科技 > 正文", Kind.CRUMBS), ("您的当前位置：新闻中心 > 武汉", Kind.CRUMBS),
    ("2024年11月28日 08:15 来源：新京报", Kind.DATELINE), ("Published: 5 hours ago", Kind.DATELINE), ("06 February 2026", Kind.DATELINE), ("责任编辑：小林", Kind.CREDIT),
    ("关键词：算力 芯片", Kind.CREDIT), ("相关阅读", Kind.END), ("Related stories", Kind.END), ("上一篇：领导调研", Kind.END), ("新京报·8小时前", Kind.TEASER),
    ("Ann Example is a reporter at the Example Post.", Kind.END), ("© 2025 Example Media", Kind.RIGHTS), ("蜀ICP备00000000号", Kind.RIGHTS), ("扫描二维码关注公众号", Kind.PROMOTION),
    ("免责声明：本文仅代表作者观点", Kind.PROMOTION), ("首页 国内 国际 财经 科技", Kind.MENU), ("公司计划明年把芯片数量提高一倍，电力局还没有批准。", Kind.PROSE),
    ("The plant will open in 2027, a year later than planned, the company said on Monday after a meeting.", Kind.PROSE), ("巨人数据中心在孟菲斯落成", Kind.SHORT),
    ("办法自2024年10月1日起施行，有效期三年。", Kind.PROSE), ("公司称该项目将于2025年3月1日正式启动建设", Kind.SHORT),
])
def test_kinds_of_lines(text: str, kind: Kind) -> None:
    assert classify(text).kind is kind


def test_blocks_are_counted_and_repeats_marked() -> None:
    lines = read_lines("一篇文章的标题\n\n一篇文章的标题\n第二行\n\u200b\n\n最后")
    assert [(line.number, line.block, line.repeated) for line in lines] == [(1, 0, True), (3, 1, True), (4, 1, False), (7, 2, False)]


def test_a_label_printed_over_and_over_is_no_text() -> None:
    lines = read_lines("\n".join(["Article content", "Some text."] * 4))
    assert {line.kind for line in lines if line.text == "Article content"} == {Kind.BUTTON}


def test_glued_dates_are_parted() -> None:
    assert unglue("发布时间：10-0812:00") == "发布时间：10-08 12:00"
    assert unglue("2024-11-28 12:00") == "2024-11-28 12:00"


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_any_line_has_a_kind(text: str) -> None:
    assert isinstance(classify(" ".join(text.split())).kind, Kind)
