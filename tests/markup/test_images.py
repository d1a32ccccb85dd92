from __future__ import annotations

import pytest

from dateline.annotate.timex import find_timexes
from dateline.markup import plain_text, render_captured
from dateline.markup.images import is_local
from dateline.model.annotation import BlockKind, Document

CAPTION = "The first rack in May 2021 (left)"
TITLE = "The first rack in May 2021 &#40;left&#41;"


ELSEWHERE = 'rel="noopener noreferrer nofollow">'


def figure(inner: str) -> str:
    return f"<figure>{inner}</figure>"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            f'![A rack](../../assets/ab/cd.png "{TITLE}")',
            figure(f'<img src="../../assets/ab/cd.png" alt="A rack"><figcaption>{CAPTION}</figcaption>'),
        ),
        (
            f'![A rack](https://e.org/r.png "{TITLE}")',
            figure(f'<figcaption><a href="https://e.org/r.png" {ELSEWHERE}A rack</a> {CAPTION}</figcaption>'),
        ),
        (
            '[![A rack](https://e.org/r.png "Rack")](https://e.org/more)',
            figure(f'<figcaption><a href="https://e.org/more" {ELSEWHERE}A rack</a> Rack</figcaption>'),
        ),
        (
            '![](r.png "One")\n![](s.png)',
            figure('<img src="r.png" alt=""><figcaption>One</figcaption>') + "\n" + figure('<img src="s.png" alt="">'),
        ),
        (
            '- ![A](r.png "In a list")',
            "<ul>\n<li>"
            + figure('<img src="r.png" alt="A"><figcaption>In a list</figcaption>')
            + "</li>\n</ul>",
        ),
        (
            '![](https://e.org/r.png "Only a caption")',
            figure(f'<figcaption><a href="https://e.org/r.png" {ELSEWHERE}Only a caption</a></figcaption>'),
        ),
    ],
)
def test_a_picture_that_stands_alone_is_a_figure_with_its_caption(markdown, expected):
    assert render_captured(markdown).strip() == expected


def test_a_picture_inside_a_link_in_running_text_makes_no_link_inside_it():
    rendered = render_captured("See [the ![rack](https://example.org/r.png) hall](https://example.org/h).")
    assert rendered.count("<a ") == 1
    assert ">the rack hall</a>" in rendered


def test_a_caption_tells_no_date_of_the_story():
    rendered = render_captured(f'It opened in June 2022.\n\n![Hall, 3 April 2020](x.png "{TITLE}")\n')
    plain = plain_text(rendered)
    assert [block.kind for block in plain.blocks] == [BlockKind.PARAGRAPH, BlockKind.CAPTION]
    assert CAPTION in plain.text
    found = find_timexes(Document(id="a", lang="en", text=plain.text, blocks=plain.blocks))
    assert [timex.value for timex in found] == ["2022-06"]


@pytest.mark.parametrize(
    "source", ["https://e.org/x.png", "//e.org/x.png", "/\\e.org/x.png", "\t//e.org/x.png", "data:image/png;base64,AA", ""]
)
def test_what_leads_elsewhere_is_not_local(source):
    assert not is_local(source)
