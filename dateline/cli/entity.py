"""``dateline entity``: rename, merge, split and retype entities in the files, leaving redirects behind."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.edits import carry_out, planned, read_content

_DRY = click.option("--dry-run", is_flag=True, help="Write nothing; show the change as a diff.")
_ROOT = click.option(
    "--root", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The project's folder.")


@click.group(short_help="Rename, merge, split or retype entities.")
def command() -> None:
    """Change entities in all the files that speak of them; every change can be undone with git checkout."""


@command.command(short_help="Give an entity another id, and perhaps another name.")
@click.argument("old")
@click.argument("new")
@click.option("--name", default="", help="The name it goes by from now on; the old one becomes an alias.")
@click.option("--lang", default="en", show_default=True, help="The language of --name.")
@_DRY
@_ROOT
def rename(*, old: str, new: str, name: str, lang: str, dry_run: bool, root: Path) -> int:
    """Rename the entity OLD to NEW in its own file, in articles and in other entities; OLD's page forwards.

    \b
    dateline entity rename twitter x --name X
    """  # noqa: D301 - Click's mark for lines kept as they are
    from dateline.content.registry_edit import plan_rename
    from dateline.pipeline.project import open_project

    project = open_project(root)
    plan = planned(plan_rename, read_content(project), old, new, name=name, lang=lang)
    return carry_out(project, plan, dry_run=dry_run)


@command.command(short_help="Make one entity of two, or refuse to for good.")
@click.argument("keep")
@click.argument("gone")
@click.option("--refuse", is_flag=True, help="The two are not one: remember it, and never propose it again.")
@_DRY
@_ROOT
def merge(*, keep: str, gone: str, refuse: bool, dry_run: bool, root: Path) -> int:
    """Merge the entity GONE into KEEP: names, conditions, prose and addresses are taken over, references changed.

    \b
    dateline entity merge openai openai-inc
    dateline entity merge grok groq --refuse
    """  # noqa: D301 - Click's mark for lines kept as they are
    from dateline.content.registry_edit import plan_merge, plan_refusal
    from dateline.pipeline.project import open_project

    project = open_project(root)
    plan = planned(plan_refusal if refuse else plan_merge, read_content(project), keep, gone)
    return carry_out(project, plan, dry_run=dry_run)


@command.command(short_help="Take some names out of an entity into a new one.")
@click.argument("source")
@click.argument("new")
@click.argument("names", nargs=-1, required=True)
@click.option("--type", "kind", default="", help="The new entity's type; otherwise the same.")
@click.option("--article", "articles", multiple=True, help="An article that is about the new one; may be repeated.")
@_DRY
@_ROOT
def split(
    *, source: str, new: str, names: tuple[str, ...], kind: str, articles: tuple[str, ...], dry_run: bool, root: Path,
) -> int:
    """Move NAMES of the entity SOURCE to a new entity NEW; both remember that they are not one.

    \b
    dateline entity split meta facebook "Facebook Inc." 脸书公司
    """  # noqa: D301 - Click's mark for lines kept as they are
    from dateline.content.registry_edit import plan_split
    from dateline.pipeline.project import open_project

    project = open_project(root)
    plan = planned(plan_split, read_content(project), source, new, names, kind=kind, articles=articles)
    return carry_out(project, plan, dry_run=dry_run)


@command.command(short_help="Change the type of an entity.")
@click.argument("identifier", metavar="ID")
@click.argument("kind", metavar="TYPE")
@_DRY
@_ROOT
def retype(*, identifier: str, kind: str, dry_run: bool, root: Path) -> int:
    """Make the entity ID a TYPE: company, person, product, place, organisation, event, work or other.

    \b
    dateline entity retype colossus product
    """  # noqa: D301 - Click's mark for lines kept as they are
    from dateline.content.registry_edit import plan_retype
    from dateline.pipeline.project import open_project

    project = open_project(root)
    plan = planned(plan_retype, read_content(project, ("entities",)), identifier, kind)
    return carry_out(project, plan, dry_run=dry_run)
