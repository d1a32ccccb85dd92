"""From what a person names on the command line to captures: files, folders, standard input, addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from dateline.capture.limits import MEMBER_BYTES
from dateline.model.capture import Capture
from dateline.model.problem import Problem

STDIN: Final = "-"
_CONTAINER_BYTES: Final = 2**30
"""Archives that are read whole; a WARC of any size is streamed instead."""
SKIPPED_SUFFIXES: Final = frozenset(
    "png jpg jpeg gif webp avif svg ico bmp css js mjs map woff woff2 ttf otf eot mp3 mp4 webm m4a wav lock pyc db "
    "sqlite"
    .split()
)
_CONTAINERS: Final = frozenset(("zip", "gz", "warc", "arc"))


@dataclass(frozen=True, slots=True)
class Source:
    """A capture with the file it came from, where there is one."""

    capture: Capture
    path: Path | None = None


def is_address(source: str) -> bool:
    """Tell whether a source names a page to fetch rather than a file."""
    return source.startswith(("http://", "https://"))


def read_sources(
    names: tuple[str, ...], *, stdin: BinaryIO, url: str = "", captured: str = ""
) -> Iterator[Source | Problem]:
    """Yield the captures behind names, in order; folders are walked by name, without hidden files or links.

    Addresses are not handled here: fetching is dateline.capture.fetch. ``url`` and ``captured`` are a person's word for
    what they name.
    """
    for name in names:
        if name == STDIN:
            yield Source(Capture(stdin.read(MEMBER_BYTES + 1)[:MEMBER_BYTES], "stdin", url=url, captured=captured))
            continue
        path = Path(name)
        if path.is_dir():
            yield from _folder(path, path, captured)
        elif path.exists():
            yield from _file(path, path.name, url, captured)
        else:
            yield Problem(name, 0, 0, "DL126", "there is no such file or folder", "")


def _folder(folder: Path, root: Path, captured: str) -> Iterator[Source | Problem]:
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield Problem(str(folder), 0, 0, "DL126", f"the folder cannot be read: {error.strerror}", "")
        return
    for path in entries:
        # A saved page's folder of pictures and scripts (page_files) holds no articles.
        if path.name.startswith(".") or path.is_symlink() or path.name.endswith(("_files", ".files")):
            continue
        if path.is_dir():
            yield from _folder(path, root, captured)
        elif path.suffix.lstrip(".").lower() not in SKIPPED_SUFFIXES:
            yield from _file(path, path.relative_to(root).as_posix(), "", captured)


def _file(path: Path, name: str, url: str, captured: str) -> Iterator[Source | Problem]:
    limit = _CONTAINER_BYTES if path.suffix.lstrip(".").lower() in _CONTAINERS else MEMBER_BYTES
    try:
        if not path.is_file():
            yield Problem(name, 0, 0, "DL126", "this is not a regular file", "")
            return
        if path.stat().st_size > limit:
            yield from _large(path, name, limit)
            return
        data = path.read_bytes()
    except OSError as error:
        yield Problem(name, 0, 0, "DL126", f"the file cannot be read: {error.strerror}", "")
        return
    yield Source(Capture(data, name, url=url, captured=captured), path)


def _large(path: Path, name: str, limit: int) -> Iterator[Source | Problem]:
    """Stream an archive that is too large to hold; refuse everything else."""
    from dateline.capture.detect import head_of, is_warc

    with path.open("rb") as stream:
        head = head_of(stream.read(8192), path.name)
        if not is_warc(head):
            yield Problem(name, 0, 0, "DL116", f"the file is larger than {limit // 2**20} MiB", "split it")
            return
        stream.seek(0)
        from dateline.capture.formats.warc import pages_in

        for item in pages_in(stream, name):
            yield item if isinstance(item, Problem) else Source(item, path)


