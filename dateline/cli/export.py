"""``dateline export``: timelines and the whole knowledge base in other formats."""

from __future__ import annotations

import sys
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from dateline.config import Config
    from dateline.exchange.items import Item
    from dateline.index.library import Library
    from dateline.model.event import Entry

FORMATS: Final = ("json", "jsonl", "csv", "timelinejs", "ics", "markwhen", "ftm", "docs")


@click.command(short_help="Write timelines and articles in other formats.")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("identifier", metavar="[ID]", default="")
@click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), help="The project's folder.", show_default="here"
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="Write here instead of stdout; for docs, the folder."
)
@click.option(
    "--lang", type=click.Choice(("zh", "en")), help="Language of names and dates.", show_default="the site's first"
)
@click.option("--key", is_flag=True, help="Key events only.")
def command(*, form: str, identifier: str, root: Path, output: Path | None, lang: str | None, key: bool) -> int:
    """Write the timeline of ID (an entity, a topic or a set), or of everything, as FORMAT.

    json, jsonl and csv hold every statement and source; timelinejs, ics and markwhen open in other programs; ftm is
    FollowTheMoney JSON of the whole knowledge base; docs is a tree of Markdown that MkDocs, ProperDocs and Zensical
    render.

    \b
    Examples:
      dateline export csv xai -o xai.csv
      dateline export ics frontier-labs --lang zh > labs.ics
      dateline export docs -o build/docs
    """  # noqa: D301 - Click's paragraphs
    from dateline.content.writing import atomic_write
    from dateline.pipeline.reading import read_library

    if form == "docs":
        return _docs(root, output)
    config, library = read_library(root)
    text = write(form, config, library, identifier, lang or config.lang, key=key)
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    else:
        atomic_write(output.parent, output.name, text.encode("utf-8", "replace"))
        click.echo(f"{output}", err=True)
    return 0


def _docs(root: Path, output: Path | None) -> int:
    from dateline.errors import UsageError
    from dateline.hosts.pages import export_docs

    if output is None:
        raise UsageError("say where the tree goes: dateline export docs -o FOLDER")
    count = export_docs(root, output)
    click.echo(f"{output}: {count} pages", err=True)
    return 0


def write(form: str, config: Config, library: Library, identifier: str, lang: str, *, key: bool = False) -> str:
    """Return a timeline, or the whole library, as text in a format; raise UsageError for an id nobody has."""
    from dateline.site.addresses import event

    base = config.site_url.rstrip("/")

    def address(article: str, event_id: str) -> str:
        return f"{base}/{event(article, event_id)}" if base else ""

    if form == "ftm":
        from dateline.exchange import followthemoney

        return followthemoney.write(library, lang, address)
    from dateline.exchange.items import make_items
    from dateline.index.timeline import key_entries

    name, entries = choose(config, library, identifier, lang)
    marked = [entry for entry in entries if entry.key or entry.pinned]
    chosen = (marked or key_entries(library, entries, identifier, config.key_events)) if key else entries
    return _writer(form)(make_items(library, chosen, lang, address), name, config)


def _writer(form: str) -> Callable[[list[Item], str, Config], str]:
    from urllib.parse import urlsplit

    from dateline.exchange import ics, markwhen, tables, timelinejs

    writers: dict[str, Callable[[list[Item], str, Config], str]] = {
        "json": lambda items, name, config: tables.write_json(items, name, len(items), config.site_url),
        "jsonl": lambda items, _name, _config: tables.write_jsonl(items),
        "csv": lambda items, _name, _config: "\ufeff" + tables.write_csv(items),
        "timelinejs": lambda items, name, _config: timelinejs.write(items, name),
        "ics": lambda items, name, config: ics.write(
            items, name, urlsplit(config.site_url).hostname or "dateline.invalid"
        ),
        "markwhen": lambda items, name, _config: markwhen.write(items, name),
    }
    return writers[form]


def choose(config: Config, library: Library, identifier: str, lang: str) -> tuple[str, list[Entry]]:
    """Return the name and the entries of an entity, a topic, a set, or ("") everything."""
    from dateline.errors import UsageError, did_you_mean
    from dateline.index.heads import entity_timeline, timelines_of, topic_timeline

    named_set = next((item for item in config.sets if item.id == identifier), None)
    if identifier in library.entities:
        name, entries = library.entities[identifier].name(lang), library.entries.on(entity_timeline(identifier))
    elif identifier in library.topics:
        name, entries = library.topics[identifier].name(lang), library.entries.on(topic_timeline(identifier))
    elif named_set is not None:
        members = named_set.members
        name, entries = named_set.name(lang), library.entries.on(*timelines_of(members, members))
    elif not identifier:
        name, entries = config.site_name, library.entries.all()
    else:
        known = {*library.entities, *library.topics, *(item.id for item in config.sets)}
        raise UsageError(f"no entity, topic or set has the id {identifier!r}{did_you_mean(identifier, known)}")
    return name, sorted(entries, key=attrgetter("order"))
