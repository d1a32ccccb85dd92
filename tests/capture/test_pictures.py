from __future__ import annotations

import base64
import io
import struct
import zipfile
from pathlib import Path

import pytest

from dateline.capture import convert
from dateline.capture.options import CaptureOptions
from dateline.capture.pictures import foreign_pictures, read_data, relative_references, with_addresses
from dateline.capture.sources import Source, read_sources
from dateline.content.pictures import asset_link, asset_name
from dateline.model.capture import Capture

WANTED = CaptureOptions(assets=True)
TEXT = "<p>" + "The hall was finished in spring, and the first racks were lifted in by a crane on the same day. " * 6 + "</p>"


def gif(width: int = 64, height: int = 48, mark: int = 0) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + bytes([0, 0, 0, mark]) * 4


def page(image: str) -> bytes:
    head = "<title>Racks in the new hall</title>"
    body = f"<h1>Racks in the new hall</h1><p>2024-05-06</p>{TEXT}{image}{TEXT.replace('spring', 'autumn')}"
    return f"<html><head><meta charset=utf-8>{head}</head><body><article>{body}</article></body></html>".encode()


def data_address(data: bytes, kind: str = "image/gif") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def link_of(data: bytes, suffix: str = "gif") -> str:
    return asset_link(asset_name(data, suffix))


def test_a_picture_inside_a_page_is_kept_with_alt_and_caption() -> None:
    image = f'<figure><img src="{data_address(gif())}" alt="Racks"><figcaption>The first racks</figcaption></figure>'
    articles, _ = convert(Capture(page(image), "p.html", url="https://example.org/a"), WANTED)
    assert f'![Racks]({link_of(gif())} "The first racks")' in articles[0].body
    assert [(asset.name, asset.data) for asset in articles[0].assets] == [(asset_name(gif(), "gif"), gif())]


def test_without_the_wish_a_picture_inside_a_page_is_left_out_with_a_note() -> None:
    articles, problems = convert(Capture(page(f'<img src="{data_address(gif())}" alt="Racks">'), "p.html"))
    assert "![" not in articles[0].body
    assert articles[0].assets == ()
    assert any(problem.code == "DL118" and "--assets" in problem.hint for problem in problems)


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        gif(1, 1),
        gif(20, 20),
    ],
)
def test_what_is_no_raster_picture_or_only_an_icon_is_never_kept(data: bytes) -> None:
    for kind in ("image/png", "image/svg+xml", "text/html"):
        articles, _ = convert(Capture(page(f'<img src="{data_address(data, kind)}" alt="x">'), "p.html"), WANTED)
        assert articles[0].assets == ()
        assert "![" not in articles[0].body


def test_pictures_that_singlefile_shares_are_found() -> None:
    style = f'<style>:root{{--sf-img-3: url("{data_address(gif())}")}}</style>'
    image = style + '<img src="data:image/svg+xml,<svg/>" style="background-image:var(--sf-img-3)" alt="Racks">'
    articles, _ = convert(Capture(page(image), "p.html"), WANTED)
    assert [asset.data for asset in articles[0].assets] == [gif()]


def test_parts_of_an_mhtml_file_are_kept() -> None:
    html = page('<img src="https://example.org/i/racks.gif" alt="Racks">').decode()
    data = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\n\n'
        f"--B\nContent-Type: text/html; charset=utf-8\nContent-Location: https://example.org/a\n\n{html}\n"
        "--B\nContent-Type: image/gif\nContent-Transfer-Encoding: base64\n"
        f"Content-Location: https://example.org/i/racks.gif\n\n{base64.b64encode(gif()).decode()}\n--B--\n"
    ).encode()
    articles, _ = convert(Capture(data, "p.mhtml"), WANTED)
    assert f"![Racks]({link_of(gif())})" in articles[0].body
    unwanted, _ = convert(Capture(data, "p.mhtml"))
    assert "![Racks](https://example.org/i/racks.gif)" in unwanted[0].body


def test_attachments_that_a_mail_shows_are_kept() -> None:
    html = f'<html><body>{TEXT}<img src="cid:one@x" alt="Racks">{TEXT}</body></html>'
    data = (
        "From: Hall News <news@example.org>\nTo: reader@example.org\nSubject: Racks\nDate: Mon, 06 May 2024 08:00:00 +0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="B"\n\n'
        f"--B\nContent-Type: text/html; charset=utf-8\n\n{html}\n"
        "--B\nContent-Type: image/gif; name=racks.gif\nContent-Transfer-Encoding: base64\nContent-ID: <one@x>\n\n"
        f"{base64.b64encode(gif()).decode()}\n--B--\n"
    ).encode()
    articles, _ = convert(Capture(data, "m.eml"), WANTED)
    assert f"![Racks]({link_of(gif())})" in articles[0].body
    assert len(articles[0].assets) == 1


def test_files_beside_a_saved_page_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / "page 1_files").mkdir(parents=True)
    (folder / "page 1_files/racks.gif").write_bytes(gif())
    (tmp_path / "secret.gif").write_bytes(gif(mark=1))
    images = '<img src="./page%201_files/racks.gif" alt="Racks"><img src="../secret.gif" alt="Secret">'
    (folder / "page 1.html").write_bytes(page(images))
    found = list(read_sources((str(folder),), stdin=io.BytesIO(), assets=True))
    assert len(found) == 1
    assert isinstance(found[0], Source)
    articles, _ = convert(found[0].capture, WANTED)
    assert [asset.data for asset in articles[0].assets] == [gif()]
    assert f"![Racks]({link_of(gif())})" in articles[0].body


def test_members_of_a_zip_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "saved.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/page.html", page('<img src="page_files/racks.gif" alt="Racks">'))
        archive.writestr("a/page_files/racks.gif", gif())
        archive.writestr("a/note.md", "---\ntitle: Note\n---\n\n# Note\n\nText.\n\n![Crane](img/crane.gif)\n\n![[img/crane.gif|200]]\n")
        archive.writestr("a/img/crane.gif", gif(mark=2))
    sources = read_sources((str(path),), stdin=io.BytesIO(), assets=True)
    captures = [source.capture for source in sources if isinstance(source, Source)]
    note, saved = (convert(capture, WANTED)[0][0] for capture in captures)
    assert f"![Racks]({link_of(gif())})" in saved.body
    assert note.body.count(link_of(gif(mark=2))) == 2
    whole, _ = convert(Capture(path.read_bytes(), "saved.zip"), WANTED)
    assert sorted(len(article.assets) for article in whole) == [1, 1]


def test_a_relative_address_without_the_page_s_own_is_left_out() -> None:
    articles, problems = convert(Capture(page('<img src="../../assets/ab/cd.png" alt="Racks">'), "p.html"), WANTED)
    assert "![" not in articles[0].body
    assert any("--url" in problem.hint for problem in problems)


def test_a_page_cannot_name_a_kept_picture() -> None:
    capture = Capture(page('<img src="../../assets/ab/cd.png" alt="Racks">'), "p.html", url="https://example.org/a/b/c/d")
    articles, _ = convert(capture, WANTED)
    assert "![Racks](https://example.org/a/assets/ab/cd.png)" in articles[0].body


def test_data_addresses_in_any_spelling_are_decoded() -> None:
    assert read_data("data:image/gif;base64,R0lG") == b"GIF"
    assert read_data("data:image/gif;charset=x;base64,R0%6CG") == b"GIF"
    assert read_data("data:,a%20b") == b"a b"
    assert read_data("https://example.org/") is None


def test_references_are_relative_and_decoded() -> None:
    found = relative_references(b'<img src="./a%20b.png"><img src=/x.png><img src="https://e.org/y.png"> ![x](c/d.jpg)')
    assert found == {"a b.png", "c/d.jpg"}


def test_addresses_of_pictures_are_replaced_and_nothing_else() -> None:
    text = '![a](https://e.org/1.png "cap") [a](https://e.org/1.png) ![b](https://e.org/2.png)'
    assert foreign_pictures(text) == ["https://e.org/1.png", "https://e.org/2.png"]
    assert with_addresses(text, {"https://e.org/1.png": "x.png"}) == (
        '![a](x.png "cap") [a](https://e.org/1.png) ![b](https://e.org/2.png)'
    )


def test_too_many_pictures_are_refused_with_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.capture.pictures.MOST", 2)
    images = "".join(f'<img src="{data_address(gif(mark=mark))}" alt="{mark}">' for mark in range(4))
    articles, problems = convert(Capture(page(images), "p.html"), WANTED)
    assert len(articles[0].assets) == 2
    assert any(problem.code == "DL116" for problem in problems)


