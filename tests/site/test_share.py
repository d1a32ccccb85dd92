"""Share images: planned where asked for and possible, named in the page, the same bytes each time."""

from __future__ import annotations

import struct
from xml.etree import ElementTree

import pytest

from dateline.model.problem import Severity
from dateline.site import share
from dateline.site.plan import plan_site
from dateline.site.render import Renderer


def pages_of(made):
    plan, problems = plan_site(made.library, made.config, site=made.site)
    return {page.path: page for page in plan.pages}, problems


def test_nothing_is_made_unless_asked_for(built):
    assert not [page.path for page in built.plan.pages if page.kind == "share"]
    assert b"og:image" not in built.pages["entities/xai/index.html"]


def test_a_note_says_why_none_are_made(sample, monkeypatch):
    monkeypatch.setattr(share, "is_installed", lambda: False)
    made = sample(share_images=True)
    pages, problems = pages_of(made)
    assert "entities/xai/card.png" not in pages
    assert [(problem.code, problem.severity, problem.hint) for problem in problems] == [("DL505", Severity.NOTE, "pip install 'dateline[cards]'")]
    assert b"og:image" not in Renderer(made.site).render(pages["entities/xai/index.html"])


@pytest.mark.parametrize(("lang", "name"), [("en", "Elon Musk"), ("zh", "埃隆·马斯克")])
def test_the_drawing_holds_name_and_numbers(sample, lang, name):
    face = sample(share_images=True).site.language(lang)
    tree = ElementTree.fromstring(share.drawing(face, "elon-musk"))
    texts = ["".join(node.itertext()) for node in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert name in texts
    assert face.t.n("events", 1) in texts[2]
    assert [text for text in texts if text == "2023"] == ["2023"]


def test_a_long_or_hostile_name_stays_inside(sample):
    made = sample(share_images=True)
    face = made.site.language("en")
    face.names["xai"] = "<script>&\x01 " + "长" * 80
    tree = ElementTree.fromstring(share.drawing(face, "xai"))
    sizes = [int(node.get("font-size", "0")) for node in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert min(sizes) * 80 <= share.SIZE[0]


def test_images_are_png_and_the_page_names_them(sample):
    pytest.importorskip("resvg_py", reason="the extra cards is not installed")
    made = sample(share_images=True)
    pages, problems = pages_of(made)
    assert problems == []
    renderer = Renderer(made.site)
    data = renderer.render(pages["zh/entities/xai/card.png"])
    assert data == Renderer(made.site).render(pages["zh/entities/xai/card.png"])
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == share.SIZE
    html = renderer.render(pages["zh/entities/xai/index.html"]).decode()
    assert '<meta property="og:image" content="https://site.example/kb/zh/entities/xai/card.png">' in html
