"""Text to tree: gate depth and size before any parser sees the page, then parse once with libxml2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

Element = Any
MAX_DEPTH: Final = 256
"""Elements nested deeper are unwrapped: their text stays, their tags go. Real pages stay below 100."""
MAX_CHARS: Final = 24_000_000
"""Characters of a page that are read; the rest of a larger one is cut off and reported."""

MAX_WORK: Final = 1_000_000
"""What the tags of a page may cost, each TAG_COST and one for every element it stands in: reading takes time for both.
That is 37,000 tags of a flat page and 22,000 at the depth of real ones, of which the largest have some 4,000."""
TAG_COST: Final = 24

_TAG = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})|!--)")
_FLAT: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr tbody thead tfoot option "
    "optgroup dt dd "
    "html head body rp rt".split()
)
"""Void elements, and those that a sibling closes: they do not nest by being left open."""
_RAW: Final = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp")}
_PROLOGUE = re.compile(r"\s*<(?:(script|style|noscript|html)\b|!--|!doctype\b)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A page's root element (None where there is none), its gated source, the limits it met (size, work, depth)."""

    root: Element | None
    source: str
    limits: tuple[str, ...] = ()


def parse_page(text: str) -> Parsed:
    """Gate and parse a page."""
    from lxml import etree

    limits = []
    if len(text) > MAX_CHARS:
        text = text[:MAX_CHARS]
        limits.append("size")
    text = _CONTROL.sub("", text)
    declaration = _XML_DECLARATION.match(text)
    text = drop_prologue(text[declaration.end() :] if declaration else text)
    gated, whole = _gate(text, MAX_DEPTH)
    if not whole:
        limits.append("work")
    elif gated != text:
        limits.append("depth")
    root = None
    if gated.strip():
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
        try:
            root = etree.fromstring(gated.encode("utf-8"), parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            root = None
    return Parsed(root, gated, tuple(limits))


def drop_prologue(text: str) -> str:
    """Cut scripts, styles and comments that stand before ``<html>``: libxml2 loses the body behind them."""
    position, cut = 0, False
    while match := _PROLOGUE.match(text, position):
        name = (match[1] or "").lower()
        if name == "html":
            return text[match.start() :] if cut else text
        end = (
            _after(text, f"</{match[1]}>", match.end())
            if name
            else _after(text, "-->" if match[0].endswith("!--") else ">", match.end())
        )
        cut = cut or bool(name)
        position = end
    return text


def gate_depth(text: str, limit: int = MAX_DEPTH) -> str:
    """Take away the tags that would nest deeper than ``limit``; one linear pass, no recursion."""
    return _gate(text, limit)[0]


def _gate(text: str, limit: int) -> tuple[str, bool]:
    """Do what ``gate_depth`` says, and cut the page off where its tags cost too much; tell whether it is whole."""
    work = 0
    depth = dropped = kept_to = position = 0
    out: list[str] = []
    search = _TAG.search
    while match := search(text, position):
        position = match.end()
        name = match[2]
        if name is None:
            position = _after(text, "-->", position)
            continue
        name = name.lower()
        if not match[1]:
            work += TAG_COST + depth
            if work > MAX_WORK:
                return "".join(out) + text[kept_to : match.start()], False
        if name in _FLAT:
            continue
        if not match[1] and name in _RAW:
            close = _RAW[name].search(text, position)
            position = close.end() if close else len(text)
            continue
        if match[1]:
            if dropped:
                dropped -= 1
                out.append(text[kept_to : match.start()])
                position = kept_to = _after(text, ">", position)
            elif depth:
                depth -= 1
        elif depth >= limit:
            dropped += 1
            out.append(text[kept_to : match.start()])
            position = kept_to = _after(text, ">", position)
        else:
            depth += 1
    return "".join(out) + text[kept_to:] if out else text, True


def _after(text: str, mark: str, start: int) -> int:
    found = text.find(mark, start)
    return found + len(mark) if found >= 0 else len(text)
