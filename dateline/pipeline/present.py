"""What lies in the output folder, beside what the last build put there; cheap to ask."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import NamedTuple

from dateline.engine.aside import aside
from dateline.engine.fingerprint import code_fingerprint, value_fingerprint
from dateline.engine.fork import WORTHWHILE
from dateline.engine.publish import MARKER
from dateline.engine.sealed import seal, unseal
from dateline.engine.store import Store
from dateline.engine.tree import Difference, Tree, compare, grown, is_as_left, leave, renew
from dateline.pipeline.project import Project
from dateline.pipeline.unchanged import packed_paths, paths_of


@dataclass(frozen=True)
class Present:
    """What the output folder holds, beside what the last build put there."""

    read_keys: Callable[[], Mapping[str, str]]
    tree: Tree
    found: Difference
    state: bytes
    """The fingerprint of what every page is made with."""
    fresh: bool
    """Nothing of the folder can be kept: it is new, or of another program, configuration or theme."""

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """What each file of the last build was made from, by path; read when somebody asks."""
        return self.read_keys()

    @property
    def untouched(self) -> bool:
        """Whether all lies there as the last build left it."""
        return not (self.fresh or self.found.touched or self.found.added)

    def intact(self, path: str, key: str = "") -> bool:
        """Tell whether a file is there as the last build wrote it, under the same key."""
        return self.intact_keys.get(path) == key

    @cached_property
    def intact_keys(self) -> Mapping[str, str]:
        """What the files were made from that are there as the last build wrote them, by path."""
        touched = self.found.touched
        if self.fresh or not touched:
            return {} if self.fresh else self.keys
        return {path: key for path, key in self.keys.items() if path not in touched}

    @cached_property
    def files(self) -> Collection[str]:
        """The files that lie there now."""
        return self.keys.keys() - self.found.gone | set(self.found.added)


@contextmanager
def looking(
    project: Project, store: Store, state: bytes, *, alone: bool = False, as_left: Callable[[], bool] | None = None
) -> Iterator[Callable[[], Present]]:
    """Compare the output folder with the record of the last build, during the block, which asks what came of it.

    ``state`` is the fingerprint of what every page is made with. Another process looks at a large folder, unless this
    one is to be ``alone``, or was asked before whether it lies ``as_left``.
    """
    tree = None if _is_fresh(project, store, state) else kept(store)

    def keys() -> dict[str, str]:
        return dict(store.rows("SELECT path, key FROM output"))

    if tree is None:
        yield lambda: Present(keys, Tree((), (), b"", ()), Difference(time.time_ns()), state, fresh=True)
        return
    if as_left is not None:
        yield cache(lambda: Present(keys, tree, _found(project, tree, as_left), state, fresh=False))
        return
    large = len(tree.folders) + len(tree.files) >= WORTHWHILE
    with aside(partial(compare, project.site, tree), worthwhile=large and not alone) as found:
        yield lambda: Present(keys, tree, found(), state, fresh=False)


def _found(project: Project, tree: Tree, as_left: Callable[[], bool]) -> Difference:
    return Difference(time.time_ns(), None) if as_left() else compare(project.site, tree)


def is_untouched(project: Project, store: Store, state: bytes) -> bool:
    """Tell whether the output folder is as the last build left it; note what makes the next time quicker."""
    tree = None if _is_fresh(project, store, state) else kept(store)
    if tree is None:
        return False
    seen = time.time_ns()
    if is_as_left(project.site, tree):
        now = grown(tree, seen)
    else:
        found = compare(project.site, tree)
        if found.touched or found.added:
            return False
        now = leave(project.site, tree.file_stamps(), found)
    if now != tree:
        _keep(store, now, tree)
        store.commit()
    return True


def note(
    project: Project,
    store: Store,
    present: Present,
    wanted: Collection[str] | None,
    came: Mapping[str, bytes],
    stale: Collection[str] = (),
) -> None:
    """Note how a build leaves the output folder: ``came`` are the stamps of the files that it wrote, by path.

    ``wanted`` are all that lie there now (None for those that lay there), and ``stale`` those that went.
    """
    if present.fresh:
        _keep(store, leave(project.site, came, Difference(time.time_ns())))
        return
    before, found = present.tree, present.found
    tree = renew(project.site, before, found, came) if not stale else None
    if tree is None:
        stamps = before.file_stamps()
        files = {**{path: stamps[path] for path in stamps if wanted is None or path in wanted}, **came}
        tree = leave(project.site, files, found, [*came, *stale])
    _keep(store, tree, before)


def _is_fresh(project: Project, store: Store, state: bytes) -> bool:
    return store.meta("site.state") != state or not (project.site / MARKER).exists()


class Left(NamedTuple):
    """The output folder as the last build left it, as stored: a Tree whose paths stand in texts, sealed."""

    folders: bytes
    files: bytes
    stamps: bytes
    young: Sequence[str]


def left(store: Store) -> Left | None:
    """Return the output folder as the last build left it, without taking its paths apart, or None."""
    stored = [store.meta(f"site.{part}") for part in ("folders", "files", "stamps", "young")]
    folders, files, stamps, young = (part or b"" for part in stored)
    return Left(folders, files, unseal(stamps), paths_of(young)) if None not in stored else None


def kept(store: Store) -> Tree | None:
    """Return the output folder as the last build left it, or None."""
    tree = left(store)
    if tree is None:
        return None
    return Tree(paths_of(tree.folders), paths_of(tree.files), tree.stamps, tree.young)


def _keep(store: Store, tree: Tree, before: Tree | None = None) -> None:
    """Store a tree; of that which was stored before only what is new."""
    parts = {"folders": tree.folders, "files": tree.files, "young": tree.young}
    for part, paths in parts.items():
        if before is None or paths != getattr(before, part):
            store.set_meta(f"site.{part}", packed_paths(paths))
    store.set_meta("site.stamps", seal(tree.stamps))


def site_state(project: Project) -> bytes:
    """Return the fingerprint of what every page is made with: program, configuration, templates."""
    from dateline.site.folders import template_folders, templates_digest

    folders = template_folders(project.root / project.config.templates_dir)
    return value_fingerprint((code_fingerprint(), project.config, templates_digest(folders))).encode()
