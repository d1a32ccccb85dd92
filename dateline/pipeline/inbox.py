"""Where captures wait to be converted; apart from what converts them, which takes long to load."""

from __future__ import annotations

from pathlib import Path
from typing import Final

INBOX: Final = "inbox"
"""The folder of the content that captures are put into."""


def inbox_sources(content: Path) -> list[str]:
    """Return what waits in the inbox, as names for read_sources; empty when nothing does."""
    folder = content / INBOX
    if not folder.is_dir():
        return []
    names = sorted(path.name for path in folder.iterdir())
    return [str(folder / name) for name in names if not name.startswith(".") and not _is_beside(name)]


def _is_beside(name: str) -> bool:
    """Tell what is no capture: the note on what the folder is for, and the folders that browsers save with pages."""
    if name.lower() == "readme.md":
        return True
    from dateline.capture.sources import BESIDE

    return name.endswith(BESIDE)
