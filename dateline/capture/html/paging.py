"""Articles over several pages: where the next page is."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

Element = Any
_NEXT = re.compile(
    r"(?:下一页|下一頁|下页|后一页|next(?:\spage)?|page\ssuivante|página\ssiguiente|nächste\sseite|次のページ|次へ|다음\s?페이지)\s?[>»›→]{0,2}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def next_page(root: Element, address: str) -> str:
    """Return the address of the article's next page, or an empty string.

    ``rel=next`` counts, and a link that says "next page", if its address is this page's but for a number: other
    links of those words lead through a list of articles.
    """
    for element in root.iter("link", "a"):
        href = (element.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:")):
            continue
        stated = "next" in (element.get("rel") or "").lower().split()
        said = element.tag == "a" and bool(_NEXT.fullmatch("".join(element.itertext()).strip()[:40]))
        if (stated or said) and (target := _sibling(address, href)):
            return target
    return ""


def _sibling(address: str, href: str) -> str:
    """Return an absolute address if it differs from ``address`` only by a page number."""
    try:
        target = urljoin(address, href)
        here, there = urlsplit(address), urlsplit(target)
    except ValueError:
        return ""
    if not address or target == address or here.netloc != there.netloc:
        return ""
    stem = _stem(here.path)
    return target if _stem(there.path) == stem and (here.path != there.path or here.query != there.query) else ""


def _stem(path: str) -> str:
    """Drop the extension and a trailing page number: ``/a/123_2.html`` and ``/a/123.html`` are one article."""
    bare = re.sub(r"\.\w{1,6}$", "", path.rstrip("/"))
    return re.sub(r"(?:[_/-]|/page/|/p)\d{1,2}$", "", bare)
