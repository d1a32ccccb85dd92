"""Web archives: WARC and ARC, plain or gzipped, record by record."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr, suppress
from typing import Any, BinaryIO, Final

from dateline.capture.formats.gzip_file import gunzip
from dateline.capture.limits import DOCUMENT_BYTES
from dateline.capture.options import CaptureOptions, MissingPackageError, Reading
from dateline.model.capture import Capture
from dateline.model.problem import Problem, Severity

_PAGES: Final = (
    "text/html", "application/xhtml+xml", "text/plain", "application/rss+xml", "application/atom+xml",
    "application/pdf"
)


def read(capture: Capture, options: CaptureOptions) -> Reading:  # noqa: ARG001 - the readers' common signature
    """Hand on every page of the archive."""
    reading = Reading()
    data = capture.data
    if data.startswith(b"\x1f\x8b") and _is_one_member(data):
        # Records must be gzipped one by one; some tools gzip the whole file.
        data, _ = gunzip(data)
    for item in pages_in(io.BytesIO(data), capture.name):
        if isinstance(item, Problem):
            reading.problems.append(item)
        else:
            reading.inner.append(item)
    if not reading.inner and not reading.problems:
        message = "the archive holds no page that was answered with success"
        reading.problems.append(Problem(capture.name, 0, 0, "DL112", message, ""))
    return reading


def _is_one_member(data: bytes) -> bool:
    unpacker = zlib.decompressobj(31)
    with suppress(zlib.error):
        head = unpacker.decompress(data, 2**22)
        return head.count(b"\nWARC/1.") > 0
    return False


def pages_in(stream: BinaryIO, name: str) -> Iterator[Capture | Problem]:
    """Yield the pages of an archive as they come; one record is in memory at a time.

    A damaged or cut archive gives the records before the damage, then a problem.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise MissingPackageError("web archives need the package warcio", "pip install 'dateline[warc]'") from None
    number = 0
    records: Any = iter(())
    faults = (ArchiveLoadFailed, OSError, ValueError, EOFError, LookupError, AttributeError)
    try:
        records = iter(ArchiveIterator(stream, arc2warc=True))
        while (record := _next(records)) is not None:
            number += 1
            yield from _page(record, name)
    except faults as error:
        message = f"the archive is damaged after record {number}: {' '.join(str(error).split())}"[:300]
        yield Problem(name, 0, 0, "DL117", message, "the records before it were read", Severity.WARNING)


def _next(records: Any) -> Any:
    """Return the next record or None; warcio's own warnings on stderr are left out."""
    with redirect_stderr(io.StringIO()):
        return next(records, None)


def _page(record: Any, name: str) -> Iterator[Capture | Problem]:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    known = record.rec_type in ("response", "resource", "conversion")
    if not known or not url.startswith(("http:", "https:", "file:")):
        return
    media_type = record.content_type or ""
    if record.rec_type == "response":
        if record.http_headers is None or not (record.http_headers.get_statuscode() or "").startswith("200"):
            return
        media_type = record.http_headers.get_header("Content-Type") or ""
    if not media_type.lower().startswith(_PAGES):
        return
    data = record.content_stream().read(DOCUMENT_BYTES + 1)
    label = f"{name}: {url}"
    if len(data) > DOCUMENT_BYTES:
        yield Problem(label, 0, 0, "DL116", f"the page is larger than {DOCUMENT_BYTES // 2**20} MiB", "")
        return
    if data.strip():
        date = ""
        with suppress(AttributeError):
            date = record.rec_headers.get_header("WARC-Date") or ""
        yield Capture(data, label, media_type, url, date)
