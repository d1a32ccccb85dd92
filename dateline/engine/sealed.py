"""Bytes that prove themselves: what the cache keeps is read back only if it is what was written."""

from __future__ import annotations

import marshal
from zlib import crc32

from dateline.errors import DatelineError

TYPE_CHECKING = False  # see engine/stamps.py
if TYPE_CHECKING:
    from typing import Any


class DamagedError(DatelineError):
    """A stored value is not what was stored; the cache has to be made again."""


def seal(data: bytes) -> bytes:
    """Put a checksum before the data (CRC-32: it finds every change of up to 32 neighbouring bits)."""
    return crc32(data).to_bytes(4, "little") + data


def unseal(data: bytes) -> bytes:
    """Return what was sealed; raise DamagedError where it has changed."""
    if not isinstance(data, bytes) or len(data) < 4 or crc32(memoryview(data)[4:]).to_bytes(4, "little") != data[:4]:
        raise DamagedError("the cache is damaged: delete the folder .dateline")
    return data[4:]


def pack_plain(value: Any) -> bytes:
    """Pack a value of plain tuples, texts and numbers to be part of one that is sealed: it is read back at once.

    Equal values give equal bytes: version 2 is the last that does not write down which objects are the same.
    """
    return marshal.dumps(value, 2)


def unpack_plain(data: bytes) -> Any:
    """Return a plain value out of what was unsealed."""
    return marshal.loads(data)  # noqa: S302 - our own cache, checked as a whole


def pack(value: object) -> bytes:
    """Pickle and seal a value; only this version of the program reads it."""
    import pickle  # not for a build with nothing to do

    return seal(pickle.dumps(value, protocol=5))


def unpack(data: bytes) -> Any:
    """Return a value that was packed; raise DamagedError where its bytes have changed."""
    import pickle

    return pickle.loads(unseal(data))  # noqa: S301 - our own cache, checked
