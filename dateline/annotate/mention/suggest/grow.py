"""Let a name grow over the words that make another name of it: a country's bank, a company's conference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

from dateline.annotate.mention.lexicon import HAN_GLUE
from dateline.annotate.mention.suggest.candidate import Candidate
from dateline.text.script import is_han

_EVENT = re.compile(
    r"([\u3400-\u9fff]{0,6}?)(?:开发者日?大会|年度大会|全球大会|用户大会|日大会|总统大选|总统选举|大选|议会选举|峰会|世界杯|奥运会|锦标赛|博览会|电影节|车展|音乐节|公开赛)")
_OFFICE = re.compile(
    r"([\u3400-\u9fff]{0,8}?)(?:财富基金|投资局|央行|中央银行|银行|外交部|国防部|财政部|内政部|司法部|参议院|众议院|议会|最高法院|法院|警察局|消防局|公证处|"
    r"大学|学院|医院|研究院|研究所|交易所|电力局|管理局|委员会|协会|联合会|工会|俱乐部)")

_VERSION = re.compile(
    r"[2-9](?![0-9.年月日号个万亿点时分人名次场轮岁元块:：比%％种家位天周季度级座条只层米倍折胜平负期楼室门项部-])")
_VERBS = re.compile(r"举行|举办|召开|参加|赢得|当选|宣布|开始|结束|干预|推迟|观看|报名|迎来|主办|承办|申办|出席")


def grown(text: str, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield longer candidates: 卡塔尔 before 投资局 is the authority, not the country."""
    for item in found:
        if item.type in ("place", "organisation", "company", "product") and item.end < len(text):
            for pattern, kind in ((_EVENT, "event"), (_OFFICE, "organisation")):
                if kind == "organisation" and item.type != "place":
                    continue
                match = pattern.match(text, item.end)
                if match and HAN_GLUE.isdisjoint(match[1]) and not _VERBS.search(match[1]):
                    yield Candidate(item.start, match.end(), kind, f"name and {match[0]}", 0.7)
                    break


def numbered_names(text: str) -> Iterator[Candidate]:
    """Nouns with the number of a part or version behind them (星际2, 冰河世纪3), not numbers that count something."""
    try:
        import rjieba
    except ImportError:
        return
    at = 0
    for word, tag in rjieba.tag(text):
        end = at + len(word)
        if len(word) > 1 and tag.startswith("n") and all(map(is_han, word)) and _VERSION.match(text, end):
            yield Candidate(at, end + 1, "product", "a noun with a number", 0.35)
        at = end


def word_start(text: str, start: int, end: int) -> int:
    """Move a start that cuts a word of the dictionary to that word's end (人士|伊戈尔); without the cutter it stays."""
    try:
        import rjieba
    except ImportError:
        return start
    low = start
    while low > 0 and start - low < 6 and is_han(text[low - 1]):
        low -= 1
    edges = {low, *(low + at for at in accumulate(map(len, rjieba.cut(text[low:start + 6], hmm=False))))}
    at = start
    while at not in edges and at < end - 1:
        at += 1
    return at
