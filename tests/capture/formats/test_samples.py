"""Every format by a messy sample of its own: what is recognised, what is read, what is left out."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from dateline.capture import convert
from dateline.capture.formats import FORMATS
from dateline.capture.reading import detect_format, links_in
from dateline.model.capture import Capture, Extracted

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def sample(name: str) -> Capture:
    return Capture((SAMPLES / name).read_bytes(), name)


def only(name: str) -> Extracted:
    articles, _ = convert(sample(name))
    assert len(articles) == 1
    return articles[0]


@pytest.mark.parametrize(("name", "form"), [
    ("bookmarks.html", "bookmarks"), ("pocket.html", "bookmarks"), ("broken-front-matter.md", "markdown"), ("joplin-note.md", "markdown"),
    ("markdownload.md", "markdown"), ("obsidian-clipping.md", "markdown"), ("feed.atom.xml", "feed"), ("feed.rss.xml", "feed"), ("feed.json", "json"),
    ("wallabag.json", "json"), ("pocket.csv", "csv"), ("instapaper.csv", "csv"), ("raindrop.csv", "csv"), ("readwise.csv", "csv"), ("newsletter.eml", "eml"),
    ("page.mhtml", "mhtml"), ("page.html", "html"), ("page-gb2312.html", "html"),
])
@pytest.mark.parametrize("suffix", ["kept", "dropped"])
def test_formats_are_recognised_by_their_content(name: str, form: str, suffix: str) -> None:
    found = detect_format(Capture((SAMPLES / name).read_bytes(), name if suffix == "kept" else "capture"))
    assert found is not None
    assert found.name == form


def test_every_format_has_a_module_with_a_reader() -> None:
    from importlib import import_module

    names = [entry.name for entry in FORMATS]
    assert len(names) == len(set(names))
    for entry in FORMATS:
        assert callable(import_module(f"dateline.capture.formats.{entry.module}").read)


def test_obsidian_clipping() -> None:
    article = only("obsidian-clipping.md")
    assert article.title == "孟菲斯数据中心二期开工：燃气轮机之争"
    assert article.url == "https://www.example.com/tech/2025/colossus-2?id=77"
    assert (article.published, article.captured) == ("2025-03-07", "2025-04-02")
    assert article.authors == ("某科技周刊编辑部",)
    assert article.body.startswith("2025年3月7日，建在田纳西州")
    assert "**移动式燃气轮机**" in article.body
    assert "相关阅读" not in article.body
    assert "责任编辑" not in article.body


def test_markdownload_loses_its_excerpt_and_repeated_title() -> None:
    article = only("markdownload.md")
    assert article.title == "Memory prices rise for the third quarter in a row"
    assert (article.published, article.captured) == ("2024-06-17", "2024-06-18T09:30:12+08:00")
    assert article.body.startswith("Contract prices for memory chips")
    assert "2024-Q1  +20%" in article.body
    assert "Excerpt" not in article.body


def test_joplin_note_gives_up_its_fields() -> None:
    article = only("joplin-note.md")
    assert article.title == "海上风电场为数据中心供电"
    assert article.url == "https://example.cn/news/1"
    assert article.body.endswith("去年底完成海缆铺设。\n")
    assert "parent_id" not in article.body


def test_front_matter_that_is_no_yaml_is_read_line_by_line() -> None:
    articles, problems = convert(sample("broken-front-matter.md"))
    assert articles[0].title == "芯片周报: 先进封装产能翻倍"
    assert articles[0].published == "2025-02-14"
    assert articles[0].authors == ("一位作者",)
    assert [problem.code for problem in problems] == ["DL201"]


def test_newsletter() -> None:
    article = only("newsletter.eml")
    assert article.title == "Export rules for chips: what changes in May"
    assert article.published == "2025-01-14T06:00:00Z"
    assert article.source == "Compute Weekly"
    assert article.authors == ()
    assert article.url == "https://letters.example.com/p/42"
    assert article.body.startswith("On 13 January 2025")
    assert article.body.endswith("most of them did.\n")
    assert "alert" not in article.body


def test_mhtml_in_gb2312_that_is_gbk() -> None:
    article = only("page.mhtml")
    assert article.title == "首条跨省算力专线开通"
    assert article.url == "https://news.example.cn/2024/suanli.html"
    assert article.captured == "2024-12-21T09:15:00+08:00"
    assert article.source == "示例晚报"
    assert "时延镕小于" in article.body
    assert article.body == only("page-gb2312.html").body


def test_saved_page_leaves_recommendations_out() -> None:
    article = only("page.html")
    assert article.published.startswith("2024-12-20")
    assert article.authors == ("张三",)
    assert "周末天气预报" not in article.body


def test_rss_gives_articles_and_links() -> None:
    article = only("feed.rss.xml")
    assert article.title == "智算中心利用率首次公布 & 解读"
    assert article.published == "2025-03-05T10:00:00+08:00"
    assert article.source == "算力观察"
    assert article.url == "https://rss.example.cn/1"
    assert "appeared first" not in article.body
    assert [link.url for link in links_in(sample("feed.rss.xml"))] == ["https://rss.example.cn/2"]


def test_atom_with_markup_inside() -> None:
    article = only("feed.atom.xml")
    assert article.title == "Nuclear plant to restart for a data centre"
    assert article.published == "2024-09-20T12:00:00Z"
    assert article.body.count("\n\n") == 1


def test_json_feed_keeps_several_items_apart() -> None:
    articles, problems = convert(sample("feed.json"))
    assert [article.title for article in articles] == ["A fab opens", "Plain"]
    assert articles[0].body.endswith("- 22 months of building\n- 1,700 jobs\n")
    assert [article.capture.rsplit("#", 1)[1] for article in articles] == ["1", "2"]
    assert [problem.code for problem in problems] == ["DL302"]


def test_wallabag_export() -> None:
    article = only("wallabag.json")
    assert (article.published, article.captured) == ("2024-12-30", "2025-01-10T08:00:00+08:00")
    assert article.source == "能源周刊"
    assert article.body.startswith("## 试点\n")


@pytest.mark.parametrize(("name", "urls"), [
    ("pocket.csv", ["https://example.com/cooling", "https://example.com/untitled"]), ("instapaper.csv", ["https://example.com/x"]),
    ("raindrop.csv", ["https://example.cn/liquid"]), ("bookmarks.html", ["https://example.com/one?a=1&b=2"]), ("pocket.html", ["https://example.com/p"]),
])
def test_reading_lists_are_links(name: str, urls: list[str]) -> None:
    links = links_in(sample(name))
    assert [link.url for link in links] == urls
    assert links[0].saved in ("2024-11-28T00:00:00Z", "2024-11-28T00:00:00.000Z")
    articles, problems = convert(sample(name))
    assert articles == []
    assert [problem.code for problem in problems] == ["DL118"]


def test_readwise_highlights_are_quotations() -> None:
    article = only("readwise.csv")
    assert article.title == "The power question"
    assert article.body == (
        "> By 2026 the site will draw 1 gigawatt, the company said.\n\ncheck this\n\n> A second line is planned \\*for 2027\\*.\n"
    )


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def test_a_zip_holds_captures_of_any_format() -> None:
    members = {"a.md": sample("obsidian-clipping.md").data, "b/page.html": sample("page.html").data, "b/x.png": b"\x89PNG", "page_files/ad.html": b"<html><p>ad"}
    articles, problems = convert(Capture(packed(**members), "vault.zip"))
    assert [article.title for article in articles] == ["孟菲斯数据中心二期开工：燃气轮机之争", "首条跨省算力专线开通"]
    assert problems == []


def test_omnivore_export_joins_pages_and_metadata() -> None:
    text = "<p>" + "A long paragraph about cooling water and turbines in the desert. " * 8 + "</p>"
    metadata = [{"id": "1", "slug": "cooling-1", "title": "Cooling", "url": "https://example.com/c", "savedAt": "2024-05-01T10:00:00.000Z",
                 "publishedAt": "2024-04-30T00:00:00.000Z", "author": "Ann Example", "labels": ["x"]}]
    data = packed(**{"metadata_0_to_0.json": json.dumps(metadata).encode(), "content/cooling-1.html": text.encode()})
    articles, _ = convert(Capture(data, "omnivore.zip"))
    assert len(articles) == 1
    assert (articles[0].title, articles[0].published, articles[0].authors) == ("Cooling", "2024-04-30", ("Ann Example",))


def test_a_gzipped_page_and_one_that_is_cut_off() -> None:
    data = gzip.compress(sample("page.html").data)
    assert convert(Capture(data, "page.html.gz"))[0][0].title == "首条跨省算力专线开通"
    _, problems = convert(Capture(data[:-200], "page.html.gz"))
    assert "DL117" in {problem.code for problem in problems}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves its spools open
def test_a_warc_gives_its_pages_with_address_and_day() -> None:
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for status, url, kind, body in [
        ("200 OK", "https://news.example.cn/2024/suanli.html", "text/html; charset=utf-8", sample("page.html").data),
        ("404 Not Found", "https://news.example.cn/gone", "text/html", b"<p>gone</p>"), ("200 OK", "https://news.example.cn/a.png", "image/png", b"\x89PNG"),
    ]:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=headers, warc_headers_dict={"WARC-Date": "2025-01-02T03:04:05Z"}))
    articles, problems = convert(Capture(out.getvalue(), "crawl.warc.gz"))
    assert [(article.title, article.captured) for article in articles] == [("首条跨省算力专线开通", "2025-01-02T03:04:05Z")]
    assert problems == []
    whole = gzip.compress(gzip.decompress(out.getvalue()))
    assert len(convert(Capture(whole, "whole.warc.gz"))[0]) == 1


def pdf(lines: list[str]) -> bytes:
    """Write a one-page PDF by hand: text lines in Helvetica."""
    content = "BT /F1 11 Tf 60 780 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Title (Cables for the second campus) >>",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    return (out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF").encode("latin-1")


def test_a_pdf_has_its_lines_joined() -> None:
    pytest.importorskip("pypdf")
    data = pdf([
        "Cables for the second campus", "Published on 4 February 2025",
        "The utility will lay two new cables to the second campus, which is to be connected in the au-", "tumn of 2026 according to the permit that the council",
        "approved on Tuesday.", "Work on the first cable began in 2024. It has cost forty million so far, and the remaining part", "will cost as much again.",
    ])
    articles, problems = convert(Capture(data, "cables.pdf"))
    assert articles[0].title == "Cables for the second campus"
    assert articles[0].published == "2025-02-04"
    assert "in the autumn of 2026 according to the permit that the council approved on Tuesday." in articles[0].body
    assert "DL118" in {problem.code for problem in problems}


@pytest.mark.parametrize(("data", "code"), [(b"", "DL101"), (b"   \n", "DL101"), (b"\x00\x01\x02\x03\x04" * 99, "DL101"), (b"%PDF-1.7\nbroken", "DL117"), (b"PK\x03\x04broken", "DL117"),
                                             (b"<rss", "DL112"), (b'{"a": 1}', "DL101"), (b'{"a": ', "DL117"), (b"WARC/1.0\r\nbroken", "DL112")])
def test_broken_captures_are_problems_that_name_them(data: bytes, code: str) -> None:
    articles, problems = convert(Capture(data, "broken"))
    assert articles == []
    assert code in {problem.code for problem in problems}
    assert all(problem.path == "broken" for problem in problems)
