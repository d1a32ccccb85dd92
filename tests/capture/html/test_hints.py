from __future__ import annotations

import lxml.html
import pytest

from dateline.capture.html.hints import Hint, is_hidden, is_never_text, is_strong_body, judge_names, read_hint


@pytest.mark.parametrize("names", ["related-news", "sidebar", "comment-list", "breadcrumbs", "share_box", "recommendList", "post-meta", "ad-slot", "xgxw"])
def test_names_of_boilerplate(names: str) -> None:
    assert judge_names(names) is Hint.BOILERPLATE


@pytest.mark.parametrize("names", ["article-body", "post_content", "entry-content", "TRS_Editor", "js_content", "main-content"])
def test_names_of_bodies(names: str) -> None:
    assert judge_names(names) is Hint.BODY


@pytest.mark.parametrize("names", ["a-headline-about-comments-and-related-things", "flex print:hidden md:flex", "a b c d e comments", "wrap", "loading"])
def test_names_that_say_nothing(names: str) -> None:
    assert judge_names(names) is Hint.NOTHING


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("<nav>x</nav>", Hint.BOILERPLATE),
        ("<aside>x</aside>", Hint.BOILERPLATE),
        ('<div role="navigation">x</div>', Hint.BOILERPLATE),
        ('<div itemprop="articleBody" class="share">x</div>', Hint.BODY),
        ("<div>x</div>", Hint.NOTHING),
    ],
)
def test_hint_of_an_element(source: str, hint: Hint) -> None:
    assert read_hint(lxml.html.fragment_fromstring(source)) is hint


@pytest.mark.parametrize("attributes", ["hidden", 'style="display : none"', 'aria-hidden="true"', 'style="visibility:hidden"'])
def test_hidden(attributes: str) -> None:
    assert is_hidden(lxml.html.fragment_fromstring(f"<div {attributes}>x</div>"))


def test_shown() -> None:
    assert not is_hidden(lxml.html.fragment_fromstring('<div style="color:red">x</div>'))


def test_consent_dialogue_is_never_text() -> None:
    assert is_never_text(lxml.html.fragment_fromstring('<div id="onetrust-consent-sdk">x</div>'))
    assert not is_never_text(lxml.html.fragment_fromstring('<div class="article">x</div>'))


def test_strong_body() -> None:
    assert is_strong_body(lxml.html.fragment_fromstring('<div class="view TRS_UEDITOR trs_paper_default">x</div>'))
    assert not is_strong_body(lxml.html.fragment_fromstring('<div class="content">x</div>'))
