"""Compiled templates beside the cache, from one process to the next: compiling takes most of an edit's pages' time."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from dateline.engine.fingerprint import code_fingerprint
from dateline.engine.sealed import DamagedError, seal, unseal

FOLDER: Final = "templates"


class KeptTemplates:
    """Compiled templates as files of a folder, sealed: one that is damaged is compiled again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, key: str) -> bytes | None:
        """Return what was kept under a key; None where there is nothing, or nothing whole."""
        try:
            return unseal((self.folder / key).read_bytes())
        except (OSError, DamagedError):
            return None

    def keep(self, key: str, data: bytes) -> None:
        """Keep a compiled template, whole or not at all, for it is only there to save time."""
        unfinished = self.folder / f"{key}.{os.getpid()}"
        with suppress(OSError):
            unfinished.write_bytes(seal(data))
            unfinished.replace(self.folder / key)


def kept_templates(cache: Path) -> KeptTemplates:
    """Return the templates that this version of the program compiled."""
    return KeptTemplates(_folder(cache))


def make_folder(cache: Path) -> None:
    """Make the folder of compiled templates and drop those of other versions of the program."""
    folder = _folder(cache)
    if folder.parent.is_symlink():
        folder.parent.unlink()
    if not folder.is_dir():
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)


def _folder(cache: Path) -> Path:
    return cache.parent / FOLDER / code_fingerprint()
