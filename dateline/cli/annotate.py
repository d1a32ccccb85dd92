"""``dateline annotate``: one annotation stage over JSON Lines, for pipelines and for scoring."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from dateline.errors import DatelineError, UsageError

Record = dict[str, Any]
Stage = Callable[[Record], Record]


@click.command(short_help="Run single annotation stages over JSON Lines.")
@click.option("--timex", is_flag=True, help="Find dated expressions; records need id, lang, text, reference_date.")
@click.option("--mentions", is_flag=True, help="Find the names of registered entities; records need id, lang, text.")
@click.option("--events", is_flag=True, help="Find dated events; records need id, lang, text, reference_date.")
@click.option(
    "--entities",
    "entities",
    type=click.Path(exists=True, path_type=Path),
    help="The registry: a folder of entity files, or one YAML file. Without it no name is known.",
)
@click.option(
    "--suggest", is_flag=True, help="With --mentions: also names that are in no registry, with a guessed type."
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
def command(
    *, timex: bool, mentions: bool, events: bool, entities: Path | None, suggest: bool, files: tuple[Path, ...]
) -> int:
    """Annotate the records of JSONL FILES (or standard input), one object a line, and print one object a line.

    \b
    echo '{"id": "1", "lang": "zh", "text": "去年夏天", "reference_date": "2024-11-28"}' | dateline annotate --timex
    """  # noqa: D301 - Click's mark for lines kept as they are
    stages = [name for name, asked in (("timex", timex), ("mentions", mentions), ("events", events)) if asked]
    if len(stages) != 1:
        raise UsageError("choose one of --timex, --mentions, --events")
    stage = make_stage(stages[0], entities, suggest=suggest)
    failures = 0
    for name, number, line in read_lines(files):
        try:
            record = json.loads(line)
            if not isinstance(record, dict) or not isinstance(record.get("text"), str):
                raise DatelineError("a record must be an object with a 'text'")
            result = stage(record)
        except (ValueError, KeyError, DatelineError) as error:
            failures += 1
            click.echo(f"{name}:{number}:1: {error}", err=True)
            continue
        click.echo(json.dumps(result, ensure_ascii=False))
    return int(bool(failures))


def make_stage(name: str, entities: Path | None, *, suggest: bool = False) -> Stage:
    """Return the function that annotates one record."""
    if name == "timex":
        from dateline.annotate.timex.contract import annotate_record

        return annotate_record
    from dateline.annotate.mention import build_gazetteer
    from dateline.pipeline.project import read_registry_folder

    gazetteer = build_gazetteer(read_registry_folder(entities).entities.values() if entities else ())
    if name == "mentions":
        from dateline.annotate.mention.contract import annotate_record as annotate_mentions

        return lambda record: annotate_mentions(record, gazetteer, suggest=suggest)
    from dateline.pipeline.records import annotate_events

    return lambda record: annotate_events(record, gazetteer)


def read_lines(files: tuple[Path, ...]) -> Iterator[tuple[str, int, str]]:
    """Yield (file name, line number, line) of every line that is not blank."""
    for path in files or (Path("-"),):
        if str(path) == "-":
            yield from _numbered("<stdin>", sys.stdin)
        else:
            with path.open(encoding="utf-8") as stream:
                yield from _numbered(str(path), stream)


def _numbered(name: str, stream: TextIO) -> Iterator[tuple[str, int, str]]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield name, number, line
