"""Bring the cache up to date with the content: only articles that changed, or whose names changed, are read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from dateline.content.registry import Registry
from dateline.engine.executor import make_executor
from dateline.engine.fingerprint import code_fingerprint, value_fingerprint
from dateline.engine.scan import Stamp
from dateline.engine.sealed import unpack, unseal
from dateline.engine.store import Store
from dateline.model.problem import Problem
from dateline.pipeline.build import Progress
from dateline.pipeline.compiled_patterns import kept_patterns
from dateline.pipeline.desk import Desk, read_all, read_aside
from dateline.pipeline.jobs import Job, Result
from dateline.pipeline.parts import drop_all
from dateline.pipeline.project import ContentScan, Project
from dateline.pipeline.registries import packed_gazetteer, read_with, registry_of, touched_since
from dateline.pipeline.standing import FEW, Touched, revision_of, rows_of, unmoved

Meanwhile = Callable[[Registry, bytes], None]
"""What a build does while another process reads; see ``refresh``."""

MANY_CHANGES = 500
"""With more changed articles than this the search index is made anew."""


@dataclass(slots=True)
class Refreshed:
    """What refreshing the cache found: the registry, problems, and how much had to be done."""

    registry: Registry
    problems: list[Problem] = field(default_factory=list)
    processed: int = 0
    dated: int = 0
    made: list[str] = field(default_factory=list)
    """The ids of the articles that were processed."""
    old_terms: dict[str, bytes] | None = field(default_factory=dict)
    """The search terms that changed and removed articles had before, by id; None where too many changed."""
    since: bytes = b""
    """The revision that the articles had before."""
    unmoved: tuple[Touched, ...] | None = None
    """The articles that changed, where these are few and stand where they stood; None else."""


def refresh(
    project: Project,
    store: Store,
    found: ContentScan,
    *,
    jobs: int = 0,
    progress: Progress | None = None,
    scheduler: str = "",
    meanwhile: Meanwhile | None = None,
) -> Refreshed:
    """Process what changed since the cache was written; afterwards its rows stand for the content as it is.

    ``scheduler`` is the address of a Dask scheduler whose workers do the processing. Where few articles changed,
    another process reads them, and this one does what is to be done ``meanwhile``, which is given the registry, and the
    revision of the articles before where all may come to stand where they stood, else nothing.
    """
    registry, registry_problems = registry_of(project, store, found)
    stale = _outdated(project, store)
    ahead = partial(meanwhile, registry, b"") if meanwhile is not None else None
    other = touched_since(store, registry, ahead) if not stale else None
    touched = other or set()
    stamps = found.articles.files
    looked, known = _to_compare(store, replace(found, changed=None) if stale or touched else found)
    todo = [
        _again(store, path, known[path][-1], touched=path in touched)
        if path in known and not stale
        else Job(path)
        for path, stamp in looked.items()
        if stale or path in touched or path not in known or known[path][1:-1] != stamp
    ]
    gone = [path for path in known if path not in stamps]
    result = Refreshed(registry, list(registry_problems))
    result.since = revision_of(store)
    result.old_terms = _old_terms(store, [job.path for job in todo] + gone)
    few = not (stale or touched or gone) and 0 < len(todo) <= FEW and all(job.path in known for job in todo)
    before = rows_of(store, [job.path for job in todo]) if few else {}
    store.write("DELETE FROM source WHERE path = ?", ((path,) for path in gone))
    store.write("DELETE FROM article WHERE path = ?", ((path,) for path in gone))
    store.write("DELETE FROM basis WHERE path = ?", ((path,) for path in gone))
    if todo:
        kept = packed_gazetteer(store, registry), kept_patterns(store)
        desk = Desk(project.root, project.config, registry, *kept)
        executor = make_executor(jobs or project.config.jobs, len(todo), scheduler=scheduler)
        if meanwhile is not None and executor.local and executor.jobs == 1:
            rest = partial(meanwhile, registry, result.since if before else b"") if other is None else None
            batches = read_aside(store, desk, todo, len(stamps), rest)
        else:
            batches = read_all(store, desk, executor, todo, stamps, progress)
        for batch in batches:
            _keep(store, batch, stamps, result)
    read_with(store, registry)
    if len(before) == len(todo) > 0:
        result.unmoved = unmoved(before, rows_of(store, before))
    if result.old_terms is not None and _are_shared(store, result.made):
        result.old_terms = None
    store.commit()
    result.problems += _stored_problems(store)
    return result


def _to_compare(store: Store, found: ContentScan) -> tuple[Mapping[str, Stamp], dict[str, tuple[Any, ...]]]:
    """Return the stamps of the articles that may have changed, and the rows of what was read of them before.

    That is all of them where the last build does not tell of which.
    """
    stamps = found.articles.files
    if found.changed is not None and store.one("SELECT count(*) FROM source") == (len(stamps),):
        rows = [store.one(f"{_SOURCES} WHERE path = ?", (path,)) for path in sorted(found.changed)]
        if None not in rows:
            return {path: stamps[path] for path in sorted(found.changed)}, {row[0]: row for row in rows if row}
    return stamps, {row[0]: row for row in store.rows(_SOURCES)}


_SOURCES: Final = "SELECT path, size, modified, changed, inode, digest FROM source"


def _outdated(project: Project, store: Store) -> bool:
    """Tell whether every cached article is of another program or configuration.

    Then nothing that came of them is looked at again: another program may have kept it in another form.
    """
    config = project.config
    choices = (
        config.link_headings,
        config.link_mentions,
        config.search,
        config.publish,
        sorted(config.publish_by_source.items()),
    )
    state = value_fingerprint((code_fingerprint(), choices)).encode()
    if store.meta("articles.state") == state:
        return False
    store.set_meta("articles.state", state)
    drop_all(store)
    return True


def _again(store: Store, path: str, known: bytes, *, touched: bool) -> Job:
    """Return the job of an article that was read before; what was found in it then may still hold.

    Where its names change (it is touched), it is read again though its bytes are the same, and keeps its dates then.
    """
    row = store.one("SELECT dates, edges FROM basis WHERE path = ?", (path,))
    dates, edges = row or (b"", b"")
    return Job(path, dated=known, dates=dates, edges=edges) if touched else Job(path, known, edges=edges)


def _keep(store: Store, batch: Iterable[Result], stamps: Mapping[str, Stamp], result: Refreshed) -> None:
    """Store a batch, and count what was done."""
    articles: list[tuple[object, ...]] = []
    sources: list[tuple[object, ...]] = []
    basis: list[tuple[object, ...]] = []
    for item in batch:
        sources.append((item.path, *stamps[item.path], item.digest))
        if item.unchanged:
            continue
        result.processed += 1
        result.dated += item.dated
        result.made.append(item.id)
        articles.append(
            (item.path, item.shown, item.id, item.card, item.events, item.reading, item.terms, item.problems)
        )
        if item.basis is not None:
            basis.append((item.path, *item.basis))
    store.write(
        "INSERT OR REPLACE INTO source (path, size, modified, changed, inode, digest) VALUES (?, ?, ?, ?, ?, ?)",
        sources,
    )
    store.write(
        "INSERT OR REPLACE INTO article (path, shown, id, card, events, reading, terms, problems) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        articles,
    )
    store.write("DELETE FROM basis WHERE path = ?", [row[:1] for row in articles])
    store.write("INSERT INTO basis (path, names, folded, topics, dates, edges) VALUES (?, ?, ?, ?, ?, ?)", basis)


def _old_terms(store: Store, paths: list[str]) -> dict[str, bytes] | None:
    """Return the terms that the search index holds of what changes now; None where it missed an earlier change.

    It missed one where the cache was brought up to date and the site was not: by a command that only looks, or by a
    build that was killed.
    """
    revision = revision_of(store)
    missed = (store.meta("search.revision") or b"0") != revision
    if paths:
        store.set_meta("articles.revision", str(int(revision) + 1).encode())
    return None if missed else _terms_of(store, paths)


def _terms_of(store: Store, paths: list[str]) -> dict[str, bytes] | None:
    """Return the terms that articles are indexed under before they change."""
    if len(paths) > MANY_CHANGES:
        return None
    found: dict[str, bytes] = {}
    for path in paths:
        row = store.one("SELECT id, terms FROM article WHERE path = ? AND card != x''", (path,))
        if row is not None:
            found[row[0]] = unseal(row[1])
    return None if _are_shared(store, found) else found


def _are_shared(store: Store, articles: Iterable[str]) -> bool:
    """Tell whether one of these ids is that of several files: of these the index shows one, and which may change."""
    count = "SELECT count(*) FROM article WHERE id = ? AND card != x''"
    return any(row[0] > 1 for article in articles if (row := store.one(count, (article,))))


def _stored_problems(store: Store) -> list[Problem]:
    found: list[Problem] = []
    for (data,) in store.rows("SELECT problems FROM article WHERE problems != x''"):
        found += unpack(data)
    return sorted(found)
