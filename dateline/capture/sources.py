"""From what a person names on the command line to captures: files, folders, standard input, addresses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from dateline.capture.limits import MEMBER_BYTES
from dateline.model.capture import Capture
from dateline.model.problem import Problem

STDIN: Final = "-"
_CONTAINER_BYTES: Final = 2**30
"""Archives that are read whole (exports); others are streamed and may have any size."""
SKIPPED_SUFFIXES: Final = frozenset(
    "png jpg jpeg gif webp avif svg ico bmp css js mjs map woff woff2 ttf otf eot mp3 mp4 webm m4a wav lock pyc db "
    "sqlite"
    .split()
)
BESIDE: Final = ("_files", ".files")
"""How the folder of pictures and scripts ends that a browser saves with a page: it holds no articles."""
_CONTAINERS: Final = frozenset(("zip", "gz", "warc", "arc"))


@dataclass(frozen=True, slots=True)
class Source:
    """A capture with the file it came from, where there is one.

    ``member`` marks what an archive holds, ``fetched`` what a person named by its address.
    """

    capture: Capture
    path: Path | None = None
    member: bool = False
    fetched: bool = False


@dataclass(frozen=True, slots=True)
class Emptied:
    """Follows the members of an archive: all of them have been yielded."""

    path: Path
    name: str


Item = Source | Problem | Emptied


def is_address(source: str) -> bool:
    """Tell whether a source names a page to fetch rather than a file."""
    return source.startswith(("http://", "https://"))


def count_files(names: tuple[str, ...]) -> int:
    """Return about how many captures stand behind names, without opening any: an archive counts as one."""
    total = 0
    for name in names:
        path = Path(name)
        total += sum(entry.is_file() for entry in path.rglob("*")) if path.is_dir() else 1
    return total


def read_sources(
    names: tuple[str, ...], *, stdin: BinaryIO, url: str = "", captured: str = "", expand: bool = True,
    assets: bool = False
) -> Iterator[Item]:
    """Yield the captures behind names, in order; folders are walked by name, without hidden files or links.

    Archives are unpacked member by member, so that each has limits of its own and any size streams through; with
    ``expand`` off they are captures like others. Addresses are not handled here: fetching is dateline.capture.fetch.
    ``url`` and ``captured`` are a person's word for what they name. With ``assets`` each capture carries the pictures
    that were saved beside it.
    """
    seen = _Seen(captured, expand=expand, assets=assets)
    for name in names:
        if name == STDIN:
            yield Source(Capture(stdin.read(MEMBER_BYTES + 1)[:MEMBER_BYTES], "stdin", url=url, captured=captured))
            continue
        path = Path(name)
        if path.is_dir():
            yield from _folder(path, path, seen)
        elif path.exists():
            yield from _file(path, path.name, url, seen)
        else:
            yield Problem(name, 0, 0, "DL126", "there is no such file or folder", "")


@dataclass(frozen=True, slots=True)
class _Seen:
    """How files are looked at."""

    captured: str
    expand: bool
    assets: bool


def _folder(folder: Path, root: Path, seen: _Seen) -> Iterator[Item]:
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield Problem(str(folder), 0, 0, "DL126", f"the folder cannot be read: {error.strerror}", "")
        return
    for path in entries:
        if path.name.startswith(".") or path.is_symlink() or path.name.endswith(BESIDE):
            continue
        if path.is_dir():
            yield from _folder(path, root, seen)
        elif path.suffix.lstrip(".").lower() not in SKIPPED_SUFFIXES:
            yield from _file(path, path.relative_to(root).as_posix(), "", seen)


def _file(path: Path, name: str, url: str, seen: _Seen) -> Iterator[Item]:
    container = path.suffix.lstrip(".").lower() in _CONTAINERS
    try:
        if not path.is_file():
            yield Problem(name, 0, 0, "DL126", "this is not a regular file", "")
            return
        if seen.expand and (unpacked := _unpack(path, name, seen)):
            yield from unpacked
            yield Emptied(path, name)
            return
        limit = _CONTAINER_BYTES if container else MEMBER_BYTES
        if path.stat().st_size > limit:
            yield Problem(name, 0, 0, "DL116", f"the file is larger than {limit // 2**20} MiB", "split it")
            return
        data = path.read_bytes()
        beside = _beside(path, data) if seen.assets and not container else {}
    except OSError as error:
        yield Problem(name, 0, 0, "DL126", f"the file cannot be read: {error.strerror}", "")
        return
    yield Source(Capture(data, name, url=url, captured=seen.captured, resources=beside), path)


def _beside(path: Path, data: bytes) -> dict[str, bytes]:
    """Read the pictures that a saved page or a note names by relative paths, if they lie below its folder."""
    from dateline.capture.pictures import MOST_BYTES, relative_references
    from dateline.content.pictures import PICTURE_BYTES, SUFFIXES

    found: dict[str, bytes] = {}
    folder = path.parent.resolve()
    room = MOST_BYTES
    for reference in sorted(relative_references(data)):
        if not reference.lower().endswith(SUFFIXES) or "\0" in reference:
            continue
        with suppress(OSError, ValueError):
            file = (folder / reference).resolve()
            size = file.stat().st_size if file.is_relative_to(folder) and file.is_file() else room + 1
            if size <= min(room, PICTURE_BYTES):
                found[reference] = file.read_bytes()
                room -= size
    return found


def _unpack(path: Path, name: str, seen: _Seen) -> Iterator[Source | Problem] | None:
    """Return the members of an archive, one at a time, or None for a file that is none or is an export of its own."""
    from dateline.capture.detect import HEAD_BYTES, head_of, is_warc, is_zip

    with path.open("rb") as stream:
        head = head_of(stream.read(HEAD_BYTES), path.name)
    if is_warc(head):
        return _warc_pages(path, name)
    return _zip_members(path, name, seen) if is_zip(head) else None


def _warc_pages(path: Path, name: str) -> Iterator[Source | Problem]:
    from dateline.capture.formats.warc import pages_in
    from dateline.capture.options import MissingPackageError

    try:
        with path.open("rb") as stream:
            for item in pages_in(stream, name):
                yield item if isinstance(item, Problem) else Source(item, member=True)
    except MissingPackageError as error:
        yield Problem(name, 0, 0, "DL115", str(error), error.hint)


def _zip_members(path: Path, name: str, seen: _Seen) -> Iterator[Source | Problem] | None:
    from dateline.capture.formats.zip_archive import is_export, members_in

    if is_export(path):
        return None
    found = members_in(path, name, seen.captured, assets=seen.assets)
    return (item if isinstance(item, Problem) else Source(item, member=True) for item in found)
