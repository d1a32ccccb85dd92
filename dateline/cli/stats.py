"""``dateline stats``: what the knowledge base holds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dateline.index.library import Library


@click.command(short_help="Count what the knowledge base holds.")
@click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), help="The project's folder.", show_default="here"
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(*, root: Path, as_json: bool) -> int:
    """Count articles by language, source and year, entities by type, events by status and precision.

    \b
    dateline stats
    dateline stats --json
    """  # noqa: D301 - Click's mark for lines kept as they are
    from dateline.pipeline.reading import read_library

    _, library = read_library(root)
    counts = count(library)
    if as_json:
        click.echo(json.dumps(counts, ensure_ascii=False))
        return 0
    for name, value in counts.items():
        if isinstance(value, dict):
            click.echo(f"{name}:")
            for key, number in value.items():
                click.echo(f"  {number:7d}  {key}")
        else:
            click.echo(f"{name}: {value}")
    return 0


def count(library: Library) -> dict[str, Any]:
    """Return the counts of a library, most frequent first within each group."""
    cards = library.articles.values()
    entries = [entry for entry in library.entries.values() if entry.kind == "statement"]
    return {
        "articles": len(library.articles),
        "articles by language": _ranked(Counter(card.lang or "unknown" for card in cards)),
        "articles by source": _ranked(Counter(card.source or "unknown" for card in cards), 20),
        "articles by year": _by_year(
            Counter(str(card.published.start_year) if card.published else "undated" for card in cards)
        ),
        "entities": len(library.entities),
        "entities by type": _ranked(Counter(entity.type for entity in library.entities.values())),
        "entities without articles": sum(not library.entity_articles.get(entity) for entity in library.entities),
        "topics": len(library.topics),
        "events": len(entries),
        "events by status": _ranked(Counter(entry.status.value for entry in entries)),
        "events by precision": _ranked(Counter(entry.date.precision.value for entry in entries)),
        "events told by several articles": sum(
            len({event.article for event in entry.statements}) > 1 for entry in entries
        ),
        "events that sources disagree about": sum(bool(entry.conflicts) for entry in entries),
        "plans whose day has passed": sum(entry.open for entry in entries),
    }


def _ranked(counts: Counter[str], limit: int = 0) -> dict[str, int]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return dict(ordered[:limit] if limit else ordered)


def _by_year(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
