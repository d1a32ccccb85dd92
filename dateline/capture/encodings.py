"""Find out what encoding some bytes claim to be in, as a browser would.

WHATWG Encoding (https://encoding.spec.whatwg.org/#names-and-labels) for the labels, HTML Living Standard
13.2.3.2 ("prescan a byte stream to determine its encoding") for pages, XML 1.0 appendix F for XML.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

PRESCAN_BYTES: Final = 16384
"""How far to look for a declaration. Browsers read 1024 bytes, then more as they parse; saved pages often put
kilobytes of comments or styles first."""

# Labels whose browser meaning is a superset of what they say, by Python's codec names.
_SUPERSETS: Final[dict[str, str]] = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs",
    "shift_jis": "cp932", "euc_kr": "cp949", "johab": "cp949", "utf-16": "utf-16-le",
}
_OWN_LABELS: Final[dict[str, str]] = {
    "unicode-1-1-utf-8": "utf-8", "utf8mb4": "utf-8", "utf-8-sig": "utf-8", "x-sjis": "cp932", "windows-31j": "cp932",
    "x-euc-jp": "euc_jp", "x-gbk": "gb18030", "gb_2312": "gb18030", "gb_2312-80": "gb18030", "csgb2312": "gb18030",
    "x-x-big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cn-big5": "big5hkscs", "x-cp1252": "cp1252", "l1": "cp1252",
    "x-cp1251": "cp1251", "x-cp1250": "cp1250", "windows-949": "cp949", "ks_c_5601-1987": "cp949",
    "x-mac-roman": "mac_roman", "macintosh": "mac_roman", "x-user-defined": "cp1252", "iso-8859-8-i": "iso8859-8",
    "koi8-ru": "koi8_u", "unicode": "utf-16-le",
    "iso-10646-ucs-2": "utf-16-le", "csunicode": "utf-16-le", "ucs-2": "utf-16-le",
    "unicodefffe": "utf-16-be",
    "ms-cyrl": "cp1251", "csucs4": "utf-32", "ucs-4": "utf-32", "iso-10646-ucs-4": "utf-32",
}
# Codecs that change bytes to bytes, that only Python has, or that decode arbitrarily.
_NOT_TEXT: Final = frozenset({
    "base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "idna", "punycode", "unicode_escape", "raw_unicode_escape",
    "undefined", "mbcs", "oem", "utf-7",
})
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_XML_STARTS: Final = (
    (b"\x00\x00\x00<", "utf-32-be"), (b"<\x00\x00\x00", "utf-32-le"), (b"\x00<\x00?", "utf-16-be"),
    (b"<\x00?\x00", "utf-16-le"), (b"Lo\xa7\x94", "cp037"),
)
_SPACE: Final = b"\t\n\x0c\r "
_XML_DECLARATION = re.compile(
    rb"\s{0,64}<\?xml[^>]{0,200}?encoding\s{0,16}=\s{0,16}[\"']\s{0,16}([A-Za-z0-9._:-]{1,64})"
)


def python_codec(label: str) -> str:
    """Return Python's codec for a declared label, widened as browsers widen it; empty if there is none.

    >>> python_codec("GB2312"), python_codec("latin1"), python_codec("x-sjis"), python_codec("rot13")
    ('gb18030', 'cp1252', 'cp932', '')
    """
    key = label.strip("\t\n\x0c\r ").lower()
    if key in _OWN_LABELS:
        return _OWN_LABELS[key]
    if not re.fullmatch(r"[a-z0-9._:()+-]{1,64}", key):
        return ""
    try:
        found = codecs.lookup(key)
    except (LookupError, ValueError):
        return ""
    # CPython marks the codecs that turn bytes to bytes or text to text, whatever they are called in a version.
    if found.name in _NOT_TEXT or not getattr(found, "_is_text_encoding", True):
        return ""
    return _SUPERSETS.get(found.name, found.name)


def byte_order_mark(data: bytes) -> tuple[str, int]:
    """Return the codec that a byte order mark names and the mark's length; empty and 0 without one."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark)
    return "", 0


def xml_start(data: bytes) -> str:
    """Return the codec of an XML file in 2 or 4 bytes a character, or EBCDIC, that has no byte order mark."""
    return next((name for start, name in _XML_STARTS if data.startswith(start)), "")


def declared_in_xml(data: bytes) -> str:
    """Return the label in the XML declaration, or empty."""
    match = _XML_DECLARATION.match(data[:PRESCAN_BYTES])
    return match[1].decode("ascii") if match else ""


def declared_in_html(data: bytes, limit: int = PRESCAN_BYTES) -> str:
    """Return the codec that the first usable ``meta`` of a page declares, or empty.

    UTF-16 in a ``meta`` means UTF-8, since the ``meta`` could not have been read otherwise.
    """
    return _Prescan(data[:limit]).run()


class _Prescan:
    """The standard's byte-level reader: tags, comments and attributes, nothing more."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def run(self) -> str:
        data = self.data
        while (start := data.find(b"<", self.at)) >= 0:
            self.at = start
            rest = data[self.at : self.at + 6].lower()
            if rest.startswith(b"<!--"):
                end = data.find(b"-->", self.at + 2)
                if end < 0:
                    return ""
                self.at = end + 3
            elif rest.startswith(b"<meta") and rest[5:6] and rest[5:6] in _SPACE + b"/":
                self.at += 6
                if found := self._meta():
                    return found
            elif re.match(rb"</?[a-z]", rest):
                self._skip_tag()
            elif rest[1:2] in (b"!", b"/", b"?"):
                end = data.find(b">", self.at)
                if end < 0:
                    return ""
                self.at = end + 1
            else:
                self.at += 1
        return ""

    def _skip_tag(self) -> None:
        match = re.compile(rb"[^\t\n\x0c\r >]*").match(self.data, self.at)
        self.at = match.end() if match else len(self.data)
        while self._attribute() is not None:
            pass

    def _meta(self) -> str:
        seen: set[bytes] = set()
        got_pragma, need_pragma, charset = False, None, ""
        while (pair := self._attribute()) is not None:
            name, value = pair
            if name in seen:
                continue
            seen.add(name)
            if name == b"http-equiv":
                got_pragma = value == b"content-type"
            elif name == b"content" and not charset:
                charset = _charset_in_content(value)
                if charset:
                    need_pragma = True
            elif name == b"charset":
                charset, need_pragma = value.decode("ascii", "replace"), False
        if self.data[self.at - 1] != 0x3E:
            # The tag is not closed: no browser would see it.
            return ""
        if need_pragma is None or (need_pragma and not got_pragma):
            return ""
        codec = python_codec(charset)
        return "utf-8" if codec.startswith(("utf-16", "utf-32")) else codec

    def _attribute(self) -> tuple[bytes, bytes] | None:
        data, end = self.data, len(self.data)
        while self.at < end and data[self.at] in _SPACE + b"/":
            self.at += 1
        if self.at >= end or data[self.at] == 0x3E:
            self.at += self.at < end
            return None
        start = self.at
        while self.at < end and data[self.at] not in _SPACE + b"/>" and (data[self.at] != 0x3D or self.at == start):
            self.at += 1
        name = data[start : self.at].lower()
        self._skip_space()
        if self.at >= end or data[self.at] != 0x3D:
            return name, b""
        self.at += 1
        self._skip_space()
        return name, self._value()

    def _skip_space(self) -> None:
        while self.at < len(self.data) and self.data[self.at] in _SPACE:
            self.at += 1

    def _value(self) -> bytes:
        data = self.data
        quote = data[self.at : self.at + 1]
        if quote in (b'"', b"'") and quote:
            end = data.find(quote, self.at + 1)
            # A value that the first bytes cut off declares nothing.
            value = data[self.at + 1 : end] if end >= 0 else b""
            self.at = end + 1 if end >= 0 else len(data)
            return value.lower()
        match = re.compile(rb"[^\t\n\x0c\r >]*").match(data, self.at)
        value = match[0] if match else b""
        self.at += len(value)
        return value.lower()


def _charset_in_content(value: bytes) -> str:
    match = re.search(rb"charset[\t\n\x0c\r ]*=[\t\n\x0c\r ]*(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\x0c\r ;\"']+))", value)
    if match is None:
        return ""
    return (match[1] or match[2] or match[3] or b"").decode("ascii", "replace")
