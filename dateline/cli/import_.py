"""``dateline import``: bring events of another timeline into the knowledge base."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.report import visible
from dateline.errors import DatelineError


@click.command(short_help="Read events from a TimelineJS file.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--title", default="", help="Title of the article that holds the events; the file's name otherwise.")
@click.option("--source", default="", help="Who made the timeline.")
@click.option("--url", default="", help="Where it was published.")
@click.option("--published", default="", help='When it was published, as far as known: "2024-11".')
@click.option("--dry-run", is_flag=True, help="Print the article instead of writing it.")
@click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), help="The project's folder.", show_default="here"
)
def command(*, file: Path, title: str, source: str, url: str, published: str, dry_run: bool, root: Path) -> int:
    """Read the events of a TimelineJS FILE (JSON, or its spreadsheet as CSV) into one article, a paragraph an event.

    Each event keeps its date as precise as the file gives it. Nothing is written over. Names (aliases, Wikidata ids)
    are proposed by `dateline suggest --names FILE` instead.

    \b
    dateline import timeline.json --title "Chips since 1958" --source "Example Museum" --dry-run
    """  # noqa: D301 - Click's mark for lines kept as they are
    from dateline.content.writing import atomic_write
    from dateline.exchange.timelinejs import read
    from dateline.pipeline.importing import imported_article
    from dateline.pipeline.project import open_project
    from dateline.text.slug import slug

    events, faults = read(file.read_text(encoding="utf-8", errors="replace"))
    if not events:
        raise DatelineError(f"{file} holds no events: give JSON of TimelineJS, or its spreadsheet as CSV (with 'Year')")
    for fault in faults:
        click.echo(visible(f"{file}: {fault}"), err=True)
    name = title or file.stem
    text = imported_article(events, name, source=source, url=url, published=published)
    if dry_run:
        click.echo(text, nl=False)
        return int(bool(faults))
    project = open_project(root)
    path = f"{project.config.content_dir}/articles/{published[:4] or 'imported'}/{slug(name)}.md"
    try:
        atomic_write(project.root, path, text.encode(), replace=False)
    except FileExistsError:
        raise DatelineError(f"{path} exists already: give another --title") from None
    click.echo(f"{path}: {len(events)} events")
    return int(bool(faults))
