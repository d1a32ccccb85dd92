"""Kill runs at random times, each going on from what the last kill left, and look at everything after each kill.

Rounds of five kinds take turns. A round makes a change, starts the same run again and again and kills it, at most so often,
then lets one run end; what was seen after each kill is judged by what was there before the round and after it. A run is a
process forked from this one, so that no time goes into imports; its own workers are not killed with it.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dateline.engine.publish import finish
from dateline.engine.scan import Stamp, stamp_of
from tests.trust import kill_sweep
from tests.trust.projects import article, build, quietly, small_site, tree, write

Tree = dict[str, bytes]
WORDS = "anchor barge crane dock eddy ferry gull harbour inlet jetty keel lock mast net oar pilot quay rope sail tide wharf yard".split()
COMPARED_EVERY = 200
"""After so many kills the site is compared with one that was built beside it from nothing and never disturbed."""


@dataclass(frozen=True)
class Kind:
    """A change that is made to a project, the run that follows, and how often that is killed at most."""

    name: str
    change: Callable[[Path, random.Random, int], object]
    run: Callable[[Path], object]
    kills: int
    whole: bool = True


@dataclass
class Look:
    """The files of a project's site and content by digest; a file whose stamp is as it was is not read again."""

    root: Path
    known: dict[str, tuple[Stamp, bytes]] = field(default_factory=dict)

    def at(self, folder: str) -> Tree:
        found: dict[str, tuple[Stamp, bytes]] = {}
        for place, _, names in os.walk(self.root / folder):
            for name in names:
                path = f"{place}/{name}"
                stamp = stamp_of(os.lstat(path))
                before = self.known.get(path)
                found[path] = before if before and before[0] == stamp else (stamp, hashlib.sha256(Path(path).read_bytes()).digest())
        self.known |= found
        return {path: digest for path, (_, digest) in found.items() if "/.dateline-" not in path or path.endswith("-site")}


def _text(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(60)).capitalize() + f". Harbour Power moved it on {chance.randrange(1, 28)} May 2024."


def _page(chance: random.Random, number: int) -> str:
    title = f"Quay {number} sold with {chance.choice(WORDS)} and {chance.choice(WORDS)}"
    page = kill_sweep.PAGE.replace("Quay sold to Tidal Works", title).format(_text(chance) + f"</p><p>{_text(chance)}")
    return page.replace("</head>", f'<link rel="canonical" href="https://quay.example/sale-{number}"></head>')


def _edit(root: Path, chance: random.Random, number: int) -> None:
    """Change three articles, delete one and write another."""
    there = sorted((root / "content/articles/2023").glob("quiet-*.md"))
    for path in chance.sample(there, 3):
        write(root, {path.relative_to(root).as_posix(): article(f"A word on {chance.choice(WORDS)} {number}", _text(chance), "2023-02", source=f"Rope Letter {number}")})
    chance.choice(there).unlink()
    write(root, {f"content/articles/2023/quiet-new-{number}.md": article(f"News {number}", _text(chance), "2023-05", topics="[tides]")})


def _captures(root: Path, chance: random.Random, number: int) -> None:
    shutil.rmtree(root / "new", ignore_errors=True)
    write(root, {f"new/sale-{number}-{n}.html": _page(chance, 10 * number + n) for n in range(4)})


def _changed_captures(root: Path, chance: random.Random, _: int) -> None:
    """Save the pages that were added last anew, with other words."""
    for path in (root / "new").glob("*.html"):
        number = int(path.stem.split("-")[1]) * 10 + int(path.stem.split("-")[2])
        path.write_text(_page(chance, number), "utf-8")


def _inbox(root: Path, chance: random.Random, number: int) -> None:
    write(root, {f"content/inbox/late-{number}-{n}.html": _page(chance, 10 * number + n) for n in range(3)})


def _rename_site(root: Path, _: random.Random, number: int) -> None:
    path = root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("site_name: Quay", f"site_name: {number} Quay"), "utf-8")


KINDS = (
    Kind("edit and build", _edit, build, 8, whole=False),
    Kind("add", _captures, lambda root: kill_sweep._add(root, update=False), 5),
    Kind("add an update", _changed_captures, lambda root: kill_sweep._add(root, update=True), 5),
    Kind("inbox and build", _inbox, build, 5, whole=False),
    Kind("build all from nothing", _rename_site, lambda root: build(root, jobs=2, clean=True), 3),
)
TURNS = (*KINDS[:-1], *KINDS)
"""The last kind takes as long as all others, and comes half as often."""


def kill_at_random(folder: Path, kills: int, articles: int, seed: int, said: Counter[str]) -> Iterator[list[str]]:
    """Yield the faults of each round, a sentence each; ``said`` counts the kills of each kind."""
    chance = random.Random(seed)
    kill_sweep.warm(folder)
    root = small_site(folder / "killed", articles // 20, quiet=articles - articles // 20)
    _end(root, build)
    look = Look(root)
    spent: dict[str, float] = {}
    number = compared = 0
    while said.total() < kills:
        kind = TURNS[number % len(TURNS)]
        number += 1
        yield list(_round(kind, root, look, chance, number, spent, said, kills))
        if said.total() - compared >= COMPARED_EVERY or said.total() >= kills:
            compared = said.total()
            yield list(_differences(root, folder / "alone"))


def _round(
    kind: Kind, root: Path, look: Look, chance: random.Random, number: int, spent: dict[str, float], said: Counter[str], kills: int
) -> Iterator[str]:
    kind.change(root, chance, number)
    sites, contents = [look.at("site")], [look.at("content")]
    seen: list[tuple[str, Tree, Tree, bool]] = []
    for attempt in range(kind.kills if kind.name in spent else 0):
        if said.total() >= kills or not _killed(root, kind.run, chance.uniform(0, spent[kind.name] * 1.05)):
            break
        said[kind.name] += 1
        what = f"{kind.name}, round {number}, kill {attempt + 1}"
        seen.append((what, look.at("site"), look.at("content"), kind.whole))
        if attempt % 2:
            finish(root / ".dateline")
            seen.append((f"{what}, completed", look.at("site"), look.at("content"), True))
    started = time.monotonic()
    if _end(root, kind.run):
        yield f"{kind.name}, round {number}: the run after the kills failed"
    if not seen:
        spent[kind.name] = time.monotonic() - started
    sites.append(look.at("site"))
    contents.append(look.at("content"))
    for what, site, content, whole in seen:
        if whole and site not in sites:
            yield f"{what}: the site is neither the old one nor the new one"
        yield from (f"{what}: {path} {fault}" for path, fault in (*_damage(site, sites), *_damage(content, contents)))


def _damage(left: Tree, states: list[Tree]) -> Iterator[tuple[str, str]]:
    for path, digest in left.items():
        if digest not in [state.get(path) for state in states]:
            yield path, "is neither old nor new"
    for path in set.intersection(*(set(state) for state in states)) - left.keys():
        yield path, "is missing"


def _killed(root: Path, run: Callable[[Path], object], after: float) -> bool:
    """Start a run and kill it; False where it had ended before."""
    child = _start(root, run)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _end(root: Path, run: Callable[[Path], object]) -> int:
    return os.waitpid(_start(root, run), 0)[1]


def _start(root: Path, run: Callable[[Path], object]) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            quietly(lambda: run(root))()
            status = 0
        finally:
            os._exit(status)
    return child


def _differences(root: Path, alone: Path) -> Iterator[str]:
    """Compare with a site built from the same content in a folder of its own."""
    _end(root, build)
    shutil.rmtree(alone, ignore_errors=True)
    alone.mkdir()
    shutil.copytree(root / "content", alone / "content")
    shutil.copy(root / "mkdocs.yml", alone)
    _end(alone, lambda root: build(root, jobs=2))
    one, other = tree(root / "site"), tree(alone / "site")
    for path in sorted(one.keys() | other.keys()):
        if one.get(path) != other.get(path):
            yield f"site/{path} differs from that of a site that was never disturbed"
