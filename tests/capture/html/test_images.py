from __future__ import annotations

import lxml.html
import pytest

from dateline.capture.html.images import embed_source, from_set, image_source


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ('<img src="a.jpg">', "a.jpg"),
        ('<img src="data:image/gif;base64,AA" data-src="https://i.example/a.jpg">', "https://i.example/a.jpg"),
        ('<img data-original="https://i.example/a.png">', "https://i.example/a.png"),
        ('<img src="/static/blank.gif" data-lazy-src="b.jpg">', "b.jpg"),
        ('<img data-srcset="s.jpg 320w, l.jpg 1200w">', "l.jpg"),
        ('<img src="data:image/svg+xml,x" srcset="s.jpg 1x, l.jpg 2x">', "l.jpg"),
        ("<img src=\"data:,\" data-srcs='{\"https://i.example/9af\":{\"a\":1}}'>", "https://i.example/9af"),
        ('<amp-img src="a.jpg"></amp-img>', "a.jpg"),
        ('<img src="data:image/png;base64,AAAA">', ""),
        ('<img src="https://b.example/pixel" width="1" height="1">', ""),
        ('<img src="https://www.facebook.com/tr?id=1">', ""),
        ('<img class="share-icon" src="wechat.png">', ""),
        ('<img class="logo" src="big.png" width="640">', "big.png"),
        ("<img>", ""),
    ],
)
def test_image_source(source: str, address: str) -> None:
    assert image_source(lxml.html.fragment_fromstring(source)) == address


def test_picture_gives_its_largest_source() -> None:
    picture = lxml.html.fragment_fromstring('<picture><source srcset="s.webp 1x, l.webp 2x"><img alt="x"></picture>')
    assert image_source(picture.find(".//img")) == "l.webp"


def test_commas_inside_addresses_do_not_split_a_set() -> None:
    assert from_set("https://cdn.example/s_!a!,w_320/x.jpg 320w, https://cdn.example/s_!a!,w_960/x.jpg 960w").endswith("w_960/x.jpg")


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ('<iframe src="https://www.youtube.com/embed/abcdef12345?rel=0"></iframe>', "https://www.youtube.com/watch?v=abcdef12345"),
        ('<iframe src="https://player.vimeo.com/video/123456"></iframe>', "https://vimeo.com/123456"),
        ('<iframe src="//player.bilibili.com/player.html?aid=1&amp;bvid=BV1xx411c7mD"></iframe>', "https://www.bilibili.com/video/BV1xx411c7mD"),
        ('<iframe data-src="https://datawrapper.dwcdn.net/abc/"></iframe>', "https://datawrapper.dwcdn.net/abc/"),
        ('<video src="v.mp4"></video>', "v.mp4"),
        ('<video><source src="w.mp4"></video>', "w.mp4"),
        ('<amp-youtube data-videoid="abcdef12345"></amp-youtube>', "https://www.youtube.com/watch?v=abcdef12345"),
        ('<amp-twitter data-tweetid="123"></amp-twitter>', "https://twitter.com/i/status/123"),
        ('<amp-iframe src="https://player.vimeo.com/video/123456"></amp-iframe>', "https://vimeo.com/123456"),
        ('<iframe src="https://ads.example/slot"></iframe>', ""),
        ('<iframe src="about:blank"></iframe>', ""),
        ('<video src="blob:x"></video>', ""),
    ],
)
def test_embed_source(source: str, address: str) -> None:
    assert embed_source(lxml.html.fragment_fromstring(source)) == address
