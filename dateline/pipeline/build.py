"""Build the site: the conductor's score, one step after the other."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.content.reader import WrittenPage
from dateline.engine.executor import make_executor, split_by_cost
from dateline.engine.fingerprint import code_fingerprint, value_fingerprint
from dateline.engine.lock import project_lock
from dateline.engine.publish import MARKER, Writer, check_replaceable, move_into_place, remove_stale, swap_in
from dateline.engine.scan import Stamp, scan
from dateline.engine.store import Store, discard
from dateline.index.library import ArticleCard, Library
from dateline.model.page import Page, SitePlan
from dateline.model.problem import Problem
from dateline.pipeline.annotations import Progress, Refreshed, refresh
from dateline.pipeline.assemble import assemble, find_clashes
from dateline.pipeline.project import Project, open_project, read_pages, scan_content
from dateline.pipeline.rendering import RenderContext, render_shard
from dateline.pipeline.work import load_card


@dataclass(frozen=True, slots=True)
class Options:
    """How to build; what is None or empty is as configured."""

    jobs: int = 0
    convert: bool = True
    clean: bool = False
    search: bool | None = None
    site_dir: str = ""
    site_url: str = ""
    drafts: bool = False


@dataclass(slots=True)
class Report:
    """What a build did: for the person who ran it, and for ``stats``."""

    site: Path
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)
    total: float = 0.0

    def summary(self) -> str:
        """Say in one line what was built and where to look."""
        count = self.counts
        return (
            f"{self.site}/index.html: {count.get('pages', 0)} pages ({count.get('written', 0)} written) from {count.get('articles', 0)} articles, "
            f"{count.get('entities', 0)} entities, {count.get('entries', 0)} events in {self.total:.1f} s"
        )

    def breakdown(self) -> str:
        """Say where the time went, stage by stage."""
        lines = [f"{name:>12} {seconds:8.3f} s" for name, seconds in self.times.items()]
        lines += [f"{name:>12} {number:8d}" for name, number in self.counts.items()]
        return "\n".join(lines)


def build_project(root: Path, options: Options | None = None, progress: Progress | None = None) -> Report:
    """Bring the site in the output folder up to date with the content; one build at a time in a project."""
    options = options or Options()
    started = time.perf_counter()
    project = configured(open_project(root), options)
    report = Report(project.site)
    check_replaceable(project.site)
    with project_lock(project.cache.parent):
        if options.clean:
            discard(project.cache)
        if options.convert:
            with _timed(report, "convert"):
                _convert(project, report)
        with Store(project.cache) as store:
            build(project, store, options, report, progress)
    report.total = time.perf_counter() - started
    return report


def configured(project: Project, options: Options) -> Project:
    """Apply the options that stand above the configuration."""
    config = project.config
    if options.search is not None:
        config = replace(config, search=options.search)
    if options.site_dir:
        config = replace(config, site_dir=options.site_dir)
    if options.site_url:
        config = replace(config, site_url=options.site_url)
    return Project(project.root, config, project.problems)


def build(project: Project, store: Store, options: Options, report: Report, progress: Progress | None = None) -> Library:
    """Refresh the cache, assemble the library, plan the site and write what changed."""
    with _timed(report, "scan"):
        found = scan_content(project)
    with _timed(report, "annotate"):
        refreshed = refresh(project, store, found, jobs=options.jobs, progress=progress)
    report.problems += [*project.problems, *found.problems, *refreshed.problems]
    with _timed(report, "library"):
        library, digests, problems = load_library(store, refreshed, drafts=options.drafts)
        pages, page_problems = read_pages(project, found.pages.files)
    report.problems += problems + page_problems
    with _timed(report, "plan"):
        context, plan, problems = plan_pages(project, store, library, digests, pages)
    report.problems += problems
    report.counts |= {
        "articles": len(library.articles), "entities": len(library.entities), "entries": len(library.entries),
        "pages": len(plan.pages), "processed": refreshed.processed,
    }
    with _timed(report, "write"):
        report.counts["written"] = write_site(project, store, context, plan, options, progress)
    return library


def load_library(store: Store, refreshed: Refreshed, *, drafts: bool = False) -> tuple[Library, dict[str, str], list[Problem]]:
    """Read the cards back and assemble the library; also a digest of each article's body, by id."""
    cards: list[ArticleCard] = []
    digests: dict[str, str] = {}
    for card_data, digest in store.rows("SELECT card, digest FROM article WHERE card != x'' ORDER BY path"):
        card = load_card(card_data)
        cards.append(replace(card, draft=False) if drafts else card)
        digests[card.id] = digest.hex()
    kept, problems = find_clashes(cards)
    return assemble(kept, refreshed.registry), digests, problems


def plan_pages(
    project: Project, store: Store, library: Library, digests: Mapping[str, str], pages: Sequence[WrittenPage]
) -> tuple[RenderContext, SitePlan, list[Problem]]:
    """Plan every page of the site."""
    from dateline.markup import render_written
    from dateline.site.context import Site
    from dateline.site.plan import plan_site
    from dateline.site.render import template_folders
    from dateline.site.write import static_files

    folders = template_folders(project.root / project.config.templates_dir)
    static = static_files(folders, project.config.theme)
    config = project.config

    def written(text: str) -> str:
        return render_written(text, config.markdown_extensions, config.markdown_settings)

    own = {page.ref.path.removeprefix(f"{config.content_dir}/pages/"): (page.title, written(page.body)) for page in pages}
    site = Site(library, config, written=written, assets={name: hashed for name, (hashed, _) in static.items()}, pages=own)
    state = value_fingerprint((code_fingerprint(), config, sorted(refreshed_state(store))))
    plan, problems = plan_site(library, config, {key: value + state for key, value in digests.items()}, site)
    return RenderContext(site, tuple(folders), store.path, {f"static/{hashed}": data for hashed, data in static.values()}), plan, problems


def refreshed_state(store: Store) -> list[str]:
    """Return what every article was annotated with, as a key."""
    state = store.meta("articles.state")
    return [state.decode()] if state else []


def write_site(
    project: Project, store: Store, context: RenderContext, plan: SitePlan, options: Options, progress: Progress | None
) -> int:
    """Render what is not there yet and bring it to the output folder; return how many files were written."""
    known = {path: (key, Stamp(*stamp)) for path, key, *stamp in store.rows("SELECT path, key, size, modified, changed, inode FROM output")}
    state = _site_state(project, store, context)
    fresh = store.meta("site.state") != state or not (project.site / MARKER).exists()
    present = {} if fresh else {path.removeprefix(project.config.site_dir + "/"): stamp for path, stamp in scan(project.root, project.config.site_dir).files.items()}
    wanted = {**{page.path: page for page in plan.pages}, **dict.fromkeys(context.static)}
    todo = [page for page in plan.pages if fresh or not _intact(page, known, present)]
    static = [path for path in context.static if fresh or known.get(path, ("", None))[1] != present.get(path)]
    rebuild = fresh or len(todo) * 2 > len(plan.pages)
    if rebuild:
        todo, static = list(plan.pages), list(context.static)
    stage = project.root / ".dateline" / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    stamps = _render(context, todo, stage, options.jobs or project.config.jobs, progress)
    writer = Writer(stage)
    stamps |= {path: writer.write(path, context.static[path]) for path in static}
    if rebuild:
        writer.write(MARKER, b"Built by Dateline; everything in this folder is replaced by the next build.\n")
        project.site.parent.mkdir(parents=True, exist_ok=True)
        swap_in(stage, project.site)
        store.write("DELETE FROM output", [()])
    else:
        stamps = move_into_place(stage, project.site, stamps)
        remove_stale(project.site, [path for path in present if path not in wanted])
        store.write("DELETE FROM output WHERE path = ?", ((path,) for path in known if path not in wanted))
        shutil.rmtree(stage, ignore_errors=True)
    keys = {page.path: page.key for page in todo}
    store.write("INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?, ?)", ((path, keys.get(path, ""), *stamp) for path, stamp in stamps.items()))
    store.set_meta("site.state", state)
    store.commit()
    return len(stamps)


def _intact(page: Page, known: Mapping[str, tuple[str, Stamp]], present: Mapping[str, Stamp]) -> bool:
    """Tell whether a page's file is there as it was written and would come out the same."""
    row = known.get(page.path)
    return bool(page.key) and row is not None and row[0] == page.key and present.get(page.path) == row[1]


def _render(context: RenderContext, todo: Sequence[Page], stage: Path, jobs: int, progress: Progress | None) -> dict[str, Stamp]:
    executor = make_executor(jobs, len(todo))
    costs = [page.cost for page in todo]
    shards = split_by_cost(todo, costs, max(1, len(todo) // 150) if executor.jobs > 1 else max(1, len(todo) // 50))
    stamps: dict[str, Stamp] = {}
    done = 0
    for shard, result in zip(shards, executor.run(render_shard, replace(context, stage=stage), shards), strict=True):
        stamps.update(result)
        done += len(shard)
        if progress is not None:
            progress("pages", done, len(todo))
    return stamps


def _site_state(project: Project, store: Store, context: RenderContext) -> bytes:
    from dateline.site.render import templates_digest

    return value_fingerprint((code_fingerprint(), project.config, templates_digest(context.folders))).encode()


def _convert(project: Project, report: Report) -> None:
    """Convert the captures that wait in the inbox."""
    from dateline.pipeline.convert import convert_inbox

    converted, problems = convert_inbox(project)
    report.counts["converted"] = converted
    report.problems += problems


@contextmanager
def _timed(report: Report, name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    report.times[name] = report.times.get(name, 0.0) + time.perf_counter() - started


