from __future__ import annotations

from dateline.capture.html.candidates import from_readability, from_trafilatura
from dateline.capture.html.page import read_page
from dateline.capture.html.parse import parse_page
from tests.capture.html_pages import ENGLISH, page, paragraphs

SOURCE = page(f"<nav><a href='/'>Home page of the site</a></nav><article><h1>New plant by the river</h1>{paragraphs(ENGLISH)}</article>")


def test_other_readers_find_the_paragraphs() -> None:
    root = parse_page(SOURCE).root
    assert root is not None
    segments = read_page(root).segments
    wanted = {segment.index for segment in segments if segment.text in ENGLISH}
    for read in (from_trafilatura, from_readability):
        candidate = read(SOURCE, segments)
        assert candidate is not None
        assert candidate.kept >= wanted


def test_page_without_text_has_no_reading() -> None:
    root = parse_page("<html><body></body></html>").root
    assert root is not None
    segments = read_page(root).segments
    assert from_trafilatura("<html><body></body></html>", segments) is None
    assert from_readability("<html><body></body></html>", segments) is None
