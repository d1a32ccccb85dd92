"""What is asked of a worker and what comes back; whoever asks need not load what the work takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dateline.pipeline.basis import Basis


class Job(NamedTuple):
    """One content file to process.

    ``known`` is the digest of the version in the cache, if its row is still good; ``data`` are the file's bytes where
    the worker cannot read them itself. ``dates`` are what was dated in the version whose digest is ``dated``;
    ``edges`` what the word cutter said of an earlier version.
    """

    path: str
    known: bytes = b""
    data: bytes | None = None
    dated: bytes = b""
    dates: bytes = b""
    edges: bytes = b""


class Result(NamedTuple):
    """What a worker made of one file; ``card`` is empty for no article, and all is where nothing changed.

    ``shown`` is the digest of card, events and reading; ``dated`` tells whether dates had to be found.
    """

    path: str
    digest: bytes
    id: str = ""
    card: bytes = b""
    events: bytes = b""
    reading: bytes = b""
    terms: bytes = b""
    problems: bytes = b""
    unchanged: bool = False
    shown: bytes = b""
    basis: Basis | None = None
    dated: bool = True
