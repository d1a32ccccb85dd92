"""The address an image, player or embedded post really has, behind what lazy loading put in its place."""

from __future__ import annotations

import re
from typing import Any, Final

Element = Any
_LAZY: Final = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-original-src",
    "data-actualsrc",
    "data-lazy",
    "data-url",
    "data-echo",
    "data-hi-res-src",
    "data-full-src",
    "data-image",
    "data-img-src",
    "data-lazyload",
    "data-ll-src",
    "data-srcset",
    "data-lazy-srcset",
    "data-src-large",
    "data-large-file",
    "data-backsrc",
    "data-defer-src",
    "_src",
    "file",
    "zoomfile",
    "real_src",
    "lazy-src",
    "lazysrc",
    "original",
    "alt_src",
    "v-lazy",
)
_LISTED = re.compile(r"https?://[^\"'\s\\]{4,500}")
_PLACEHOLDER = re.compile(
    r"^data:|(?:^|[/_.-])(?:blank|spacer|placeholder|loading|transparent|pixel|grey|gray|1x1|lazyload|default_?img|nopic|dot|clear|trans)\b[^/]{0,20}\.(?:gif|png|jpe?g|svg|webp)",
    re.IGNORECASE,
)
_TRACKER = re.compile(
    r"(?:doubleclick|googlesyndication|scorecardresearch|facebook\.com/tr|/pixel\b|beacon|/count(?:er)?\.|1x1|cnzz\.com|hm\.baidu|statcounter|analytics)",
    re.IGNORECASE,
)
_ICON = re.compile(
    r"(?:^|[/_.\s-])(?:icon|icons|logo|avatar|emoji|sprite|share|qrcode|ewm|erweima|button|btn|arrow|close|play|wechat|weibo|favicon|bullet|loading)(?:[/_.\s\d-]|$)",
    re.IGNORECASE,
)
_MEDIA_PLAYERS = re.compile(
    r"(?:youtube(?:-nocookie)?\.com/embed/(?P<yt>[\w-]{6,20})|player\.vimeo\.com/video/(?P<vimeo>\d{3,15})|player\.bilibili\.com/player\.html\?(?:[^\"#]{0,200}?&)?bvid=(?P<bv>\w{8,16}))",
    re.IGNORECASE,
)
_EMBEDS = re.compile(
    r"(?:youtube|youtu\.be|vimeo|dailymotion|twitter|x\.com|instagram|facebook\.com/plugins|tiktok|bilibili|v\.qq\.com|youku|soundcloud|spotify|megaphone|datawrapper|infogram|flourish|"
    r"maps\.google|google\.com/maps|ted\.com|brightcove|jwplayer|acast|simplecast|podcasts|omny|buzzsprout|scribd|documentcloud|streamable|reddit|giphy|apple\.com|substack)",
    re.IGNORECASE,
)


_AMP: Final = {
    "amp-youtube": (("data-videoid", "https://www.youtube.com/watch?v={}"),),
    "amp-twitter": (("data-tweetid", "https://twitter.com/i/status/{}"),),
    "amp-instagram": (("data-shortcode", "https://www.instagram.com/p/{}/"),),
}
"""AMP's own elements: the attribute that names what they show, and the address of that."""


def image_source(element: Element) -> str:
    """Return an image's address, or an empty string for placeholders, trackers and icons."""
    source = _best(element)
    return "" if not source or is_furniture(element, source) else source


def is_furniture(element: Element, source: str) -> bool:
    """Tell an icon or a tracking pixel by its size, its address and its class."""
    if _tiny(element) or _TRACKER.search(source):
        return True
    names = f"{element.get('class') or ''} {source.rpartition('/')[2][:80]}"
    return bool(_ICON.search(names)) and not _large(element)


def picture_addresses(element: Element) -> list[str]:
    """Return every address that an image element names, the plain one first: one of them may have been saved."""
    found = [element.get("src") or "", *((element.get(name) or "") for name in _LAZY)]
    sets = [element.get("srcset") or "", *_picture_sets(element)]
    found += [part.strip().partition(" ")[0] for value in sets for part in re.split(r",\s+", value[:20_000])]
    return list(dict.fromkeys(address.strip() for address in found if address.strip()))


def _best(element: Element) -> str:
    plain = (element.get("src") or "").strip()
    for name in _LAZY:
        value = (element.get(name) or "").strip()
        if value and not value.startswith("data:") and ("/" in value or "." in value):
            return from_set(value) if "srcset" in name else value
    listed = _LISTED.search(element.get("data-srcs") or "")
    if listed:
        return listed[0]
    if plain and not _PLACEHOLDER.search(plain):
        return plain
    for candidate in (element.get("srcset"), *_picture_sets(element)):
        if candidate and not candidate.startswith("data:"):
            return from_set(candidate)
    return ""


def _picture_sets(element: Element) -> list[str]:
    picture = next(element.iterancestors("picture"), None)
    if picture is None:
        return []
    return [source.get("srcset") or source.get("data-srcset") or "" for source in picture.iter("source")]


def from_set(value: str) -> str:
    """Return the largest image of a ``srcset``; commas inside addresses do not split it.

    >>> from_set("a.jpg 320w, https://cdn.example/s_!x!,f_auto/b.jpg 1200w")
    'https://cdn.example/s_!x!,f_auto/b.jpg'
    """
    best, best_size = "", -1.0
    for part in re.split(r",\s+", value.strip()[:20_000]):
        address, _, size = part.strip().partition(" ")
        number = float(size.strip()[:-1]) if re.fullmatch(r"\s*\d{1,6}(?:\.\d{1,3})?[wx]", size) else 1.0
        if address and number > best_size:
            best, best_size = address.rstrip(","), number
    return best


def _size(element: Element, name: str) -> int:
    match = re.match(r"\d{1,5}", element.get(name) or "")
    return int(match[0]) if match else 0


def _tiny(element: Element) -> bool:
    return any(0 < _size(element, name) < 30 for name in ("width", "height"))


def _large(element: Element) -> bool:
    return _size(element, "width") >= 200


def embed_source(element: Element) -> str:
    """Return the address of an embedded player or post, or an empty string for frames that are no content."""
    source = (element.get("src") or element.get("data-src") or "").strip()
    if element.tag in ("video", "audio", "amp-video", "amp-audio"):
        inner = next((item.get("src") for item in element.iter("source") if item.get("src")), "")
        source = source or inner or ""
        return source if source and not source.startswith(("data:", "blob:")) else ""
    for name, address in _AMP.get(element.tag, ()):
        if value := (element.get(name) or "").strip():
            return address.format(value)
    if (
        element.tag not in ("iframe", "amp-iframe")
        or not source
        or source.startswith(("data:", "about:", "javascript:"))
    ):
        return ""
    player = _MEDIA_PLAYERS.search(source)
    if player:
        if player["yt"]:
            return f"https://www.youtube.com/watch?v={player['yt']}"
        return (
            f"https://vimeo.com/{player['vimeo']}"
            if player["vimeo"]
            else f"https://www.bilibili.com/video/{player['bv']}"
        )
    return source if _EMBEDS.search(source) else ""
