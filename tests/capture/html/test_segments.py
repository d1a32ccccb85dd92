from __future__ import annotations

import lxml.html
import pytest

from dateline.capture.html.segments import cut_segments, looks_like_prose, read_segments, weigh


def _root(source: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<body>{source}</body>")


def test_lines_as_a_reader_sees_them() -> None:
    root = _root("<div>a<b>b</b> c<p>d<br>e</p>f<br><br>g</div><script>no</script><ul><li>h</li></ul>")
    assert [segment.text for segment in read_segments(root)] == ["ab c", "d e", "f", "g", "h"]


def test_links_headings_and_media_are_noted() -> None:
    root = _root('<h2>Head</h2><p><a href="x">link</a> text</p><p><img src="a.jpg"></p>')
    heading, paragraph, image = read_segments(root)
    assert heading.heading == 2
    assert 0.4 < paragraph.linked < 0.6
    assert image.text == ""
    assert len(image.media) == 1


def test_text_after_a_script_is_kept() -> None:
    assert [segment.text for segment in read_segments(_root("<p>one<script>x</script> two</p>"))] == ["one two"]


def test_digits_of_neighbouring_elements_stay_apart() -> None:
    assert read_segments(_root("<p><span>10-08</span><span>12:00</span></p>"))[0].text == "10-08 12:00"


def test_code_is_one_segment_with_its_lines() -> None:
    (segment,) = read_segments(_root("<pre>a\n\n<br><br>b</pre>"))
    assert segment.code


@pytest.mark.parametrize(("text", "weight"), [("中文", 4), ("ab", 2), ("中a", 3)])
def test_weight(text: str, weight: int) -> None:
    assert weigh(text) == weight


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("公司今天发布了新的产品，市场反应平稳，分析人士认为影响有限。", True),
        ("The company said on Tuesday that it would build a plant.", True),
        ("首页 新闻 体育 财经", False),
        ("Read more", False),
    ],
)
def test_prose(text: str, prose: bool) -> None:
    assert looks_like_prose(text, weigh(text)) is prose


def test_cutting_empties_what_is_not_kept() -> None:
    root = _root('<div>keep<br><br>drop<img src="x"></div>')
    segments = read_segments(root)
    dropped = cut_segments(segments, {0})
    assert "".join(root.itertext()).strip() == "keep"
    assert [element.tag for element in dropped] == ["img"]
