"""HTML that is nothing but an article's body (feed items, reading-list exports): no choosing, only writing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.capture.pictures import Pictures

_FEED_TAIL = re.compile(
    r"^(?:The post .{3,200} (?:appeared first|first appeared) on .{2,100}\.?|(?:点击)?(?:查看|阅读)(?:原文|"
    r"全文)[》>.。]*|Read (?:the )?(?:more|full (?:story|article)).{0,60}|Continue reading.{0,200}|Comments?|评论)$",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()]{0,2000}\)")


def fragment_to_markdown(html: str, base_url: str = "", pictures: Pictures | None = None) -> str:
    """Write a fragment as Markdown: scripts, styles, forms and tracking pixels left out, addresses made absolute.

    ``pictures`` takes those that came with it.
    """
    from functools import partial

    from dateline.capture.html.images import embed_source
    from dateline.capture.html.parse import parse_page
    from dateline.capture.metadata.urls import strip_trackers
    from dateline.capture.pictures import Pictures as Held
    from dateline.capture.to_markdown import ReadOptions, to_markdown

    root = parse_page(f"<html><body>{html}</body></html>" if "<body" not in html[:2000].lower() else html).root
    if root is None:
        return ""
    body = root.find(".//body")
    skip = frozenset(root.iter("script", "style", "noscript", "form", "template", "head"))
    image = partial((pictures or Held()).source, base=base_url)
    options = ReadOptions(skip=skip, base_url=base_url, image=image, embed=embed_source, link=strip_trackers)
    return _without_tail(to_markdown(body if body is not None else root, options))


def text_length(html: str) -> int:
    """Return about how many letters of English the text in some markup is worth: a Chinese character says three."""
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]{0,2000}>", "", html)).strip()
    return len(text) + 2 * len(_HAN.findall(text))


def _without_tail(markdown: str) -> str:
    """Cut what feeds append: "The post … appeared first on …", "Continue reading"."""
    blocks = markdown.rstrip("\n").split("\n\n")
    while len(blocks) > 1 and _FEED_TAIL.match(unlinked(blocks[-1]).replace("\\", "").strip("*_ ")):
        blocks.pop()
    return "\n\n".join(blocks) + "\n" if blocks != [""] else ""


def unlinked(markdown: str) -> str:
    """Return Markdown with each link and image replaced by its label."""
    return _LINK.sub(r"\1", markdown)
