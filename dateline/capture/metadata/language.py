"""The language of a text: by its script first, then by what the page declares."""

from __future__ import annotations

import re
from typing import Final

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_OTHER: Final = (
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_SIMPLIFIED: Final = re.compile(
    "[们这为国会来时个说对发过还没开关经问动现进实应总点间报电车东业员产书马长门见观让认识单机万与专丝严丽举义乌乐习乡买乱争亏云亚亲亿仅从众优传伤伦体]"
)
_TRADITIONAL: Final = re.compile(
    "[們這為國會來時個說對發過還沒開關經問動現進實應總點間報電車東業員產書馬長門見觀讓認識單機萬與專絲嚴麗舉義烏樂習鄉買亂爭虧雲亞親億僅從眾優傳傷倫體]"
)
_WORDS: Final[dict[str, frozenset[str]]] = {
    lang: frozenset(words.split())
    for lang, words in {
        "en": "the of and to in is that for with was on as are by at from it this have be",
        "de": "der die und das ist nicht von mit den dem zu ein eine für auf sich auch wird im des",
        "fr": "le la les des et est une dans pour que qui sur pas par au avec ce du il plus",
        "es": "el la los de que y en las del una por con para es se no lo su más como",
        "it": "il di che la per un una non con del della sono è le dei nel gli anche ha si",
        "pt": "o de que e do da em para com não uma os no se na por mais as dos foi",
        "nl": "de het een van en in is dat op te voor met zijn niet aan er ook door om bij",
        "sv": "och att det som en på är av för med den till har de inte om ett han var från",
        "no": "og det som er på av for med en til har de ikke om et han var fra seg at",
        "da": "og det som er på af for med en til har de ikke om et han var fra sig at",
        "pl": "w i na z się do nie że jest to o jak po co za od przez ale dla są",
        "cs": "a se na je v že s z do o to by pro ve i jako po za ale tak",
        "tr": "ve bir bu için ile da de olarak çok daha olan gibi sonra kadar ne ise en var",
        "vi": "của và là các có được cho trong không một với người này đã những khi để tại",
        "id": "yang dan di ini untuk dengan dari pada tidak dalam itu akan juga ke oleh adalah",
        "sw": "ya na wa kwa ni katika la za cha kuwa hiyo hii kama huo lakini pia",
    }.items()
}


def guess_language(text: str, declared: str = "") -> str:
    """Return a BCP 47 tag for ``text``: ``zh-Hans``, ``zh-Hant``, ``ja``, ``en`` …; empty where nothing tells.

    What the text is written in outweighs what the page declares: templates are copied.

    >>> guess_language("这是一个报道"), guess_language("這是一個報導"), guess_language("The price of the new model")
    ('zh-Hans', 'zh-Hant', 'en')
    """
    sample = text[:3000]
    han, kana, hangul, latin = (len(pattern.findall(sample)) for pattern in (_HAN, _KANA, _HANGUL, _LATIN))
    if hangul > han and hangul * 2 > latin:
        return "ko"
    if kana * 8 > han + kana and (han + kana) * 2 > latin:
        return "ja"
    if han * 4 > latin and han:
        return _variant(sample, declared)
    for lang, pattern in _OTHER:
        if len(pattern.findall(sample)) > latin:
            return _base(declared) if _base(declared) in ("uk", "bg", "sr", "fa", "ur", "mr") else lang
    return _latin(sample, declared)


def _variant(sample: str, declared: str) -> str:
    simplified, traditional = len(_SIMPLIFIED.findall(sample)), len(_TRADITIONAL.findall(sample))
    if simplified == traditional:
        return "zh-Hant" if re.search(r"hant|tw|hk|mo", declared.lower()) else "zh-Hans"
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _latin(sample: str, declared: str) -> str:
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if len(words) < 8:
        return _base(declared) or ("en" if words and sample.isascii() else "")
    scores = {lang: sum(word in known for word in words) for lang, known in _WORDS.items()}
    best = max(scores, key=lambda lang: scores[lang])
    stated = _base(declared)
    if stated and stated not in _WORDS and scores[best] * 5 < len(words):
        return stated
    if stated in scores and scores[stated] * 1.25 >= scores[best]:
        return stated
    return best if scores[best] * 12 >= len(words) else stated


def _base(tag: str) -> str:
    match = re.match(r"([A-Za-z]{2,3})(?:[-_]|$)", tag.strip())
    return match[1].lower() if match else ""
