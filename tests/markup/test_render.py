from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.markup import Mark, decorate, plain_text, render_captured, render_written
from dateline.markup.render import MAX_DEPTH, TooDeepError, sanitise
from dateline.model.annotation import BlockKind


def test_raw_html_in_a_capture_is_shown_as_text():
    assert "&lt;script&gt;" in render_captured("Hello <script>alert(1)</script>")
    assert "<script" not in render_captured("<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>")


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "java\tscript:x", "&#106;avascript:x"],
)
def test_links_to_schemes_that_run_lose_their_address(target):
    hrefs = re.findall(r'href="([^"]*)"', render_captured(f"[x](<{target}>)"))
    assert not [
        href
        for href in hrefs
        if re.match(r"\s*(?:javascript|data|vbscript):", re.sub(r"[\t\n\r]", "", html.unescape(href)), re.I)
    ]


def test_a_picture_from_elsewhere_becomes_a_link_to_it():
    rendered = render_captured("![A chip](https://example.org/chip.png)")
    assert "<img" not in rendered
    assert '<a href="https://example.org/chip.png"' in rendered
    assert ">A chip</a>" in rendered


def test_a_picture_of_our_own_stays():
    assert '<img src="chip.png"' in render_captured("![A chip](chip.png)")


def test_emphasis_beside_full_width_punctuation_is_read():
    assert "<strong>“重要”</strong>" in render_captured("他说**“重要”**的话")


def test_footnotes_lead_to_their_prefixed_ids():
    rendered = render_captured("Text[^1]\n\n[^1]: Note")
    targets = set(re.findall(r'href="#([^"]+)"', rendered))
    assert targets <= set(re.findall(r' id="([^"]+)"', rendered))


def test_nesting_beyond_the_limit_is_refused_not_rendered():
    with pytest.raises(TooDeepError):
        render_captured("> " * (MAX_DEPTH + 10) + "x")


def test_written_pages_use_the_extensions_and_are_cleaned():
    rendered = render_written("| a | b |\n|---|---|\n| 1 | 2 |\n\n<script>x</script><div onclick=x>y</div>", ["tables"])
    assert "<table>" in rendered
    assert "script" not in rendered
    assert "onclick" not in rendered


def test_plain_text_has_one_line_a_block_and_decoded_entities():
    plain = plain_text(render_captured("# Head\n\nOne & two\nthree\n\n- item\n\n> quote\n\n    code < x\n"))
    assert plain.text == "Head\nOne & two three\nitem\nquote\ncode < x\n"
    assert [block.kind for block in plain.blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.CODE,
    ]


def test_a_title_is_the_first_block_and_shifts_the_rest():
    plain = plain_text("<p>Body</p>", title="标题")
    assert plain.text == "标题\nBody"
    assert plain.blocks[0] == (0, 2, BlockKind.TITLE, 0)
    assert (plain.runs[0].start, plain.runs[0].end) == (3, 7)


def test_runs_inside_links_code_and_headings_take_no_link():
    plain = plain_text(render_captured("# Head\n\nfree [link](https://x.org) `code`"))
    assert [plain.text[run.start : run.end] for run in plain.runs if run.linkable] == ["free ", " "]


def test_marks_wrap_text_across_nodes_and_spare_links():
    rendered = render_captured("Alpha **beta** gamma & delta")
    plain = plain_text(rendered)
    start = plain.text.index("gamma")
    marks = [Mark(0, 18, '<span id="e">', "</span>", split=True, again="<span>"), Mark(start, start + 5, "<a>", "</a>")]
    assert decorate(rendered, plain.runs, marks) == (
        '<p><span id="e">Alpha <strong>beta</strong> <a>gamma</a> &amp;</span> delta</p>\n'
    )


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("One. **Two** three.", '<p>One. <i><strong>Two</strong> three.</i></p>\n'),
        ("One. Two **three.** Four", '<p>One. <i>Two <strong>three.</strong></i> Four</p>\n'),
        ("One. *Two **three.** x*", '<p>One. <em><i>Two <strong>three.</strong></i> x</em></p>\n'),
        ("**One. Two** three.", '<p><strong>One. <i>Two</i></strong><b> three.</i></p>\n'),
        ("One.\n\nTwo three.", '<p>One.</p>\n<p><i>Two three.</i></p>\n'),
    ],
)
def test_a_sentence_takes_in_whole_the_elements_it_begins_and_ends_in_or_is_cut(markdown, wanted):
    rendered = render_captured(markdown)
    plain = plain_text(rendered)
    mark = Mark(plain.text.index("Two"), plain.text.index("three.") + 6, "<i>", "</i>", split=True, again="<b>")
    assert decorate(rendered, plain.runs, [mark]) == wanted


def test_a_sentence_over_two_blocks_is_cut_and_its_rest_may_stay_bare():
    rendered = render_captured("One\n\nTwo")
    assert decorate(rendered, plain_text(rendered).runs, [Mark(0, 7, "<i>", "</i>", split=True)]) == (
        "<p><i>One</i></p>\n<p>Two</p>\n"
    )


def test_a_mark_that_crosses_a_border_is_dropped():
    rendered = render_captured("Alpha **beta** gamma")
    plain = plain_text(rendered)
    assert decorate(rendered, plain.runs, [Mark(3, 8, "<a>", "</a>")]) == rendered


MARKDOWN = st.text(st.sampled_from("ab中 *_`[]()<>&#>-+!|~\\\n\"'.:1/=文"), max_size=80)


@given(MARKDOWN)
@settings(deadline=None, max_examples=300)
def test_runs_lead_back_to_the_same_text(markdown):
    rendered = render_captured(markdown)
    plain = plain_text(rendered)
    for run in plain.runs:
        source = html.unescape(rendered[run.html_start : run.html_end])
        assert source.replace("\n", " ") == plain.text[run.start : run.end].replace("\n", " ")
    assert "\n".join(plain.text[block.start : block.end] for block in plain.blocks) == plain.text


@given(MARKDOWN, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20), st.booleans()), max_size=6))
@settings(deadline=None, max_examples=300)
def test_decorating_never_changes_the_text(markdown, spans):
    rendered = render_captured(markdown)
    plain = plain_text(rendered)
    marks, reached = [], {True: 0, False: 0}
    for start, length, split in sorted(spans):
        if start >= reached[split]:
            marks.append(Mark(start, start + length, "<i>", "</i>", split, "<i>"))
            reached[split] = start + length
    decorated = decorate(rendered, plain.runs, marks)
    assert plain_text(decorated).text == plain.text
    assert sanitise(decorated).count("<i>") == decorated.count("<i>")
