"""Put a tagger's spans right: marks off the ends, lists apart, titles and common nouns off names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dateline.annotate.mention.edges import COUNTRY_ALONE, COUNTRY_RUN
from dateline.annotate.mention.lexicon import DESCRIPTIONS, HAN_TITLES, NO_COUNTRIES, SHORT_COUNTRIES
from dateline.annotate.mention.suggest.candidate import Candidate
from dateline.annotate.mention.suggest.kinds import han_kind
from dateline.annotate.mention.surface import names_nobody
from dateline.text.script import is_han

_MARKS: Final = frozenset(" \t\n\"'“”‘’「」『』《》〈〉()（）[]【】<>＜＞,，、;；:：.。!！?？-—…·*#@/|\\～~_")
_SPLIT = re.compile(
    r"[、,，;；:：]|[（(](?![^()（）]{1,6}[）)][\u3400-\u9fff])|"
    r"(?<![集团港国圳海京东州])[）)]|(?<![A-Za-z])vs(?![A-Za-z])|[“”《》]", re.IGNORECASE)
_LEAGUES = re.compile(
    r"(?:[意西德法葡荷中][甲乙]|[英中日韩][超冠]|欧冠|亚冠|欧联杯|足总杯|国王杯)(?![\u3400-\u9fff]?[级队])")
_TIES = re.compile(
    rf"[{SHORT_COUNTRIES}]{{2,3}}(?=关系|经贸|贸易|双边|两国|三国|友好|建交|边境|边界|元首|首脑|领导人|外长|会谈|战争|建立|联合)")
_RELATION = re.compile(rf"([{SHORT_COUNTRIES}]{{2,4}})(?:关系|贸易|边境|边界|战争|会谈|会晤|友好|合作|协定|联盟)")
_FORCES = re.compile(rf"(?:[{SHORT_COUNTRIES[:8]}苏盟联越]军|[{SHORT_COUNTRIES[:8]}]国海军)(?!方|人|舰|官|事|队|营)")
_DEGREES: Final = frozenset(
    "MBA EMBA MPA CEO CFO CTO ID VIP "
    "有限公司 股份有限公司 有限责任公司 总公司 本公司 财务部 综合管理部 证券部 投资部 审计部".split())
_COUNTED = re.compile(r"[一二两三四五几数][栋幢座家名位个处条间所片带]$")
"""A number and its measure word belong to what follows (旧金山一栋大楼)."""
_TAILS: Final = (
    "地区", "境内", "全境", "全国", "政府", "当局", "两国", "两队", "双方", "总统", "总理", "主席", "方面", "民族",
    "电器", "手机", "汽车", "女装",
)
_LEADS = re.compile(r"(?:现任|曾任|历任|兼任|就任|担任|出任|任职于|就职于|任)(?=[\u3400-\u9fff]{4})")
_POSTS = re.compile(
    r"(?:(?<=公司)[\u3400-\u9fff]{2,6}[部处科室]|(?:总|副总|助理|高级|职工|独立|供销|财务|质监|党委|执行)*"
    r"(?:会计师|工程师|经济师|经理|科长|处长|部长|厂长|监事|董事|董事长|总裁|总监|主任|书记|主席|副科长|副处长|副部长|副主任|代表|委员|教授|派遣|协办))$")
_TITLE = re.compile("(?:" + "|".join(sorted(HAN_TITLES, key=len, reverse=True)) + "|某|总|老|导|哥|姐)$")
_COMMON_ENDS = re.compile(
    r"(?:主义|思想|制度|理论|规律|价值|经济|社会|政治|文化|历史|教育|人民币|港币|美元|欧元|日元|卡|币|率|权|法|学|型|化|性|制|罪|醇|素|菌|病|症|药|管|机|器|仪|酒|茶|菜|肉|汤|饭|"
    r"面|花|草|树|木|鸟|鱼|虫|马|牛|羊|衣|服|鞋|帽|车|船|炮|枪|弹|时|日|月|年|季|节|周|族|人|师|士|员|硕士|工程|战略|行动|计划|技术|标准|指数|赛季|联赛|级|期|届|次|轮)$")


def tidy(text: str, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the corrected candidates; some fall away, some become two."""
    for item in found:
        for start, end in _parts(text, item.start, item.end):
            yield from _rule(text, item._replace(start=start, end=end))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _SPLIT.finditer(text, start, end):
        yield from _stripped(text, at, match.start())
        at = match.end()
    yield from _stripped(text, at, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in _MARKS:
        end -= 1
    if start < end:
        yield start, end


def _rule(text: str, item: Candidate) -> Iterator[Candidate]:
    name = text[item.start:item.end]
    tag = item.why.rpartition(" ")[2]
    if not any(map(is_han, name)) and (name.islower() or len(name) < 2 or not name[0].isalpha()):
        return
    if names_nobody(name) or name in _DEGREES or name in DESCRIPTIONS:
        return
    if tag == "ORG" and name[:2] in ("公司", "该公", "本公"):
        return
    if tag in ("PER", "nr"):
        yield from _person(name, item)
    elif tag in ("LOC", "ns"):
        yield from _place(name, item)
    elif tag == "nz" and (pair := _RELATION.fullmatch(name)):
        yield from _place(pair[1], item._replace(end=item.start + len(pair[1]), type="place"))
    elif tag == "nz":
        item = item._replace(type=han_kind(name, "product"))
        if not _COMMON_ENDS.search(name) and len(name) > 1 and not is_common_noun(name):
            yield _numbered(text, item)
    elif tag == "nw":
        yield _numbered(text, item)
    else:
        name, item = _without_tail(name, item)
        yield from _office(name, item._replace(type=han_kind(name, "organisation")))


def _person(name: str, item: Candidate) -> Iterator[Candidate]:
    title = _TITLE.search(name)
    end = item.end - (len(title[0]) if title and len(name) > 2 and "·" not in name else 0)
    if len(name) == 2 and title:
        return
    yield item._replace(end=end)


def _place(name: str, item: Candidate) -> Iterator[Candidate]:
    if len(name) in (2, 3, 4) and COUNTRY_RUN.fullmatch(name) and name not in NO_COUNTRIES:
        for at in range(len(name)):
            yield item._replace(start=item.start + at, end=item.start + at + 1, why="country in short")
        return
    if (counted := _COUNTED.search(name)) and counted.start() > 1:
        yield item._replace(end=item.start + counted.start())
        return
    for tail in _TAILS:
        if name.endswith(tail) and len(name) - len(tail) > 1:
            yield item._replace(end=item.end - len(tail))
            return
    if len(name) > 1:
        yield item


def _without_tail(name: str, item: Candidate) -> tuple[str, Candidate]:
    """Cut 两队 and the like off a club's or an office's name."""
    for tail in ("两队", "双方", "两家"):
        if name.endswith(tail):
            return name.removesuffix(tail), item._replace(end=item.end - len(tail))
    return name, item


def _office(name: str, item: Candidate) -> Iterator[Candidate]:
    """Cut the verb before an office and the post or department after it; what is left names it."""
    start, end = item.start, item.end
    if (lead := _LEADS.match(name)) and len(name) - lead.end() > 3:
        start += lead.end()
    tail = _POSTS.search(name)
    if tail and tail.start() > 2:
        end -= len(name) - tail.start()
    if end - start > 1:
        yield item._replace(start=start, end=end)


def _numbered(text: str, item: Candidate) -> Candidate:
    """Take in the number of a version that stands right behind: 星际争霸2."""
    end = item.end
    while end < len(text) and text[end] in "0123456789" and end - item.end < 2:
        end += 1
    if end > item.end and not (end < len(text) and text[end] in "0123456789.年月日个万%"):
        return item._replace(end=end)
    return item


def is_common_noun(name: str) -> bool:
    """Tell whether the word cutter's dictionary has the word as a common noun or verb; False without the extra."""
    try:
        import rjieba
    except ImportError:
        return False
    tagged = rjieba.tag(name)
    plain = ("n", "v", "vn", "a", "l", "i", "b", "d", "t", "f", "m")
    return len(tagged) == 1 and rjieba.has_word(name) and tagged[0][1] in plain


def set_phrases(text: str) -> Iterator[Candidate]:
    """Names in short that stand in set phrases: countries (访美, 华侨, 中方), armies (美军), leagues (意甲)."""
    for match in _FORCES.finditer(text):
        yield Candidate(match.start(), match.end(), "organisation", "a country's army in short", 0.6)
    for match in _LEAGUES.finditer(text):
        yield Candidate(match.start(), match.end(), "organisation", "a league in short", 0.6)
    for match in _TIES.finditer(text):
        yield from (Candidate(at, at + 1, "place", "country in short", 0.4) for at in range(*match.span()))
    for match in COUNTRY_ALONE.finditer(text):
        yield Candidate(match.start(), match.end(), "place", "country in short", 0.4)
