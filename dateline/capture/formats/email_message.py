"""An e-mail message: a newsletter or an article somebody sent on."""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import parseaddr
from typing import TYPE_CHECKING

from dateline.capture.decode import decode
from dateline.capture.fragment import fragment_to_markdown
from dateline.capture.limits import LimitError
from dateline.capture.metadata.language import guess_language
from dateline.capture.metadata.names import is_outlet
from dateline.capture.mime import Part, header, parse_message, parts_of, pictures_of
from dateline.capture.options import CaptureOptions, Reading
from dateline.capture.page_text.lines import Kind, classify
from dateline.capture.pictures import Pictures
from dateline.capture.records import moment
from dateline.capture.to_markdown import paragraphs_to_markdown
from dateline.model.capture import Capture, Certainty, Evidence, Extracted
from dateline.model.problem import Problem

if TYPE_CHECKING:
    from email.message import Message

_PREFIX = re.compile(r"^(?:(?:re|fw|fwd|aw|wg|转发|回复|轉寄|答复)\s?[:：]\s*)+", re.IGNORECASE)
_ONLINE = re.compile(
    r"<a\s[^<>]{0,2000}?href=[\"'](?P<url>https?://[^\"'\s]{4,2000})[\"'][^<>]{0,2000}>(?:\s|"
    r"<[^>]{0,300}>){0,8}[^<]{0,40}"
    r"(?:view (?:this (?:email|newsletter|post) )?(?:online|in (?:your )?browser|on the web|in app)|read (?:online|"
    r"in browser|in app)|在浏览器中(?:查看|打开)|网页版)",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"unsubscribe|manage (?:your )?(?:preferences|subscription)|update your (?:preferences|profile)|"
    r"view (?:this )?(?:email|newsletter|post)?\s?(?:online|in (?:your )?browser)|you(?:'re| are) receiving this|"
    r"退订|取消订阅|在浏览器中(?:查看|打开)|©|all rights reserved",
    re.IGNORECASE,
)
_ATTACHED = ("text/html", "application/pdf", "message/rfc822", "multipart/related")


def read(capture: Capture, options: CaptureOptions) -> Reading:
    """Read the message's text, HTML before plain; attached pages are captures of their own."""
    message = parse_message(capture.data)
    try:
        parts = parts_of(message)
    except LimitError as error:
        return Reading(problems=[Problem(capture.name, 0, 0, "DL116", str(error), "")])
    bodies = [part for part in parts if not part.name]
    attached = [
        Capture(part.data, part.name, part.media_type, captured=moment(header(message, "Date")))
        for part in parts if part.name and part.media_type in _ATTACHED
    ]
    html = next((part for part in bodies if part.media_type == "text/html" and part.data.strip()), None)
    plain = next((part for part in bodies if part.media_type == "text/plain" and part.data.strip()), None)
    chosen = html or plain
    if chosen is None:
        problem = Problem(capture.name, 0, 0, "DL112", "the message holds no text", "")
        return Reading(inner=attached, problems=[] if attached else [problem])
    pictures = Pictures(pictures_of(parts), options.assets)
    article = replace(_article(message, chosen, capture, pictures), assets=pictures.assets)
    return Reading([article], inner=attached, problems=pictures.problems(capture.name))


def _article(message: Message, part: Part, capture: Capture, pictures: Pictures) -> Extracted:
    decoded = decode(part.data, part.charset, markup=part.media_type == "text/html")
    is_html = part.media_type == "text/html"
    shown = fragment_to_markdown(decoded.text, pictures=pictures) if is_html else _plain(decoded.text)
    body = _without_footer(shown)
    name, _ = parseaddr(header(message, "From"))
    name = re.sub(r"\s+(?:from|via|at|@)\s+.+$", "", name.strip("\"' ")) if name else ""
    # A list's sender is an outlet, whatever its name.
    outlet = is_outlet(name) or bool(header(message, "List-Unsubscribe") or header(message, "List-Id"))
    when = moment(header(message, "Date"))
    online = _ONLINE.search(decoded.text) if is_html else None
    values = {
        "title": _PREFIX.sub("", header(message, "Subject")), "published": when, "source": name if outlet else "",
        "authors": "" if outlet else name, "url": online["url"] if online else capture.url,
    }
    origins = {
        "title": "Subject", "published": "Date", "source": "From", "authors": "From",
        "url": "the link to the web version"
    }
    evidence = tuple(
        Evidence(field, value, origins[field], Certainty.LIKELY) for field, value in values.items() if value
    )
    return Extracted(
        title=values["title"], body=body, published=when, captured=capture.captured, source=values["source"],
        authors=(name,) if name and not outlet else (), url=values["url"], lang=guess_language(body), evidence=evidence,
    )


def _plain(text: str) -> str:
    """Paragraphs of a plain message: quoted replies and the signature are cut, soft line ends joined."""
    text = re.split(r"^-- ?$", text, maxsplit=1, flags=re.MULTILINE)[0]
    paragraphs = []
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.split("\n") if not line.startswith(">")]
        joined = "".join(
            line + ("" if not line or re.search(r"[\u3000-\u9fff\uff00-\uffef]$", line) else " ") for line in lines
        )
        if joined.strip():
            paragraphs.append(joined.strip())
    return paragraphs_to_markdown(paragraphs)


def _without_footer(markdown: str) -> str:
    """Cut the block of subscription links at the end, and the line about the web version at the top."""
    blocks = markdown.rstrip("\n").split("\n\n")
    while len(blocks) > 1 and (
        _FOOTER.search(blocks[-1]) or classify(_shown(blocks[-1])).kind in (Kind.BUTTON, Kind.RIGHTS)
    ):
        blocks.pop()
    while len(blocks) > 1 and len(_shown(blocks[0])) < 120 and _FOOTER.search(blocks[0]):
        blocks.pop(0)
    return "\n\n".join(blocks) + "\n"


def _shown(markdown: str) -> str:
    return re.sub(r"!?\[([^\[\]]{0,300})\]\([^()]{0,2000}\)", r"\1", markdown).replace("\\", "").strip("*_# ")


