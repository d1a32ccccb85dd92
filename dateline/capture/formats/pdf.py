"""PDF with a text layer: lines are joined to paragraphs, running heads cut; then it is read like a page dump."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from statistics import quantiles
from typing import Any, Final

from dateline.capture.decode import clean
from dateline.capture.limits import DOCUMENT_BYTES
from dateline.capture.options import CaptureOptions, MissingPackageError, Reading
from dateline.capture.page_text.article import read_page
from dateline.model.capture import Capture, Certainty, Evidence, Extracted
from dateline.model.problem import Problem, Severity

_PAGES: Final = 500
_END = re.compile(r"[。！？!?.…：:]['\"”’」』）)\]】]{0,3}$")
_HAN_EDGE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]$")
_PAGE_NUMBER = re.compile(r"[-–— ]{0,6}(?:第\s?)?\d{1,4}(?:\s?(?:页|/|of)\s?\d{0,4}\s?页?)?[-–— ]{0,6}")
_NOT_A_TITLE = re.compile(r"^(?:untitled|microsoft word|document\d*|.*\.(?:docx?|pdf|indd|qxd|html?))\b", re.IGNORECASE)


def read(capture: Capture, options: CaptureOptions) -> Reading:  # noqa: ARG001 - the readers' common signature
    """Read the one article of a PDF."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise MissingPackageError("PDF needs the package pypdf", "pip install 'dateline[pdf]'") from None
    try:
        reader = PdfReader(io.BytesIO(capture.data), strict=False)
        pages = [_lines(page.extract_text() or "") for page in reader.pages[:_PAGES]]
        facts = reader.metadata or {}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError) as error:
        return Reading(problems=[Problem(capture.name, 0, 0, "DL117", f"the PDF cannot be read: {error}"[:300], "")])
    text = "\n\n".join(_paragraphs(_without_running_heads(pages)))[: DOCUMENT_BYTES // 4]
    if len(text) < 40:
        hint = "recognise its text first (OCR)"
        return Reading(problems=[Problem(capture.name, 0, 0, "DL112", "the PDF has no text layer", hint)])
    article, problems = read_page(text, name=capture.name, url=capture.url, captured=capture.captured)
    if article is None:
        return Reading(problems=problems)
    titled = _with_title(article, facts)
    if titled.title:
        problems = [problem for problem in problems if problem.code != "DL113"]
    note = "line breaks and headings of a PDF are guessed"
    problems.append(Problem(capture.name, 0, 0, "DL118", note, "read it through", Severity.NOTE))
    return Reading([titled], problems=problems)


def _lines(text: str) -> list[str]:
    return [line for raw in clean(text).split("\n") if (line := " ".join(raw.split()))]


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Cut the first and last lines that most pages share, apart from their numbers."""
    edges = Counter(_bare(line) for page in pages for line in {*page[:2], *page[-2:]})
    repeated = {line for line, count in edges.items() if count > 2 and count * 2 > len(pages)}
    return [
        [line for index, line in enumerate(page) if not _is_head(line, index, len(page), repeated)] for page in pages
    ]


def _bare(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _is_head(line: str, index: int, count: int, repeated: set[str]) -> bool:
    edge = index < 2 or index >= count - 2
    return edge and (
        _bare(line) in repeated or _PAGE_NUMBER.fullmatch(line) is not None
    )


def _paragraphs(pages: list[list[str]]) -> list[str]:
    """Join the lines that a column's width broke: a short line that ends a sentence ends the paragraph."""
    lines = [line for page in pages for line in page]
    widths = [len(line) for line in lines if len(line) > 10]
    width = quantiles(widths, n=10)[7] if len(widths) > 1 else 80
    out: list[str] = []
    current = ""
    for line in lines:
        current = _joined(current, line)
        short = len(line) < width * 0.75
        if short and (_END.search(line) or len(current) == len(line)):
            out.append(current)
            current = ""
    return [*out, current] if current else out


def _joined(left: str, right: str) -> str:
    if not left:
        return right
    if left.endswith("-") and right[:1].islower():
        return left[:-1] + right
    return left + right if _HAN_EDGE.search(left) else f"{left} {right}"


def _with_title(article: Extracted, facts: Any) -> Extracted:
    title = " ".join(clean(str(facts.get("/Title") or "")).split())
    if article.title or len(title) < 4 or _NOT_A_TITLE.match(title):
        return article
    evidence = (*article.evidence, Evidence("title", title, "the PDF's own properties", Certainty.LIKELY))
    return replace(article, title=title, evidence=evidence)
