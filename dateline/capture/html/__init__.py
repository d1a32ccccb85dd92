"""A saved web page to an article: the door of the HTML half of capture."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from dateline.capture.html.density import choose_body, within
from dateline.capture.html.images import embed_source, image_source
from dateline.capture.html.page import (
    Page,
    foot_lines,
    head_lines,
    marked_authors,
    marked_times,
    read_page,
    text_of,
    text_start,
    title_index,
    wide_lines,
)
from dateline.capture.html.parse import parse_page
from dateline.capture.html.segments import Segment, cut_segments
from dateline.capture.html.trim import make_trimmer
from dateline.capture.metadata.authors import AuthorClues, find_people
from dateline.capture.metadata.dates import DateClues, find_dates
from dateline.capture.metadata.found import Found
from dateline.capture.metadata.language import guess_language
from dateline.capture.metadata.source import SourceClues, find_source_line
from dateline.capture.metadata.structured import Facts, names_of, types_of, text_of as json_text
from dateline.capture.metadata.title import TitleClues, find_title, fold
from dateline.capture.metadata.urls import choose_url, registered_name, split_archive, strip_trackers
from dateline.capture.to_markdown import ReadOptions, to_markdown
from dateline.model.capture import Certainty, Evidence, Extracted
from dateline.model.problem import Problem, Severity

__all__ = ["extract_html"]


def extract_html(page: str | bytes, url: str = "", captured: str = "", *, path: str = "") -> tuple[Extracted, list[Problem]]:
    """Read the article of one page.

    ``url`` is the address it was saved from and ``captured`` the day or instant it was saved (ISO 8601), both as
    far as known; ``path`` is the name problems are reported under. Nothing is fetched and no clock is read.
    """
    text = page if isinstance(page, str) else _decode(page)
    root, limits = parse_page(text)
    problems = [_problem(path, "DL116", f"the page is beyond the {limit} limit; the rest was left out") for limit in limits]
    if root is None:
        return Extracted(captured=captured), [*problems, _problem(path, "DL112", "the page holds no text", Severity.ERROR)]
    extracted, found = _extract(read_page(root, text[:6000]), url, captured, path)
    return extracted, problems + found


def _decode(data: bytes) -> str:
    from dateline.capture.decode import decode_html

    return decode_html(data).text


def _problem(path: str, code: str, message: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(path, 0, 0, code, message, severity=severity)


def _extract(page: Page, url: str, captured: str, path: str) -> tuple[Extracted, list[Problem]]:
    facts = page.facts
    address, archived = split_archive(url or facts.saved_url)
    captured = captured or facts.saved_date
    body = choose_body(page.survey)
    kept = within(page.survey, body) if body is not None else []
    site = _site(page, address)
    begin = text_start(kept)
    title = find_title(_title_clues(page, site, address), begin)
    title_at = title_index(page, title.value, begin)
    inside = kept
    kept = make_trimmer(page.survey, title.value, title_at, others=(facts.meta("og:title"), json_text(facts.article.get("headline"))), live=is_live(facts)).trim(kept)
    lang = guess_language(text_of(kept) or title.value, facts.lang)
    last = kept[-1].index if kept else 0
    head = head_lines(page, title_at, begin)
    foot = foot_lines(page, last)
    chinese = lang.startswith("zh")
    canonical, url_origin = choose_url(address, facts.canonical, facts.meta("og:url"))
    dates = find_dates(DateClues(facts, head, foot, marked_times(page.root), wide_lines(page, title_at, last), address or canonical, captured, lang, facts.lang.lower() in ("en", "en-us")))
    source = find_source_line(SourceClues(facts, head, foot, site, chinese=chinese))
    people = find_people(AuthorClues(
        facts, head, [segment.text for segment in kept[:4]], [*(segment.text for segment in kept[-3:]), *(line.text for line in foot)],
        [segment.text for segment in inside[-4:]], marked_authors(page.root), frozenset(fold(name) for name in (site, source.value, *names_of(facts.article.get("publisher"))) if name), fold(facts.title).removeprefix(fold(title.value)) if fold(facts.title).startswith(fold(title.value)) else "", chinese=chinese))
    markdown = _write(page, body, kept, address)
    extracted = Extracted(
        title=title.value, body=markdown, published=dates.published.value, updated=dates.updated.value, captured=captured, source=source.value, site=site,
        section=json_text(facts.article.get("articleSection")) or facts.meta("article:section"), authors=people.names, editors=people.editors, url=canonical, lang=lang,
        image=facts.meta("og:image", "twitter:image"), archived=archived,
        evidence=_evidence(title=title, published=dates.published, updated=dates.updated, source=source, authors=people.found,
                           url=Found(canonical, url_origin) if canonical else Found()),
    )
    return extracted, _doubts(path, extracted, title, dates.published)


def is_live(facts: Facts) -> bool:
    """Tell a live blog, whose time stamps are text."""
    return "liveblogposting" in types_of(facts.article)


def _evidence(**fields: Found) -> tuple[Evidence, ...]:
    return tuple(found.evidence(name) for name, found in fields.items() if found.value)


def _doubts(path: str, extracted: Extracted, title: Found, published: Found) -> list[Problem]:
    problems = []
    if not extracted.body.strip():
        problems.append(_problem(path, "DL112", "no article text was found in the page", Severity.ERROR))
    if title.doubt:
        problems.append(_problem(path, "DL113", title.doubt))
    if published.doubt or published.certainty is Certainty.DOUBTFUL:
        problems.append(_problem(path, "DL114", published.doubt or "the publication date is a guess"))
    return problems


def _site(page: Page, address: str) -> str:
    facts = page.facts
    return facts.meta("og:site_name", "application-name") or next(iter(names_of(facts.article.get("publisher"))), "") or facts.account or ""


def _title_clues(page: Page, site: str, address: str) -> TitleClues:
    facts = page.facts
    host = registered_name(urlsplit(address).hostname or "") if address else ""
    return TitleClues(facts.title, facts.meta("og:title", "twitter:title"), json_text(facts.article.get("headline")), site, host, page.lines)


def _write(page: Page, body: Any, kept: list[Segment], base: str) -> str:
    if body is None or not kept:
        return ""
    skip = cut_segments(page.segments, {segment.index for segment in kept})
    options = ReadOptions(skip=skip, base_url=page.facts.base or base, image=image_source, embed=embed_source, link=strip_trackers)
    return to_markdown(body, options)
