"""Judge how much a decoded text looks like writing, to choose between encodings and to spot garbled text."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

SAMPLE_CHARACTERS: Final = 4000
"""How many characters outside ASCII are looked at: enough to decide, and linear for any file."""

# The hundred and fifty commonest Chinese characters of both scripts and of Japanese news; facts of frequency lists.
_VERY_COMMON: Final = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所"
    "然家种事成"
    "方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日月者意无力它与长把机十民"
    "第公此已工使"
    "情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯话合回特代"
    "内信表化这個們"
    "來時會為說對發後現沒還進樣開從實與長機關點間問頭體見產話門兒東聲認條氣題爾別變電數報結務場計統區隊決馬書聽卻"
    "達強難權設記類"
    "據邊張該規覺術領確傳師觀讓識帶導爭運國學過動經當億萬美元公司市場技術"
)
_VERY_COMMON_HANGUL: Final = frozenset(
    "이다는가을의에고하지로기은를한도사자어리나서인대시그해있일게들으만아전수부라정보여주장구면상소과공제국원스년"
    "했며것적신동니조경"
    "까된않위용내같관거트오진안선중드성세비모방실치당무연계문재마무또와할데유"
)
_TYPOGRAPHY: Final = frozenset("“”‘’—–…·、。，！？：；（）《》「」『』【】％　•™©®€£°«»„‚§×")
_LETTERS_OF_WORDS: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")


def plausibility(text: str) -> float:
    """Return a score a character outside ASCII, about 1.0 for ordinary writing and below 0 for rubbish.

    A text of ASCII alone gives 0: nothing speaks for or against an encoding.
    """
    characters = _sample(text)
    if not characters:
        return 0.0
    total = sum(_worth(char, before, after) for before, char, after in characters)
    return total / len(characters)


def replacement_share(text: str) -> float:
    """Return the share of U+FFFD among the characters outside ASCII."""
    outside = outside_ascii(text)
    return text.count("\ufffd") / outside if outside else 0.0


def outside_ascii(text: str) -> int:
    """Count the characters outside ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _sample(text: str) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for match in re.finditer(r"[^\x00-\x7f]", text):
        at = match.start()
        found.append((text[at - 1 : at], match[0], text[at + 1 : at + 2]))
        if len(found) >= SAMPLE_CHARACTERS:
            break
    return found


def _worth(char: str, before: str, after: str) -> float:
    code = ord(char)
    if char in _TYPOGRAPHY:
        return 0.9
    if 0x3400 <= code <= 0x9FFF:
        return 1.6 if char in _VERY_COMMON else 0.9 if char in _common_han() else -0.3
    if 0x3040 <= code <= 0x30FF:
        return 1.3
    if 0xAC00 <= code <= 0xD7A3:
        return 1.5 if char in _VERY_COMMON_HANGUL else 0.5 if char in _common_hangul() else -0.3
    if code == 0xFFFD:
        return -4.0
    if 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or code in (0xFFFE, 0xFFFF):
        return -3.0
    if 0xFF61 <= code <= 0xFF9F:
        return -0.8
    if code < 0xA0:
        return -2.5
    if 0xC0 <= code <= 0x24F and code not in (0xD7, 0xF7):
        return _worth_of_accented(char, before, after)
    if char.isalpha():
        return _worth_of_script(code, before, after)
    return -0.2


def _worth_of_accented(char: str, before: str, after: str) -> float:
    """An accented letter stands among plain ones, a capital not inside a word; runs of them are bytes misread."""
    near_plain = (before[:1].isascii() and before.isalpha()) or (after[:1].isascii() and after.isalpha())
    beside = sum(bool(c) and not c.isascii() for c in (before, after))
    if beside == 2:
        return -1.2
    if char.isupper() and before.islower():
        return -0.8
    return 1.0 if near_plain and beside == 0 else 0.2 if near_plain else -0.5


def _worth_of_script(code: int, before: str, after: str) -> float:
    """Other alphabets come in words of their own: a neighbour of the same block, none of ASCII letters."""
    same = any(c and abs(ord(c) - code) < 0x100 for c in (before, after))
    mixed = any(c.isascii() and c.isalpha() for c in (before, after))
    return -1.0 if mixed else 0.9 if same else 0.1


@cache
def _common_han() -> frozenset[str]:
    """The first levels of GB 2312 and Big5, which their makers filled by frequency (3,755 and 5,401 characters)."""
    simplified = bytes(b for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF) for b in (lead, trail))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = bytes(b for lead in range(0xA4, 0xC7) for trail in trails for b in (lead, trail))
    return frozenset(simplified.decode("gb2312", "ignore")) | frozenset(traditional.decode("big5", "ignore"))


@cache
def _common_hangul() -> frozenset[str]:
    """The 2,350 syllables of KS X 1001."""
    syllables = bytes(b for lead in range(0xB0, 0xC9) for trail in range(0xA1, 0xFF) for b in (lead, trail))
    return frozenset(syllables.decode("euc_kr", "ignore"))
