"""``dateline suggest``: what the articles name that the registry does not know, for a person to review."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.edits import carry_out, read_content
from dateline.cli.report import visible

if TYPE_CHECKING:
    from dateline.annotate.mention.suggest.suggestion import Suggestion
    from dateline.content.registry import Registry
    from dateline.content.registry_edit import EditPlan
    from dateline.model.annotation import Document
    from dateline.model.entity import Entity
    from dateline.pipeline.project import Project


@click.command(short_help="Propose entities, aliases, topics and merges for review.")
@click.argument("names", nargs=-1)
@click.option("--write", is_flag=True, help="Write new entities and aliases into content/, to review with git diff.")
@click.option("--refuse", is_flag=True, help="Say no to NAMES for good: they go into content/suggestions.yml.")
@click.option("--events", is_flag=True, help="List pairs of events that may be one happening instead.")
@click.option("--topics", is_flag=True, help="Propose topics for articles that have none instead.")
@click.option("--names", "names_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Propose names and ids from a local Wikidata JSON or a CSV instead; nothing is fetched.")
@click.option("--article", "articles", multiple=True, help="Read only articles whose path holds this; may be repeated.")
@click.option("--least", type=click.IntRange(1), default=2, show_default=True, help="Leave out names seen less often.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Show no more than this many.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a suggestion.")
@click.option("--dry-run", is_flag=True, help="With --write or --refuse: show the change as a diff.")
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The project's folder.")
def command(names: tuple[str, ...], root: Path, **given: Any) -> int:
    """List what could be added to the registry, with the places that speak for it; with NAMES only those.

    \b
    dateline suggest
    dateline suggest --write "Morph Labs" Dropbase
    dateline suggest --refuse 数据中心
    """  # noqa: D301 - Click's mark for lines kept as they are
    from dateline.errors import UsageError
    from dateline.pipeline.project import open_project

    if given["refuse"] and (not names or given["write"]):
        raise UsageError("--refuse needs the NAMES to refuse, and no --write")
    project = open_project(root)
    if given["refuse"]:
        return carry_out(project, _refusal(project, names), dry_run=given["dry_run"])
    if given["events"]:
        return _doubtful_events(root, given)
    registry, documents = _documents(project, given["articles"])
    if given["names_file"]:
        return _imported(project, registry, given)
    if given["topics"]:
        return _topics(project, registry, documents, given)
    found = _suggestions(project, registry, documents, 1 if names else given["least"])
    if names:
        found = [item for item in found if _called(item) & set(names)]
        for name in sorted(set(names).difference(*map(_called, found))):
            click.echo(visible(f"nothing to suggest is called {name!r}: 'dateline suggest' lists what is"), err=True)
    if given["write"]:
        folder = f"{project.config.content_dir}/entities"
        plan = plan_additions(read_content(project, ("entities",)), registry, found, folder)
        return carry_out(project, plan, dry_run=given["dry_run"])
    for item in found[:given["limit"]]:
        click.echo(json.dumps(asdict(item), ensure_ascii=False) if given["as_json"] else visible_suggestion(item))
    left = len(found) - given["limit"]
    if left > 0:
        click.echo(f"{left} more: --limit {len(found)} shows all", err=True)
    return 0


def _called(item: Suggestion) -> set[str]:
    return {item.name, *item.aliases, *dict(item.names).values()}


def _documents(project: Project, only: tuple[str, ...]) -> tuple[Registry, Iterator[tuple[str, Any, Document]]]:
    from dateline.annotate.mention import build_gazetteer
    from dateline.pipeline.article import Context, read_and_render
    from dateline.pipeline.project import read_registry, scan_content

    found = scan_content(project)
    registry, _ = read_registry(project, found.registry.files)
    context = Context(project.config, registry, build_gazetteer(registry.entities.values()))

    paths = [path for path in found.articles.files if not only or any(part in path for part in only)]

    def read() -> Iterator[tuple[str, Any, Document]]:
        from dateline.cli.progress import Bar

        with Bar() as bar:
            for done, path in enumerate(paths, 1):
                work, _ = read_and_render(path, project.read(path), context)
                bar("reading", done, len(paths))
                if work is not None:
                    yield path, work.article, work.document

    return registry, read()


def _suggestions(
    project: Project, registry: Registry, documents: Iterator[tuple[str, Any, Document]], least: int,
) -> list[Suggestion]:
    from dateline.annotate.mention import build_gazetteer, suggest_entities
    from dateline.content.refusals import read_refused

    gazetteer = build_gazetteer(registry.entities.values())
    refused = read_refused(_refusals_text(project))
    return suggest_entities((document for _, _, document in documents), gazetteer, refused=refused, least=least)


def _refusals_text(project: Project) -> str:
    from dateline.content.refusals import PATH

    path = project.root / project.config.content_dir / PATH
    return path.read_text("utf-8") if path.is_file() else ""


def _refusal(project: Project, names: Sequence[str]) -> EditPlan:
    from dateline.content.refusals import PATH, add_refused
    from dateline.content.registry_edit import EditPlan, FileEdit

    before = _refusals_text(project)
    after = add_refused(before, names)
    path = f"{project.config.content_dir}/{PATH}"
    edits = (FileEdit(path, before or None, after),) if after != before else ()
    return EditPlan(edits, f"Refuse {', '.join(names)}")


def seen(item: Suggestion) -> str:
    """Say how often and in how many articles a name was seen."""
    times = "once" if item.count == 1 else f"{item.count} times"
    return f"{times} in {item.documents} article{'s' if item.documents != 1 else ''}"


def evidence(item: Suggestion) -> str:
    """Write what speaks for a new entity on one line, for the file that a person reviews."""
    place = next((f': {quote.document} "…{quote.text}…"' for quote in item.quotes), "")
    return f"suggested: {seen(item)}{place}"


def visible_suggestion(item: Suggestion) -> str:
    """Write one suggestion for a reader: what, how often, why, and one place."""
    head = {
        "entity": f"new {item.type}: {item.name}",
        "alias": f"alias of {item.entity}: {item.name}",
        "duplicate": f"one thing? {item.entity} and {item.other}",
        "near": f"near names: {item.entity} and {item.other} ({item.name}, {', '.join(item.near)})",
    }[item.kind.value]
    others = [name for _, name in item.names if name != item.name] + list(item.aliases)
    parts = [head + (f" ({', '.join(others)})" if others else "")]
    if item.count:
        parts.append(seen(item))
    parts.append(item.why)
    if item.near and item.kind.value == "entity":
        parts.append("not to be mixed up with " + ", ".join(item.near))
    lines = ["; ".join(part for part in parts if part)]
    lines += [f"    {quote.document}: …{quote.text}…" for quote in item.quotes[:1]]
    return "\n".join(map(visible, lines))


def plan_additions(
    files: Mapping[str, str], registry: Registry, found: Sequence[Suggestion], folder: str,
) -> EditPlan:
    """Plan a file for each new entity and a line for each alias; duplicates and near names are left to a person."""
    from dateline.content.registry_edit import EditPlan, FileEdit, add_aliases, entity_text

    changed = dict(files)
    taken = {identifier.casefold() for identifier in registry.entities}
    for item in found:
        if item.kind.value == "entity":
            identifier = propose_id(item, taken)
            taken.add(identifier)
            path = f"{folder}/{identifier}.md"
            changed[path] = entity_text(identifier, item.type, dict(item.names), item.aliases, comment=evidence(item))
        elif item.kind.value == "alias" and item.entity in registry.entities:
            path, entity = _own_file(changed, registry.entities[item.entity])
            if entity is not None:
                changed[path] = add_aliases(changed[path], entity, [item.name])
    new = [(path, text) for path, text in sorted(changed.items()) if files.get(path) != text]
    edits = tuple(FileEdit(path, files.get(path), text) for path, text in new)
    return EditPlan(edits, "Add suggested entities and aliases")


def _own_file(files: dict[str, str], known: Entity) -> tuple[str, Entity | None]:
    """Return an entity's file and the entity as it stands there; one of the bulk file gets a file first."""
    from dateline.content.bulk import take_out
    from dateline.content.reader import read_entity

    path = known.ref.path
    if path in files and not path.endswith(".md"):
        home = f"{path.rpartition('.')[0]}/{known.id}.md"
        if home not in files and (taken := take_out(path, files[path], known.id)) is not None:
            files[path], files[home] = taken
        path = home
    return path, read_entity(path, files[path].encode())[0] if path in files else None


def propose_id(item: Suggestion, taken: set[str]) -> str:
    """Make an id from the Latin name, else from pinyin; add the type, then a number, where it is taken."""
    from dateline.text.slug import slug

    names = dict(item.names)
    stem = slug(names.get("en") or item.name, romanise=True)
    for candidate in (stem, f"{stem}-{item.type}", *(f"{stem}-{number}" for number in range(2, 1000))):
        if candidate not in taken:
            return candidate
    return stem


def _imported(project: Project, registry: Registry, given: Mapping[str, Any]) -> int:
    from dateline.content.edit import set_key
    from dateline.content.registry_edit import EditPlan, FileEdit, add_aliases
    from dateline.errors import DatelineError
    from dateline.exchange.wikidata import propose_names, read_names

    try:
        records = read_names(given["names_file"].read_text("utf-8"))
    except ValueError as error:
        raise DatelineError(f"{given['names_file']}: {error}") from None
    found = propose_names(records, registry.entities.values())
    changed = read_content(project, ("entities",)) if given["write"] else {}
    files = dict(changed)
    for item in found:
        path, entity = _own_file(changed, registry.entities[item.entity])
        if entity is not None:
            text = add_aliases(changed[path], entity, item.aliases) if item.aliases else changed[path]
            text = set_key(text, "wikidata", item.wikidata) if item.wikidata else text
            changed[path] = text
        elif given["as_json"]:
            click.echo(json.dumps(asdict(item), ensure_ascii=False))
        else:
            shown = ", ".join((*([item.wikidata] if item.wikidata else []), *item.aliases))
            click.echo(visible(f"{item.entity}: {shown}; matched by {item.why}"))
    if not given["write"]:
        return 0
    new = [(path, text) for path, text in sorted(changed.items()) if files.get(path) != text]
    edits = tuple(FileEdit(path, files.get(path), text) for path, text in new)
    return carry_out(project, EditPlan(edits, "Add names"), dry_run=given["dry_run"])


def _topics(
    project: Project, registry: Registry, documents: Iterator[tuple[str, Any, Document]], given: Mapping[str, Any],
) -> int:
    from dateline.annotate.mention import suggest_topics
    from dateline.content.edit import set_key
    from dateline.content.registry_edit import EditPlan, FileEdit

    edits: list[FileEdit] = []
    for path, article, document in documents:
        found = [] if article.topics else suggest_topics(document, registry.topics.values())
        if not found:
            continue
        if given["write"]:
            before = project.read(path).decode()
            edits.append(FileEdit(path, before, set_key(before, "topics", found)))
        elif given["as_json"]:
            click.echo(json.dumps({"path": path, "topics": found}, ensure_ascii=False))
        else:
            click.echo(f"{visible(path)}: {', '.join(found)}")
    return carry_out(project, EditPlan(tuple(edits), "Add topics"), dry_run=given["dry_run"]) if given["write"] else 0


def _doubtful_events(root: Path, given: Mapping[str, Any]) -> int:
    """List what merging left apart although it is nearly alike; a file in content/events decides."""
    from dateline.annotate.event import doubtful_pairs
    from dateline.pipeline.reading import read_library

    _, library = read_library(root)
    for score, left, right in doubtful_pairs(library.entries.values())[: given["limit"]]:
        one, two = library.entries[left], library.entries[right]
        if given["as_json"]:
            click.echo(json.dumps({"likeness": round(score, 3), "events": [left, right]}, ensure_ascii=False))
            continue
        click.echo(visible(f"{one.date.edtf}  {one.headline}"))
        click.echo(visible(f"{two.date.edtf}  {two.headline}"))
        click.echo(visible(f"    statements: [{one.statements[0].id}, {two.statements[0].id}]"))
    return 0
