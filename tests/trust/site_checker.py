"""Say what a browser could do with a built site that it should not: run, fetch from elsewhere, submit, be moved.

The rules name effects, not spellings, so they hold for payloads nobody has thought of. HTML is read with a WHATWG parser
as it is, and once more after serialising, since markup may change its meaning on a second parse.
"""

from __future__ import annotations

import json
import re
import xml.parsers.expat
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
_ALLOWED = frozenset((
    "html head body meta title link script main header footer nav section article aside div span p a ul ol li dl dt dd h1 h2 h3 h4 h5 h6 "
    "time small strong em b i s u del ins mark code pre kbd samp var sup sub q cite dfn abbr bdi bdo blockquote figure figcaption img hr br wbr "
    "table caption thead tbody tfoot tr th td ruby rt rp button input select option label output details summary svg g path rect line text "
    "circle tspan desc polyline polygon use symbol defs search hgroup menu form datalist optgroup fieldset legend"
).split())
_FETCHED = frozenset(("src", "srcset", "poster", "background", "data", "imagesrcset"))
_URLS = frozenset(("href", "src", "action", "formaction", "cite", "xlink:href", "data", "poster", "data-to", "data-index"))
_OWN_SCRIPT = re.compile(r"(?:\./|/)?(?:\.\./|[\w-]+/)*static/[\w-]+\.[0-9a-f]{10}\.js")


def check(files: dict[str, bytes]) -> list[str]:
    """Return every offence of a site, one sentence each; ``files`` are its bytes by path."""
    found: list[str] = []
    for path, data in files.items():
        text = data.decode("utf-8", "replace")
        if "\x00" in text:
            found.append(f"{path}: holds a NUL")
        if path.endswith(".html"):
            found += [f"{path}: {offence}" for offence in check_page(text)]
        elif path.endswith((".xml", ".svg")):
            found += [f"{path}: {offence}" for offence in _xml(data, path)]
        elif path.endswith(".json"):
            found += [f"{path}: {offence}" for offence in _json(text)]
        elif path.endswith(".jsonl"):
            found += [f"{path}: {offence}" for line in text.removesuffix("\n").split("\n") for offence in _json(line)]
        elif path.endswith(".css") and re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", text):
            found.append(f"{path}: the style sheet fetches from elsewhere")
    return found


def check_page(text: str) -> Iterator[str]:
    """Yield the offences of one page."""
    tree = LexborHTMLParser(text)
    policy = tree.css("head > meta")
    if not policy or policy[0].attributes.get("http-equiv") != "Content-Security-Policy" or policy[0].attributes.get("content") != CSP:
        yield "the first element of the head is not the strict policy"
    yield from _elements(tree)
    yield from _elements(LexborHTMLParser(tree.html or ""))


def check_fragment(text: str) -> list[str]:
    """Return the offences of a piece of HTML that a feed carries."""
    return [offence for offence in _elements(LexborHTMLParser(f"<!doctype html><body>{text}")) if not offence.startswith("<meta")]


def _elements(tree: LexborHTMLParser) -> Iterator[str]:
    if tree.root is None:
        return
    for node in tree.root.traverse(include_text=False):
        tag = (node.tag or "").lower()
        if tag in ("-comment", "!doctype", "-doctype", "-undef"):
            continue
        if tag not in _ALLOWED:
            yield f"<{tag}> is not an element of this site"
        attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
        if tag == "script":
            yield from _script(attributes, node.text(deep=True) or "")
        refresh = tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh"
        if refresh and not re.fullmatch(r"0; url=(?![\w+.-]*:|//|[\\])[^;]*", attributes.get("content", "")):
            yield f"<meta refresh> to {attributes.get('content')!r}"
        if tag == "form" and attributes.get("action", ""):
            yield "<form> with an address"
        yield from _attributes(tag, attributes)


def _script(attributes: dict[str, str], text: str) -> Iterator[str]:
    source = attributes.get("src")
    if source is not None:
        if not _OWN_SCRIPT.fullmatch(source):
            yield f"a script from {source!r}"
        return
    if attributes.get("type") not in ("application/json", "application/ld+json"):
        yield f"an inline script: {text[:60]!r}"
    elif re.search("[<>&\u2028\u2029]", text):
        yield "a data block with <, >, & or a line separator in it"
    else:
        yield from _json(text)


def _attributes(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        local = name.rpartition(":")[2]
        if local.startswith("on") or name in ("style", "srcdoc", "ping", "formaction", "background"):
            yield f"<{tag} {name}={value[:60]!r}>"
        if name in _URLS or name in _FETCHED:
            yield from _url(tag, name, value)
        if name in ("id", "name") and value in ("location", "document", "createElement", "cookie", "body", "forms", "href"):
            yield f"<{tag} {name}={value!r}> clobbers a property"


def _url(tag: str, name: str, value: str) -> Iterator[str]:
    seen = re.sub(r"[\t\r\n]", "", value.strip("".join(map(chr, range(33))))).replace("\\", "/")
    scheme = (re.match(r"([a-z][a-z0-9+.-]*):", seen, re.I) or ["", ""])[1].lower()
    if scheme not in ("", "http", "https", "mailto"):
        yield f"<{tag} {name}={value[:80]!r}> has the scheme {scheme}"
    foreign = scheme in ("http", "https") or seen.startswith("//")
    fetched = name in _FETCHED or (tag in ("link", "image", "use") and name.endswith("href"))
    if foreign and fetched and not (tag == "link" and urlsplit(seen).hostname == "quay.example"):
        yield f"<{tag} {name}={value[:80]!r}> is fetched from elsewhere"


def _json(text: str) -> Iterator[str]:
    try:
        json.loads(text)
    except ValueError as error:
        yield f"is not JSON: {error}"


def _xml(data: bytes, path: str) -> Iterator[str]:
    """Feeds and sitemaps: well-formed, no document type, no script in an address, safe HTML in the items."""
    found: list[str] = []
    stack: list[list[str]] = []
    kinds: list[str] = []
    parser = xml.parsers.expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = lambda *_: found.append("has a document type")

    def start(name: str, attributes: dict[str, str]) -> None:
        stack.append([])
        kinds.append(attributes.get("type", ""))
        found.extend(f"<{name} {key}>: {offence}" for key in ("href", "url") if key in attributes for offence in _url(name, "cite", attributes[key]))
        if path.endswith(".svg"):
            found.extend(_attributes(name.lower(), attributes))
            if name.lower() in ("script", "foreignobject"):
                found.append(f"<{name}> in a picture")

    def end(name: str) -> None:
        text, kind = "".join(stack.pop()), kinds.pop()
        if kind == "html":
            found.extend(check_fragment(text))
        if name in ("link", "loc", "id", "uri") and text.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
            found.append(f"<{name}> holds {text[:60]!r}")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: stack[-1].append(text)
    try:
        parser.Parse(data, True)
    except xml.parsers.expat.ExpatError as error:
        found.append(f"is not well-formed: {error}")
    yield from found
