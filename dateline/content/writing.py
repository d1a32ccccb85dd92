"""The one place that opens a file for writing: whole or not at all, below a root, through no symlink."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

_TEMPORARY_PREFIX: Final = ".dateline-"
_TEMPORARY_SUFFIX: Final = ".tmp"
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0)
_DIRECTORY: Final = getattr(os, "O_DIRECTORY", 0)
_BINARY: Final = getattr(os, "O_BINARY", 0)
_HAS_HANDLES: Final = os.open in os.supports_dir_fd and os.mkdir in os.supports_dir_fd


class WriteRefusedError(OSError):
    """The path leaves the root, goes through a symlink, or may not be replaced."""


def atomic_write(
    root: Path, relative: str | PurePosixPath, data: bytes, *, durable: bool = True, replace: bool = True
) -> bool:
    """Write ``data`` to ``relative`` below ``root``; return False when the file held these bytes already.

    A reader, or the next run after a crash, sees the old file or the new one. Missing folders are made.
    ``durable`` waits until the bytes are on the disk (off only for what can be built again); with
    ``replace`` off an existing file is never touched. Raise WriteRefusedError for ``..``, an absolute path
    or a symlink on the way (the root itself may be one), FileExistsError where ``replace`` is off, and
    OSError as the system gives it (full disk, no permission); nothing is left behind then.
    """
    parts = _checked_parts(relative)
    with _folder(root, parts[:-1], durable=durable) as place:
        state = place.state(parts[-1])
        if state is not None:
            if not replace:
                raise FileExistsError(f"{relative} exists already")
            if place.read(parts[-1], state.st_size) == data:
                return False
        mode = stat.S_IMODE(state.st_mode) if state else None
        place.put(parts[-1], data, mode=mode, durable=durable, replace=replace)
    return True


def remove_temporaries(folder: Path) -> list[Path]:
    """Delete what a killed run left in ``folder`` and below; return the paths. Call only while holding the lock."""
    found = [
        path for path in sorted(folder.rglob(f"{_TEMPORARY_PREFIX}*{_TEMPORARY_SUFFIX}"))
        if not path.is_symlink() and path.is_file()
    ]
    for path in found:
        path.unlink(missing_ok=True)
    return found


def is_temporary(name: str) -> bool:
    """Tell whether a file's name is one that atomic_write uses while it works."""
    return name.startswith(_TEMPORARY_PREFIX) and name.endswith(_TEMPORARY_SUFFIX)


def _checked_parts(relative: str | PurePosixPath) -> tuple[str, ...]:
    text = str(relative)
    parts = tuple(text.split("/"))
    for part in parts:
        if part in ("", ".", "..") or "\0" in part or "\\" in part or len(os.fsencode(part)) > 255:
            raise WriteRefusedError(f"{text!r} is not a path below the root")
        if os.name == "nt" and ":" in part:
            raise WriteRefusedError(f"{text!r} names a drive or a stream")
    return parts


class _Place:
    """A folder, held by a handle where the system has them, so that nobody can swap it for a link meanwhile."""

    def __init__(self, path: Path, handle: int | None) -> None:
        self.path = path
        self.handle = handle

    def _name(self, name: str) -> str:
        return name if self.handle is not None else str(self.path / name)

    def state(self, name: str) -> os.stat_result | None:
        try:
            state = os.stat(self._name(name), dir_fd=self.handle, follow_symlinks=False)
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(state.st_mode):
            raise WriteRefusedError(f"{self.path / name} is not a regular file")
        return state

    def read(self, name: str, size: int) -> bytes | None:
        try:
            handle = os.open(self._name(name), os.O_RDONLY | _NO_FOLLOW | _BINARY, dir_fd=self.handle)
        except PermissionError:
            return None
        with os.fdopen(handle, "rb") as stream:
            return stream.read(size + 1)

    def put(self, name: str, data: bytes, *, mode: int | None, durable: bool, replace: bool) -> None:
        temporary = self._name(f"{_TEMPORARY_PREFIX}{os.getpid()}-{os.urandom(6).hex()}{_TEMPORARY_SUFFIX}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY
        handle = os.open(temporary, flags, 0o666, dir_fd=self.handle)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                if mode is not None and hasattr(os, "fchmod"):
                    os.fchmod(stream.fileno(), mode)
                if durable:
                    os.fsync(stream.fileno())
            self._settle(temporary, self._name(name), replace=replace)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary, dir_fd=self.handle)
            raise
        if durable:
            self.sync()

    def _settle(self, temporary: str, target: str, *, replace: bool) -> None:
        if replace:
            os.replace(temporary, target, src_dir_fd=self.handle, dst_dir_fd=self.handle)
        elif hasattr(os, "link"):
            # A hard link fails where the name exists, even if it was made a moment ago by another run.
            os.link(temporary, target, src_dir_fd=self.handle, dst_dir_fd=self.handle, follow_symlinks=False)
            os.unlink(temporary, dir_fd=self.handle)
        else:
            os.rename(temporary, target, src_dir_fd=self.handle, dst_dir_fd=self.handle)

    def sync(self) -> None:
        if self.handle is not None:
            os.fsync(self.handle)


@contextmanager
def _folder(root: Path, parts: tuple[str, ...], *, durable: bool) -> Iterator[_Place]:
    root.mkdir(parents=True, exist_ok=True)
    if not _HAS_HANDLES:
        yield _Place(_folder_by_path(root, parts), None)
        return
    handle = os.open(root, os.O_RDONLY | _DIRECTORY)
    path = root
    try:
        for part in parts:
            inner = _step(handle, path, part, durable=durable)
            os.close(handle)
            handle, path = inner, path / part
        yield _Place(path, handle)
    finally:
        os.close(handle)


def _step(handle: int, path: Path, part: str, *, durable: bool) -> int:
    try:
        return os.open(part, os.O_RDONLY | _DIRECTORY | _NO_FOLLOW, dir_fd=handle)
    except FileNotFoundError:
        with suppress(FileExistsError):
            os.mkdir(part, dir_fd=handle)
            if durable:
                os.fsync(handle)
        return os.open(part, os.O_RDONLY | _DIRECTORY | _NO_FOLLOW, dir_fd=handle)
    except OSError as error:
        # A link gives ELOOP or ENOTDIR, a file in the way ENOTDIR: both must not be written through.
        if stat.S_ISDIR(os.stat(part, dir_fd=handle, follow_symlinks=False).st_mode):
            raise
        raise WriteRefusedError(f"{path / part} is not a folder (a link is not followed)") from error


def _folder_by_path(root: Path, parts: tuple[str, ...]) -> Path:
    path = root
    for part in parts:
        path = path / part
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            raise WriteRefusedError(f"{path} is not a folder (a link is not followed)")
        path.mkdir(exist_ok=True)
    return path
