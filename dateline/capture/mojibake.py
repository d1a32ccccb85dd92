"""Mend text that was decoded wrongly before it was saved ("é©¬æ–¯å…‹" for 马斯克), or say that it cannot be mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.capture.plausible import outside_ascii, plausibility

_GAIN: Final = 0.6
"""How much more plausible the mended text must be; ordinary accents never come near it."""
# What UTF-8 becomes when read as windows-1252: a lead byte's letter, then one to three continuation bytes.
_AS_1252: Final = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
    "\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_MISREAD = re.compile(
    rf"(?:[\u00c2-\u00df][{_AS_1252}]|[\u00e0-\u00ef][{_AS_1252}]{{2}}|[\u00f0-\u00f4][{_AS_1252}]{{3}})+"
)
_LEADS: Final = bytes(range(0xC2, 0xF5))
# 的, 。, 是 and other frequent characters in UTF-8, read as GB 18030: their first two bytes make these.
_READ_AS_GB = re.compile(r"[鐨鏄浜鍦锛銆涓鏈鍚鍥绋鎴鍙鏃瀹鍒鐢杩闂缁鏂]")
_REPLACED: Final = ("锟斤拷", "烫烫烫", "\ufffd\ufffd")


@dataclass(frozen=True, slots=True)
class Mended:
    """The text after mending; ``what`` is empty when nothing was wrong, ``left`` tells of what stays garbled."""

    text: str
    what: str = ""
    left: str = ""


def mend(text: str) -> Mended:
    r"""Undo a wrong decoding where the text proves it; never guess at single accents.

    >>> mend("é©¬æ–¯å…‹çš„å…¬å\x8f¸").text
    '马斯克的公司'
    """
    if text.isascii():
        return Mended(text)
    mended = _mend_1252(text)
    if not mended.what:
        mended = _mend_latin_gbk(text) or _mend_gb(text) or mended
    if any(sign in mended.text for sign in _REPLACED):
        return Mended(mended.text, mended.what, "characters were lost before the page was saved")
    return mended


def _mend_1252(text: str) -> Mended:
    latin = text.encode("latin-1", "ignore")
    if len(latin.translate(None, _LEADS)) == len(latin):
        return Mended(text)
    runs = list(_MISREAD.finditer(text))
    if not runs:
        return Mended(text)
    changed = _MISREAD.sub(lambda match: _as_utf8(match[0]), text)
    outside = outside_ascii(text)
    misread = sum(len(match[0]) for match in runs)
    long_enough = any(len(match[0]) >= 3 for match in runs)
    # Two misread letters could be meant ("Â°"); a run of three could not, nor could a text of nothing else.
    meant = not long_enough and misread * 2 <= outside
    if changed != text and not meant and plausibility(changed) > plausibility(text) + _GAIN / 2:
        return Mended(changed, "UTF-8 had been read as windows-1252")
    return Mended(text)


def _as_utf8(run: str) -> str:
    try:
        return b"".join(_byte(char) for char in run).decode("utf-8")
    except UnicodeError:
        return run


def _byte(char: str) -> bytes:
    return bytes([ord(char)]) if ord(char) < 0x100 else char.encode("cp1252")


def _mend_latin_gbk(text: str) -> Mended | None:
    """Chinese in GBK read as Latin-1: no Han at all, and long runs of accented capitals."""
    if re.search(r"[\u3400-\u9fff]", text) or not re.search(r"[\u00a1-\u00fe]{6}", text):
        return None
    try:
        raw = b"".join(_byte(char) for char in text)
    except UnicodeError:
        return None
    best = max((_try(raw, name) for name in ("gb18030", "big5hkscs", "euc_jp", "cp949")), key=plausibility)
    if plausibility(best) > max(plausibility(text) + _GAIN, 0.6):
        return Mended(best, "an East Asian encoding had been read as Latin-1")
    return None


def _try(raw: bytes, name: str) -> str:
    return raw.decode(name, "replace")


def _mend_gb(text: str) -> Mended | None:
    """UTF-8 read as GB 18030; only what lost no byte can be undone."""
    if len(_READ_AS_GB.findall(text)) * 12 < outside_ascii(text):
        return None
    lines = text.split("\n")
    changed = [_undo_gb(line) for line in lines]
    if changed == lines:
        return Mended(text, "", "UTF-8 seems to have been read as GB 18030")
    left = "some lines could not be mended" if any(_READ_AS_GB.search(line) for line in changed) else ""
    return Mended("\n".join(changed), "UTF-8 had been read as GB 18030", left)


def _undo_gb(line: str) -> str:
    if line.isascii():
        return line
    try:
        undone = line.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return line
    return undone if plausibility(undone) > plausibility(line) + _GAIN else line
