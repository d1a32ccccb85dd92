"""``dateline add``: turn saved pages, feeds, archives, exports or addresses into articles."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.report import format_problem, visible
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.capture.add import Planned
    from dateline.capture.sources import Source
    from dateline.pipeline.adding import AddRun, CaptureResult
    from dateline.pipeline.project import Project


@click.command(short_help="Convert saved pages, feeds, archives or addresses into articles.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change as a diff.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a capture on stdout.")
@click.option("--captured", metavar="DATE", default="", help="When they were saved, if they don't say.")
@click.option("--url", default="", help="The address the one capture was saved from.")
@click.option("--format", "form", default="", help="Read the captures as this format instead of recognising it.")
@click.option("--update", is_flag=True, help="Merge a changed capture of an article into the article.")
@click.option("--again", is_flag=True, help="Convert again what is here already or was deleted.")
@click.option(
    "--duplicates", type=click.Choice(["report", "join", "keep"]), default="report", show_default=True,
    help="What to do with nearly the same text: leave it out, name it as another source, or keep both.",
)
@click.option("--draft", is_flag=True, help="Write new articles as drafts.")
@click.option("--excerpt", is_flag=True, help="Publish only title, quotations and a link of new articles.")
@click.option("--pinyin", is_flag=True, help="Name files in pinyin instead of Chinese characters (needs pypinyin).")
@click.option("--fetch-links", is_flag=True, help="Download the pages that a reading list only links to.")
@click.option(
    "--assets/--no-assets", default=None,
    help="Keep the pictures in content/assets; fetch those of pages named by address. Else as keep_pictures says.",
)
@click.option("--fetch-assets", is_flag=True, help="Fetch the pictures of files too (implies --assets).")
@click.option("--no-keep", is_flag=True, help="Don't store the captures in content/captures.")
@click.option("-q", "--quiet", is_flag=True, help="Print problems and the last line only.")
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The project's folder.")
def command(sources: tuple[str, ...], root: Path, **given: Any) -> int:
    """Convert each SOURCE (a file, a folder, an address, or - for standard input) into articles.

    \b
    dateline add saved-page.html notes/ export.csv
    dateline add https://example.com/news/1
    pbpaste | dateline add - --url https://example.com/news/1
    """  # noqa: D301 - Click wants the character, not two
    from dateline.engine.lock import project_lock
    from dateline.pipeline.adding import refuse_when_git_is_busy
    from dateline.pipeline.project import open_project
    from dateline.pipeline.unchanged import CACHE_FOLDER

    if given["url"] and len(sources) != 1:
        raise UsageError("--url belongs to one source")
    project = open_project(root)
    run = _make_run(project, given)
    refuse_when_git_is_busy(project.root)
    held = nullcontext() if given["dry_run"] else project_lock(project.root / CACHE_FOLDER)
    with held:
        return _add(project, sources, run, given)


def _make_run(project: Project, given: dict[str, Any]) -> AddRun:
    from dateline.capture.add import AddOptions, Duplicates
    from dateline.capture.formats import FORMATS, by_name
    from dateline.capture.new_article import ArticleChoices
    from dateline.capture.options import CaptureOptions
    from dateline.engine.executor import processes_of
    from dateline.pipeline.adding import AddRun

    if given["form"] and by_name(given["form"]) is None:
        raise UsageError(f"--format must be one of {', '.join(entry.name for entry in FORMATS)}")
    publish = "excerpt" if given["excerpt"] else project.config.publish.value
    choices = ArticleChoices(
        status="draft" if given["draft"] else "published", publish=publish, romanise=given["pinyin"]
    )
    options = AddOptions(choices, Duplicates(given["duplicates"]), update=given["update"], again=given["again"])
    pictures = _wanted_pictures(project.config.keep_pictures, given)
    return AddRun(
        options, CaptureOptions(format=given["form"], assets=pictures != "none"), fetch_pictures=pictures == "linked",
        keep=project.config.keep_captures and not given["no_keep"],
        dry=given["dry_run"], workers=processes_of(project.config.jobs),
    )


def _wanted_pictures(configured: str, given: dict[str, Any]) -> str:
    """Return which pictures to keep, as ``keep_pictures`` names them: what the command line says, else the project."""
    if given["fetch_assets"]:
        return "linked"
    if given["assets"] is None:
        return configured
    return "held" if given["assets"] else "none"


def _add(project: Project, names: tuple[str, ...], run: AddRun, given: dict[str, Any]) -> int:
    from dateline.pipeline.adding import add_sources

    content = project.root / project.config.content_dir
    sources = _sources(names, given, assets=run.capture.assets)
    results: list[CaptureResult] = []
    if not given["dry_run"] and len(names) == 1 and Path(names[0]).is_file():
        return _show(add_sources(content, sources, run), results, given)
    from dateline.capture.sources import count_files
    from dateline.cli.progress import Bar

    with Bar(quiet=given["quiet"]) as bar:
        total = count_files(names) if bar.shown else 0

        def advance(done: int, _: str) -> None:
            bar("adding", done, max(total, done))

        return _show(add_sources(content, sources, run, advance), results, given)


def _sources(names: tuple[str, ...], given: dict[str, Any], *, assets: bool) -> Iterator[Any]:
    """Yield captures in the order of the command line; addresses are fetched as their turn comes."""
    from dateline.capture.sources import is_address, read_sources

    for name in names:
        if is_address(name):
            from dateline.capture.fetch import fetch_sources

            yield from fetch_sources([name])
            continue
        found = read_sources(
            (name,), stdin=sys.stdin.buffer, url=given["url"], captured=given["captured"], assets=assets
        )
        for item in found:
            yield item
            if given["fetch_links"]:
                yield from _linked(item)


def _linked(item: Source | Any) -> Iterator[Any]:
    from dateline.capture.fetch import fetch_sources
    from dateline.capture.reading import links_in
    from dateline.capture.sources import Source

    if isinstance(item, Source):
        yield from fetch_sources([link.url for link in links_in(item.capture)])


def _show(found: Iterable[CaptureResult], results: list[CaptureResult], given: dict[str, Any]) -> int:
    from dateline.cli.add_report import as_record, summary, table

    for result in found:
        results.append(result)
        if given["as_json"]:
            click.echo(json.dumps(as_record(result), ensure_ascii=False))
        elif not given["quiet"]:
            for line in summary(result):
                click.echo(visible(line))
            for plan in result.plans if given["dry_run"] else ():
                click.echo("".join(_diff(plan)), nl=False)
        for problem in result.all_problems:
            if not given["as_json"]:
                click.echo(format_problem(problem, "text"), err=True)
    if len(results) > 1 or given["quiet"]:
        click.echo("\n".join(table(results)), err=given["as_json"])
    return int(any(result.failed for result in results))


def _diff(plan: Planned) -> Iterator[str]:
    """Yield the diff of the files a plan would write; the machine's copies are left out."""
    from dateline.capture.add import MACHINE_SUFFIX

    for file in plan.files:
        if file.path.endswith(MACHINE_SUFFIX):
            continue
        before = (file.replaces or "").splitlines(keepends=True)
        old = f"a/{file.path}" if file.replaces is not None else "/dev/null"
        for line in difflib.unified_diff(before, file.text.splitlines(keepends=True), old, f"b/{file.path}"):
            text = line if line.endswith("\n") else f"{line}\n"
            yield visible(text.rstrip("\n")) + "\n"
