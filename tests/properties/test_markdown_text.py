"""Whatever a page says, its Markdown shows: the text of the rendering is the text of the source."""

from __future__ import annotations

import html
import re

import lxml.html
import markdown
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.capture.markdown_plain import plain_blocks, without_images
from dateline.capture.markdown_read import ReadOptions, read_tokens
from dateline.capture.markdown_write import write_markdown
from dateline.capture.to_markdown import escape_line, is_faithful, paragraphs_to_markdown, to_markdown
from dateline.markup import render_captured

SIGNS = "\\`*_{}[]()#+-.!|<>~=:&%$^@/\"',;? \t\n"
WORDS = ["word", "中文", "标题。", "（注）", "１２", "é", "1.", "10)", "- ", "# ", "> ", "| a | b |", "---", "===", "~~~", "```", "&amp;", "&#35;", "<b>", "**x**", "__x__",
         "[a](b)", "![a](b)", "http://a.example/b_c_d", "www.a.example", "[^1]", "[^1]: x", "{.cls}", ": def", "!!! note", "==x==", "~x~", "~~x~~", "$x$", "\\", "“引”", "、", "　", "*", "_", "a*b", "a_b", "1. x", "+ x", "    x"]
texts = st.lists(st.one_of(st.sampled_from(WORDS), st.text(alphabet=SIGNS + "ab中。", max_size=6)), max_size=7).map("".join)
INLINE = ["b", "strong", "i", "em", "code", "a", "span", "sup", "sub", "u"]
BLOCK = ["p", "div", "blockquote", "ul", "ol", "table", "h2", "h3", "pre", "section", "figure"]


def _inline(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda tag, inner: f'<{tag} href="http://x.example/(a)">{inner}</{tag}>' if tag == "a" else f"<{tag}>{inner}</{tag}>", st.sampled_from(INLINE), children)


inline = st.recursive(
    texts.map(lambda text: html.escape(text, quote=False)),
    lambda children: st.one_of(_inline(children), st.lists(children, max_size=4).map("".join), st.just("<br>")),
    max_leaves=8,
)


def _block(tag: str, parts: list[str]) -> str:
    if tag in ("ul", "ol"):
        return f"<{tag}>{''.join(f'<li>{part}</li>' for part in parts)}</{tag}>"
    if tag == "table":
        return f"<table>{''.join(f'<tr><td>{part}</td><td>{part}</td></tr>' for part in parts)}</table>"
    return f"<{tag}>{''.join(parts)}</{tag}>"


blocks = st.recursive(
    st.builds(_block, st.sampled_from(BLOCK), st.lists(inline, min_size=1, max_size=3)),
    lambda children: st.builds(_block, st.sampled_from(["div", "blockquote", "ul", "ol", "section"]), st.lists(children, min_size=1, max_size=3)),
    max_leaves=5,
)
pages = st.lists(blocks, min_size=1, max_size=4).map("".join)


def _letters(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", text)


def _shown(markdown: str) -> str:
    return _letters(html.unescape(re.sub(r"<[^<>]*>", "", render_captured(markdown))))


@settings(deadline=None, max_examples=150)
@given(pages)
@example('<p>!<a href="http://x.example/(a)">word</a></p>')
def test_rendering_shows_the_text_of_the_source(page: str) -> None:
    tokens = read_tokens(lxml.html.fromstring(f"<div>{page}</div>"), ReadOptions())
    if tokens.notes:
        return
    shown = without_images(tokens)
    assert _shown(write_markdown(shown)) == _letters("".join(plain_blocks(shown)))


@settings(deadline=None, max_examples=80)
@given(pages.filter(lambda page: "<pre" not in page))
@example('<p>!<a href="http://x.example/(a)">word</a></p>')
@example("<ul><li><p>a</p><ul><li><p>b</p><p>c</p></li></ul></li><li>d</li></ul>")
@example("<p><code>&amp;#1. x</code></p>")
@example('<p><a href="http://x.example/(a)">^[^1]: x</a></p>')
def test_python_markdown_shows_the_same_text(page: str) -> None:
    """Code blocks inside list items are left out: Python-Markdown's own fences do not nest."""
    tokens = read_tokens(lxml.html.fromstring(f"<div>{page}</div>"), ReadOptions())
    if tokens.notes:
        return
    shown = without_images(tokens)
    extensions = ["tables", "fenced_code", "footnotes", "attr_list", "def_list", "abbr", "admonition"]
    rendered = markdown.markdown(write_markdown(shown), extensions=extensions)
    assert _letters(html.unescape(re.sub(r"<[^<>]*>", "", rendered))) == _letters("".join(plain_blocks(shown)))


@settings(deadline=None, max_examples=60)
@given(pages)
def test_writer_never_needs_its_fallback(page: str) -> None:
    assert is_faithful(read_tokens(lxml.html.fromstring(f"<div>{page}</div>"), ReadOptions()))


@settings(deadline=None, max_examples=60)
@given(pages)
def test_writing_ends_with_one_newline_and_holds_no_html(page: str) -> None:
    markdown = to_markdown(lxml.html.fromstring(f"<div>{page}</div>"))
    assert markdown == "" or (markdown.endswith("\n") and not markdown.endswith("\n\n"))


@settings(deadline=None, max_examples=100)
@given(texts)
def test_plain_line_stays_plain(text: str) -> None:
    assert _shown(escape_line(text)) == _letters(text)


@settings(deadline=None, max_examples=60)
@given(st.lists(texts, max_size=4))
def test_plain_paragraphs_stay_paragraphs(paragraphs: list[str]) -> None:
    assert _shown(paragraphs_to_markdown(paragraphs)) == _letters("".join(paragraphs))


_NEXT_LIST = re.compile(r"(?:</[uo]l>(?:</?(?:div|li)>)*|<li>(?:<div>)*)<[uo]l")
outlines = st.recursive(
    st.sampled_from(["word", "中文", "a b"]).map(lambda text: f"<p>{text}</p>"),
    lambda children: st.builds(_block, st.sampled_from(["ul", "ol", "div"]), st.lists(children, min_size=1, max_size=3)),
    max_leaves=6,
).filter(lambda page: not _NEXT_LIST.search(page))


@settings(deadline=None, max_examples=80)
@given(outlines)
def test_lists_nest_alike_in_both_engines(page: str) -> None:
    """Lists that follow each other are left out: Python-Markdown makes one of them."""
    written = write_markdown(read_tokens(lxml.html.fromstring(f"<div>{page}</div>"), ReadOptions()))
    nesting = re.compile(r"</?(?:ul|ol|li)\b")
    assert nesting.findall(markdown.markdown(written)) == nesting.findall(render_captured(written))
