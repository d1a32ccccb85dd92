"""``dateline check``: validate the content and the built site."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.report import FORMATS, exit_status, print_problems
from dateline.model.problem import Severity


@click.command(short_help="Validate the content and the built site.")
@click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), help="The project's folder.", show_default="here"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text, json (one object a line) or github (annotations).",
)
@click.option("--site-url", default="", help="Where the site will be served, instead of the configured address.")
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
@click.option("--no-site", is_flag=True, help="Look at the content only, not at the built site.")
@click.option("--notes", is_flag=True, help="Print notes as well: entities without articles and the like.")
def command(*, root: Path, form: str, site_url: str, strict: bool, no_site: bool, notes: bool) -> int:
    """Read all the content, plan the site, and look over the built one; print every problem as path:line:col.

    Exit status 0 where nothing is wrong, 1 where something is. See docs/reference/problems.md for the codes.

    \b
    dateline check
    dateline check --no-site --format json
    """  # noqa: D301 - Click's mark for lines kept as they are
    from dateline.pipeline.checking import check_project

    problems = check_project(root, site=not no_site, site_url=site_url)
    shown = [problem for problem in problems if notes or problem.severity is not Severity.NOTE]
    print_problems(shown, form)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    if form == "text":
        click.echo(f"{errors} errors, {warnings} warnings", err=True)
    return exit_status(problems, strict=strict)
