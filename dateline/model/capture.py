"""What was saved, before anything is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Capture:
    """Hold the saved bytes and what is known from outside them.

    ``name`` is the file's name (never used as a path), ``media_type`` is empty until detected,
    ``url`` is the address it came from if known, ``captured`` an ISO 8601 instant or day, if known.
    ``resources`` are the pictures saved with a page, by the addresses or relative paths it names them by.
    """

    data: bytes
    name: str = ""
    media_type: str = ""
    url: str = ""
    captured: str = ""
    resources: Mapping[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @property
    def sha256(self) -> str:
        """The content's digest, as written in front matter: ``sha256:`` and 64 hex digits."""
        import hashlib

        return "sha256:" + hashlib.sha256(self.data).hexdigest()


class Certainty(StrEnum):
    """How sure an extracted field is."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Say where a metadata field came from: shown by ``add`` and ``explain``."""

    field: str
    value: str
    origin: str
    certainty: Certainty = Certainty.SURE


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture of an article: its name below the folder of pictures, made from its bytes, and the bytes."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article as read from one capture: metadata, Markdown body, evidence.

    ``published`` and ``updated`` are EDTF or empty; ``lang`` is a BCP 47 tag (``zh-Hans``,
    ``zh-Hant``, ``en``) or empty; ``body`` is Markdown in the conservative subset.
    """

    title: str = ""
    subtitle: str = ""
    body: str = ""
    published: str = ""
    updated: str = ""
    captured: str = ""
    source: str = ""
    site: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    url: str = ""
    lang: str = ""
    image: str = ""
    archived: str = ""
    evidence: tuple[Evidence, ...] = field(default=())
    capture: str = ""
    """The digest of the bytes it was made from (``sha256:…``); ``#2`` tells which of several articles in it."""
    assets: tuple[Asset, ...] = ()
    """The pictures that ``body`` names by relative addresses."""
