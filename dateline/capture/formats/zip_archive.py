"""A zip of captures: saved pages, an export, a vault's folder. Members are read in order, within limits."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Any, Final

from dateline.capture.limits import MEMBER_BYTES, MEMBERS, TOTAL_BYTES, LimitError, check_ratio
from dateline.capture.options import CaptureOptions, Reading
from dateline.capture.records import entry_from
from dateline.capture.sources import SKIPPED_SUFFIXES
from dateline.model.capture import Capture, Extracted
from dateline.model.problem import Problem

_FAULTS: Final = (
    zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError, ValueError, struct.error
)
"""What zipfile raises for damaged, encrypted and foreign archives; LimitError is a ValueError and caught first."""
_CHUNK: Final = 1 << 16
_OMNIVORE = re.compile(r"(?:^|/)metadata_\d+_to_\d+\.json$")


def read(capture: Capture, options: CaptureOptions) -> Reading:  # noqa: ARG001 - the readers' common signature
    """Hand on every member that may be a capture; Omnivore's pages get the metadata from beside them."""
    reading = Reading()
    try:
        with zipfile.ZipFile(io.BytesIO(capture.data)) as archive:
            _members(archive, capture, reading)
    except (*_FAULTS, LimitError) as error:
        code = "DL116" if isinstance(error, LimitError) else "DL117"
        reading.problems.append(Problem(capture.name, 0, 0, code, f"the zip cannot be read: {error}", ""))
    return reading


def _members(archive: zipfile.ZipFile, capture: Capture, reading: Reading) -> None:
    infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    if len(infos) > MEMBERS:
        raise LimitError(f"it has more than {MEMBERS} members")
    known = _omnivore(archive, infos)
    total = 0
    for info in infos:
        if _is_asset(info.filename) or _OMNIVORE.search(info.filename):
            continue
        name = f"{capture.name}/{info.filename}"
        try:
            data = unpack(archive, info)
        except LimitError as error:
            reading.problems.append(Problem(name, 0, 0, "DL116", str(error), "unpack it by hand if you trust it"))
            continue
        except _FAULTS as error:
            reading.problems.append(Problem(name, 0, 0, "DL117", f"the member cannot be unpacked: {error}", ""))
            continue
        total += len(data)
        if total > TOTAL_BYTES:
            raise LimitError(f"it unpacks to more than {TOTAL_BYTES // 2**30} GiB")
        record = known.get(PurePosixPath(info.filename).stem)
        found = entry_from({**record, "content": data.decode("utf-8", "replace")}, "the export") if record else None
        if isinstance(found, Extracted):
            reading.articles.append(found)
        else:
            reading.inner.append(Capture(data, name, captured=capture.captured))


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack one member in chunks; raise LimitError as soon as it is too large, whatever its header says."""
    out = bytearray()
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            out += chunk
            check_ratio(info.compress_size, len(out), MEMBER_BYTES)
    return bytes(out)


def _is_asset(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) or part.endswith(("_files", ".files")) for part in path.parts)
    return hidden or path.suffix.lstrip(".").lower() in SKIPPED_SUFFIXES


def _omnivore(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> dict[str, dict[str, Any]]:
    """Omnivore keeps metadata in lists and each page as ``content/SLUG.html``."""
    known: dict[str, dict[str, Any]] = {}
    for info in infos:
        if not _OMNIVORE.search(info.filename):
            continue
        try:
            entries = json.loads(unpack(archive, info))
        except (ValueError, LimitError, RecursionError):
            continue
        known.update({str(entry["slug"]): entry for entry in entries if isinstance(entry, dict) and entry.get("slug")})
    return known


