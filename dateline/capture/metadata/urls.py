"""Addresses: the canonical one, without what trackers added."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from dateline.capture.pages import series

_TRACKERS: Final = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|mkt_tok|_hs\w+|hsa_\w+|vero_\w+|oly_\w+|wickedid|ns_\w+|"
    r"at_\w+|guccounter|guce_\w+|ref_?(?:src|url)?|referrer|spm(?:_id_from)?|share(?:_\w+)?|from(?:_?source|_spmid)?|scene|srcid|sessionid|clicktime|enterid|isappinstalled|"
    r"chksm|pass_ticket|exportkey|wx_header|nettype|sharer_\w+|weixin\w*|vd_source|bbid|is_share_data|tt_from|"
    r"iid|group_id|req_id\w*|use_new_style|_?ga|__twitter_impression|amp|cmpid|ito|smid|sref|trk|ocid|taid|partner|feature|si|pk_\w+|piwik_\w+)",
    re.IGNORECASE,
)
_ARCHIVES: Final = re.compile(
    r"https?://(?:web\.archive\.org/(?:web|save)/(?:\d{4,14}(?:[a-z]{2}_)?/)?|archive\.(?:ph|is|today|li|md|vn|fo)/(?:\d{4,14}/)?|webcache\.googleusercontent\.com/search\?q=cache:[^:]{0,20}:)(?P<url>https?://.+)",
    re.IGNORECASE,
)
_DEFAULT_PORT = {"http": ":80", "https": ":443"}


def strip_trackers(url: str) -> str:
    """Drop the query parameters that only follow readers, and the fragment; keep the order of the rest.

    >>> strip_trackers("https://example.com/a?id=7&utm_source=x#top")
    'https://example.com/a?id=7'
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    if parts.scheme not in ("http", "https"):
        return url
    kept = parts.query
    if kept:
        pairs = parse_qsl(kept, keep_blank_values=True)
        wanted = [(key, value) for key, value in pairs if not _TRACKERS.fullmatch(key)]
        kept = kept if len(wanted) == len(pairs) else urlencode(wanted)
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    netloc = parts.netloc.lower().removesuffix(_DEFAULT_PORT[parts.scheme])
    return urlunsplit((parts.scheme, netloc, parts.path or "/", kept, fragment))


def split_archive(url: str) -> tuple[str, str]:
    """Return the original address and the archived copy's; the second is empty for a live address.

    >>> split_archive("https://web.archive.org/web/20240520000000/https://example.com/a")
    ('https://example.com/a', 'https://web.archive.org/web/20240520000000/https://example.com/a')
    """
    match = _ARCHIVES.match(url)
    return (unquote(match["url"]) if "%3A" in match["url"][:12] else match["url"], url) if match else (url, "")


def choose_url(given: str, canonical: str, og_url: str) -> tuple[str, str]:
    """Return the article's address and where it came from.

    The page's own canonical address wins unless it is no article's: a bare home page, or another site than both
    the given address and ``og:url`` (a copied template). A further page of an article keeps its own address, also where
    it calls the first page the canonical one.
    """
    base, number = series(given)
    if number > 1 and canonical and strip_trackers(_absolute(given, canonical)) in (base, strip_trackers(base)):
        return strip_trackers(given), "address of this page of the article"
    for value, origin in ((canonical, "link rel=canonical"), (og_url, "og:url")):
        absolute = _absolute(given, value)
        if absolute and _plausible(absolute, given):
            return strip_trackers(absolute), origin
    return (strip_trackers(given), "address it was saved from") if given else ("", "")


def _absolute(base: str, url: str) -> str:
    try:
        joined = urljoin(base, url) if url else ""
        return joined if urlsplit(joined).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _plausible(url: str, given: str) -> bool:
    if not given:
        return len(urlsplit(url).path) > 1 or bool(urlsplit(url).query)
    page = urlsplit(given)
    found = urlsplit(url)
    if len(page.path) > 1 and len(found.path) <= 1 and not found.query:
        return False
    return registered_name(found.hostname or "") == registered_name(page.hostname or "")


_SECOND_LEVEL: Final = frozenset({"com", "co", "net", "org", "gov", "edu", "ac", "or", "ne", "go"})


def registered_name(host: str) -> str:
    """Return the part of a host that names its owner: ``bbc`` of ``www.bbc.co.uk``.

    >>> registered_name("news.sina.com.cn"), registered_name("mp.weixin.qq.com")
    ('sina', 'qq')
    """
    labels = [label for label in host.lower().split(".") if label]
    if len(labels) < 2:
        return host.lower()
    labels.pop()
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return labels[-1]
