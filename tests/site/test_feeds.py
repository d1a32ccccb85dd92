from __future__ import annotations

import json
from xml.etree import ElementTree

import feedparser


def test_a_reference_parser_accepts_every_atom_feed(built):
    feeds = {path: data for path, data in built.pages.items() if path.endswith("feed.xml")}
    assert feeds
    for path, data in feeds.items():
        parsed = feedparser.parse(data)
        assert not parsed.bozo, path
        assert parsed.version == "atom10", path
        assert parsed.feed.id, path
        assert parsed.feed.updated_parsed, path
        ids = [entry.id for entry in parsed.entries]
        assert len(ids) == len(set(ids)), path
        assert all(entry.title and entry.link and entry.updated_parsed for entry in parsed.entries), path


def test_an_entitys_feed_tells_its_events_by_the_day_they_were_learned(built):
    parsed = feedparser.parse(built.pages["entities/xai/feed.xml"])
    assert [entry.title for entry in parsed.entries] == ["summer 2023 马斯克成立了xAI", "by 31 December 2024 200,000 chips", "September 2024 xAI switched Colossus on"]
    assert parsed.entries[0].published == "2025-11-03T10:00:00Z"


def test_links_of_feeds_are_absolute(built):
    parsed = feedparser.parse(built.pages["feed.xml"])
    links = {link.rel: link.href for link in parsed.feed.links}
    assert links == {"self": "https://site.example/kb/feed.xml", "alternate": "https://site.example/kb/"}
    assert parsed.entries[0].link.startswith("https://site.example/kb/articles/")


def test_json_feed_has_what_version_1_1_asks_for(built):
    feed = json.loads(built.pages["zh/entities/xai/feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"].startswith("xAI")
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"]
        assert item["_dateline"]["date"]


def test_an_excerpted_article_is_not_quoted_beyond_its_events(built):
    assert "这句不公开" not in built.pages["feed.xml"].decode()


def test_the_sitemap_lists_pages_that_exist(built):
    tree = ElementTree.fromstring(built.pages["sitemap.xml"])
    from urllib.parse import unquote

    found = [unquote(str(node.text)) for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    files = set(built.files)
    for url in found:
        path = url.removeprefix("https://site.example/kb/")
        assert (path + "index.html" if path.endswith("/") or not path else path) in files
    assert "https://site.example/kb/articles/quoted-only/" not in found


def test_robots_names_the_sitemap(built):
    assert built.pages["robots.txt"].decode() == "User-agent: *\nAllow: /\nSitemap: https://site.example/kb/sitemap.xml\n"
