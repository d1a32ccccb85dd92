"""Whatever the text: the finder ends, its spans are valid and apart, and it says the same twice."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.annotate.timex import find_timexes
from dateline.model.annotation import Document, TimexType
from dateline.model.dates import PartialDate

ZH_WORDS = st.sampled_from(
    "今年 去年 当年 次日 次年 同期 本月 上周 周三 星期 11月 28日 2024年 二〇二四 年 月 日 号 至 到 - 、 和 的 初 底 前 后 以来 之前 左右 约 晚 上午 3点 半 "
    "春节 农历 正月 廿三 第一 季度 上半年 世纪 90年代 财年 三 十 百 几 个 天 周 小时 过去 未来 内 将 了 ， 。 “ ” \n １２月 後天 週 "
    "2024-11-28 11/3 1.2 98 0 00 99999999999".split(" ")
)
EN_WORDS = st.sampled_from(
    "last next this the of in on by since until late early mid May March Sunday Nov. 28 2024 1990s '98 fiscal quarter year week day days ago later "
    "first half between and to - , . \" ago three 12:30 pm Q3 FY24 summer Thanksgiving the same that following recently \n".split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=120), st.lists(ZH_WORDS, max_size=40).map("".join), st.lists(EN_WORDS, max_size=30).map(" ".join),
    st.lists(st.one_of(ZH_WORDS, EN_WORDS), max_size=30).map(" ".join),
)
DATES = st.sampled_from(["2024-11-28", "2024-02-29", "2024-11", "2024", "0001-01-01", "9999-12-31", "", "../2024-12", "2024-11-25/2024-12-01"])


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.sampled_from(["zh", "en", "ja", "zh-Hant", ""]), DATES)
@example("1" * 2000, "zh", "2024-11-28")
@example("一" * 2000, "zh", "2024-11-28")
@example("年" * 500 + "至" * 500, "zh", "")
@example("2024年至" * 300, "zh", "2024-11-28")
@example("10年代上世纪90年代", "zh", "0001-01-01")
@example("May " * 500, "en", "2024-11-28")
@example("the " * 500, "en", "2024-11-28")
def test_any_text_at_all(text: str, lang: str, published: str):
    dct = PartialDate.parse(published) if published else None
    document = Document("d", lang, text, dct=dct)
    found = find_timexes(document)
    assert found == find_timexes(document)
    end = 0
    for timex in found:
        assert end <= timex.start < timex.end <= len(text)
        assert timex.text == text[timex.start:timex.end]
        end = timex.end
        if timex.date is not None:
            assert timex.type in (TimexType.DATE, TimexType.TIME)
            PartialDate.parse(timex.value)
        if timex.anchor_start >= 0:
            assert timex.anchor_end <= timex.start


@settings(deadline=None, max_examples=60)
@given(st.lists(ZH_WORDS, min_size=1, max_size=15).map("".join), st.integers(0, 30))
def test_spans_do_not_depend_on_what_stands_before(text: str, padding: int):
    """The same line after blank lines is found alike, only further on."""
    dct = PartialDate.parse("2024-11-28")
    plain = find_timexes(Document("d", "zh", text, dct=dct))
    moved = find_timexes(Document("d", "zh", "\n" * padding + text, dct=dct))
    assert [(t.start + padding, t.value, t.mod) for t in plain] == [(t.start, t.value, t.mod) for t in moved]
