"""``dateline build``: convert what waits in the inbox and build the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.report import FORMATS, exit_status, print_problems

if TYPE_CHECKING:
    from dateline.pipeline.build import Report


@click.command(short_help="Convert what waits in the inbox and build the site.")
@click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), help="The project's folder.", show_default="here"
)
@click.option("--site-dir", default="", help="Build into this folder instead of the configured one.")
@click.option("--site-url", default="", help="Where the site will be served, instead of the configured address.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(0),
    default=0,
    help="Worker processes; 0 means one a processor.",
    show_default=True,
)
@click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="Annotate on the workers of this Dask scheduler (tcp://host:8786).",
)
@click.option("--no-convert", is_flag=True, help="Leave the inbox alone.")
@click.option("--clean", is_flag=True, help="Forget the cache and build everything again.")
@click.option("--no-search", is_flag=True, help="Leave the full-text search index out.")
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How problems are printed."
)
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
@click.option("--profile", is_flag=True, help="Print where the time went.")
def command(
    *,
    root: Path,
    site_dir: str,
    site_url: str,
    jobs: int,
    scheduler: str,
    no_convert: bool,
    clean: bool,
    no_search: bool,
    strict: bool,
    form: str,
    quiet: bool,
    profile: bool,
) -> int:
    """Convert the captures in content/inbox/ into articles, then build the site.

    Only what changed since the last build is done again; the result is the same as that of a build from nothing.

    \b
    dateline
    dateline build --jobs 4 --profile
    dateline build --no-convert --site-url https://example.org/chips/
    """  # noqa: D301 - Click's mark for lines kept as they are
    from dateline.cli.progress import Bar
    from dateline.pipeline.build import Options, build_project

    options = Options(
        jobs=jobs,
        convert=not no_convert,
        clean=clean,
        search=False if no_search else None,
        site_dir=site_dir,
        site_url=site_url,
        scheduler=scheduler,
    )
    with Bar(quiet=quiet) as bar:
        report = build_project(root, options, bar)
    status = say(report, form, quiet=quiet, strict=strict)
    if profile:
        click.echo(report.breakdown(), err=True)
    return status


def say(report: Report, form: str = "text", *, quiet: bool = False, strict: bool = False) -> int:
    """Print what a build came to; return the exit status."""
    print_problems(report.problems, form, to_stderr=form == "text")
    if not quiet:
        click.echo(report.summary(), err=form == "json")
    return exit_status(report.problems, strict=strict)
