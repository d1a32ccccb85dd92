from __future__ import annotations

import struct
import zlib

import pytest

from dateline.content.pictures import asset_link, asset_name, is_asset_name, resolve_local, sniff


def png(width: int, height: int, shade: int = 0) -> bytes:
    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + b"\0" * 9 + b"\xff\xc0\x00\x11\x08\x00\x30\x00\x40\x03" + b"\0" * 9
TURNED = b"\xff\xd8\xff\xe1\x00\x10Exif\0\0" + b"\0" * 8 + JPEG[2:]
GIF = b"GIF89a" + struct.pack("<HH", 64, 48) + b"\0" * 8
LOSSLESS = b"RIFF\x20\0\0\0WEBPVP8L\x10\0\0\0\x2f" + struct.pack("<I", 63 | 47 << 14) + b"\0" * 8
EXTENDED = b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\x3f\0\0\x2f\0\0"
LOSSY = b"RIFF\x20\0\0\0WEBPVP8 \x10\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 64, 48)
AVIF = b"\0\0\0\x1cftypavif" + b"\0" * 16 + b"\0\0\0\x14ispe\0\0\0\0" + struct.pack(">II", 64, 48)


@pytest.mark.parametrize(
    ("data", "suffix", "size"),
    [
        (png(64, 48), "png", (64, 48)),
        (JPEG, "jpg", (64, 48)),
        (TURNED, "jpg", (0, 0)),
        (GIF, "gif", (64, 48)),
        (LOSSLESS, "webp", (64, 48)),
        (EXTENDED, "webp", (64, 48)),
        (LOSSY, "webp", (64, 48)),
        (AVIF, "avif", (64, 48)),
    ],
)
def test_raster_pictures_are_told_by_their_bytes(data: bytes, suffix: str, size: tuple[int, int]) -> None:
    assert sniff(data) == (suffix, *size)


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"\xef\xbb\xbf<?xml version='1.0'?><svg/>",
        b"GIF89a",
        b"\x89PNG",
        b"%PDF-1.7",
        b"BM" + b"\0" * 60,
        b"",
    ],
)
def test_everything_else_is_no_picture(data: bytes) -> None:
    assert sniff(data) is None


@pytest.mark.parametrize("data", [png(64, 48), JPEG, TURNED, GIF, LOSSLESS, EXTENDED, LOSSY, AVIF])
def test_a_picture_cut_anywhere_raises_nothing(data: bytes) -> None:
    for end in range(len(data)):
        found = sniff(data[:end])
        assert found is None or found.width >= 0


def test_names_are_made_from_the_bytes_and_short() -> None:
    name = asset_name(GIF, "gif")
    assert is_asset_name(name)
    assert len(name.encode()) <= 100
    assert name != asset_name(JPEG, "gif")
    assert resolve_local("content/articles/2024/a.md", asset_link(name)) == f"content/assets/{name}"


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("a/b.png", "content/articles/2024/a/b.png"),
        ("b%20c.JPG", "content/articles/2024/b c.JPG"),
        ("../../../secret.png", ""),
        ("../../captures/x.png", ""),
        ("../../assets/../../x.png", ""),
        ("%2e%2e/%2e%2e/%2e%2e/x.png", ""),
        ("/etc/x.png", ""),
        ("..\\..\\x.png", ""),
        ("x.svg", ""),
        ("x.html", ""),
        ("x.png\0.html", ""),
        ("", ""),
    ],
)
def test_only_what_lies_beside_articles_or_among_pictures_is_local(source: str, path: str) -> None:
    assert resolve_local("content/articles/2024/a.md", source) == path
