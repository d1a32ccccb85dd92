"""Chinese, simplified and traditional: scan a block for runs of date words and compose them.

Two scans: a cheap one for pairs of characters that may begin a date, then at each hit the rules' one compiled
alternation. What a run means depends on its surface alone, so it is computed once and kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dateline.annotate.timex.expression import Base, Direction, Expression, Relative
from dateline.annotate.timex.zh_patterns import FUTURE, NOT_ABOUT, PAST
from dateline.annotate.timex.zh_scan import runs
from dateline.text.numerals import WIDE
from dateline.text.pattern import deferred

_TRADITIONAL: Final = (
    "後週號個這兩禮點時間農曆陰舊臘國慶節陽聖誕勞動婦兒師復來內從紀歲財屆過將當開為與餘約緊還盤億萬淩"
    "際預計劃擬會現剛東雙聽尋單華醜業嚴豐臨爲舉麼義書爭於雲產親倉價債關養軍馮決幾擊劉創別區盧衛廳歷縣"
    "發臺葉呂噸啓吳員鹹園圍圖圓場聲備頭奧孫學審宮層牀應張歸徵懷總驚戲報損數鬥無曉術機權條楊標樹檔橋樓"
    "歡歐殘氣測濤遊滿爐熱電畫礦碼離種籤糧糉級紐線經繞給統緒續綴網羅聯蘇獲營蔣蠶蟄襲裝褲見覽訊許訪評訴"
    "試該說談諜謝貨費賀資賽贊趙車輪輕載較邊達運違選鄧鄰鄭裏鍾鐵銷鎮長門閏聞閣隊陳隨韓項順須頌領飛飯餅"
    "館馬黃齡龍裡鐘"
)
_SIMPLIFIED: Final = (
    "后周号个这两礼点时间农历阴旧腊国庆节阳圣诞劳动妇儿师复来内从纪岁财届过将当开为与余约紧还盘亿万凌"
    "际预计划拟会现刚东双听寻单华丑业严丰临为举么义书争于云产亲仓价债关养军冯决几击刘创别区卢卫厅历县"
    "发台叶吕吨启吴员咸园围图圆场声备头奥孙学审宫层床应张归征怀总惊戏报损数斗无晓术机权条杨标树档桥楼"
    "欢欧残气测涛游满炉热电画矿码离种签粮粽级纽线经绕给统绪续缀网罗联苏获营蒋蚕蛰袭装裤见览讯许访评诉"
    "试该说谈谍谢货费贺资赛赞赵车轮轻载较边达运违选邓邻郑里钟铁销镇长门闰闻阁队陈随韩项顺须颂领飞饭饼"
    "馆马黄龄龙里钟"
)
_FOLD: Final = WIDE | str.maketrans(_TRADITIONAL, _SIMPLIFIED)
"""Traditional characters of the rules' words to simplified, full-width digits to ASCII: one code point for one."""
_NEEDS_FOLD: Final = deferred(f"[０-９{_TRADITIONAL}]")

_FUTURE: Final = deferred(FUTURE)
_FORECAST: Final = deferred("(?:预计|预测|估计|预期|料)$")
_PAST: Final = deferred(PAST)
_TOLD: Final = deferred(
    "(?:也|还|又|则|才|就|曾|已|首次|公开|在[^，。]{1,12}[上中里说])?"
    "(?:表示|证实|声称|宣称|透露|承认|否认|指出|称(?![为号呼赞])|说(?![明服法]))"
)
"""7月表示将动工, 19日证实将离开: the date is that of the saying."""
_ACCORDING: Final = deferred("(?:按照|依照|根据|据|较|比|不同于)[^，。]{0,8}$")
_OF_TELLING: Final = deferred("(?:公布|发布|提出|宣布|披露|给出|设定|定下|确定|签署|通过)的")
"""按照公司10月公布的目标."""
_CHANGED: Final = deferred("上调|下调|调高|调低|提高|降低|改[为成]|修[改正]")
_CLAUSE: Final = deferred("[，。；：！？“”,;:!?\n]")


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
        if not before and len(clauses) > 1 and _FORECAST.search(clauses[-2]) and left[-1] in "，：,:":
            return Direction.FUTURE
        if _TOLD.match(after) and not _FUTURE.search(f"{before}·"):
            return Direction.PAST
        if _ACCORDING.search(before) and _OF_TELLING.match(after):
            return Direction.PAST
        if before.endswith(("由", "从")) and _CHANGED.search(after):
            return Direction.NEAREST
        if _FUTURE.search(f"{before}·") or _FUTURE.search(after):
            return Direction.FUTURE
        return Direction.PAST if _PAST.search(before) or _PAST.search(after) else Direction.NONE


LANGUAGE: Final = _Chinese()
