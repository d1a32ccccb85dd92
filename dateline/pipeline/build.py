"""Build the site: the conductor's score, one step after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.config import is_web_address
from dateline.engine.fingerprint import value_fingerprint
from dateline.engine.lock import project_lock
from dateline.engine.publish import check_replaceable, finish
from dateline.engine.scan import packed_stamp
from dateline.engine.sealed import pack, unpack
from dateline.engine.store import Store, discard, use
from dateline.errors import UsageError
from dateline.model.problem import Problem
from dateline.pipeline.inbox import inbox_sources
from dateline.pipeline.present import is_untouched, left, site_state
from dateline.pipeline.project import ContentScan, Project, edited_content, open_project, scan_content
from dateline.pipeline.settled import Outset, set_out, settle, unsettle
from dateline.pipeline.unchanged import RECORD

if TYPE_CHECKING:
    from dateline.pipeline.at_once import Resident
    from dateline.pipeline.unchanged import Edit

NOTHING_DONE: Final = {"written": 0, "processed": 0, "dated": 0, "rendered": 0}
"""The counts of a build that found everything done."""
Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how many are done, and of how many."""


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
    scheduler: str = ""
    resident: Resident | None = None
    """What a process that will build again keeps for then."""
    load: bool = False
    """Load everything, even if there is nothing to do."""
    edit: Edit | None = field(default=None, compare=False)
    """What a look at everything found a moment ago, where that is no more than an edit of articles or the registry."""

    @property
    def plain(self) -> bool:
        """Tell whether the outcome is that of a build without options."""
        return self == Options(self.jobs, self.convert, self.clean)


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
        taken = f"{count['converted']} captures converted; " if count.get("converted") else ""
        return (
            f"{taken}{self.site}/index.html: {count.get('pages', 0)} pages ({count.get('written', 0)} written) "
            f"from {count.get('articles', 0)} articles, "
            f"{count.get('entities', 0)} entities, {count.get('entries', 0)} events in {self.total:.1f} s"
        )

    def breakdown(self) -> str:
        """Say where the time went, stage by stage."""
        lines = [f"{name:>12} {seconds:8.3f} s" for name, seconds in self.times.items()]
        lines += [f"{name:>12} {number:8d}" for name, number in self.counts.items()]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Making:
    """A build under way: of what project, with what was found in it, and the report that it fills.

    ``made_with`` is the fingerprint of what every page is made with.
    """

    project: Project
    store: Store
    found: ContentScan
    made_with: bytes
    options: Options
    report: Report
    progress: Progress | None = None

    @property
    def jobs(self) -> int:
        """Return how many processes are asked for; 0 for one a processor."""
        return self.options.jobs or self.project.config.jobs


def build_project(root: Path, options: Options | None = None, progress: Progress | None = None) -> Report:
    """Bring the site in the output folder up to date with the content; one build at a time in a project."""
    options = options or Options()
    started = time.perf_counter()
    project = configured(open_project(root), options)
    report = Report(project.site)
    check_replaceable(project.site)
    with project_lock(project.cache.parent):
        finish(project.cache.parent)
        if options.clean:
            discard(project.cache)
        if options.convert:
            with timed(report, "convert"):
                _convert(project, report)
        converted = list(report.problems), dict(report.counts)

        def work(store: Store) -> None:
            report.problems, report.counts = list(converted[0]), dict(converted[1])
            build(project, store, options, report, progress)

        def renewed(error: Exception) -> None:
            from dateline.pipeline.faults import cache_fault

            converted[0].extend(cache_fault(error))

        use(project.cache, work, renewed)
    report.total = time.perf_counter() - started
    return report


def configured(project: Project, options: Options) -> Project:
    """Apply the options that stand above the configuration."""
    config = project.config
    if options.search is not None:
        config = replace(config, search=options.search)
    if options.site_dir:
        config = replace(config, site_dir=options.site_dir)
    if not is_web_address(options.site_url):
        raise UsageError(f"--site-url {options.site_url!r} is no address: begin it with https://")
    if options.site_url:
        config = replace(config, site_url=options.site_url)
    return replace(project, config=config)


def build(project: Project, store: Store, options: Options, report: Report, progress: Progress | None = None) -> None:
    """Refresh the cache, assemble the library, plan the site and write what changed."""
    with timed(report, "scan"):
        outset = set_out(project) if options.plain else None
        edit = options.edit if outset is not None else None
        still = edit is not None and packed_stamp(project.cache.parent / RECORD) == edit.record
        found = edited_content(edit) if edit is not None and still else scan_content(project)
        made_with = site_state(project)
        state = whole_state(project, found, options, made_with)
        if not (options.clean or options.load) and _is_built(project, store, state, made_with, report):
            _settle(project, store, outset, found)
            return
    store.set_meta("build.state", b"")
    unsettle(project)
    from dateline.pipeline.make import make_site

    of_converting = len(report.problems)
    make_site(Making(project, store, found, made_with, options, report, progress))
    counts = {name: count for name, count in report.counts.items() if name != "converted"}
    store.set_meta("build.report", pack((report.problems[of_converting:], counts)))
    store.set_meta("build.state", state)
    store.commit()
    _settle(project, store, outset, found)


def whole_state(project: Project, found: ContentScan, options: Options, made_with: bytes) -> bytes:
    """Return the fingerprint of everything a build depends on: equal ones mean that nothing has to be done."""
    scans = (found.articles, found.registry, found.pages, found.pictures)
    stamps = [scanned.state() for scanned in scans]
    problems = [*project.problems, *found.problems]
    return value_fingerprint((made_with, stamps, problems, options.drafts)).encode()


def _is_built(project: Project, store: Store, state: bytes, made_with: bytes, report: Report) -> bool:
    """Tell whether the output folder is what this build would make; take over the report of the last one."""
    if store.meta("build.state") != state or not is_untouched(project, store, made_with):
        return False
    problems, counts = unpack(store.meta("build.report") or b"")
    report.problems += problems
    report.counts |= counts | NOTHING_DONE
    return True


def _settle(project: Project, store: Store, outset: Outset | None, found: ContentScan) -> None:
    """Write down how everything stands, for the next build to find out whether it has anything to do."""
    tree = left(store) if outset is not None else None
    if outset is not None and tree is not None:
        problems, counts = unpack(store.meta("build.report") or b"")
        settle(project, outset, found, tree, counts | NOTHING_DONE, problems)


def _convert(project: Project, report: Report) -> None:
    """Convert the captures that wait in the inbox."""
    report.counts["converted"] = 0
    if not inbox_sources(project.root / project.config.content_dir):
        return
    from dateline.pipeline.convert import convert_inbox

    converted, problems = convert_inbox(project)
    report.counts["converted"] = converted
    report.problems += problems


@contextmanager
def timed(report: Report, name: str) -> Iterator[None]:
    """Add the time that a block takes to the report."""
    started = time.perf_counter()
    yield
    report.times[name] = report.times.get(name, 0.0) + time.perf_counter() - started
