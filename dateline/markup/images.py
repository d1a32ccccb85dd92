"""Pictures in sanitised HTML: those from elsewhere become links, and captions become text that is seen.

Markdown has one place for a caption, the title of the image. A picture that stands alone becomes a ``figure`` with its
caption in a ``figcaption``; what stands there is read as a caption and not as a paragraph of the article, so that
the date of a photograph is no date of the story.
"""

from __future__ import annotations

import html
import re
from typing import Final

from dateline.text.pattern import deferred

_ATTRIBUTE = deferred(r'(\w+)="([^"]*)"')
_FOREIGN = deferred(r"[\x00-\x20]*(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")
_AS_BROWSERS_READ: Final = {ord("\\"): "/", ord("\t"): None, ord("\n"): None, ord("\r"): None}
_IMG: Final = r'<img (?:[^>"]|"[^"]*")*>'
_LINKED: Final = rf'<a (?:[^>"]|"[^"]*")*>\s*{_IMG}\s*</a>'
_ONE: Final = rf"(?:{_LINKED}|{_IMG})"
_ALONE = deferred(rf"<p>\s*({_ONE}(?:\s*(?:<br>\s*)?{_ONE})*)\s*</p>")
_FILLING = deferred(rf"(<(?:li|td|th)(?: [^<>]*)?>)\s*({_ONE})\s*(?=</(?:li|td|th)>)")
_EACH = deferred(rf'(?P<open><a (?:[^>"]|"[^"]*")*>)?\s*(?P<img>{_IMG})(?:\s*</a>)?')
_MEDIA = deferred(rf'(?P<img>{_IMG})|(?P<open><a (?:[^>"]|"[^"]*")*>)|(?P<close></a>)')
_SPACE = deferred(r"\s+")


def attributes_of(tag: str) -> dict[str, str]:
    """Return the attributes of a sanitised tag, escaped as they stand in it."""
    return dict(_ATTRIBUTE.findall(tag))


def is_local(source: str) -> bool:
    """Tell a relative address from one that leads to another host, as a browser would read it; both escaped."""
    return bool(source) and not _FOREIGN.match(html.unescape(source).translate(_AS_BROWSERS_READ))


def local_images(markup: str) -> tuple[str, ...]:
    """Return the addresses of the pictures that a finished fragment shows, decoded, each once: they are all local."""
    if "<img" not in markup:
        return ()
    tags = (match["img"] for match in _MEDIA.finditer(markup) if match["img"])
    return tuple(dict.fromkeys(html.unescape(attributes_of(tag).get("src", "")) for tag in tags))


def place_images(markup: str) -> str:
    """Put every picture of a sanitised fragment in its final form: shown, or a link where it is another host's."""
    placed = _ALONE.sub(lambda match: _figures(match[1]), markup)
    return _inline(_FILLING.sub(lambda match: match[1] + _figures(match[2]), placed))


def _figures(images: str) -> str:
    return "\n".join(map(_figure, _EACH.finditer(images)))


def _figure(match: re.Match[str]) -> str:
    """Make the figure of a picture that stands alone."""
    attributes = attributes_of(match["img"])
    alternative, caption = _text(attributes, "alt"), _text(attributes, "title")
    opening = match["open"] or ""
    if is_local(attributes.get("src", "")):
        shown = _image(attributes, with_title=False)
        shown = f"{opening}{shown}</a>" if opening else shown
        return f"<figure>{shown}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"
    if caption == "" or alternative in ("", caption):
        return f"<figure><figcaption>{_stand_in(attributes, opening)}</figcaption></figure>"
    return f"<figure><figcaption>{_stand_in(attributes, opening)} {caption}</figcaption></figure>"


def _inline(markup: str) -> str:
    """Replace what is left: pictures inside running text, list items and cells; links are never put inside links."""
    inside = ""

    def put(match: re.Match[str]) -> str:
        nonlocal inside
        if match["open"] or match["close"]:
            inside = match["open"] or ""
            return match[0]
        attributes = attributes_of(match["img"])
        if is_local(attributes.get("src", "")):
            return _image(attributes, with_title=True)
        return _label(attributes) if inside else _stand_in(attributes, "", titled=True)

    return _MEDIA.sub(put, markup) if "<img" in markup else markup


def _text(attributes: dict[str, str], name: str) -> str:
    """Return an attribute's text as content: it is escaped already."""
    return _SPACE.sub(" ", attributes.get(name, "")).strip()


def _image(attributes: dict[str, str], *, with_title: bool) -> str:
    kept = ("src", "alt", "title", "width", "height") if with_title else ("src", "alt", "width", "height")
    return "<img " + " ".join(f'{name}="{attributes[name]}"' for name in kept if name in attributes) + ">"


def _label(attributes: dict[str, str]) -> str:
    return _text(attributes, "alt") or _text(attributes, "title") or "image"


def _stand_in(attributes: dict[str, str], opening: str, *, titled: bool = False) -> str:
    """Link to a picture of another host, or keep the link that the picture was in."""
    source, label = attributes.get("src", ""), _label(attributes)
    if opening:
        return f"{opening}{label}</a>"
    if not source.lower().startswith(("http:", "https:")):
        return f"<em>{label}</em>"
    title = f' title="{attributes["title"]}"' if titled and attributes.get("title") else ""
    return f'<a href="{source}"{title} rel="noopener noreferrer nofollow">{label}</a>'
