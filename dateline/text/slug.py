"""Make names for addresses and files out of titles: lower case, letters and digits of any script, hyphens.

A slug is a function of its text alone, so it is the same on every machine and in every year. Two
different texts get one slug only when they differ in case, accents, spacing or punctuation.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

COMPONENT_BYTES: Final = 100
"""The longest name of a file or folder, in UTF-8: Linux allows 255, encrypted home folders 143, zip tools less."""

# Symbols that tell names apart: C, C++ and C#; .NET and net; AT&T.
_SPOKEN: Final[dict[str, str]] = {
    "+": "plus", "#": "sharp", "&": "and", "@": "at", "%": "percent", "€": "euro", "£": "pound", "$": "dollar",
    "=": "equals", "*": "star",
}
# Latin letters that do not decompose into a base letter and an accent.
_LATIN: Final = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŋ": "ng", "ŧ": "t",
})
# Windows refuses these as names, with any suffix, in any case.
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
# What Windows or a URL cannot hold in a part of a path; controls, also of direction and of lines; halves of characters;
# blanks and dots at the ends.
_UNFIT = re.compile(
    '[\x00-\x1f\x7f-\x9f<>:"/\\\\|?*#\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]|^[. ]|[. ]$'
)
_LEADING_DOT = re.compile(r"(?<![\w.])\.(?=[^\W\d_])")
_GLUED_SYMBOL = re.compile(r"(?<=\w)[+#*]+(?!\w)|[+#@*](?=\w)|(?<=\S)[&+](?=\S)|&|[%€£$]|(?<=\w)=(?=\w)")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")


@lru_cache(maxsize=65536)
def slug(text: str, *, romanise: bool = False, limit: int = COMPONENT_BYTES) -> str:
    """Return the slug of a title or a name; never empty, at most ``limit`` bytes of UTF-8, never a reserved name.

    Han, kana, hangul and other scripts stay as they are; Latin letters lose their accents. With
    ``romanise`` Han becomes pinyin (needs pypinyin) followed by four digits of a hash, since 李力 and 李丽 sound alike.

    >>> slug("4个月建成10万块GPU数据中心"), slug("C++"), slug("C#"), slug(".NET"), slug("🚀")
    ('4个月建成10万块gpu数据中心', 'c-plus-plus', 'c-sharp', 'dot-net', 'u1f680')
    """
    composed = unicodedata.normalize("NFC", text)
    words = _words(_pinyin(composed) if romanise else composed)
    if not words:
        words = _code_points(composed)
    if romanise and _pinyin(composed) != composed:
        words = f"{words}-{_digest(composed, 4)}"
    if is_reserved(words):
        words = f"{words}-{_digest(composed, 4)}"
    return shorten(words, composed, limit)


def shorten(name: str, identity: str, limit: int = COMPONENT_BYTES) -> str:
    """Cut ``name`` to ``limit`` bytes at a character, adding a hash of ``identity`` when something was cut.

    Two texts with a long common start stay apart by their hashes.
    """
    if len(name.encode()) <= limit:
        return name
    tail = "-" + _digest(identity, 8)
    head = name.encode()[: limit - len(tail)].decode("utf-8", "ignore")
    # Cutting between a letter and its combining mark would change the letter.
    while head and unicodedata.combining(name[len(head)]):
        head = head[:-1]
    word_start = head.rfind("-")
    if word_start > limit // 2:
        head = head[:word_start]
    return head.rstrip("-") + tail


def component(name: str) -> str:
    """Return a name that people gave as it is (NFC) where every system takes it for one file's name, else its slug.

    >>> component("2024-11-28 xAI"), component("../up"), component("con"), component("C#")
    ('2024-11-28 xAI', 'up', 'con-1143', 'c-sharp')
    """
    composed = name if name.isascii() else unicodedata.normalize("NFC", name)
    if _UNFIT.search(composed) or is_reserved(composed):
        return slug(composed)
    return shorten(composed, composed)


def is_reserved(name: str) -> bool:
    """Tell whether some system refuses ``name`` as a file's name, alone or before a suffix."""
    return name.partition(".")[0].rstrip(" ").casefold() in _DEVICES or name in {"", ".", ".."}


def unique_key(name: str) -> str:
    """Return what two names may not share in one folder: the NFC of the case-folded NFKC form.

    Case-insensitive systems see ``Foo`` and ``foo`` as one file, macOS also NFC and NFD.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def _words(text: str) -> str:
    spoken = _LEADING_DOT.sub(" dot ", unicodedata.normalize("NFKC", text))
    spoken = _GLUED_SYMBOL.sub(_speak, spoken)
    spoken = _DECIMAL.sub("-", _APOSTROPHE.sub("", spoken)).casefold().translate(_LATIN)
    kept = "".join(char if _belongs(char) else "-" for char in _without_accents(spoken))
    return re.sub(r"-{2,}", "-", kept).strip("-")


def _speak(match: re.Match[str]) -> str:
    return "".join(f" {_SPOKEN[char]} " for char in match[0])


def _without_accents(text: str) -> str:
    out: list[str] = []
    base = ""
    for char in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(char):
            base = char
        elif base.isascii() or not _belongs(base):
            continue
        out.append(char)
    return unicodedata.normalize("NFC", "".join(out))


def _belongs(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


def _code_points(text: str) -> str:
    """Name what has no letter at all (an emoji, "!!!") by its code points, leaving out variation selectors."""
    visible = [char for char in text if not char.isspace() and unicodedata.category(char)[0] not in "CM"]
    return "-".join(f"u{ord(char):x}" for char in visible) or "untitled"


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def _pinyin(text: str) -> str:
    if not re.search(r"[\u3400-\u9fff\U00020000-\U0003ffff]", text):
        return text
    try:
        from pypinyin import lazy_pinyin
    except ImportError:
        return text
    # pypinyin reads by phrase, so 重庆 is chong-qing and 银行 yin-hang; it hands back other text in runs.
    return " ".join(lazy_pinyin(text, v_to_u=False))
