"""Say of each line of a page dump what it is: text of an article, a button, a byline, the heading of a box."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from dateline.capture.folding import fold
from dateline.capture.metadata.bylines import read_byline
from dateline.capture.page_text.furniture import BUTTONS_LATIN, BUTTONS_PHRASES, BUTTONS_ZH, END

_LABEL_COUNT: Final = 4
_LABEL_SIZE: Final = 4
_SERVICES: Final = frozenset(
    "facebook twitter x linkedin whatsapp email telegram reddit flipboard messenger pinterest bluesky threads".split()
)
_SHARING: Final = _SERVICES | frozenset(
    "share save cancel link bookmark copy print send via on this item page to comment comments leave a close bar "
    "article tweet".split()
)
LINE_LIMIT: Final = 20_000
"""Lines looked at; a page of more is not an article."""

_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f]|"
    r"[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f]+"
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_ENDS_SENTENCE = re.compile(
    r"[。！？!?.…；;：:]['\"”’」』）)\]】]{0,3}$|[”」』]$|[。！？!?][（(【][^（）()【】]{1,20}[）)】]$|[。！？!?.]\s?\[\d+\]$"
)
_INNER = re.compile(r"[。，、；！？：]|[,;.!?:] ")
_COUNTER = re.compile(
    r"[\d\s.,:+万kKmM/()（）|·%-]+|(?:[\d,.]+\s?(?:万|k|K)?\s?(?:人|条|次|个)?\s?(?:参与|评论|評論|阅读|浏览|点赞|赞|"
    r"分享|收藏|转发|跟贴|跟帖|回复|粉丝|播放|"
    r"comments?|shares?|views?|likes?|reads?|min(?:ute)?s? read|images?|photos?)[\s|·]*)+|view \d+ images?|"
    r"\d+ of \d+|第?\d{1,3}\s?/\s?\d{1,3}页?",
    re.IGNORECASE,
)
_CRUMBS = re.compile(
    r"^(?:您的|你的|您|你)?(?:当前|现在|目前|所在)?(?:所在|的)?(?:位置|位置是)\s?[:：]|"
    r"(?:\s?[>›»＞→]\s?[^>›»＞→]{1,24}){1,}|首页\s?[-/|·]|[-/|]\s?正文$"
)
_RIGHTS = re.compile(
    r"(?:©|&copy;|copyright|\(c\))(?:\s?[©(c)]{1,3})?\s?\d{4}|^©|^copyright\b(?!\s\w+$)|all rights reserved|"
    r"版权所有|版權所有|[icpICP]{3}[备证備證]|公网安备|经营许可证|"
    r"许可证[号:：]|举报电话|举报邮箱|不良信息|未经授权|未经书面授权|禁止(?:复制|转载)|违者必究",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"^image (?:copyright|caption|source)|^media caption|©\s?\S|"
    r"^(?:photo|image|picture|video|foto|bild|fotó)s?\s?(?:by|credit|:|/)\s?\S|"
    r"^\(?(?:photo|image|foto)s?\b.{0,60}\)?$|"
    r"/(?:getty images|reuters|ap|afp)\b.{0,24}$|getty images\)?$|^media playback is",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    r"^[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3}(?:, [^.]{2,60},)? "
    r"(?:is|was|covers|writes|reports) (?:an?|the|for|about|on)?\b.{0,80}"
    r"\b(?:writer|reporter|journalist|editor|author|correspondent|columnist|contributor|freelance|producer|blogger)\b"
)
_PROMOTION = re.compile(
    r"(?:扫描?|识别|长按).{0,16}二维码|(?:关注|搜索|添加).{0,20}(?:公众号|微信号|官方微信|官方微博)|(?:下载|打开|"
    r"安装).{0,16}(?:APP|客户端|app)|【?点击(?:投票|进入|关注|下载|此处|这里|收藏)|"
    r"^更多.{0,40}(?:关注|点击|下载|请)|^进入.{0,20}讨论|^广告|^[【\[(（]?点击|sign up (?:for|to) (?:our|the|get)|"
    r"subscribe to (?:our|the)|download (?:our|the) app|follow us on|"
    r"^(?:this article )?contains affiliate links|get (?:real-time|the latest|our).{0,60}(?:newsletter|inbox|app|"
    r"updates)|you can also check|stay informed with|^this article is more than \d|^you have full access to|"
    r"^(?:以上|上述|本文|该文|此文)(?:内容|文章|观点|图片)?.{0,24}(?:仅代表|不代表|创作者平台|用户上传|"
    r"为.{0,12}上传)|^(?:免责|特别|郑重|版权|重要)?(?:声明|聲明|提示)\s?[:：]|^本文(?:仅供|不构成|系)|"
    r"(?:不代表|仅代表)(?:本平台|本站|本网|本刊|作者|.{2,8})(?:个人)?(?:立场|观点|的观点)|转载请注明|"
    r"^\(?（?(?:本文来自|原标题)|^原题",
    re.IGNORECASE,
)
_NEIGHBOURS = re.compile(
    r"^(?:上一篇|下一篇|上一条|下一条|上篇|下篇|前一篇|后一篇|previous|next)\s?[:：>»]?|^(?:next|"
    r"previous) (?:article|story|post)",
    re.IGNORECASE
)
_CREDIT = re.compile(
    r"^[\s【\[(（]{0,3}(?:本文|网络|本期|值班|新媒体|文章|信息|稿件)?(?:责任编辑|責任編輯|责编|責編|编\s{0,4}辑|"
    r"編\s{0,4}輯|编审|审核|校对|主编|监制|统筹|来\s{0,4}源|來源|出处|稿源|作\s{0,4}者|撰文|供稿|摄影|制图|策划|编译|"
    r"译者|文字编辑)"
    r"(?:[/／、](?:编辑|校对|审核|主编|记者|作者))?\s{0,4}[:：丨｜/／|]|^(?:关键词|关键字|文章关键词|文章标签|标签|"
    r"本文标签|TAGS?|Tags|Topics?|Filed under)\s{0,3}(?:[:：]|>>)|^作者系|^发表于\s?\d|^posted (?:by|on|in)\b|"
    r"^trackback",
    re.IGNORECASE,
)
_TEASER = re.compile(
    r"\S\s?[·•|]\s?\d{1,2}\s?(?:分钟|分鐘|小时|小時|天|周|週|个月|個月|hours?|days?|minutes?|hrs?|mins?)\s?(?:前|ago)$"
)
_MAY_BE_DATELINE = re.compile(
    r"\d\s?\S{1,8}\s?(?:ago|前)|\d[-/.:：年月 ]\s?\d|[A-Za-z]{3,9}\.? \d|来\s{0,4}源|來源|稿源|记者|記者|作\s{0,4}者|"
    r"通讯员|^[Bb][Yy] |^文[/／]"
)
_GLUED = re.compile(r"(?<!\d)(\d{1,2}-\d{2}|\d{4}-\d{2}-\d{2})(\d{2}:\d{2})")
_SHOWN_AGE = re.compile(
    r"(?:published|posted|updated|发布|发表)\s?(?:于|on)?\s?[:：|]?\s?\d{1,2}\s?\S{1,8}\s?(?:ago|前)(?!\w)",
    re.IGNORECASE
)
_PREPOSITIONS: Final = "于在从到至自将截"
_NAME_LENGTH: Final = 16
"""Beside a date, an unlabelled outlet or author takes at most so many letters."""
_BUTTONS: Final = frozenset(
    fold(entry)
    for entry in (*BUTTONS_ZH, *BUTTONS_LATIN, *BUTTONS_PHRASES)
)
_END: Final = frozenset(fold(entry) for entry in END)


class Kind(StrEnum):
    """What a line is."""

    PROSE = "prose"
    """Sentences, long enough to be sure."""
    SHORT = "short"
    """A heading, a caption, a link: what it is depends on its neighbours."""
    DATELINE = "dateline"
    """A date, an outlet, names; no text."""
    CREDIT = "credit"
    """Editor, source, keywords: the lines that close an article, seldom open it."""
    TEASER = "teaser"
    """Outlet and age of a recommended piece: 新京报·8小时前."""
    BUTTON = "button"
    CRUMBS = "crumbs"
    MENU = "menu"
    PROMOTION = "promotion"
    RIGHTS = "rights"
    END = "end"
    """The heading of a box of links or comments."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank. ``block`` counts the runs of lines between blank ones; ``size`` is in tokens."""

    number: int
    text: str
    kind: Kind
    block: int
    size: int
    folded: str
    sentence: bool = False
    repeated: bool = False


def read_lines(text: str) -> list[Line]:
    """Split a dump into its lines with their kinds; blank and invisible lines are left out."""
    lines: list[Line] = []
    seen: dict[str, int] = {}
    block, gap = 0, False
    for number, raw in enumerate(text.split("\n")[:LINE_LIMIT], 1):
        shown = " ".join(_INVISIBLE.sub("", raw).split())
        if not shown:
            gap = True
            continue
        block += gap
        gap = False
        line = classify(shown, number, block)
        seen[line.folded] = seen.get(line.folded, 0) + 1
        lines.append(line)
    return [_with_repeats(line, seen) for line in lines]


def _with_repeats(line: Line, seen: dict[str, int]) -> Line:
    count = seen[line.folded]
    if count >= _LABEL_COUNT and line.size <= _LABEL_SIZE and line.kind in (Kind.SHORT, Kind.BUTTON):
        # A label that a page prints over and over ("Article content") is none of its text.
        return replace(line, kind=Kind.BUTTON, repeated=True)
    if count < 2 or line.size < 3:
        return line
    return replace(line, repeated=True)


def classify(text: str, number: int = 0, block: int = 0) -> Line:
    """Judge one line by itself.

    >>> classify("分享至").kind.value, classify("首页 > 科技 > 正文").kind.value, classify("相关推荐").kind.value
    ('button', 'crumbs', 'end')
    """
    size = len(_TOKEN.findall(text[:4000])) + max(0, len(text) - 4000) // 2
    folded = fold(text[:4000])
    sentence = bool(_ENDS_SENTENCE.search(text))
    return Line(number, text, _kind(text, folded, size, sentence=sentence), block, size, folded, sentence)


def _kind(text: str, folded: str, size: int, *, sentence: bool) -> Kind:
    if not folded or folded in _BUTTONS:
        return Kind.BUTTON
    if size < 20 and _TEASER.search(text):
        return Kind.TEASER
    if size < 60 and _MAY_BE_DATELINE.search(text) and _is_dateline(text):
        return Kind.DATELINE
    if len(text) < 60 and _COUNTER.fullmatch(text):
        return Kind.BUTTON
    if folded in _END:
        return Kind.END
    if len(text) < 160:
        if _RIGHTS.search(text) and not (sentence and size > 40):
            return Kind.RIGHTS
        if _NEIGHBOURS.match(text):
            return Kind.END
        if _PICTURE.search(text) or _is_share_bar(text, size):
            return Kind.BUTTON
        if _CREDIT.match(text) and size < 60:
            return Kind.CREDIT
    if size < 120 and _BIOGRAPHY.match(text):
        return Kind.END
    if _PROMOTION.search(text) and size < 160:
        return Kind.PROMOTION
    if size < 40 and not sentence and _CRUMBS.search(text):
        return Kind.CRUMBS
    if _is_menu(text, size):
        return Kind.MENU
    if size >= 10 and sentence and (size >= 18 or _INNER.search(text)):
        return Kind.PROSE
    return Kind.PROSE if size >= 40 and len(_INNER.findall(text)) >= 2 else Kind.SHORT


def unglue(text: str) -> str:
    """Part a date from the time that a page prints right behind it: ``10-0812:00``."""
    return _GLUED.sub(r"\1 \2", text)


def _is_dateline(text: str) -> bool:
    if _SHOWN_AGE.search(text):
        return True
    byline = read_byline(unglue(text))
    if byline.stamp or byline.updated:
        # A sentence about a date is no dateline.
        stamp = byline.stamp or byline.updated
        told = stamp is not None and stamp.start > 1 and text[stamp.start - 1] in _PREPOSITIONS and not byline.labelled
        return len(byline.rest) <= (4 if told or text.endswith("。") else _NAME_LENGTH)
    return bool(byline.source or byline.authors) and len(byline.rest) <= 4


def _is_share_bar(text: str, size: int) -> bool:
    """Tell whether most of a short line's words name services and what one does there."""
    if size > 40:
        return False
    words = re.findall(r"[^\W\d_]+", text.casefold())
    sharing = sum(word in _SHARING for word in words)
    return len(words) > 1 and 2 * sharing > len(words) and any(word in _SERVICES for word in words)


def _is_menu(text: str, size: int) -> bool:
    """Many short words in a row, with nothing that a sentence has: a row of links."""
    if _INNER.search(text):
        return False
    parts = [part for part in re.split(r"[\s|｜·•]+", text) if part]
    han = sum("\u4e00" <= char <= "\u9fff" for char in text)
    if han * 2 > len(text.replace(" ", "")):
        return len(parts) >= 4 and size / len(parts) <= 6
    return len(re.findall(r"\s[|｜·•]\s", text)) >= 3
