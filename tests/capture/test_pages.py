from __future__ import annotations

import io
import zipfile

import pytest

from dateline.capture import convert
from dateline.capture.add import AddOptions, Outcome, Shelf, plan_article
from dateline.capture.pages import append_page, bare_title, join_pages, next_page, series
from dateline.model.capture import Capture, Extracted

BASE = "https://news.example.com/2025/power"


@pytest.mark.parametrize(("url", "base", "number"), [
    (f"{BASE}.html", f"{BASE}.html", 1), (f"{BASE}_2.html", f"{BASE}.html", 2), (f"{BASE}-3.shtml", f"{BASE}.shtml", 3), (f"{BASE}?page=4", BASE, 4),
    (f"{BASE}?id=7&p=2", f"{BASE}?id=7", 2), (f"{BASE}/2", BASE, 2), (f"{BASE}/page/5/", BASE, 5), (f"{BASE}-2024.html", f"{BASE}-2024.html", 1),
    (f"{BASE}?id=2", f"{BASE}?id=2", 1), (f"{BASE}?page=999", f"{BASE}?page=999", 1), ("http://[bad", "http://[bad", 1),
])
def test_series(url: str, base: str, number: int) -> None:
    assert series(url) == (base, number)


@pytest.mark.parametrize("title", ["电从哪里来", "电从哪里来（2）", "电从哪里来 (2/5)", "电从哪里来 第3页", "电从哪里来 - 第2页"])
def test_titles_lose_the_number_of_the_page(title: str) -> None:
    assert bare_title(title) == "电从哪里来"


def page(number: int, text: str, title: str = "电从哪里来") -> Extracted:
    return Extracted(title=title, url=f"{BASE}_{number}.html" if number > 1 else f"{BASE}.html", body=f"{text}\n", capture=f"sha256:{number}{text}")


def test_pages_that_came_together_are_joined_in_order() -> None:
    other = page(2, "别的。", "另一篇")
    joined = join_pages([page(2, "第二段。\n\n导语。"), page(1, "导语。\n\n第一段。"), other, page(3, "第三段。")])
    assert [article.title for article in joined] == ["电从哪里来", "另一篇"]
    assert joined[0].body == "导语。\n\n第一段。\n\n第二段。\n\n第三段。\n"
    assert joined[0].url == f"{BASE}.html"


def test_pages_with_a_gap_stay_apart() -> None:
    assert len(join_pages([page(1, "一。"), page(3, "三。")])) == 2


def test_articles_without_an_address_are_never_joined() -> None:
    assert len(join_pages([Extracted(title="A", body="x"), Extracted(title="A", body="y")])) == 2


def test_a_repeated_paragraph_comes_once() -> None:
    assert append_page("a\n\nb\n", ["b\n\nc\n"]) == "a\n\nb\n\nc\n"


def test_pages_in_a_zip_become_one_article() -> None:
    paragraphs = ["数据中心的电从哪里来，是今年业内问得最多的问题，答案因地而异。", "西部靠风和光，东部靠跨区的线路，还有少数靠自备的燃气机组，明年会有变化。"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, text in enumerate(paragraphs, 1):
            archive.writestr(f"{number}.md", f"---\ntitle: 电从哪里来\nsource: {page(number, '').url}\npublished: 2025-03-01\n---\n{text}\n")
    articles, _ = convert(Capture(out.getvalue(), "pages.zip"))
    assert [article.body for article in articles] == ["\n\n".join(paragraphs) + "\n"]


def test_a_second_page_that_comes_later_goes_behind_the_first() -> None:
    files: dict[str, str] = {}
    shelf = Shelf(lambda path: files[path])
    first = plan_article(page(1, "第一段，讲的是西部的风电和光伏。"), "1", shelf, AddOptions())
    second = plan_article(page(2, "第二段，讲的是东部的跨区线路。"), "2", shelf, AddOptions())
    again = plan_article(page(2, "第二段，讲的是东部的跨区线路。"), "2", shelf, AddOptions())
    assert [plan.outcome for plan in (first, second, again)] == [Outcome.NEW, Outcome.UPDATED, Outcome.SAME]
    assert shelf.text(first.path).endswith("风电和光伏。\n\n第二段，讲的是东部的跨区线路。\n")
    assert shelf.text(first.path).startswith("---\n")


@pytest.mark.parametrize(("markup", "found"), [
    ('<link rel="next" href="/2025/power_2.html">', f"{BASE}_2.html"), ("<a href='power_2.html'>下一页</a>", f"{BASE}_2.html"), ('<a class=x href=power_2.html><span>Next page »</span></a>', f"{BASE}_2.html"),
    ('<a href="/2025/other.html">下一页</a>', ""), ('<a href="power_3.html">下一页</a>', ""), ('<a href="power_2.html">下一篇</a>', ""), ('<a rel=next href="https://evil.example.org/power_2.html">', ""), ("", ""),
])
def test_the_next_page_is_the_next_number_of_the_same_series(markup: str, found: str) -> None:
    assert next_page(f"<html>{markup}</html>", f"{BASE}.html") == found
