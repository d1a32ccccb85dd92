"""What a person may say about a capture, and what a format's reader hands back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.model.capture import Capture, Extracted
    from dateline.model.problem import Problem

MAX_DEPTH: Final = 3
"""Containers inside containers: a page in a mail in a zip is read, one more level is not."""


class MissingPackageError(ImportError):
    """A format needs a package that is not installed; ``hint`` says how to get it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class CaptureOptions:
    """Knowledge from outside the bytes; empty means not known.

    ``format`` forces a format by its name in the table, ``charset`` is the transport's declaration.
    ``articles_only`` drops what has no text of its own (list pages in an archive) without a word. ``assets`` keeps the
    pictures that a capture holds.
    """

    format: str = ""
    charset: str = ""
    depth: int = 0
    articles_only: bool = False
    assets: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of a reading list that comes without its text."""

    url: str
    title: str = ""
    saved: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader found: articles, captures inside that need a reader of their own, links without text."""

    articles: list[Extracted] = field(default_factory=list)
    inner: list[Capture] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
