from __future__ import annotations

import pytest

from dateline.capture.duplicates import NearDuplicates, address_key

FIRST = (
    "位于孟菲斯的数据中心在一百二十二天内建成，装有十万块图形处理器。\n\n公司说，明年会把数量提高一倍，并为此向电力局申请了一百五十兆瓦的供电。\n\n"
    "当地居民担心空气质量，一家环保组织要求公开燃气轮机的排放数据，听证会定在下月举行。\n"
)
OTHER = "封装厂今年的先进封装产能将是去年的两倍，明年还会继续扩张。\n\n几家设备商的订单已经排到了后年，其中三家在上月宣布扩产。\n"


def index() -> NearDuplicates:
    near = NearDuplicates()
    near.add("a.md", FIRST)
    near.add("b.md", OTHER)
    return near


@pytest.mark.parametrize("text", [
    FIRST, "据外媒报道，" + FIRST.replace("公司说，", "该公司表示，"), FIRST.replace("\n\n", "\n\n![图](x.jpg)\n\n"), FIRST.replace("。", "。 ").replace("，", ","),
    "位於孟菲斯的數據中心在一百二十二天內建成，裝有十萬塊圖形處理器。公司說，明年會把數量提高一倍，並為此向電力局申請了一百五十兆瓦的供電。當地居民擔心空氣質量，一家環保組織要求公開燃氣輪機的排放數據，聽證會定在下月舉行。",
])
def test_reprints_are_found(text: str) -> None:
    match = index().find(text)
    assert match is not None
    assert match.path == "a.md"


@pytest.mark.parametrize("text", ["", "短。", "一座核电站计划重启，为数据中心供电，合同期二十年，监管部门还没有批准。" * 2, "位于孟菲斯的数据中心在一百二十二天内建成，装有十万块图形处理器。" + OTHER.replace("封装", "存储") * 3])
def test_other_articles_are_not(text: str) -> None:
    match = index().find(text)
    assert match is None or match.path == "b.md"


def test_an_excerpt_is_found_in_the_whole() -> None:
    near = NearDuplicates()
    words = [f"{a}{b}{c}" for a in ("ka", "mo", "ri", "tu", "se") for b in ("lan", "per", "dos", "vim") for c in ("eth", "ora", "ig")]
    whole = "".join(f"The {words[n]} {words[(7 * n) % 60]} of {words[(11 * n) % 60]} will {words[(13 * n) % 60]} in {2020 + n}.\n\n" for n in range(60))
    near.add("whole.md", whole)
    match = near.find(whole[: len(whole) // 3])
    assert match is not None
    assert match.similarity >= 0.9


def test_house_phrases_do_not_make_articles_alike() -> None:
    near = NearDuplicates()
    phrase = "更多精彩内容请关注我们的公众号，点击下方链接即可阅读全文。"
    for number in range(60):
        near.add(f"{number}.md", f"第{number}篇文章讲的是第{number}号工厂的建设情况和进展。{phrase}")
    assert near.find(f"完全不同的一篇，讲的是风电场的并网问题和解决办法。{phrase}") is None


@pytest.mark.parametrize(("left", "right"), [
    ("https://www.example.com/a?utm_source=x#top", "http://example.com/a/"), ("https://m.example.com/a", "https://example.com/a"),
    ("https://example.com/amp/a", "https://example.com/a"), ("https://EXAMPLE.com:443/a", "https://example.com/a"),
])
def test_addresses_of_one_page_share_a_key(left: str, right: str) -> None:
    assert address_key(left) == address_key(right) != ""


@pytest.mark.parametrize(("left", "right"), [("https://example.com/a?id=1", "https://example.com/a?id=2"), ("https://a.example.com/x", "https://b.example.com/x")])
def test_addresses_of_two_pages_do_not(left: str, right: str) -> None:
    assert address_key(left) != address_key(right)


@pytest.mark.parametrize("url", ["", "https://example.com/", "https://example.com", "mailto:x@example.com", "http://[broken"])
def test_what_is_no_page_has_no_key(url: str) -> None:
    assert address_key(url) == ""
