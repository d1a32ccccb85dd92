"""``dateline explain``: why a date, an entity or an event was chosen."""

from __future__ import annotations

import json
from pathlib import Path

import click

from dateline.cli.report import visible
from dateline.errors import UsageError


@click.command(short_help="Say why a date, an entity or an event was chosen.")
@click.argument("place", metavar="FILE:LINE")
@click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), help="The project's folder.", show_default="here"
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a finding.")
def command(*, place: str, root: Path, as_json: bool) -> int:
    """Print what was found on a line of an article's file, with the rule that found it and the evidence.

    \b
    dateline explain content/articles/2024/2024-09-06-colossus-comes-online.md:14
    """  # noqa: D301 - Click's mark for lines kept as they are
    from dateline.pipeline.explain import explain_line
    from dateline.pipeline.project import open_project

    path, _, number = place.rpartition(":")
    if not path or not number.isdigit():
        raise UsageError("give a file and a line: dateline explain content/articles/2024/name.md:12")
    project = open_project(root)
    full = Path(path).resolve()
    if full.is_relative_to(project.root.resolve()):
        path = full.relative_to(project.root.resolve()).as_posix()
    findings = explain_line(project, path, int(number))
    for item in findings:
        if as_json:
            click.echo(
                json.dumps(
                    {
                        "kind": item.kind,
                        "start": item.start,
                        "text": item.text,
                        "result": item.result,
                        **dict(item.details),
                    },
                    ensure_ascii=False,
                )
            )
        else:
            click.echo(visible(f"{item.kind:8} {item.text} → {item.result}"))
            for label, text in item.details:
                click.echo(visible(f"         {label}: {text}"))
    if not findings and not as_json:
        click.echo("nothing was found on this line", err=True)
    return 0
