"""The parts of a MIME message (MHTML, mail), within limits and whatever its headers say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from typing import Final

from dateline.capture.decode import clean, decode
from dateline.capture.encodings import python_codec
from dateline.capture.limits import DOCUMENT_BYTES, MEMBERS, LimitError
from dateline.content.pictures import sniff

_MAX_NESTING: Final = 20


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf: its type in lower case, declared charset, address, bytes after transfer decoding, file name."""

    media_type: str
    charset: str
    location: str
    data: bytes
    name: str = ""
    content_id: str = ""


def parse_message(data: bytes) -> Message:
    """Parse a message; a blank line or a mailbox's ``From `` line before the headers is dropped."""
    return message_from_bytes(re.sub(rb"\A(?:\s+|>?From [^\n]*\n)+", b"", data, count=1))


def parts_of(message: Message) -> list[Part]:
    """Return the leaves in order; raise LimitError for too many, too deep, or too large ones."""
    out: list[Part] = []
    _collect(message, out, 0)
    return out


def _collect(message: Message, out: list[Part], depth: int) -> None:
    if depth > _MAX_NESTING or len(out) >= MEMBERS:
        raise LimitError("the message has too many parts or nests them too deep")
    payload = message.get_payload()
    if isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                _collect(part, out, depth + 1)
        return
    raw = message.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    if len(data) > DOCUMENT_BYTES:
        raise LimitError(f"a part is larger than {DOCUMENT_BYTES // 2**20} MiB")
    out.append(Part(
        message.get_content_type().lower(), _parameter(message, "charset"), header(message, "Content-Location"), data,
        _file_name(message), header(message, "Content-ID").strip("<>"),
    ))


def pictures_of(parts: list[Part]) -> dict[str, bytes]:
    """Map what a message's page may call its pictures onto their bytes: address, ``cid:``, file name."""
    found: dict[str, bytes] = {}
    for part in parts:
        if sniff(part.data) is None:
            continue
        names = (part.location, f"cid:{part.content_id}" if part.content_id else "", part.name)
        found.update({name: part.data for name in names if name})
    return found


def _parameter(message: Message, name: str) -> str:
    try:
        value = message.get_param(name)
    except (ValueError, IndexError, LookupError):
        return ""
    return value if isinstance(value, str) else ""


def _file_name(message: Message) -> str:
    try:
        return message.get_filename() or ""
    except (ValueError, IndexError, LookupError):
        return ""


def header(message: Message, name: str) -> str:
    """Return a header decoded (RFC 2047, also raw bytes in any encoding) and unfolded; empty if absent.

    >>> header(parse_message(b"Subject: =?gb2312?B?0MLOxQ==?=" + bytes([10, 10])), "Subject")
    '新闻'
    """
    value = message.get(name)
    if value is None:
        return ""
    try:
        chunks = decode_header(value)
    except (ValueError, LookupError, UnicodeError, HeaderParseError):
        chunks = [(str(value), None)]
    text = "".join(_chunk(chunk, charset) for chunk, charset in chunks)
    return " ".join(clean(text).split())


def _chunk(chunk: bytes | str, charset: str | None) -> str:
    if isinstance(chunk, str):
        raw = chunk.encode("utf-8", "surrogateescape")
        return chunk if raw.isascii() else decode(raw).text
    if charset and charset.lower() == "unknown-8bit":
        charset = None
    if chunk.isascii() and not charset:
        return chunk.decode("ascii")
    return decode(chunk, charset if charset and python_codec(charset) else "").text
