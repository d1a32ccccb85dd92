"""The token model between a page's DOM and its Markdown: blocks that hold runs of inline text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class RunKind(StrEnum):
    """What an inline run is."""

    TEXT = "text"
    CODE = "code"
    IMAGE = "image"
    BREAK = "break"
    MATH = "math"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of inline content with one set of marks.

    ``text`` is the visible text (the alternative text of an image, the TeX source of a formula, the label of a
    footnote), ``source`` an image's or player's address and ``title`` its caption. Marks do not nest: a run is strong,
    emphasised, both or neither, and inside one link or none.
    """

    kind: RunKind
    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    source: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``BREAK`` runs are hard line breaks."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each item is a sequence of blocks. ``start`` counts only when ``ordered``."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of inline cells; the first row is the header, every row has the same number of cells."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text, kept to the character; ``lang`` is the language's name or empty."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a footnote that a ``NOTE`` run of the same label points to."""

    label: str
    blocks: tuple[Block, ...]


Block = Paragraph | Heading | Quote | Listing | Table | Code | Rule | Note


@dataclass(frozen=True, slots=True)
class Tokens:
    """A document: its blocks in order, and its footnotes."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = field(default=())
