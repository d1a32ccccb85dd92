"""Articles that a page holds only as data for its script: Next.js, Nuxt, Apollo, and states of people's own.

No rule is for one site or one framework: every JSON value in a script is searched for the longest text that looks like
an article, a string of running text or a list of paragraphs. What is found is put into the page's tree, so that it is
judged and written as any other text of the page.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from dateline.capture.folding import letters
from dateline.capture.html.segments import looks_like_prose, weigh

Element = Any
LEAST: Final = 400
"""Weight of running text below which a value is a teaser."""
RIVAL: Final = 0.6
"""A page whose second text is this long beside the first is a list of articles: which one is meant is not known."""
MAX_SCRIPT: Final = 4_000_000
MAX_NODES: Final = 200_000
MAX_PAGE_PROSE: Final = 1500
"""Weight of visible prose above which a page shows its text."""
MARK: Final = "dateline-script-data"
"""The id of the element that holds what was found."""

_VALUE = re.compile(r"(?:=|\(|return)\s*(?=[\[{\"])")
_UNDEFINED = re.compile(r"(?<=[:\[,])\s*undefined\b")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|figure|blockquote|section)\b", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;(?:p|div|br|h[1-6])\b", re.IGNORECASE)
_TITLES: Final = ("headline", "title", "name", "articleTitle", "subject")
_DATES: Final = (
    "datePublished", "publishedAt", "published_at", "publishDate", "publishTime", "publish_time", "pubDate",
    "firstPublishedAt", "firstPublished", "published", "createdAt", "created_at", "date",
)
_PLAIN: Final = ("text", "html", "content", "value", "body", "children", "paragraph", "data", "props", "attributes")
"""Under which keys the blocks of an editor hold their text."""
_TRIES: Final = 12
_BUDGET: Final = 20_000_000
"""Characters that may be read in vain in one script."""


@dataclass(frozen=True, slots=True)
class ScriptArticle:
    """A text found in script data: markup, weight of its running text, headline and moment stated beside it."""

    markup: str
    weight: int
    title: str = ""
    published: str = ""


def add_script_article(root: Element, visible: int, titles: tuple[str, ...]) -> str:
    """Put an article that only a script holds into the tree; return where it was found, or empty.

    ``visible`` is the weight of the prose that the page shows, ``titles`` are the headlines that it states.
    """
    if visible > MAX_PAGE_PROSE:
        return ""
    found = find_script_article(root, titles)
    if found is None or found.weight < 3 * visible:
        return ""
    from lxml import html as lxml_html

    stated = f"<h1>{html.escape(found.title)}</h1>" if found.title else ""
    day = html.escape(found.published)
    moment = f"<time itemprop='datePublished' datetime='{day}'></time>" if day else ""
    try:
        article = lxml_html.fragment_fromstring(
            f"<article id='{MARK}' class='article-body'>{stated}{moment}{found.markup}</article>"
        )
    except Exception:  # noqa: BLE001 - whatever a script holds must not stop the page
        return ""
    for element in list(article.iter("script", "style", "form", "iframe")):
        element.drop_tree()
    body = root.find("body")
    (body if body is not None else root).append(article)
    return "data of the page's script"


def find_script_article(root: Element, titles: tuple[str, ...] = ()) -> ScriptArticle | None:
    """Return the longest article-like text of the page's scripts, or None.

    Where the page states a headline, a text beside that headline comes first; else there must be no other nearly as
    long.
    """
    found: list[ScriptArticle] = []
    for script in root.iter("script"):
        text = script.text or ""
        if len(text) >= LEAST and len(text) <= MAX_SCRIPT:
            for value in values_in(text):
                found += _texts(value)
    found.sort(key=lambda article: -article.weight)
    if not found:
        return None
    wanted = [letters(title) for title in titles if title]
    named = next((article for article in found if article.title and _same(letters(article.title), wanted)), None)
    if named is not None:
        return named
    first = found[0]
    least = RIVAL * first.weight
    rivals = any(article.weight >= least and article.markup != first.markup for article in found[1:])
    return None if rivals or (wanted and first.title) else first


def _same(title: str, wanted: list[str]) -> bool:
    return any(title and (title in other or (len(other) > 8 and other in title)) for other in wanted)


def values_in(text: str) -> Iterator[Any]:
    """Yield the JSON values of a script: the script itself, what is assigned or pushed, JSON inside strings."""
    stripped = text.strip()
    if stripped[:1] in "{[":
        value = _load(stripped.rstrip(";"))
        if value is not None:
            yield value
            return
    position = tries = 0
    budget = _BUDGET
    while tries < _TRIES and budget > 0 and (match := _VALUE.search(text, position)):
        value, end = _decode(text, match.end())
        position = max(match.end(), end)
        # What turns out not to be JSON may have been read to the end of the script.
        budget -= 100 if value is not None else len(text) - match.end()
        if end - match.end() < LEAST:
            continue
        tries += 1
        yield value


def _decode(text: str, start: int) -> tuple[Any, int]:
    """Read one JSON value; also where it says ``undefined``, as states that a server wrote do."""
    decoder = json.JSONDecoder()
    try:
        return decoder.raw_decode(text, start)
    except (ValueError, RecursionError):
        pass
    if text[start] == '"' or "undefined" not in text:
        return None, start
    rest = _UNDEFINED.sub("null", text[start:])
    try:
        value, end = decoder.raw_decode(rest)
    except (ValueError, RecursionError):
        return None, start
    return value, min(len(text), start + end)


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _texts(value: Any) -> list[ScriptArticle]:
    """Return every article-like text in a value, with the headline and moment of the objects around it."""
    out: list[ScriptArticle] = []
    pending: list[tuple[Any, str, str, int]] = [(value, "", "", 0)]
    seen = 0
    while pending and seen < MAX_NODES:
        node, title, published, depth = pending.pop()
        seen += 1
        if isinstance(node, str):
            inner = _load(node) if depth < 40 and node[:1] in ("{", "[") and len(node) >= LEAST else None
            if inner is not None:
                pending.append((inner, title, published, depth + 1))
            elif len(node) >= LEAST // 2:
                _take(out, _markup_of(node), title, published)
        elif isinstance(node, dict):
            title, published = _string(node, _TITLES) or title, _string(node, _DATES) or published
            pending.extend((item, title, published, depth + 1) for item in node.values())
        elif isinstance(node, list):
            blocks = [text for item in node if (text := _block(item))] if len(node) > 1 else []
            if blocks and not any(_is_article(item) for item in node):
                _take(out, "".join(map(_markup_of, blocks)), title, published)
            pending.extend((item, title, published, depth + 1) for item in node)
    return out


def _is_article(item: Any) -> bool:
    """Tell an item of a list that is an article of its own, and no block of one."""
    return isinstance(item, dict) and bool(_string(item, _TITLES)) and _prose(_markup_of(_block(item))) >= LEAST


def _take(out: list[ScriptArticle], markup: str, title: str, published: str) -> None:
    weight = _prose(markup)
    if weight >= LEAST:
        out.append(ScriptArticle(markup, weight, title, published))


def _prose(markup: str) -> int:
    lines = re.split(r"\n|</?(?:p|div|br|li|h[1-6])\b[^<>]*>", markup)
    plain = (html.unescape(_TAG.sub("", line)).strip() for line in lines)
    return sum(weight for line in plain if looks_like_prose(line, weight := weigh(line)))


def _string(node: dict[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = node.get(name)
        if isinstance(value, str) and 3 < len(value) < 300:
            return " ".join(_TAG.sub("", html.unescape(value)).split())
    return ""


def _block(item: Any, depth: int = 0) -> str:
    """Return the text of one block of an editor: a string, or what stands under one of the usual keys."""
    if isinstance(item, str):
        return item if weigh(item) >= 20 else ""
    if not isinstance(item, dict) or depth > 4:
        return ""
    for name in _PLAIN:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, dict) and (text := _block(value, depth + 1)):
            return text
        if isinstance(value, list):
            parts = (part if isinstance(part, str) else _block(part, depth + 1) for part in value[:200])
            if text := "".join(parts):
                return text
    return ""


def _markup_of(text: str) -> str:
    """Return a text as markup: HTML as it is, also escaped once more; plain text in paragraphs."""
    if not _MARKUP.search(text) and _ESCAPED.search(text):
        text = html.unescape(text)
    if _MARKUP.search(text):
        return text
    if _TAG.search(text):
        return "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
    return "".join(f"<p>{html.escape(html.unescape(line))}</p>" for line in text.split("\n") if line.strip())
