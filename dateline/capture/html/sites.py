"""Rules for single sites: a last resort for layouts that say nothing general about themselves.

At most fifteen sites. ``body`` is a CSS-like selector (``#id`` or ``.class``) of the element that holds the text,
``drop`` are selectors of parts of it that are none. A rule is one more candidate: it wins only if it holds text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

Element = Any


@dataclass(frozen=True, slots=True)
class SiteRule:
    """Where a site keeps an article's text."""

    body: str
    drop: tuple[str, ...] = ()


SITES: Final[dict[str, SiteRule]] = {
    "mp.weixin.qq.com": SiteRule("#js_content", (".js_uneditable", "#js_pc_qr_code")),
    "zhuanlan.zhihu.com": SiteRule(".Post-RichTextContainer"),
    "www.zhihu.com": SiteRule(".RichContent-inner"),
    "36kr.com": SiteRule(".articleDetailContent"),
    "www.huxiu.com": SiteRule("#article-content"),
    "wallstreetcn.com": SiteRule(".rich-text"),
    "www.jiemian.com": SiteRule(".article-content"),
    "www.caixin.com": SiteRule("#Main_Content_Val"),
    "www.yicai.com": SiteRule(".m-txt"),
    "finance.eastmoney.com": SiteRule("#ContentBody", (".abstract", ".em_media")),
    "xueqiu.com": SiteRule(".article__bd__detail"),
    "www.cnbeta.com.tw": SiteRule("#artibody"),
    "www.ithome.com": SiteRule("#paragraph"),
}
"""Host to rule. All are sites whose article pages name their body unlike other sites do."""


def find_rule(url: str) -> SiteRule | None:
    """Return the rule for an address's host, if there is one."""
    from urllib.parse import urlsplit

    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return None
    return SITES.get(host)


def select(root: Element, selector: str) -> list[Element]:
    """Return the elements a selector names, in document order."""
    name = selector[1:]
    if selector.startswith("#"):
        return list(root.xpath("//*[@id=$name]", name=name))
    return [
        element
        for element in root.iter()
        if isinstance(element.tag, str) and name in (element.get("class") or "").split()
    ]
