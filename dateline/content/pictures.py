"""Pictures that the site may show: what they are by their bytes, never by their names.

Raster formats only. SVG and HTML run scripts and are never taken for pictures, whatever they are called.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from typing import Final, NamedTuple
from urllib.parse import unquote

FOLDER: Final = "assets"
"""The folder below the content folder in which pictures of articles are kept."""
PICTURE_BYTES: Final = 8 * 2**20
"""One picture; a photograph on a news page has 0.1 to 2 MiB."""
SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
PREFIX: Final = f"../../{FOLDER}/"
"""The way from an article (``articles/2024/x.md``) and from its machine version to the pictures."""
_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{30}\.(?:png|jpg|gif|webp|avif)")
_MOST_PIXELS: Final = 20_000


class Picture(NamedTuple):
    """What a picture's bytes say: its suffix, and its size in pixels where that is cheaply known (else 0)."""

    suffix: str
    width: int = 0
    height: int = 0


def sniff(data: bytes) -> Picture | None:
    """Tell a raster picture by its first bytes; None for everything else.

    >>> sniff(b"<svg xmlns='http://www.w3.org/2000/svg'/>") is None
    True
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        return _sized("png", int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) > 13:
        return _sized("gif", _little(data[6:8]), _little(data[8:10]))
    if data.startswith(b"\xff\xd8\xff"):
        return _sized("jpg", *_jpeg_size(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _sized("webp", *_webp_size(data))
    if data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis"):
        return _sized("avif", *_avif_size(data[:4096]))
    return None


def asset_name(data: bytes, suffix: str) -> str:
    """Return the name a picture is kept under, made from its bytes: ``3f/786850e387550fdab836ed7e6dc881.png``."""
    digest = hashlib.sha256(data).hexdigest()
    return f"{digest[:2]}/{digest[2:32]}.{suffix}"


def asset_link(name: str) -> str:
    """Return the relative address of a kept picture, as an article writes it."""
    return PREFIX + name


def is_asset_name(name: str) -> bool:
    """Tell a name that ``asset_name`` makes."""
    return bool(_NAME.fullmatch(name))


def resolve_local(article: str, source: str) -> str:
    """Return the path that a relative address in an article means, or empty where it is none or leaves its folders.

    ``article`` is relative to the project's root. Only what lies below the folders of articles and of pictures counts.

    >>> resolve_local("content/articles/2024/a.md", "../../assets/ab/c.png")
    'content/assets/ab/c.png'
    """
    content = article.partition("/articles/")[0]
    address = unquote(re.split(r"[?#]", source, maxsplit=1)[0])
    if not address or address.startswith("/") or "\\" in address or "\0" in address or "/articles/" not in article:
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(article), address))
    inside = path.startswith((f"{content}/{FOLDER}/", f"{content}/articles/"))
    return path if inside and path.lower().endswith(SUFFIXES) else ""


def _sized(suffix: str, width: int, height: int) -> Picture:
    known = 0 < width <= _MOST_PIXELS and 0 < height <= _MOST_PIXELS
    return Picture(suffix, width, height) if known else Picture(suffix)


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Walk the segments to the frame header; with Exif the picture may be turned, so nothing is said of its size."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xE1 and data[at + 4 : at + 8] == b"Exif":
            return 0, 0
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4])) if marker != 0xFF else 1
    return 0, 0


def _webp_size(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:
        return 1 + _little(data[24:27]), 1 + _little(data[27:30])
    if kind == b"VP8L" and len(data) >= 25:
        bits = _little(data[21:25])
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        return _little(data[26:28]) & 0x3FFF, _little(data[28:30]) & 0x3FFF
    return 0, 0


def _avif_size(head: bytes) -> tuple[int, int]:
    at = head.find(b"ispe")
    return (0, 0) if at < 0 else (int.from_bytes(head[at + 8 : at + 12]), int.from_bytes(head[at + 12 : at + 16]))
