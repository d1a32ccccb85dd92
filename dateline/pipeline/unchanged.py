"""Whether everything is as the last build left it, so that another one would come to the same.

The record that is read here (``pipeline/settled.py`` writes it) is true at any time: this content, looking so, became
that output, looking so, by this program. It is asked before the command line, the configuration and the cache are even
loaded, which would take longer than to ask. Where anything at all is in doubt, the answer is left to a build.
"""

from __future__ import annotations

import os

from dateline.engine.fork import Asked
from dateline.engine.program import PACKAGE, program_state
from dateline.engine.sealed import DamagedError, pack_plain, seal, unpack_plain, unseal
from dateline.engine.stamps import PACKED, agree, differing, hold, names_in, packed

TYPE_CHECKING = False  # see engine/stamps.py
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, Final

CACHE_FOLDER: Final = ".dateline"
RECORD: Final = "unchanged"
"""The record's file, in the cache's folder."""
_FORM: Final = b"dateline 2"


class Outcome:
    """What a build came to that had nothing to do."""

    __slots__ = ("counts", "problems", "site_dir")

    def __init__(self, site_dir: str, counts: Mapping[str, int], problems: Sequence[tuple[Any, ...]]) -> None:
        self.site_dir = site_dir
        self.counts = counts
        self.problems = problems
        """The values of the fields of each Problem."""


class Edit:
    """What a build finds where articles or files of the registry were edited and nothing else has changed.

    ``paths`` are all that the last build looked at in the project beside the output folder, with their ``stamps`` now;
    ``bounds`` is how many of each kind there are: what else there is, articles, files of the registry, pages, pictures,
    and folders. ``changed`` are the articles that were edited; ``registry`` says that files of it were. ``record`` is
    the stamp of the record that says so: where it is another by now, another build came between. ``output`` is the
    question whether the output folder lies as it was left, whose answer may be waited for.
    """

    __slots__ = ("bounds", "changed", "output", "paths", "record", "registry", "stamps")

    def __init__(
        self,
        paths: Sequence[str],
        stamps: bytes,
        bounds: Sequence[int],
        changed: Iterable[str],
        *,
        registry: bool = False,
    ) -> None:
        self.paths = paths
        self.stamps = stamps
        self.bounds = bounds
        self.changed = frozenset(changed)
        self.registry = registry
        self.record = b""
        self.output: Asked | None = None

    def as_left(self) -> bool:
        """Tell whether the output folder lies as the last build left it; wait for those who look at it."""
        return self.output is None or self.output.yes()


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
    around: Surroundings, outcome: Outcome, size: int, bounds: Sequence[int], *sections: bytes
) -> bytes:
    """Return a record of sealed sections, before which it puts a head.

    First come the paths that people edit and what is known of them, which is looked at before it is known whether
    anything was edited. Then come the folders and files of the output and what is known of them in two parts, the
    first of which takes another process as long as this one takes for all the rest.

    ``bounds`` are those of an ``Edit``, empty where an edit is to be left to a scan.
    """
    made = outcome.site_dir, dict(outcome.counts), tuple(outcome.problems)
    head = seal(pack_plain((around.packed(), *made, size, tuple(bounds))))
    lengths = " ".join(str(len(section)) for section in (head, *sections)).encode()
    return b"\n".join([_FORM, lengths, b"".join([head, *sections])])


def packed_paths(paths: Iterable[str]) -> bytes:
    """Return the section of some paths."""
    return seal("\0".join([*paths, ""]).encode("utf-8", "surrogatepass"))


def paths_of(section: bytes) -> list[str]:
    """Return the paths of a section."""
    return unseal(section).decode("utf-8", "surrogatepass").split("\0")[:-1]


def packed_names(stamps: bytes, names: Mapping[str, Iterable[str]]) -> bytes:
    """Return the section of what is known of paths: their stamps, and the names in folders that are to be listed."""
    return seal(pack_plain((stamps, [(folder, *sorted(names[folder])) for folder in sorted(names)])))


def last_outcome(root: str, *, convert: bool) -> Outcome | Edit | None:
    """Return what a build of the project would come to, or how little it would find changed; None in any doubt.

    ``convert`` says that the build would convert what waits in the inbox.
    """
    folder = f"{root}/{CACHE_FOLDER}"
    try:
        if os.path.islink(folder):  # noqa: PTH114 - pathlib takes long to load
            return None
        record = packed(os.lstat(f"{folder}/{RECORD}"))
        head, *near, folders, files, far, middle = _sections(f"{folder}/{RECORD}")
        around, site_dir, counts, problems, size, bounds = unpack_plain(unseal(head))
        surroundings = Surroundings(*around)
    except (OSError, DamagedError, ValueError, TypeError, EOFError):
        return None
    start = f"{root}/"
    if surroundings.waiting and convert or os.path.islink(f"{start}{site_dir}"):  # noqa: PTH114 - as above
        return None
    site, texts = f"{start}{site_dir}/", (folders, files)

    def rest_holds() -> bool:
        return _holds(site, texts, middle, first=False)

    output = Asked(lambda: _holds(site, texts, far, first=True), rest_holds, size=size)
    edit = None
    try:
        edit = _edited(start, near, bounds) if surroundings.hold(start) else None
        if edit is None:
            return None
        if edit.changed or edit.registry:
            edit.record, edit.output = record, output
            output.go_on()
            return edit
        return Outcome(site_dir, counts, problems) if rest_holds() and output.yes() else None
    finally:
        if edit is None or edit.output is None:
            output.drop()


def _sections(path: str) -> list[bytes]:
    """Read a record; raise ValueError where it has another form."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        form, lengths = file.readline(), file.readline(100)
        if form.rstrip(b"\n") != _FORM:
            raise ValueError(form)
        return [file.read(int(length)) for length in lengths.split()]


def _edited(start: str, part: Sequence[bytes], bounds: Sequence[int]) -> Edit | None:
    """Return how the part that people edit differs from what it was; None where more than an Edit tells, or unclear.

    A program that replaces a file by a new one of its name changes the folder it lies in: that is none of our concern.
    """
    try:
        text, known = part
        paths, (stamps, names) = paths_of(text), _names(known)
    except (DamagedError, ValueError, TypeError, EOFError):
        return None
    found = differing(start, paths, stamps)
    if found is None or not hold(start, names):
        return None
    now, places = found
    if not places:
        return Edit(paths, now, bounds, ())
    if not bounds:
        return None
    first, last = bounds[0], bounds[0] + bounds[1]
    folders = range(sum(bounds[:-1]), sum(bounds))
    changed = [paths[at] for at in places if first <= at < last]
    registry = [paths[at] for at in places if last <= at < last + bounds[2]]
    touched = [paths[at] for at in places if at in folders]
    if len(changed) + len(registry) + len(touched) < len(places) or not hold(start, names_in(touched, paths)):
        return None
    if any(os.path.islink(start + path) for path in (*changed, *registry)):  # noqa: PTH114 - as above
        return None
    return Edit(paths, now, bounds, changed, registry=bool(registry)) if changed or registry else None


def _names(section: bytes) -> tuple[bytes, dict[str, Sequence[str]]]:
    """Return the stamps of paths, and the names in folders that are to be listed."""
    stamps, listed = unpack_plain(unseal(section))
    return stamps, {folder: names for folder, *names in listed}


def _holds(start: str, texts: Sequence[bytes], known: bytes, *, first: bool) -> bool:
    """Tell whether the first or the other part of the output is as it was."""
    try:
        paths = [path for text in texts for path in paths_of(text)]
        stamps, names = _names(known)
    except (DamagedError, ValueError, TypeError, EOFError):
        return False
    count = len(stamps) // PACKED.size
    part = paths[:count] if first else paths[len(paths) - count :]
    return agree(start, part, stamps) and hold(start, names)
