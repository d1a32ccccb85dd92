"""RSS, Atom and RDF feeds: an article for every item that carries its whole text, a link for the others."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Any, Final

from dateline.capture.decode import decode
from dateline.capture.encoding_problems import report
from dateline.capture.options import CaptureOptions, Link, Reading
from dateline.capture.records import entry_from
from dateline.model.capture import Capture, Extracted
from dateline.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = Any
_ITEMS: Final = ("item", "entry")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)([A-Za-z][A-Za-z0-9]{1,31});")
_BARE = re.compile(r"&(?!#?\w{1,32};)")
_CDATA_START: Final = "<![CDATA["
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,1000}(?:\[[^\]]{0,100000}\])?[^>]{0,200}>", re.IGNORECASE)


def read(capture: Capture, options: CaptureOptions) -> Reading:
    """Read the items in order; a feed that is not well-formed gives what can be recovered."""
    decoded = decode(capture.data, options.charset, markup=True)
    root, broken = _parse(decoded.text)
    problems = report(decoded, capture.name)
    if root is None:
        return Reading(problems=[Problem(capture.name, 0, 0, "DL117", "the feed cannot be parsed", ""), *problems])
    if broken:
        problems.append(
            Problem(capture.name, 0, 0, "DL117", f"the feed is not well-formed: {broken}", "", Severity.NOTE)
        )
    source = _text(_first(root, "title", depth=2))
    articles: list[Extracted] = []
    links: list[Link] = []
    for item in _items(root):
        record = _record(item, source)
        found = entry_from(record, "the feed's item", capture.captured)
        if isinstance(found, Extracted):
            articles.append(found)
        elif found:
            links.append(found)
    return Reading(articles, links=links, problems=problems)


def _parse(text: str) -> tuple[Element | None, str]:
    """Parse with entities of HTML resolved here, and none of XML's own: no doctype reaches the parser."""
    from lxml import etree

    text = _DOCTYPE.sub("", re.sub(r"^\s*<\?xml[^>]{0,500}\?>", "", text), count=1)
    text = _outside_cdata(text)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, str(error)
    errors = [entry.message for entry in parser.error_log]
    return root, errors[0] if errors else ""


def _outside_cdata(text: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := text.find(_CDATA_START, at)) >= 0:
        end = text.find("]]>", start)
        if end < 0:
            break
        parts += [_mend(text[at:start]), text[start : end + 3]]
        at = end + 3
    return "".join([*parts, _mend(text[at:])])


def _mend(text: str) -> str:
    return _BARE.sub("&amp;", _NAMED.sub(lambda match: html5.get(f"{match[1]};", f"&amp;{match[1]};"), text))


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower() if isinstance(tag, str) else ""


def _items(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if _local(element) in _ITEMS)


def _first(parent: Element, name: str, depth: int = 1) -> Element | None:
    for child in parent:
        if _local(child) == name:
            return child
        if depth > 1 and _local(child) == "channel":
            found = _first(child, name)
            if found is not None:
                return found
    return None


def _text(element: Element | None) -> str:
    """Return an element's text: escaped markup as it is, XHTML content as markup again."""
    if element is None:
        return ""
    if element.get("type") == "xhtml" or len(element):
        from lxml import etree

        return "".join(
            [element.text or "", *(etree.tostring(child, encoding="unicode", method="html") for child in element)]
        )
    return (element.text or "").strip()


def _record(item: Element, source: str) -> dict[str, Any]:
    """Gather an item's fields under the names that records.py knows."""
    record: dict[str, Any] = {"site_name": source}
    for child in item:
        name, text = _local(child), _text(child)
        if name == "link":
            _take_link(record, child, text)
        elif name in ("encoded", "content", "description", "summary", "fulltext"):
            _take_content(record, name, child, text)
        elif name in ("title", "language", "lang"):
            record.setdefault(name, re.sub(r"<[^>]{1,200}>", "", _unescaped(text)))
        elif name in ("author", "creator"):
            names = [_text(part) for part in child if _local(part) == "name"] or [
                re.sub(r"^\S+@\S+\s*\((.+)\)$", r"\1", text)
            ]
            record.setdefault("authors", []).extend(part for part in names if part and "@" not in part)
        elif name in ("pubdate", "published", "issued", "date", "created"):
            record.setdefault("pubDate", text)
        elif name in ("updated", "modified"):
            record["date_modified"] = text
        elif name in ("guid", "id") and text.startswith("http") and child.get("isPermaLink") != "false":
            record.setdefault("permalink", text)
        elif name == "source" and text:
            record["site_name"] = text if "<" not in text else source
    if "pubDate" not in record and "date_modified" in record:
        record["pubDate"] = record.pop("date_modified")
    return record


def _take_link(record: dict[str, Any], link: Element, text: str) -> None:
    address = (link.get("href") or text).strip()
    if link.get("rel", "alternate") == "alternate" and address.startswith("http"):
        record.setdefault("link", address)


def _take_content(record: dict[str, Any], name: str, element: Element, text: str) -> None:
    """The longest of content and description is the text; plain text is escaped so that it stays text."""
    if element.get("type") == "text":
        text = text.replace("&", "&amp;").replace("<", "&lt;")
    del name
    if len(text) > len(record.get("content", "")):
        record["content"] = text


def _unescaped(text: str) -> str:
    import html

    return html.unescape(text) if "&" in text else text
