from __future__ import annotations

import json

import pytest

from dateline.capture.html import extract_html
from dateline.model.capture import Certainty
from dateline.model.problem import Severity
from tests.capture.html_pages import CHINESE, ENGLISH, page, paragraphs

NAV = "<nav><a href='/'>Home</a><a href='/news'>News</a></nav>"
RELATED = "<div class='box'><h3>Related articles</h3><ul>" + "".join(f"<li><a href='/{n}'>Another story number {n} entirely</a></li>" for n in range(5)) + "</ul></div>"


def test_english_article() -> None:
    head = (
        '<meta property="og:site_name" content="Example Times"><link rel="canonical" href="https://example.com/a?utm_source=x">'
        '<script type="application/ld+json">'
        + json.dumps({
            "@type": "NewsArticle", "headline": "New plant by the river", "datePublished": "2024-05-06T07:08:09+02:00", "articleSection": "Business",
            "author": [{"@type": "Person", "name": "Ada Lovelace"}], "publisher": {"name": "Example Times"}, "dateModified": "2024-05-08T01:00:00+02:00",
        })
        + "</script>"
    )
    body = f"{NAV}<article><h1>New plant by the river</h1><p class='byline'>By Ada Lovelace</p><p>6 May 2024</p>{paragraphs(ENGLISH)}</article>{RELATED}"
    article, problems = extract_html(page(body, title="New plant by the river - Example Times", head=head))
    assert article.title == "New plant by the river"
    assert article.body == "\n\n".join(ENGLISH) + "\n"
    assert (article.published, article.updated[:10]) == ("2024-05-06T07:08:09+02:00", "2024-05-08")
    assert (article.authors, article.source, article.site, article.section) == (("Ada Lovelace",), "Example Times", "Example Times", "Business")
    assert (article.url, article.lang) == ("https://example.com/a", "en")
    assert problems == []


def test_chinese_article() -> None:
    body = (
        "<div class='nav'><a href='/'>首页</a></div><h1 class='logo'>新闻中心</h1><h1>河边将建新工厂</h1><div class='info'>2024年05月06日 07:08 来源：北方日报 字号：大 中 小</div>"
        f"<div class='content'><p>　　某某社上海5月6日电（记者王明、李红）{CHINESE[0]}</p>{paragraphs(CHINESE[1:])}<p>（责任编辑：陈小红）</p></div>"
        "<div>特别声明：以上内容仅代表作者观点</div><div class='cmt'>网友：好 2025-10-30 01:25:29</div>"
    )
    article, problems = extract_html(page(body, title="河边将建新工厂_某某新闻"), url="https://news.example.cn/a/1.html")
    assert article.title == "河边将建新工厂"
    assert article.body.startswith("某某社上海5月6日电（记者王明、李红）公司周二表示")
    assert article.body.rstrip().endswith(CHINESE[-1])
    assert "责任编辑" not in article.body
    assert (article.published, article.source, article.lang) == ("2024-05-06T07:08", "北方日报", "zh-Hans")
    assert (article.authors, article.editors) == (("王明", "李红"), ("陈小红",))
    assert problems == []


@pytest.mark.parametrize(
    ("end", "editors"),
    [
        ("(责编:王明、李红)", ("王明", "李红")),
        (" <span class='editor'>（责任编辑：<a href='/u/1'>陈小红</a>）</span>", ("陈小红",)),
        ("<br>　　編輯：陳小紅　審核：王明", ("陳小紅", "王明")),
        ("<b>编辑：陈小红</b> 审核：王明", ("陈小红", "王明")),
        ("（责编：陈小红）</p><figure><img src='/dock.jpg'><figcaption>新工厂的码头</figcaption></figure><p>", ("陈小红",)),
    ],
)
def test_editors_behind_the_last_sentence_are_no_text_and_no_authors(end: str, editors: tuple[str, ...]) -> None:
    body = f"<h1>河边将建新工厂</h1><div>2024-05-06 来源：北方日报</div><div>{paragraphs(CHINESE[:-1])}<p>{CHINESE[-1]}{end}</p></div>"
    article, _ = extract_html(page(body, title="河边将建新工厂"))
    assert article.body.split("\n\n![")[0].rstrip().endswith(CHINESE[-1])
    assert (article.authors, article.editors) == ((), editors)


def test_a_last_sentence_about_an_editor_stays() -> None:
    last = "北方日报的编辑：王明、李红，当天都在河边的工地上。"
    body = f"<h1>河边将建新工厂</h1><div>2024-05-06 来源：北方日报</div>{paragraphs([*CHINESE, last])}"
    article, _ = extract_html(page(body, title="河边将建新工厂"))
    assert article.body.rstrip().endswith(last)


def test_evidence_says_where_each_field_came_from() -> None:
    body = f"<h1>河边将建新工厂</h1><div>2024-05-06 来源：北方日报</div>{paragraphs(CHINESE)}"
    article, _ = extract_html(page(body, title="河边将建新工厂"))
    evidence = {item.field: item for item in article.evidence}
    assert evidence["published"].origin.startswith("dateline: 2024-05-06")
    assert evidence["source"].value == "北方日报"
    assert evidence["body"].value == "text density"
    assert "below the headline" in evidence["body"].origin
    assert evidence["title"].certainty is Certainty.SURE


def test_hidden_account_page_with_its_time_in_a_script() -> None:
    body = (
        "<h1 id='activity-name'>河边将建新工厂</h1><em id='publish_time'></em><div id='js_content' style='visibility: hidden;'>"
        + "".join(f"<section><span>{text}</span></section>" for text in CHINESE)
        + "<p><img src='data:image/gif;base64,AA' data-src='https://img.example/640?wx_fmt=jpeg'></p></div><script>var nickname = \"某某号\"; var ct = \"1581517074\";</script>"
    )
    article, _ = extract_html(page(body, title="河边将建新工厂"), url="https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1&sn=2")
    assert all(text in article.body for text in CHINESE)
    assert "https://img.example/640?wx_fmt=jpeg" in article.body
    assert article.published == "2020-02-12T22:17:54+08:00"
    assert article.source == "某某号"


def test_body_split_over_sibling_divs() -> None:
    body = "<h1>New plant by the river</h1><div id='x'>" + "".join(f"<div><p>{text}</p></div><div class='ad-slot'>Buy</div>" for text in ENGLISH) + "</div>"
    article, _ = extract_html(page(body))
    assert article.body == "\n\n".join(ENGLISH) + "\n"


def test_layout_of_tables() -> None:
    cells = "".join(f"<tr><td>{text}<br><br></td></tr>" for text in CHINESE)
    body = f"<table><tr><td><a href='/'>首页</a></td></tr><tr><td>河边将建新工厂</td></tr><tr><td><table>{cells}</table></td></tr></table>"
    article, _ = extract_html(page(body, title="河边将建新工厂"))
    assert article.body == "\n\n".join(CHINESE) + "\n"


def test_live_blog_keeps_its_time_stamps() -> None:
    entries = "".join(f"<div class='entry'><time>{hour}:00</time><h3>Update {hour}</h3><p>{text}</p></div>" for hour, text in enumerate(ENGLISH, 9))
    live = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "New plant by the river", "datePublished": "2024-05-06"}</script>'
    article, _ = extract_html(page(f"<h1>New plant by the river</h1><div class='live'>{entries}</div>", head=live))
    assert all(f"{hour}:00" in article.body for hour in range(10, 14))
    assert all(text in article.body for text in ENGLISH)


@pytest.mark.parametrize(
    "junk",
    [
        "<div class='paywall'><p>This content is reserved for subscribers only.</p><p>Create an account to read every story of the paper.</p></div>",
        "<div id='onetrust-consent-sdk'>" + "<p>We use cookies to make the site work, and to count its readers.</p>" * 40 + "</div>",
        "<section class='comments'><h2>12 comments</h2><p>I do not believe a word of it, and neither should you.</p></section>",
        "<div><h3>More from Example</h3><ul>" + "".join(f"<li class='t'><a href='/{n}'>A story about something else {n}</a><p>With a first sentence, to make you click on it.</p></li>" for n in range(6)) + "</ul></div>",
        "<p>Sign up for our newsletter</p><p>Share this article</p>",
        "<p>Notice: The content above (including the pictures if any) is uploaded by a user, and the platform only stores it.</p>",
        "<article><h1>An entirely different story</h1><p>It has nothing to do with the river, nor with any plant at all.</p></article>",
    ],
)
def test_junk_after_the_text_is_cut(junk: str) -> None:
    body = f"<div id='page'><article><h1>New plant by the river</h1>{paragraphs(ENGLISH)}</article>{junk}</div>"
    article, _ = extract_html(page(body))
    assert article.body == "\n\n".join(ENGLISH) + "\n"


def test_advertisements_inside_the_text_are_cut() -> None:
    label = "<p>Don't want to see this? Remove ads</p>"
    body = f"<h1>New plant by the river</h1><div>{label.join(f'<p>{text}</p>' for text in ENGLISH)}</div>"
    article, _ = extract_html(page(body))
    assert article.body == "\n\n".join(ENGLISH) + "\n"


def test_copy_for_print_is_not_taken_twice() -> None:
    body = f"<h1>New plant by the river</h1><div>{paragraphs(ENGLISH)}</div><div id='print'>{' '.join(ENGLISH)}</div>"
    article, _ = extract_html(page(body))
    assert article.body.count(ENGLISH[0]) == 1


def test_longer_next_article_does_not_take_the_place_of_a_short_one() -> None:
    first = f"<div><h1>New plant by the river</h1><div>{paragraphs(ENGLISH[:2])}</div></div>"
    second = f"<div><h1>An entirely different and longer story</h1><div>{paragraphs(CHINESE + ENGLISH[2:])}</div></div>"
    article, _ = extract_html(page(f"<div>{first}{second}</div>"))
    assert article.body == "\n\n".join(ENGLISH[:2]) + "\n"


def test_headings_lists_and_tables_of_the_text_are_kept() -> None:
    inner = f"<p>{ENGLISH[0]}</p><h2>Jobs</h2><ul><li>four hundred in all</li><li>half of them at night</li></ul><p>{ENGLISH[1]}</p><table><tr><th>Year</th><th>Jobs</th></tr><tr><td>2026</td><td>200</td></tr></table><p>{ENGLISH[2]}</p>"
    article, _ = extract_html(page(f"<article><h1>New plant by the river</h1>{inner}</article>"))
    assert "## Jobs" in article.body
    assert "- four hundred in all\n- half of them at night" in article.body
    assert "| 2026 | 200 |" in article.body


def test_page_without_a_text_is_an_error() -> None:
    article, problems = extract_html("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    assert article.body == ""
    assert [problem.code for problem in problems if problem.severity is Severity.ERROR] == ["DL112"]


def test_missing_date_and_title_are_doubts() -> None:
    _, problems = extract_html(f"<html><body>{paragraphs(CHINESE)}</body></html>", path="a.html")
    assert {problem.code for problem in problems} >= {"DL114"}
    assert {problem.path for problem in problems} == {"a.html"}


def test_archived_copy_and_saved_address() -> None:
    saved = "<!-- saved from url=(0030)https://web.archive.org/web/20240520/https://example.com/a -->"
    source = saved + page(f"<h1>New plant by the river</h1>{paragraphs(ENGLISH)}")
    article, _ = extract_html(source)
    assert article.url == "https://example.com/a"
    assert article.archived == "https://web.archive.org/web/20240520/https://example.com/a"


def test_single_file_tells_address_and_day() -> None:
    comment = "<!--\n Page saved with SingleFile \n url: https://example.com/a \n saved date: Mon May 20 2024 10:00:00 GMT+0800\n-->"
    article, _ = extract_html(f"<html>{comment}<body><h1>New plant by the river</h1>{paragraphs(ENGLISH)}</body></html>")
    assert article.url == "https://example.com/a"
    assert article.captured == "2024-05-20T10:00:00+08:00"


def test_same_input_gives_the_same_output() -> None:
    source = page(f"<h1>New plant by the river</h1>{paragraphs(ENGLISH)}{RELATED}")
    assert extract_html(source) == extract_html(source)


def test_bytes_are_decoded() -> None:
    body = f"<h1>河边将建新工厂</h1>{paragraphs(CHINESE)}"
    source = f"<html><head><meta charset='gb2312'><title>河边将建新工厂</title></head><body>{body}</body></html>".encode("gb18030")
    article, _ = extract_html(source)
    assert article.body == "\n\n".join(CHINESE) + "\n"


def test_subtitle() -> None:
    body = f"<h1>New plant by the river</h1><h2 class='subtitle'>Four hundred jobs for a town without a mill</h2>{paragraphs(ENGLISH)}"
    article, _ = extract_html(page(body))
    assert article.subtitle == "Four hundred jobs for a town without a mill"


@pytest.mark.parametrize("shape", ["<div>", "<b>", "<table><tr><td>", "<p>x", "<li>x", "<!--", "<", "</p>", "<br>x", "<h1>x</h1>", "<a href=x>x</a>", "<ul><li>", "<blockquote>"])
def test_hostile_shapes_end_in_problems_not_crashes(shape: str) -> None:
    article, problems = extract_html(shape * 20_000)
    assert isinstance(article.body, str)
    assert all(problem.code.startswith("DL1") for problem in problems)
