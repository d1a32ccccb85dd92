"""Bytes to text: what is declared, what the bytes show, and what to do when the two disagree.

A declaration is believed unless the bytes contradict it: text that is valid UTF-8 is UTF-8, whatever it says, and a
declared encoding that makes rubbish loses against one that makes writing. Every doubt is returned in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.capture.encodings import byte_order_mark, declared_in_html, declared_in_xml, python_codec, xml_start
from dateline.capture.mojibake import mend
from dateline.capture.plausible import plausibility, replacement_share
from dateline.model.capture import Certainty

_CANDIDATES: Final = (
    "gb18030", "big5hkscs", "euc_jp", "cp932", "cp949", "cp1252",
    "cp1251", "cp1250", "koi8_r", "cp1256", "cp1255", "cp1253",
)
_MARGIN: Final = 0.35
"""How much more plausible another decoding must be to overrule a declaration."""
_CLEARLY_WRITING: Final = 0.8
_SAMPLE_BYTES: Final = 65536
_FEW_HIGH_BYTES: Final = 8
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufdd0-\ufdef]")
_LINE_ENDS = re.compile("\r\n?")
_CONTROLS: Final = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n")
_HIGH_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
# Authors wrote windows-1252 quotes as numeric references or inside UTF-8; browsers read them so.
_CONTROLS_MEANT: Final = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without NUL, lone surrogates or control characters; line ends are newlines.

    ``encoding`` is Python's codec name; ``doubts`` are sentences for the reviewer, empty when all is sure.
    """

    text: str
    encoding: str
    certainty: Certainty = Certainty.SURE
    doubts: tuple[str, ...] = ()


def decode(data: bytes, declared: str = "", *, markup: bool = False, repair: bool = True) -> Decoded:
    """Decode ``data``; never fails.

    ``declared`` is the label of the transport (an HTTP or MIME header), ``markup`` says to look for declarations
    inside (meta, XML declaration). With ``repair`` text that was garbled before it was saved is mended.
    """
    mark, length = byte_order_mark(data)
    if mark:
        return _finish(data[length:], mark, Certainty.SURE, (), repair=repair)
    wide = _two_bytes_a_character(data)
    if wide:
        return _finish(data, wide, Certainty.LIKELY, (), repair=repair)
    label = python_codec(declared) if declared else ""
    if not label and markup:
        label = xml_start(data) or python_codec(declared_in_xml(data)) or declared_in_html(data)
    name, certainty, doubts = _choose(data, label)
    if declared and not python_codec(declared):
        doubts = (f"the declared encoding {declared[:40]!r} does not exist", *doubts)
    return _finish(data, name, certainty, doubts, repair=repair)


def decode_html(data: bytes, declared: str = "") -> Decoded:
    """Decode a page or an XML file, which may declare its encoding inside; see decode."""
    return decode(data, declared, markup=True)


def clean(text: str) -> str:
    r"""Drop NUL, control characters, lone surrogates and noncharacters; make every line end a newline.

    The controls U+0080 to U+009F become what windows-1252 has at their place.

    >>> clean("a\\r\\nb\\x00\\ud800")
    'a\\nb'
    """
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    return _FORBIDDEN.sub(_meant, text) if _may_hold_forbidden(text) else text


def _may_hold_forbidden(text: str) -> bool:
    """Look at the UTF-8 bytes first: ten times as fast as the pattern on a page's markup."""
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    if len(raw.translate(None, _CONTROLS)) != len(raw) or b"\xef\xb7" in raw or b"\xef\xbf" in raw:
        return True
    return _HIGH_CONTROL.search(raw) is not None


def _meant(match: re.Match[str]) -> str:
    return _CONTROLS_MEANT.get(ord(match[0]), "")


def _finish(data: bytes, name: str, certainty: Certainty, doubts: tuple[str, ...], *, repair: bool) -> Decoded:
    text = _lenient(data, name)
    if "\ufffd" in text:
        lost = text.count("\ufffd")
        doubts = (*doubts, f"{lost} byte sequence{'s' * (lost != 1)} could not be read as {name}")
        certainty = Certainty.LIKELY if replacement_share(text) < 0.01 else Certainty.DOUBTFUL
    if repair:
        mended = mend(text)
        text = mended.text
        doubts = (*doubts, *(sentence for sentence in (mended.what, mended.left) if sentence))
        if mended.left:
            certainty = Certainty.DOUBTFUL
    return Decoded(clean(text).removeprefix("\ufeff"), name, certainty, doubts)


def _lenient(data: bytes, name: str) -> str:
    if name == "cp1252":
        return data.decode("cp1252", "windows-1252") if _register_1252() else ""
    return data.decode(name, "replace")


def _register_1252() -> bool:
    """Give the five unassigned bytes their C1 controls, as browsers do, so that 0x81 is no error."""
    import codecs

    def fill(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        return "".join(map(chr, error.object[error.start : error.end])), error.end

    codecs.register_error("windows-1252", fill)
    return True


def _two_bytes_a_character(data: bytes) -> str:
    """Recognise UTF-16 and UTF-32 without a mark by where their NULs are."""
    head = data[:4096]
    if len(head) < 4 or b"\0" not in head:
        return ""
    if start := xml_start(head):
        return start
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.3 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.3 and odd < half * 0.05:
        return "utf-16-be"
    return _chinese_utf16(head)


def _chinese_utf16(head: bytes) -> str:
    """Chinese text in UTF-16 has NULs only in its spaces and line ends; its score decides."""
    even_head = head[: len(head) // 2 * 2]
    scores = {name: plausibility(even_head.decode(name, "replace")) for name in ("utf-16-le", "utf-16-be")}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0.8 else ""


def _choose(data: bytes, label: str) -> tuple[str, Certainty, tuple[str, ...]]:
    if data.isascii() and b"\x1b$" not in data:
        return (label or "utf-8"), Certainty.SURE, ()
    if _is_utf8(data):
        if label in ("", "utf-8"):
            return "utf-8", Certainty.SURE, ()
        if plausibility(_sample(data, "utf-8")) >= plausibility(_sample(data, label)):
            return "utf-8", Certainty.LIKELY, (f"{label} is declared, but the text is valid UTF-8",)
        return label, Certainty.LIKELY, ()
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE_BYTES])
    if label and (high < _FEW_HIGH_BYTES or label.startswith(("utf-16", "utf-32", "iso2022", "cp037"))):
        return label, Certainty.LIKELY, ()
    if label:
        declared = _sample(data, label)
        if "\ufffd" not in declared and plausibility(declared) > _CLEARLY_WRITING:
            return label, Certainty.SURE, ()
    candidates = dict.fromkeys(name for name in (label, "utf-8", *_CANDIDATES) if name)
    scores = {name: plausibility(_sample(data, name)) for name in candidates}
    best = max(scores, key=lambda name: scores[name])
    if label and scores[best] <= scores[label] + _MARGIN:
        return label, Certainty.SURE, ()
    if label:
        return best, Certainty.LIKELY, (f"{label} is declared, but the text reads as {best}",)
    if best == "utf-8":
        return best, Certainty.LIKELY, ()
    sure = scores[best] > 0.6 and high >= _FEW_HIGH_BYTES
    doubt = () if sure else (f"no encoding is declared; {best} is a guess",)
    return best, Certainty.LIKELY if sure else Certainty.DOUBTFUL, doubt


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A file cut off in the middle of a character is still UTF-8.
        return error.start >= len(data) - 3 and error.reason == "unexpected end of data" and error.start > 0
    return True


def _sample(data: bytes, name: str) -> str:
    """Decode the part that holds the most text: from the first byte outside ASCII on."""
    first = next((i for i, byte in enumerate(data) if byte >= 0x80), 0)
    start = max(0, data.rfind(b"<", 0, first + 1), data.rfind(b"\n", 0, first + 1))
    return _lenient(data[start : start + _SAMPLE_BYTES], name)
