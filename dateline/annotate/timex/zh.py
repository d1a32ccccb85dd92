"""Chinese, simplified and traditional: scan a block for runs of date words and compose them.

Two scans: a cheap one for pairs of characters that may begin a date, then at each hit the rules' one compiled
alternation. What a run means depends on its surface alone, so it is computed once and kept.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from dateline.annotate.timex.expression import Base, Direction, Expression, Relative
from dateline.annotate.timex.zh_patterns import FUTURE, NOT_ABOUT, PAST
from dateline.annotate.timex.zh_scan import runs
from dateline.text.numerals import WIDE

_FOLD: Final = WIDE | str.maketrans(
    "後週號個這兩禮點時間農曆陰舊臘國慶節陽聖誕勞動婦兒師復來內從紀歲財屆過將當開為與財餘約緊個還盤億萬淩際預計劃擬預還會現剛後從東雙聽尋單華",
    "后周号个这两礼点时间农历阴旧腊国庆节阳圣诞劳动妇儿师复来内从纪岁财届过将当开为与财余约紧个还盘亿万凌际预计划拟预还会现刚后从东双听寻单华",
)
"""Traditional characters of date words to simplified, full-width digits to ASCII: one code point for one."""
_NEEDS_FOLD: Final = re.compile(
    "[０-９後週號個這兩禮點時間農曆陰舊臘國慶節聖誕勞婦兒師來內從紀歲財過將當開為與餘約緊億萬預計劃擬會現剛雙聽尋華]"
)


_FUTURE: Final = re.compile(FUTURE)
_FORECAST: Final = re.compile("(?:预计|预测|估计|预期|料)$")
_PAST: Final = re.compile(PAST)
_CLAUSE: Final = re.compile("[，。；：！？“”,;:!?\n]")


def _folded(text: str) -> str:
    """Write traditional characters and full-width digits as the rules have them."""
    return text.translate(_FOLD) if _NEEDS_FOLD.search(text) else text


def _compared(expression: Expression) -> Expression:
    """Count 上月 from the month it is compared with: 10月…比上月下降 is September."""
    meaning = expression.meaning
    if isinstance(meaning, Relative) and meaning.base is Base.DCT:
        return expression._replace(meaning=replace(meaning, base=Base.PREVIOUS))
    return expression


def _is_about(block: str, at: int) -> bool:
    """Tell whether 约 ("about") stands before a date."""
    return at > 0 and block[at - 1] == "约" and (at == 1 or block[at - 2] not in NOT_ABOUT)


class _Chinese:
    """The language module."""

    code = "zh"
    ahead_days = 200
    """A month without a year is this year's unless it lies far ahead: Chinese says 去年 where the last one is meant."""

    def find(self, text: str, start: int, end: int) -> list[Expression]:
        block = _folded(text[start:end])
        expressions = []
        for at, run in runs(block):
            base = start + at
            about = "APPROX" if _is_about(block, at) else ""
            compared = at > 0 and block[at] == "上" and block[at - 1] in "比较"
            found = (_compared(run[0]), *run[1:]) if compared else run
            for first, last, meaning, rule, mod, direction, linked in found:
                qualified = mod or (about if first == 0 else "")
                expressions.append(Expression(base + first, base + last, meaning, rule, qualified, direction, linked))
        return expressions

    def direction(self, text: str, start: int, end: int, low: int, high: int) -> Direction:
        left, right = _folded(text[max(low, start - 30):start]), _folded(text[end:min(high, end + 40)])
        clauses = _CLAUSE.split(left)
        before = clauses[-1]
        # 1月8日，展会将开幕: a date that stands alone before a comma belongs to the clause after it
        cut = _CLAUSE.search(right, 1 if not before and right[:1] in ("，", ",") else 0)
        after = right[:cut.start()] if cut else right
        if not before and len(clauses) > 1 and _FORECAST.search(clauses[-2]):
            return Direction.FUTURE
        if _FUTURE.search(f"{before}·") or _FUTURE.search(after):
            return Direction.FUTURE
        return Direction.PAST if _PAST.search(before) or _PAST.search(after) else Direction.NONE


LANGUAGE: Final = _Chinese()
