"""The pictures that a capture carries: which of them an article keeps, and how its Markdown names them.

Pictures come from the capture itself: ``data:`` addresses, parts of an MHTML file or a mail, files saved beside a page.
Nothing is fetched here.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote, unquote_to_bytes

from dateline.capture.html.images import image_source, is_furniture, picture_addresses
from dateline.capture.markdown_read import resolve
from dateline.content.pictures import PICTURE_BYTES, asset_link, asset_name, sniff
from dateline.model.capture import Asset
from dateline.model.problem import Problem, Severity

Element = Any
MOST: Final = 200
"""Pictures of one article."""
MOST_BYTES: Final = 64 * 2**20
"""All pictures of one article."""
LEAST_SIDE: Final = 40
"""Pixels below which a picture inside a page is an icon or a placeholder."""
_DATA = re.compile(r"data:(?P<type>[\w.+-]+/[\w.+-]+)?(?:;[\w=.+-]{1,80}){0,4}?(?P<base64>;base64)?,", re.IGNORECASE)
_IMAGE = re.compile(
    r"(?P<head>!\[(?:[^\[\]\\]|\\.){0,2000}\]\()<?(?P<source>[^\s()<>]{1,12000000})>?(?P<tail>(?:\s+\"[^\"]{0,2000}\")?\))"
)
_OBSIDIAN = re.compile(r"!\[\[(?P<source>[^\[\]|\n]{1,300})(?:\|(?P<label>[^\[\]\n]{0,200}))?\]\]")
_REFERENCE = re.compile(
    rb"(?:\b(?:src|data-src|data-original|href)\s*=\s*(?:\"([^\"<>]{1,1000})\"|'([^'<>]{1,1000})'|([^\s\"'<>]{1,1000})))|"
    rb"!\[[^\[\]\n]{0,2000}\]\(<?([^()\s<>]{1,1000})|!\[\[([^\[\]|\n]{1,300})"
)
_SHARED = re.compile(r"--sf-img-(\d{1,5}):\s*url\(\s*[\"']?(data:image/[^\"')\s]+)")
_SHARED_USE = re.compile(r"var\(--sf-img-(\d{1,5})\)")
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def relative_references(data: bytes) -> set[str]:
    """Return the relative paths that a page or a Markdown file may name as pictures, decoded, without ``./``."""
    found: set[str] = set()
    for match in _REFERENCE.finditer(data):
        raw = html.unescape(next(filter(None, match.groups())).decode("utf-8", "replace")).strip()
        if raw and not _ABSOLUTE.match(raw) and raw[0] not in "/#?":
            found.add(key_of(raw))
    return found


def key_of(address: str) -> str:
    """Return what a relative address names a file by: decoded, without query, fragment and ``./``."""
    path = unquote(re.split(r"[?#]", address, maxsplit=1)[0]) if not _ABSOLUTE.match(address) else address
    return path.removeprefix("./")


@dataclass(slots=True)
class Pictures:
    """What is gathered while one article is written.

    ``resources`` maps the addresses and relative paths that the capture has bytes for. With ``wanted`` off nothing
    is kept; what was inside the page is counted, and is left out.
    """

    resources: Mapping[str, bytes] = field(default_factory=dict)
    wanted: bool = False
    shared: dict[str, str] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    size: int = 0
    left_out: int = 0
    lost: int = 0
    refused: int = 0

    def share(self, root: Element) -> None:
        """Read the pictures that SingleFile keeps once for several places."""
        for style in root.iter("style"):
            if "--sf-img-" in (style.text or ""):
                self.shared.update(_SHARED.findall(style.text))

    def source(self, element: Element, base: str = "") -> str:
        """Return the address to write for an image element: a kept picture, its own address, or empty."""
        own = image_source(element)
        addresses = self._addresses(element, own)
        plain = next((address for address in addresses if address[:5].lower() != "data:"), "")
        if not own and is_furniture(element, plain):
            return ""
        found = [data for address in addresses if (data := self._bytes(address, base)) and _is_picture(data)]
        if link := next((link for data in found if self.wanted and (link := self.keep(data))), ""):
            return link
        if _ABSOLUTE.match(own) or (own and base):
            return resolve(base, own)
        if found:
            self.left_out += not self.wanted
        elif own:
            # A path on the disk of who saved the page leads nowhere from here.
            self.lost += 1
        return ""

    def _addresses(self, element: Element, own: str) -> list[str]:
        found = [own] if own else []
        used = _SHARED_USE.search(element.get("style") or "") if self.shared else None
        if used and used[1] in self.shared:
            found.append(self.shared[used[1]])
        return [*found, *picture_addresses(element)]

    def _bytes(self, address: str, base: str) -> bytes | None:
        if address[:5].lower() == "data:":
            return read_data(address)
        if not self.resources:
            return None
        for key in (address, key_of(address), resolve(base, address)):
            if key in self.resources:
                return self.resources[key]
        return None

    def keep(self, data: bytes) -> str:
        """Keep a picture and return the address to write; empty where it is none or there are too many."""
        picture = sniff(data)
        if picture is None:
            return ""
        name = asset_name(data, picture.suffix)
        if name not in self.kept:
            if len(data) > PICTURE_BYTES or len(self.kept) >= MOST or self.size + len(data) > MOST_BYTES:
                self.refused += 1
                return ""
            self.kept[name] = data
            self.size += len(data)
        return asset_link(name)

    def localise(self, markdown: str) -> str:
        """Give the pictures of a Markdown text that the capture holds their kept addresses."""
        if "![" not in markdown:
            return markdown
        markdown = _OBSIDIAN.sub(self._embedded, markdown)
        return _IMAGE.sub(self._written, markdown)

    def _written(self, match: re.Match[str]) -> str:
        source = match["source"]
        data = self._bytes(source, "")
        link = self.keep(data) if data is not None and self.wanted else ""
        if link or not (data is not None or source[:5].lower() == "data:"):
            return f"{match['head']}{link}{match['tail']}" if link else match[0]
        self.left_out += not self.wanted
        return ""

    def _embedded(self, match: re.Match[str]) -> str:
        data = self._bytes(match["source"], "")
        link = self.keep(data) if data is not None and self.wanted else ""
        label = match["label"] or ""
        return f"![{'' if label.isdigit() else label}]({link})" if link else match[0]

    @property
    def assets(self) -> tuple[Asset, ...]:
        """Return what was kept, by name."""
        return tuple(Asset(name, data) for name, data in sorted(self.kept.items()))

    def problems(self, path: str) -> list[Problem]:
        """Tell what was left out."""
        found = []
        if self.left_out:
            what = "1 picture that the capture holds was" if self.left_out == 1 else (
                f"{self.left_out} pictures that the capture holds were"
            )
            hint = "add it with --assets, or set keep_pictures, to keep them"
            found.append(Problem(path, 0, 0, "DL118", f"{what} left out", hint, Severity.NOTE))
        if self.lost:
            message = f"{self.lost} picture(s) left out: their addresses lead nowhere without the page's own"
            found.append(Problem(path, 0, 0, "DL118", message, "give it with --url", Severity.NOTE))
        if self.refused:
            limits = f"at most {PICTURE_BYTES // 2**20} MiB each, {MOST} an article"
            message = f"{self.refused} picture(s) left out: {limits}"
            found.append(Problem(path, 0, 0, "DL116", message, "", Severity.WARNING))
        return found


def _is_picture(data: bytes) -> bool:
    """Tell a picture that is large enough to be content."""
    picture = sniff(data)
    return picture is not None and not (picture.width and min(picture.width, picture.height) < LEAST_SIDE)


def read_data(address: str) -> bytes | None:
    """Return the bytes of a ``data:`` address (RFC 2397), or None where it is none or is not decodable."""
    match = _DATA.match(address)
    if match is None or len(address) > 2 * PICTURE_BYTES:
        return None
    raw = address[match.end() :]
    if not match["base64"]:
        return unquote_to_bytes(raw)
    try:
        return base64.b64decode(unquote_to_bytes(raw) if "%" in raw else re.sub(r"\s+", "", raw), validate=False)
    except (binascii.Error, ValueError):
        return None


def foreign_pictures(markdown: str) -> list[str]:
    """Return the http addresses of a text's pictures, each once, in order."""
    found = (match["source"] for match in _IMAGE.finditer(markdown))
    return list(dict.fromkeys(source for source in found if source.startswith(("http://", "https://"))))


def with_addresses(markdown: str, addresses: Mapping[str, str]) -> str:
    """Replace the addresses of pictures."""
    return _IMAGE.sub(
        lambda match: f"{match['head']}{addresses.get(match['source'], match['source'])}{match['tail']}", markdown
    )
