"""``dateline timeline``: a timeline on the terminal, or as JSON or CSV for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dateline.config import Config
    from dateline.exchange.items import Item
    from dateline.index.library import Library
    from dateline.index.timeline import Timeline
    from dateline.model.dates import PartialDate
    from dateline.model.event import Conflict, Entry


@click.command(short_help="Print the timeline of an entity, topic or set.")
@click.argument("identifier", metavar="ID", default="all")
@click.option("--top", type=click.IntRange(0), default=0, help="Only the N most important entries.", show_default="all")
@click.option("--since", metavar="DATE", help="Leave out what was over before this EDTF date (2024, 2024-11-28).")
@click.option("--until", metavar="DATE", help="Leave out what began after this EDTF date.")
@click.option("--text", "form", flag_value="text", default=True, help="A line an entry, sources below (the default).")
@click.option("--json", "form", flag_value="json", help="One JSON object, with every statement and source.")
@click.option("--csv", "form", flag_value="csv", help="A table for spreadsheets.")
@click.option(
    "--lang", type=click.Choice(("zh", "en")), help="Language of names and dates.", show_default="the site's first"
)
@click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), help="The project's folder.", show_default="here"
)
def command(
    *, identifier: str, top: int, since: str | None, until: str | None, form: str, lang: str | None, root: Path
) -> int:
    """Print the timeline of ID: an entity, a topic, a named set, several ids joined by +, or all.

    A star marks key events; "…" what was planned and has no known outcome; "!" what sources do not agree on.

    \b
    Examples:
      dateline timeline xai --top 10
      dateline timeline openai+microsoft --since 2023 --until 2024-06 --csv > both.csv
    """  # noqa: D301 - Click's paragraphs
    from dateline.index.timeline import build_timeline
    from dateline.pipeline.reading import read_library

    config, library = read_library(root)
    wanted = _ids(config, library, identifier)
    first, last = _date(since, "--since"), _date(until, "--until")
    timeline = build_timeline(library, wanted, since=first, until=last, top=top or 20)
    keys = {entry.id for entry in timeline.key}
    entries = timeline.key if top else timeline.entries
    text = _write(form, library, timeline, entries, keys, lang or config.lang, identifier)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return 0


def _ids(config: Config, library: Library, identifier: str) -> str:
    """Return the ids meant, joined by ``+``; raise UsageError where one is not known."""
    from dateline.errors import UsageError, did_you_mean

    sets = {item.id: list(item.members) for item in config.sets}
    known = {*library.entities, *library.topics, *sets, "all"}
    found: list[str] = []
    for part in identifier.split("+"):
        if part not in known:
            raise UsageError(f"no entity, topic or set has the id {part!r}{did_you_mean(part, known)}")
        found += sets[part] if part in sets and part not in library.entities else [part]
    return "all" if "all" in found else "+".join(found)


def _date(text: str | None, option: str) -> PartialDate | None:
    from dateline.errors import UsageError
    from dateline.model.dates import DateError, PartialDate

    if text is None:
        return None
    try:
        return PartialDate.parse(text)
    except DateError as error:
        raise UsageError(f"{option}: {error}") from None


def _write(
    form: str, library: Library, timeline: Timeline, entries: Sequence[Entry], keys: set[str], lang: str,
    identifier: str,
) -> str:
    from dataclasses import replace

    from dateline.exchange import tables
    from dateline.exchange.items import make_items

    items = [replace(item, key=item.id in keys) for item in make_items(library, entries, lang)]
    if form == "json":
        return tables.write_json(items, identifier, len(timeline.entries))
    if form == "csv":
        return tables.write_csv(items)
    shown = {event.id for entry in entries for event in entry.statements}
    return "".join(_lines(items, entries, [c for c in timeline.conflicts if set(c.events) & shown], lang))


def _lines(items: Sequence[Item], entries: Sequence[Entry], conflicts: Sequence[Conflict], lang: str) -> Iterable[str]:
    from dateline.cli.report import visible

    width = max((_columns(item.date_text) for item in items), default=0)
    said = {event.id: event.headline for entry in entries for event in entry.statements}
    for item, entry in zip(items, entries, strict=True):
        mark = "!" if item.disputed else "…" if entry.open else "*" if item.key else " "
        status = "" if item.status == "happened" else f" [{item.status}]"
        yield f"{mark} {item.date_text}{' ' * (width - _columns(item.date_text))}  {visible(item.headline)}{status}\n"
        sources = dict.fromkeys(f"{s.publisher or s.title} {s.published}".strip() for s in item.sources)
        if sources:
            yield f"  {' ' * width}  — {visible('; '.join(sources))}\n"
    if conflicts:
        yield "\n" + ("各来源说法不一：" if lang == "zh" else "Sources do not agree:") + "\n"
        for conflict in conflicts:
            words = " / ".join(said[event] for event in conflict.events if event in said)
            yield f"! {conflict.kind}: {' / '.join(conflict.values)} — {visible(words)}\n"


def _columns(text: str) -> int:
    """Return how wide a text stands on a terminal."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
