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
        found["theme.css"] = sheet.encode() + found.get("theme.css", b"")
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


COLOURS: Final = ("accent", "ink", "soft", "line", "paper", "card", "plan")
FONTS: Final = ("text-font", "head-font", "ui-font", "width")
_VALUE = re.compile(r"[\w#%.,\-\"' ()]+")


def theme_sheet(theme: Mapping[str, str]) -> str:
    """Return the style sheet for the theme variables of ``mkdocs.yml``; "" for none.

    A colour holds for both schemes unless ``NAME-dark`` is given too. A value may hold letters, digits and
    ``#%.,-"' ()``
    only, so that it cannot end its declaration.
    """
    values = {name.replace("_", "-"): value for name, value in theme.items() if _VALUE.fullmatch(value)}
    rules = [f"--{name}:{values[name]}" for name in FONTS if name in values]
    for name in COLOURS:
        light, dark = values.get(name), values.get(f"{name}-dark")
        if light:
            rules.append(f"--{name}:light-dark({light},{dark})" if dark else f"--{name}:{light}")
    return f":root{{{';'.join(rules)}}}" if rules else ""
