"""Articles on several pages: which pages belong together, and where the next one is."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from dateline.capture.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.model.capture import Extracted

MOST_PAGES: Final = 40
"""Pages of one article that are joined; more is a forum."""
_QUERY: Final = frozenset(("page", "p", "pn", "pg", "pageno", "pagenum", "page_no"))
_IN_NAME = re.compile(r"(?<=[A-Za-z0-9])[_-](?P<number>\d{1,2})(?=\.(?:s?html?|php|aspx?|jsp)$)")
_IN_PATH = re.compile(r"/(?:page[/-]?)?(?P<number>\d{1,2})/?$")
_TITLE_TAIL = re.compile(
    r"\s{0,3}(?:[(（\[]\s{0,2}\d{1,2}\s{0,2}(?:/\s{0,2}\d{1,2}\s{0,2})?[)）\]]|[-_|–]\s{0,2}(?:page|第)\s{0,2}\d{1,2}\s{0,2}页?|"
    r"第\s{0,2}\d{1,2}\s{0,2}页)\s{0,3}$",
    re.IGNORECASE,
)
_NEXT_LINK = re.compile(r"<(?:link|a)\s[^>]{0,600}?\brel\s?=\s?[\"']?next\b[^>]{0,600}>", re.IGNORECASE)
_NEXT_WORD = re.compile(
    r"<a\s(?P<attributes>[^>]{1,600})>(?:\s|<[^>]{1,80}>){0,4}(?:下一页|下页|下一頁|后一页|next page|next)\s?"
    r"[>»›→]{0,3}\s?(?:<|$)",
    re.IGNORECASE,
)
_HREF = re.compile(r"href\s?=\s?(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def series(url: str) -> tuple[str, int]:
    """Return the address that the pages of one article share, and which page this is (1 where nothing says so).

    >>> series("https://example.com/n/123_2.html"), series("https://example.com/n/123.html?page=3")
    (('https://example.com/n/123.html', 2), ('https://example.com/n/123.html', 3))
    """
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url, 1
    for key, value in pairs:
        if key.lower() in _QUERY and value.isdigit() and 0 < int(value) <= MOST_PAGES:
            query = urlencode([pair for pair in pairs if pair != (key, value)])
            return urlunsplit((parts.scheme, parts.netloc, parts.path, query, "")), int(value)
    for pattern in (_IN_NAME, _IN_PATH):
        match = pattern.search(parts.path)
        if match and 1 < int(match["number"]) <= MOST_PAGES:
            path = parts.path[: match.start()] + parts.path[match.end() :]
            return urlunsplit((parts.scheme, parts.netloc, path, parts.query, "")), int(match["number"])
    return url, 1


def bare_title(title: str) -> str:
    """Return a title folded, without the number of its page: "… (2)", "… 第2页"."""
    return fold(_TITLE_TAIL.sub("", title))


def join_pages(articles: Sequence[Extracted]) -> list[Extracted]:
    """Join the pages of one article that came together (in an archive, a zip), in the order of their numbers.

    Pages belong together when they share address and title and each number is there once, from 1 on.
    """
    groups: dict[tuple[str, str], list[tuple[int, Extracted]]] = {}
    for article in articles:
        base, number = series(article.url)
        key = (base, bare_title(article.title)) if article.url else ("", f"{id(article)}")
        groups.setdefault(key, []).append((number, article))
    out: list[Extracted] = []
    for pages in groups.values():
        pages.sort(key=lambda page: page[0])
        numbers = [number for number, _ in pages]
        if len(pages) > 1 and numbers == list(range(1, len(pages) + 1)):
            out.append(_joined([article for _, article in pages]))
        else:
            out += [article for _, article in pages]
    return out


def _joined(pages: Iterable[Extracted]) -> Extracted:
    first, *others = pages
    return replace(first, body=append_page(first.body, [page.body for page in others]))


def append_page(body: str, others: Iterable[str]) -> str:
    """Put the text of further pages behind a body; a paragraph that pages repeat (a standfirst) comes once."""
    blocks = [block for block in body.strip("\n").split("\n\n") if block.strip()]
    seen = {fold(block) for block in blocks}
    for other in others:
        for block in other.strip("\n").split("\n\n"):
            key = fold(block)
            if not key or key not in seen:
                blocks.append(block)
            seen.add(key)
    return "\n\n".join(blocks) + "\n"


def next_page(text: str, url: str) -> str:
    """Return the address of the next page of the article at ``url``, or empty.

    Only a link that says so and leads to the next number of the same series counts: "next" also names the next article.
    """
    base, number = series(url)
    for match in (*_NEXT_LINK.finditer(text), *_NEXT_WORD.finditer(text)):
        href = _HREF.search(match[0])
        if href is None:
            continue
        address = urljoin(url, html.unescape(href[1] or href[2] or href[3] or ""))
        if series(address) == (base, number + 1):
            return address
    return ""
