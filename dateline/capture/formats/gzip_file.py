"""One gzipped capture (``page.html.gz``), unpacked within limits."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.capture.limits import MEMBER_BYTES, LimitError, check_ratio
from dateline.capture.options import CaptureOptions, Reading
from dateline.model.problem import Problem, Severity

if TYPE_CHECKING:
    from dateline.model.capture import Capture

_CHUNK = 1 << 16


def read(capture: Capture, options: CaptureOptions) -> Reading:  # noqa: ARG001 - the readers' common signature
    """Unpack and hand on; a file that is cut off gives what it has."""
    try:
        data, whole = gunzip(capture.data)
    except LimitError as error:
        return Reading(problems=[Problem(capture.name, 0, 0, "DL116", str(error), "unpack it by hand if you trust it")])
    inner = replace(capture, data=data, name=capture.name.removesuffix(".gz"), media_type="")
    problems = []
    if not whole:
        message = "the gzip data is damaged or cut off; what could be unpacked was read"
        problems.append(Problem(capture.name, 0, 0, "DL117", message, "", Severity.WARNING))
    return Reading(inner=[inner] if data else [], problems=problems)


def gunzip(data: bytes, limit: int = MEMBER_BYTES) -> tuple[bytes, bool]:
    """Unpack one or more gzip members; the second value tells whether the data was whole.

    Raises LimitError for a bomb before it is unpacked: memory stays below ``limit`` and a chunk.
    """
    out = bytearray()
    rest = data
    while rest:
        unpacker = zlib.decompressobj(31)
        try:
            while not unpacker.eof and rest:
                out += unpacker.decompress(rest, _CHUNK)
                rest = unpacker.unconsumed_tail
                check_ratio(len(data), len(out), limit)
        except zlib.error:
            return bytes(out), False
        if not unpacker.eof:
            return bytes(out), False
        rest = unpacker.unused_data
        if not rest.startswith(b"\x1f\x8b"):
            break
    return bytes(out), True
