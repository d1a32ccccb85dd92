"""``dateline extract``: captures in, JSON Lines out; for pipelines and for scoring."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.report import print_problems
from dateline.errors import UsageError
from dateline.model.problem import Severity

if TYPE_CHECKING:
    from dateline.model.capture import Capture, Extracted


@click.command(short_help="Extract articles from captures as JSON Lines.")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option(
    "--jsonl", is_flag=True,
    help="FILES (or standard input) hold one JSON object a line with id and html, html_base64 or text."
)
@click.option("--captured", metavar="DATE", default="", help="When the captures were saved, if they don't say.")
@click.option("--format", "form", default="", help="Read the captures as this format instead of recognising it.")
@click.option("--evidence", is_flag=True, help="Also print where each field came from and how sure it is.")
@click.option("--quiet", is_flag=True, help="Don't print problems.")
def command(*, files: tuple[str, ...], jsonl: bool, captured: str, form: str, evidence: bool, quiet: bool) -> int:
    """Extract the articles of FILES (- or none is standard input) and print one JSON object an article.

    \b
    {"id", "title", "author", "date", "text", "url", "source", "lang"}: author a string or null, date EDTF,
    text Markdown.

    \b
    dateline extract saved-page.html
    dateline extract --jsonl pages.jsonl > articles.jsonl
    """  # noqa: D301 - Click wants the character, not two
    from dateline.capture import convert
    from dateline.capture.formats import by_name
    from dateline.capture.options import CaptureOptions

    if form and by_name(form) is None:
        raise UsageError(f"there is no format {form!r}")
    found = _records(files, captured) if jsonl else _captures(files, captured)
    status = 0
    for identity, capture in found:
        articles, problems = convert(capture, CaptureOptions(format=form))
        status |= any(problem.severity is Severity.ERROR for problem in problems)
        if not quiet:
            print_problems(problems, to_stderr=True)
        for number, article in enumerate(articles, 1):
            name = identity if len(articles) == 1 else f"{identity}#{number}"
            click.echo(json.dumps(as_record(name, article, evidence=evidence), ensure_ascii=False))
    return int(status)


def as_record(identity: str, article: Extracted, *, evidence: bool = False) -> dict[str, Any]:
    """Return an article in the form of the contract; further keys only where they say something.

    ``date`` is never finer than the day; ``published`` keeps the time where the page gives one.
    """
    record: dict[str, Any] = {
        "id": identity, "title": article.title, "author": ", ".join(article.authors) or None,
        "date": article.published.partition("T")[0], "text": article.body, "url": article.url,
        "source": article.source, "lang": article.lang,
    }
    more = "subtitle published updated captured site section editors image archived capture".split()
    for name in more:
        if value := getattr(article, name):
            record[name] = list(value) if isinstance(value, tuple) else value
    if evidence:
        record["evidence"] = [
            {"field": e.field, "value": e.value, "origin": e.origin, "certainty": e.certainty.value}
            for e in article.evidence
        ]
    return record


def _captures(files: tuple[str, ...], captured: str) -> Iterator[tuple[str, Capture]]:
    from dateline.capture.sources import Source, read_sources
    from dateline.model.problem import Problem

    for item in read_sources(files or ("-",), stdin=sys.stdin.buffer, captured=captured, expand=False):
        if isinstance(item, Problem):
            raise UsageError(f"{item.path}: {item.message}")
        if isinstance(item, Source):
            identity = PurePosixPath(item.capture.name).name.split(".", 1)[0]
            yield identity, item.capture


def _records(files: tuple[str, ...], captured: str) -> Iterator[tuple[str, Capture]]:
    from dateline.model.capture import Capture

    for name in files or ("-",):
        with click.open_file(name, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    record = json.loads(line)
                    data = _bytes(record)
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    raise UsageError(f"{name}:{number}: not an object with html or text ({error})") from None
                identity = str(record.get("id", number))
                when = record.get("captured") or captured
                yield identity, Capture(data, identity, url=record.get("url") or "", captured=when)


def _bytes(record: dict[str, Any]) -> bytes:
    if "html_base64" in record:
        return base64.b64decode(record["html_base64"])
    text = record["html"] if "html" in record else record["text"]
    return str(text).encode("utf-8", "replace")
