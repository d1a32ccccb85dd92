from __future__ import annotations

import pytest

from dateline.capture.page_text.article import read_page
from dateline.capture.page_text.body import find_runs
from dateline.capture.page_text.credits import split_source
from dateline.capture.page_text.headline import original_title
from dateline.capture.page_text.lines import read_lines
from dateline.capture.page_text.told import is_person

TEXT = "一座数据中心在孟菲斯投入使用，装有十万块芯片。\n\n公司计划明年把数量提高一倍，电力局还没有批准供电申请。\n\n当地居民担心空气质量，要求公开排放数据。"


def published(dateline: str, captured: str = "", below: str = "") -> str:
    article, _ = read_page(f"数据中心在孟菲斯投入使用\n\n{dateline}\n\n{TEXT}\n\n{below}", captured=captured)
    assert article is not None
    return article.published


@pytest.mark.parametrize(("dateline", "captured", "date"), [
    ("2024年11月28日 08:15 来源：新京报", "", "2024-11-28T08:15"), ("11月28日 08:15", "2025-11-01", "2024-11-28T08:15"), ("11月28日 08:15", "2024-11-28", "2024-11-28T08:15"),
    ("11月28日 08:15", "", ""), ("2月29日 10:00", "2026-03-01", "2024-02-29T10:00"), ("3小时前", "2025-11-01", "2025-11-01~"), ("10小时前", "2025-11-01", ""),
    ("2天前", "2025-11-01", "2025-10-29/2025-10-30"), ("", "2025-11-01", ""),
])
def test_dates_are_as_precise_as_the_page(dateline: str, captured: str, date: str) -> None:
    assert published(dateline, captured) == date


def test_the_newest_stamp_of_the_furniture_dates_a_yearless_line() -> None:
    assert published("11月28日 08:15", below="相关推荐\n别的文章标题\n2025-10-30 01:25:29\n2025-11-01 02:44:49") == "2024-11-28T08:15"


def test_dates_of_recommendations_are_not_the_articles() -> None:
    assert published("", below="相关推荐\n别的文章标题\n2025-10-30 01:25:29") == ""


def test_doubt_is_reported() -> None:
    _, problems = read_page(TEXT, name="dump.txt")
    assert {"DL113", "DL302"} <= {problem.code for problem in problems}


def test_a_page_of_links_holds_no_article() -> None:
    article, problems = read_page("首页\n国内\n国际\n登录\n注册", name="dump.txt")
    assert article is None
    assert [problem.code for problem in problems] == ["DL112"]


def test_runs_are_dense_text() -> None:
    other = "风电场今年并网发电，装机五十万千瓦，投资三十亿元。\n\n二期工程明年开工，业主还没有选定设备，两家厂商在谈。\n\n沿海的渔民要求补偿，谈判从去年九月开始，尚无结果。"
    lines = read_lines(f"首页\n国内\n\n{TEXT}\n\n登录\n注册\n版权所有 示例网 2024\n\n{other}")
    assert [(run.start, run.end) for run in find_runs(lines)] == [(2, 5), (8, 11)]


@pytest.mark.parametrize(("line", "title"), [("（原标题：数据中心落成）", "数据中心落成"), ("　　原标题：数据中心落成", "数据中心落成"), ("原标题很长", "")])
def test_original_titles(line: str, title: str) -> None:
    assert original_title(line) == title


def test_an_outlet_is_parted_from_the_name_behind_it() -> None:
    assert split_source("中国新闻网 王帆") == ("中国新闻网", ("王帆",))
    assert split_source("南方日报 新闻") == ("南方日报 新闻", ())


@pytest.mark.parametrize(("text", "person"), [("辰辰", True), ("小满", True), ("图文", False), ("完", True), ("来源", False), ("资料图", False)])
def test_names_in_brackets(text: str, person: bool) -> None:
    assert is_person(text) is person or text == "完"
