"""Read a Chinese dateline or byline: when, from which outlet (来源), by whom, edited by whom.

Pure functions over one line of text, for pages and for plain-text dumps alike. English and other bylines ("By …") are
read too, since Chinese pages mix them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.capture.metadata.names import SURNAMES, is_han_name, is_outlet
from dateline.capture.metadata.stamps import Stamp, find_stamps, resolve_year

MAX_LABEL: Final = 24
"""Characters before a date in which its label stands."""
MAX_LINE: Final = 400
"""Characters of a line that are read; a byline is never longer."""

_SOURCE = re.compile(
    r"(?:(?:文章|新闻|新聞|信息|稿件|内容|消息|资料|作品|原文|来稿)?(?:来\s{0,4}源|來\s{0,4}源|出\s{0,2}处|出處)(?:于|自)?|稿源|文源|转载自|转自|轉自|摘自|源自)"
    r"\s{0,4}(?:[:：丨|]|(?<=自))\s{0,4}(?P<name>[^\s|｜丨,，;；。()（）【】\[\]<>]{1,40}(?:\s[^\s|｜丨,，;；。:：()（）【】\[\]<>\d]{1,30})?)"
)
_LABEL = (
    "作者|编辑|編輯|责编|責編|责任|審核|审核|时间|時間|日期|发布|發布|发表|發表|浏览|瀏覽|点击|點擊|阅读|閱讀|字号|字號|字体|大小|记者|記者|分享|评论|評論|打印|"
    "列印|收藏|关注|關注|原标题|标签|訂閱|订阅|参与|人气|访问|查看|我要|投稿|扫码|手机|撰稿|供稿|校对|监制|来源|本文|专栏|回复|更新|举报|复制|微信|微博|QQ|声明|版权|地址|"
    "摄影|图|文|分类|栏目|次数|热度|热点|通讯员|返回|纠错|收听|语音|默认|听新闻|关键词|摘要|单位|机构"
)
_STOP = re.compile(
    rf"\s(?:{_LABEL}).*|(?:(?:作者|编辑|責編|责编|责任编辑|时间|日期|发布时间|发表时间|浏览|点击|阅读|字号|字体|记者|评论|打印|收藏|更新时间|审核|点击数|阅读次数|浏览次数)[:：]).*",
    re.DOTALL,
)
_EDITOR = re.compile(
    r"(?:(?:本文|网络|本期|值班|执行|新媒体|融媒体|视频|图片)?(?:责任编辑|責任編輯|责任編輯|责编|責編|编\s{0,4}辑|編\s{0,4}輯|审核|審核|校对|校對|主编|总编|监制|一审|二审|三审|初审|复审|终审|统筹|策划|编审|审校)"
    r"(?:[/／、丨](?:编辑|校对|审核|主编|记者))?)\s{0,4}[:：丨/／]\s{0,4}(?P<names>[^\n|｜()（）【】\[\]]{1,40})"
)
_AUTHOR_LABEL = re.compile(
    r"(?:(?<!原)(?<!文章)(?:作\s{0,4}者|撰\s?文|撰\s?稿|采\s?写|执笔)"
    r"|(?:^|(?<=[\s|｜丨,，;；。()（）【】\[\]>·]))(?:原创|文图|图文|文/图|图/文|文字|文|采访|採訪|文/本报记者|"
    r"(?:本报|本網|本网|本刊|本社|見習|见习|实习|特约|首席|[\u4e00-\u9fff]{2,8}(?:报|网|社|新闻|周刊|客户端|记者站)){0,2}(?:记者|記者|通讯员|通訊員|实习生|特约撰稿人|评论员|撰稿人)))"
    r"\s{0,4}[:：丨|｜/／]\s{0,4}(?P<names>[^\n|｜()（）【】\[\]]{1,60})"
)
_REPORTER = re.compile(
    r"(?:记者|記者|通讯员|通訊員|实习生)(?:\s{0,3}|[:：]\s{0,2})(?P<names>[\u4e00-\u9fff·•・][\u4e00-\u9fff·•・\s、，,]{1,40})"
)
_SIGNED = re.compile(r"[（(](?P<names>[\u4e00-\u9fff·][\u4e00-\u9fff·、，,\s]{1,30})[）)]\s{0,2}[】。]?$")
_AGENCY = re.compile(
    r"(?:电|讯|電|訊)\s{0,2}[（(](?:记者|記者|通讯员)?\s{0,2}(?P<names>[\u4e00-\u9fff·][\u4e00-\u9fff·、，,\s]{1,30})[）)]"
)
_NAME_OUTLET = re.compile(r"^(?P<name>[\u4e00-\u9fff·]{2,10})\s?[/／]\s?(?P<outlet>[^\s/／]{2,16})$")
_FOLLOWS = (
    "报道",
    "報道",
    "報導",
    "报导",
    "电",
    "電",
    "文",
    "图",
    "从",
    "获悉",
    "在",
    "通讯员",
    "实习",
    "特约",
    "采访",
    "整理",
    "编译",
    "综合",
    "撰",
    "发自",
    "供稿",
    "见习",
    "记者",
)
"""What may follow a name without a space."""
_PICTURE = re.compile(r"\s{0,3}(?:摄|攝|供图|图片|制图|拍)")
_CREDIT_CUT = re.compile(
    r"(?:_[A-Za-z]{1,3}\d{2,10}|(?<=[\u4e00-\u9fff]{2})(?:报道|编译|整理|文|图|摄)|实习生.*|通讯员.*|(?<!^)记者.*)$"
)
_ROLE_BEFORE = re.compile(r"^.{0,20}(?:记者|作者|评论员|通讯员|研究员|编辑|主笔|撰稿人|见习|实习|特约)$")
_LATIN_BY = re.compile(
    r"^(?:written\s|text|reporting\s|story\s|posted\s|published\s|fotos?\s?(?:und|&)\stext)?\s{0,2}(?:by|von|por|par|di|door|av|af|autor(?:ka|in)?|author|text)\b\s{0,2}:?\s{1,3}(?P<names>\S.{2,90})$",
    re.IGNORECASE,
)
_SPLIT: Final = re.compile(
    r"[、，,;；&＆/／|｜]|\s{1,8}(?:and|und|et|y|och|og|en|e|和|与|與|及)\s{1,8}|和(?=[\u4e00-\u9fff])|\s{2,8}"
)
_UPDATE = re.compile(
    r"\bakt(?:\.|\b)|\bstand:|更新|修改|最后编辑|updated|modified|edited|aktualisiert|actualizado|mis à jour|"
    r"bijgewerkt|uppdaterad|aggiornat|обновлено|수정",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"发布|發布|发表|發表|刊登|上架|published|posted|veröffentlicht|erstellt|publicado|publié|gepubliceerd|pubblicato|"
    r"опубликовано|입력|등록|公開|配信|発信",
    re.IGNORECASE,
)
_PUBLISH = re.compile(
    rf"\b(?:date|datum|fecha|data|dato)\b|时间|時間|日期|{_ISSUED.pattern}", re.IGNORECASE
)
_PLACES = (
    "北京|上海|天津|重庆|广东|江苏|浙江|山东|河南|河北|四川|湖北|湖南|福建|安徽|江西|陕西|山西|辽宁|吉林|"
    "黑龙江|广西|云南|贵州|海南|甘肃|青海|宁夏|新疆|西藏|内蒙古|香港|澳门|台湾|海外|中国"
)
_ASIDE = re.compile(
    rf"原创|(?:来自|发布于|发表于|IP属地|IP)[:：]?\s?(?:{_PLACES})?[省市]?|已认证|官方账号|自媒体作者|"
    rf"\d{1, 8}\s?(?:次|人|条|赞|阅|读|个)\S{0, 4}|https?://\S+"
)
_NOISE = re.compile(r"[\s:：|｜丨()（）\[\]【】/／,，·•\-—~<>《》]+")
_TRAILING = re.compile(r"[\s:：|｜丨,，;；。/／>」\-—]+$")


@dataclass(frozen=True, slots=True)
class Byline:
    """What one line says about its article.

    ``stamp`` is the publication's date (year-less ones resolved by the capture day where it is known), ``updated`` a
    date that the line calls an update. ``rest`` is what remains of the line when all that was understood is
    taken away: a line with an empty rest is a dateline and no text.
    """

    stamp: Stamp | None = None
    updated: Stamp | None = None
    source: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    labelled: bool = False
    rest: str = ""


def read_byline(line: str, *, captured: str = "", month_first: bool = False) -> Byline:
    """Read a line that may be a dateline.

    >>> line = read_byline("2024-11-28 08:15 来源：新京报 作者：王明 责任编辑：李红")
    >>> line.source, line.authors, line.editors, line.rest
    ('新京报', ('王明',), ('李红',), '')
    """
    text = line[:MAX_LINE].replace("\u3000", "  ").strip()
    stamps = [resolve_year(stamp, captured) for stamp in find_stamps(text, month_first=month_first, yearless=True)]
    published, updated = _assign(text, stamps)
    rest = text
    for stamp in reversed(stamps):
        rest = rest[: stamp.start] + "  " + rest[stamp.end :]
    source = find_source(text)
    authors, editors = find_authors(text), find_editors(text)
    labelled = published is not None and bool(
        _PUBLISH.search(text[max(0, published.start - MAX_LABEL) : published.start])
    )
    return Byline(published, updated, source, authors, editors, labelled, _rest(rest, source, authors, editors))


def _assign(text: str, stamps: list[Stamp]) -> tuple[Stamp | None, Stamp | None]:
    """Return the published and the updated stamp: each takes the label that stands between it and the one before."""
    published = updated = None
    end = 0
    for stamp in stamps:
        label = text[max(end, stamp.start - MAX_LABEL) : stamp.start]
        changed, issued = _last(_UPDATE, label), _last(_ISSUED, label)
        if changed > issued:
            updated = updated or stamp
        else:
            published = published or stamp
        end = stamp.end
    return published, updated


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _rest(text: str, source: str, authors: tuple[str, ...], editors: tuple[str, ...]) -> str:
    for pattern in (_SOURCE, _EDITOR, _AUTHOR_LABEL):
        text = pattern.sub(" ", text)
    for name in filter(None, (source, *authors, *editors)):
        text = text.replace(name, " ")
    text = _UPDATE.sub(" ", _PUBLISH.sub(" ", text))
    return _NOISE.sub("", re.sub(rf"(?:{_LABEL})", "", text))


def find_source(text: str) -> str:
    """Return the outlet that a line credits, or an empty string.

    >>> find_source("2024年11月28日 08:15 来源：新京报 字号：大 中 小")
    '新京报'
    """
    for match in _SOURCE.finditer(text):
        name = clean_source(match["name"])
        first, _, second = name.partition(" ")
        if second and is_han_name(second):
            name = first
        if name:
            return name
    slashed = _NAME_OUTLET.match(text.strip())
    return slashed["outlet"] if slashed and is_han_name(slashed["name"]) and is_outlet(slashed["outlet"]) else ""


def clean_source(name: str) -> str:
    """Cut what follows an outlet's name: dates, labels, buttons."""
    name = _STOP.sub("", " " + name).strip() if _STOP.search(" " + name) else name.strip()
    stamps = find_stamps(name, yearless=True)
    if stamps:
        name = name[: stamps[0].start]
    name = _TRAILING.sub("", name).strip("\"'“”:： ")
    if not name or name.isdigit() or len(name) > 40 or name.lower() in ("null", "undefined", "未知", "网络", "互联网"):
        return ""
    return name


def find_editors(text: str) -> tuple[str, ...]:
    """Return those whom a line names as editors, proofreaders or supervisors: never the authors."""
    out: list[str] = []
    for match in _EDITOR.finditer(text):
        out.extend(name for part in _SPLIT.split(match["names"]) for name in _leading_names(part))
    return tuple(dict.fromkeys(out))


def find_authors(text: str) -> tuple[str, ...]:
    """Return the people a line names as its authors: 作者：, 文/, 记者王明、李红, By ….

    >>> find_authors("新华社北京11月28日电（记者王明、李红）国家统计局28日发布")
    ('王明', '李红')
    """
    body = _EDITOR.sub(" ", text)
    out: list[str] = []
    for match in _AUTHOR_LABEL.finditer(body):
        out.extend(_labelled_names(match["names"]))
    if not out:
        out = find_reporters(body)
    out.extend(
        name
        for match in _SOURCE.finditer(body)
        if is_han_name(name := match["name"].rpartition(" ")[2]) and " " in match["name"]
    )
    if not out and (agency := _AGENCY.search(body)):
        out = all_names(agency["names"])
    slashed = None if out else _NAME_OUTLET.match(text.strip())
    if slashed and is_han_name(slashed["name"]) and is_outlet(slashed["outlet"]):
        out = [slashed["name"]]
    if not out and (latin := _LATIN_BY.match(text)):
        out = [name for part in _SPLIT.split(latin["names"]) if (name := part.strip(" .:"))]
    return tuple(dict.fromkeys(out))


def find_signature(text: str) -> tuple[str, ...]:
    """Return the names in brackets that end a text.

    >>> find_signature("活动将持续到月底。（王明 李红）"), find_signature("这是背景（见图）")
    (('王明', '李红'), ())
    """
    match = _SIGNED.search(text[-60:])
    return tuple(all_names(match["names"])) if match else ()


def all_names(run: str) -> list[str]:
    """Return the names of a run that is nothing but names, with at most a place and 报道 after them."""
    tokens = _tokens(run)
    names = [token for token in tokens if is_han_name(token)]
    rest = [token for token in tokens if not is_han_name(token)]
    if (
        not names
        or len(rest) > 1
        or (rest and not (rest[0].endswith(("报道", "報道", "采写")) and tokens[-1] == rest[0]))
    ):
        return []
    return names


def _tokens(run: str) -> list[str]:
    """Split a run of names; 方 敏 is one name that was set wide."""
    out: list[str] = []
    wide = False
    for token in re.split(r"[、，,;；]|\s{1,8}", run.strip()):
        if not token:
            continue
        if wide and len(token) == 1 and len(out[-1]) == 1:
            out[-1] += token
            wide = False
        else:
            out.append(token)
            wide = len(token) == 1 and token in SURNAMES
    return out


def find_reporters(text: str) -> list[str]:
    """Return the names after 记者 or 通讯员 in running text: only what is certainly a name, and no photographers."""
    out: list[str] = []
    for match in _REPORTER.finditer(text):
        names, complete = _names_of_run(match["names"])
        if names and not (complete and _PICTURE.match(text, match.end())):
            out.extend(names)
    return list(dict.fromkeys(out))


def _names_of_run(run: str) -> tuple[list[str], bool]:
    """Return the names a run begins with, and whether it is nothing but names; none where a picture credit follows."""
    names: list[str] = []
    for token in _tokens(run):
        if is_han_name(token):
            names.append(token)
            continue
        if names and _PICTURE.match(token):
            return [], False
        name = _glued_name(token)
        return ([*names, name] if name else names), False
    return names, True


def _glued_name(token: str) -> str:
    """Return the name a token begins with when a word that may follow it is written right after it: 王明报道."""
    for length in (3, 2, 4):
        head, rest = token[:length], token[length:]
        if rest.startswith(_FOLLOWS) and is_han_name(head):
            return head
    return ""


def _labelled_names(text: str) -> list[str]:
    stop = _STOP.search(" " + text)
    text = (" " + text)[: stop.start()] if stop else text
    text = re.split(r"[:：]", text)[0]
    stamps = find_stamps(text, yearless=True)
    if stamps:
        text = text[: stamps[0].start]
    out: list[str] = []
    for part in _SPLIT.split(text):
        for name in _tokens(part) if re.search(r"[\u4e00-\u9fff]\s{1,4}[\u4e00-\u9fff]", part) else [part.strip()]:
            cleaned = _TRAILING.sub("", _CREDIT_CUT.sub("", name)).strip()
            if cleaned and len(cleaned) <= 30 and not _ROLE_BEFORE.match(cleaned):
                out.append(cleaned)
    people = [name for name in out if is_han_name(name)]
    return people if people and len(people) < len(out) else out


def _leading_names(part: str) -> list[str]:
    """Return the name that a part of an editors' line is, or begins with."""
    part = re.sub(r"_[A-Za-z]{1,3}\d{2,10}$", "", part.strip(" .:：。"))
    names = [token for token in _tokens(part) if is_han_name(token)]
    return names or ([name] if (name := _glued_name(part)) else [])


def beside_date(text: str) -> str:
    """Return what stands beside the date on a dateline without a label: an outlet or an account.

    >>> beside_date("2024-11-28 08:15:00 新京报 来自北京"), beside_date("2024-11-28 作者：王明")
    ('新京报', '')
    """
    text = text[:MAX_LINE]
    for stamp in reversed(find_stamps(text, yearless=True)):
        text = text[: stamp.start] + "  " + text[stamp.end :]
    for pattern in (_SOURCE, _EDITOR, _AUTHOR_LABEL):
        text = pattern.sub("  ", text)
    text = _UPDATE.sub(" ", _PUBLISH.sub(" ", _ASIDE.sub(" ", text)))
    name = " ".join(re.sub(rf"(?:{_LABEL})", "  ", text).replace("·", " ").split()).strip(
        " :：|｜丨()（）[]【】/／,，-—<>~"
    )
    return name if 2 <= len(name) <= 16 and not name.isdigit() else ""
