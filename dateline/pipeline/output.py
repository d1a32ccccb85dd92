"""Bring the output folder up to date: render what changed, write it whole, remove what is gone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from dateline.engine.aside import aside
from dateline.engine.executor import make_executor, processes_of, split_by_cost
from dateline.engine.memory import collection_off
from dateline.engine.publish import MARKER, Writer, publish, swap_in
from dateline.engine.scan import Stamp
from dateline.engine.store import Store
from dateline.model.page import Page, SitePlan
from dateline.pipeline.build import Progress
from dateline.pipeline.pictures import read_pictures
from dateline.pipeline.present import Present, note
from dateline.pipeline.project import Project
from dateline.pipeline.rendering import ARTICLES, Ahead, RenderContext, render_articles, render_shard
from dateline.pipeline.searching import Staged, is_index, make_index, remember
from dateline.pipeline.templates import make_folder
from dateline.pipeline.unchanged import CACHE_FOLDER
from dateline.site.article_keys import KIND as ARTICLE

SHARD: Final = 20
"""Pages that are made in one go, but for articles': few enough that at the end nobody waits long for the last."""
FEW: Final = 4
"""So many pages take longer than starting a process that makes half of them, if not one that waits for work."""
MARKER_TEXT = b"Built by Dateline; everything in this folder is replaced by the next build.\n"


def write_site(
    project: Project,
    store: Store,
    context: RenderContext,
    plan: SitePlan,
    old_terms: Mapping[str, bytes] | None,
    looked: Callable[[], Present],
    stage: Path,
    staged: Staged,
    *,
    jobs: int = 0,
    progress: Progress | None = None,
) -> int:
    """Render what is not there yet and bring it to the output folder; return how many files were written.

    ``looked`` tells what lies there. ``stage`` is where files are made ready, ``staged`` what lies there already or is
    to come.
    """
    present = looked()
    placed = {page.path: page for page in plan.pages}
    intact = present.intact_keys
    todo = [page for path, page in placed.items() if not page.key or page.key != intact.get(path)]
    rebuild = present.fresh or len(todo) * 2 > len(plan.pages)
    if rebuild:
        todo, present = list(plan.pages), replace(present, fresh=True)
    ahead = _still_wanted(stage, staged.pages(), placed)
    stamps = _render(context, todo, stage, jobs, progress, ahead)
    files = {path: data for path, data in context.static.items() if not present.intact(path)}
    kept, terms = _add_search(project, store, context, present, old_terms, files, staged.terms)
    writer = Writer(stage)
    stamps |= terms
    stamps |= {path: writer.write(path, data) for path, data in files.items()}
    missing = [path for path in context.pictures if not present.intact(path)]
    stamps |= {path: writer.write(path, data) for path, data in read_pictures(project, context.pictures, missing)}
    wanted = placed.keys() | set(context.static) | set(context.pictures) | set(files) | kept | terms.keys()
    came: Collection[str] = stamps.keys()
    stale: list[str] = []
    keys = {page.path: page.key for page in todo}
    if rebuild:
        writer.write(MARKER, MARKER_TEXT)
        project.site.parent.mkdir(parents=True, exist_ok=True)
        swap_in(stage, project.site)
        store.write("DELETE FROM output", [()])
    else:
        came = stamps.keys() - _same(project.site, stage, present, stamps)
        stale = [path for path in present.files if path not in wanted]
        stamps |= publish(stage, project.site, came, stale)
        store.write("DELETE FROM output WHERE path = ?", ((path,) for path in present.keys if path not in wanted))
    store.write("INSERT OR REPLACE INTO output VALUES (?, ?)", ((path, keys.get(path, "")) for path in stamps))
    note(project, store, present, wanted, {path: stamps[path].packed() for path in came}, stale)
    store.set_meta("site.state", present.state)
    store.commit()
    return len(came)


def write_some(
    project: Project,
    store: Store,
    context: RenderContext,
    pages: Iterable[Page],
    files: Mapping[str, bytes],
    present: Present,
    *,
    jobs: int = 0,
    progress: Progress | None = None,
) -> int:
    """Render some pages and bring them, and some other files, to an output folder that lies as it was left.

    Nothing else there comes or goes. Returns how many files were written.
    """
    keys = {page.path: page for page in pages}
    todo = [page for path, page in keys.items() if not page.key or (page.key,) != _key(store, path)]
    stage = empty_stage(project)
    make_folder(project.cache)
    stamps = _render(context, todo, stage, jobs, progress, {})
    writer = Writer(stage)
    stamps |= {path: writer.write(path, data) for path, data in files.items()}
    came = [path for path in stamps if (project.site / path).read_bytes() != (stage / path).read_bytes()]
    stamps |= publish(stage, project.site, came, ())
    store.write("INSERT OR REPLACE INTO output VALUES (?, ?)", ((page.path, page.key) for page in todo))
    note(project, store, present, None, {path: stamps[path].packed() for path in came})
    store.commit()
    return len(came)


def _key(store: Store, path: str) -> tuple[object, ...] | None:
    return store.one("SELECT key FROM output WHERE path = ?", (path,))


def empty_stage(project: Project) -> Path:
    """Return the folder that files are made ready in, with nothing in it."""
    stage = project.root / CACHE_FOLDER / "stage"
    stage.unlink() if stage.is_symlink() else shutil.rmtree(stage, ignore_errors=True)
    return stage


def _same(site: Path, stage: Path, present: Present, paths: Iterable[str]) -> set[str]:
    """Find the staged files that came out as they lie in the output folder: those are left alone."""
    return {
        path
        for path in paths
        if path in present.intact_keys and (site / path).read_bytes() == (stage / path).read_bytes()
    }


def _add_search(
    project: Project,
    store: Store,
    context: RenderContext,
    present: Present,
    old_terms: Mapping[str, bytes] | None,
    files: dict[str, bytes],
    terms_staged: Callable[[], Mapping[str, Stamp]],
) -> tuple[set[str], Mapping[str, Stamp]]:
    """Add the index's files that must be written to ``files``.

    Return the paths of those that stay as they are, and the stamps of those that are in the stage already.
    """
    if not project.config.search:
        return set(), {}
    indexed = [path for path in present.keys if is_index(path)]
    intact = indexed if not present.fresh and all(present.intact(path) for path in indexed) else []
    library = context.site.library
    index = make_index(store, library, project.config, project.site, old_terms, terms_staged, intact=intact)
    remember(store, index)
    same = {
        path
        for path, data in index.files.items()
        if present.intact(path) and (project.site / path).read_bytes() == data
    }
    files.update({path: data for path, data in index.files.items() if path not in same})
    return same | {path for path in indexed if not path.startswith(index.made)}, index.staged


def _still_wanted(stage: Path, ahead: Ahead, placed: Mapping[str, Page]) -> Mapping[str, Stamp]:
    """Return the articles' pages rendered ahead that are whole and were planned after all; remove the others."""
    whole = {path: stamp for path, stamp in ahead.items() if stamp is not None}
    wanted = {path: stamp for path, stamp in whole.items() if path in placed and placed[path].kind == ARTICLE}
    for path in ahead.keys() - wanted.keys():
        (stage / path).unlink(missing_ok=True)
    return wanted


def _render(
    context: RenderContext,
    todo: Sequence[Page],
    stage: Path,
    jobs: int,
    progress: Progress | None,
    ahead: Mapping[str, Stamp],
) -> dict[str, Stamp]:
    """Render pages but those rendered ``ahead``; return the files' stamps."""
    stamps = dict(ahead)
    left = [page for page in todo if page.path not in ahead]
    for rendered in _rendered(replace(context, stage=stage), left, jobs):
        stamps.update(rendered)
        if progress is not None:
            progress("pages", len(stamps), len(todo))
    return stamps


def _rendered(context: RenderContext, todo: Sequence[Page], jobs: int) -> Iterator[Mapping[str, Stamp]]:
    """Render pages, those of articles first; of a few pages another process renders half. Yield the files' stamps."""
    executor = make_executor(jobs, len(todo))
    if executor.jobs == 1 and processes_of(jobs) > 1 and len(todo) >= FEW:
        own, others = halves(todo)
        with collection_off(), aside(partial(render_shard, context, others)) as made:
            yield render_shard(context, own)
            yield made()
        return
    articles = [page for page in todo if page.kind == ARTICLE]
    others = [page for page in todo if page.kind != ARTICLE]
    for render, pages, size in ((render_articles, articles, ARTICLES), (render_shard, others, SHARD)):
        shards = split_by_cost(pages, [page.cost for page in pages], max(1, len(pages) // size))
        yield from executor.run(render, context, shards)


def halves(pages: Iterable[Page]) -> tuple[list[Page], list[Page]]:
    """Share pages between two by what they cost; pages of one subject, which read the same events, stay together."""
    groups: dict[object, list[Page]] = {}
    for page in pages:
        groups.setdefault(page.subject or page.path, []).append(page)
    weighed = [(sum(page.cost for page in group), group) for group in groups.values()]
    shared: tuple[list[Page], list[Page]] = [], []
    ahead = 0.0
    for cost, group in sorted(weighed, key=lambda each: -each[0]):
        shared[ahead > 0].extend(group)
        ahead += cost if ahead <= 0 else -cost
    return shared
