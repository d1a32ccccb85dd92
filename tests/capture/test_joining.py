from __future__ import annotations

from itertools import permutations

import pytest

from dateline.capture.add import AddOptions, Outcome, Planned, Shelf, plan_article
from dateline.capture.html import extract_html
from dateline.model.capture import Extracted

BASE = "https://example.com/2025/power"
TEXTS = ("第一段，讲的是西部的风电和光伏。", "第二段，讲的是东部的跨区线路。", "第三段，讲的是夜里的低谷电价。")


def page(number: int, text: str = "", title: str = "电从哪里来") -> Extracted:
    url = f"{BASE}.html" if number == 1 else f"{BASE}_{number}.html"
    body = f"{text or TEXTS[number - 1]}\n"
    return Extracted(title=title, published="2025-03-01", url=url, body=body, capture=f"sha256:{number}")


class Folder:
    """A content folder in memory; every run reads it anew."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}

    def add(self, article: Extracted, options: AddOptions | None = None) -> Planned:
        shelf = Shelf(lambda path: self.files[path])
        for path, text in sorted(self.files.items()):
            if path.startswith("articles/"):
                shelf.put(path, text)
        for path, text in sorted(self.files.items()):
            if path.startswith("captures/"):
                shelf.put_machine(path, text)
        planned = plan_article(article, "capture", shelf, options or AddOptions())
        for file in planned.files:
            assert file.replaces == self.files.get(file.path)
            self.files[file.path] = file.text
        return planned

    def articles(self) -> list[str]:
        return [path for path in sorted(self.files) if path.startswith("articles/")]


@pytest.mark.parametrize("order", [order for order in permutations((1, 2, 3)) if order not in ((1, 3, 2), (3, 1, 2))])
def test_pages_of_later_runs_are_joined_in_the_order_of_their_numbers(order: tuple[int, ...]) -> None:
    folder = Folder()
    for number in order:
        folder.add(page(number))
    (path,) = folder.articles()
    text = folder.files[path]
    assert text.endswith("\n\n".join(TEXTS) + "\n")
    assert f'url: "{BASE}.html"' in text
    assert 'pages: "3"' in text
    before = dict(folder.files)
    for number in (2, 3, 1):
        assert folder.add(page(number)).outcome is Outcome.SAME
    assert folder.files == before


@pytest.mark.parametrize("order", [(1, 3, 2), (3, 1, 2)])
def test_a_page_that_closes_a_gap_takes_the_next_one_in_and_says_so(order: tuple[int, ...]) -> None:
    folder = Folder()
    plans = [folder.add(page(number)) for number in order]
    whole = next(folder.files[path] for path in folder.articles() if f'url: "{BASE}.html"' in folder.files[path])
    assert whole.endswith("\n\n".join(TEXTS) + "\n")
    assert [problem.code for problem in plans[-1].problems] == ["DL122"]


def test_what_a_person_changed_on_one_page_stays_when_the_others_come() -> None:
    folder = Folder()
    path = folder.add(page(2)).path
    folder.files[path] = folder.files[path].replace("跨区线路", "跨区输电线路")
    folder.add(page(1))
    folder.add(page(3))
    assert folder.articles() == [path]
    assert folder.files[path].endswith(f"{TEXTS[0]}\n\n第二段，讲的是东部的跨区输电线路。\n\n{TEXTS[2]}\n")


def test_a_first_page_that_is_converted_again_keeps_the_further_pages() -> None:
    folder = Folder()
    path = folder.add(page(1, "旧导语。\n\n" + TEXTS[0])).path
    folder.add(page(2))
    folder.add(page(1, "新导语。\n\n" + TEXTS[0]), AddOptions(again=True))
    assert folder.files[path].endswith(f"新导语。\n\n{TEXTS[0]}\n\n{TEXTS[1]}\n")


def test_pages_of_other_articles_are_not_joined() -> None:
    folder = Folder()
    folder.add(page(1))
    folder.add(page(2, title="另一篇"))
    assert len(folder.articles()) == 2


def test_a_further_page_keeps_its_own_address_where_it_names_the_first_as_canonical() -> None:
    text = "<p>" + "The cable was laid in the spring, and the switch was thrown on the first day of summer. " * 6 + "</p>"
    markup = f'<html><head><title>Power</title><link rel="canonical" href="{BASE}.html"></head><body><h1>Power</h1>{text}'
    assert extract_html(markup, f"{BASE}_2.html")[0].url == f"{BASE}_2.html"
    assert extract_html(markup, f"{BASE}.html?utm_source=x")[0].url == f"{BASE}.html"
