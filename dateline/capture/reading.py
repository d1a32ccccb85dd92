"""Pick the reader for a capture, run it, and go into the captures it holds."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from dateline.capture.decode import clean
from dateline.capture.detect import head_of
from dateline.capture.folding import fold
from dateline.capture.formats import FORMATS, Format, by_name
from dateline.capture.limits import LimitError
from dateline.capture.options import MAX_DEPTH, CaptureOptions, Link, MissingPackageError, Reading
from dateline.capture.pages import join_pages
from dateline.model.problem import Problem, Severity

if TYPE_CHECKING:
    from dateline.model.capture import Capture, Extracted

# Python prints what a library logs where nobody listens; what is wrong with a capture is for us to say, in a line.
for _library in ("pypdf", "readability", "trafilatura"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def convert_capture(capture: Capture, options: CaptureOptions) -> tuple[list[Extracted], list[Problem]]:
    """Convert a capture and everything inside it; see dateline.capture.convert."""
    reading = read_capture(capture, options)
    articles = [
        _finished(article, capture, number if len(reading.articles) > 1 else 0)
        for number, article in enumerate(reading.articles, 1)
    ]
    problems = [*reading.problems, *_doubts(articles, capture.name, {problem.code for problem in reading.problems})]
    for inner in reading.inner:
        if options.depth + 1 > MAX_DEPTH:
            problems.append(Problem(inner.name, 0, 0, "DL116", f"nested more than {MAX_DEPTH} deep", "unpack it first"))
            break
        found, more = convert_capture(inner, replace(options, format="", charset="", depth=options.depth + 1))
        articles += found
        problems += more if found or not options.articles_only else []
    if reading.inner and len(articles) > 1:
        articles = join_pages(articles)
    if reading.links:
        problems.append(_about_links(capture.name, reading.links))
    return articles, problems


def _finished(article: Extracted, capture: Capture, number: int) -> Extracted:
    """Fill in what the capture knows, and cut trackers off the address."""
    from dateline.capture.metadata.urls import strip_trackers

    url = article.url or capture.url
    # JSON and XML can spell characters that the decoder never lets through.
    title = " ".join(clean(article.title).split())
    return replace(
        article,
        title=title,
        body=_without_title(clean(article.body), title),
        source=" ".join(clean(article.source).split()),
        authors=tuple(name for author in article.authors if (name := " ".join(clean(author).split()))),
        url=strip_trackers(url) if url else "",
        captured=article.captured or capture.captured,
        capture=article.capture or capture.sha256 + (f"#{number}" if number else ""),
    )


def _without_title(body: str, title: str) -> str:
    """Cut a heading from the top of the body that only repeats the title."""
    first, _, rest = body.lstrip("\n").partition("\n")
    if not title or not first.startswith("#"):
        return body
    return rest.lstrip("\n") if fold(first.replace("\\", "")) == fold(title) else body


def _doubts(articles: list[Extracted], name: str, reported: set[str]) -> list[Problem]:
    """Return a warning for each article without a date or a title that its reader did not report itself."""
    problems = []
    for article in articles:
        shown = f"{article.title[:60]!r}" if article.title else "an article"
        if not article.published and not reported & {"DL302", "DL114", "DL301"}:
            hint = "write published: in the article"
            problems.append(Problem(name, 0, 0, "DL302", f"{shown} has no publication date", hint, Severity.WARNING))
        if not article.title and "DL113" not in reported:
            hint = "write title: in the article"
            problems.append(Problem(name, 0, 0, "DL113", f"{shown} has no title", hint, Severity.WARNING))
    return problems


def links_in(capture: Capture, options: CaptureOptions | None = None) -> list[Link]:
    """Return the entries of a reading list that have no text of their own, to be fetched if a person says so."""
    return read_capture(capture, options or CaptureOptions()).links


def detect_format(capture: Capture) -> Format | None:
    """Return the format of a capture by its content, or None for what no reader knows."""
    if not capture.data.strip():
        return None
    head = head_of(capture.data, capture.name)
    return next((entry for entry in FORMATS if entry.looks_like(head)), None)


def read_capture(capture: Capture, options: CaptureOptions) -> Reading:
    """Run the reader of a capture's format, without going into captures inside it."""
    entry = by_name(options.format) if options.format else detect_format(capture)
    if entry is None:
        what = "the file is empty" if not capture.data.strip() else "the format is not known"
        hint = "name one with --format" if capture.data.strip() else ""
        return Reading(problems=[Problem(capture.name, 0, 0, "DL101", what, hint)])
    try:
        reader = import_module(f"dateline.capture.formats.{entry.module}")
        charset = options.charset or charset_of(capture.media_type)
        reading: Reading = reader.read(capture, replace(options, charset=charset))
    except MissingPackageError as error:
        return Reading(problems=[Problem(capture.name, 0, 0, "DL115", str(error), error.hint)])
    except LimitError as error:
        return Reading(problems=[Problem(capture.name, 0, 0, "DL116", str(error), "unpack it by hand if you trust it")])
    except MemoryError:
        return Reading(
            problems=[Problem(capture.name, 0, 0, "DL116", "the conversion took too much memory", "split it")]
        )
    except Exception as error:  # noqa: BLE001 - the barrier: a reader's fault must not stop the other captures
        message = f"the {entry.title} could not be read: {type(error).__name__}: {error}"[:300]
        return Reading(problems=[Problem(capture.name, 0, 0, "DL119", message, "keep the capture and report it")])
    return reading


def charset_of(media_type: str) -> str:
    """Return the charset parameter of a media type, or empty.

    >>> charset_of('text/html; charset="gb2312"')
    'gb2312'
    """
    match = re.search(r"charset\s*=\s*[\"']?([\w.:+-]+)", media_type, re.IGNORECASE)
    return match[1] if match else ""


def _about_links(name: str, links: list[Link]) -> Problem:
    message = f"{len(links)} entr{'y is a link' if len(links) == 1 else 'ies are links'} without a text"
    return Problem(name, 0, 0, "DL118", message, "add them with --fetch-links to download the pages", Severity.NOTE)
