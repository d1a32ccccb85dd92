"""Chinese, simplified and traditional: scan a block for runs of date words and compose them.

Two scans: a cheap one for pairs of characters that may begin a date, then at each hit the rules' one compiled
alternation. What a run means depends on its surface alone, so it is computed once and kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dateline.annotate.timex.expression import Direction, Expression
from dateline.annotate.timex.zh_compose import Token, compose
from dateline.annotate.timex.zh_patterns import FOLLOWERS, FUTURE, GAP, PAST, RULES
from dateline.text.numerals import WIDE

_FOLD: Final = WIDE | str.maketrans(
    "後週號個這兩禮點時間農曆陰舊臘國慶節陽聖誕勞動婦兒師復來內從紀歲財屆過將當開為與財餘約緊個還盤億萬淩際預計劃擬預還會現剛後從東雙聽尋單",
    "后周号个这两礼点时间农历阴旧腊国庆节阳圣诞劳动妇儿师复来内从纪岁财届过将当开为与财余约紧个还盘亿万凌际预计划拟预还会现刚后从东双听寻单",
)
"""Traditional characters of date words to simplified, full-width digits to ASCII: one code point for one."""
_NEEDS_FOLD: Final = re.compile("[０-９後週號個這兩禮點時間農曆陰舊臘國慶節聖誕勞婦兒師來內從紀歲財過將當開為與餘約緊億萬預計劃擬會現剛雙聽尋]")


def _alternation(rules: tuple[tuple[str, str], ...]) -> str:
    return "|".join(f"(?:{pattern})" for _, pattern in rules)


def _tokens(*rules: tuple[str, str]) -> str:
    """One named group a kind, in the order of the rules; rules of one kind share its group."""
    kinds: dict[str, list[str]] = {}
    for kind, pattern in rules:
        kinds.setdefault(kind, []).append(f"(?:{pattern})")
    return "|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items())


_PLAIN_GAP: Final = re.sub(r"\?P<\w+>", "?:", GAP)
_RUN: Final = re.compile(
    f"(?<![0-9A-Za-z][-/])(?:{_alternation(RULES)})(?:{_PLAIN_GAP}(?:{_alternation(FOLLOWERS)}|{_alternation(RULES)})){{0,15}}+"
)
_FIRST: Final = re.compile(_tokens(*RULES))
_TOKEN: Final = re.compile(f"{GAP}(?:{_tokens(*FOLLOWERS, *RULES)})")
_TRIGGER: Final = re.compile("[0-9一二三四五六七八九十〇零两今昨明前后大本上下当同次翌隔去来这那该第年月周星礼春夏秋冬元清端中国重圣感万母父复双黑平情妇儿教除农阴公民康雍乾光昭令QqF近过未最日接半首头是立惊谷芒霜跨正腊闰消愚植建五寻听岁每逢旧夏早晚凌下午傍深黎拂全夜后顺嘉道咸同宣明大平西几数约在此随紧其刚往凌清晨午半]")
_FUTURE: Final = re.compile(FUTURE)
_PAST: Final = re.compile(PAST)
_CLAUSE: Final = re.compile("[，。；！？,;!?\n]")
_ABOUT: Final = ("约", "大约", "大概")


class _Chinese:
    """The language module."""

    code = "zh"
    ahead_days = 200
    """A month without a year is this year's unless it lies far ahead: Chinese says 去年 where the last one is meant."""

    def find(self, text: str, start: int, end: int) -> list[Expression]:
        block = text[start:end]
        if _NEEDS_FOLD.search(block):
            block = block.translate(_FOLD)
        return [
            Expression(e.start + at + start, e.end + at + start, e.meaning, e.rule, e.mod, e.direction, e.linked)
            for at, found in _runs(block) for e in found
        ]

    def direction(self, text: str, start: int, end: int, low: int, high: int) -> Direction:
        left, right = text[max(low, start - 30):start], text[end:min(high, end + 40)]
        before = _CLAUSE.split(left)[-1]
        cut = _CLAUSE.search(right)
        after = right[:cut.start()] if cut else right
        if _FUTURE.search(before) or _FUTURE.search(after):
            return Direction.FUTURE
        return Direction.PAST if _PAST.search(before) or _PAST.search(after) else Direction.NONE


def _runs(block: str) -> list[tuple[int, tuple[Expression, ...]]]:
    """Return each run that says something, with where it starts."""
    found = []
    position, search, match_run = 0, _TRIGGER.search, _RUN.match
    while hit := search(block, position):
        at = hit.start()
        run = match_run(block, at)
        if run is None:
            position = at + 1
            continue
        position = run.end()
        expressions = _read(block, at, position)
        if expressions:
            found.append((at, expressions))
    return found


_SURFACES: dict[str, tuple[Expression, ...]] = {}


def _read(block: str, start: int, end: int) -> tuple[Expression, ...]:
    surface = block[start:end]
    known = _SURFACES.get(surface)
    if known is None:
        if len(_SURFACES) > 50_000:
            _SURFACES.clear()
        known = _SURFACES[surface] = tuple(compose(_tokenise(block, start, end)))
    return known


def _tokenise(block: str, start: int, end: int) -> list[Token]:
    tokens: list[Token] = []
    match, gap = _FIRST.match(block, start), ""
    while match is not None and match.end() <= end:
        kind = match.lastgroup or ""
        at, after = match.span(kind)
        tokens.append(Token(gap, kind, at - start, after - start, block[at:after]))
        match = _TOKEN.match(block, after)
        if match is not None:
            gap = "range" if match["range"] else "list" if match["list"] else ""
    return tokens


LANGUAGE: Final = _Chinese()
