from __future__ import annotations

import pytest

from dateline.capture.metadata.urls import choose_url, registered_name, split_archive, strip_trackers


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://Example.com:443/a?id=7&utm_source=x&utm_medium=y#top", "https://example.com/a?id=7"),
        ("https://example.com/a?fbclid=1", "https://example.com/a"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com/#!/story/1", "https://example.com/#!/story/1"),
        ("https://mp.weixin.qq.com/s?__biz=a==&mid=1&idx=1&sn=2&chksm=3&scene=21", "https://mp.weixin.qq.com/s?__biz=a%3D%3D&mid=1&idx=1&sn=2"),
        ("https://example.com/s?b=%E4%B8%AD&a=1", "https://example.com/s?b=%E4%B8%AD&a=1"),
        ("mailto:desk@example.com", "mailto:desk@example.com"),
        ("http://[bad", "http://[bad"),
    ],
)
def test_strip_trackers(url: str, wanted: str) -> None:
    assert strip_trackers(url) == wanted


@pytest.mark.parametrize(
    ("url", "original"),
    [
        ("https://web.archive.org/web/20240520/https://example.com/a", "https://example.com/a"),
        ("https://archive.ph/2024/https://example.com/a", "https://example.com/a"),
        ("https://example.com/a", "https://example.com/a"),
    ],
)
def test_split_archive(url: str, original: str) -> None:
    assert split_archive(url) == (original, "" if url == original else url)


@pytest.mark.parametrize(
    ("given", "canonical", "social", "wanted"),
    [
        ("https://example.com/a?utm_source=x", "https://example.com/a", "", "https://example.com/a"),
        ("https://example.com/a", "/a/", "", "https://example.com/a/"),
        ("https://example.com/a", "https://example.com/", "", "https://example.com/a"),
        ("https://example.com/a", "https://other.org/a", "", "https://example.com/a"),
        ("https://m.example.com/a", "https://www.example.com/a", "", "https://www.example.com/a"),
        ("", "https://example.com/a", "", "https://example.com/a"),
        ("", "", "https://example.com/b", "https://example.com/b"),
        ("", "https://example.com/", "", ""),
        ("", "", "", ""),
    ],
)
def test_choose_url(given: str, canonical: str, social: str, wanted: str) -> None:
    assert choose_url(given, canonical, social)[0] == wanted


@pytest.mark.parametrize(("host", "name"), [("www.bbc.co.uk", "bbc"), ("news.sina.com.cn", "sina"), ("example.org", "example"), ("localhost", "localhost")])
def test_registered_name(host: str, name: str) -> None:
    assert registered_name(host) == name
