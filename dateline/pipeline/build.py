"""Build the site: the conductor's score, one step after the other."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.content.reader import WrittenPage
from dateline.engine.fingerprint import code_fingerprint, value_fingerprint
from dateline.engine.lock import project_lock
from dateline.engine.publish import check_replaceable
from dateline.engine.store import Store, discard
from dateline.index.library import ArticleCard, Library
from dateline.model.page import SitePlan
from dateline.model.problem import Problem
from dateline.pipeline.annotations import Progress, Refreshed, refresh
from dateline.pipeline.assemble import assemble, find_clashes
from dateline.pipeline.output import look, site_state, write_site
from dateline.pipeline.project import ContentScan, Project, open_project, read_pages, scan_content
from dateline.pipeline.rendering import RenderContext
from dateline.pipeline.work import dump, load_card


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


def build(project: Project, store: Store, options: Options, report: Report, progress: Progress | None = None) -> None:
    """Refresh the cache, assemble the library, plan the site and write what changed."""
    with _timed(report, "scan"):
        found = scan_content(project)
        state = whole_state(project, found, options)
        if not options.clean and _is_built(project, store, state, report):
            return
    store.set_meta("build.state", b"")
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
        report.counts["written"] = write_site(
            project, store, context, plan, refreshed.old_terms, jobs=options.jobs, progress=progress
        )
    store.set_meta("build.report", dump((report.problems, report.counts)))
    store.set_meta("build.state", state)
    store.commit()


def whole_state(project: Project, found: ContentScan, options: Options) -> bytes:
    """Return the fingerprint of everything a build depends on: equal ones mean that nothing has to be done."""
    from dateline.site.folders import template_folders

    folders = template_folders(project.root / project.config.templates_dir)
    stamps = [sorted(scanned.files.items()) for scanned in (found.articles, found.registry, found.pages)]
    problems = [*project.problems, *found.problems]
    return value_fingerprint((site_state(project, folders), stamps, problems, options.drafts)).encode()


def _is_built(project: Project, store: Store, state: bytes, report: Report) -> bool:
    """Tell whether the output folder is what this build would make; the report is then that of the build that made it."""
    if store.meta("build.state") != state:
        return False
    from dateline.site.folders import template_folders

    present = look(project, store, site_state(project, template_folders(project.root / project.config.templates_dir)))
    if present.fresh or present.files != {path: stamp for path, (_, stamp) in present.known.items()}:
        return False
    report.problems, report.counts = pickle.loads(store.meta("build.report") or b"")  # noqa: S301 - our own cache
    report.counts |= {"written": 0, "processed": 0}
    return True


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
    from dateline.site.folders import template_folders
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


