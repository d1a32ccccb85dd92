"""What a page says about itself to machines: meta tags, JSON-LD, microdata, and the stamps that saving tools leave."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

Element = Any
Node = dict[str, Any]

MAX_JSON: Final = 2_000_000
MAX_NODES: Final = 2_000
ARTICLE_TYPES: Final = frozenset(
    "article newsarticle blogposting reportagenewsarticle liveblogposting analysisnewsarticle opinionnewsarticle "
    "reviewnewsarticle "
    "backgroundnewsarticle asknewsarticle techarticle scholarlyarticle socialmediaposting report posting review "
    "advertisercontentarticle "
    "satiricalarticle medicalscholarlyarticle webpage itempage videoobject discussionforumposting".split()
)
_WEAK_TYPES: Final = frozenset({"webpage", "itempage", "videoobject"})
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_SAVED_FROM = re.compile(r"saved from url=\(\d{1,5}\)(\S{1,2000})")
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(\S{1,2000})\s+saved date:\s*([^\n]{1,60})")
_WECHAT_TIME = re.compile(r"""\bvar\s+(?:ct|create_time|oriCreateTime)\s*=\s*["']?(\d{10})\b""")
_WECHAT_NAME = re.compile(r"""\bvar\s+nickname\s*=\s*(?:htmlDecode\()?["']([^"']{1,40})["']""")
_LINK_TIME = re.compile(
    r"\"(?:publishTime|publish_time|pubTime|publishedAt|pubdate|ptime|newsTime|datePublished)\"\s*:\s*"
    r"\"?([\dT :.+-]{10,29}Z?)\"?"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The machine-readable statements of one page.

    ``metas`` maps lower-case ``name``, ``property``, ``itemprop`` or ``http-equiv`` to the contents in order;
    ``article`` is the JSON-LD node that describes the article (empty where there is none) and ``nodes`` all of them.
    """

    metas: dict[str, list[str]] = field(default_factory=dict)
    nodes: tuple[Node, ...] = ()
    article: Node = field(default_factory=dict)
    title: str = ""
    lang: str = ""
    canonical: str = ""
    base: str = ""
    saved_url: str = ""
    saved_date: str = ""
    wechat_time: int = 0
    account: str = ""
    script_date: str = ""

    def meta(self, *names: str) -> str:
        """Return the first non-empty content of the first of ``names`` that the page has."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value:
                    return value
        return ""


def read_facts(root: Element, top: str = "") -> Facts:
    """Read a parsed page's machine-readable statements; ``top`` is the start of its source, with the comments."""
    nodes: list[Node] = []
    wechat, account, script_date = 0, "", ""
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "").lower():
            nodes.extend(read_json_ld(text))
        elif len(text) < MAX_JSON:
            wechat = wechat or _number(
                _WECHAT_TIME.search(text) if "ct" in text or "create_time" in text.lower() else None
            )
            account = account or _group(_WECHAT_NAME.search(text) if "nickname" in text else None)
            script_date = script_date or _group(
                _LINK_TIME.search(text) if "ublish" in text or "time" in text.lower() else None
            )
    saved_url, saved_date = _saved(top)
    title = next(iter(root.iter("title")), None)
    links = {(link.get("rel") or "").lower(): link.get("href") or "" for link in root.iter("link")}
    base = next(iter(root.iter("base")), None)
    return Facts(
        metas=_metas(root),
        nodes=tuple(nodes),
        article=choose_article(nodes),
        title=_squeeze("".join(title.itertext())) if title is not None else "",
        lang=(
            root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
        ).strip(),
        canonical=links.get("canonical", "").strip(),
        base=(base.get("href") or "").strip() if base is not None else "",
        saved_url=saved_url,
        saved_date=saved_date,
        wechat_time=wechat,
        account=account,
        script_date=script_date,
    )


def _number(match: re.Match[str] | None) -> int:
    return int(match[1]) if match else 0


def _group(match: re.Match[str] | None) -> str:
    return match[1].strip() if match else ""


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _metas(root: Element) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = meta.get("content") or meta.get("value")
        if not content:
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(key)
            if name:
                metas.setdefault(name.strip().lower(), []).append(_squeeze(html.unescape(content)))
    return metas


def _saved(top: str) -> tuple[str, str]:
    """Read the comment that SingleFile and browsers' "save page" leave at the top."""
    if match := _SINGLE_FILE.search(top):
        return match[1], match[2].strip()
    match = _SAVED_FROM.search(top)
    return (match[1], "") if match else ("", "")


def read_json_ld(text: str) -> list[Node]:
    """Return every node of a JSON-LD script, ``@graph`` and nested ones too; a broken script has none."""
    if not text or len(text) > MAX_JSON:
        return []
    data = _load(text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"))
    return list(_nodes(data))


def _load(text: str) -> Any:
    for repaired in (text, _TRAILING_COMMA.sub(r"\1", text), html.unescape(text)):
        try:
            return json.loads(repaired, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: Any) -> Iterator[Node]:
    stack, seen = [data], 0
    while stack and seen < MAX_NODES:
        item = stack.pop(0)
        seen += 1
        if isinstance(item, list):
            stack[:0] = item
        elif isinstance(item, dict):
            yield item
            stack[:0] = [
                item[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
                if key in item
            ]


def types_of(node: Node) -> set[str]:
    """Return a node's types in lower case, without the vocabulary's address."""
    value = node.get("@type") or ()
    names = value if isinstance(value, list) else [value]
    return {str(name).rpartition("/")[2].rpartition(":")[2].lower() for name in names}


def choose_article(nodes: list[Node]) -> Node:
    """Return the node that describes the article: an article type, with the most of what is asked of it."""
    best: Node = {}
    best_score = 0.0
    for node in nodes:
        kinds = types_of(node) & ARTICLE_TYPES
        if not kinds:
            continue
        score = sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "articleBody")) + (
            0.5 if node.get("headline") else 0
        )
        if kinds <= _WEAK_TYPES:
            score -= 2
        if score > best_score:
            best, best_score = node, score
    return best


def text_of(value: Any) -> str:
    """Return a JSON-LD value as text: the first of a list, the name of a node."""
    while isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("url") or ""
        return text_of(value) if isinstance(value, list | dict) else _squeeze(html.unescape(str(value or "")))
    return _squeeze(html.unescape(str(value))) if isinstance(value, str | int) else ""


def names_of(value: Any) -> list[str]:
    """Return the names in an ``author`` or ``publisher`` value."""
    if isinstance(value, list):
        return [name for item in value for name in names_of(item)]
    name = text_of(value)
    return [name] if name else []
