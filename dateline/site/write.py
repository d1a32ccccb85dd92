"""Static files: read from the templates' folders, named after their bytes so that browsers may keep them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from dateline.site import addresses
from dateline.site.files import digest


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
                data = path.read_bytes()
                found.setdefault(path.relative_to(static).as_posix(), compact(data) if path.suffix == ".css" else data)
    sheet = theme_sheet(theme)
    if sheet:
        found.setdefault("theme.css", sheet.encode())
    return {name: (_hashed(name, data), data) for name, data in sorted(found.items())}


def compact(sheet: bytes) -> bytes:
    """Take comments and line ends out of a style sheet; nothing else is changed."""
    return re.sub(rb"\s*\n\s*", b"", re.sub(rb"/\*.*?\*/", b"", sheet, flags=re.S))


def _hashed(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{digest(data)}.{suffix}" if dot else f"{name}.{digest(data)}"


def static_path(hashed: str) -> str:
    """Return where a static file goes."""
    return addresses.STATIC + hashed


VARIABLES: Final = (
    "accent",
    "accent-dark",
    "ink",
    "ink-dark",
    "paper",
    "paper-dark",
    "text-font",
    "head-font",
    "width",
)


def theme_sheet(theme: Mapping[str, str]) -> str:
    """Return the style sheet for the theme variables of ``mkdocs.yml``; "" for none.

    A value may hold letters, digits and ``#%.,-"' ()`` only, so that it cannot end its declaration.
    """
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
        sheet += f"@media(prefers-color-scheme:dark){{:root:not([data-theme=light]){{{rules}}}}}"
        sheet += f":root[data-theme=dark]{{{rules}}}"
    return sheet
