"""Kill a run before its n-th change of the disk, look at what is left, run again, compare with a run that was left alone."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.check.site import check_site
from dateline.engine.publish import finish
from dateline.pipeline.project import CACHE_FOLDER, open_project
from tests.trust import ptrace_kill
from tests.trust.projects import article, build, quietly, small_site, tree, write

PAGE = """<!doctype html><html lang="en"><head><title>Quay sold to Tidal Works</title>
<meta name="author" content="Port desk"><meta property="article:published_time" content="2024-06-02"></head>
<body><article><h1>Quay sold to Tidal Works</h1><p>{}</p><p>Harbour Power said on 1 June 2024 that the quay had been sold
to Tidal Works, a company that has run the eastern docks since 2019, for a price that neither side would give.</p>
<p>The sale ends two years of talks. The port office expects the first ships under the new owner early next year.</p>
</article></body></html>"""


@dataclass(frozen=True)
class Scenario:
    """One kind of run: how the project is made, what is done to it, the run itself, and what may be seen after a kill."""

    name: str
    prepare: Callable[[Path], object]
    change: Callable[[Path], object]
    run: Callable[[Path], object]
    whole: bool
    """The site folder is the old one or the new one as a whole; else only once the next command has begun."""


def _edit(root: Path) -> None:
    write(root, {
        "content/articles/2023/quiet-0.md": article("A word on ropes 0", "The rope is short now.", "2023-02", source="Rope Letter 0"),
        "content/articles/2023/quiet-99.md": article("A word on knots", "A knot is no rope.", "2023-02", source="Rope Letter 1"),
    })
    (root / "content/articles/2023/quiet-2.md").unlink()


def _configure(root: Path) -> None:
    path = root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("Quay Watch", "Quay News"), "utf-8")


def _inbox(root: Path) -> None:
    write(root, {
        "content/inbox/sale.html": PAGE.format("The quay has a new owner."),
        "content/inbox/note.txt": "Harbour Power plans a third plant\n\nHarbour Power plans a third plant by 2026, the port office said on 3 June 2024. "
        "The plant would stand beside the second one and would be of the same size as that one.\n",
    })


def _add(root: Path, *, update: bool) -> None:
    from dateline.capture.add import AddOptions
    from dateline.capture.sources import read_sources
    from dateline.engine.lock import project_lock
    from dateline.pipeline.adding import AddRun, add_sources

    with project_lock(root / ".dateline"):
        found = read_sources((str(root / "new"),), stdin=io.BytesIO(), url="")
        list(add_sources(root / "content", found, AddRun(AddOptions(update=update))))


def _captured(root: Path) -> None:
    small_site(root, 1)
    write(root, {"new/sale.html": PAGE.format("The quay has a new owner.").replace("</head>", '<link rel="canonical" href="https://quay.example/sale"></head>')})
    _add(root, update=False)


def _changed_capture(root: Path) -> None:
    write(root, {"new/sale.html": PAGE.format("The quay has an owner from the east.").replace("</head>", '<link rel="canonical" href="https://quay.example/sale"></head>')})


def warm(folder: Path) -> None:
    """Do everything once in this process, so that the runs that are killed do not begin with imports."""
    from dateline.capture import convert
    from dateline.capture.options import CaptureOptions
    from dateline.model.capture import Capture

    small_site(folder / "warm", 1)
    build(folder / "warm")
    convert(Capture(PAGE.format("A word.").encode(), "sale.html"), CaptureOptions())


SCENARIOS = (
    Scenario("first build", lambda root: small_site(root, 2), lambda root: None, build, whole=True),
    Scenario("full rebuild", lambda root: (small_site(root, 2), build(root)), _configure, build, whole=True),
    Scenario("a few changes", lambda root: (small_site(root, 1, quiet=40), build(root)), _edit, build, whole=False),
    Scenario("inbox and build", lambda root: (small_site(root, 1), build(root)), _inbox, build, whole=False),
    Scenario("add", lambda root: (small_site(root, 1), _changed_capture(root)), lambda root: None, lambda root: _add(root, update=False), whole=True),
    Scenario("add an update", _captured, _changed_capture, lambda root: _add(root, update=True), whole=True),
)


def sweep(scenario: Scenario, folder: Path, points: Callable[[int], range]) -> Iterator[str]:
    """Yield a sentence for each fault found; ``points`` chooses among the kill points, given how many there are."""
    undisturbed = _prepared(scenario, folder / "undisturbed")
    before = tree(undisturbed)
    total, _ = ptrace_kill.run(quietly(lambda: scenario.run(undisturbed)), 0)
    after = tree(undisturbed)
    root = folder / "killed"
    again = quietly(lambda: scenario.run(root))
    for number in points(total):
        shutil.rmtree(root, ignore_errors=True)
        _prepared(scenario, root)
        ptrace_kill.run(again, number)
        for fault in (*_faults(scenario, before, after, tree(root)), *_halves(root, folder / "finished", before, after)):
            yield f"{scenario.name}, killed before change {number} of {total}: {fault}"
        ptrace_kill.run(again, 0)
        for fault in _differences(after, tree(root)):
            yield f"{scenario.name}, killed before change {number} of {total}, run again: {fault}"


def _prepared(scenario: Scenario, root: Path) -> Path:
    scenario.prepare(root)
    scenario.change(root)
    return root


def _faults(scenario: Scenario, before: dict[str, bytes], after: dict[str, bytes], left: dict[str, bytes]) -> Iterator[str]:
    if scenario.whole and _site(left) not in (_site(before), _site(after)):
        yield "the site folder is neither the old one nor the new one"
    for path, data in left.items():
        if path.startswith((".dateline/", "content/.dateline-")) or "/.dateline-" in path:
            continue
        if data not in (before.get(path), after.get(path)):
            yield f"{path} is neither old nor new"
    for path in before.keys() & after.keys() - left.keys():
        if not path.startswith(".dateline/"):
            yield f"{path} is missing"


def _site(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path.removeprefix("site/"): data for path, data in files.items() if path.startswith("site/")}


def _halves(root: Path, copy: Path, before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[str]:
    """Look at a site between two builds: its links lead somewhere, and whatever command comes next completes it.

    Only pages that stay are asked: nothing leads yet, or leads any more, to those that come or go.
    """
    left = _site(tree(root))
    if left in (_site(before), _site(after)):
        return
    for problem in check_site(left, open_project(root).config.base_path):
        if problem.code == "DL502" and problem.path in _site(before).keys() & _site(after).keys():
            yield f"site/{problem.path}: {problem.message}"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, symlinks=True)
    finish(copy / CACHE_FOLDER)
    if _site(tree(copy)) != _site(after):
        yield "the site folder is not the new one after the next command has begun"


def _differences(after: dict[str, bytes], now: dict[str, bytes]) -> Iterator[str]:
    for path in sorted(after.keys() | now.keys()):
        if not path.startswith(".dateline/") and after.get(path) != now.get(path):
            yield f"{path} differs" if path in after and path in now else f"{path} is {'missing' if path in after else 'too many'}"
