"""Where templates and static files come from: the site's own folder first, then the packaged one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path


def packaged_templates() -> Path:
    """Return the folder of the templates that come with Dateline, in a checkout or installed."""
    here = Path(__file__).resolve().parent.parent
    installed = here / "_templates"
    return installed if installed.is_dir() else here.parent / "templates"


def template_folders(own: Path | None = None) -> list[Path]:
    """Return where templates are looked for, in order."""
    packaged = packaged_templates()
    return [own, packaged] if own is not None and own.is_dir() and own.resolve() != packaged.resolve() else [packaged]


def templates_digest(folders: Sequence[Path]) -> str:
    """Return a fingerprint of every template and static file: part of what a page is made from."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts:
                digest.update(
                    path.relative_to(folder).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest()
                )
    return digest.hexdigest()[:32]
