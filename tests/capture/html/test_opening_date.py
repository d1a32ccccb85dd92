from __future__ import annotations

import pytest

from dateline.capture.html import extract_html

TEXT = (
    "<p>9月15日消息,城北的新机房当天投入使用,第一批机柜已经上架通电,负责人说第二批年底前到位。</p>"
    "<p>附近的居民说,夜里能听到风扇的声音,但是比去年小了许多。</p>"
)
BOX = "<div>热点推荐</div><div><a href=x>换季整理的五个小办法</a></div><div>生活样本</div><div>2025-10-02 06:58:20</div>"


def published(before: str = "", captured: str = "", text: str = TEXT) -> str:
    head = "<head><title>城北新机房投入使用_示例网</title></head>"
    body = f"<h1>城北新机房投入使用</h1>{before}<div class=article>{text}</div>{BOX}"
    return extract_html(f"<html lang=zh>{head}<body>{body}</body></html>", "https://example.com/a", captured)[0].published


@pytest.mark.parametrize(("captured", "day"), [("", "2025-09-15"), ("2026-01-04", "2025-09-15"), ("2024-12-01", "2024-09-15")])
def test_the_day_a_text_begins_with_comes_before_stamps_of_other_articles(captured: str, day: str) -> None:
    assert published(captured=captured) == day


def test_a_dateline_comes_before_the_day_a_text_begins_with() -> None:
    assert published("<div>2025-09-16 08:30 来源：示例网</div>") == "2025-09-16T08:30"
