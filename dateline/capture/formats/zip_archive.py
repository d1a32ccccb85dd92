"""A zip of captures: saved pages, an export, a vault's folder. Members are read in order, within limits."""

from __future__ import annotations

import io
import json
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final

from dateline.capture.limits import MEMBER_BYTES, MEMBERS, TOTAL_BYTES, LimitError, check_ratio
from dateline.capture.options import CaptureOptions, Reading
from dateline.capture.pictures import MOST_BYTES, relative_references
from dateline.capture.records import entry_from
from dateline.capture.sources import SKIPPED_SUFFIXES
from dateline.content.pictures import PICTURE_BYTES, SUFFIXES
from dateline.model.capture import Capture, Extracted
from dateline.model.problem import Problem

_FAULTS: Final = (
    zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError, ValueError, struct.error
)
"""What zipfile raises for damaged, encrypted and foreign archives; LimitError is a ValueError and caught first."""
_CHUNK: Final = 1 << 16
_OMNIVORE = re.compile(r"(?:^|/)metadata_\d+_to_\d+\.json$")


def read(capture: Capture, options: CaptureOptions) -> Reading:
    """Hand on every member that may be a capture; Omnivore's pages get the metadata from beside them."""
    reading = Reading()
    for item in _members(io.BytesIO(capture.data), capture.name, capture.captured, assets=options.assets):
        if isinstance(item, Problem):
            reading.problems.append(item)
        elif isinstance(item, Extracted):
            reading.articles.append(item)
        else:
            reading.inner.append(item)
    return reading


def members_in(path: Path, name: str, captured: str, *, assets: bool = False) -> Iterator[Capture | Problem]:
    """Yield the members of a zip on disk, one in memory at a time; with ``assets`` each with the pictures it names."""
    with path.open("rb") as stream:
        for item in _members(stream, name, captured, assets=assets):
            if not isinstance(item, Extracted):
                yield item


def is_export(path: Path) -> bool:
    """Tell whether a zip is an export whose members belong together (Omnivore)."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(_OMNIVORE.search(name) for name in archive.namelist())
    except _FAULTS:
        return False


def _members(
    stream: BinaryIO, name: str, captured: str, *, assets: bool
) -> Iterator[Capture | Extracted | Problem]:
    try:
        with zipfile.ZipFile(stream) as archive:
            infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
            if len(infos) > MEMBERS:
                raise LimitError(f"it has more than {MEMBERS} members")
            known = _omnivore(archive, infos)
            total = 0
            pictures = {info.filename: info for info in infos if _is_picture(info)} if assets else {}
            for info in infos:
                if _is_asset(info.filename) or _OMNIVORE.search(info.filename):
                    continue
                item = _member(archive, info, f"{name}/{info.filename}", known, captured)
                if pictures and isinstance(item, Capture):
                    item = replace(item, resources=_beside(archive, pictures, info.filename, item.data))
                total += size_of(item) if isinstance(item, Capture) else 0
                if total > TOTAL_BYTES:
                    raise LimitError(f"it unpacks to more than {TOTAL_BYTES // 2**30} GiB")
                yield item
    except (*_FAULTS, LimitError) as error:
        code = "DL116" if isinstance(error, LimitError) else "DL117"
        yield Problem(name, 0, 0, code, f"the zip cannot be read: {error}", "")


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, known: dict[str, dict[str, Any]], captured: str
) -> Capture | Extracted | Problem:
    try:
        data = unpack(archive, info)
    except LimitError as error:
        return Problem(name, 0, 0, "DL116", str(error), "unpack it by hand if you trust it")
    except _FAULTS as error:
        return Problem(name, 0, 0, "DL117", f"the member cannot be unpacked: {error}", "")
    record = known.get(PurePosixPath(info.filename).stem)
    found = entry_from({**record, "content": data.decode("utf-8", "replace")}, "the export") if record else None
    return found if isinstance(found, Extracted) else Capture(data, name, captured=captured)


def size_of(capture: Capture) -> int:
    """Return how many bytes a capture holds, with the pictures beside it."""
    return len(capture.data) + sum(map(len, capture.resources.values()))


def _is_picture(info: zipfile.ZipInfo) -> bool:
    return info.filename.lower().endswith(SUFFIXES) and info.file_size <= PICTURE_BYTES


def _beside(
    archive: zipfile.ZipFile, pictures: Mapping[str, zipfile.ZipInfo], member: str, data: bytes
) -> dict[str, bytes]:
    """Unpack the pictures that a member names by relative paths; what cannot be unpacked is as if it were not there."""
    found: dict[str, bytes] = {}
    folder = posixpath.dirname(member)
    room = MOST_BYTES
    for reference in sorted(relative_references(data)):
        info = pictures.get(posixpath.normpath(posixpath.join(folder, reference)))
        if info is None or info.file_size > room:
            continue
        with suppress(*_FAULTS):
            found[reference] = unpack(archive, info)
            room -= len(found[reference])
    return found


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


