from __future__ import annotations

import json

import pytest

from dateline.capture.html import extract_html
from dateline.capture.html.script_data import find_script_article, values_in
from dateline.model.capture import Extracted

TITLE = "How the valley got its second line"
PARAGRAPHS = [
    f"The {what} was finished in the spring, and the engineers tested it for {count} weeks before it carried any load."
    for what, count in (("tower", "two"), ("cable", "three"), ("switch", "four"), ("road", "five"), ("bridge", "six"))
]
MARKUP = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
OTHER = [text.replace("spring", "autumn") + " It rained." for text in PARAGRAPHS]


def page(script: str, body: str = "<div id=app>Loading</div>") -> str:
    return f"<html lang=en><head><title>{TITLE} - Valley Post</title></head><body>{body}{script}</body></html>"


def read(script: str, body: str = "<div id=app>Loading</div>") -> Extracted:
    return extract_html(page(script, body), "https://example.org/a/line")[0]


def next_data(article: object) -> str:
    value = {"props": {"pageProps": {"id": 7, "data": {"article": article}}}, "page": "/[slug]"}
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(value)}</script>'


def state(article: object, prefix: str = "window.__INITIAL_STATE__=") -> str:
    value = {"route": {"path": "/"}, "article": {"current": article}}
    return f"<script>{prefix}{json.dumps(value)};(function(){{var s;s=document}})()</script>"


ARTICLE = {"headline": TITLE, "publishedAt": "2024-05-06T08:00:00+02:00", "body": MARKUP}


@pytest.mark.parametrize(
    "script",
    [
        next_data(ARTICLE),
        state(ARTICLE),
        state(ARTICLE, "window.__APOLLO_STATE__ = "),
        state({**ARTICLE, "body": "\n\n".join(PARAGRAPHS)}),
        state({**ARTICLE, "body": MARKUP.replace("<", "&lt;").replace(">", "&gt;")}),
        state({**ARTICLE, "body": [{"type": "paragraph", "text": text} for text in PARAGRAPHS]}),
        state({**ARTICLE, "body": [{"type": "p", "children": [{"text": text}]} for text in PARAGRAPHS]}),
        state({**ARTICLE, "body": [{"name": "text", "data": {"html": f"<p>{text}</p>"}} for text in PARAGRAPHS]}),
        state(ARTICLE).replace('"route":', '"user": undefined, "route":'),
        f"<script>window.data=JSON.parse({json.dumps(json.dumps({'post': ARTICLE}))})</script>",
        f"<script>self.__next_f.push([1,{json.dumps(json.dumps(ARTICLE))}])</script>",
    ],
)
def test_a_text_that_only_a_script_holds_is_read(script: str) -> None:
    article = read(script)
    assert article.body == "\n\n".join(PARAGRAPHS) + "\n"
    assert article.title == TITLE
    assert article.published.startswith("2024-05-06")
    assert any(item.field == "body" and item.value == "script data" for item in article.evidence)


def test_a_page_that_shows_its_text_is_not_read_from_its_script() -> None:
    shown = "".join(f"<p>{text}</p>" for text in OTHER)
    article = read(next_data({"headline": TITLE, "body": MARKUP}), f"<article><h1>{TITLE}</h1>{shown}</article>")
    assert article.body == "\n\n".join(OTHER) + "\n"


def test_of_several_articles_the_one_of_the_page_s_headline_is_read() -> None:
    longer = {"headline": "Another story", "body": "".join(f"<p>{text}</p>" for text in OTHER * 2)}
    assert read(next_data({"list": [longer, ARTICLE]})).title == TITLE
    assert PARAGRAPHS[0] in read(next_data({"list": [longer, ARTICLE]})).body


def test_a_page_of_several_articles_gives_none_of_them() -> None:
    others = [{"headline": f"Story {n}", "body": MARKUP.replace("tower", f"tower {n}")} for n in range(3)]
    assert read(next_data({"list": others})).body == ""


def test_scripts_inside_the_data_never_become_markup() -> None:
    article = read(state({**ARTICLE, "body": MARKUP + "<p onclick=x>A last <b>word</b> was said by the mayor.</p>"}))
    assert "onclick" not in article.body
    evil = read(state({**ARTICLE, "body": MARKUP + "<p>End.<img src=x onerror=alert(1)></p>"}))
    assert "onerror" not in evil.body


@pytest.mark.parametrize("script", ["", "{", "[" * 5000, "window.x={", "=" * 5000, '="' * 3000, "={" * 3000, "x = [1, 2"])
def test_broken_scripts_hold_nothing(script: str) -> None:
    from lxml import html

    assert list(values_in(script)) == []
    assert find_script_article(html.fromstring(f"<html><script>{script}</script></html>")) is None
