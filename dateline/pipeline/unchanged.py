"""Whether everything is as the last build left it, so that another one would come to the same.

The record that is read here (``pipeline/settled.py`` writes it) is true at any time: this content, looking so, became
that output, looking so, by this program. It is asked before the command line, the configuration and the cache are even
loaded, which would take longer than to ask. Where anything at all is in doubt, the answer is left to a build.
"""

from __future__ import annotations

import os

from dateline.engine.fork import both
from dateline.engine.program import PACKAGE, program_state
from dateline.engine.sealed import DamagedError, pack_plain, seal, unpack_plain, unseal
from dateline.engine.stamps import agree, hold

TYPE_CHECKING = False  # see engine/stamps.py
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, Final

CACHE_FOLDER: Final = ".dateline"
RECORD: Final = "unchanged"
"""The record's file, in the cache's folder."""
_FORM: Final = b"dateline 1"


class Outcome:
    """What a build came to that had nothing to do."""

    __slots__ = ("counts", "problems", "site_dir")

    def __init__(self, site_dir: str, counts: Mapping[str, int], problems: Sequence[tuple[Any, ...]]) -> None:
        self.site_dir = site_dir
        self.counts = counts
        self.problems = problems
        """The values of the fields of each Problem."""


class Surroundings:
    """What a build depends on besides the files below the project's folder that it reads and writes."""

    __slots__ = ("absent", "elsewhere", "needed", "program", "stamps", "waiting")

    def __init__(
        self,
        program: str,
        elsewhere: Sequence[str],
        stamps: bytes,
        absent: Sequence[str],
        needed: Sequence[str],
        waiting: bool,  # noqa: FBT001 - as stored
    ) -> None:
        self.program = program
        self.elsewhere = elsewhere
        """Paths outside the project, with ``stamps``."""
        self.stamps = stamps
        self.absent = absent
        """What must not be there, and ``needed`` what must, by paths below the project's folder."""
        self.needed = needed
        self.waiting = waiting
        """Captures lay in the inbox."""

    def packed(self) -> tuple[Any, ...]:
        """Return the values that a copy is made from."""
        return self.program, tuple(self.elsewhere), self.stamps, tuple(self.absent), tuple(self.needed), self.waiting

    def hold(self, start: str) -> bool:
        """Tell whether all is so in the project whose folder, with a slash, is ``start``."""
        return (
            not any(os.path.lexists(start + path) for path in self.absent)
            and all(os.path.lexists(start + path) for path in self.needed)
            and self.program == running()
            and agree("", self.elsewhere, self.stamps)
        )


def running() -> str:
    """Return what program runs, and where from: its templates lie beside it."""
    return f"{PACKAGE}\n{program_state()}"


def packed_record(
    around: Surroundings, outcome: Outcome, size: int, near: Iterable[bytes], far: Iterable[bytes]
) -> bytes:
    """Return a record: its head, and two parts that two processes look at, each of them sealed."""
    head = pack_plain((around.packed(), outcome.site_dir, dict(outcome.counts), tuple(outcome.problems), size))
    sections = [seal(section) for section in (head, *near, *far)]
    lengths = " ".join(str(len(section)) for section in sections).encode()
    return b"\n".join([_FORM, lengths, b"".join(sections)])


def packed_part(paths: Iterable[str], stamps: bytes, names: Mapping[str, Iterable[str]]) -> list[bytes]:
    """Return the two sections of a part: paths with their stamps, and the names in folders that are to be listed."""
    listed = [(folder, *sorted(names[folder])) for folder in sorted(names)]
    return ["\0".join([*paths, ""]).encode("utf-8", "surrogatepass"), pack_plain((stamps, listed))]


def last_outcome(root: str, *, convert: bool) -> Outcome | None:
    """Return what a build of the project would come to; None where that takes a build.

    ``convert`` says that the build would convert what waits in the inbox.
    """
    folder = f"{root}/{CACHE_FOLDER}"
    try:
        if os.path.islink(folder):  # noqa: PTH114 - pathlib takes long to load
            return None
        head, *parts = _sections(f"{folder}/{RECORD}")
        around, site_dir, counts, problems, size = unpack_plain(unseal(head))
        surroundings = Surroundings(*around)
        near, far = parts[:2], parts[2:]
    except (OSError, DamagedError, ValueError, TypeError, EOFError):
        return None
    start = f"{root}/"
    if surroundings.waiting and convert:
        return None
    same = both(lambda: _holds(start, far), lambda: surroundings.hold(start) and _holds(start, near), size=size)
    return Outcome(site_dir, counts, problems) if same else None


def _sections(path: str) -> list[bytes]:
    """Read a record; raise ValueError where it has another form."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        form, lengths = file.readline(), file.readline(100)
        if form.rstrip(b"\n") != _FORM:
            raise ValueError(form)
        return [file.read(int(length)) for length in lengths.split()]


def _holds(start: str, part: Sequence[bytes]) -> bool:
    """Tell whether a part of what the record knows is as it was."""
    try:
        text, rest = (unseal(section) for section in part)
        stamps, listed = unpack_plain(rest)
    except (DamagedError, ValueError, TypeError, EOFError):
        return False
    paths = text.decode("utf-8", "surrogatepass").split("\0")[:-1]
    return agree(start, paths, stamps) and hold(start, {folder: names for folder, *names in listed})
