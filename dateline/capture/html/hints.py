"""The vocabulary of class names and ids: what names an article's body, and what names the things around it."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Any, Final

Element = Any


class Hint(IntEnum):
    """What an element's tag, role, class and id say about it."""

    BOILERPLATE = -1
    NOTHING = 0
    BODY = 1


_TOKEN = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

BOILERPLATE_WORDS: Final = frozenset(
    "nav navi navbar navigation menu breadcrumb breadcrumbs crumb crumbs sidebar sidebox aside related relate "
    "recommend recommended recommends "
    "recommendation recommendations recirc recirculation outbrain taboola promo promotion promoted advert "
    "advertisement adverts ads adsense "
    "sponsor sponsored newsletter subscribe subscription signup paywall login register comment comments cmt "
    "disqus reply replies respond discussion share sharing sharebar shares social socials sns toolbar toolbox "
    "tools breadcrumb pager pagination "
    "paging tags taglist keywords footer foot copyright disclaimer cookie cookies consent gdpr popup modal "
    "overlay widget hot hotnews ranking rank popular trending mostread latest banner "
    "tooltip skip guess interest qrcode ewm erweima statement shengming mianze editor zebian zrbj "
    "xgxw xiangguan tuijian pinglun fenxiang dibu daohang bshare jiathis bdsharebuttonbox "
    "morenews otherarticles alsoread readmore readalso seealso morefrom upnext mostviewed livefyre fbcomments "
    "teaser teasers linkbox linklist "
    "bio authorbox aboutauthor authorbio byline dateline".split()
)
"""Words that, as one of a class's or id's words, say that the element is not the article's text."""

_BOILERPLATE_PHRASES = re.compile(
    r"related[-_]?(?:article|stor|news|post|link|content|topic|read|box)|more[-_]?(?:from|stories|news|on|articles)|read[-_]?(?:more|next|also)|"
    r"also[-_]?(?:read|like)|most[-_]?(?:read|viewed|popular|recent)|up[-_]next|author[-_]?(?:box|bio|info|card|about|profile)|about[-_]author|post[-_]?meta|article[-_]?(?:meta|tags?|tool|share|footer|info\b)|"
    r"entry[-_]meta|social[-_]|share[-_]?(?:bar|box|button|list|this)|[-_]share\b|comment[-_]?(?:list|box|area|form|section|respond)|sign[-_]?up|newsletter|"
    r"ad[-_](?:slot|box|unit|wrapper|container|banner)|advert|sponsor|cookie|consent|gdpr|copyright|pagination|breadcrumb|"
    r"recommend|guess[-_]?like|hot[-_]?(?:news|list|rank|comment)|side[-_]?bar|right[-_]?(?:bar|side|col)|post[-_]?(?:comment|recommend|next|relate)|"
    r"ep[-_]source|article[-_]?editor|content[-_]?editor|visually[-_]?hidden|sr[-_]only|screen[-_]?reader|noprint|no-print",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:^|[\s_-])(?:article|post|entry|story|news|detail|main|page|text|blog|content|art|show|view)[-_]?(?:body|content|text|con|main|txt|detail|article|contents?)\w{0,3}(?:$|[\s_-])|"
    r"(?:^|\s)(?:articlebody|article_body|trs_editor|trs_paper_preappend|artibody|endtext|js_content|rich_media_content|mainbody|main-content|storytext|"
    r"story-body\w*|content|article|zoom|newstext|newscontent|contenttext|cont|art_con|article_con|con_text|text_con|rm_txt_con|maincontent|"
    r"body-text|bodytext|articletext|richtext|rich-text|wysiwyg|prose|td-post-content|cnt_article|cnt-main|post_text|nr|wzzw|zw|txtcont|neirong|zhengwen)(?:$|\s)",
    re.IGNORECASE,
)
_STRONG_BODY = re.compile(
    r"(?:^|\s)(?:trs_editor|trs_ueditor|trs_paper\w+|artibody|endtext|js_content|rich_media_content|storytext|entry-content|article-body|articlebody|article__body|"
    r"article_body|article-content|post-content|post-body|post_body|story-body\w*|caas-body|body-text|bodytext|articletext|td-post-content|rm_txt_con|story-content)(?:$|\s)",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"(?:^|[\s_-])(?:cookie|cookies|consent|gdpr|onetrust|didomi|cmplz|cmp|cookielaw|cli)[\s_-]|(?:^|\s)(?:cookie|cookies|consent|gdpr)\w*(?:$|\s)",
    re.IGNORECASE,
)
MAX_NAMES: Final = 5
"""Class names and ids of an element that are looked at: pages that flag their state in classes list dozens."""
MAX_WORDS: Final = 4
"""A name of more words is a slug made from a headline and says nothing about the layout."""
_BODY_ITEMPROP: Final = frozenset({"articlebody", "reviewbody", "text"})
_BOILERPLATE_TAGS: Final = frozenset({"nav", "footer", "form", "aside", "dialog", "menu", "fieldset"})
_BOILERPLATE_ROLES: Final = frozenset(
    {
        "navigation",
        "complementary",
        "contentinfo",
        "search",
        "banner",
        "dialog",
        "alert",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
        "form",
    }
)
_HIDDEN = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.IGNORECASE)


def read_hint(element: Element) -> Hint:
    """Judge one element by its tag, role, ``itemprop``, class and id; its content is not looked at."""
    if (element.get("itemprop") or "").lower() in _BODY_ITEMPROP:
        return Hint.BODY
    if element.tag in _BOILERPLATE_TAGS or (element.get("role") or "") in _BOILERPLATE_ROLES:
        return Hint.BOILERPLATE
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    if not names:
        return Hint.NOTHING
    return judge_names(names)


_JUDGED: dict[str, Hint] = {}


def judge_names(names: str) -> Hint:
    """Judge the words of a class attribute and an id (memoised: pages repeat them)."""
    known = _JUDGED.get(names)
    if known is None:
        known = _judge(names[:300])
        if len(_JUDGED) < 20_000:
            _JUDGED[names] = known
    return known


def _judge(names: str) -> Hint:
    tokens = [token for token in names.split()[:MAX_NAMES] if ":" not in token and "[" not in token]
    if _STRONG_BODY.search(" ".join(tokens)):
        return Hint.BODY
    for token in tokens:
        words = {word.lower() for word in _TOKEN.findall(token)}
        if len(words) <= MAX_WORDS and (words & BOILERPLATE_WORDS or _BOILERPLATE_PHRASES.search(token)):
            return Hint.BOILERPLATE
    return Hint.BODY if _BODY.search(" ".join(tokens)) else Hint.NOTHING


def is_strong_body(element: Element) -> bool:
    """Tell whether an element carries a name that only an editing system gives to the body of an article."""
    if (element.get("itemprop") or "").lower() == "articlebody":
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(names) > 3 and bool(_STRONG_BODY.search(names))


def is_never_text(element: Element) -> bool:
    """Tell a consent dialogue, which is no text however long its list of cookies is."""
    return bool(_NEVER.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:300]))


def is_hidden(element: Element) -> bool:
    """Tell whether an element is not shown: ``hidden``, ``aria-hidden`` or an inline style."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def is_body(element: Element) -> bool:
    """Tell whether an element is called the article's body."""
    return read_hint(element) is Hint.BODY
