"""``dateline new``: start an article, an entity, a topic, a page or a whole project."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.content.edit import format_value
from dateline.errors import DatelineError, UsageError, did_you_mean

KINDS = ("article", "entity", "topic", "page", "project")


@click.command(short_help="Start an article, entity, topic or page.")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name")
@click.option(
    "--id", "identifier", default="", help="The file's stem and the page's address; made from NAME otherwise."
)
@click.option("--type", "entity_type", default="company", show_default=True, help="The type of a new entity.")
@click.option("--published", default="", help='When a new article was published, as far as known: "2024-11".')
@click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), help="The project's folder.", show_default="here"
)
def command(*, kind: str, name: str, identifier: str, entity_type: str, published: str, root: Path) -> int:
    """Write a new file of KIND called NAME with its front matter filled in; never over one that is there.

    \b
    dateline new entity "Nvidia" --type company
    dateline new project my-industry
    """  # noqa: D301 - Click's mark for lines kept as they are
    if not name.strip():
        raise UsageError(f"give the {kind} a name")
    if kind == "project":
        return _new_project(root / name)
    _refuse_wrong(kind, entity_type, published)
    from dateline.content.writing import atomic_write
    from dateline.pipeline.project import open_project

    project = open_project(root)
    path = f"{project.config.content_dir}/{_place(kind, name, identifier, published)}"
    text = _text(kind, name, entity_type, published)
    try:
        atomic_write(project.root, path, text.encode(), replace=False)
    except FileExistsError:
        raise DatelineError(f"{path} exists already: edit it, or give another --id") from None
    click.echo(path)
    return 0


def _refuse_wrong(kind: str, entity_type: str, published: str) -> None:
    from dateline.model.dates import DateError, PartialDate
    from dateline.model.entity import ENTITY_TYPES

    if kind == "entity" and entity_type not in ENTITY_TYPES:
        near = did_you_mean(entity_type, ENTITY_TYPES)
        raise UsageError(f"--type {entity_type!r} is none of {', '.join(ENTITY_TYPES)}{near}")
    try:
        if published:
            PartialDate.parse(published)
    except DateError as error:
        raise UsageError(f"--published: {error}") from None


def _place(kind: str, name: str, identifier: str, published: str) -> str:
    from dateline.text.slug import slug

    stem = slug(identifier or name, romanise=True)
    if kind == "article":
        day = published[:10]
        return f"articles/{published[:4] or 'undated'}/{day + '-' if day else ''}{stem}.md"
    return {"entity": f"entities/{stem}.md", "topic": f"topics/{stem}.md", "page": f"pages/{stem}.md"}[kind]


def _text(kind: str, name: str, entity_type: str, published: str) -> str:
    from dateline.text.lang import guess_lang

    lang = guess_lang(name)
    quoted = format_value(name)
    if kind == "article":
        date = f'"{published}"' if published else '""'
        head = f'title: {quoted}\npublished: {date}\nsource: ""\nurl: ""\nauthors: []\nlang: {lang}'
        return f"---\n{head}\nentities: []\ntopics: []\nstatus: draft\n---\n\n"
    if kind == "page":
        return f"---\ntitle: {quoted}\n---\n\n"
    names = f"names: {{{lang.partition('-')[0]}: {quoted}}}"
    if kind == "topic":
        return f"---\n{names}\nkeywords: []\n---\n\n"
    return f"---\ntype: {entity_type}\n{names}\naliases: []\n---\n\n"


def _new_project(folder: Path) -> int:
    """Make the folders and the configuration of an empty project."""
    from dateline.content.writing import atomic_write

    if (folder / "mkdocs.yml").exists():
        raise DatelineError(f"{folder} holds a project already")
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("articles", "entities", "topics", "pages", "inbox", "captures"):
        atomic_write(folder, f"content/{part}/.gitkeep", b"", replace=False)  # Git keeps no empty folders
    config = (
        f'site_name: {format_value(folder.resolve().name or "Dateline")}\nsite_url: ""\ntheme:\n  name: mkdocs\n'
        "docs_dir: content\nsite_dir: build/mkdocs\n"
        "plugins:\n  - search\n  - dateline:\n      site_dir: site\n      languages: [en]\n      publish: excerpt\n"
    )
    atomic_write(folder, "mkdocs.yml", config.encode(), replace=False)
    if not (folder / ".gitignore").exists():
        atomic_write(folder, ".gitignore", b"/site/\n/build/\n/.dateline/\n", replace=False)
    click.echo(f"{folder}: put saved pages into content/inbox/ and run 'dateline'")
    return 0
