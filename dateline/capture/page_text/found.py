"""What the lines around a page dump's text say of its article."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.capture import Evidence


@dataclass(frozen=True, slots=True)
class Credits:
    """What the lines around the text say, with the evidence for it; dates are EDTF."""

    published: str = ""
    updated: str = ""
    source: str = ""
    site: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
