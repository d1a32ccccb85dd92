"""The door: text of a whole page in, one article out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.capture.folding import fold
from dateline.capture.metadata.end_credit import split_end_credit
from dateline.capture.metadata.language import guess_language
from dateline.capture.page_text.body import extend, find_body, inside
from dateline.capture.page_text.credits import find_credits, newest_stamp
from dateline.capture.page_text.headline import Headline, find_headline, original_title
from dateline.capture.page_text.lines import Kind, Line, read_lines
from dateline.capture.to_markdown import paragraphs_to_markdown
from dateline.model.capture import Certainty, Evidence, Extracted
from dateline.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_TEXT: Final = (Kind.DATELINE, Kind.CREDIT, Kind.CRUMBS, Kind.MENU, Kind.RIGHTS, Kind.END)
_LEAST: Final = 40
"""Tokens without which there is no article."""


def read_page(
    text: str, *, name: str = "", url: str = "", captured: str = ""
) -> tuple[Extracted | None, list[Problem]]:
    """Read the article in a page dump; None when the page holds none.

    ``captured`` is the instant or day of the capture, if known from outside; otherwise it is taken from the newest
    stamp in the page's furniture, and a year-less dateline gets the latest year that does not lie after it.
    """
    lines = read_lines(text)
    start, end = find_body(lines)
    headline = find_headline(lines, start, end)
    floor = _floor(lines, start, headline)
    start, end = extend(lines, start, end, floor)
    kept = _text_lines(lines, start, end, headline)
    if sum(line.size for line in kept) < _LEAST and not headline:
        return None, [Problem(name, 0, 0, "DL112", "no article was found in the page's text", "is it a page of links?")]
    seen = captured or newest_stamp(lines, start, end)
    found = find_credits(lines, headline.end - 1 if headline else -1, start, end, seen)
    title = _title(headline, lines, start)
    evidence = [*_about_title(headline, lines), *found.evidence]
    if seen and not captured:
        evidence.append(Evidence("captured", seen, "the newest stamp in the page's furniture", Certainty.LIKELY))
    texts = [line.text for line in kept]
    if texts:
        texts[-1], editors = split_end_credit(texts[-1])
        if editors and not found.editors:
            origin = f"behind the last sentence, line {kept[-1].number}"
            proof = Evidence("editors", ", ".join(editors), origin, Certainty.SURE)
            found = replace(found, editors=editors, evidence=(*found.evidence, proof))
    body = paragraphs_to_markdown(texts)
    extracted = Extracted(
        title=title, body=body, published=found.published, updated=found.updated, captured=seen, source=found.source,
        site=found.site, section=found.section, authors=found.authors, editors=found.editors, url=url,
        lang=guess_language("\n".join(line.text for line in kept)), evidence=tuple(evidence),
    )
    return extracted, _doubts(extracted, name, headline)


def _text_lines(lines: Sequence[Line], start: int, end: int, headline: Headline | None) -> list[Line]:
    """Return the lines of the body, without the title printed once more above them and the one it had elsewhere."""
    kept = inside(lines, max(start, headline.end if headline else 0), end)
    kept = [line for line in kept if not original_title(line.text)]
    title = fold(headline.text) if headline else ""
    while title and len(kept) > 1 and _repeats(kept[0], title):
        kept = kept[1:]
    return kept


def _repeats(line: Line, title: str) -> bool:
    return line.folded == title or (title in line.folded and line.kind is Kind.SHORT)


def _floor(lines: Sequence[Line], start: int, headline: Headline | None) -> int:
    """The text may begin right below the last line between it and the title that is no text."""
    if headline is None or headline.end > start:
        return start
    for index in range(start - 1, headline.end - 1, -1):
        if lines[index].kind in _NO_TEXT or (
            lines[index].kind is Kind.BUTTON and lines[index - 1].kind in (Kind.BUTTON, *_NO_TEXT)
        ):
            return index + 1
    return headline.end


def _title(headline: Headline | None, lines: Sequence[Line], start: int) -> str:
    if headline:
        return headline.text
    return next((title for line in lines[max(0, start - 6) : start + 2] if (title := original_title(line.text))), "")


def _about_title(headline: Headline | None, lines: Sequence[Line]) -> list[Evidence]:
    if headline is None:
        return []
    certainty = Certainty.SURE if headline.score > 3 else Certainty.LIKELY if headline.score > 2 else Certainty.DOUBTFUL
    return [Evidence("title", headline.text, f"line {lines[headline.index].number}, above the text", certainty)]


def _doubts(extracted: Extracted, name: str, headline: Headline | None) -> list[Problem]:
    problems = []
    if headline is None or headline.score <= 2:
        shown = f"{extracted.title!r} is a guess" if extracted.title else "no line looks like a title"
        problems.append(Problem(name, 0, 0, "DL113", shown, "write the title in the article", Severity.WARNING))
    if not extracted.published:
        hint = "write published: in the article"
        if not extracted.captured:
            hint = "give --captured: the year of a date may follow from it"
        problems.append(Problem(name, 0, 0, "DL302", "the page shows no publication date", hint, Severity.WARNING))
    elif extracted.published.endswith("~"):
        message = f"the page says only how long ago it was published; taken as {extracted.published}"
        problems.append(Problem(name, 0, 0, "DL114", message, "check the date", Severity.WARNING))
    return problems
