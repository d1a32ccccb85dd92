"""Let rules written in simplified characters read traditional ones too."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import Final

_SIMPLIFIED: Final = (
    "万与专业东丧个为举乐书买乱争于亏云产亿从们价优会传体余债储兑关兴内册写军决净准减几击划则创剥办务动医协单卫厂参发"
    "台号后听启员啸团国图圆场坛坠垄声处备复头夺奖学实审宫对导将币并广应开弃张强当录总戏战户执扩抛报担拟挂损换据搁数断"
    "无时显暂术机权来构枪标检欧毁气没测润涨游溃灾状现电痪瘫监盗码祸离种称税窃竞筹签简红约级纪纳线组织终绍经结络绝统继"
    "绩续网罚罢羁职联胜舰荣药获营蓝虑虚补袭装见规视计订认讨让议讯记许论讼设访证诉试话诞询该语说请诺调谅谈谣财责败货购"
    "贷贸费赁资赔车转轮轰轿较辞辟达迁过运还这进违连迟选采里钟铁银铺链销锁锂镑长门闭问间闻阅队际陆随隐难雇韩顶项顾颁预"
    "领频额风飞驳驶驾验骚"
)
_TRADITIONAL: Final = (
    "萬與專業東喪個為舉樂書買亂爭於虧雲產億從們價優會傳體餘債儲兌關興內冊寫軍決淨準減幾擊劃則創剝辦務動醫協單衛廠參發"
    "臺號後聽啟員嘯團國圖圓場壇墜壟聲處備復頭奪獎學實審宮對導將幣並廣應開棄張強當錄總戲戰戶執擴拋報擔擬掛損換據擱數斷"
    "無時顯暫術機權來構槍標檢歐毀氣沒測潤漲遊潰災狀現電瘓癱監盜碼禍離種稱稅竊競籌籤簡紅約級紀納線組織終紹經結絡絕統繼"
    "績續網罰罷羈職聯勝艦榮藥獲營藍慮虛補襲裝見規視計訂認討讓議訊記許論訟設訪證訴試話誕詢該語說請諾調諒談謠財責敗貨購"
    "貸貿費賃資賠車轉輪轟轎較辭闢達遷過運還這進違連遲選採裡鍾鐵銀鋪鏈銷鎖鋰鎊長門閉問間聞閱隊際陸隨隱難僱韓頂項顧頒預"
    "領頻額風飛駁駛駕驗騷"
)
_TABLE: Final = dict(zip(_SIMPLIFIED, _TRADITIONAL, strict=True))
"""The characters of the rules that differ, one for one, in the forms of Taiwan."""
_VARIANTS: Final = {"布": "佈", "伙": "夥", "注": "註", "為": "爲", "啟": "啓", "裡": "裏"}
"""Characters that are written either way."""


_BACK: Final = {
    **{ord(new): ord(old) for old, new in _TABLE.items()},
    **{ord(other): ord(char if char in _TABLE or char not in _TRADITIONAL else _SIMPLIFIED[_TRADITIONAL.index(char)])
       for char, other in _VARIANTS.items()},
}


@lru_cache(maxsize=4096)
def spellings(word: str) -> tuple[str, ...]:
    """Return a word of the rules in both scripts and the usual variants, without repeats: 宣布, 宣佈."""
    if word.isascii():
        return (word,)
    forms = [word, "".join(_TABLE.get(char, char) for char in word)]
    forms += ["".join(_VARIANTS.get(char, char) for char in form) for form in forms]
    return tuple(dict.fromkeys(forms))


def written(words: str) -> tuple[str, ...]:
    """Return every way to write the words of a list with spaces, each character in either script, for ``endswith``."""
    return tuple("".join(chars) for word in words.split() for chars in product(*map(spellings, word)))


def one_of(words: str) -> str:
    """Return a regular expression for words divided by bars, which fails at once where none of them can begin.

    >>> one_of("of|on|the")
    '(?=[ot])(?:of|on|the)'
    """
    return f"(?=[{''.join(sorted({word[0] for word in words.split('|')}))}])(?:{words})"


def simplified(text: str) -> str:
    """Return a text with the characters that the rules know in simplified form; its length stays the same."""
    return text.translate(_BACK)


def either(pattern: str) -> str:
    """Return a regular expression that takes each of its Han characters in either script.

    >>> either("该(?:公司)?[书]")
    '[该該](?:公司)?[书書]'
    """
    inside = escaped = False
    parts: list[str] = []
    for char in pattern:
        forms = "".join(spellings(char))
        parts.append(forms if inside or len(forms) == 1 else f"[{forms}]")
        if not escaped and char in "[]":
            inside = char == "["
        escaped = char == "\\" and not escaped
    return "".join(parts)
