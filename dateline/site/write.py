"""Write the site: atomically, only what changed, nothing outside the folder, nothing left over.

Paths are those of the plan; every file is opened relative to its folder's handle without following links,
so that a link planted in the output cannot lead a write elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from dateline.site import addresses
from dateline.site.files import digest

KEPT: Final = frozenset((".git", ".nojekyll", "CNAME"))
"""Names in the output's top folder that are never removed: a checkout of the published branch has them."""


class UnsafePathError(ValueError):
    """A page would be written outside the output folder, or through a link."""


def write_file(root: Path, path: str, data: bytes) -> bool:
    """Write one file under ``root`` if its bytes differ; return whether it was written.

    The new bytes take the place of the old in one rename. Raises UnsafePathError for a path that leaves ``root``.
    """
    parts = path.split("/")
    if path.startswith("/") or any(part in ("", ".", "..") or "\0" in part or "\\" in part for part in parts):
        raise UnsafePathError(f"not a path of a page: {path!r}")
    target = str(root / path)
    try:
        handle = os.open(target, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        _make_folder(root, parts[:-1])
    except OSError:
        _clear(root, parts)
    else:
        with os.fdopen(handle, "rb") as old:
            if os.fstat(old.fileno()).st_size == len(data) and old.read() == data:
                return False
    temporary = f"{target}.new"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o644)
    with os.fdopen(handle, "wb", buffering=0) as new:
        view = memoryview(data)
        while view:
            view = view[new.write(view):]
    os.replace(temporary, target)
    return True


def _make_folder(root: Path, parts: list[str]) -> None:
    """Make a folder and those above it; a link or a file in the way is an error."""
    folder = str(root / "/".join(parts)) if parts else str(root)
    try:
        os.mkdir(folder)
    except FileNotFoundError:
        if parts:
            _make_folder(root, parts[:-1])
        else:
            root.mkdir(parents=True, exist_ok=True)
        _make_folder(root, parts)
    except FileExistsError:
        if os.path.islink(folder) and parts:
            raise UnsafePathError(f"{folder} is a link") from None
        if not os.path.isdir(folder):
            os.unlink(folder)
            os.mkdir(folder)


def _clear(root: Path, parts: list[str]) -> None:
    """Make room for a file where a link or a folder stands, or a file stands where its folder must be."""
    import shutil

    for depth in range(1, len(parts)):
        above = root / "/".join(parts[:depth])
        if above.is_symlink() or (above.exists() and not above.is_dir()):
            above.unlink()
    target = root / "/".join(parts)
    if target.is_symlink():
        target.unlink()
    elif target.is_dir():
        shutil.rmtree(target)
    _make_folder(root, parts[:-1])


def remove_stale(root: Path, wanted: Iterable[str]) -> list[str]:
    """Remove the files under ``root`` that the plan does not have, and folders left empty; return their paths."""
    keep = frozenset(wanted)
    removed: list[str] = []
    for folder, folders, names in os.walk(root, topdown=False):
        relative = os.path.relpath(folder, root).replace(os.sep, "/")
        prefix = "" if relative == "." else relative + "/"
        top = relative.partition("/")[0]
        if top in KEPT:
            continue
        for name in [*names, *(name for name in folders if os.path.islink(os.path.join(folder, name)))]:
            path = prefix + name
            if path not in keep and not (not prefix and name in KEPT):
                os.unlink(os.path.join(folder, name))
                removed.append(path)
        if prefix and not os.listdir(folder):
            os.rmdir(folder)
    return sorted(removed)


def static_files(folders: Iterable[Path], theme: Mapping[str, str]) -> dict[str, tuple[str, bytes]]:
    """Read the static files of the templates, the site's own first: name to (hashed name, bytes).

    ``theme`` adds ``theme.css`` with the colours and fonts of the configuration. Links are not followed.
    """
    found: dict[str, bytes] = {}
    for folder in folders:
        static = folder / "static"
        if not static.is_dir():
            continue
        for path in sorted(static.rglob("*")):
            if path.is_file() and not path.is_symlink():
                found.setdefault(path.relative_to(static).as_posix(), path.read_bytes())
    sheet = theme_sheet(theme)
    if sheet:
        found.setdefault("theme.css", sheet.encode())
    return {name: (_hashed(name, data), data) for name, data in sorted(found.items())}


def _hashed(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{digest(data)}.{suffix}" if dot else f"{name}.{digest(data)}"


def static_path(hashed: str) -> str:
    """Return where a static file goes."""
    return addresses.STATIC + hashed


VARIABLES: Final = ("accent", "accent-dark", "ink", "ink-dark", "paper", "paper-dark", "text-font", "head-font", "width")


def theme_sheet(theme: Mapping[str, str]) -> str:
    """Return the style sheet for the theme variables of ``mkdocs.yml``; "" for none.

    A value may hold letters, digits and ``#%.,-"' ()`` only, so that it cannot end its declaration.
    """
    import re

    light: list[str] = []
    dark: list[str] = []
    for name in VARIABLES:
        value = theme.get(name, theme.get(name.replace("-", "_"), ""))
        if value and re.fullmatch(r"[\w#%.,\-\"' ()]+", value):
            target = dark if name.endswith("-dark") else light
            target.append(f"--{name.removesuffix('-dark')}:{value}")
    sheet = f":root{{{';'.join(light)}}}" if light else ""
    if dark:
        rules = ";".join(dark)
        sheet += f"@media(prefers-color-scheme:dark){{:root:not([data-theme=light]){{{rules}}}}}:root[data-theme=dark]{{{rules}}}"
    return sheet
