"""Tell the language of a text from its scripts: enough to choose rules and typography, not a classifier."""

from __future__ import annotations

from typing import Final

from dateline.text.pattern import deferred

_HAN: Final = deferred(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA: Final = deferred(r"[\u3041-\u30ff]")
_HANGUL: Final = deferred(r"[\uac00-\ud7af]")
_WORD: Final = deferred(r"[A-Za-z\u00c0-\u024f]+")

_HANT_ONLY: Final = frozenset(
    "這個們來時對說國會學開關門問間見現發後從還過進電車東西華號點樣應當實際經濟業務報導據產品訊網軟體錄讓認識變買賣總較貴費資員單價環歲歷"
)
"""Frequent characters that simplified Chinese does not use; a handful of them settles the script."""
_HANS_ONLY: Final = frozenset(
    "这个们来时对说国会学开关门问间见现发后从还过进电车东华号点样应当实际经济业务报导据产品讯网软体录让认识变买卖总较贵费资员单价环岁历"
)


def guess_lang(text: str) -> str:
    """Return ``zh-Hans``, ``zh-Hant``, ``ja``, ``ko`` or ``en`` by the scripts of the text.

    A Han character weighs as much as a Latin word; any script but these counts as English, the default.

    >>> guess_lang("马斯克创立xAI")
    'zh-Hans'
    """
    han = _HAN.findall(text)
    kana = len(_KANA.findall(text))
    hangul = len(_HANGUL.findall(text))
    words = len(_WORD.findall(text))
    if kana and kana * 10 >= len(han):
        return "ja"
    if hangul > words and hangul > len(han):
        return "ko"
    if len(han) * 2 <= words:
        return "en"
    return "zh-Hant" if _is_traditional(han) else "zh-Hans"


def _is_traditional(han: list[str]) -> bool:
    only_hant = _HANT_ONLY - _HANS_ONLY
    only_hans = _HANS_ONLY - _HANT_ONLY
    hant = sum(char in only_hant for char in han)
    return hant > sum(char in only_hans for char in han)
