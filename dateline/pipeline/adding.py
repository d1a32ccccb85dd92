"""The rim of ``add``: read sources, convert them in workers, plan against the content folder, write.

Used by the command and by the build, which converts what waits in the inbox.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final

from dateline.capture.add import MACHINE_SUFFIX, AddOptions, Outcome, Planned, Shelf, plan_article
from dateline.capture.isolate import Limits, convert_isolated
from dateline.capture.joining import find_place, is_further
from dateline.capture.options import CaptureOptions
from dateline.capture.pages import series
from dateline.capture.sources import Emptied, Item, Source
from dateline.content.pictures import FOLDER, is_asset_name
from dateline.content.writing import atomic_write, is_temporary, remove_temporaries
from dateline.errors import DatelineError
from dateline.model.capture import Capture, Extracted
from dateline.model.problem import Problem, Severity
from dateline.pipeline.fetching import Fetching
from dateline.pipeline.inbox import INBOX
from dateline.text.slug import slug

Progress = Callable[[int, str], None]
_BUSY: Final = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "index.lock")
_SETTLED: Final = (Outcome.NEW, Outcome.SAME, Outcome.UPDATED, Outcome.JOINED)
_SUFFIXES: Final = {
    "html": "html",
    "text": "txt",
    "markdown": "md",
    "mhtml": "mhtml",
    "eml": "eml",
    "feed": "xml",
    "json": "json",
    "csv": "csv",
    "bookmarks": "html",
    "pdf": "pdf",
    "warc": "warc",
    "zip": "zip",
    "gzip": "gz",
}


@dataclass(frozen=True, slots=True)
class CaptureResult:
    """What became of one capture: its articles' plans (already written unless dry), and its own problems."""

    name: str
    plans: tuple[Planned, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Tell whether something of the capture was lost or is in conflict."""
        errors = any(problem.severity is Severity.ERROR for problem in self.all_problems)
        return errors or (not self.plans and not self.problems)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Return the capture's problems and those of its articles."""
        return (*self.problems, *(problem for plan in self.plans for problem in plan.problems))


@dataclass(frozen=True, slots=True)
class AddRun:
    """How a run goes about it. ``keep`` stores the captures as evidence, ``dry`` writes nothing.

    ``fetch_pictures`` downloads the pictures of what comes from files too; those of pages that were fetched are
    wherever pictures are kept.
    """

    options: AddOptions = field(default_factory=AddOptions)
    capture: CaptureOptions = field(default_factory=CaptureOptions)
    keep: bool = True
    dry: bool = False
    fetch_pictures: bool = False
    workers: int = 1
    limits: Limits = field(default_factory=Limits)


def load_shelf(content: Path) -> Shelf:
    """Read what stands in the content folder: every article, and the machine's versions."""
    shelf = Shelf(lambda path: _text(content / path))
    for path in _files(content / "articles", (".md", ".markdown")):
        shelf.put(path.relative_to(content).as_posix(), _text(path))
    for path in _files(content / "captures", (MACHINE_SUFFIX,)):
        shelf.put_machine(path.relative_to(content).as_posix(), _text(path))
    return shelf


def _files(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.endswith(suffixes) and not is_temporary(name) and not path.is_symlink():
                found.append(path)
    return found


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def refuse_when_git_is_busy(root: Path) -> None:
    """Raise DatelineError while Git is in the middle of a merge or rebase: files must not change under it."""
    folder = root / ".git"
    if folder.is_file():
        pointer = folder.read_text(encoding="utf-8", errors="replace").removeprefix("gitdir:").strip()
        folder = (root / pointer).resolve()
    for name in _BUSY:
        if (folder / name).exists():
            raise DatelineError(f"Git is busy here ({name} exists): finish or abort what it is doing, then try again")


_Late = tuple[Source, list[Extracted], list[Problem]]


def add_sources(
    content: Path, sources: Iterable[Item], run: AddRun, progress: Progress | None = None
) -> Iterator[CaptureResult]:
    """Convert, plan and write, capture by capture; one bad capture never stops the others.

    Yields a result for each source in order, but for further pages of articles whose first pages come later in the run:
    those are last. Hold the project's lock around it.
    """
    if not run.dry:
        remove_temporaries(content)
    shelf = load_shelf(content)
    held: dict[int, Source] = {}
    early: dict[int, Problem | Emptied] = {}
    unsettled = False
    late: list[_Late] = []
    fetcher = Fetching()
    numbered = _numbered(sources, held, early)
    converted = convert_isolated(numbered, run.capture, workers=run.workers, limits=run.limits)
    for done, (number, found) in enumerate(converted, 1):
        while early and min(early) < number:
            item = early.pop(min(early))
            if isinstance(item, Problem):
                unsettled = unsettled or item.severity is Severity.ERROR
                yield _failed(item)
            else:
                unsettled = _empty_container(content, item, run, unsettled=unsettled)
        source = held.pop(number)
        articles, problems = found
        if run.capture.assets and (source.fetched or run.fetch_pictures) and not run.dry:
            articles, problems = fetcher.complete(articles, problems, source.capture.name)
        if len(articles) == 1 and is_further(articles[0]) and not find_place(articles[0], shelf.parts):
            late.append((source, articles, problems))
            continue
        result = _add(content, source, articles, problems, shelf, run)
        unsettled = unsettled or (source.member and result.failed)
        if progress:
            progress(done, source.capture.name)
        yield result
    # Pages that came before the pages they belong to: in the order of their numbers.
    for source, articles, problems in sorted(late, key=lambda item: series(item[1][0].url)):
        result = _add(content, source, articles, problems, shelf, run)
        unsettled = unsettled or (source.member and result.failed)
        yield result
    for number in sorted(early):
        item = early[number]
        if isinstance(item, Problem):
            unsettled = unsettled or item.severity is Severity.ERROR
            yield _failed(item)
        else:
            unsettled = _empty_container(content, item, run, unsettled=unsettled)


def _numbered(
    sources: Iterable[Item], held: dict[int, Source], early: dict[int, Problem | Emptied]
) -> Iterator[tuple[int, Capture]]:
    for number, source in enumerate(sources):
        if not isinstance(source, Source):
            early[number] = source
        else:
            held[number] = source
            yield number, source.capture


def _empty_container(content: Path, item: Emptied, run: AddRun, *, unsettled: bool) -> bool:
    """Take an archive out of the inbox when all it held is settled; its pages were kept one by one. Returns False."""
    inbox = (content / INBOX).resolve()
    if not unsettled and not run.dry and inbox in item.path.resolve().parents:
        item.path.unlink(missing_ok=True)
    return False


def _as_member(problems: list[Problem]) -> list[Problem]:
    """Of an archive's pages many are no articles, which is no fault of theirs."""
    return [replace(p, severity=Severity.NOTE) if p.code in ("DL112", "DL101") else p for p in problems]


def _failed(problem: Problem) -> CaptureResult:
    return CaptureResult(problem.path, problems=(problem,))


def _add(
    content: Path, source: Source, articles: list[Extracted], problems: list[Problem], shelf: Shelf, run: AddRun
) -> CaptureResult:
    name = source.capture.name
    if source.member and not articles:
        problems = _as_member(problems)
    plans = []
    for article in articles:
        plan = plan_article(article, name, shelf, run.options)
        plans.append(plan if run.dry else _write(content, plan))
    result = CaptureResult(name, tuple(plans), tuple(problems))
    if not run.dry:
        faults = _keep_evidence(content, source, result, keep=run.keep)
        result = replace(result, problems=(*result.problems, *faults))
    return result


def _write(content: Path, plan: Planned) -> Planned:
    """Write a plan's files in order; a file that changed since it was read is left alone."""
    for asset in plan.assets:
        try:
            if not is_asset_name(asset.name):
                raise OSError(f"{asset.name!r} is no name of a picture")
            if _differs(content / FOLDER / asset.name, asset.data):
                atomic_write(content, f"{FOLDER}/{asset.name}", asset.data)
        except OSError as error:
            problem = Problem(asset.name, 0, 0, "DL119", f"the picture cannot be written: {error}", "")
            return replace(plan, outcome=Outcome.FAILED, problems=(*plan.problems, problem))
    for file in plan.files:
        try:
            if file.replaces is not None and _text(content / file.path) != file.replaces:
                hint = "add the capture again"
                problem = Problem(file.path, 0, 0, "DL120", "the file was changed while this ran", hint)
                return replace(plan, outcome=Outcome.CONFLICT, problems=(*plan.problems, problem))
            data = file.text.encode("utf-8", "surrogateescape")
            atomic_write(content, file.path, data, replace=file.replaces is not None)
        except OSError as error:
            problem = Problem(file.path, 0, 0, "DL119", f"the file cannot be written: {error}", "")
            return replace(plan, outcome=Outcome.FAILED, problems=(*plan.problems, problem))
    return plan


def _keep_evidence(content: Path, source: Source, result: CaptureResult, *, keep: bool) -> list[Problem]:
    """Store the capture beside its article's machine version, then take it out of the inbox."""
    settled = [plan for plan in result.plans if plan.outcome in _SETTLED]
    if not settled or result.failed:
        return []
    try:
        path = evidence_path(source.capture, settled[0].path, single=len(result.plans) == 1 and not settled[0].note)
        # A run that was killed may have written the article and not yet the capture it was made from.
        half_done = not settled[0].note and _differs(content / path, source.capture.data)
        if keep and (half_done or any(plan.files for plan in settled)):
            atomic_write(content, path, source.capture.data)
        inbox = (content / INBOX).resolve()
        waited = source.path if source.path is not None and inbox in source.path.resolve().parents else None
        if waited is not None and waited.read_bytes() == source.capture.data:
            waited.unlink()
    except OSError as error:
        return [Problem(source.capture.name, 0, 0, "DL119", f"the capture cannot be kept: {error}", "")]
    return []


def _differs(path: Path, data: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != data


def evidence_path(capture: Capture, article: str, *, single: bool) -> str:
    """Return where a capture is kept: under its article's name, or a container under its own."""
    from dateline.capture.reading import detect_format

    form = detect_format(capture)
    suffix = _SUFFIXES.get(form.name if form else "", "bin")
    folder = PurePosixPath(article).parent.name
    if single:
        return f"captures/{folder}/{PurePosixPath(article).stem}.{suffix}"
    digest = capture.sha256.removeprefix("sha256:")[:8]
    return f"captures/{folder}/{slug(PurePosixPath(capture.name).stem, limit=70)}-{digest}.{suffix}"
