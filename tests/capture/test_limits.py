"""Bombs and depths: cut off and reported, in little memory."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile

import pytest

from dateline.capture import convert
from dateline.model.capture import Capture

BOMB = gzip.compress(b"\0" * 100_000_000)


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("data", [BOMB, zipped("a.html", b"<p>" * 30_000_000), zipped("a.gz", BOMB)], ids=["gzip", "zip", "gzip in zip"])
def test_bombs_are_refused_before_they_are_unpacked(data: bytes) -> None:
    tracemalloc.start()
    articles, problems = convert(Capture(data, "bomb"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert articles == []
    assert {problem.code for problem in problems} == {"DL116"}
    assert peak < 40_000_000


def test_boxes_in_boxes_end_somewhere() -> None:
    data = b"<html><p>text"
    for _ in range(12):
        data = zipped("inner.zip", data)
    articles, problems = convert(Capture(data, "nested.zip"))
    assert articles == []
    assert {problem.code for problem in problems} == {"DL116"}


def test_a_mail_of_a_thousand_levels() -> None:
    head = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\nDate: Tue, 14 Jan 2025 06:00:00 +0000\r\n"
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1000))
    articles, problems = convert(Capture(head + parts + b"Content-Type: text/plain\r\n\r\nx", "deep.eml"))
    assert articles == []
    assert problems


@pytest.mark.parametrize("data", [
    b"<div>" * 100_000, b"<b>" * 100_000, b"<ul><li>" * 50_000, b"<table><tr><td>" * 5_000, b"<rss><channel>" + b"<item>" * 50_000, b'{"a":' * 50_000, b"[" * 100_000,
    b"# " * 50_000, b"> " * 50_000, b"---\n" + b"a: [" * 5_000, b"> 1. - " * 20_000, b"a" * 500_000, ("。" * 300_000).encode(), b"2024-11-28 " * 40_000, b"\n" * 500_000,
    ("来源：" * 50_000).encode(), b"By " * 100_000, (" " * 300_000 + "x").encode(), b"<!--" * 50_000, b"<![CDATA[" * 30_000,
])
def test_deep_and_long_inputs_end(data: bytes) -> None:
    convert(Capture(data, "deep"))
